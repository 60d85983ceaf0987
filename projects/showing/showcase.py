"""What a project's page shows of its record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from core.models import PriorityArea, User
from core.words.language import LocalizedText
from core.words.money import figures
from opportunities.models import Call, ExchangeRate
from projects.funding import eu_sentence
from projects.models import Project, ProjectPartner
from projects.showing.map import ProjectMap, project_map
from projects.showing.presentation import ProjectLine, project_line
from projects.totals import Totals


@dataclass(frozen=True)
class YearLine:
    """One year's money as figures of a table; no year where it is not split, or in all."""

    year: int | None
    budget: str
    granted: str
    received: str
    own: str


@dataclass(frozen=True)
class Showcase:
    """The record as one reader may see it; `goals` are areas of schemes that sort no calls."""

    project: Project
    line: ProjectLine
    years: Sequence[YearLine]
    total: YearLine
    partners: Sequence[ProjectPartner]
    map: ProjectMap | None
    call: Call | None
    goals: Sequence[PriorityArea]
    audiences: str
    sustainability: str
    eu_sentence: LocalizedText | None
    rate: ExchangeRate | None
    rate_on: date | None


def showcase(project: Project, user: User | AnonymousUser, *, at: datetime) -> Showcase:
    """Everything the page shows. How many queries it takes does not depend on the rows."""
    project = Project.objects.listed().prefetch_related("partners", "audiences").get(pk=project.pk)
    rate = ExchangeRate.objects.filter(currency="SEK").first()
    line = project_line(project, at=at, rate=rate)
    years, partners = project.year_rows, list(project.partners.all())
    calls = Call.objects.visible_to(user)
    return Showcase(
        project=project,
        line=line,
        years=[_year_line(row.year, Totals.of([row])) for row in years],
        total=_year_line(None, project.totals),
        partners=partners,
        map=project_map(partners),
        call=calls.filter(pk=project.call_id).first() if project.call_id else None,
        goals=[a for a in project.areas.all() if not a.scheme.classifies_calls],
        audiences=", ".join(str(audience) for audience in project.audiences.all()),
        sustainability=_sustainability(project),
        eu_sentence=eu_sentence(project),
        rate=rate if years else None,
        rate_on=rate.date if rate and years else None,
    )


def _year_line(year: int | None, totals: Totals) -> YearLine:
    def text(amount: Decimal | None) -> str:
        return "" if amount is None else figures(amount)

    return YearLine(
        year=year,
        budget=text(totals.budget),
        granted=text(totals.granted),
        received=text(totals.received),
        own=text(totals.co_financing),
    )


def _sustainability(project: Project) -> str:
    words = {
        "ecological": _("ecological"),
        "economic": _("economic"),
        "social": _("social"),
    }
    return ", ".join(str(word) for name, word in words.items() if getattr(project, name))
