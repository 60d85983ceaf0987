"""Meetings for the demo log-ins: one that was, with its minutes, and some to come."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from core.access.visibility import Visibility
from core.models import MunicipalityProfile, User
from core.models.profile import NetworkForm
from core.words.dates import local
from home.loading.demo.network import GROUP
from home.loading.profiles import toml
from home.loading.tables import Facts
from home.loading.texts import FOLDER
from network.intranet.events.zones import HERE, moment
from network.models import ActionItem, AgendaItem, Event, SignUp

SATURDAY = 5  # of the days of the week
BEFORE = timedelta(days=30)  # when a meeting was called


def store(*, profile: MunicipalityProfile, at: datetime) -> None:
    """Made once, for the readers that the network has here; nobody is invited by mail."""
    people = {user.username: user for user in User.objects.filter(is_demo=True)}
    made: dict[str, Event] = {}
    for table in toml(FOLDER / "demo_events.toml")["events"]:
        if author := people.get(table["author"]):
            before = made.get(table.get("follows", ""))
            made[table["key"]] = _event(profile, author, table, before, people, at)


def _event(
    profile: MunicipalityProfile,
    author: User,
    table: Facts,
    follows: Event | None,
    people: Mapping[str, User],
    at: datetime,
) -> Event:
    day = _working_day(local(at).date() + timedelta(days=table["days"]))
    begins, ends = (moment(day, time.fromisoformat(table[n]), HERE) for n in ("begins", "ends"))
    known = Event.objects.filter(profile=profile, is_demo=True, title=table["title"])
    if event := known.filter(follows=follows).first():
        return event
    event = Event.objects.create(
        profile=profile,
        author=author,
        kind=table["kind"],
        title=table["title"],
        text=table["text"].strip(),
        minutes=table.get("minutes", "").strip(),
        place=table["place"],
        cap=table.get("cap"),
        starts=begins,
        ends=ends,
        follows=follows,
        created_at=begins - BEFORE,
        changed_at=begins - BEFORE,
        is_demo=True,
        **_readers(profile, table),
    )
    _inside(event, table, people, at)
    return event


def _working_day(day: date) -> date:
    """The day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def _readers(profile: MunicipalityProfile, table: Facts) -> Mapping[str, Any]:
    """For everybody, for the group, or for the network; where there is none, for all staff."""
    if table.get("public"):
        return {"visibility": Visibility.PUBLIC}
    if table.get("for_the_group"):
        return {"visibility": Visibility.GROUP, "group": profile.groups.get(key=GROUP)}
    none = profile.network_form == NetworkForm.NONE
    return {"visibility": Visibility.STAFF if none else Visibility.NETWORK}


def _inside(event: Event, table: Facts, people: Mapping[str, User], at: datetime) -> None:
    """The agenda, who comes, and who does what by when."""
    for number, item in enumerate(table.get("agenda", []), start=1):
        decision = item.get("decision", "")
        AgendaItem.objects.create(event=event, order=number, title=item["title"], decision=decision)
    came = table.get("came")
    for name in table.get("comes", []):
        if person := people.get(name):
            was_there = None if came is None else name in came
            SignUp.objects.create(
                event=event,
                person=person,
                answer=SignUp.Answer.COMES,
                at=event.created_at,
                came=was_there,
            )
    for task in table.get("tasks", []):
        ActionItem.objects.create(
            event=event,
            text=task["text"],
            person=people.get(task["person"]),
            due=local(at).date() + timedelta(days=task["days"]),
            done_at=event.ends if task.get("done") else None,
        )
