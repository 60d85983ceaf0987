"""The form in which a post is written: four fields, and what else somebody may say."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.access.visibility import reads_all, standing_of
from core.models import MunicipalityProfile, PriorityArea, User
from core.models.profile import NetworkForm
from core.words.dates import local
from network.intranet.access import may_enter
from network.intranet.links import records
from network.intranet.links.records import Linked
from network.intranet.posts.models import Post
from network.intranet.readers import readers, readers_of_groups
from network.intranet.rights import may_coordinate
from network.intranet.secrecy import refuse_secrecy
from network.organisation.models import Group, Unit
from network.organisation.seats import groups_of

MOST_RECORDS = 10
NARROWEST = Post.Readers.COORDINATION
WORDS = {
    Post.Readers.NETWORK: _("The EU network"),
    Post.Readers.DEPARTMENT: _("My department or company"),
    Post.Readers.COORDINATION: _("The coordinators of the EU work"),
    Post.Readers.STAFF: _("Everybody who works here"),
}


def value_of_group(key: str) -> str:
    """How the form names a group among those who may read a post."""
    return f"{Post.Readers.GROUP}:{key}"


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
        fields = (
            "title",
            "text",
            "areas",
            "kind",
            "visibility",
            "unit",
            "policy_on",
            "meaning",
            "asks_reading",
        )
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
        self.groups = {value_of_group(each.key): each for each in self._own_groups(profile, on)}
        areas = cast("forms.ModelMultipleChoiceField", self.fields["areas"])
        own = PriorityArea.objects.filter(scheme__profile=profile)
        areas.queryset = own.select_related("scheme")
        self.fields["kind"].required = self.fields["visibility"].required = False
        for name in ("title", "text", "meaning"):
            self.fields[name].validators.append(refuse_secrecy)
        if not may_enter(user, profile):
            del self.fields["asks_reading"]
        self._offer_units()
        self._offer_readers(profile, on, (named.get("initial") or {}).get("visibility", ""))
        if not self.instance.pk and self.units:
            self.initial.setdefault("unit", self.units[0].pk)

    def _own_units(self, user: User, on: date) -> Sequence[Unit]:
        units = Unit.objects.current(on)
        if reads_all(user):
            return list(units)
        of_post = Q(pk=self.instance.unit_id)
        return list(units.filter(Q(pk__in=standing_of(user).units) | of_post))

    def _own_groups(self, profile: MunicipalityProfile, on: date) -> Sequence[Group]:
        """Those the writer is a member of now, and that of the post; all, for who coordinates."""
        current = (
            Group.objects.current(on) if may_coordinate(self.user) else groups_of(self.user, on)
        )
        offered = Q(pk__in=current.values("pk")) | Q(pk=self.instance.group_id)
        return list(Group.objects.filter(offered, profile=profile))

    def _offer_units(self) -> None:
        field = cast("forms.ModelChoiceField", self.fields["unit"])
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in self.units])
        if len(self.units) < 2:
            field.widget = forms.HiddenInput()

    def _offer_readers(self, profile: MunicipalityProfile, on: date, asked: str) -> None:
        """In words, with how many they are; `asked` is what a draft or an address has chosen.

        What is chosen and not offered any more becomes the narrowest, so that no text that was
        for few is published for many.
        """
        numbers = readers_of_groups(self.groups.values(), on)
        choices: list[tuple[str, str]] = []
        for each in self._kinds_of_readers(profile):
            if each == Post.Readers.GROUP:
                named = ((key, _counted(g.name, numbers[g.pk])) for key, g in self.groups.items())
                choices.extend(named)
            else:
                choices.append((each.value, self._in_words(each, on)))
        cast("forms.ChoiceField", self.fields["visibility"]).choices = choices
        self.offered = [value for value, _words in choices]
        chosen = asked or self._as_it_is()
        self.initial["visibility"] = chosen if chosen in self.offered else NARROWEST

    def _kinds_of_readers(self, profile: MunicipalityProfile) -> Sequence[Post.Readers]:
        """The first is what a post is for where nothing is said."""
        if not may_enter(self.user, profile):
            return [Post.Readers.GROUP, NARROWEST]
        offered = list(Post.Readers)
        if profile.network_form == NetworkForm.NONE:
            offered = [Post.Readers.STAFF, *(r for r in offered[1:] if r != Post.Readers.STAFF)]
        if not self.units:
            offered.remove(Post.Readers.DEPARTMENT)
        return offered

    def _as_it_is(self) -> str:
        if not self.instance.pk:
            return self.offered[0]
        group = self.instance.group if self.instance.visibility == Post.Readers.GROUP else None
        return value_of_group(group.key) if group else self.instance.visibility

    def _in_words(self, each: Post.Readers, on: date) -> str:
        name, unit = str(WORDS[each]), self.units[0] if len(self.units) == 1 else None
        if each == Post.Readers.DEPARTMENT and unit is None:
            return name
        return _counted(name, readers(each, unit=unit, on=on))

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
        """The first that is offered, where nothing is said; of a group, which it is."""
        chosen: str = self.cleaned_data["visibility"] or self.offered[0]
        self.instance.group = self.groups.get(chosen)
        return Post.Readers.GROUP.value if self.instance.group else chosen

    def clean(self) -> dict[str, Any]:
        """What is for a department is for one of the author's."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("unit") and self.units:
            cleaned["unit"] = self.instance.unit or self.units[0]
        if "visibility" in self.errors:  # shown again, it is not for more than was chosen
            typed = cast("QueryDict", self.data).copy()
            typed["visibility"] = NARROWEST
            self.data = typed
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What was written and for which group, but for the areas and what it is about."""
        names = [name for name in self.Meta.fields if name != "areas"]
        facts = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return {**facts, "group": self.instance.group}


def _counted(name: str, number: int) -> str:
    people = ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
    return f"{name} ({people})"
