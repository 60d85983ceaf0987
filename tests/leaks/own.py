"""The addresses of each canary alone: open to whoever may read it, and to nobody else."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from wagtail.models import Page

from core.models import Document, Image
from network.models import Card, Event, Post, TwinTown
from opportunities.models import Call
from tests.factories.closed import SECRET
from tests.leaks.channels import EDITORS, EVERYBODY, OF_GROUPS, OF_THE_NETWORK, SNIPPETS, in_both
from tests.leaks.marks import found
from tests.leaks.table import IN_ADMIN, KINDS, READS, Canary, For

NOBODY: frozenset[str] = frozenset()
SIZE = "width-50"
MEETING = ("meeting", "meeting_calendar")


@dataclass(frozen=True)
class Address:
    """Of one canary; to those who are let `by` and may read it."""

    canary: Canary
    address: str
    by: frozenset[str] = EVERYBODY

    def opens(self, reader: str) -> bool:
        """Whether this reader gets in."""
        return reader in self.by and self.canary[1] in READS[reader]


def on_the_site() -> Iterator[Address]:
    """Those of records and pages."""
    for kind, of in OF_RECORDS.items():
        for canary, record in records(kind):
            yield from (Address(canary, address) for address in of(record))
    about = reverse("call", args=[Call.objects.get(visibility="public").reference])
    for (kind, each), post in records("post"):
        if kind == "post":
            yield Address(("version", each), reverse("post_history", args=[post.pk]))
            yield Address(("comment", each), reverse("post", args=[post.pk]))
            yield Address(("post", each), about, OF_THE_NETWORK)
    for (_kind, each), event in records("event"):
        if each != For.PUBLIC:
            yield Address(("inside", each), reverse("meeting", args=[event.pk]))
    yield from of_the_network()
    for canary, page in pages():
        yield from of_page(page, canary)


def of_the_network() -> Iterator[Address]:
    """A comment that is hidden, on the page of its post; a card, on the page of its person."""
    staff = Post.objects.get(visibility="staff", hidden_at=None)
    yield Address(("hush", For.COORDINATION), reverse("post", args=[staff.pk]))
    yield Address(("post", For.OUR_GROUP), reverse("group", args=["ours"]), OF_GROUPS)
    person = reverse("person", args=[Card.objects.get().person_id])
    yield Address(("card", For.NETWORK), person, OF_THE_NETWORK)


def records(kind: str) -> Iterator[tuple[Canary, Model]]:
    """The canaries of a kind."""
    model: type[Model] = apps.get_model(KINDS[kind][0])
    for record in model._default_manager.order_by("pk"):
        yield canary_of(str(record)), record


def pages() -> Iterator[tuple[Canary, Page]]:
    """Those that have a limit of their own."""
    for page in Page.objects.filter(slug__contains=SECRET).order_by("pk"):
        canary = canary_of(page.slug)
        if canary[0] in READ_ALONE:
            yield canary, page


READ_ALONE = ("page", "draft", "governing", "news")


def canary_of(name: str) -> Canary:
    """The one canary that is named."""
    (canary,) = found(name)
    return canary


def of_page(page: Page, canary: Canary) -> Iterator[Address]:
    """Itself, by an old address, and in the other language; a draft is there for nobody."""
    kind, each = canary
    site = NOBODY if kind == "draft" else EVERYBODY
    yield Address(canary, page.relative_url(None) or "", site)
    yield Address(canary, f"/gammal/{kind}/{each}", site)
    yield Address(canary, f"/en/not-translated/{page.pk}/", site)


def of_call(call: Call) -> list[str]:
    """Its page, and its calendar."""
    names = ("call", "call_calendar")
    return in_both(lambda: [reverse(name, args=[call.reference]) for name in names])


def of_town(town: TwinTown) -> list[str]:
    """Its pages."""
    return [f"/sv/vanorter/{town.key}/", f"/en/twin-towns/{town.key}/"]


def of_image(image: Image) -> list[str]:
    """The upload and a rendition."""
    return [image.file.url, image.get_rendition(SIZE).url]


def of_post(post: Post) -> list[str]:
    """The post, and its history."""
    return in_both(lambda: [reverse(name, args=[post.pk]) for name in ("post", "post_history")])


def of_event(event: Event) -> list[str]:
    """Its page, and its calendar."""
    return in_both(lambda: [reverse(name, args=[event.pk]) for name in MEETING])


def of_document(document: Document) -> list[str]:
    """By Wagtail's view alone: its folder is not served."""
    return [document.url]


OF_RECORDS: dict[str, Callable[..., list[str]]] = {
    "call": of_call,
    "town": of_town,
    "image": of_image,
    "document": of_document,
    "post": of_post,
    "event": of_event,
}


def in_admin() -> Iterator[Address]:
    """Where a page, a record or a file is edited, and what was done with it."""
    for canary, page in pages():
        shown = ["edit", "view_draft"]
        if page.latest_revision_id:
            shown.append(f"revisions/{page.latest_revision_id}/view")
        for what in shown:
            yield Address(canary, f"/admin/pages/{page.pk}/{what}/", EDITORS)
    for kind, path in SNIPPETS.items():
        for canary, record in records(kind):
            yield Address(canary, f"/admin/snippets/{path}/edit/{record.pk}/", IN_ADMIN)
    for kind, path in FILES.items():
        for canary, file in records(kind):
            yield Address(canary, path.format(file.pk), EDITORS)


# What the above is, for the document.
OWN = {
    "call": "its page, its calendar (iCal)",
    "town": "its page",
    "image": "the upload, a rendition",
    "document": "the file",
    "post": "the post with its comments, its history with each version, the call it is about",
    "event": "its page with agenda, minutes, tasks and files, and its calendar (iCal)",
    "hidden": "the same as of a post",
    "card": "the page of its person",
    "page, news, governing": "the page, an old address that leads to it, the other language's",
    "draft": "none",
    "in the admin": "edit; of pages the draft and a revision too",
}
FILES = {"image": "/admin/images/{}/", "document": "/admin/documents/edit/{}/"}
