"""What `manage.py tick` does for the editorial site."""

from datetime import datetime

from editing.bin import actions
from editing.links.asking import check_outside
from editing.links.checking import check_pages

FEW = 5  # addresses of other sites a minute, one of each
A_WHILE = 40  # seconds in which the last of them is begun, so that a tick is over before the next


def empty_bin(at: datetime) -> None:
    """Deleted pages whose time is up are gone for good."""
    actions.empty_bin(at=at)


def look_at_links(at: datetime) -> None:
    """Also when nobody opens the list: it says since when a link is broken."""
    check_pages(at=at)


def ask_outside(at: datetime) -> None:
    """Where the settings allow it."""
    check_outside(at=at, most=FEW, seconds=A_WHILE)
