"""What a unit enters of its exchanges, and how an editor makes it public with one click."""

from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from core.access.visibility import Visibility
from core.models import AuditEvent, User
from home.loading.groups import EDITORS
from home.loading.groups import store as store_groups
from home.loading.merge import Merge
from network.models import Exchange, Seat, Training, TravelRule, Unit, UnitMember
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, unit
from tests.factories.towns import exchange, town, with_pages
from tests.network.intranet.competence.events import event, ticked
from tests.network.intranet.payloads import in_lines
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody

pytestmark = pytest.mark.django_db

LIST, NEW = "/sv/natverk/utbyten/", "/sv/natverk/utbyten/nytt/"
TOWN, COOPERATION = "/sv/vanorter/alfa/", "/sv/samarbeten/"
ADMIN = "/admin/snippets/network/exchange/"


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with_pages()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def schools() -> Unit:
    return unit(name="Skolan")


def contact(of: Unit) -> User:
    user = UserFactory.create(first_name="Kontakt")
    appointed(user, Seat.Kind.CONTACT, unit=of)
    return user


def colleague(of: Unit, name: str) -> User:
    user = UserFactory.create(first_name=name)
    UnitMember.objects.create(unit=of, person=user)
    return user


def editor() -> User:
    store_groups(merge=Merge("rights of the tests"))
    user = UserFactory.create()
    user.groups.set(Group.objects.filter(name__in=EDITORS))
    return user


def filled(client: Client, **changes: Any) -> dict[str, Any]:
    """The form with everything in it."""
    page = BeautifulSoup(client.get(NEW).content, "html.parser")
    return {
        "key": page.select("[name=key]")[0]["value"],
        "unit": Unit.objects.get(name_sv="Skolan").pk,
        "kind": "visit",
        "title_sv": CANARY,
        "when": "2026-11-12",
        "politicians_number": "2",
        "pupils": "on",
        "result_sv": "Två idéer prövas.",
        "represented_by": "Nämndens ordförande",
        **changes,
    }


def test_from_the_form_over_one_click_to_the_public_page_and_the_training_logs(
    client: Client, schools: Unit
) -> None:
    visited, user = town("alfa"), contact(schools)
    went, stayed = colleague(schools, "Var med"), colleague(schools, "Var hemma")
    TravelRule.objects.create(profile=municipality(), key="t", text_sv="Res med tåg")
    ours, theirs = as_somebody(user), as_somebody(editor())
    form = as_read(ours.get(NEW).content.decode())
    assert "Res med tåg" in form
    assert "Var med" in form
    sent = filled(ours, town=visited.pk, people=[went.pk, user.pk])
    for _twice in range(2):
        assert ours.post(NEW, sent, follow=True).status_code == 200
    made = Exchange.objects.get()
    assert (made.state, made.visibility, made.unit) == ("sent", Visibility.NETWORK, schools)
    assert (made.politicians, made.politicians_number) == (True, 2)
    assert (made.pupils, made.pupils_number) == (True, None)
    logged = Training.objects.order_by("pk").values_list("person", "title", "done", "unit")
    assert set(logged) == {(p.pk, CANARY, True, schools.pk) for p in (went, user)}
    assert stayed.trainings.count() == 0
    assert "Väntar på en redaktör" in as_read(ours.get(LIST).content.decode())
    for path in (TOWN, "/en/twin-towns/alfa/"):
        assert CANARY not in client.get(path).content.decode()
        assert CANARY in ours.get(path).content.decode()
    first = BeautifulSoup(theirs.get("/admin/").content, "html.parser")
    waiting = " ".join(first.select(f"a[href='{ADMIN}desk/']")[0].text.split())
    assert waiting == "1 insänt att publicera"
    assert "1 väntar på dig" in as_read(theirs.get(ADMIN).content.decode())
    assert CANARY not in theirs.get(ADMIN).content.decode()  # but on the desk
    desk = BeautifulSoup(theirs.get(f"{ADMIN}desk/").content, "html.parser")
    assert CANARY in desk.text
    button = desk.select(f"form[action='{ADMIN}publish/{made.pk}/'] button")
    assert [each.text for each in button] == [f"Publicera: {CANARY}"]
    assert theirs.post(f"{ADMIN}publish/{made.pk}/").status_code == 302
    page = as_read(client.get(TOWN).content.decode())
    assert CANARY in page
    assert "2 politiker, elever" in page
    english = BeautifulSoup(client.get("/en/twin-towns/alfa/").content, "html.parser")
    assert [(h.text, h["lang"]) for h in english.select(".exchange h3")] == [(CANARY, "sv")]
    assert "Var med" not in page
    listed = BeautifulSoup(theirs.get(ADMIN).content, "html.parser")
    assert listed.select(f"form[action='{ADMIN}take_back/{made.pk}/'] button")
    assert theirs.post(f"{ADMIN}take_back/{made.pk}/").status_code == 302
    assert CANARY not in client.get(TOWN).content.decode()
    done = AuditEvent.objects.of(made).values_list("action", flat=True)
    assert {"cooperation.enter_exchange", "cooperation.publish", "cooperation.take_back"} == set(
        done
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title_sv": ""}, "Skriv med några ord vad det var."),
        ({"when": ""}, "Skriv när det var: en månad räcker."),
        ({"when": "i våras"}, "Skriv en dag, en månad eller ett år"),
        ({"kind": "party"}, "Välj ett giltigt alternativ"),
        ({"politicians_number": "-1"}, "större än eller lika med"),
        ({"people": ["999999"]}, "Välj ett giltigt alternativ"),
        ({"unit": "999999"}, "Välj ett giltigt alternativ"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    schools: Unit, changes: dict[str, Any], words: str
) -> None:
    ours = as_somebody(contact(schools))
    answer = ours.post(NEW, filled(ours, **changes))
    assert answer.status_code == 422
    page = as_read(answer.content.decode())
    assert words in page
    assert "Två idéer prövas." in page
    assert not Exchange.objects.exists()


def test_who_may_enter_and_change(client: Client, schools: Unit) -> None:
    made = exchange(CANARY, unit=schools, visibility="network", state="sent")
    change = f"{LIST}{made.pk}/"
    everybody: dict[str, tuple[User | None, tuple[int, int, int]]] = {
        "contact": (contact(schools), (200, 200, 200)),
        "another unit's": (contact(unit()), (200, 200, 404)),
        "support, of no unit": (somebody(Seat.Kind.SUPPORT), (200, 403, 404)),
        "coordinator": (somebody(Seat.Kind.COORDINATOR), (200, 200, 200)),
        "staff of the unit": (colleague(schools, "Kollega"), (403, 403, 403)),
        "an editor": (editor(), (403, 403, 403)),
        "stranger": (None, (302, 302, 302)),
    }
    found = {}
    for name, (user, _wanted) in everybody.items():
        asked = [as_somebody(user).get(path) for path in (LIST, NEW, change)]
        found[name] = tuple(answer.status_code for answer in asked)
        ours = name in ("contact", "coordinator")
        assert any(CANARY in answer.content.decode() for answer in asked) == ours, name
    assert found == {name: wanted for name, (_user, wanted) in everybody.items()}
    for name in ("contact", "staff of the unit"):
        assert as_somebody(everybody[name][0]).post(f"{ADMIN}publish/{made.pk}/").status_code == 403
    assert Exchange.objects.get().state == "sent"


def test_what_is_changed_after_publishing_waits_again_unless_an_editor_changes_it(
    client: Client, schools: Unit
) -> None:
    user, visited = contact(schools), town("alfa")
    ours, desk = as_somebody(user), as_somebody(editor())
    ours.post(NEW, filled(ours, town=visited.pk, people=[user.pk]))
    made = Exchange.objects.get()
    desk.post(f"{ADMIN}publish/{made.pk}/")
    form = ours.get(f"{LIST}{made.pk}/")
    assert "försvinner det från den öppna sidan" in as_read(form.content.decode())
    again = {**filled(ours), "town": visited.pk, "title_sv": "Ny rubrik", "people": []}
    assert ours.post(f"{LIST}{made.pk}/", again).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.visibility, made.title_sv) == ("sent", "network", "Ny rubrik")
    assert not Training.objects.exists()
    assert "Ny rubrik" not in client.get(TOWN).content.decode()
    desk.post(f"{ADMIN}publish/{made.pk}/")
    both = User.objects.get(pk=user.pk)
    both.groups.set(Group.objects.filter(name__in=EDITORS))
    as_somebody(both).post(f"{LIST}{made.pk}/", again | {"title_sv": "Redaktörens"})
    assert "Redaktörens" in client.get(TOWN).content.decode()
    removed = as_somebody(both).post(f"{LIST}{made.pk}/ta-bort/")
    assert removed.status_code == 403  # an editor does that in the admin


def test_what_waits_is_asked_about_before_it_is_removed(schools: Unit) -> None:
    user = contact(schools)
    ours = as_somebody(user)
    ours.post(NEW, filled(ours, people=[user.pk]))
    path = f"{LIST}{Exchange.objects.get().pk}/ta-bort/"
    assert "Vill du ta bort det?" in ours.get(path).content.decode()
    assert Exchange.objects.exists()
    assert ours.post(path).status_code == 302
    assert not Exchange.objects.exists()
    assert not Training.objects.exists()


def test_a_coordinator_asks_who_works_in_the_unit_that_they_choose(schools: Unit) -> None:
    colleague(schools, "Kollega i skolan")
    unit(name="En annan")
    coordinator = as_somebody(somebody(Seat.Kind.COORDINATOR))
    assert "Kollega i skolan" not in coordinator.get(NEW).content.decode()
    answer = coordinator.post(NEW, filled(coordinator, action="people"))
    assert answer.status_code == 200
    page = as_read(answer.content.decode())
    assert "Kollega i skolan" in page
    assert "Två idéer prövas." in page
    assert not Exchange.objects.exists()


def test_what_waits_is_never_public_whoever_writes_it(schools: Unit) -> None:
    for state in ("draft", "sent"):
        with pytest.raises(IntegrityError), transaction.atomic():
            exchange(CANARY, state=state, visibility="public")


def test_ticking_who_came_writes_a_draft_that_is_corrected_and_never_doubled(
    client: Client, schools: Unit
) -> None:
    user, went = contact(schools), colleague(schools, "Var med")
    elected = UserFactory.create()
    appointed(elected, Seat.Kind.POLITICIAN)
    held = event(unit=schools)
    for _twice in range(2):
        ticked(held, user, went, elected, by=user)
    made = Exchange.objects.get()
    assert (made.state, made.visibility, made.kind) == ("draft", "network", "conference")
    assert (made.politicians_number, made.officers_number, str(made.when)) == (1, 2, "2026-11-28")
    assert CANARY not in client.get(COOPERATION).content.decode()
    ours = as_somebody(user)
    assert "Ett utkast: skriv vad det gav" in as_read(ours.get(LIST).content.decode())
    assert "Konferens i Gent" not in as_somebody(editor()).get(f"{ADMIN}desk/").content.decode()
    ticked(held, user, by=user)
    made.refresh_from_db()
    assert (made.politicians_number, made.officers_number) == (None, 1)
    ticked(held, by=user)
    assert not Exchange.objects.exists()
    assert not Training.objects.exists()
    ticked(held, user, by=user)
    made = Exchange.objects.get()
    sent = {**filled(ours), "kind": "conference", "people": [user.pk, went.pk]}
    ours.post(f"{LIST}{made.pk}/", sent)
    assert set(Training.objects.values_list("person", flat=True)) == {user.pk, went.pk}
    ticked(held, by=user)
    assert Exchange.objects.get().title_sv == CANARY  # the unit's own text by now


@pytest.mark.parametrize(
    ("readers", "has_unit", "wanted"),
    [
        ("public", True, "network"),
        ("staff", True, "network"),
        ("department", True, "department"),
        ("coordination", True, "coordination"),
        ("network", False, "coordination"),
    ],
)
def test_a_draft_is_read_by_no_more_than_its_event(
    schools: Unit, readers: str, wanted: str, *, has_unit: bool
) -> None:
    user = contact(schools)
    held = event("study_visit", unit=schools if has_unit else None, visibility=readers)
    ticked(held, user, by=user)
    assert Exchange.objects.get().visibility == wanted


def test_nothing_that_is_typed_runs(client: Client, schools: Unit) -> None:
    ours, desk, visited = as_somebody(contact(schools)), as_somebody(editor()), town("alfa")
    for line in in_lines(200):
        typed = filled(ours, title_sv=line, result_sv=line, represented_by=line, town=visited.pk)
        assert ours.post(NEW, typed).status_code == 302, line
    for made in Exchange.objects.all():
        desk.post(f"{ADMIN}publish/{made.pk}/")
        for page in (ours.get(f"{LIST}{made.pk}/"), desk.get(ADMIN)):
            assert_nothing_runs(page.content.decode())
    for page in (ours.get(LIST), client.get(TOWN)):
        assert_nothing_runs(page.content.decode())


def assert_nothing_runs(html: str) -> None:
    """No element or attribute of what was typed is in the page."""
    soup = BeautifulSoup(html, "html.parser")
    assert not [each for each in soup.find_all("script") if "ran=1" in each.text]
    assert not [
        each for each in soup.find_all(True) if any(name.startswith("on") for name in each.attrs)
    ]
