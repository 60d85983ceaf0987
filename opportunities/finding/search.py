"""How the one search sees a call."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, Subquery
from django.utils.translation import gettext, gettext_lazy

from core.models import Audience, MunicipalityProfile, PriorityArea, User
from core.search.kinds import (
    Dependency,
    Document,
    Group,
    SearchKind,
    Suggested,
    Texts,
    joined,
)
from core.search.lines import Line, Reading, Step
from core.search.results import Result
from core.web import content_version
from core.words.dates import short_date
from core.words.language import LANGUAGES
from core.words.plain_text import plain_text
from opportunities.conditions.verdict import Us
from opportunities.models import Call, Programme, Reach, Status
from opportunities.programmes.names import concept_of
from opportunities.querysets import CallQuerySet
from opportunities.showing.eligibility import weigh
from opportunities.showing.presentation import call_line

KIND = "call"
FIT = "fit"  # the facet of what we may apply for, and whether alone
kept_calls: content_version.KeptRows[Call] = content_version.KeptRows(most=2000)
LONG = ("description", "conditions", "keywords", "types_of_action")  # no line shows them


def sentences(markup: str) -> str:
    """The text of HTML; what stands on its own, as a list's items do, ends in a point."""
    lines = plain_text(markup).splitlines()
    return " ".join(line if line[-1] in ".,:;?!" else f"{line}." for line in lines)


def _seen_from(_profile: MunicipalityProfile) -> Iterable[int]:
    """The calls for which it matters who we are: how many, and in which county."""
    by_size = Q(requirements__has_key="population")
    by_county = Q(programme__reach=Reach.COUNTIES)
    return Call.objects.filter(by_size | by_county).values_list("pk", flat=True)


class CallKind(SearchKind[Call]):
    """Calls. Imports write them in bulk and bring the index up to date themselves."""

    model = Call
    group = Group(KIND, gettext_lazy("Calls"), rank=30, closes=True)
    suggested = Suggested(gettext_lazy("call"), rank=30)
    linkable = True
    dependencies = (Dependency(MunicipalityProfile, _seen_from),)

    def queryset(self) -> CallQuerySet:
        """Calls with everything a document needs, and the municipality that they are seen from."""
        ours = MunicipalityProfile.objects.order_by("-site__is_default_site", "pk")
        return (
            Call.objects.listed()
            .with_audiences()
            .annotate(
                our_population=Subquery(ours.values("population")[:1]),
                our_county=Subquery(ours.values("county")[:1]),
            )
        )

    def document(self, record: Call) -> Document:
        """With what we call its programme, areas and audiences, in both languages."""
        deadlines = [d.at for d in record.deadline_list]
        programme = record.programme
        areas = record.areas
        audiences = [link.audience for link in record.audience_list]
        ours = {code: list(_our_keywords(record, audiences, code)) for code in LANGUAGES}
        language = "sv" if record.language == "sv" else "en"
        foreign = next(code for code in LANGUAGES if code != language)
        us = Us(getattr(record, "our_population", None), getattr(record, "our_county", None) or "")
        return Document(
            object_id=record.pk,
            language=language,
            title=record.title,
            keywords=joined([*_source_keywords(record), *ours[language]]),
            text=sentences(record.description),
            readers=record.readers,
            conditions=sentences(record.conditions),
            other=Texts(
                keywords=joined(ours[foreign]), text=getattr(record, f"sentence_{foreign}")
            ),
            names=[record.identifier],
            concepts=_concepts(programme, areas),
            facets={
                "priority": [area.slug for area in areas],
                "programme": [programme.slug] if programme else [],
                "audience": [audience.slug for audience in audiences],
                "type": [record.type],
                FIT: [weigh(record, us).fit],
            },
            opens_at=record.opens_at,
            dates=deadlines,
            closed=not deadlines and not record.source_open,
            closed_at=record.closed_at,
            opens_some_day=record.opening_unstated,
            endless=record.endless and (record.source_open or record.opening_unstated),
            published_at=record.published_at or record.first_seen,
            amount_min=_whole(record.grant_min),
            amount_max=_whole(record.grant_max),
            budget=_whole(record.budget),
            rate=None if record.rate is None else float(record.rate),
        )

    def load(self, ids: Iterable[int], user: User | AnonymousUser) -> Mapping[int, Call]:
        """Calls with everything a line in a list shows, and nothing more."""
        readable = Call.objects.visible_to(user).filter(pk__in=list(ids))
        return kept_calls.get(readable.values_list("pk", flat=True), partial(_read, user))

    def line(self, result: Result, reading: Reading) -> Line:
        """With its programme, and when it closes or closed."""
        shown = call_line(result.record, at=reading.at)
        past = shown.status == Status.CLOSED
        closes = gettext("closed %(day)s") if past else gettext("closes %(day)s")
        when = str(shown.status.label)
        if shown.due and not shown.closed_early:
            when = closes % {"day": short_date(shown.due.day)}
        where = [Step(text) for text in (shown.programme, when) if text]
        return Line(result, shown.title, shown.url, where=where, past=past)


@cache
def _listed() -> CallQuerySet:
    """Put together once: that takes longer than the database needs to answer."""
    return Call.objects.in_brief().with_area_keys().defer(*LONG)


def _read(user: User | AnonymousUser, keys: list[int]) -> dict[int, Call]:
    """The areas are few and the same for every list: they are kept, and looked up by their keys."""
    calls = _listed().visible_to(user).in_bulk(keys)
    areas = areas_of_calls()
    for call in calls.values():
        keys_of_areas = (call.area_keys or "").split()
        call.areas = [area for area in areas if str(area.pk) in keys_of_areas]
    return calls


def areas_of_calls() -> list[PriorityArea]:
    """The areas that calls are sorted by, each with its scheme, in their order."""
    return content_version.kept("areas-of-calls", lambda: list(PriorityArea.objects.classifying()))


def concept_of_area(area: PriorityArea) -> str:
    """The token that every call of an area carries."""
    return f"area_{area.slug.replace('-', '_')}"


def _concepts(programme: Programme | None, areas: Iterable[PriorityArea]) -> list[str]:
    filed = [concept_of(programme)] if programme else []
    return filed + [concept_of_area(area) for area in areas]


def _source_keywords(call: Call) -> list[str]:
    """What the source files the call under."""
    return [call.identifier, call.call_identifier, call.call_title, *call.keywords]


def _our_keywords(call: Call, audiences: Iterable[Audience], language: str) -> Iterator[str]:
    """What we call its programme, areas and audiences in a language."""
    if call.programme:
        yield call.programme.short
        yield getattr(call.programme, f"name_{language}")
    sorted_under: list[PriorityArea | Audience] = [*call.areas, *audiences]
    for record in sorted_under:
        yield getattr(record, f"name_{language}")


def _whole(euros: Decimal | None) -> int | None:
    return None if euros is None else int(euros)
