"""What the identity provider says of a person becomes seats, units and groups, by rules."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group as Rights
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.access.visibility import tokens_of
from core.models import AuditEvent, User
from home.loading import groups
from home.loading.groups import EDITORS, STRATEGISTS
from home.loading.merge import Merge
from network.models import Appointment, ClaimRule, GroupMember, Seat, UnitMember
from network.organisation.claims.actions import follow_claims
from network.organisation.claims.matching import holding
from tests.core.access.test_oidc import provider, running
from tests.factories.core import UserFactory
from tests.factories.network import group, member, seat, unit
from tests.fakes.identity_provider import IdentityProvider, log_in_there

__all__ = ["provider", "running"]
pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
TODAY = date(2026, 11, 30)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person() -> User:
    return UserFactory.create(email="person@example.org")


def rule(value: str, claim: str = "groups", **gives: Any) -> ClaimRule:
    return ClaimRule.objects.create(claim=claim, value=value, **gives)


@pytest.mark.parametrize(
    ("claim", "claims", "holds"),
    [
        ("groups", {"groups": ["x", "eu"]}, True),
        ("groups", {"groups": "eu"}, True),
        ("groups", {"groups": ["EU", "eux", " eu"]}, False),
        ("groups", {"groups": {"eu": True}}, False),
        ("groups", {"groups": None}, False),
        ("groups", {}, False),
        ("realm_access.roles", {"realm_access": {"roles": ["eu"]}}, True),
        ("realm_access.roles", {"realm_access": ["eu"]}, False),
        ("https://kommunen.se/roll", {"https://kommunen.se/roll": ["eu"]}, True),
        ("a.b", {"a.b": "eu", "a": {"b": "other"}}, True),
    ],
)
def test_when_a_rule_holds(claim: str, claims: dict[str, Any], holds: bool) -> None:
    rules = [ClaimRule(claim=claim, value="eu")]
    assert bool(holding(rules, claims)) == holds


@pytest.mark.parametrize(("value", "said"), [("7", 7), ("true", True), ("false", False)])
def test_numbers_and_yes_and_no_are_written_as_they_stand(value: str, said: object) -> None:
    assert holding([ClaimRule(claim="c", value=value)], {"c": said})


def test_at_each_log_in_they_are_given_and_end_with_the_claim(
    client: Client, provider: IdentityProvider, person: User
) -> None:
    office, working = unit(), group()
    contact = seat(Seat.Kind.CONTACT, unit=office)
    rule("eu-contact", seat=contact)
    rule("eu-office", unit=office)
    rule("Samhällsbyggnad", "department", group=working)
    known = {"email": person.email, "email_verified": True}
    every = {f"unit:{office.pk}", f"group:{working.pk}", "network"}
    said: list[tuple[dict[str, Any], set[str]]] = [
        ({"groups": ["eu-contact", "eu-office"], "department": "Samhällsbyggnad"}, every),
        ({"groups": ["eu-contact", "eu-office"], "department": "Samhällsbyggnad"}, every),
        ({"groups": ["eu-office"]}, {f"unit:{office.pk}"}),
        ({"groups": []}, set()),
        ({"groups": ["eu-contact"]}, {f"unit:{office.pk}", "network"}),
        ({}, set()),
    ]
    for claims, reads in said:
        provider.knows("employee", **known, **claims)
        log_in_there(client, "employee")
        more = set(tokens_of(person)) - {"public", "staff", f"author:{person.pk}"}
        assert more == reads


def test_what_is_kept_of_it(person: User, clock: time_machine.Traveller) -> None:
    rule("eu", seat=seat())
    has: dict[str, Any]
    has_not: dict[str, Any]
    has, has_not = {"groups": ["eu"]}, {"groups": []}

    def after(claims: dict[str, Any], day: int) -> list[tuple[date | None, date | None]]:
        clock.move_to(DAY.replace(month=12, day=day))
        for _twice in range(2):
            at = datetime.now(UTC)
            follow_claims(person=person, claims=claims, at=at)
        assert all(row.from_claims for row in Appointment.objects.all())
        return list(Appointment.objects.order_by("starts").values_list("starts", "ends"))

    def day(number: int) -> date:
        return date(2026, 12, number)

    assert after(has, 1) == [(day(1), None)]
    assert after(has_not, 1) == []
    assert after(has, 1) == [(day(1), None)]
    assert after(has_not, 3) == [(day(1), day(2))]
    assert after(has, 3) == [(day(1), None)]
    assert after(has_not, 4) == [(day(1), day(3))]
    assert after(has, 6) == [(day(1), day(3)), (day(6), None)]
    done = AuditEvent.objects.filter(action__endswith="_by_claim").order_by("pk")
    joined, left = "network.join_by_claim", "network.leave_by_claim"
    assert list(done.values_list("action", flat=True)) == [*[joined, left] * 3, joined]


def test_what_an_administrator_entered_stays(person: User) -> None:
    office, working, held = unit(), group(), seat()
    for gives in ({"unit": office}, {"group": working}, {"seat": held}):
        rule("eu", **gives)
    Appointment.objects.create(seat=held, person=person)
    UnitMember.objects.create(unit=office, person=person)
    member(person, working)
    for claims in ({"groups": ["eu"]}, {}):
        follow_claims(person=person, claims=claims, at=DAY)
        for model in (Appointment, UnitMember, GroupMember):
            assert list(model.objects.values_list("from_claims", "ends")) == [(False, None)]


def test_a_rule_that_is_gone_gives_nothing_at_the_next_log_in(person: User) -> None:
    made = rule("eu", unit=unit())
    follow_claims(person=person, claims={"groups": ["eu"]}, at=DAY)
    assert UnitMember.objects.exists()
    made.delete()
    follow_claims(person=person, claims={"groups": ["eu"]}, at=DAY)
    assert not UnitMember.objects.exists()


def test_a_rule_gives_one_thing(person: User) -> None:
    for gives in ({}, {"seat": seat(), "unit": unit()}):
        with pytest.raises(ValidationError):
            ClaimRule(claim="groups", value="eu", **gives).full_clean()
    office = unit()
    rule("eu", unit=office)
    with pytest.raises(ValidationError):
        ClaimRule(claim="groups", value="eu", unit=office).full_clean()
    ClaimRule(claim="groups", value="eu", unit=unit()).full_clean()


@pytest.mark.parametrize(
    ("rights", "status"), [("superuser", 200), *((name, 302) for name in (*EDITORS, STRATEGISTS))]
)
def test_superusers_alone_write_rules(home: Page, client: Client, rights: str, status: int) -> None:
    groups.store(merge=Merge("rights of the tests"))
    user = UserFactory.create(is_superuser=rights == "superuser")
    if not user.is_superuser:
        user.groups.add(Rights.objects.get(name=rights))
    client.force_login(user)
    view_set = ClaimRule.snippet_viewset  # type: ignore[attr-defined]
    for name in ("list", "add"):
        assert client.get(reverse(view_set.get_url_name(name))).status_code == status
    office = unit()
    facts = {"claim": "groups", "value": "eu", "seat": "", "unit": office.pk, "group": ""}
    client.post(reverse(view_set.get_url_name("add")), facts)
    assert ClaimRule.objects.exists() == user.is_superuser
    if user.is_superuser:
        listed = client.get(reverse(view_set.get_url_name("list"))).content.decode()
        assert str(office) in listed
