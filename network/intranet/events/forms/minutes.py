"""The forms of the agenda and of the minutes: rows that may be left empty. They need no script."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from core.models import User
from network.intranet.events.actions.minutes import Item, Task
from network.intranet.events.forms.writing import DAY, day_input
from network.intranet.events.models import LONGEST, AgendaItem, Event
from network.intranet.secrecy import NothingSecret

ROOM = 3  # empty rows below those that there are
MOST = 60


class ItemForm(NothingSecret, forms.Form):
    """An item and where it stands; without words it is none."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    order = forms.IntegerField(
        label=_("No."),
        min_value=1,
        max_value=999,
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "max": 999}),
    )
    title = forms.CharField(
        label=_("Item"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


_Items = formset_factory(ItemForm, extra=ROOM, max_num=MOST, validate_max=True, can_delete=True)


class AgendaForm(forms.Form):
    """The items, ordered by their numbers; one without stands where it was written."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, event: Event) -> None:
        super().__init__(data, initial={"version": event.version})
        rows = [
            {"key": item.pk, "order": number, "title": item.title}
            for number, item in enumerate(event.agenda.all(), start=1)
        ]
        self.rows: BaseFormSet[ItemForm] = _Items(data, initial=rows, prefix="items")

    def is_valid(self) -> bool:
        """With its rows."""
        return all([super().is_valid(), self.rows.is_valid()])

    @property
    def items(self) -> Sequence[Item]:
        """Those that have words and are not to go, in their order."""
        written = [row.cleaned_data for row in self.rows if row.cleaned_data.get("title")]
        there = [row for row in written if not row.get("DELETE")]
        ordered = sorted(there, key=lambda row: row["order"] or MOST * 1000)
        return [Item(row["title"], row["key"]) for row in ordered]


class TaskForm(NothingSecret, forms.Form):
    """Who does what by when; without words it is none."""

    key = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Who"), required=False, empty_label=_("nobody yet")
    )
    due = forms.DateField(
        label=_("By when"), widget=day_input(), required=False, error_messages=DAY
    )

    def __init__(self, *arguments: Any, people: Sequence[User], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = cast("forms.ModelChoiceField", self.fields["person"])
        field.queryset = User.objects.filter(pk__in=[person.pk for person in people])
        # Read once for all rows.
        named_ones = [(person.pk, str(person)) for person in people]
        field.choices = [("", field.empty_label), *named_ones]

    def clean(self) -> dict[str, Any]:
        """Somebody or a day belongs to something."""
        cleaned = super().clean() or {}
        said = cleaned.get("person") or cleaned.get("due")
        if said and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say what is to be done, or empty the row."))
        return cleaned


_Tasks = formset_factory(TaskForm, extra=ROOM, max_num=MOST, validate_max=True, can_delete=True)


class MinutesForm(NothingSecret, forms.Form):
    """What was decided on each item, the minutes, and the action items."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    minutes = forms.CharField(
        label=_("Minutes"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, event: Event, people: QuerySet[User]
    ) -> None:
        super().__init__(data, initial={"version": event.version, "minutes": event.minutes})
        self.agenda = list(event.agenda.all())
        for item in self.agenda:
            self.fields[_name(item)] = forms.CharField(
                label=item.title,
                max_length=2_000,
                required=False,
                initial=item.decision,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        rows = [
            {"key": task.pk, "text": task.text, "person": task.person_id, "due": task.due}
            for task in event.action_items.order_by("pk")
        ]
        named = {"people": list(people)}
        self.rows: BaseFormSet[TaskForm] = _Tasks(
            data, initial=rows, prefix="tasks", form_kwargs=named
        )

    def is_valid(self) -> bool:
        """With its rows."""
        return all([super().is_valid(), self.rows.is_valid()])

    @property
    def of_items(self) -> list[forms.BoundField]:
        """The field of what was decided, for each item of the agenda."""
        return [self[_name(item)] for item in self.agenda]

    @property
    def decisions(self) -> dict[int, str]:
        """What was decided, by the key of the item."""
        return {item.pk: self.cleaned_data[_name(item)] for item in self.agenda}

    @property
    def tasks(self) -> list[Task]:
        """Those that have words and are not to go."""
        written = [row.cleaned_data for row in self.rows if row.cleaned_data.get("text")]
        there = [row for row in written if not row.get("DELETE")]
        return [Task(row["text"], row["person"], row["due"], row["key"]) for row in there]


def _name(item: AgendaItem) -> str:
    return f"decision-{item.pk}"


class AttendanceForm(forms.Form):
    """Which of those who have answered were there, and who came unannounced."""

    came = forms.MultipleChoiceField(
        label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Came without signing up"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, event: Event, people: QuerySet[User]
    ) -> None:
        super().__init__(data)
        answered = list(event.sign_ups.select_related("person"))
        ticked = any(each.came is not None for each in answered)
        field = cast("forms.MultipleChoiceField", self.fields["came"])
        field.choices = [(each.person_id, str(each.person)) for each in answered]
        # At first as they said, so that only what was otherwise has to be ticked.
        self.initial["came"] = [
            each.person_id
            for each in answered
            if (each.came if ticked else each.answer == each.Answer.COMES)
        ]
        unannounced = people.exclude(pk__in=[each.person_id for each in answered])
        cast("forms.ModelMultipleChoiceField", self.fields["others"]).queryset = unannounced

    @property
    def keys(self) -> set[int]:
        """Of those who have answered and came."""
        return {int(key) for key in self.cleaned_data["came"]}
