"""Where canaries are looked for: lists, searches, feeds and pages of the admin.

Each channel carries every canary of its kinds that whoever asks may read, and no other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from django.urls import reverse
from django.utils.translation import override

from tests.factories.closed import CANARY, SECRET
from tests.leaks.marks import AREA, PROGRAMME
from tests.leaks.table import AUTHOR, CANARIES, IN_ADMIN, READS, For, readable

EVERYBODY = frozenset(READS)
# Whoever has no seat, and no group, does not come in, what they have written notwithstanding.
OF_THE_NETWORK = frozenset(n for n, reads in READS.items() if For.NETWORK in reads) - {AUTHOR}
WRITERS = OF_THE_NETWORK | {"member of the group"}
OF_GROUPS = WRITERS | {"reinforces the group", "reinforces the administrative group"}
EDITORS = IN_ADMIN - {"right to the strategists' admin"}
LOGGED_IN = EVERYBODY - {"anonymous", "deactivated"}
SUPERUSER = frozenset({"superuser"})
# What the search of the site finds, by the group it stands in.
SEARCHED = {
    **{kind: (kind,) for kind in ("page", "news", "governing", "call", "town", "document")},
    "post": ("post", "hidden"),
    "event": ("event",),
    "person": ("card",),
}
TYPES_OF_PAGES = ("page", "news", "governing")


@dataclass(frozen=True)
class Channel:
    """Addresses that together tell the canaries of `kinds`, to those who are let `by`.

    `same`: whoever asks gets what a stranger gets. Every address may tell of less, and of other
    kinds too where whoever asks may read them.
    """

    name: str
    kinds: Sequence[str]
    addresses: Sequence[str]
    by: frozenset[str] = EVERYBODY
    same: bool = False
    sent: Sequence[str] = ()

    def carries(self, reader: str) -> set[tuple[str, str]]:
        """What it tells this reader."""
        if reader not in self.by:
            return set()
        told = readable("anonymous" if self.same else reader, *self.kinds)
        return told | {(kind, str(each)) for kind in self.sent for each in CANARIES[kind]}


def in_both(make: Callable[[], Iterable[str]]) -> list[str]:
    """The addresses in Swedish and in English."""
    found: list[str] = []
    for language in ("sv", "en"):
        with override(language):
            found += make()
    return found


def asking(name: str, *questions: str, args: Sequence[str] = ()) -> list[str]:
    """A view with each of the questions, in both languages."""
    return in_both(lambda: [reverse(name, args=args) + question for question in questions or ("",)])


def searches() -> list[str]:
    """The search of the site, each group in full."""
    groups = (*SEARCHED, "project")  # which has a page of its own, where everybody may read it
    return asking("site_search", *(f"?q={CANARY}&kind={group}" for group in groups))


def suggestions() -> list[str]:
    """What the search proposes, for the beginning of each title."""
    kinds = (*TYPES_OF_PAGES, "call")
    return asking("site_suggestions", *(f"?q={CANARY} {SECRET} {kind}&part=1" for kind in kinds))


PARTS = ("pages", "calls", "programmes", "areas", "towns", "events")  # of the sitemap


def public() -> list[Channel]:
    """Those of the site."""
    area = asking("area", args=[AREA])
    maps = [f"/sitemap-{part}.xml" for part in PARTS]
    feeds = [f"/feeds/{path}" for path in ("nyheter/", "news/", f"nyheter/{AREA}/")]
    listed, all_calls = "?status=all", "?status=all&page_size=100"
    return [
        Channel("the start page", ("call", "town"), ["/sv/", "/en/"]),
        Channel("list of calls", ("call",), asking("call_list", listed, f"{listed}&sort=newest")),
        Channel("search of calls", ("call",), asking("call_list", f"{listed}&q={CANARY}")),
        Channel("filter of calls", ("call",), asking("call_list", f"{listed}&priority={AREA}")),
        Channel("API", ("call",), [f"/api/calls/{all_calls}", f"/api/calls/{all_calls}&q=call"]),
        Channel("search of the site", [*chain(*SEARCHED.values())], searches()),
        Channel("suggestions", (*TYPES_OF_PAGES, "call"), suggestions()),
        Channel("page of an area", ("town", "exchange", "news"), area),
        Channel("page of a programme", (), asking("programme", args=[PROGRAMME])),
        Channel("list of programmes and areas", (), asking("programmes") + asking("areas")),
        Channel("twin towns", ("town",), ["/sv/vanorter/", "/en/twin-towns/"]),
        Channel(
            "cooperation",
            ("agreement", "organisation", "membership", "exchange", "sent", "award"),
            ["/sv/samarbeten/", "/en/cooperation/"],
        ),
        Channel("public events", ("event",), ["/sv/samarbeten/", "/en/cooperation/"], same=True),
        Channel("projects", ("project",), ["/sv/projekt/", "/en/projects/"]),
        Channel("governing documents", ("governing",), ["/sv/styrdokument/"]),
        Channel("news", ("news",), ["/sv/nyheter/"]),
        Channel("what there is in this language", ("page",), ["/sv/ej-oversatt/{english}/"]),
        Channel("feeds", ("news",), feeds, same=True),
        Channel("sitemap", (*TYPES_OF_PAGES, "call", "town"), ["/sitemap.xml", *maps], same=True),
        Channel("directory", (), asking("contacts", "", f"?q={CANARY}"), by=OF_THE_NETWORK),
        Channel("my data", (), asking("my_data")),
        Channel("address of one's calendar", (), asking("calendar_feed"), by=OF_GROUPS),
        Channel(
            "training logs",
            ("training",),
            asking("competence", "?year=2026"),
            by=LOGGED_IN,
        ),
        Channel("notices", ("post", "hidden"), asking("notifications"), by=DOORS["none"]),
        Channel("choices of notices", (), asking("notification_choices"), by=DOORS["none"]),
        Channel("coordination", (), asking("coordination")),
        *intranet("contacts"),
    ]


# Who comes into the intranet, by the form that the municipality's network takes.
DOORS = {
    "contacts": OF_THE_NETWORK,
    "group": OF_THE_NETWORK,
    "none": LOGGED_IN,
}


def intranet(form: str) -> list[Channel]:
    """Its start and the form of a post, where the network has this form."""
    return [
        Channel("intranet", ("post", "hidden"), asking("network"), by=DOORS[form]),
        Channel("list of posts", ("post", "hidden"), asking("posts"), by=DOORS[form]),
        Channel("form of a post", (), asking("write_post"), by=DOORS[form] | WRITERS),
        Channel("meetings", ("event",), asking("meetings"), by=DOORS[form] | OF_GROUPS),
        Channel("form of a meeting", (), asking("new_meeting"), by=DOORS[form] | WRITERS),
        Channel("groups", (), asking("groups"), by=DOORS[form] | OF_GROUPS),
        Channel("own exchanges", (), asking("exchanges"), by=DOORS[form]),
        Channel("form of an exchange", (), asking("enter_exchange"), by=DOORS[form]),
    ]


def admin() -> list[Channel]:
    """Those of Wagtail's admin."""
    pages = (*TYPES_OF_PAGES, "draft")
    return [
        Channel("admin: start", (), ["/admin/"]),
        Channel(
            "admin: explorer", ("page", "draft"), ["/admin/pages/{home}/?ordering=ord"], by=EDITORS
        ),
        Channel("admin: search", pages, [f"/admin/pages/?q={CANARY}"], by=EDITORS),
        Channel(
            "admin: chooser of pages",
            TYPES_OF_PAGES,
            [f"/admin/choose-page/search/?q={CANARY}", "/admin/choose-page/{home}/"],
            by=IN_ADMIN,
        ),
        Channel("admin: API of pages", TYPES_OF_PAGES, api("pages"), by=EDITORS),
        Channel("admin: API of images", ("image",), api("images"), by=IN_ADMIN),
        Channel("admin: API of documents", ("document",), api("documents"), by=IN_ADMIN),
        Channel("admin: images", ("image",), ["/admin/images/"], by=EDITORS),
        Channel("admin: chooser of images", ("image",), ["/admin/images/chooser/"], by=IN_ADMIN),
        Channel("admin: documents", ("document",), ["/admin/documents/"], by=EDITORS),
        Channel(
            "admin: chooser of documents", ("document",), ["/admin/documents/chooser/"], by=EDITORS
        ),
        Channel(
            "admin: tags",
            ("image", "document"),
            [f"/admin/tag-autocomplete/?term={CANARY} {SECRET}-{k}" for k in ("image", "document")],
            by=IN_ADMIN,
        ),
        Channel(
            "admin: bulk actions",
            pages,
            ["/admin/bulk/wagtailcore/page/publish/?id={page}"],
            by=IN_ADMIN,
        ),
        Channel("admin: memberships", (), ["/admin/snippets/network/networkmembership/"]),
        Channel(
            "admin: exchanges to be published",
            (),
            ["/admin/snippets/network/exchange/desk/"],
            by=IN_ADMIN,
            sent=("sent",),
        ),
        Channel(
            "admin: reports",
            (),
            [f"/admin/reports/{each}/" for each in ("site-history", "locked", "bin", "workflow")],
        ),
        Channel(
            "admin: export of pages",
            TYPES_OF_PAGES,
            [f"/admin/reports/aging-pages/?export={form}" for form in ("csv", "xlsx")],
            by=EDITORS,
        ),
        Channel("admin: redirects", ("page",), ["/admin/redirects/"], by=SUPERUSER),
        *snippets(),
    ]


def api(what: str) -> list[str]:
    """What the admin's own pages ask."""
    return [f"/admin/api/main/{what}/?search={CANARY}&fields=*&limit=20"]


SNIPPETS = {
    "call": "opportunities/call",
    "project": "projects/project",
    "town": "network/twintown",
    "agreement": "network/agreement",
    "exchange": "network/exchange",
    "organisation": "network/externalorganisation",
    "award": "network/award",
}


def snippets() -> list[Channel]:
    """The lists of records, and their choosers."""
    found = []
    for kind, path in SNIPPETS.items():
        lists = [f"/admin/snippets/{path}/"]
        found.append(Channel(f"admin: {kind}s", (kind,), lists, by=IN_ADMIN))
        choosers = [f"/admin/snippets/choose/{path}/?p={page}" for page in (1, 2)]
        found.append(Channel(f"admin: chooser of {kind}s", (kind,), choosers, by=IN_ADMIN))
    return found
