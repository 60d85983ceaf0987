"""Every canary appears exactly where the table says, to whom it says: never too much or little."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from core.models.profile import NetworkForm
from network.intranet.notifications.mailing.digests import send_digests
from network.models import CalendarFeed, Notification
from tests.factories.calls import change_municipality
from tests.leaks.asking import OK, as_reader, may_be_kept, shows, told
from tests.leaks.channels import DOORS, OF_GROUPS, Channel, admin, intranet, public
from tests.leaks.counts import COUNTS, expected
from tests.leaks.marks import found
from tests.leaks.matrix import _canaries, asked, canaries  # noqa: F401 (fixtures)
from tests.leaks.own import Address, in_admin, on_the_site
from tests.leaks.printed import DOCUMENT, printed
from tests.leaks.readers import feed_of, who
from tests.leaks.table import AT_ITS_DOOR, CANARIES, IN_ADMIN, READS, For, first_of_each, readable

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.usefixtures("canaries"),
]


FIRST = ("anonymous", "contact person", "coordinator")  # in both languages, and by `make check`


def readers(names: Iterable[str]) -> list[Any]:
    """Each of them as a parameter."""
    marks = {name: () if name in FIRST else pytest.mark.long for name in names}
    return [pytest.param(name, marks=mark) for name, mark in marks.items()]


def wrong(channels: list[Channel], reader: str) -> str:
    """A line for each canary that is told too much, or too little."""
    client, allowed = as_reader(reader), readable(reader, *CANARIES)
    lines = []
    for channel in channels:
        seen, opened = set(), set()
        for address in asked(channel.addresses, in_english=reader in FIRST):
            answer = client.get(address)
            tells = told(answer, address)
            seen |= tells
            if any(each != For.PUBLIC for _kind, each in tells) and may_be_kept(answer):
                lines.append(f"{channel.name}: a cache may keep {address}")
            if answer.status_code == OK:
                opened |= tells
        carries = channel.carries(reader)
        own = {canary for canary in opened if canary[0] in channel.kinds}
        too_much = (seen - allowed - carries) | (own - carries)
        lines += [f"{channel.name}: too much: {canary}" for canary in sorted(too_much)]
        lines += [f"{channel.name}: too little: {canary}" for canary in sorted(carries - opened)]
    return "\n".join(lines)


@pytest.mark.parametrize("reader", readers(READS))
def test_the_site_tells_each_what_is_theirs_to_read(reader: str) -> None:
    assert wrong(public(), reader) == ""


@pytest.mark.parametrize("reader", readers(READS))
def test_the_intranet_opens_by_the_form_that_the_network_takes(reader: str) -> None:
    assert DOORS.keys() == set(NetworkForm.values)
    for form in DOORS:
        change_municipality(network_form=form)
        assert wrong(intranet(form), reader) == "", form


@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
@pytest.mark.parametrize("reader", readers([*sorted(IN_ADMIN), *AT_ITS_DOOR]))
def test_the_admin_tells_each_what_is_theirs_to_read(reader: str) -> None:
    assert wrong(admin(), reader) == ""


def not_as_declared(addresses: Iterable[Address], reader: str) -> str:
    """A line for each that opens to the wrong reader, tells too much, or may be kept."""
    client, allowed = as_reader(reader), readable(reader, *CANARIES)
    lines = []
    for own in list(addresses):  # all before an answer changes the language
        if own.address.startswith("/en/") and reader not in FIRST:
            continue
        answer = client.get(own.address)
        seen = told(answer, own.address)
        if shows(answer, own, seen) != own.opens(reader):
            lines.append(f"{own.address}: {own.canary}: {answer.status_code}")
        lines += [f"{own.address}: too much: {canary}" for canary in sorted(seen - allowed)]
        if any(each != For.PUBLIC for _kind, each in seen) and may_be_kept(answer):
            lines.append(f"{own.address}: a cache may keep it")
    return "\n".join(lines)


@pytest.mark.parametrize("reader", readers(READS))
def test_what_has_an_address_opens_to_whom_it_is_for(reader: str) -> None:
    assert not_as_declared(on_the_site(), reader) == ""


@pytest.mark.parametrize("reader", readers([name for name in READS if name != "anonymous"]))
def test_a_calendar_tells_whoever_has_its_address_what_its_person_may_read(reader: str) -> None:
    """All were invited and have signed up, before some of them could not read it any more."""
    address, stranger = feed_of(reader), Client()
    answer, opens = stranger.get(address), reader in OF_GROUPS
    assert answer.status_code == (OK if opens else 404)
    seen = told(answer, address)
    assert {canary for canary in seen if canary[0] == "event"} == (
        readable(reader, "event") if opens else set()
    )
    assert seen <= readable(reader, *CANARIES)
    assert not may_be_kept(answer)
    CalendarFeed.objects.filter(person=who(reader)).delete()
    assert told(stranger.get(address), address) == set()


@pytest.mark.parametrize("reader", readers([*sorted(IN_ADMIN), *AT_ITS_DOOR]))
def test_what_is_edited_opens_to_whoever_may_edit_and_read_it(reader: str) -> None:
    assert not_as_declared(in_admin(), reader) == ""


def test_the_mail_of_notices_tells_each_what_is_theirs_to_read() -> None:
    later = timezone.now() + timedelta(days=8)
    told_in_all = send_digests(at=later)
    mails = {letter.to[0]: f"{letter.subject} {letter.body}" for letter in mail.outbox}
    people = [(name, person) for name in READS if (person := who(name))]
    for name, person in people:
        expects = readable(name, "post", "hidden")
        assert found(mails.get(person.email, "")) == expects, name
    in_all = sum(len(readable(name, "post", "hidden")) for name, _person in people)
    written = Notification.objects.count()
    assert (told_in_all.items, told_in_all.held_back) == (in_all, written - in_all)


@pytest.mark.parametrize("reader", readers(first_of_each()))
def test_every_number_is_of_what_one_may_read(reader: str) -> None:
    client = as_reader(reader)
    said = {name: ask(client) for name, (ask, _kinds) in COUNTS.items()}
    assert said == {name: expected(reader, kinds) for name, (_ask, kinds) in COUNTS.items()}


@pytest.mark.long
def test_no_page_that_is_kept_is_anybody_elses(settings: Settings) -> None:
    settings.PAGE_CACHE_SECONDS = 3600
    caches["pages"].clear()
    for reader in ("coordinator", "anonymous", "contact person", "anonymous"):
        assert wrong(public(), reader) == "", reader


def test_the_document_says_what_the_table_says() -> None:
    assert DOCUMENT.read_text() == printed(), "run python -m tests.leaks"
