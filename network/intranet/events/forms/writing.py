"""The form in which a meeting is called, and the one in which it is called off."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility
from core.models import MunicipalityProfile
from core.words.dates import short_date
from network.intranet.events.models import Event
from network.intranet.events.zones import HERE, ZONES, NoSuchTime, moment
from network.intranet.rights import may_coordinate
from network.intranet.secrecy import NothingSecret
from network.intranet.writing.choosing import ReadersForm

MOST_EARLIER = 30  # meetings that a new one can follow
HOURS = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
LAST_HOUR = time(23, 59)
DAY = {"invalid": _("Write the day as 2026-12-31.")}
HOUR = {"invalid": _("Write the time as 13:30.")}


def day_input() -> forms.DateInput:
    """A day as browsers send it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _hour_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class Earlier(forms.ModelChoiceField):
    """A meeting by its name and day, since many have the same name."""

    def label_from_instance(self, obj: Any) -> str:
        """ "The network's meeting, 15 Jan 2027"."""
        return f"{obj.title}, {short_date(obj.begins.date())}"


class EventForm(ReadersForm):
    """Of a new event, or one to change; a title, a day and a time will do."""

    offered_readers: ClassVar[Sequence[Visibility]] = (
        *ReadersForm.offered_readers,
        Visibility.PUBLIC,
    )

    class Meta:
        model = Event
        fields = (
            *("title", "kind", "text", "place", "link", "areas", "visibility", "unit"),
            *("zone", "cap", "follows", "invites"),
        )
        field_classes: ClassVar[Mapping[str, Any]] = {"follows": Earlier}
        labels: ClassVar[Mapping[str, Any]] = {"text": _("What the meeting is about")}
        widgets: ClassVar[Mapping[str, Any]] = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "text": forms.Textarea(attrs={"rows": 6}),
            "areas": forms.CheckboxSelectMultiple,
            "kind": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "cap": forms.NumberInput(attrs={"min": 1}),
        }
        error_messages: ClassVar[Mapping[str, Any]] = {
            "title": {"required": _("Say what it is called.")},
        }

    day = forms.DateField(
        label=_("Day"),
        widget=day_input(),
        error_messages={"required": _("Choose the day."), **DAY},
    )
    begins = forms.TimeField(
        label=_("From what time"),
        widget=_hour_input(),
        input_formats=HOURS,
        error_messages={"required": _("Say when it begins."), **HOUR},
    )
    finishes = forms.TimeField(
        label=_("Until what time"),
        widget=_hour_input(),
        input_formats=HOURS,
        error_messages={"required": _("Say when it ends."), **HOUR},
    )
    last_day = forms.DateField(
        label=_("Last day, if it is another"),
        widget=day_input(),
        required=False,
        error_messages=DAY,
    )
    zone = forms.ChoiceField(label=_("By the clock of"), choices=tuple(ZONES.items()))
    link = forms.URLField(
        label=_("Link to the meeting"),
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Write an address that begins with https://.")},
    )
    sign_up_day = forms.DateField(
        label=_("Last day to sign up"), widget=day_input(), required=False, error_messages=DAY
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: Any, earlier: QuerySet[Event], **named: Any) -> None:
        named["initial"] = {**_as_it_is(named.get("instance")), **(named.get("initial") or {})}
        super().__init__(*arguments, **named)
        field = cast("forms.ModelChoiceField", self.fields["follows"])
        known = {event.pk for event in earlier[:MOST_EARLIER]} | {self.instance.follows_id}
        field.queryset = earlier.filter(pk__in=known - {None, self.instance.pk})
        self.fields["zone"].required = False
        if self.instance.pk and self.instance.zone not in ZONES:
            choices = [*ZONES.items(), (self.instance.zone, self.instance.zone)]
            cast("forms.ChoiceField", self.fields["zone"]).choices = choices

    def kinds_of_readers(self, profile: MunicipalityProfile) -> Sequence[Visibility]:
        """Only who coordinates lets everybody read; others ask them to."""
        offered = list(super().kinds_of_readers(profile))
        if not may_coordinate(self.user):
            return [each for each in offered if each != Visibility.PUBLIC]
        return offered

    def clean_kind(self) -> str:
        """A meeting, where nothing is said."""
        return self.cleaned_data["kind"] or Event.Kind.MEETING

    def clean_zone(self) -> str:
        """Swedish time, where nothing is said."""
        return self.cleaned_data["zone"] or HERE

    def clean_cap(self) -> int | None:
        """None where all are welcome."""
        cap: int | None = self.cleaned_data["cap"]
        if cap == 0:
            raise forms.ValidationError(_("One place at least; without a number all are welcome."))
        return cap

    def clean(self) -> dict[str, Any]:
        """The moments that the days and hours are, in their order."""
        cleaned = super().clean()
        day, zone = cleaned.get("day"), cleaned.get("zone", HERE)
        self.starts = self._moment("begins", day, cleaned.get("begins"), zone)
        last = cleaned.get("last_day") or day
        self.ends = self._moment("finishes", last, cleaned.get("finishes"), zone)
        if self.starts and self.ends and self.ends < self.starts:
            wrong = "last_day" if last != day else "finishes"
            self.add_error(wrong, _("It ends before it begins: look at the times."))
        until = cleaned.get("sign_up_day")
        self.sign_up_until = self._moment("sign_up_day", until, LAST_HOUR, zone)
        if until and last and until > last:
            self.add_error("sign_up_day", _("That is after the meeting: choose an earlier day."))
        return cleaned

    def _moment(
        self, field: str, day: date | None, hour: time | None, zone: str
    ) -> datetime | None:
        if day is None or hour is None:
            return None
        try:
            return moment(day, hour, zone)
        except NoSuchTime:
            self.add_error(
                field,
                _("That night the clocks go forward: this time is not there. Choose another."),
            )
        except OverflowError:
            self.add_error(field, DAY["invalid"])
        return None

    @property
    def facts(self) -> dict[str, Any]:
        """What was written and for which group, but for the areas."""
        names = [name for name in self.Meta.fields if name != "areas"]
        facts = {name: self.cleaned_data[name] for name in names}
        times = {"starts": self.starts, "ends": self.ends, "sign_up_until": self.sign_up_until}
        return {**facts, **times, "group": self.instance.group}

    @property
    def sent_key(self) -> UUID:
        """Of the form that was sent: sent twice, it is one event."""
        return self.cleaned_data["key"] or uuid4()


def _as_it_is(event: Event | None) -> dict[str, Any]:
    """The fields that are no fields of the event; of a new one the key alone."""
    if event is None:
        return {"key": uuid4(), "zone": HERE, "invites": True}
    until = event.sign_up_until
    last = event.finishes.date()
    return {
        "day": event.begins.date(),
        "begins": event.begins.time(),
        "finishes": event.finishes.time(),
        "last_day": last if last != event.begins.date() else None,
        "sign_up_day": until.astimezone(ZoneInfo(event.zone)).date() if until else None,
        "version": event.version,
    }


class CancelForm(NothingSecret, forms.Form):
    """Why it does not take place; those who meant to come read it."""

    reason = forms.CharField(
        label=_("Why it is called off"),
        max_length=300,
        error_messages={"required": _("Say why: those who meant to come read it.")},
    )
