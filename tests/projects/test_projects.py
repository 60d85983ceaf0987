"""A project's state, its sums, and what the database refuses."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from core.words.money import NBSP
from opportunities.models import Programme
from projects.models import Project, ProjectKind, ProjectPartner, ProjectYear, State
from projects.showing.presentation import project_line
from projects.totals import Totals, sums
from tests.factories.projects import project, rate

pytestmark = pytest.mark.django_db
AT = datetime(2025, 6, 15, 12, tzinfo=UTC)
TODAY = date(2025, 6, 15)


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [
        (date(2025, 6, 16), None, State.PLANNED),
        (TODAY, date(2026, 1, 1), State.ONGOING),
        (date(2024, 1, 1), TODAY, State.ONGOING),  # the last day is a day of the project
        (date(2024, 1, 1), None, State.ONGOING),
        (date(2024, 1, 1), date(2025, 6, 14), State.ENDED),
        (None, date(2025, 6, 14), State.ENDED),
        (None, TODAY, State.UNKNOWN),
        (None, None, State.UNKNOWN),
    ],
)
def test_the_state_follows_from_the_dates_and_the_questions_agree(
    starts: Any, ends: Any, state: Any
) -> None:
    made = project(starts=starts, ends=ends)
    assert made.state(AT) == state
    found = {
        State.PLANNED: Project.objects.planned(AT),
        State.ONGOING: Project.objects.ongoing(AT),
        State.ENDED: Project.objects.ended(AT),
    }
    assert [name for name, rows in found.items() if rows.exists()] == (
        [] if state == State.UNKNOWN else [state]
    )


def test_the_day_changes_on_swedish_clocks() -> None:
    made = project(starts=date(2024, 1, 1), ends=TODAY)
    late = datetime(2025, 6, 15, 21, 59, tzinfo=UTC)  # 23.59 in Sweden
    assert made.state(late) == State.ONGOING
    assert made.state(late.replace(hour=22)) == State.ENDED


def test_sums_are_derived_and_a_gap_is_no_zero() -> None:
    totals = project().totals
    assert totals == Totals(
        Decimal("1000000.50"), Decimal("600000.30"), Decimal("240000.00"), Decimal("240000.20")
    )
    assert totals.share == Decimal("60.0")
    assert project("No money", years=()).totals == Totals()
    assert project("Nothing granted", years=[{"year": 2023, "budget": "5"}]).totals.share is None
    zero = project("Zero", years=[{"year": 2023, "granted": "0", "budget": "5"}]).totals
    assert (zero.granted, zero.share) == (Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (ProjectYear, {"year": 2025, "budget": "-0.01"}),
        (ProjectYear, {"year": 2025, "granted": "-1"}),
        (ProjectYear, {"year": 2025, "received": "-1"}),
        (ProjectYear, {"year": 2025, "co_financing": "-1"}),
        (ProjectYear, {"year": 2023}),  # there is a row of that year
        (ProjectYear, {"year": 20230}),
        (ProjectPartner, {"name": "Second", "is_lead": True}),
        (ProjectPartner, {"name": "Nowhere", "latitude": 91, "longitude": 0}),
        (ProjectPartner, {"name": "Half a place", "latitude": 55}),
    ],
)
def test_the_database_refuses(model: Any, fields: Any) -> None:
    made = project(partners=[{"name": "First", "is_lead": True}])
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(project=made, **fields)


def test_the_database_refuses_a_second_row_without_a_year_and_an_end_before_the_start() -> None:
    made = project(years=[{"year": None, "budget": "1"}])
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectYear.objects.create(project=made, budget=1)
    for wrong in ({"ends": date(2022, 12, 31)}, {"title_sv": "", "title_en": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Project.objects.filter(pk=made.pk).update(**wrong)


def test_storing_again_makes_it_just_this_and_a_refusal_changes_nothing() -> None:
    first = project(areas=("water",), partners=[{"name": "A"}, {"name": "B"}])
    rows = set(first.years.values_list("pk", flat=True))
    assert project(areas=("water",), partners=[{"name": "B"}]).pk == first.pk
    assert [partner.name for partner in first.partners.all()] == ["B"]
    assert set(first.years.values_list("pk", flat=True)) == rows  # what is the same is not touched
    with pytest.raises(ValidationError):
        project("Wetlands", areas=(), acronym="NEW", years=[{"year": 2023, "budget": "-1"}])
    first.refresh_from_db()
    assert (first.acronym, first.areas.count(), first.years.count()) == ("", 1, 2)


def test_eu_money_is_an_eu_project_s_or_comes_from_a_programme_of_the_union() -> None:
    assert project(years=()).has_eu_money  # also where no amount is stated
    assert project("B", kind=ProjectKind.INTERNATIONAL).has_eu_money
    assert not project("C", kind=ProjectKind.INTERNATIONAL, years=()).has_eu_money
    Programme.objects.create(slug="icld", name_sv="I", name_en="I", funding_sentence_sv="")
    assert not project("D", kind=ProjectKind.INTERNATIONAL, programme_slug="icld").has_eu_money


@pytest.mark.parametrize(
    ("currency", "language", "stated", "other"),
    [
        ("SEK", "sv", "1 000 000,50 kr", "ca 87 000 €"),
        ("SEK", "en", "SEK 1,000,000.50", "about €87,000"),
        ("EUR", "sv", "1 000 000,50 €", "ca 11 mn kr"),
        ("EUR", "en", "€1,000,000.50", "about SEK 11 million"),
    ],
)
def test_an_amount_is_exact_in_its_own_currency_and_about_in_the_other(
    currency: str, language: str, stated: str, other: str
) -> None:
    made, today = project(currency=currency), rate()
    with override(language):
        line = project_line(made, at=AT, rate=today)
        assert line.funds.budget.stated.replace(NBSP, " ") == stated
        assert line.funds.budget.other.replace(NBSP, " ") == other
        assert project_line(made, at=AT, rate=None).funds.budget.other == ""


def test_sums_over_projects_convert_euros_keep_kronor_and_part_the_eu_s_from_others() -> None:
    kronor = project()
    Programme.objects.create(slug="icld", name_sv="I", name_en="I", funding_sentence_sv="")
    sida = project(
        "Sida",
        kind=ProjectKind.INTERNATIONAL,
        programme_slug="icld",
        years=[{"year": 2024, "granted": "7"}],
    )
    euros = project("Euros", currency="EUR", years=[{"year": None, "budget": "100.55"}])
    found = sums([kronor, sida, euros], rate())
    assert [row.year for row in found.years] == [2023, 2024, None]
    assert found.total.budget == Decimal("1000000.50") + 1152  # 100.55 € at 11.459
    assert (found.total.eu, found.total.other) == (Decimal("600000.30"), Decimal(7))
    assert (found.converted, found.left_out) == (1, 0)
    without = sums([kronor, euros], None)
    assert (without.total.budget, without.left_out) == (Decimal("1000000.50"), 1)
