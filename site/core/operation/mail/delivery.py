"""One mail to the mail server, and what its answer means."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from typing import Any

from django.core.mail import EmailMessage, get_connection
from post_office.models import Email
from post_office.settings import get_backend

from core.operation.mail.rows import as_message

# Answers to the sender's address that are about the site's own log-in: no mail is to blame.
NOT_LOGGED_IN = (530, 534, 535, 538)


class Outcome(Enum):
    """What became of a mail."""

    SENT = "sent"
    LATER = "later"  # the server will not have it now
    NEVER = "never"  # nor will it ever
    AWAY = "away"  # the server has no answer, or not for this site


class Carrier:
    """A connection to the mail server that is kept for several mails."""

    def __init__(self) -> None:
        self._connection: Any = None

    def carry(self, email: Email) -> tuple[Outcome, Exception | None]:
        """Hand `email` to the server, and why not where it did not take it."""
        try:
            message = as_message(email)
        except OSError as away:  # its files
            return Outcome.LATER, away
        except Exception as wrong:  # noqa: BLE001 - whatever it is, other mail goes on
            return Outcome.NEVER, wrong
        outcome, error = _said(self._open, self._not_open)
        if outcome is Outcome.SENT:
            outcome, error = _said(lambda: self._send(message), refusal)
        if outcome is not Outcome.SENT:
            self.close()
        return outcome, error

    @property
    def refused(self) -> dict[str, tuple[int, bytes]]:
        """Recipients of the last mail whom the server did not take though it took others."""
        return getattr(self._connection, "refused", {})

    def close(self) -> None:
        """End the conversation; a server that does not say goodbye is no matter."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError):
                connection.close()

    def _open(self) -> None:
        if self._connection is None:
            self._connection = get_connection(get_backend())
            self._connection.open()

    @staticmethod
    def _not_open(_error: Exception) -> Outcome:
        return Outcome.AWAY

    def _send(self, message: EmailMessage) -> None:
        self._connection.send_messages([message])


def _said(
    do: Callable[[], None], meaning: Callable[[Exception], Outcome]
) -> tuple[Outcome, Exception | None]:
    try:
        do()
    except Exception as error:  # noqa: BLE001 - it is noted with the mail
        return meaning(error), error
    return Outcome.SENT, None


def refusal(error: Exception) -> Outcome:
    """What an error says while a mail is handed over."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return Outcome.LATER if any(map(temporary, codes)) else Outcome.NEVER
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError):
        code = error.smtp_code
        if code in NOT_LOGGED_IN or code in (-1, 421):
            return Outcome.AWAY
        return Outcome.LATER if temporary(code) else Outcome.NEVER
    if isinstance(error, smtplib.SMTPNotSupportedError):  # letters that the server cannot take
        return Outcome.NEVER
    return Outcome.AWAY if isinstance(error, OSError) else Outcome.NEVER


def temporary(code: int) -> bool:
    """Whether an answer asks to come again (RFC 5321, 4.2.1)."""
    return not 500 <= code < 600
