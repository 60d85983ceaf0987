"""What `manage.py tick` does for the editorial site."""

from datetime import datetime, timedelta

from core.operation.schedule import Job, jobs
from editing.bin import actions
from editing.links.checking import check_outside, check_pages

FEW = 5  # addresses of other sites a minute, one of each


def empty_bin(at: datetime) -> None:
    """Deleted pages whose time is up are gone for good."""
    actions.empty_bin(at=at)


def look_at_links(at: datetime) -> None:
    """Also when nobody opens the list: it says since when a link is broken."""
    check_pages(at=at)


def ask_outside(at: datetime) -> None:
    """Where the settings allow it."""
    check_outside(at=at, most=FEW)


def register() -> None:
    """Called once, when the apps are ready."""
    jobs.register("empty-bin", Job(timedelta(days=1), empty_bin))
    jobs.register("broken-links", Job(timedelta(hours=1), look_at_links))
    jobs.register("outside-links", Job(timedelta(minutes=1), ask_outside))
