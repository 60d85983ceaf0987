"""The coordinator's forms, and those behind the links in mails, which need no log-in."""

from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.models.profile import NetworkForm
from core.web.public_forms import PublicForm
from core.words.language import current
from network.intranet.coordination.accounts import NoAccount, account_at
from network.intranet.coordination.seating import COORDINATOR
from network.organisation.models import Seat, Unit

LANGUAGES = [("sv", "Svenska"), ("en", "English")]
COORDINATES = "coordinator"


class LanguageForm(forms.Form):
    """Mails go out in one of the two languages."""

    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=LANGUAGES, initial=current
    )


class AskHeadForm(LanguageForm):
    """To whom the question for a contact person goes."""

    head_email = forms.EmailField(
        label=_("E-mail of the head"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=_("The head names the person by a link in the mail, without logging in."),
    )
    field_order = ("head_email", "language")


class WhoForm(forms.Form):
    """Somebody, and the time they are given; both ways to say it may be left out."""

    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("As colleagues are to read it.")
    )
    email = forms.EmailField(label=_("E-mail at work"), max_length=150)
    per_cent = forms.IntegerField(
        label=_("Time given, per cent of full time (optional)"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    hours_a_month = forms.IntegerField(
        label=_("Or: hours a month (optional)"),
        required=False,
        validators=[MinValueValidator(1), MaxValueValidator(200)],
        help_text=_("Left out, it stands as “not stated”."),
    )

    def clean_email(self) -> str:
        """An address that leads to one account in use, or to none yet."""
        email: str = self.cleaned_data["email"]
        try:
            account_at(email)
        except NoAccount as error:
            raise ValidationError(str(error)) from error
        return email

    def clean_hours_a_month(self) -> int | None:
        """One of the two ways to say it."""
        hours: int | None = self.cleaned_data["hours_a_month"]
        if hours and self.cleaned_data.get("per_cent"):
            raise ValidationError(_("Write per cent or hours, not both."))
        return hours


class InviteForm(WhoForm, LanguageForm):
    """Somebody, and the seat they are to take."""

    place = forms.ChoiceField(label=_("Seat"))
    field_order = ("place", "name", "email", "per_cent", "hours_a_month", "language")

    def __init__(
        self, *arguments: Any, profile: MunicipalityProfile, on: date, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        seats = Seat.objects.current(on).filter(profile=profile).select_related("unit", "body")
        self.places: dict[str, Seat | Unit | None] = {f"seat-{seat.pk}": seat for seat in seats}
        if profile.network_form == NetworkForm.CONTACTS:
            units = Unit.objects.current(on).filter(profile=profile)
            self.places |= {f"unit-{unit.pk}": unit for unit in units}
        if not any(seat.kind == Seat.Kind.COORDINATOR for seat in seats):
            self.places[COORDINATES] = None
        choices = [(key, self._words(place)) for key, place in self.places.items()]
        cast("forms.ChoiceField", self.fields["place"]).choices = choices

    @staticmethod
    def _words(place: Seat | Unit | None) -> str:
        if place is None:
            return gettext(COORDINATOR)
        if isinstance(place, Unit):
            return gettext("Contact person, %(unit)s") % {"unit": place.name}
        return f"{place.role}, {place.place.name}" if place.place else str(place.role)

    @property
    def chosen(self) -> Seat | Unit | None:
        """What was chosen; None is a coordinator's seat that is not there yet."""
        return self.places[self.cleaned_data["place"]]

    @property
    def facts(self) -> dict[str, Any]:
        """Who it is and the time they are given."""
        return {name: self.cleaned_data[name] for name in WhoForm.base_fields}


class LetterForm(PublicForm):
    """Behind the link of a mail: whoever has it may send it, however many share a connection."""

    def _count(self) -> None:
        """The letter itself is good for one answer."""


class NamingForm(LetterForm, WhoForm):
    """Whom the head names."""


class AnswerForm(LetterForm):
    """Yes or no, of who was named: each is a button."""

    YES, NO = "yes", "no"
    answer = forms.ChoiceField(choices=[(YES, YES), (NO, NO)], widget=forms.HiddenInput)
