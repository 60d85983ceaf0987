"""How the one search sees a body or a role: what it is called and answers for, never a name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility
from core.search.kinds import Document, Group, SearchKind, Texts
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.language import current
from network.organisation.models import Body
from network.organisation.pages import how_we_work_url

KIND = "body"


class BodyKind(SearchKind[Body]):
    """Every body: the start page says what each answers for."""

    model = Body
    group = Group(KIND, _("Organisation"), rank=90)

    def document(self, record: Body) -> Document:
        """In both languages."""
        return Document(
            object_id=record.pk,
            language="sv",
            title=record.name_sv,
            keywords="",
            text=record.responsibility_sv,
            readers=frozenset({Visibility.PUBLIC.value}),
            other=Texts(title=record.name_en, text=record.responsibility_en),
        )

    def load(self, ids: Iterable[int], _user: Any) -> Mapping[int, Body]:
        """Bodies are for everybody."""
        return self.queryset().in_bulk(list(ids))

    def line(self, result: Result, reading: Reading) -> Line:
        """It links to the body on the page that says how the work is organised."""
        body: Body = result.record
        page = reading.once(_organisation_url)
        return Line(
            result,
            title=body.name,
            url=f"{page}#body-{body.key}" if page else f"/{current()}/#work",
            where=[Step(body.get_kind_display())],
            lead=lead(body.responsibility),
        )


def _organisation_url(reading: Reading) -> str:
    return how_we_work_url(reading.user)
