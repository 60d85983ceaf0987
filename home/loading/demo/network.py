"""Units, seats, cards and posts for the demo log-ins, so that the intranet is no empty room."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from core.models import MunicipalityProfile, PriorityArea, User
from core.models.profile import NetworkForm
from core.words.dates import local
from home.loading.profiles import toml
from home.loading.tables import Facts
from home.loading.texts import FOLDER
from network.models import (
    Appointment,
    Card,
    Comment,
    Follow,
    Group,
    GroupMember,
    Nomination,
    Post,
    Seat,
    Thanks,
    Unit,
    UnitMember,
)
from network.people.actions import save_card

# By their keys: what the demo log-ins are called after.
UNITS = {
    "demo-environment": ("Miljö och samhällsbyggnad", "Environment and planning"),
    "demo-education": ("Barn och utbildning", "Children and education"),
}
COMPANY = ("demo-housing", "Bostadsbolaget", "The housing company")  # without a contact person
# A working group that exists only with the demo, its purpose, and who reinforces it for what.
GROUP = "demo-application"
GROUP_FACTS = {
    "name_sv": "Ansökan om gröna skolgårdar",
    "name_en": "Application for green school yards",
    "purpose_sv": "En ansökan från två förvaltningar: partner, budget och vem som gör vad.",
    "purpose_en": "One application from two departments: partners, budget and who does what.",
}
GROUP_LASTS = timedelta(days=120)
MATTER = "Pedagogiken på skolgården"
MATTER_LASTS = timedelta(days=45)
COORDINATOR = ("EU-samordnare", "EU coordinator")
CONTACT = ("Kontaktperson", "Contact person")


def store(*, profile: MunicipalityProfile, at: datetime) -> None:
    """Seats of the form that the network has here, and posts dated back from `at`.

    An account that is no demo log-in is left alone; what is there already stays as it is.
    """
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    units = {key: _unit(profile, key) for key in UNITS}
    key, swedish, english = COMPANY
    names = {"name_sv": swedish, "name_en": english, "kind": Unit.Kind.COMPANY, "order": 101}
    Unit.objects.get_or_create(profile=profile, key=key, defaults=names)
    _seats(profile, people, units, at)
    group = _group(profile, people, at)
    for name, table in toml(FOLDER / "demo_cards.toml").items():
        if (person := people.get(name)) and not Card.objects.filter(person=person).exists():
            _card(profile, person, table, at)
    for table in toml(FOLDER / "demo_posts.toml")["posts"]:
        if author := people.get(table["author"]):
            of_group = group if table.get("for_the_group") else None
            _comments(_post(profile, author, table, at, of_group), people, table, at)


def _seats(
    profile: MunicipalityProfile,
    people: Mapping[str, User],
    units: Mapping[str, Unit],
    at: datetime,
) -> None:
    """Who sits where, by the form that the network has here."""
    if strategist := people.get("strategist"):
        known = profile.seats.filter(kind=Seat.Kind.COORDINATOR).order_by("pk").first()
        seat = known or _seat(profile, Seat.Kind.COORDINATOR, COORDINATOR, None)
        Appointment.objects.get_or_create(seat=seat, person=strategist)
        if profile.network_form == NetworkForm.CONTACTS:
            _asked(units["demo-education"], strategist, at - timedelta(days=5))
    if contact := people.get("contact"):
        unit = units["demo-environment"]
        UnitMember.objects.get_or_create(unit=unit, person=contact)
        group = profile.groups.filter(kind=Group.Kind.ADMINISTRATIVE).first()
        if profile.network_form == NetworkForm.GROUP and group:
            row, _new = GroupMember.objects.get_or_create(group=group, person=contact)
            row.units.add(unit)
        elif profile.network_form != NetworkForm.NONE:
            seat = _seat(profile, Seat.Kind.CONTACT, CONTACT, unit)
            Appointment.objects.get_or_create(seat=seat, person=contact)
    if member := people.get("member"):
        UnitMember.objects.get_or_create(unit=units["demo-education"], person=member)


def _unit(profile: MunicipalityProfile, key: str) -> Unit:
    swedish, english = UNITS[key]
    names = {"name_sv": swedish, "name_en": english, "order": 100}
    return Unit.objects.get_or_create(profile=profile, key=key, defaults=names)[0]


def _seat(
    profile: MunicipalityProfile, kind: Seat.Kind, role: tuple[str, str], unit: Unit | None
) -> Seat:
    facts = {"kind": kind, "role_sv": role[0], "role_en": role[1], "unit": unit}
    key = f"demo-{kind.value}"
    return Seat.objects.get_or_create(profile=profile, key=key, defaults=facts)[0]


def _asked(unit: Unit, by: User, at: datetime) -> None:
    """The head was asked for a contact person, and has not answered yet; no mail goes out."""
    facts = {"head_email": "chef@example.org", "asked_by": by, "asked_at": at}
    facts |= {"letter": 1, "letter_at": at}
    Nomination.objects.get_or_create(profile=unit.profile, unit=unit, defaults=facts)


def _group(profile: MunicipalityProfile, people: Mapping[str, User], at: datetime) -> Group:
    """With two members, and somebody without a seat who reads it for a time; it moves on."""
    today = local(at).date()
    group, _new = Group.objects.update_or_create(
        profile=profile,
        key=GROUP,
        defaults={"ends": today + GROUP_LASTS},
        create_defaults={**GROUP_FACTS, "starts": today, "ends": today + GROUP_LASTS},
    )
    for name in ("strategist", "contact"):
        if person := people.get(name):
            GroupMember.objects.get_or_create(group=group, person=person, reinforces=False)
    if member := people.get("member"):
        until = today + MATTER_LASTS
        facts = {"matter_sv": MATTER, "ends": until}
        row, _new = GroupMember.objects.get_or_create(
            group=group, person=member, reinforces=True, defaults=facts
        )
        if row.ends != until:  # saved, it is noted that they have other rights
            row.ends = until
            row.save(update_fields=["ends"])
    return group


def _post(
    profile: MunicipalityProfile, author: User, table: Facts, at: datetime, group: Group | None
) -> Post:
    """For the group, or the network; where there is none, for all who are logged in."""
    none = profile.network_form == NetworkForm.NONE
    readers = Post.Readers.STAFF if none else Post.Readers.NETWORK
    membership = author.unit_memberships.select_related("unit").first()
    post, new = Post.objects.get_or_create(
        profile=profile,
        title=table["title"],
        is_demo=True,
        defaults={
            "author": author,
            "kind": table["kind"],
            "text": table["text"].strip(),
            "meaning": table.get("meaning", ""),
            "visibility": Post.Readers.GROUP if group else readers,
            "group": group,
            "unit": membership.unit if membership else None,
            "published_at": at - timedelta(days=table["days_ago"]),
        },
    )
    if new:
        post.areas.set(_areas(profile, table["words"]))
        Follow.objects.start(f"post:{post.pk}", person=author, at=post.published_at)
    return post


def _comments(post: Post, people: Mapping[str, User], table: Facts, at: datetime) -> None:
    """What the others say of it; a comment is known by its place in the file. Nobody is mailed."""
    _thank(post, None, people, table, at)
    for number, facts in enumerate(table.get("comments", [])):
        author = people.get(facts["author"])
        if author is None:
            continue
        written = at - timedelta(days=facts["days_ago"])
        comment, new = Comment.objects.get_or_create(
            post=post,
            author=author,
            sent_key=f"demo-{table['key']}-{number}",
            defaults={"text": facts["text"].strip(), "written_at": written},
        )
        _thank(post, comment, people, facts, at)
        if new and facts.get("answers"):
            post.answer = comment
            post.save(update_fields=["answer"])


def _thank(
    post: Post, comment: Comment | None, people: Mapping[str, User], facts: Facts, at: datetime
) -> None:
    for name in facts.get("thanks", []):
        if person := people.get(name):
            Thanks.objects.give(post=post, comment=comment, person=person, at=at)


def _areas(profile: MunicipalityProfile, words: Sequence[str]) -> QuerySet[PriorityArea]:
    """Those that a word of the list leads to, whatever they are called here."""
    areas = PriorityArea.objects.classifying().filter(scheme__profile=profile)
    return areas.filter(words__word__in=words, words__language="sv").distinct()


def _card(profile: MunicipalityProfile, person: User, table: Facts, at: datetime) -> None:
    save_card(
        person=person,
        facts={"phone": "", "about": table["about"]},
        areas=_areas(profile, table["words"]),
        languages=table["languages"],
        stays=[(stay["country"], stay["what"]) for stay in table["stays"]],
        by=person,
        at=at,
    )
