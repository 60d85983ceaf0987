"""What the search of the whole site shows of each thing found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext
from wagtail.models import Page

from core.access.sections import steps, visible_pages
from core.files import search as document_search
from core.models import Document, User
from core.pages import search as pages
from core.pages.notes import noted
from core.search.results import Result, Snippet
from core.words.dates import local, short_date
from core.words.language import LocalizedText, current
from network.cooperation import search as town_search
from network.cooperation.areas import base_url
from network.models import Body, TownStatus, TwinTown
from network.organisation import search as bodies
from network.organisation.pages import how_we_work_url
from opportunities.finding import search
from opportunities.models import Call, Programme, Status
from opportunities.programmes import search as programme_search
from opportunities.programmes.lines import programme_line
from opportunities.showing.presentation import Match, call_line, matches

LEAD = 200  # characters


@dataclass(frozen=True)
class Step:
    """A place on the way to a page; without an address where it is no page."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """Everything a list shows of one thing found."""

    title: LocalizedText
    url: str
    where: Sequence[Step] = ()
    note: str = ""
    lead: str = ""
    matches: Sequence[Match] = ()
    snippet: Snippet | None = None
    past: bool = False

    @property
    def language(self) -> str:
        """What to say of a text that is not in the reader's language, else nothing."""
        if self.title.language == current():
            return ""
        name = get_language_info(self.title.language)["name_translated"]
        return gettext("in %(language)s") % {"language": name.lower()}


@dataclass(frozen=True)
class Reading:
    """Who reads the results and when; what several lines need is read once for all of them."""

    results: Sequence[Result]
    user: User | AnonymousUser
    at: datetime

    @cached_property
    def ancestors(self) -> Mapping[str, Page]:
        """The pages on the way to those found, as far as the reader may see them, by path."""
        found = [r.record.path for r in self.results if r.kind == pages.KIND]
        paths = {path[:end] for path in found for end in list(steps(path))[2:-1]}
        if not paths:
            return {}
        among = Page.objects.filter(path__in=paths)
        return {page.path: page for page in visible_pages(self.user, among=among)}

    @cached_property
    def notes(self) -> Mapping[int, str]:
        """What must be said of the pages found, by primary key."""
        found = [r.record for r in self.results if r.kind == pages.KIND]
        return {page.pk: note for page, note in noted(found, self.at)}

    @cached_property
    def organisation_url(self) -> str:
        """The page that says what each body answers for."""
        return how_we_work_url(self.user)

    @cached_property
    def towns_url(self) -> str:
        """The page below which each twin town has its own."""
        return base_url(self.user)


def lines(results: Iterable[Result], user: User | AnonymousUser, *, at: datetime) -> list[Line]:
    """The results as lines; how many queries it takes does not depend on how many they are."""
    found = list(results)
    reading = Reading(found, user, at)
    return [_SHOWN.get(result.kind, _other)(result, reading) for result in found]


def _page(result: Result, reading: Reading) -> Line:
    page = result.record
    trail = (reading.ancestors.get(page.path[:end]) for end in list(steps(page.path))[2:-1])
    return Line(
        title=LocalizedText(page.title, result.language),
        url=page.get_url() or "",
        where=[Step(step.title, step.get_url()) for step in trail if step],
        note=reading.notes.get(page.pk, ""),
        lead=_start(getattr(page, "lead", "")),
        **_why(result),
    )


def _call(result: Result, reading: Reading) -> Line:
    call: Call = result.record
    line = call_line(call, at=reading.at, result=result)
    past = line.status == Status.CLOSED
    closes = gettext("closed %(day)s") if past else gettext("closes %(day)s")
    when = closes % {"day": short_date(line.due.day)} if line.due else line.status.label
    where = [Step(text) for text in (line.programme, when) if text]
    return Line(line.title, line.url, where=where, past=past, **_why(result))


def _programme(result: Result, reading: Reading) -> Line:
    programme: Programme = result.record
    periods = ", ".join(period.label for period in programme.periods.all())
    line = programme_line(programme, county="", on=local(reading.at).date())
    return Line(
        title=programme.name,
        url=programme.get_absolute_url(),
        where=[Step(text) for text in (programme.short, periods) if text],
        note=gettext("proposed, not law") if line.is_proposed else "",
        lead=_start(programme.about),
        **_why(result),
    )


def _document(result: Result, reading: Reading) -> Line:
    document: Document = result.record
    size = filesizeformat(document.file_size) if document.file_size else ""
    kind = document.file_extension.upper()
    return Line(
        title=LocalizedText(document.title, result.language),
        url=document.url,
        where=[Step(text) for text in (kind, size) if text],
        **_why(result),
    )


def _body(result: Result, reading: Reading) -> Line:
    body: Body = result.record
    return Line(
        title=body.name,
        url=f"{reading.organisation_url}#body-{body.key}"
        if reading.organisation_url
        else f"/{current()}/#work",
        where=[Step(body.get_kind_display())],
        lead=_start(body.responsibility),
        **_why(result),
    )


def _town(result: Result, reading: Reading) -> Line:
    town: TwinTown = result.record
    base, status = reading.towns_url, town.get_status_display()
    alive = town.status == TownStatus.ACTIVE
    return Line(
        title=LocalizedText(town.name, current()),
        url=f"{base}{town.key}/" if base else f"/{current()}/#towns",
        where=[Step(town.country_name), *([Step(status)] if alive else [])],
        note="" if alive else status,
        lead=_start(town.note),
        **_why(result),
    )


def _other(result: Result, reading: Reading) -> Line:
    """A kind that nothing is said about here: its title and its address."""
    title = LocalizedText(str(result.record), result.language)
    return Line(title=title, url=result.record.get_absolute_url(), **_why(result))


_SHOWN: Mapping[str, Callable[[Result, Reading], Line]] = {
    pages.KIND: _page,
    search.KIND: _call,
    programme_search.KIND: _programme,
    document_search.KIND: _document,
    bodies.KIND: _body,
    town_search.KIND: _town,
}


def _why(result: Result) -> dict[str, Any]:
    return {"matches": matches(result.reasons), "snippet": result.snippet}


def _start(text: str) -> str:
    return text if len(text) <= LEAD else f"{text[:LEAD].rsplit(' ', 1)[0]} …"
