"""Numbers that the site says, which tell as much as titles: each of what the reader may read."""

import re
from collections.abc import Callable
from itertools import chain

from django.test import Client

from tests.factories.closed import CANARY
from tests.leaks.channels import SEARCHED
from tests.leaks.marks import AREA, PROGRAMME
from tests.leaks.table import readable
from tests.required import required

ALL = "status=all"


def of_api(client: Client) -> int:
    """How many calls the API finds."""
    count: int = client.get(f"/api/calls/?{ALL}").json()["count"]
    return count


def of_facet(name: str, value: str) -> Callable[[Client], int]:
    """How many calls a facet of the API says there are with a value; no value, no call."""

    def ask(client: Client) -> int:
        facets = client.get(f"/api/calls/?{ALL}").json()["facets"]
        return {each["value"]: each["count"] for each in facets[name]}.get(value, 0)

    return ask


def on_page(address: str) -> Callable[[Client], int]:
    """The number in the heading of a list."""

    def ask(client: Client) -> int:
        text = client.get(address).content.decode()
        heading = required(re.search(r'id="count"[^>]*>(.*?)</', text, re.DOTALL))[1]
        return int(required(re.search(r"\d+", heading))[0])

    return ask


# By what is counted: how it is asked, and the kinds.
COUNTS: dict[str, tuple[Callable[[Client], int], tuple[str, ...]]] = {
    "calls of the API": (of_api, ("call",)),
    "its facet of areas": (of_facet("priority", AREA), ("call",)),
    "its facet of programmes": (of_facet("programme", PROGRAMME), ("call",)),
    "list of calls": (on_page(f"/sv/utlysningar/?{ALL}"), ("call",)),
    "filter of calls": (on_page(f"/sv/utlysningar/?{ALL}&priority={AREA}"), ("call",)),
    "search of calls": (on_page(f"/sv/utlysningar/?{ALL}&q={CANARY}"), ("call",)),
    "search of the site": (
        on_page(f"/sv/sok/?q={CANARY}"),
        (*chain(*SEARCHED.values()), "project page"),
    ),
    "projects": (on_page("/sv/projekt/"), ("project",)),
}


def expected(reader: str, kinds: tuple[str, ...]) -> int:
    """How many there are of these kinds for the reader; of projects one has a page, for all."""
    found = readable(reader, *(kind for kind in kinds if kind != "project page"))
    return len(found) + kinds.count("project page")
