"""Whatever somebody types in the intranet, nothing of it runs and every word of it is shown."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client

from core.models import MunicipalityProfile
from core.models.profile import NetworkForm
from network.models import Card, Comment, Draft, Event, Group, Nomination, Post, Seat
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed, unit
from tests.markup import Markup, inline, outside
from tests.network.intranet.payloads import PAYLOADS, as_text, in_lines, in_texts
from tests.network.intranet.people import AT, as_somebody, post, somebody
from tests.required import required

pytestmark = pytest.mark.django_db

HOME, LIST = "/sv/natverk/", "/sv/natverk/inlagg/"
WRITE, MINE, SEARCH = f"{HOME}nytt/", f"{HOME}mina-uppgifter/", "/sv/sok/"
MEETINGS = f"{HOME}moten/"
PEOPLE, GROUPS, SEATS = f"{HOME}kontakter/", f"{HOME}grupper/", f"{HOME}samordning/"
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset")
HARMLESS = re.compile(r"(https?:|mailto:|tel:|[^:]*([/?#]|$))", re.IGNORECASE)
FOREIGN = ("iframe", "object", "embed", "base", "math", "frame", "applet", "video", "audio")
Callbacks = Callable[..., Any]


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    municipality()
    with time_machine.travel(AT, tick=False):
        yield


def faults(path: str, markup: str) -> list[str]:
    """What of the page would run, or lead to what does."""
    page = Markup(path, markup)
    found = [*inline(page), *outside(page)]
    found += [f"<{element.tag}>" for element in page.named(*FOREIGN)]
    for element in page.elements:
        found += [
            f"<{element.tag} {name}={element.get(name)!r}>"
            for name in ADDRESSES
            if name in element.attrib and not HARMLESS.match(element.get(name).strip())
        ]
        if {"http-equiv", "srcdoc"} & set(element.attrib):
            found.append(f"<{element.tag} {dict(element.attrib)}>")
    return found


def look(client: Client, path: str, **question: str) -> BeautifulSoup:
    """A page in which nothing runs."""
    address = f"{path}?{urlencode(question)}" if question else path
    return checked(path, client.get(address), 200)


def checked(path: str, answer: Any, status: int) -> BeautifulSoup:
    assert answer.status_code == status, path
    markup = answer.content.decode()
    assert faults(path, markup) == [], path
    return BeautifulSoup(markup, "html.parser")


def squeezed(text: object) -> str:
    """Without white space, of which a page makes what it likes."""
    return "".join(str(text).split())


def shows(page: BeautifulSoup, *texts: str) -> None:
    """Each stands there to read."""
    read = squeezed(page.text)
    assert [text for text in texts if squeezed(text) not in read] == []


def holds(page: BeautifulSoup, **fields: str) -> None:
    """Each field has, to be changed, what was typed."""
    for name, text in fields.items():
        field = page.select(f"[name={name}]")[0]
        value = field.text if field.name == "textarea" else field["value"]
        assert squeezed(value) == squeezed(text)


def mailed(*texts: str) -> None:
    """Each stands in a mail, all of which are plain text."""
    for letter in mail.outbox:
        assert not (isinstance(letter, EmailMultiAlternatives) and letter.alternatives)
        assert letter.content_subtype == "plain"
        assert "\n" not in letter.subject
    told = squeezed("".join(f"{letter.subject} {letter.body}" for letter in mail.outbox))
    assert [text for text in texts if squeezed(text) not in told] == []


MARKED = [payload.marked for payload in PAYLOADS]
TEXT = as_text(PAYLOADS)


def test_a_post_shows_what_was_typed_and_runs_nothing_of_it() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    parts = list(in_texts(2_000))
    typed: dict[str, Any] = {"kind": "notice", "text": TEXT}
    for number, title in enumerate(in_lines(200)):
        part = parts[number % len(parts)]
        sent = {**typed, "title": title, "meaning": as_text(part)}
        if number == 0:
            shows(checked(WRITE, client.post(WRITE, {**sent, "action": "preview"}), 200), *MARKED)
            wrong = checked(WRITE, client.post(WRITE, {**sent, "visibility": "public"}), 422)
            holds(wrong, title=title, text=TEXT, meaning=sent["meaning"])
        made = client.post(WRITE, sent)["Location"]
        shows(look(client, made), title, *MARKED, *(each.marked for each in part))
    holds(look(client, f"{made}andra/"), title=title, text=TEXT, meaning=sent["meaning"])
    shows(look(client, HOME), title)
    client.post(f"{made}andra/", {**sent, "title": "Ny", "text": "Ny", "version": 1})
    shows(look(client, f"{made}historik/"), title, *MARKED)
    listed = look(client, LIST)
    shows(listed, *Post.objects.values_list("title", flat=True))
    found = look(client, SEARCH, q="ord12", kind="post")
    assert found.select(".hit")


def test_a_look_at_one_finds_what_the_words_of_a_payload_say() -> None:
    client = as_somebody(somebody(Seat.Kind.COORDINATOR))
    for line in in_lines(1_500):
        for path, name in ((SEARCH, "q"), (PEOPLE, "q"), (LIST, "area"), (WRITE, "kind")):
            look(client, path, **{name: line})
    for line in in_lines(100):
        sent = {"title": line, "find": line, "action": "find"}
        holds(checked(WRITE, client.post(WRITE, sent), 200), title=line, find=line)


def test_a_comment_shows_what_was_typed_and_runs_nothing_of_it(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    author, reader = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.CONTACT)
    made, client = post(author, kind="question"), as_somebody(reader)
    path = made.get_absolute_url()
    as_somebody(author).post(f"{path}folj/")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{path}kommentera/", {"text": TEXT}).status_code == 302
    own = Comment.objects.get()
    shows(look(client, path), *MARKED)
    as_somebody(author).post(f"{path}svar/", {"comment": own.pk})
    shows(look(client, path), *MARKED)
    holds(look(client, f"{path}kommentarer/{own.pk}/andra/"), text=TEXT)
    too_long = TEXT * 2
    holds(checked(path, client.post(f"{path}kommentera/", {"text": too_long}), 422), text=too_long)
    look(client, HOME)
    mailed()


def test_why_something_is_hidden_is_shown_and_mailed_as_it_was_typed(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    author, hides = somebody(Seat.Kind.CONTACT), somebody(Seat.Kind.COORDINATOR)
    client = as_somebody(hides)
    for part in in_texts(1_000):
        title, *_others = in_lines(200)
        made = post(author, title=title, text=TEXT)
        reason = as_text(part)
        path = made.get_absolute_url()
        wrong = {"action": "hide", "reason": reason + "x" * 1_000}
        holds(checked(path, client.post(f"{path}moderera/", wrong), 422), reason=wrong["reason"])
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{path}moderera/", {"action": "hide", "reason": reason})
        for reader in (client, as_somebody(author)):
            shows(look(reader, path), *(each.typed for each in part))
        shows(look(client, f"{path}moderera/"), title)
        mailed(title, *(each.typed for each in part))


def test_a_card_shows_what_was_typed_and_runs_nothing_of_it() -> None:
    rows = list(in_lines(200))
    owner = somebody(Seat.Kind.CONTACT)
    client, reader = as_somebody(owner), as_somebody(somebody(Seat.Kind.CONTACT))
    stays = {"stays-TOTAL_FORMS": str(len(rows)), "stays-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        stays |= {f"stays-{number}-country": "PT", f"stays-{number}-what": row}
    phones = list(in_lines(40))
    parts = list(in_texts(1_000))
    for number, phone in enumerate(phones):
        part = parts[number % len(parts)]
        sent = {"about": as_text(part), "phone": phone, **(stays if number == 0 else {})}
        sent = {"stays-TOTAL_FORMS": "0", "stays-INITIAL_FORMS": "0", **sent}
        answer = client.post(MINE, sent)
        if answer.status_code == 422:  # it is no number, and nothing is lost
            holds(checked(MINE, answer, 422), phone=phone, about=sent["about"])
            sent["phone"] = ""
            answer = client.post(MINE, sent)
        assert answer.status_code == 302
        typed = [each.typed for each in part]
        if number == 0:
            typed += rows
        shows(look(reader, f"{PEOPLE}{owner.pk}/"), sent["phone"], *typed)
    holds(look(client, MINE), phone=sent["phone"], about=sent["about"])
    look(reader, PEOPLE)
    look(reader, PEOPLE, q="ord12")
    assert Card.objects.count() == 1


def test_a_group_shows_what_was_typed_and_runs_nothing_of_it() -> None:
    client = as_somebody(somebody(Seat.Kind.COORDINATOR))
    for number, name in enumerate(in_lines(200)):
        sent = {"name_sv": name, "name_en": name, "purpose_sv": TEXT, "purpose_en": TEXT}
        form = f"{GROUPS}ny/"
        if number == 0:
            holds(checked(form, client.post(form, {**sent, "ends": ""}), 422), **sent)
        answer = client.post(form, {**sent, "ends": "2027-03-31"})
        members = answer["Location"]
        page = members.removesuffix("medlemmar/")
        new = UserFactory.create()
        asked = {"find": "<b>", "matter": name, "belongs": "reinforces", "ends": "2026-12-31"}
        wrong = {**asked, "person": "0"}
        holds(checked(members, client.post(members, wrong), 422), matter=name)
        assert client.post(members, {**asked, "person": new.pk}).status_code == 302
        typed = [payload.typed for payload in PAYLOADS]
        shows(look(client, page), name, *typed)
        shows(look(client, members), name)
    holds(look(client, f"{page}andra/"), **sent)
    for path in (GROUPS, WRITE):
        shows(look(client, path), *Group.objects.values_list("name_sv", flat=True))
    shows(look(as_somebody(new), page), name, *typed)
    assert Group.objects.count() == number + 1


def test_a_draft_holds_what_was_typed_and_runs_nothing_of_it() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    for title in in_lines(200):
        note = look(client, WRITE).select("[name=note]")[0]["value"]
        sent = {"title": title, "text": TEXT, "note": note, "action": "draft"}
        checked(WRITE, client.post(WRITE, sent, follow=True), 200)
    for draft in Draft.objects.all()[:3]:
        holds(look(client, draft.url), title=draft.title, text=TEXT)
    for path in (WRITE, MINE, HOME):
        page = look(client, path)
        if path != HOME:
            shows(page, *(draft.title for draft in Draft.objects.all()))


def test_who_is_named_is_shown_and_mailed_as_it_was_typed(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    profile = municipality()
    profile.network_form = NetworkForm.CONTACTS
    profile.save()
    client = as_somebody(somebody(Seat.Kind.COORDINATOR))
    names = list(in_lines(150))
    for number, name in enumerate(names):
        facts = {"name": name, "email": f"ny-{number}@example.org", "language": "sv"}
        sent = {"place": f"unit-{unit().pk}", **facts}
        form = f"{SEATS}bjud-in/"
        if number < 2:
            wrong = {**sent, "per_cent": "1000"}
            holds(checked(form, client.post(form, wrong), 422), name=name)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(form, sent).status_code == 302
    assert Nomination.objects.count() == len(names)
    shows(look(client, SEATS), *names)
    for letter, name in zip(mail.outbox, names, strict=True):
        shows(look(Client(), link_in(letter)), name)
    mailed()


def link_in(letter: EmailMessage) -> str:
    """Where a mail leads to that lets somebody answer without a log-in."""
    return required(re.search(r"http://[^/\s]+(/\S+/brev/\S+)", str(letter.body)))[1]


def test_whom_a_head_names_and_who_follows_is_shown_and_mailed_as_it_was_typed(
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    MunicipalityProfile.objects.filter(pk=municipality().pk).update(
        network_form=NetworkForm.CONTACTS
    )
    client, names = as_somebody(somebody(Seat.Kind.COORDINATOR)), list(in_lines(150))
    for number, name in enumerate(names):
        head, new = f"chef-{number}@example.org", f"ny-{number}@example.org"
        with django_capture_on_commit_callbacks(execute=True):
            client.post(f"{SEATS}fraga/{unit().pk}/", {"head_email": head, "language": "sv"})
        path = link_in(mail.outbox[-1])
        shown = look(Client(), path).select("[name=shown]")[0]["value"]
        sent = {"shown": shown, "trap": "", "name": name, "email": new}
        with time_machine.travel(AT + timedelta(seconds=10), tick=False):
            wrong = Client().post(path, {**sent, "email": "nej"})
            holds(checked(path, wrong, 422), name=name)
            with django_capture_on_commit_callbacks(execute=True):
                checked(path, Client().post(path, sent, follow=True), 200)
        shows(look(Client(), link_in(mail.outbox[-1])), name)
        held = appointed(UserFactory.create(), Seat.Kind.CONTACT, unit=unit()).appointments.get()
        form = f"{SEATS}uppdrag/{held.pk}/"
        follows = {"last_day": "2026-12-31", "name": name, "language": "sv"}
        wrong = client.post(form, {**follows, "email": "nej"})
        holds(checked(form, wrong, 422), name=name)
        follows |= {"email": f"efter-{new}"}
        holds(checked(form, client.post(form, follows), 200), name=name)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(form, {**follows, "action": "confirm"}).status_code == 302
        shows(look(Client(), link_in(mail.outbox[-1])), name)
    assert Nomination.objects.filter(name__in=names).count() == 2 * len(names)
    shows(look(client, SEATS), *names)
    mailed()


def test_a_text_with_a_null_byte_is_refused_and_nothing_else_of_it_is_lost() -> None:
    client = as_somebody(somebody(Seat.Kind.CONTACT))
    sent = {"title": "<scr\x00ipt>", "text": "<img src=x\x00 onerror=window.ran=1> ord"}
    checked(WRITE, client.post(WRITE, sent), 422)
    assert not Post.objects.exists()


def test_a_meeting_shows_what_was_typed_and_runs_nothing_of_it() -> None:
    author = somebody(Seat.Kind.COORDINATOR)
    client, reader = as_somebody(author), as_somebody(somebody(Seat.Kind.CONTACT))
    titles, parts = list(in_lines(200)), list(in_texts(15_000))
    times = {"day": "2026-12-10", "begins": "09:00", "finishes": "11:00"}
    for number, title in enumerate(titles):
        part = parts[number % len(parts)]
        typed = {"title": title, "place": title, "text": as_text(part)}
        sent = {**times, **typed}
        holds(checked(MEETINGS, client.post(f"{MEETINGS}nytt/", {**sent, "day": ""}), 422), **typed)
        visibility = "public" if number == 0 else "network"
        path = client.post(f"{MEETINGS}nytt/", {**sent, "visibility": visibility})["Location"]
        rows = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-0-title": title}
        assert client.post(f"{path}dagordning/", {**rows, "version": 1}).status_code == 302
        made = Event.objects.get(pk=int(path.split("/")[-2]))
        decided = {f"decision-{made.agenda.get().pk}": TEXT[:2_000], "minutes": as_text(part)}
        tasks = {"tasks-TOTAL_FORMS": "1", "tasks-INITIAL_FORMS": "0", "tasks-0-text": title}
        minutes = {**decided, **tasks, "version": made.version}
        assert client.post(f"{path}protokoll/", minutes).status_code == 302
        marked = [each.marked for each in part]
        shows(look(reader, path), title, *marked)
        for form in ("andra", "dagordning", "protokoll", "narvaro", "filer", "avlys"):
            shows(look(client, f"{path}{form}/"), made.title)
        holds(look(client, f"{path}andra/"), **typed)
        if number == 0:
            shows(look(Client(), path), title, *marked)
        client.post(f"{path}avlys/", {"reason": title})
        shows(look(reader, path), title)
    shows(look(reader, MEETINGS), *titles)
    for path in (HOME, f"{MEETINGS}nytt/", SEARCH):
        look(reader, path)
    assert Event.objects.count() == len(titles)
