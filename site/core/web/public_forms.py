"""Forms that anybody may send without logging in, kept from spam without a third party.

Four things keep robots out: a field that people do not see, a signed note of when the form was
shown, a limit per address, and that the same form with the same text counts once however often it
is sent. None needs a script or a cookie. Whoever is stopped is told why in their language and keeps
what they wrote.
"""

import json
import logging
import secrets
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.core import signing
from django.db import DatabaseError
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.operation.locks import not_now
from core.web.request import Request
from core.web.sent_forms.counting import Sending, count

log = logging.getLogger(__name__)
LEAST = timedelta(seconds=3)  # nobody fills in a form faster
LONGEST = timedelta(days=2)  # then the form has to be shown anew


class PublicForm(forms.Form):
    """Mix into a form, first: `class VisitForm(PublicForm, forms.ModelForm)`.

    Needs `request` and `at`, and the municipality's `profile` where its choices come from there.
    Where `is_valid()` says yes the sender has not reached the limit and this message is counted.
    `sent_key` is the same for the same form with the same text, sent twice: store it unique.
    `again` says that it is such a one; with another text it is another message.
    """

    trap = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    data: QueryDict

    def __init__(
        self,
        *args: Any,
        request: Request,
        at: datetime,
        profile: MunicipalityProfile | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.at, self.profile = request, at, profile
        # The note in the form is this visitor's: no page that has it is kept (core.web.page_cache).
        request.made_for_one = True
        self.refused_as = HTTPStatus.UNPROCESSABLE_ENTITY  # the status of an answer that refuses it
        self.again = False
        self.sent_key = ""
        self.initial["shown"] = self._token()

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields that the sender fills in."""
        return [field for field in self.visible_fields() if field.name != "trap"]

    @property
    def facts(self) -> dict[str, Any]:
        """What the sender has filled in, checked, for the action that stores it."""
        return {field.name: self.cleaned_data[field.name] for field in self.asked}

    @property
    def notice(self) -> str:
        """What everybody who writes to a municipality has to know before they send."""
        return gettext(
            "What you send becomes a public record (allmän handling in Swedish): anybody may ask "
            "to read it. Write nothing that is secret or sensitive."
        )

    def clean(self) -> dict[str, Any]:
        """Refuse what no person sends; the limit comes last, for mistakes do not count."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("trap"):
            self.add_error(
                "trap", _("Empty this field and send the form again: only robots fill it in.")
            )
        self._check_time(cleaned.get("shown", ""))
        if not self.errors:
            self._count()
        return cleaned

    def _count(self) -> None:
        try:
            sending = count(
                form=type(self).__name__, request=self.request, sent_key=self.sent_key, at=self.at
            )
        except DatabaseError as error:
            if not not_now(error):
                raise
            log.exception("a form could not be taken")
            self.refused_as = HTTPStatus.SERVICE_UNAVAILABLE
            self.add_error(
                None,
                _(
                    "Nothing can be saved just now; the fault is ours and has been noted. Nothing "
                    "was sent. Your text is still here: press the button again in a few minutes."
                ),
            )
            return
        self.again = sending is Sending.AGAIN
        if sending is Sending.TOO_MANY:
            self.refused_as = HTTPStatus.TOO_MANY_REQUESTS
            self.add_error(
                None,
                _(
                    "Several messages have come from your connection in a short time. "
                    "Nothing was sent. Your text is still here: try again in an hour."
                ),
            )

    def _check_time(self, token: str) -> None:
        try:
            note = signing.loads(token, salt=self._salt())
            waited = self.at - datetime.fromisoformat(note["at"])
        except (signing.BadSignature, KeyError, TypeError, ValueError):
            waited = LONGEST + LEAST
        if waited > LONGEST:
            self._show_anew()
            self.add_error(
                None, _("The page had been open for too long. Press the button once more.")
            )
        elif waited < LEAST:
            self.add_error(
                None, _("That went very quickly. Wait a few seconds and press the button again.")
            )
        else:
            self.sent_key = self._key(note)

    def _key(self, note: dict[str, str]) -> str:
        """Of the form as it was shown, once for each text that was written into it."""
        written = [[field.name, str(field.data)] for field in self.asked]
        text = json.dumps([note["key"], written])
        return salted_hmac("sent form", text, algorithm="sha256").hexdigest()

    def _show_anew(self) -> None:
        """A fresh note in the page that goes back, instead of the one that was sent."""
        self.data = self.data.copy()
        self.data[self.add_prefix("shown")] = self._token()

    def _token(self) -> str:
        note = {"at": self.at.isoformat(), "key": secrets.token_hex(16)}
        return signing.dumps(note, salt=self._salt())

    def _salt(self) -> str:
        return f"form {type(self).__name__}"
