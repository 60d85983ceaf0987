"""What follows when a section is limited, a page is moved, the tables are migrated."""

import logging
from collections.abc import Sequence

from django.apps import apps
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import pre_page_move

from core.access.sections import keep_closed, page_visibility
from core.models import SearchEntry, SectionVisibility
from core.operation.health import unapplied
from core.search import mirror
from core.search.engines import EngineError
from core.search.index import rebuild, repair
from core.search.kinds import kinds
from core.web import content_version

log = logging.getLogger(__name__)


def limited_pages(section: SectionVisibility) -> list[Page]:
    """The section's page and its translations, to all of which its limit applies."""
    return list(section.page.get_translations(inclusive=True))


def restrict(instance: SectionVisibility, **signal: object) -> None:
    """Tell Wagtail too that the section asks for a log-in.

    core.access.sections decides and is stricter; this is for code that only asks for Wagtail's
    own restrictions, such as `Page.objects.public()`, and for the padlock in the admin.
    """
    for page in instance.pages_left:
        release(SectionVisibility(page=page))
    for page in limited_pages(instance):
        login = {"page": page, "restriction_type": PageViewRestriction.LOGIN}
        # Two who save at once may make two, which does no harm: release() takes them all away.
        if not PageViewRestriction.objects.filter(**login).exists():
            PageViewRestriction.objects.create(**login)


def release(instance: SectionVisibility, **signal: object) -> None:
    """Take Wagtail's restriction away with the section's limit."""
    PageViewRestriction.objects.filter(
        page__in=limited_pages(instance), restriction_type=PageViewRestriction.LOGIN
    ).delete()


def stay_closed(instance: Page, parent_page_after: Page, **signal: object) -> None:
    """Before a page is moved: what is private stays so, whoever or whatever moves it."""
    now = page_visibility(parent_page_after)
    keep_closed(instance, before=page_visibility(instance), now=now)


def fill_index(plan: Sequence[object] = (), **signal: object) -> None:
    """A migration that makes the search's tables anew leaves them empty; a cluster may be new.

    A new release may have new kinds of records, or find old ones by more than before: where
    anything was migrated, every entry is compared with its record. Where only some apps are
    migrated, records may have no table yet: the migration of the last of them fills the index.
    What an earlier release has kept is of its own form, and counts no more.
    """
    if unapplied():
        return
    content_version.change()
    for kind, _described in kinds:
        if not SearchEntry.objects.filter(kind=kind).exists():
            rebuild(kind=kind)
        elif plan:
            repair(kind=kind)
    try:
        mirror.keep_up(timezone.now())
    except EngineError as error:
        log.warning("The search cluster is filled later, by `manage.py tick`: %s", error)


def connect_signals() -> None:
    """Of sections, of pages that are moved, and of migrations."""
    post_save.connect(restrict, sender=SectionVisibility)
    post_delete.connect(release, sender=SectionVisibility)
    pre_page_move.connect(stay_closed)
    post_migrate.connect(fill_index, sender=apps.get_app_config("core"))
