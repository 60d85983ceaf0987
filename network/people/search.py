"""How the one search sees people: by their seats, areas, languages and countries."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility, reads_all, tokens_of
from core.models import MunicipalityProfile, User
from core.models.profile import NetworkForm
from core.search.kinds import Dependency, Document, Group, SearchKind, Texts, joined
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.countries import names_in_all_languages
from core.words.dates import local
from core.words.language import LANGUAGES, LocalizedText, current
from network.organisation.models import Appointment, GroupMember, UnitMember
from network.people import languages
from network.people.models import Card
from network.people.pages import person_url, roles
from network.people.querysets import directory

KIND = "person"


def _who(row: Any) -> list[int]:
    return [row.person_id] if row.person_id else []


class PersonKind(SearchKind[User]):
    """Those who are in the directory today; the nightly check takes out whose seat has ended."""

    model = User
    group = Group(KIND, _("People"), rank=17)
    dependencies = (
        Dependency(Card, lambda card: [card.person_id], m2m=("areas",)),
        Dependency(Appointment, _who),
        Dependency(UnitMember, _who),
        Dependency(GroupMember, _who, m2m=("units", "bodies")),
    )

    def queryset(self) -> QuerySet[User]:
        """The directory of today, each with whether there is a network that reads it."""
        return directory(local(timezone.now()).date()).annotate(has_network=_there_is_a_network())

    def document(self, record: Any) -> Document:
        """In both languages, for those who may open the directory."""
        card = getattr(record, "card", None)
        words = {code: joined(_words(record, card, code)) for code in LANGUAGES}
        about = card.about if card else ""
        return Document(
            object_id=record.pk,
            language="sv",
            title=str(record),
            keywords=words["sv"],
            text=about,
            readers=frozenset({_reader(record)}),
            other=Texts(title=str(record), keywords=words["en"]),
        )

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, User]:
        """Those who are in the directory now, for whoever may open it."""
        tokens = tokens_of(user)
        people = self.queryset().in_bulk(list(ids))
        if reads_all(user):
            return people
        return {pk: person for pk, person in people.items() if _reader(person) in tokens}

    def line(self, result: Result, reading: Reading) -> Line:  # noqa: ARG002 (as its base has it)
        """Their seats, and what they tell of themselves."""
        person: User = result.record
        card = getattr(person, "card", None)
        return Line(
            result,
            title=LocalizedText(str(person), current()),
            url=person_url(person),
            where=[Step(role) for role in roles(person)],
            lead=lead(LocalizedText(card.about, "sv")) if card else "",
        )


def _there_is_a_network() -> Exists:
    return Exists(MunicipalityProfile.objects.exclude(network_form=NetworkForm.NONE))


def _reader(person: Any) -> str:
    """The network; where there is none, all who are logged in."""
    return (Visibility.NETWORK if person.has_network else Visibility.STAFF).value


def _words(person: Any, card: Card | None, code: str) -> Iterable[str]:
    """Roles, units and groups in one language; languages and countries as anybody calls them."""
    for held in person.held:
        yield getattr(held.seat, f"role_{code}")
        if held.seat.place:
            yield getattr(held.seat.place, f"name_{code}")
    for belongs in person.belongs_to:
        yield getattr(belongs.unit, f"name_{code}")
    for member in person.groups_of:
        yield getattr(member.group, f"name_{code}")
        for covered in (*member.units.all(), *member.bodies.all()):
            yield getattr(covered, f"name_{code}")
    if card:
        for area in card.areas.all():
            yield getattr(area, f"name_{code}")
        for spoken in card.languages.all():
            yield from languages.names_in_all_languages(spoken.language)
        for stay in card.stays.all():
            yield from names_in_all_languages(stay.country)
            yield stay.what
