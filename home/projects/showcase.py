"""What a project's page shows of its record, and what must be there before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from core.language import LocalizedText, pick
from core.models import PriorityArea, User
from core.money import figures
from core.visibility import Visibility
from home.projects.map import ProjectMap, project_map
from opportunities.models import Call, ExchangeRate
from opportunities.models.programmes import CO_FUNDED_EN, CO_FUNDED_SV
from projects.models import Project, ProjectPartner
from projects.presentation import ProjectLine, project_line
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


def reasons_against(project: Project) -> list[str]:
    """Why the project cannot have a published page, a sentence each; none where it can."""
    found = []
    if project.visibility != Visibility.PUBLIC:
        found.append(
            _("Not everybody may read this project. Change who may read it, or publish no page.")
        )
    if project.has_eu_money and project.programme is None:
        found.append(
            _(
                "This project has EU money, so its page must show the EU emblem and the sentence "
                "that the programme demands. State the project's programme first."
            )
        )
    elif project.has_eu_money and not _sentences(project):
        found.append(
            _(
                "This project has EU money, so its page must say so in the words that the "
                "programme demands. Write that sentence in both languages for “%(programme)s” "
                "first."
            )
            % {"programme": project.programme}
        )
    return found


def _sentences(project: Project) -> bool:
    programme = project.programme
    return bool(
        programme
        and programme.funding_sentence_sv.strip()
        and programme.funding_sentence_en.strip()
    )


def eu_sentence(project: Project) -> LocalizedText | None:
    """The programme's own sentence; where it was taken away after publishing, the usual one."""
    if not project.has_eu_money:
        return None
    if project.programme and _sentences(project):
        sentence: LocalizedText = project.programme.funding_sentence
        return sentence
    return pick({"sv": CO_FUNDED_SV, "en": CO_FUNDED_EN})


def showcase(project: Project, user: User | AnonymousUser, *, at: datetime) -> Showcase:
    """Everything the page shows. How many queries it takes does not depend on the rows."""
    project = Project.objects.listed().prefetch_related("partners", "audiences").get(pk=project.pk)
    rate = ExchangeRate.objects.filter(currency="SEK").first()
    line = project_line(project, at=at, rate=rate)
    years, partners = project.year_rows, list(project.partners.all())
    call = Call.objects.visible_to(user).filter(pk=project.call_id).first()
    return Showcase(
        project=project,
        line=line,
        years=[_year_line(row.year, Totals.of([row])) for row in years],
        total=_year_line(None, project.totals),
        partners=partners,
        map=project_map(partners),
        call=call if project.call_id else None,
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


def spoken(project: Project, language: str) -> list[str]:
    """The record's texts in one language, and its partners' names, for the one search."""
    fields = ("title", "purpose", "benefit", "results", "lessons")
    texts = [getattr(project, f"{name}_{language}") for name in fields]
    for partner in project.partners.all():
        texts += [partner.name, partner.town]
    return [text for text in [*texts, project.owner_unit] if text]
