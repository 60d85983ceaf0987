"""The form in which a post is written: four fields, and what else somebody may say."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.access.visibility import reads_all, standing_of
from core.models import MunicipalityProfile, PriorityArea, User
from core.models.profile import NetworkForm
from core.words.dates import local
from network.intranet.links import records
from network.intranet.links.records import Linked
from network.intranet.posts.models import Post
from network.intranet.readers import readers
from network.organisation.models import Unit

MOST_RECORDS = 10
WORDS = {
    Post.Readers.NETWORK: _("The EU network"),
    Post.Readers.DEPARTMENT: _("My department or company"),
    Post.Readers.COORDINATION: _("The coordinators of the EU work"),
    Post.Readers.STAFF: _("Everybody who works here"),
}


class About(forms.Field):
    """Records that a post is about, each named as "call:17"; which there are the form says."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """Each once, at most so many."""
        return list(dict.fromkeys(value or []))[:MOST_RECORDS]


class PostForm(forms.ModelForm):
    """Of a new post, or one to change; what is left out is as for most posts."""

    class Meta:
        model = Post
        fields = ("title", "text", "areas", "kind", "visibility", "unit", "policy_on", "meaning")
        widgets = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "text": forms.Textarea(attrs={"rows": 12}),
            "areas": forms.CheckboxSelectMultiple,
            "kind": forms.RadioSelect,
            "visibility": forms.RadioSelect,
            "policy_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "meaning": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "text": _(
                "An empty line makes a paragraph, “- ” before lines a list, “## ” a heading, "
                "“> ” a quotation and **asterisks** bold. Addresses of pages: [words](https://…)."
            )
        }

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    about = About(label=_("What it is about"), required=False)
    find = forms.CharField(label=_("Words to find it by"), max_length=100, required=False)

    def __init__(
        self, *arguments: Any, profile: MunicipalityProfile, user: User, at: datetime, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        on = local(at).date()
        self.user, self.at = user, at
        self.units = self._own_units(user, on)
        areas = cast("forms.ModelMultipleChoiceField", self.fields["areas"])
        own = PriorityArea.objects.filter(scheme__profile=profile)
        areas.queryset = own.select_related("scheme")
        self.fields["kind"].required = self.fields["visibility"].required = False
        self._offer_units()
        self._offer_readers(profile, on)
        if not self.instance.pk and self.units:
            self.initial.setdefault("unit", self.units[0].pk)

    def _own_units(self, user: User, on: date) -> Sequence[Unit]:
        units = Unit.objects.current(on)
        if reads_all(user):
            return list(units)
        of_post = Q(pk=self.instance.unit_id)
        return list(units.filter(Q(pk__in=standing_of(user).units) | of_post))

    def _offer_units(self) -> None:
        field = cast("forms.ModelChoiceField", self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        if len(self.units) < 2:
            field.widget = forms.HiddenInput()

    def _offer_readers(self, profile: MunicipalityProfile, on: date) -> None:
        """In words, with how many they are; where there is no network it is not offered."""
        offered = list(Post.Readers)
        if profile.network_form == NetworkForm.NONE:
            offered = [Post.Readers.STAFF, *(r for r in offered[1:] if r != Post.Readers.STAFF)]
        if not self.units:
            offered.remove(Post.Readers.DEPARTMENT)
        unit = self.units[0] if len(self.units) == 1 else None
        choices = [(each.value, self._in_words(each, unit, on)) for each in offered]
        cast("forms.ChoiceField", self.fields["visibility"]).choices = choices
        self.offered = offered
        if not self.instance.pk:
            self.initial["visibility"] = offered[0].value

    def _in_words(self, each: Post.Readers, unit: Unit | None, on: date) -> str:
        name = str(WORDS[each])
        if each == Post.Readers.DEPARTMENT and unit is None:
            return name
        number = readers(each, unit=unit, on=on)
        people = ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
        return f"{name} ({people})"

    @cached_property
    def linked(self) -> Sequence[Linked]:
        """The records that it is about, as far as the writer may read them."""
        return records.read(self["about"].value() or [], self.user, at=self.at)

    @cached_property
    def matches(self) -> Sequence[Linked]:
        """What the words lead to, but for what it is about already."""
        words = str(self["find"].value() or "").strip()
        named = {each.value for each in self.linked}
        found = records.matches(words, self.user, at=self.at) if words else []
        return [each for each in found if each.value not in named]

    def clean_about(self) -> list[str]:
        """What the writer may not read, or is there no more, falls away."""
        readable = records.read(self.cleaned_data["about"], self.user, at=self.at)
        return [each.value for each in readable]

    def clean_kind(self) -> str:
        """News, where nothing is said."""
        return self.cleaned_data["kind"] or Post.Kind.NEWS

    def clean_visibility(self) -> str:
        """The first that is offered, where nothing is said."""
        chosen: str = self.cleaned_data["visibility"]
        return chosen or self.offered[0].value

    def clean(self) -> dict[str, Any]:
        """What is for a department is for one of the author's."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("unit") and self.units:
            cleaned["unit"] = self.instance.unit or self.units[0]
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was written, but for the areas and what it is about."""
        names = [name for name in self.Meta.fields if name != "areas"]
        return {name: self.cleaned_data[name] for name in names}
