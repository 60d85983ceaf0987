"""What is mailed about a question for a seat, in the language that whoever asks has chosen.

Mails are kept in the database with what they tell of: a mail server that is away loses none.
"""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import User
from core.operation.mail import mail_after_commit
from network.intranet.coordination import accounts
from network.intranet.coordination.letters import address_of
from network.organisation.models import Nomination


def send_letter(nomination: Nomination) -> None:
    """The last letter, to whoever is to answer."""
    if nomination.waits_for_head:
        _send(nomination, nomination.head_email, "ask_head", _ask_head, link=address_of(nomination))
    else:
        _send(nomination, nomination.email, "ask_person", _ask_person, link=address_of(nomination))


def send_welcome(nomination: Nomination, person: User) -> None:
    """How to log in, to who has taken a seat."""
    with override(nomination.language):
        ways = {
            "password_link": accounts.password_link(person),
            "login": accounts.login_address(),
            "elsewhere": accounts.logs_in_elsewhere(),
        }
    _send(nomination, person.email, "welcome", _welcome, person=person, **ways)


def tell_answer(nomination: Nomination) -> None:
    """That somebody has said yes or no: to who asked, and to the head, once where they are one."""
    asked_by = nomination.asked_by.email if nomination.asked_by else ""
    for address in dict.fromkeys([asked_by or nomination.profile.email, nomination.head_email]):
        _send(nomination, address, "answer", _accepted if nomination.accepted_at else _declined)


def tell_withdrawn(nomination: Nomination) -> None:
    """That nothing is asked any more: to whoever was to answer."""
    _send(nomination, nomination.asked, "withdrawn", _withdrawn)


def _send(
    nomination: Nomination,
    to: str,
    template: str,
    subject: Callable[[], str],
    **context: object,
) -> None:
    with override(nomination.language):
        context |= {"nomination": nomination, "profile": nomination.profile}
        mail_after_commit(
            subject=f"{subject()}: {nomination.seat or nomination.unit}",
            text=render_to_string(f"email/coordination/{template}.txt", context),
            to=to,
            reply_to=nomination.asked_by.email if nomination.asked_by else "",
        )


def _ask_head() -> str:
    return _("Who is to be the contact person for EU affairs?")


def _ask_person() -> str:
    return _("You are asked to take a seat in the EU work")


def _welcome() -> str:
    return _("Welcome to the EU work")


def _accepted() -> str:
    return _("The seat is taken")


def _declined() -> str:
    return _("The answer was no")


def _withdrawn() -> str:
    return _("You need not answer any more")
