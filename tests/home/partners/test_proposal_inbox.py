"""The inbox in the admin: who reads it, what becomes of a proposal, and the answer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.test.utils.form_data import querydict_from_html

from core.models import AuditEvent, MunicipalityProfile, User
from home.loading import groups
from home.loading.merge import Merge
from home.models import PartnerProposal
from tests.factories.core import UserFactory
from tests.factories.partners import partner_site, proposal
from tests.required import required

pytestmark = pytest.mark.django_db


def url(view: str, *args: object, model: str = "partnerproposal") -> str:
    return reverse(f"wagtailsnippets_home_{model}:{view}", args=args)


@pytest.fixture
def made(partner_pages: MunicipalityProfile) -> PartnerProposal:
    partner_site(email="kommun@testberga.example")
    groups.store(merge=Merge("reference"))
    return proposal(routed_to="kommun@testberga.example")


def member_of(*names: str) -> Client:
    user: User = UserFactory.create(first_name="Strategen")
    user.groups.set(Group.objects.filter(name__in=names))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def strategist(made: PartnerProposal) -> Client:
    return member_of(groups.STRATEGISTS)


@pytest.fixture
def save(
    strategist: Client,
    made: PartnerProposal,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Callable[..., Any]:
    def saving(**changed: str) -> Any:
        data = querydict_from_html(
            strategist.get(url("edit", made.pk)).content.decode(), form_id="w-editor-form"
        )
        for name, value in changed.items():
            data[name] = value
        with django_capture_on_commit_callbacks(execute=True):
            answer = strategist.post(url("edit", made.pk), data)
        made.refresh_from_db()
        return answer

    return saving


@pytest.mark.parametrize("names", [(groups.STRATEGISTS,), groups.EDITORS])
def test_strategists_and_editors_read_it_whole_and_nobody_deletes_it(
    made: PartnerProposal, names: Any
) -> None:
    client = member_of(*names)
    listed = client.get(url("list"))
    assert listed.status_code == 200
    assert made.reference in listed.content.decode()
    shown = client.get(url("edit", made.pk)).content.decode()
    for fact in (made.reference, made.organisation, made.email, made.text, "Project manager"):
        assert fact in shown
    assert client.post(url("delete", made.pk)).status_code in (302, 403)
    assert client.get(url("add")).status_code in (302, 403)
    assert type(made).objects.filter(pk=made.pk).exists()
    for model in ("subjectcontact", "glossaryterm"):
        assert client.get(url("add", model=model)).status_code == 200


def test_others_do_not(made: PartnerProposal, client: Client) -> None:
    for who in (client, member_of()):
        for address in (url("list"), url("edit", made.pk)):
            answer = who.get(address)
            assert answer.status_code in (302, 403)
            assert made.organisation not in answer.content.decode()


def test_status_and_note_are_kept_and_mail_nobody(
    made: PartnerProposal, save: Callable[..., Any]
) -> None:
    assert save(status="closed", note="Samma som förra året.").status_code == 302
    assert (made.status, made.note) == ("closed", "Samma som förra året.")
    assert mail.outbox == []


def test_what_came_cannot_be_changed(made: PartnerProposal, save: Callable[..., Any]) -> None:
    save(organisation="Another", text="Another", email="other@example.org", reference="X")
    assert (made.organisation, made.text) == ("City number 1", "Let us save water together.")
    assert made.email == "manager@city.example"


def test_it_is_forwarded_to_another_department(
    made: PartnerProposal, save: Callable[..., Any]
) -> None:
    save(forward_to="skola@testberga.example")
    assert (made.status, made.routed_to) == ("forwarded", "skola@testberga.example")
    (message,) = mail.outbox
    assert message.to == ["skola@testberga.example"]
    assert "Skickas vidare av Strategen" in message.body
    assert made.text in message.body
    event = required(AuditEvent.objects.of(made).first())
    assert event.action == "partners.forward_proposal"
    assert required(event.actor).first_name == "Strategen"


def test_an_answer_is_sent_in_the_partners_language_and_then_stands(
    made: PartnerProposal, save: Callable[..., Any]
) -> None:
    save(answer="Yes, gladly.", send="on")
    assert (made.status, made.answer) == ("answered", "Yes, gladly.")
    assert made.answered_at == made.mailed_at
    assert required(made.answered_by).first_name == "Strategen"
    (message,) = mail.outbox
    assert message.to == ["manager@city.example"]
    assert message.reply_to == ["kommun@testberga.example"]
    assert message.subject == f"Municipality of Testberga: {made.reference}"
    assert message.body.startswith("Yes, gladly.")
    assert "Your proposal of 20 November 2026" in message.body
    assert made.text in message.body
    save(answer="No.", send="on")
    assert made.answer == "Yes, gladly."
    assert len(mail.outbox) == 1


def test_an_answer_may_be_prepared_without_being_sent(
    made: PartnerProposal, save: Callable[..., Any]
) -> None:
    save(answer="Perhaps.")
    assert (made.status, made.answer, made.answered_at) == ("new", "Perhaps.", None)
    assert mail.outbox == []


def test_an_empty_answer_is_not_sent(made: PartnerProposal, save: Callable[..., Any]) -> None:
    assert save(send="on").status_code == 200
    assert made.status == "new"
    assert mail.outbox == []


def test_a_dead_mail_server_keeps_the_answer_and_says_so(
    made: PartnerProposal, save: Callable[..., Any], strategist: Client, settings: Settings
) -> None:
    backend, settings.EMAIL_BACKEND = (
        settings.EMAIL_BACKEND,
        "django.core.mail.backends.smtp.EmailBackend",
    )
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    save(answer="Yes.", send="on")
    assert (made.answer, made.mailed_at) == ("Yes.", None)
    assert made.answered_at
    assert "e-postservern har inte tagit emot" in strategist.get(url("list")).content.decode()
    assert "inte skickat än" in strategist.get(url("edit", made.pk)).content.decode()
    settings.EMAIL_BACKEND = backend
    save(send="on")
    assert made.mailed_at
    assert len(mail.outbox) == 1


@pytest.mark.any_database
def test_the_inbox_is_filtered_by_status_and_costs_the_same_for_many(
    made: PartnerProposal, strategist: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    proposal(2, status="closed", organisation="Closed city")
    found = strategist.get(url("list"), {"status": "closed"}).content.decode()
    assert "Closed city" in found
    assert made.organisation not in found
    with django_assert_max_num_queries(40) as few:
        strategist.get(url("list"))
    most = len(few)  # the next request begins the count anew
    for number in range(3, 18):
        proposal(number)
    with django_assert_max_num_queries(most):
        strategist.get(url("list"))
