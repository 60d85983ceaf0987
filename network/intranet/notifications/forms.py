"""The form in which somebody chooses what they follow, and how often a mail comes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.models import PriorityArea, User
from network.intranet.notifications.models import Follow, How, MailPreference
from network.intranet.notifications.topics import ALL, own_topics
from network.intranet.posts.models import Post
from network.organisation.models import Group, Unit

NOT = "not"  # followed
STANDARD = ("", _("as above"))


class ChoicesForm(forms.Form):
    """A standard, a language, and a field for each topic that they could follow."""

    how = forms.ChoiceField(
        label=_("Mail of what is new"), required=False, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of the mails"), choices=settings.LANGUAGES)

    def __init__(self, data: Mapping[str, Any] | None, *, person: User, posts: bool) -> None:
        """`posts`: whether they are of the network, and may follow all that is new in it."""
        self.person = person
        row = MailPreference.objects.filter(person=person).first()
        self.stopped = bool(row and row.stopped_at)
        initial = {"how": row.how, "language": row.language} if row else {"language": "sv"}
        super().__init__(data, initial=initial)
        self.fields["how"].choices = [  # type: ignore[attr-defined]
            ("", _("as it is meant: once a day, and at once where you take part")),
            *How.choices,
        ]
        self.chosen = dict(Follow.objects.filter(person=person).values_list("what", "how"))
        self.own = own_topics(person)
        self.parts = list(self._parts(posts=posts))

    @property
    def groups(self) -> Iterator[tuple[Any, Sequence[forms.BoundField]]]:
        """The topics by their sort, each with its fields."""
        for heading, names in self.parts:
            if names:
                yield heading, [self[name] for name in names]

    def _parts(self, *, posts: bool) -> Iterator[tuple[Any, list[str]]]:
        if posts:
            yield _("The EU network"), [self._add(ALL, _("Everything new in the network"))]
            areas = PriorityArea.objects.select_related("scheme")
            yield _("Priority areas"), self._all("area", areas)
        units = Unit.objects.filter(pk__in=self._keys("unit"))
        yield _("Departments and companies"), self._all("unit", units)
        groups = Group.objects.filter(pk__in=self._keys("group"))
        yield _("Groups"), self._all("group", groups)
        read = Post.objects.visible_to(self.person).filter(pk__in=self._keys("post"))
        yield _("Posts that you follow"), self._all("post", read)

    def _keys(self, kind: str) -> list[int]:
        """Those of a sort that they follow, by a choice or without."""
        topics = (topic.partition(":") for topic in {*self.own, *self.chosen})
        return [int(key) for name, _colon, key in topics if name == kind and key]

    def _all(self, kind: str, records: Any) -> list[str]:
        return [self._add(f"{kind}:{record.pk}", str(record)) for record in records]

    def _add(self, topic: str, label: Any) -> str:
        """The field of a topic; what is theirs is followed, however often."""
        name, theirs = topic.replace(":", "-"), topic in self.own
        choices: list[tuple[str, Any]] = [STANDARD, *How.choices]
        if not theirs:
            choices.insert(0, (NOT, _("not followed")))
        unchosen = "" if theirs else NOT
        initial = self.chosen.get(topic, unchosen)
        self.fields[name] = forms.ChoiceField(
            label=label, choices=choices, required=False, initial=initial
        )
        return name

    @property
    def topics(self) -> dict[str, str]:
        """What was chosen for each topic, NOT where it is not to be followed."""
        names = [name for _heading, names in self.parts for name in names]
        return {name.replace("-", ":"): self.cleaned_data[name] for name in names}

    @property
    def followed(self) -> dict[str, str]:
        """Those with a row of their own: what is theirs needs none to be as the standard is."""
        return {
            topic: how
            for topic, how in self.topics.items()
            if how != NOT and (how or topic not in self.own)
        }

    @property
    def not_followed(self) -> set[str]:
        """Those without a row."""
        return set(self.topics) - set(self.followed)
