"""Who has just taken a seat reads what it means and what was before, for thirty days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from network.models import Duty, Post, Seat
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, unit

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

TODAY = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.mark.parametrize(("days", "shown"), [(0, True), (29, True), (30, False)])
def test_it_is_there_for_thirty_days(days: int, *, shown: bool) -> None:
    profile, person = municipality(), UserFactory.create()
    office = unit(name="Nya kontoret")
    unit(name="Gamla kontoret", successor=office, ends=date(2026, 1, 1))
    starts = TODAY - timedelta(days=days)
    seat = appointed(person, Seat.Kind.CONTACT, unit=office, role="Kontakt", starts=starts)
    seat.appointments.create(
        person=UserFactory.create(first_name="Före", last_name="Mig"), ends=date(2026, 6, 30)
    )
    Duty.objects.create(profile=profile, key="tell", text_sv="Berätta om EU.")
    Duty.objects.create(profile=profile, key="other", kind=Seat.Kind.HEAD, text_sv="Leda.")
    facts = {"profile": profile, "unit": office, "text": "T", "published_at": AT}
    Post.objects.create(title="Vi sökte pengar", **facts)
    Post.objects.create(title="Hemligt", visibility=Post.Readers.COORDINATION, **facts)
    client = Client()
    client.force_login(person)
    start = BeautifulSoup(client.get("/sv/natverk/").content, "html.parser")
    text = " ".join(part.text for part in start.select(".checklist"))
    for told in ("Berätta om EU.", "Gamla kontoret", "Före Mig", "Vi sökte pengar"):
        assert (told in text) == shown
    assert "Hemligt" not in text
    assert "Leda." not in text
