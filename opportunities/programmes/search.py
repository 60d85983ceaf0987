"""How the one search sees a programme."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from core.access.visibility import Visibility
from core.models import User
from core.search.kinds import (
    Dependency,
    Document,
    Group,
    SearchKind,
    Suggested,
    Texts,
    joined,
)
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.dates import local
from opportunities.finding.search import sentences
from opportunities.models import Programme, ProgrammePeriod
from opportunities.programmes.lines import programme_line
from opportunities.programmes.names import concept_of, names_of

KIND = "programme"


class ProgrammeKind(SearchKind[Programme]):
    """Programmes, by their names, their periods and what they are for, in both languages."""

    model = Programme
    group = Group(KIND, gettext_lazy("Programmes"), rank=50)
    suggested = Suggested(gettext_lazy("programme"), rank=10)
    linkable = True
    dependencies = (Dependency(ProgrammePeriod, lambda period: [period.programme_id]),)

    def queryset(self) -> QuerySet[Programme]:
        """Programmes with everything a document needs."""
        return Programme.objects.prefetch_related("periods")

    def document(self, record: Programme) -> Document:
        """In both languages; the Swedish name is the title."""
        periods = [period.label for period in record.periods.all()]
        return Document(
            object_id=record.pk,
            language="sv",
            title=record.name_sv,
            keywords=joined([record.short, record.portal_code or "", *periods]),
            text=" ".join(filter(None, (record.about_sv, sentences(record.guide_sv)))),
            readers=frozenset({Visibility.PUBLIC.value}),
            other=Texts(
                title=record.name_en,
                text=" ".join(filter(None, (record.about_en, sentences(record.guide_en)))),
            ),
            names=[name for _language, name in names_of(record)],
            concepts=[concept_of(record)],
        )

    def load(self, ids: Iterable[int], user: User | AnonymousUser) -> Mapping[int, Programme]:  # noqa: ARG002 - all are public
        """Programmes are for everybody."""
        return self.queryset().in_bulk(list(ids))

    def line(self, result: Result, reading: Reading) -> Line:
        """With its periods; one that is only proposed says so."""
        programme: Programme = result.record
        periods = ", ".join(period.label for period in programme.periods.all())
        shown = programme_line(programme, county="", on=local(reading.at).date())
        return Line(
            result,
            title=programme.name,
            url=programme.get_absolute_url(),
            where=[Step(text) for text in (programme.short, periods) if text],
            note=gettext("proposed, not law") if shown.is_proposed else "",
            lead=lead(programme.about),
        )
