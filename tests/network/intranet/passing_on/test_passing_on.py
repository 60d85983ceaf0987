"""A call or news passed on to the own unit: what everybody may read, counted, mailed once a day."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils.translation import override

from core.models import AuditEvent, SectionVisibility, User
from core.operation.personal.erasing import erase
from network.models import PassedOn, Seat, UnitMember
from tests.as_read import as_read
from tests.factories.calls import call
from tests.factories.core import UserFactory
from tests.factories.network import unit
from tests.factories.news import news
from tests.network.intranet.people import AT, CANARY, as_somebody, somebody
from tests.required import required

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    cache.clear()
    with time_machine.travel(AT, tick=False):
        yield


def path_of(kind: str, pk: int) -> str:
    with override("sv"):
        return reverse("pass_on", args=[kind, pk])


@pytest.fixture
def contact() -> User:
    return somebody(Seat.Kind.CONTACT, unit=unit(name="Kulturförvaltningen"))


@pytest.fixture
def colleague(contact: User) -> User:
    there = required(contact.appointments.get().seat.unit)
    person = UserFactory.create()
    UnitMember.objects.create(unit=there, person=person)
    gone = UserFactory.create(is_active=False)
    UnitMember.objects.create(unit=there, person=gone)
    return person


def test_a_call_is_mailed_to_the_unit_once_a_day_and_counted(
    contact: User, colleague: User
) -> None:
    water, client = call("Clean water"), as_somebody(contact)
    path, there = path_of("call", water.pk), required(contact.appointments.get().seat.unit)
    assert path in client.get(f"/sv/utlysningar/{water.reference}/").content.decode()
    page = as_read(client.get(path).content.decode())
    assert "Clean water" in page
    assert f"http://testserver/sv/utlysningar/{water.reference}/" in page
    assert "Kulturförvaltningen: 1 person utöver dig" in page
    sent = {"unit": there.pk, "text": "Något för oss?", "action": "mail"}
    for _click in range(2):
        assert client.post(path, sent).status_code == 302
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([colleague.email], "Clean water")
    assert letter.body == "Något för oss?"
    assert letter.reply_to == [contact.email]
    passed = PassedOn.objects.get()
    assert (passed.person, passed.unit, passed.kind, passed.mails) == (contact, there, "call", 1)
    assert AuditEvent.objects.filter(action="network.pass_on").count() == 1
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        as_somebody(contact).post(path, {**sent, "action": "own"})
    assert len(mail.outbox) == 1
    with override("sv"):
        person = reverse("person", args=[contact.pk])
    assert "2 utlysningar och nyheter" in client.get(person).content.decode()
    erase(person=contact, by=colleague, at=AT)
    assert set(PassedOn.objects.values_list("person", flat=True)) == {None}


def test_what_is_closed_is_passed_on_by_nobody(contact: User, home: object) -> None:
    closed = call(CANARY, visibility="network")
    client = as_somebody(contact)
    page = client.get(f"/sv/utlysningar/{closed.reference}/").content.decode()
    assert CANARY in page  # they may read it themselves
    assert path_of("call", closed.pk) not in page
    of_section = news("Inifrån", AT.date())
    SectionVisibility.objects.create(page=of_section, visibility="network")
    for kind, pk in (("call", closed.pk), ("news", of_section.pk), ("post", 1), ("call", 0)):
        assert client.get(path_of(kind, pk)).status_code == 404
        assert client.post(path_of(kind, pk), {"text": "x"}).status_code == 404


def test_news_are_passed_on_and_only_by_the_network(contact: User, home: object) -> None:
    page = news("Öppet hus", AT.date())
    path = path_of("news", page.pk)
    shown = as_somebody(contact).get(page.get_url() or "").content.decode()
    assert path in shown
    assert "Öppet hus" in as_somebody(contact).get(path).content.decode()
    assert path not in as_somebody(None).get(page.get_url() or "").content.decode()
    assert as_somebody(None).get(path).status_code == 302
    assert as_somebody(UserFactory.create()).get(path).status_code == 403


def test_only_the_own_unit_is_offered_and_without_one_the_text_is_there(contact: User) -> None:
    water, other = call("Clean water"), unit()
    path = path_of("call", water.pk)
    wrong = {"unit": other.pk, "text": "x", "action": "mail"}
    assert as_somebody(contact).post(path, wrong).status_code == 422
    assert not PassedOn.objects.exists()
    alone = as_somebody(somebody(Seat.Kind.COORDINATOR)).get(path).content.decode()
    assert "Clean water" in alone
    assert "mailto:?subject=Clean%20water" in alone
