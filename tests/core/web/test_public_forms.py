"""What every form shares that anybody may send: the trap, the time, the limit and the mail."""

from datetime import timedelta
from typing import Any, cast

import pytest
import time_machine
from django import forms
from django.core import mail
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from core.models import SentForm
from core.operation.mail import mail_after_commit
from core.web.public_forms import LEAST, LONGEST, PublicForm
from core.web.request import Request
from core.web.sent_forms.counting import KEPT, forget

pytestmark = pytest.mark.django_db
SHOWN = timezone.now()
MOST, WINDOW = 5, timedelta(hours=1)  # PUBLIC_FORMS_AN_HOUR


class Letter(PublicForm, forms.Form):
    words = forms.CharField()


def sent(
    *,
    after: timedelta = LEAST,
    address: str = "192.0.2.1",
    forwarded: str | None = None,
    form: Letter | None = None,
    **data: str,
) -> Letter:
    """The form as shown at SHOWN, sent `after` that time."""
    headers = {} if forwarded is None else {"x-forwarded-for": forwarded}
    post = RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)
    request = cast("Request", post)
    shown = form or Letter(request=request, at=SHOWN)
    filled = {"words": "Hello", "shown": shown["shown"].value(), **data}
    return Letter(filled, request=request, at=SHOWN + after)


def test_a_person_who_takes_their_time_is_let_through() -> None:
    letter = sent()
    assert letter.is_valid()
    assert letter.cleaned_data["words"] == "Hello"
    assert letter.sent_key


def test_the_same_form_with_the_same_text_has_one_key_and_counts_once() -> None:
    request = cast("Request", RequestFactory().get("/"))
    form = Letter(request=request, at=SHOWN)
    first = sent(form=form)
    assert first.is_valid()
    assert not first.again
    for _n in range(MOST):  # as often as they like
        second = sent(form=form, after=timedelta(minutes=1))
        assert second.is_valid()
        assert second.again
        assert second.sent_key == first.sent_key
    others = [sent(form=form, words="Goodbye"), sent()]
    assert all(letter.is_valid() and not letter.again for letter in others)
    assert len({letter.sent_key for letter in [first, *others]}) == 3


def test_a_filled_trap_is_refused_and_said() -> None:
    letter = sent(trap="https://spam.example/")
    assert not letter.is_valid()
    assert "trap" in letter.errors


def test_a_form_sent_at_once_is_refused_and_goes_through_a_little_later() -> None:
    request = cast("Request", RequestFactory().get("/"))
    form = Letter(request=request, at=SHOWN)
    hasty = sent(form=form, after=LEAST - timedelta(milliseconds=1))
    assert not hasty.is_valid()
    again = sent(form=form, shown=hasty["shown"].value())
    assert again.is_valid()


@pytest.mark.parametrize(
    ("after", "shown"),
    [(LONGEST + timedelta(seconds=1), None), (LEAST, ""), (LEAST, "made:up:note"), (LEAST, "\x00")],
)
def test_without_a_note_that_counts_the_form_comes_back_with_a_new_one(
    after: timedelta, shown: str | None
) -> None:
    changed: dict[str, Any] = {} if shown is None else {"shown": shown}
    letter = sent(after=after, **changed)
    assert not letter.is_valid()
    assert letter["words"].value() == "Hello"
    fresh = Letter(
        {"words": "Hello", "shown": letter["shown"].value()},
        request=letter.request,
        at=letter.at + LEAST,
    )
    assert fresh.is_valid()


def test_a_note_of_another_form_does_not_count() -> None:
    class Other(PublicForm):
        pass

    other = Other(request=cast("Request", RequestFactory().get("/")), at=SHOWN)
    assert not sent(shown=other["shown"].value()).is_valid()


def test_an_address_sends_so_many_an_hour_and_mistakes_do_not_count() -> None:
    for _n in range(MOST):
        assert not sent(words="").is_valid()
        assert sent().is_valid()
    stopped = sent()
    assert not stopped.is_valid()
    assert stopped.refused_as == 429
    assert sent(address="192.0.2.2").is_valid()
    with time_machine.travel(timezone.now() + WINDOW, tick=False):
        assert sent(after=WINDOW + LEAST).is_valid()


def test_a_connection_with_many_ipv6_addresses_is_one() -> None:
    for number in range(MOST):
        assert sent(address=f"2001:db8:1:1::{number}").is_valid()
    assert not sent(address="2001:db8:1:1:ffff::1").is_valid()
    assert sent(address="2001:db8:1:2::1").is_valid()
    for number in range(MOST + 1):  # those of the older protocol are not one
        assert sent(address=f"::ffff:192.0.2.{number}").is_valid()


@pytest.mark.parametrize("forwarded", ["unknown", "", "_hidden", "192.0.2.1, unknown"])
def test_those_whose_address_the_proxy_does_not_know_count_as_one(
    settings: Settings, forwarded: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _n in range(MOST):
        assert sent(address="", forwarded=forwarded).is_valid()
    stopped = sent(address="", forwarded=forwarded)
    assert not stopped.is_valid()
    assert stopped.refused_as == 429
    assert sent(address="", forwarded="192.0.2.7").is_valid()


@pytest.mark.parametrize("backend", ["dummy.DummyCache", "memcached.PyMemcacheCache"])
def test_a_cache_that_is_away_changes_nothing(settings: Settings, backend: str) -> None:
    away = {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "127.0.0.1:9"}
    settings.CACHES = {"default": away, "pages": away}
    assert [sent().is_valid() for _n in range(MOST + 1)] == [True] * MOST + [False]


def test_no_address_is_kept_and_what_is_old_is_forgotten() -> None:
    assert sent().is_valid()
    (row,) = SentForm.objects.values()
    assert "192.0.2.1" not in str(row)
    forget(row["sent_at"] + KEPT)
    assert SentForm.objects.exists()
    forget(row["sent_at"] + KEPT + timedelta(seconds=1))
    assert not SentForm.objects.exists()
    assert KEPT > LONGEST


@pytest.mark.parametrize(("language", "words"), [("sv", "Vänta"), ("en", "Wait")])
def test_the_reader_is_told_in_their_language(language: str, words: str) -> None:
    with override(language):
        assert words in str(sent(after=timedelta(0)).errors)


@pytest.mark.django_db
def test_the_mail_says_what_it_is_told() -> None:
    assert mail_after_commit(
        subject="A\nvisit", text="Hello", to="a@example.org", reply_to="b@c.org"
    )
    assert not mail_after_commit(subject="A visit", text="Hello", to="")
    (message,) = mail.outbox
    assert message.subject == "A visit"
    assert message.reply_to == ["b@c.org"]


@pytest.mark.django_db
def test_a_mail_that_cannot_be_kept_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def dead(self: object, messages: object) -> int:
        raise OSError("no route to host")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", dead)
    assert not mail_after_commit(subject="A visit", text="Hello", to="a@example.org")
    assert "no route to host" in caplog.text
