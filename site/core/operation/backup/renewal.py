"""What a restored database begins with: core's own parts."""

from django.core.cache import caches
from django.core.management import call_command
from django.db.models import Q
from post_office.models import STATUS, Email

from core.search import index, mirror
from core.search.engines import cluster
from core.search.kinds import kinds
from core.search.ranking import rarity
from core.web import content_version

# The index, which is made of the records; the second is that of Wagtail's admin.
SEARCH = frozenset(
    {
        "core_searchdate",
        "core_searchentry",
        "core_searchfrequency",
        "core_searchnote",
        "core_searchsignature",
        "core_searchterms",
        "core_searchtext",
    }
)
ADMIN_SEARCH = frozenset({"wagtailsearch_indexentry"})
CLAIMS = frozenset({"core_mailclaim"})  # which machine was sending what
TASKS = frozenset({"django_tasks_database_dbtaskresult"})
QUEUED = (STATUS.queued, STATUS.requeued)


def build_search() -> None:
    """The index in the database, as far as `migrate` has not just filled it."""
    for kind, _described in kinds:
        index.repair(kind=kind)
    rarity.count()


def build_cluster() -> None:
    """The search cluster may know what the database has forgotten."""
    if (engine := cluster()) is not None:
        mirror.build(engine)


def build_admin_search() -> None:
    """What Wagtail finds pages, images and documents by."""
    call_command("wagtail_update_index", verbosity=0)


def hold_mail() -> None:
    """What was queued when the backup was made has been sent since, or is out of date."""
    emails = Email.objects.filter(Q(status__in=QUEUED) | Q(status=None))
    emails.update(status=STATUS.failed, scheduled_time=None)


def empty_caches() -> None:
    """Kept pages, counts of log-ins: all was of the other database."""
    content_version.change()
    for alias in caches:
        caches[alias].clear()
