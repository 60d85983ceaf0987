"""Groups: who sees them, writes for them and reads what they write, and who forms them."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.access.visibility import Visibility
from core.models import AuditEvent, MunicipalityProfile, User
from core.models.profile import NetworkForm
from network.models import Body, Draft, Group, GroupMember, Post, Seat
from network.organisation.succession import pass_covered
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import body, group, member, unit
from tests.network.intranet.people import AT, CANARY, as_somebody, post, somebody

pytestmark = pytest.mark.django_db

TODAY = AT.date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
GROUPS, WRITE = "/sv/natverk/grupper/", "/sv/natverk/nytt/"
PAGE, MEMBERS = f"{GROUPS}skolgardar/", f"{GROUPS}skolgardar/medlemmar/"
WRITTEN = {"title": CANARY, "text": "Vi har lärt oss *något*.", "kind": "news"}
FORMED = {"name_sv": "Grön skolgård", "purpose_sv": "En ansökan", "ends": "2027-03-31"}


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    municipality()
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def yards() -> Group:
    return group(name="Skolgårdarna", key="skolgardar", purpose_sv="En gemensam ansökan")


def person(name: str, kind: str = "", **facts: Any) -> User:
    """Somebody called after what they are; without a kind, without a seat."""
    made = somebody(kind, **facts) if kind else UserFactory.create()
    User.objects.filter(pk=made.pk).update(first_name=name, last_name="")
    return User.objects.get(pk=made.pk)


def people(of: Group) -> dict[str, User | None]:
    """Everybody of the table below."""
    found = {
        "member with a seat": person("Kontakt", Seat.Kind.CONTACT),
        "member without a seat": person("Medlem"),
        "who was a member": person("Före detta"),
        "reinforces": person("Förstärker"),
        "reinforces from tomorrow": person("Förstärker i morgon"),
        "reinforced until yesterday": person("Förstärkte i går"),
        "another group": person("I annan grupp"),
        "contact": person("Kollega", Seat.Kind.CONTACT),
        "coordinator": person("Samordnare", Seat.Kind.COORDINATOR),
        "staff": person("Medarbetare"),
    }
    matter = "Trädgårdspedagogik"
    member(found["member with a seat"], of)
    member(found["member without a seat"], of)
    member(found["who was a member"], of, ends=YESTERDAY)
    member(found["reinforces"], of, matter=matter, starts=TODAY, ends=TODAY)
    later = {"starts": TOMORROW, "ends": TOMORROW}
    member(found["reinforces from tomorrow"], of, matter=matter, **later)
    member(found["reinforced until yesterday"], of, matter=matter, ends=YESTERDAY)
    member(found["another group"], group(name="Den andra"))
    found["superuser"] = UserFactory.create(is_superuser=True)
    return {**found, "stranger": None}


# What the list, the group's page and its posts answer, whether the posts are there to read,
# and whether the form of a post offers the group.
READERS = {
    "member with a seat": (200, 200, 200, True),
    "member without a seat": (200, 200, 200, True),
    "who was a member": (403, 403, 404, False),
    "reinforces": (200, 200, 200, False),
    "reinforces from tomorrow": (403, 403, 404, False),
    "reinforced until yesterday": (403, 403, 404, False),
    "another group": (200, 404, 404, False),
    "contact": (200, 200, 404, False),
    "coordinator": (200, 200, 200, True),
    "superuser": (200, 200, 200, True),
    "staff": (403, 403, 404, False),
    "stranger": (302, 302, 302, False),
}


@pytest.mark.any_database
def test_a_group_and_what_it_writes_is_for_those_of_the_table(yards: Group) -> None:
    everybody = people(yards)
    author = everybody["member with a seat"]
    assert author
    made = post(author, visibility=Visibility.GROUP, group=yards)
    found: dict[str, tuple[int, int, int, bool]] = {}
    for name, user in everybody.items():
        client = as_somebody(user)
        listed, page = client.get(GROUPS), client.get(PAGE)
        answer, form = client.get(made.get_absolute_url()), client.get(WRITE)
        offered = 'value="group:skolgardar"' in form.content.decode()
        found[name] = (listed.status_code, page.status_code, answer.status_code, offered)
        reads = answer.status_code == 200
        assert (CANARY in page.content.decode()) == reads, name
        search = BeautifulSoup(client.get(f"/sv/sok/?q={CANARY}").content, "html.parser")
        assert bool(search.select(".hit-group .line-title a")) == reads, name
        if page.status_code == 200:
            assert "Trädgårdspedagogik" in page.content.decode(), name
            assert "Före detta" not in page.content.decode(), name
            assert "Förstärker i morgon" not in page.content.decode(), name
    assert found == READERS


def test_the_page_leads_to_people_only_for_who_may_open_the_directory(yards: Group) -> None:
    everybody = people(yards)
    links = {}
    for name in ("contact", "member without a seat"):
        page = BeautifulSoup(as_somebody(everybody[name]).get(PAGE).content, "html.parser")
        links[name] = len(page.select(".group-people a"))
        assert "Medlem" in page.text
    assert links == {"contact": 3, "member without a seat": 0}


def test_a_member_without_a_seat_writes_for_the_group_and_for_no_more(yards: Group) -> None:
    client = as_somebody(people(yards)["member without a seat"])
    form = as_read(client.get(WRITE).content.decode())
    assert "Skolgårdarna (4 personer)" in form
    assert "EU-nätverket (" not in form
    assert 'href="/sv/natverk/"' not in form  # nothing leads where they may not go
    refused = client.post(WRITE, {**WRITTEN, "visibility": "network"})
    assert refused.status_code == 422
    answer = client.post(WRITE, {**WRITTEN, "visibility": "group:skolgardar"}, follow=True)
    made = Post.objects.get()
    assert (made.visibility, made.group) == (Visibility.GROUP, yards)
    assert "Skolgårdarna och samordnarna ser det här" in as_read(answer.content.decode())
    assert "(4 personer)" in as_read(answer.content.decode())
    assert 'href="/sv/natverk/"' not in answer.content.decode()
    reinforces = as_somebody(User.objects.get(first_name="Förstärker"))
    assert reinforces.get(WRITE).status_code == 403
    comment = {"text": "Bra!", "sent_key": "x"}
    assert reinforces.post(f"{made.get_absolute_url()}kommentera/", comment).status_code == 302
    contact = as_somebody(User.objects.get(first_name="Kollega"))
    assert contact.post(f"{made.get_absolute_url()}kommentera/", comment).status_code == 404
    assert made.comments.count() == 1


def chosen(client: Client, path: str) -> str:
    page = BeautifulSoup(client.get(path).content, "html.parser")
    return " ".join(str(each["value"]) for each in page.select("[name=visibility][checked]"))


def test_the_form_keeps_the_group_through_address_draft_and_change(yards: Group) -> None:
    author = person("Kontakt", Seat.Kind.CONTACT)
    row, client = member(author, yards), as_somebody(author)
    assert chosen(client, WRITE) == "network"
    assert chosen(client, f"{WRITE}?group=skolgardar") == "group:skolgardar"
    draft = {**WRITTEN, "visibility": "group:skolgardar", "action": "draft"}
    page = BeautifulSoup(client.get(WRITE).content, "html.parser")
    draft["note"] = str(page.select("[name=note]")[0]["value"])
    assert client.post(WRITE, draft).status_code == 302
    kept = Draft.objects.get()
    assert chosen(client, kept.url) == "group:skolgardar"
    made = post(author, visibility=Visibility.GROUP, group=yards)
    edit = f"{made.get_absolute_url()}andra/"
    assert chosen(client, edit) == "group:skolgardar"
    row.delete()
    # What was for the group is not offered to the network where its author is in it no more.
    assert chosen(client, kept.url) == "coordination"
    again = client.post(WRITE, draft | {"action": "publish"})
    assert again.status_code == 422
    shown = BeautifulSoup(again.content, "html.parser").select("[name=visibility][checked]")
    assert [each["value"] for each in shown] == ["coordination"]
    assert client.post(edit, {**WRITTEN, "visibility": "network", "version": 1}).status_code == 302
    made.refresh_from_db()
    assert (made.visibility, made.group) == (Visibility.NETWORK, None)


def test_the_list_has_mine_first_then_the_others_and_what_has_ended(yards: Group) -> None:
    group(name="Avslutad", ends=YESTERDAY)
    group(name="Andra")
    me = person("Kontakt", Seat.Kind.CONTACT)
    empty = as_somebody(me).get(GROUPS)
    assert "Det finns ingen grupp" not in empty.content.decode()
    member(me, yards)
    page = BeautifulSoup(as_somebody(me).get(GROUPS).content, "html.parser")
    assert [each.text for each in page.select(".post-title")] == ["Skolgårdarna", "Andra"]
    assert "Du är medlem" in page.select(".post-line")[0].text
    assert "1 medlem" in as_read(str(page.select(".post-line")[0]))
    assert [each.text for each in page.select(".group-part ~ ul a")] == ["Avslutad"]
    Group.objects.all().delete()
    assert "Det finns ingen grupp just nu" in as_somebody(me).get(GROUPS).content.decode()


def test_a_coordinator_forms_a_group_changes_it_and_ends_it() -> None:
    client = as_somebody(somebody(Seat.Kind.COORDINATOR))
    wrong = client.post(f"{GROUPS}ny/", {**FORMED, "ends": "2026-11-29", "name_sv": ""})
    assert wrong.status_code == 422
    assert "Skriv vad gruppen heter." in wrong.content.decode()
    assert "Den dagen har varit" in wrong.content.decode()
    for _click in range(2):
        answer = client.post(f"{GROUPS}ny/", FORMED)
        assert answer["Location"] == f"{GROUPS}gron-skolgard/medlemmar/"
    made = Group.objects.get()
    assert (made.kind, made.starts, made.ends) == ("working", TODAY, date(2027, 3, 31))
    change = f"{GROUPS}gron-skolgard/andra/"
    assert client.post(change, {**FORMED, "ends": "2027-06-30"}).status_code == 302
    made.refresh_from_db()
    assert made.ends == date(2027, 6, 30)
    client.post(change, {"action": "end"})
    made.refresh_from_db()
    assert made.ends == TODAY
    noted = AuditEvent.objects.filter(action__startswith="groups.").order_by("pk")
    expected = ["groups.form", "groups.change", "groups.end"]
    assert list(noted.values_list("action", flat=True)) == expected
    client.post(f"{GROUPS}ny/", {**FORMED, "name_sv": "Ny"})
    assert Group.objects.get(name_sv="Ny").key == "ny-2"


def test_only_who_coordinates_sees_to_groups_and_the_administrative_one_is_not_theirs() -> None:
    group(name="Skolgårdarna", key="skolgardar")
    group(Group.Kind.ADMINISTRATIVE, key="administrative-group")
    paths = (f"{GROUPS}ny/", f"{PAGE}andra/", MEMBERS)
    contact = as_somebody(somebody(Seat.Kind.CONTACT))
    coordinator = as_somebody(somebody(Seat.Kind.COORDINATOR))
    for path in paths:
        assert contact.get(path).status_code == contact.post(path, FORMED).status_code == 403
        assert path not in contact.get(GROUPS).content.decode()
        assert coordinator.get(path).status_code == 200
    assert not GroupMember.objects.exists()
    fixed = f"{GROUPS}administrative-group/andra/"
    assert coordinator.get(fixed).status_code == 403
    assert coordinator.post(fixed, {"action": "end"}).status_code == 403


def test_somebody_is_looked_up_added_and_taken_out(yards: Group) -> None:
    client = as_somebody(somebody(Seat.Kind.COORDINATOR))
    new = person("Åsnan i hagen")
    ekonom = person("Kassör", Seat.Kind.PROJECT_FINANCE, role="Ekonomistöd till projekt")

    def offered(words: str) -> list[str]:
        answer = client.post(MEMBERS, {"find": words, "matter": "Kvar", "action": "find"})
        page = BeautifulSoup(answer.content, "html.parser")
        assert page.select("[name=matter]")[0]["value"] == "Kvar"
        return [str(each["value"]) for each in page.select("[name=person]")]

    assert offered("åsnan HAGEN") == [str(new.pk)]
    assert offered("ekonomistöd") == [str(ekonom.pk)]
    assert offered("finns inte") == []
    theirs = as_somebody(new)
    assert theirs.get(PAGE).status_code == 403
    for _click in range(2):
        assert client.post(MEMBERS, {"person": new.pk, "action": "add"}).status_code == 302
    row = GroupMember.objects.get()
    assert (row.person, row.reinforces, row.starts) == (new, False, TODAY)
    assert theirs.get(PAGE).status_code == 200
    both = {"person": new.pk, "belongs": "reinforces", "matter": "Mark", "ends": "2026-12-31"}
    assert "läser redan allt" in client.post(MEMBERS, both).content.decode()
    for _click in range(2):
        assert client.post(MEMBERS, {"member": row.pk, "action": "remove"}).status_code == 302
    assert theirs.get(PAGE).status_code == 403
    member(new, yards, starts=YESTERDAY)
    client.post(MEMBERS, {"member": GroupMember.objects.get().pk, "action": "remove"})
    assert GroupMember.objects.get().ends == YESTERDAY


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"matter": "Mark", "ends": "2026-12-31"}, None),
        ({"matter": "", "ends": "2026-12-31"}, "Skriv vilket ärende det gäller."),
        ({"matter": "Mark", "ends": ""}, "Välj personens sista dag."),
        ({"matter": "Mark", "ends": "2026-11-29"}, "Den dagen har varit"),
        ({"matter": "Mark", "ends": "2026-12-31", "person": "9"}, "välj personen"),
    ],
)
def test_a_group_is_reinforced_for_a_matter_and_a_time(
    yards: Group, typed: dict[str, str], wrong: str | None
) -> None:
    client, new = as_somebody(somebody(Seat.Kind.COORDINATOR)), person("Lärare")
    answer = client.post(MEMBERS, {"person": new.pk, "belongs": "reinforces", **typed})
    if wrong:
        assert answer.status_code == 422
        assert wrong in answer.content.decode()
        assert not GroupMember.objects.exists()
        return
    row = GroupMember.objects.get()
    assert (row.reinforces, row.matter_sv, row.ends) == (True, "Mark", date(2026, 12, 31))
    assert "till och med 31 december 2026" in as_read(as_somebody(new).get(PAGE).content.decode())
    # That of the network is told where else they may go.
    assert GROUPS in as_somebody(new).get("/sv/natverk/").content.decode()


def test_where_there_is_no_network_everybody_opens_the_groups(yards: Group) -> None:
    profile = municipality()
    profile.network_form = NetworkForm.NONE
    profile.save()
    staff = as_somebody(UserFactory.create())
    assert staff.get(GROUPS).status_code == staff.get(PAGE).status_code == 200
    assert "group:skolgardar" not in staff.get(WRITE).content.decode()


def test_how_many_queries_it_takes_does_not_depend_on_how_many_there_are(yards: Group) -> None:
    me = somebody(Seat.Kind.COORDINATOR)
    client = as_somebody(me)

    def asked() -> list[int]:
        numbers = []
        for path in (GROUPS, PAGE, WRITE):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            numbers.append(len(queries))
        return numbers

    def fill(number: int) -> None:
        for _each in range(number):
            member(somebody(Seat.Kind.CONTACT), yards)
            member(UserFactory.create(), group())
            post(me, visibility=Visibility.GROUP, group=yards)

    fill(2)
    few = asked()
    fill(8)
    assert asked() == few


def as_text(client: Client, path: str) -> str:
    """The words of a page, with one blank between them."""
    words = BeautifulSoup(client.get(path).content, "html.parser").get_text().split()
    return " ".join(words).replace(" ,", ",")


def test_members_of_an_administrative_group_each_cover_units_and_boards() -> None:
    """What nobody covers is said to who coordinates, and the way in is found by unit and word."""
    MunicipalityProfile.objects.update(network_form=NetworkForm.GROUP)
    group(Group.Kind.ADMINISTRATIVE, name="Stödgruppen", key="stod")
    of, (schools, water) = Group.objects.get(key="stod"), (unit(name="Skolan"), unit(name="Vatten"))
    board = body(Body.Kind.COMMITTEE, name="Skolnämnden")
    row = member(person("Ingången"), of)
    helper = member(person("Hjälper"), of, matter="En ansökan", ends=TOMORROW)
    client = as_somebody(somebody(Seat.Kind.COORDINATOR))
    page, start = f"{GROUPS}stod/", "/sv/natverk/"
    covers, overview = f"{page}medlemmar/{row.pk}/", f"{start}samordning/"
    assert all(name in client.get(start).content.decode() for name in ("Skolan", "Vatten"))
    assert client.get(f"{page}medlemmar/{helper.pk}/").status_code == 404
    assert as_somebody(row.person).post(covers, {"units": [water.pk]}).status_code == 403
    wrong = client.post(covers, {"units": ["nej"]})
    assert wrong.status_code == 422
    assert client.post(covers, {"units": [schools.pk], "bodies": [board.pk]}).status_code == 302
    shown = as_text(client, page)
    assert "Täcker: Skolan, Skolnämnden" in shown
    assert "Ingen täcker: Vatten" in shown
    gaps = BeautifulSoup(client.get(overview).content, "html.parser").select("#uncovered ~ ul b")
    assert [gap.text for gap in gaps] == ["Vatten"]
    for asked in (f"unit={schools.pk}", "q=Skolnämnden"):
        found = BeautifulSoup(client.get(f"{start}kontakter/?{asked}").content, "html.parser")
        assert [each.text for each in found.select(".person-line h2")] == ["Ingången"], asked
    pass_covered(schools, water, TODAY)
    assert "Täcker: Vatten, Skolnämnden" in as_text(client, page)
    assert AuditEvent.objects.get(action="groups.cover").object_id == str(row.pk)
