"""The demo log-ins: roles, not persons. Never outside development settings."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from core.models import User
from home.loading.groups import EDITORS, STRATEGISTS

EVERYBODY_KNOWS = "demo"  # the password of all of them


@dataclass(frozen=True)
class Person:
    username: str
    first_name: str
    last_name: str = ""
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


PEOPLE = (
    Person("admin", "Administratör", is_superuser=True),
    Person("editor", "Redaktör", groups=EDITORS),
    Person("strategist", "EU-strateg", groups=(STRATEGISTS,)),
    Person("contact", "Kontaktperson", "Miljö och samhällsbyggnad"),
    Person("member", "Medarbetare", "Barn och utbildning"),
)


def store() -> list[str]:
    """Make the demo log-ins, or put them back as they were; returns their names.

    An account that somebody else has made under such a name stays as it is.
    """
    names = []
    for person in PEOPLE:
        user = User.objects.filter(username=person.username).first() or User(is_demo=True)
        if user.is_demo:
            _store(person, user)
            names.append(person.username)
    return names


def _store(person: Person, user: User) -> None:
    before = dict(user.__dict__)
    user.username = person.username
    user.first_name, user.last_name = person.first_name, person.last_name
    user.email = f"{person.username}@example.org"
    user.is_active = True
    user.is_staff = user.is_superuser = person.is_superuser
    if not user.check_password(EVERYBODY_KNOWS):
        user.set_password(EVERYBODY_KNOWS)
    if user.__dict__ != before:
        user.save()
    user.groups.set(Group.objects.filter(name__in=person.groups))
