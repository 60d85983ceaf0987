"""A record of each kind that the admin has, for the tests that look at every page of it."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow
from wagtail.snippets.models import get_snippet_models

from core.models import MunicipalityProfile, User
from tests.admin_addresses import admin_patterns, filled_in
from tests.factories.closed import CLOSED, closed_records
from tests.factories.core import UserFactory
from tests.factories.rows import row_of

# What leads out, fails on purpose, is a part of a page without a form, or is read by a script.
LEFT_OUT = ("/admin/logout/", "/admin/failwhale/", "/api/", "/results/", "/chosen")


@transaction.atomic
def administrator() -> User:
    """A superuser, where each kind of record has one with the key CLOSED, their own row too."""
    user = UserFactory.create(pk=CLOSED, is_superuser=True)
    closed_records(by=user)
    GroupApprovalTask.objects.create(pk=CLOSED, name="Läs")
    models: list[type[Model]] = [*get_snippet_models(), Workflow, Site]
    models.remove(MunicipalityProfile)  # each site has one
    for model in models:
        if not model._base_manager.filter(pk=CLOSED).exists():
            row_of(model, pk=CLOSED)
    Collection.objects.get(depth=1).add_child(instance=Collection(name="Bilder", pk=CLOSED))
    return user


def admin_pages() -> Iterator[str]:
    """The addresses of the admin's pages, and of their parts that have a form."""
    profile = MunicipalityProfile.objects.get().pk
    for form, names in sorted(admin_patterns().items()):
        if not any(part in form for part in LEFT_OUT):
            keys = [profile if "municipalityprofile" in form else CLOSED]
            for address in filled_in(form, names, keys):
                yield address + (f"?id={CLOSED}" if "/bulk/" in form else "")
