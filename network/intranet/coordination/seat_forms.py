"""The form of a seat that somebody holds."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from network.intranet.coordination.accounts import NoAccount, account_at
from network.intranet.coordination.forms import LanguageForm
from network.organisation.models import Appointment


class SeatForm(LanguageForm):
    """The last day, and who follows; whoever that is has to say yes."""

    last_day = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("What the seat gives ends with this day. Empty: no last day."),
    )
    name = forms.CharField(label=_("Who follows: name (optional)"), required=False, max_length=150)
    email = forms.EmailField(
        label=_("Who follows: e-mail at work (optional)"),
        required=False,
        max_length=150,
        help_text=_("They are asked by mail. With their yes they take over what is open."),
    )
    field_order = ("last_day", "name", "email", "language")

    def __init__(self, *arguments: Any, held: Appointment, own: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial["last_day"] = held.ends
        self.held, self.own = held, own

    def clean_last_day(self) -> date | None:
        """Not before the first; nobody extends their own seat."""
        day: date | None = self.cleaned_data["last_day"]
        if day and self.held.starts and day < self.held.starts:
            raise ValidationError(_("The last day is before the first."))
        later = self.held.ends and (day is None or day > self.held.ends)
        if self.own and later:
            raise ValidationError(
                _("Your own seat is extended by another coordinator or by an administrator.")
            )
        return day

    def clean_email(self) -> str:
        """An address that leads to one account in use, or to none yet."""
        email: str = self.cleaned_data["email"]
        try:
            if email:
                account_at(email)
        except NoAccount as error:
            raise ValidationError(str(error)) from error
        return email

    def clean(self) -> dict[str, Any]:
        """Who follows has a name and an address, and somebody to follow on a day."""
        cleaned = super().clean() or self.cleaned_data
        name, email = cleaned.get("name"), cleaned.get("email")
        if email and not name:
            self.add_error("name", _("Write the name of who follows, too."))
        if name and not email and "email" not in self.errors:
            self.add_error("email", _("Write the address of who follows, too."))
        if email and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Choose the last day of who leaves."))
        return cleaned

    @property
    def successor(self) -> dict[str, str]:
        """Name and address of who follows; empty where nobody was named."""
        facts = {name: self.cleaned_data[name] for name in ("name", "email")}
        return facts if facts["email"] else {}
