"""Posts: written in four fields, read by those they are for, and by nobody else."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core.access.visibility import Visibility
from core.models import AuditEvent, MunicipalityProfile
from core.models.profile import NetworkForm
from network.intranet.readers import readers
from network.models import Group, Post, Seat
from tests.as_read import as_read
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.factories.network import group, member, unit
from tests.network.intranet.people import AT, CANARY, as_somebody, post, somebody

pytestmark = pytest.mark.django_db

WRITTEN = {"title": CANARY, "text": "Vi har lärt oss *något*.", "kind": "news"}


@pytest.fixture(autouse=True)
def the_clock_stands() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.mark.parametrize("form", NetworkForm.values)
@pytest.mark.parametrize("kind", ["", *Seat.Kind.values])
def test_the_door_opens_to_the_network_and_to_all_staff_where_there_is_none(
    kind: str, form: str
) -> None:
    profile = municipality()
    profile.network_form = form
    profile.save()
    answer = as_somebody(somebody(kind)).get("/sv/natverk/")
    network = {Seat.Kind.CONTACT, Seat.Kind.COORDINATOR, Seat.Kind.SUPPORT, "project-finance"}
    enters = kind in network or form == NetworkForm.NONE
    assert answer.status_code == (200 if enters else 403)
    if not enters:
        assert "Det här är för EU-nätverket" in answer.content.decode()


def test_who_may_not_enter_is_told_whom_to_ask() -> None:
    """A coordinator; where none has an address of their own, the municipality."""
    MunicipalityProfile.objects.filter(pk=municipality().pk).update(email="kommun@example.org")
    seat = somebody(Seat.Kind.COORDINATOR, role="EU-strategen").appointments.get().seat
    client = as_somebody(UserFactory.create())
    shown = client.get("/sv/natverk/").content.decode().split("<footer")[0]
    assert 'href="mailto:kommun@example.org"' in shown
    Seat.objects.filter(pk=seat.pk).update(email="eu@example.org")
    shown = client.get("/sv/natverk/").content.decode()
    assert "EU-strategen" in shown
    assert 'href="mailto:eu@example.org"' in shown
    assert 'href="mailto:kommun@example.org"' not in shown.split("<footer")[0]


def test_a_stranger_is_sent_to_log_in_and_back() -> None:
    for path in ("/sv/natverk/", "/sv/natverk/nytt/", f"/sv/natverk/inlagg/{post(somebody()).pk}/"):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"?next={path}")


def test_four_fields_make_a_post_that_the_network_reads_and_nobody_else() -> None:
    water, office = area("vatten"), unit(name="Miljö")
    author = somebody(Seat.Kind.CONTACT, unit=office)
    client = as_somebody(author)
    form = as_read(client.get("/sv/natverk/nytt/").content.decode())
    assert "EU-nätverket (1 person)" in form
    answer = client.post("/sv/natverk/nytt/", {**WRITTEN, "areas": [water.pk]})
    made = Post.objects.get()
    assert answer["Location"] == f"/sv/natverk/inlagg/{made.pk}/"
    assert (made.visibility, made.unit, made.author) == (Visibility.NETWORK, office, author)
    assert list(made.areas.all()) == [water]
    event = AuditEvent.objects.get(action="posts.publish")
    assert (event.actor, event.object_id) == (author, str(made.pk))
    shown = as_read(client.get(answer["Location"]).content.decode())
    assert "<em>något</em>" in shown
    assert "EU-nätverket ser det här" in shown
    assert CANARY in client.get("/sv/natverk/").content.decode()
    with override("en"):
        assert reverse("post", args=[made.pk]) == f"/en/network/posts/{made.pk}/"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": ""}, "Titel"),
        ({"text": " "}, "Text"),
        ({"kind": "club"}, "Slag"),
        ({"visibility": "public"}, "Vem får läsa"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(data: dict[str, str], sentence: str) -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    answer = client.post("/sv/natverk/nytt/", {**WRITTEN, **data})
    assert answer.status_code == 422
    shown = as_read(answer.content.decode())
    assert f">{sentence}</a>:" in shown
    assert not Post.objects.exists()
    if "title" not in data:
        assert f'value="{CANARY}"' in shown


def test_a_look_at_it_first_publishes_nothing() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    shown = client.post("/sv/natverk/nytt/", {**WRITTEN, "action": "preview"}).content.decode()
    assert "<em>något</em>" in shown
    assert not Post.objects.exists()


def test_what_it_said_before_stays_and_who_comes_second_is_told() -> None:
    author = somebody(Seat.Kind.CONTACT)
    client, made = as_somebody(author), post(author, text="Först")
    url = f"{made.get_absolute_url()}andra/"
    assert client.post(url, {**WRITTEN, "text": "Sedan", "version": 1}).status_code == 302
    assert "Först" in client.get(f"{made.get_absolute_url()}historik/").content.decode()
    second = client.post(url, {**WRITTEN, "text": "Samtidigt", "version": 1})
    assert second.status_code == 422
    shown = second.content.decode()
    assert "Sedan" in shown
    assert "Samtidigt" in shown
    assert 'name="version" value="2"' in shown
    assert client.post(url, {**WRITTEN, "text": "Samtidigt", "version": 2}).status_code == 302
    made.refresh_from_db()
    assert (made.text, made.version, made.versions.count()) == ("Samtidigt", 3, 2)
    other = as_somebody(somebody(Seat.Kind.COORDINATOR))
    assert other.get(url).status_code == 403
    author.appointments.update(ends="2026-11-29")
    assert client.get(url).status_code == 403


def test_where_there_is_no_network_a_post_is_for_everybody_who_works_here() -> None:
    profile = municipality()
    profile.network_form = NetworkForm.NONE
    profile.save()
    client = as_somebody(UserFactory.create())
    assert "EU-nätverket (" not in client.get("/sv/natverk/nytt/").content.decode()
    client.post("/sv/natverk/nytt/", WRITTEN)
    assert Post.objects.get().visibility == Visibility.STAFF


@pytest.mark.any_database
@pytest.mark.parametrize("more", [1, 20])
def test_the_start_costs_the_same_for_few_posts_and_many(
    more: int, django_assert_max_num_queries: Any
) -> None:
    author, water = somebody(Seat.Kind.CONTACT, unit=unit()), area("vatten")
    for number in range(more):
        post(author, title=f"Nr {number}", unit=unit()).areas.add(water)
    client = as_somebody(author)
    client.get("/sv/natverk/")
    with django_assert_max_num_queries(23):  # of them seven about meetings and what is entered
        client.get("/sv/natverk/")


@pytest.mark.parametrize("reinforces", [False, True])
def test_members_of_the_administrative_group_enter_and_are_counted(*, reinforces: bool) -> None:
    person = UserFactory.create()
    matter: dict[str, Any] = (
        {"matter": "En ansökan", "ends": date(2026, 12, 31)} if reinforces else {}
    )
    member(person, group(Group.Kind.ADMINISTRATIVE), **matter)
    answer = as_somebody(person).get("/sv/natverk/nytt/")
    assert answer.status_code == (403 if reinforces else 200)
    assert readers(Visibility.NETWORK, unit=None, on=AT.date()) == (0 if reinforces else 1)
