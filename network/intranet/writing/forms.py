"""The form in which a post is written: four fields, and what else somebody may say."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, User
from network.intranet.access import may_enter
from network.intranet.links import records
from network.intranet.links.records import Linked
from network.intranet.posts.models import Post
from network.intranet.writing.choosing import ReadersForm

MOST_RECORDS = 10


class About(forms.Field):
    """Records that a post is about, each named as "call:17"; which there are the form says."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[str]:
        """Each once, at most so many."""
        return list(dict.fromkeys(value or []))[:MOST_RECORDS]


class PostForm(ReadersForm):
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
        super().__init__(*arguments, profile=profile, user=user, at=at, **named)
        if not may_enter(user, profile):
            del self.fields["asks_reading"]

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

    @property
    def facts(self) -> dict[str, Any]:
        """What was written and for which group, but for the areas and what it is about."""
        names = [name for name in self.Meta.fields if name != "areas"]
        facts = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return {**facts, "group": self.instance.group}
