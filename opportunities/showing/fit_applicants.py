"""Rows of the fit card on who may apply and how many must take part."""

from decimal import Decimal

from django.utils.text import get_text_list
from django.utils.translation import gettext, ngettext

from core.words.money import number
from opportunities.conditions.requirements import Applicants, Requirements, Rule, Stated
from opportunities.conditions.verdict import Ground, May, Us, Verdict
from opportunities.models import Call
from opportunities.showing.eligibility import SIGNS, Sign, Weighed, partners_text
from opportunities.showing.fit_row import (
    Basis,
    FitRow,
    bases,
    because,
    in_conditions,
    quoted,
)


def ours(call: Call, weighed: Weighed, us: Us) -> FitRow:
    """Whether the municipality may apply."""
    question = gettext("May the municipality apply?")
    verdict = weighed.verdict
    if verdict.ground == Ground.SOURCE:
        return in_conditions(question, call)
    return FitRow(
        question,
        _answer(verdict, us),
        notes=_notes(call, verdict, us),
        sign=SIGNS[verdict.may],
        bases=bases(call, verdict.stated, _size(verdict)),
    )


def _answer(verdict: Verdict, us: Us) -> str:
    yes = verdict.may == May.YES
    match verdict.ground:
        case Ground.EDITOR:
            return gettext("Yes") if yes else gettext("No")
        case Ground.PLACE:
            return gettext("No, applicants must be in another country")
        case Ground.COUNTIES:
            return gettext("No, the programme is for other counties")
        case Ground.WORDS:
            return gettext("Municipalities are mentioned")
        case Ground.INHABITANTS if verdict.may == May.NO:
            return gettext("No, our number of inhabitants does not fit")
        case Ground.INHABITANTS if us.inhabitants is None:
            return gettext("It depends on the number of inhabitants")
        case Ground.INHABITANTS:
            return gettext("It depends on the category")
    if verdict.stated and verdict.stated.value == Applicants.ANY:
        return gettext("Yes, organisations of all kinds may")
    return gettext("Yes, municipalities may") if yes else gettext("No, only others may")


def _notes(call: Call, verdict: Verdict, us: Us) -> tuple[str, ...]:
    if verdict.ground == Ground.EDITOR:
        return (gettext("An editor has decided this."),)
    if verdict.ground == Ground.WORDS:
        return (gettext("The text does not say outright who may apply."),)
    if verdict.ground == Ground.COUNTIES and call.programme:
        counties = get_text_list(call.programme.county_names, gettext("and"))
        return (gettext("It is open to: %(counties)s.") % {"counties": counties},)
    if verdict.size is None:
        return ()
    if us.inhabitants is None:
        return (gettext("The municipality's number of inhabitants is not entered."),)
    inhabitants = number(Decimal(us.inhabitants))
    return (gettext("The municipality has %(n)s inhabitants.") % {"n": inhabitants},)


def _size(verdict: Verdict) -> Stated | None:
    return Stated("", verdict.size.words, Rule.CALL) if verdict.size else None


def everybody(call: Call) -> list[FitRow]:
    """For whom the call is, as far as its words or an editor say; no row where neither does."""
    links = [link for link in call.audience_links.all() if not link.rejected]
    if not links:
        return []
    names = [str(link.audience.name) for link in links]
    answer = get_text_list([*names[:1], *map(_inside, names[1:])], gettext("and"))
    return [FitRow(gettext("Who can apply"), answer, because=because(links))]


def _inside(name: str) -> str:
    """A name inside a sentence: "Association" becomes "association", "EU" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def partners(call: Call, asked: Requirements) -> FitRow:
    """How many must take part, and from how many countries."""
    question = gettext("Partners and countries needed")
    needed = asked.partners
    if needed is None:
        return in_conditions(question, call)
    alone = int(needed.value) == 1
    notes: tuple[str, ...] = () if alone else (gettext("Ourselves among them."),)
    if most := asked.most_partners:
        text = ngettext("At most %(n)d takes part.", "At most %(n)d take part.", int(most.value))
        notes = (*notes, text % {"n": int(most.value)})
    countries = None if alone else asked.countries
    return FitRow(
        question,
        partners_text(asked),
        notes=notes,
        sign=Sign.YES if alone else Sign.CHECK,
        bases=bases(call, needed, countries, asked.most_partners),
    )


def stages(call: Call, asked: Requirements) -> FitRow:
    """Whether the application is written at once or in two steps."""
    question = gettext("Stages of the application")
    model = call.deadline_model
    answers = {
        "single-stage": gettext("One"),
        "two-stage": gettext("Two: first a short proposal, then a full one"),
        "multiple cut-off": gettext("One, with several dates to choose between"),
    }
    if model in answers:
        field = Basis(gettext("The source's field for it says:"), quoted(call, model))
        return FitRow(question, answers[model], bases=(field,))
    if asked.stages:
        return FitRow(question, answers["two-stage"], bases=bases(call, asked.stages))
    return FitRow(question, "", sign=Sign.UNKNOWN)
