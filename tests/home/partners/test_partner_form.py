"""A partner abroad proposes something: from the page to the department, and what may go wrong."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from core.models import MunicipalityProfile
from home.models import PartnerProposal
from opportunities.models import Programme
from tests.factories.calls import area, change_municipality, programme
from tests.factories.core import UserFactory
from tests.factories.partners import PATHS, contact, partner_site, proposal

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
PAGE = PATHS["en"]["partner"]
SEND = "/en/partner-proposal/"
CANARY = "canaryproposal"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _site(clock: time_machine.Traveller, partner_pages: MunicipalityProfile) -> None:
    partner_site(email="kommun@testberga.example")


def page(client: Client, url: str = PAGE) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def token(markup: str) -> str:
    found = re.search(r'name="shown" value="([^"]+)"', markup)
    assert found
    return html.unescape(found[1])


def filled(client: Client, **changed: object) -> dict[str, object]:
    """What a person sends who has read the page and filled in what is needed."""
    return {
        "organisation": "City of Testopolis",
        "country": "Poland",
        "kind": "municipality",
        "contact_role": "Project manager",
        "email": "manager@city.example",
        "text": f"Save water together. {CANARY}",
        "shown": token(page(client)),
        "trap": "",
        **changed,
    }


@pytest.fixture
def send(
    client: Client,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[..., Any]:
    """Fill in the form, take `seconds` over it, send it."""

    def sending(seconds: int = 60, url: str = SEND, **changed: object) -> Any:
        data = filled(client, **changed)
        clock.shift(timedelta(seconds=seconds))
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, data)

    return sending


def test_a_proposal_is_stored_confirmed_with_its_number_and_sent_to_who_answers(
    client: Client, send: Callable[..., Any]
) -> None:
    contact("ekosystem", "miljo@testberga.example")
    life = programme("life")
    answer = send(area=area("ekosystem").pk, programme=life.pk, answer_by="2027-01-31")
    stored = PartnerProposal.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{SEND}{stored.reference}/"
    assert (stored.status, stored.language, stored.programme) == ("new", "en", life)
    assert re.fullmatch(r"P2026-[2-9A-HJKMNP-Z]{8}", stored.reference)
    confirmed = page(client, answer["Location"])
    assert stored.reference in confirmed
    assert "Department of ekosystem" in confirmed
    (message,) = mail.outbox
    assert message.to == ["miljo@testberga.example"]
    assert message.reply_to == ["manager@city.example"]
    for told in (stored.reference, "City of Testopolis", "Poland", "31 januari 2027", CANARY):
        assert told in f"{message.subject}{message.body}"


def test_the_page_says_before_sending_that_it_becomes_a_public_record(client: Client) -> None:
    assert "public record (allmän handling" in page(client)
    assert "allmän handling: vem som helst" in page(client, PATHS["sv"]["partner"])


def test_the_form_can_be_filled_in_within_two_minutes(client: Client) -> None:
    fields = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"[^>]*>', page(client))
    needed = re.findall(r'<(?:input|select|textarea)[^>]* name="\w+"[^>]* required', page(client))
    assert len(set(fields) - {"shown", "trap"}) == 9
    assert len(needed) == 6
    assert 'type="file"' not in page(client)


@pytest.mark.parametrize("subject", ["nobody answers for it", "none"])
def test_without_a_contact_for_the_subject_it_goes_to_the_municipality(
    send: Callable[..., Any], subject: str
) -> None:
    send(area=area("skola").pk if subject != "none" else "")
    assert mail.outbox[0].to == ["kommun@testberga.example"]


def test_without_any_address_it_is_in_the_inbox_all_the_same(send: Callable[..., Any]) -> None:
    change_municipality(email="")
    assert send().status_code == 302
    assert PartnerProposal.objects.get().routed_to == ""
    assert mail.outbox == []


def test_a_dead_mail_server_loses_nothing(send: Callable[..., Any], settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = send()
    assert answer.status_code == 302
    assert PartnerProposal.objects.get().text.endswith(CANARY)


def test_a_robot_in_the_trap_is_refused_and_may_be_a_person_who_keeps_the_text(
    send: Callable[..., Any],
) -> None:
    answer = send(trap="http://spam.example/")
    assert answer.status_code == 422
    assert CANARY in answer.content.decode()
    assert not PartnerProposal.objects.exists()


def test_who_is_too_fast_is_asked_to_press_again(
    client: Client, clock: time_machine.Traveller, send: Callable[..., Any]
) -> None:
    answer = send(seconds=0)
    assert answer.status_code == 422
    assert "went very quickly" in answer.content.decode()
    clock.shift(timedelta(seconds=10))
    again = filled(client, shown=token(answer.content.decode()))
    clock.shift(timedelta(seconds=10))
    assert client.post(SEND, again).status_code == 302


def test_the_sixth_in_an_hour_is_stopped_and_keeps_the_text(send: Callable[..., Any]) -> None:
    for number in range(5):
        assert send(organisation=f"City {number}").status_code == 302
    answer = send()
    assert answer.status_code == 429
    assert CANARY in answer.content.decode()
    assert PartnerProposal.objects.count() == 5


def test_faults_are_said_by_field_and_what_was_written_stays(send: Callable[..., Any]) -> None:
    answer = send(email="nobody", country="", answer_by="2026-11-01")
    markup = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_email">' in markup
    assert '<a href="#id_country">' in markup
    assert "This day has passed." in markup
    assert 'value="City of Testopolis"' in markup
    assert 'value="nobody"' in markup
    assert 'value="2026-11-01"' in markup
    assert CANARY in markup
    assert not PartnerProposal.objects.exists()


def test_in_swedish_the_fields_faults_and_confirmation_are_swedish(
    client: Client, send: Callable[..., Any]
) -> None:
    answer = send(url="/sv/partnerforslag/", country="")
    assert "Formuläret har inte skickats" in answer.content.decode()
    answer = send(url="/sv/partnerforslag/")
    assert PartnerProposal.objects.get().language == "sv"
    assert "ditt förslag har kommit in" in page(client, answer["Location"])


def test_the_same_form_sent_twice_is_one_proposal(
    client: Client,
    clock: time_machine.Traveller,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    data = filled(client)
    clock.shift(timedelta(seconds=30))
    with django_capture_on_commit_callbacks(execute=True):
        first, second = client.post(SEND, data), client.post(SEND, data)
    assert second["Location"] == f"{first['Location']}?again"
    assert PartnerProposal.objects.get().reference in page(client, second["Location"])
    assert len(mail.outbox) == 1
    with django_capture_on_commit_callbacks(execute=True):
        other = client.post(SEND, {**data, "text": "Save the wetlands, too."})
    assert other["Location"] not in (first["Location"], second["Location"])
    assert len(mail.outbox) == 2


def test_choices_that_are_not_offered_are_refused(send: Callable[..., Any]) -> None:
    assert send(area="999999", programme="x", kind="army").status_code == 422
    assert not PartnerProposal.objects.exists()


def test_the_page_with_the_form_is_kept_by_no_cache(client: Client) -> None:
    assert "no-store" in client.get(PAGE)["Cache-Control"]
    first, second = token(page(client)), token(page(client))
    assert first != second


def test_strangers_and_staff_see_a_proposal_nowhere(client: Client) -> None:
    made = proposal(organisation=f"{CANARY} city", text=CANARY, note=CANARY, answer=CANARY)
    confirmed = f"{SEND}{made.reference}/"
    places = [*PATHS["sv"].values(), *PATHS["en"].values(), "/sv/", "/en/", confirmed]
    for user in (None, UserFactory.create()):
        if user:
            client.force_login(user)
        for url in places:
            assert CANARY not in page(client, url), url
    admin = f"/admin/snippets/home/partnerproposal/edit/{made.pk}/"
    assert client.get(admin).status_code in (302, 403)
    assert client.get(f"{SEND}P2026-AAAAAAAA/").status_code == 404


def test_going_to_the_forms_address_leads_to_the_page(client: Client) -> None:
    assert client.get(SEND)["Location"] == PAGE


def test_what_is_stated_is_shown_and_gaps_are_said(client: Client) -> None:
    markup = page(client)
    facts = markup.split('id="facts"')[1].split("</dl>")[0]
    assert facts.count("not stated") == 4  # number, PIC, OID, languages
    assert "Testberga kommun" in facts
    partner_facts = {"pic": "123456789", "oid": "E12345678", "organisation_number": "212000-0001"}
    change_municipality(**partner_facts, strengths_sv="Vatten\nSkog", strengths_en="Water\nForest")
    markup = page(client)
    for fact in partner_facts.values():
        assert fact in markup
    assert "<li>Water</li><li>Forest</li>" in markup
    assert "<li>Vatten</li>" in page(client, PATHS["sv"]["partner"])


def test_contacts_are_roles_and_the_number_of_queries_stays(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    contact("ekosystem", "miljo@testberga.example")
    page(client)
    with django_assert_max_num_queries(30) as few:
        assert "Department of ekosystem" in page(client)
    most = len(few)  # the next request begins the count anew
    for number in range(12):
        contact(f"area-{number}", f"a{number}@testberga.example")
        Programme.objects.create(slug=f"p{number}", name_sv="P", name_en="P")
    page(client)  # the style sheet has new areas
    with django_assert_max_num_queries(most):
        assert "a11@testberga.example" in page(client)
