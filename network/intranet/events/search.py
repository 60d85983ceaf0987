"""How the one search sees an event: for those who may read it, and suggested to nobody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility
from core.search.kinds import Dependency, Document, Group, SearchKind, Texts, joined
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.dates import short_date
from core.words.language import LANGUAGES, LocalizedText
from network.intranet.events.models import ActionItem, AgendaItem, Event
from network.intranet.files.models import EventFile
from network.intranet.posts.text import as_words

KIND = "event"


class EventKind(SearchKind[Event]):
    """Events, in the language they were written in, with what came of them.

    What everybody reads is found by what strangers are told of it alone.
    """

    model = Event
    group = Group(KIND, _("Meetings and events"), rank=16)
    linkable = True
    m2m = ("areas",)
    dependencies = tuple(
        Dependency(model, lambda row: [row.event_id])
        for model in (AgendaItem, ActionItem, EventFile)
    )

    def queryset(self) -> QuerySet[Event]:
        """Events with what a document needs."""
        related = ("areas", "agenda", "action_items", "files")
        return Event.objects.select_related("unit", "group").prefetch_related(*related)

    def document(self, record: Event) -> Document:
        """What it says in its own language; where it belongs in both."""
        about = [*record.areas.all(), *filter(None, [record.unit, record.group])]
        if record.visibility == Visibility.PUBLIC:
            about = list(record.areas.all())
        names = {
            lang: joined(getattr(each, f"name_{lang}") for each in about) for lang in LANGUAGES
        }
        other = next(code for code in LANGUAGES if code != record.language)
        return Document(
            object_id=record.pk,
            language=record.language,
            title=record.title,
            keywords=names[record.language],
            text="\n".join(filter(None, _texts(record))),
            readers=record.readers,
            other=Texts(keywords=names[other]),
            published_at=record.starts,
        )

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, Event]:
        """Those that `user` may read."""
        return Event.objects.visible_to(user).in_bulk(list(ids))

    def line(self, result: Result, reading: Reading) -> Line:  # noqa: ARG002 (as its base has it)
        """What it is, when and where."""
        event: Event = result.record
        steps = [event.get_kind_display(), short_date(event.begins.date()), event.place]
        if event.is_cancelled:
            steps.append(str(_("Called off")))
        return Line(
            result,
            title=LocalizedText(event.title, event.language),
            url=event.get_absolute_url(),
            where=[Step(step) for step in steps if step],
            lead=lead(LocalizedText(as_words(event.text), event.language)),
        )


def _texts(record: Event) -> Iterable[str]:
    yield as_words(record.text)
    yield record.place
    if record.visibility == Visibility.PUBLIC:
        return
    for item in record.agenda.all():
        yield f"{item.title} {item.decision}"
    yield as_words(record.minutes)
    for task in record.action_items.all():
        yield task.text
    for file in record.files.all():
        yield f"{file.name} {file.alt}"
