"""How the one search sees a twin town: its name, country, areas and note."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.search.kinds import Document, Group, SearchKind, Texts, joined
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.countries import names_in_all_languages
from core.words.language import current
from network.cooperation.areas import base_url
from network.cooperation.models import TownStatus, TwinTown

KIND = "town"
_OURS = "åäöÅÄÖ"


def plain(name: str) -> str:
    """A name without the marks that no Swedish keyboard has: Šiauliai is asked for as Siauliai."""
    return "".join(
        letter if letter in _OURS else unicodedata.normalize("NFD", letter)[0]
        for letter in unicodedata.normalize("NFC", name)
    )


class TownKind(SearchKind[TwinTown]):
    """Twin towns, with the areas that they work on together with us."""

    model = TwinTown
    group = Group(KIND, _("Twin towns"), rank=70)
    linkable = True
    m2m = ("areas",)

    def queryset(self) -> QuerySet[TwinTown]:
        """Towns with what a document needs."""
        return TwinTown.objects.prefetch_related("areas")

    def document(self, record: TwinTown) -> Document:
        """In both languages."""
        areas = list(record.areas.all())
        names = names_in_all_languages(record.country)
        called = [plain(name) for name in (record.name, record.name_sv)]
        return Document(
            object_id=record.pk,
            language="sv",
            title=record.name_sv or record.name,
            keywords=joined([*called, *names, "vänort", *(area.name_sv for area in areas)]),
            text=record.note_sv,
            readers=record.readers,
            other=Texts(
                title=record.name,
                keywords=joined([*called, *names, "twin town", *(area.name_en for area in areas)]),
                text=record.note_en,
            ),
            names=called,
        )

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, TwinTown]:
        """Those that `user` may read."""
        return TwinTown.objects.visible_to(user).in_bulk(list(ids))

    def line(self, result: Result, reading: Reading) -> Line:
        """The status is a note where the cooperation is not active."""
        town: TwinTown = result.record
        base, status = reading.once(_base_url), town.get_status_display()
        alive = town.status == TownStatus.ACTIVE
        return Line(
            result,
            title=town.called,
            url=f"{base}{town.key}/" if base else f"/{current()}/#towns",
            where=[Step(town.country_name), *([Step(status)] if alive else [])],
            note="" if alive else status,
            lead=lead(town.note),
        )


def _base_url(reading: Reading) -> str:
    return base_url(reading.user)
