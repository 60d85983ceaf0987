"""Rules of the code base that `manage.py check` enforces; core's `ready` imports them."""

import re
from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from wagtail.models import Page, get_page_models

from config.apps import APPS
from core.access import demo_accounts
from core.access.strangers import ATTRIBUTE
from core.access.visibility import VisibleModel, VisibleQuerySet
from core.files.folders import media_fault, open_to_others
from core.search.engines.elastic.address import parse

CONTACT = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*")
PROCESS_CACHES = ("locmem.LocMemCache", "dummy.DummyCache")


@checks.register("core")
def closed_by_default(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """Views ask for a log-in because of a middleware: it has to be there."""
    if "core.web.middleware.ClosedByDefaultMiddleware" not in settings.MIDDLEWARE:
        yield checks.Error(
            "Views are open to everybody.",
            hint="Put core.web.middleware.ClosedByDefaultMiddleware into MIDDLEWARE.",
            id="core.E001",
        )


@checks.register("core")
def one_rule_for_pages(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """Sections say who reads a page; Wagtail's own form for it would be a second rule."""
    for model in get_page_models():
        if model is not Page and model.private_page_options:
            yield checks.Error(
                f"{model._meta.label} offers Wagtail's own page privacy.",
                hint="Set private_page_options = [] and use a section with limited readers.",
                obj=model,
                id="core.E002",
            )


@checks.register("core")
def one_rule_for_records(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """A model with a visibility can be asked for what somebody may read."""
    for model in apps.get_models():
        if not issubclass(model, VisibleModel):
            continue
        if not any(isinstance(m.get_queryset(), VisibleQuerySet) for m in model._meta.managers):
            yield checks.Error(
                f"{model._meta.label} has no manager with visible_to().",
                hint="Make a manager from a subclass of VisibleQuerySet.",
                obj=model,
                id="core.E003",
            )


@checks.register("core")
def strangers_are_decided(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """Each model of ours says whether strangers see its rows: saving one ends the kept pages."""
    for model in apps.get_models():
        if model._meta.app_label in APPS and not hasattr(model, ATTRIBUTE):
            yield checks.Error(
                f"{model._meta.label} does not say whether strangers see its rows.",
                hint=f"Set {ATTRIBUTE} to True, False or the name of a foreign key whose row says "
                "it (core.access.strangers).",
                obj=model,
                id="core.E006",
            )


@checks.register("core")
def search_address(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """Where the search cluster is has to be understood before the first search."""
    try:
        if settings.SEARCH_URL:
            parse(settings.SEARCH_URL)
    except ImproperlyConfigured as error:
        yield checks.Error(str(error), id="core.E005")


@checks.register("core")
def security_contact(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """What `/.well-known/security.txt` says is an address that can be followed."""
    contact = settings.SECURITY_CONTACT
    if contact and not CONTACT.fullmatch(contact):
        yield checks.Error(
            f"SECURITY_CONTACT is {contact!r}: write mailto:sakerhet@kommunen.se, or the https:// "
            "address of a page that says how to tell of a weakness.",
            id="core.E008",
        )


@checks.register("core", deploy=True)
def no_demo_log_ins(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """The demo's log-ins have a password that everybody knows."""
    if settings.DEMO_ALLOWED:
        yield checks.Error("Demo log-ins are allowed here.", id="core.E004")
    try:
        if sentence := demo_accounts.remark():
            yield checks.Warning(sentence, id="core.W002")
    except DatabaseError:
        return  # not migrated yet, or away


@checks.register("core")
def media_folder(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """Where MEDIA_ROOT is not there its disk may not be: nothing is to be written in its place."""
    if sentence := media_fault():
        yield checks.Error(sentence, id="core.E007")


@checks.register("core", deploy=True)
def closed_files(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """What was made before the site kept its files to itself may be open to others."""
    for path in open_to_others():
        yield checks.Warning(
            f"Every user of this machine can read {path}.",
            hint=f"chmod -R go= {path}",
            id="core.W003",
        )


@checks.register("core", deploy=True)
def shared_cache(app_configs: object, **kwargs: object) -> Iterable[checks.CheckMessage]:
    """Failed log-ins are counted in the cache, by every worker."""
    config = settings.CACHES["default"]
    if config.get("BEHIND", config["BACKEND"]).endswith(PROCESS_CACHES):
        yield checks.Warning(
            "Each worker counts failed log-ins for itself.",
            hint="Set CACHE_URL to a cache that the workers share.",
            id="core.W001",
        )
