"""Two at the same time, on real connections: nothing is lost, nothing fails, nobody waits for ever.

On SQLite one waits where the other begins to write; on PostgreSQL where both want the same.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from wagtail.test.utils.form_data import querydict_from_html

from core.access.visibility import Visibility
from core.models import (
    ContentVersion,
    PriorityArea,
    SectionVisibility,
    SentForm,
    VocabularyWord,
)
from core.search.index import check, index
from core.web import content_version
from editing.links.asking import check_outside
from editing.models import FaultReport, OutsideAddress
from home.models import StandardPage, StartPage
from network.intranet.events.actions.answers import answer_event
from opportunities.imports.store import store
from opportunities.models import (
    Call,
    CallChange,
    CallDeadline,
    CallPriority,
    ImportRun,
    Origin,
    Programme,
    Quarantined,
    Source,
)
from tests.at_once import PATIENCE, Threads, held_at, ready_or_waiting
from tests.factories.calls import area, municipality, programme
from tests.factories.core import UserFactory, site_tree
from tests.factories.events import event
from tests.factories.opportunities import AT, cascade, imported, result, rows
from tests.fakes.other_site import other_site
from tests.own_database import database_copied, database_used
from tests.required import required

pytestmark = pytest.mark.django_db

FEED = [
    *(result(f"LIFE-2027-{n}", title=f"Water {n}", keywords=["wetland"]) for n in range(40)),
    result("LIFE-2027-1", esDA_IngestDate="2026-06-02T10:00:00.000+0200"),
    cascade(1),
    {"no": "row"},
]


@pytest.fixture(autouse=True)
def database(db: None, tmp_path: Path) -> Iterator[None]:
    with database_copied(tmp_path) as name, database_used(name):
        municipality()
        yield


@pytest.fixture
def water() -> PriorityArea:
    made = area("water")
    VocabularyWord.objects.create(area=made, language="en", word="wetland")
    return made


def editor() -> Client:
    client = Client()
    client.force_login(UserFactory.create(is_superuser=True))
    return client


@pytest.fixture
def threads(database: None) -> Iterator[Threads]:
    with ThreadPoolExecutor(8) as pool:
        yield Threads(pool)


def contents() -> dict[str, Any]:
    """What an import leaves, without keys and times."""
    calls = Call.objects.order_by("source_key")
    return {
        "calls": list(calls.values_list("source_key", "reference", "title", "digest")),
        "deadlines": CallDeadline.objects.count(),
        "areas": sorted(CallPriority.objects.values_list("call__source_key", "area__slug")),
        "changes": sorted(CallChange.objects.values_list("call__source_key", "field")),
        "quarantine": list(Quarantined.objects.values_list("digest", flat=True)),
        "differences": check(kind="call"),
    }


@pytest.mark.usefixtures("water")
def test_imports_of_one_source_at_once_are_as_one_import(threads: Threads) -> None:
    reports = threads.together(*[lambda: imported(*FEED)] * 4)
    assert sorted(report.created for report in reports) == [0, 0, 0, 41]
    assert sorted(report.unchanged for report in reports) == [0, 41, 41, 41]
    assert {report.received for report in reports} == {43}
    assert ImportRun.objects.count() == 4
    assert Source.objects.count() == 1
    together = contents()
    assert len(together["areas"]) == 39  # the copy without the word is the later one
    assert not together["differences"]
    for model in (Quarantined, CallPriority, Call):
        model.objects.all().delete()
    imported(*FEED)
    assert contents() == together


def test_the_newest_copy_wins_whoever_comes_first(threads: Threads) -> None:
    def copy(day: int) -> Callable[[], Any]:
        read = f"2026-06-{day:02}T10:00:00.000+0200"
        return lambda: imported(
            *(result(f"LIFE-{n}", title=f"Day {day}", esDA_IngestDate=read) for n in range(20))
        )

    threads.together(*(copy(day) for day in (3, 1, 4, 2)))
    assert set(Call.objects.values_list("title", flat=True)) == {"Day 4"}
    assert Call.objects.count() == 20
    assert not check(kind="call")


def test_two_sources_at_once_with_the_same_identifiers(threads: Threads) -> None:
    def of(name: str) -> Callable[[], Any]:
        source = Source.objects.create(slug=name, name=name)
        return lambda: store(rows(*FEED), source=source, at=AT)

    reports = threads.together(of("one"), of("other"))
    assert [report.created for report in reports] == [41, 41]
    assert Call.objects.values("reference").distinct().count() == 82


def test_an_editor_saves_while_an_import_writes_the_call(
    threads: Threads, water: PriorityArea
) -> None:
    imported(result("LIFE-1", title="Before", keywords=["wetland"]))
    call, client = Call.objects.get(), editor()
    form = call_form(client, call)
    form["priority_links-0-decision"] = "rejected"
    with held_at("opportunities.imports.store.suggest") as (reached, go_on):
        newer = result("LIFE-1", title="After", esDA_IngestDate="2026-06-20T10:00:00.000+0200")
        newer["metadata"]["keywords"] = ["wetland", "bog"]
        importing = threads.start(lambda: imported(newer))
        assert reached.wait(PATIENCE)
        saving = threads.start(lambda: send(client, call, form))
        ready_or_waiting(saving)
        go_on.set()
        assert importing.result(PATIENCE).updated == 1
        assert saving.result(PATIENCE) == 302
    call.refresh_from_db()
    assert (call.title, call.keywords) == ("After", ["wetland", "bog"])
    link = call.priority_links.get()
    assert (link.area, link.rejected, link.origin) == (water, True, Origin.EDITOR)
    assert not check(kind="call")


def test_an_import_writes_the_call_while_an_editor_saves(
    threads: Threads, water: PriorityArea
) -> None:
    imported(result("LIFE-1", title="Before"))
    call, client = Call.objects.get(), editor()
    form = call_form(client, call)
    add_line(form, area=water.pk, decision="fits")
    with held_at("opportunities.admin.calls.sort_one") as (reached, go_on):
        saving = threads.start(lambda: send(client, call, form))
        assert reached.wait(PATIENCE)
        # The rule now suggests what the editor is choosing.
        newer = result("LIFE-1", title="After", esDA_IngestDate="2026-06-20T10:00:00.000+0200")
        newer["metadata"]["keywords"] = ["wetland"]
        importing = threads.start(lambda: imported(newer))
        ready_or_waiting(importing)
        go_on.set()
        assert saving.result(PATIENCE) == 302
        assert importing.result(PATIENCE).updated == 1
    call.refresh_from_db()
    assert (call.title, call.keywords) == ("After", ["wetland"])
    link = call.priority_links.get()
    assert (link.area, link.rejected, link.origin) == (water, False, Origin.EDITOR)
    assert not check(kind="call")


def test_two_people_save_the_same_call(threads: Threads, water: PriorityArea) -> None:
    imported(result("LIFE-1"))
    call, own = Call.objects.get(), [area("a"), area("b"), area("c")]
    jobs = []
    for chosen in own:
        client = editor()
        form = call_form(client, call)
        add_line(form, area=chosen.pk, decision="fits")
        add_line(form, area=water.pk, decision="fits")
        jobs.append(lambda client=client, form=form: send(client, call, form))
    assert threads.together(*jobs) == [302, 302, 302]
    assert {link.area for link in call.priority_links.all()} == {water, *own}
    assert not check(kind="call")


def test_a_word_added_while_an_import_runs_sorts_what_it_brings(
    threads: Threads, water: PriorityArea
) -> None:
    client = editor()
    page = reverse("wagtailsnippets_core_priorityarea:edit", args=[water.pk])
    form = querydict_from_html(client.get(page).content.decode(), form_id="w-editor-form")
    form["words_en"] += "\nmoorland"
    with held_at("opportunities.imports.store.index") as (reached, go_on):
        importing = threads.start(lambda: imported(result("LIFE-1", keywords=["moorland"])))
        assert reached.wait(PATIENCE)
        saving = threads.start(lambda: client.post(page, form).status_code)
        ready_or_waiting(saving)
        go_on.set()
        assert importing.result(PATIENCE).created == 1
        assert saving.result(PATIENCE) == 302
    assert CallPriority.objects.get().area == water
    assert not check(kind="call")


def test_a_programme_deleted_while_an_import_runs(threads: Threads) -> None:
    life = programme("life")
    Programme.objects.filter(pk=life.pk).update(portal_code="43252405")
    with held_at("opportunities.imports.store.index") as (reached, go_on):
        row = result("LIFE-1", frameworkProgramme="43252405")
        importing = threads.start(lambda: imported(row))
        assert reached.wait(PATIENCE)
        deleting = threads.start(lambda: Programme.objects.get(pk=life.pk).delete())
        ready_or_waiting(deleting)
        go_on.set()
        assert importing.result(PATIENCE).created == 1
        deleting.result(PATIENCE)
    assert Call.objects.get().programme is None
    assert ImportRun.objects.count() == 1


def test_a_rebuilt_index_and_imports_at_once(threads: Threads, water: PriorityArea) -> None:
    imported(*FEED)
    newer = [
        result(f"LIFE-2027-{n}", title=f"Now {n}", esDA_IngestDate="2026-06-20T10:00:00.000+0200")
        for n in range(0, 40, 2)
    ]
    ids = list(Call.objects.values_list("pk", flat=True))
    threads.together(
        lambda: imported(*newer),
        lambda: index(kind="call", ids=ids),
        lambda: call_command("rebuild_search", verbosity=0, stdout=StringIO()),
    )
    assert not check(kind="call")


def test_content_changed_at_once_ends_the_kept_pages_each_time(threads: Threads) -> None:
    """Whichever is committed first: no change hides another's, and on PostgreSQL none waits."""
    own, versions = [area("a"), area("b")], [content_version.current()]
    changed, go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            own[0].save()
            changed.set()
            assert go_on.wait(PATIENCE)

    slow = threads.start(slowly)
    assert changed.wait(PATIENCE)
    assert content_version.current() == versions[0], "nothing is committed"
    quick = threads.start(own[1].save)
    if connection.vendor == "postgresql":
        quick.result(PATIENCE)
        versions.append(content_version.current())
    go_on.set()
    slow.result(PATIENCE)
    quick.result(PATIENCE)
    versions.append(content_version.current())
    own[0].save()
    versions.append(content_version.current())
    assert len(set(versions)) == len(versions)


def test_of_many_changes_at_once_none_is_missed(threads: Threads) -> None:
    own = [area(name) for name in "abcd"]
    before = content_version.current()

    def save(row: PriorityArea) -> set[str]:
        """The versions after each of its own changes: any version seen before would be a leak."""
        seen = set()
        for _time in range(10):
            row.save()
            seen.add(content_version.current())
        return seen

    seen = threads.together(*(lambda row=row: save(row) for row in own))
    assert [len(versions) for versions in seen] == [10, 10, 10, 10]
    assert before not in set().union(*seen)
    assert ContentVersion.objects.count() <= len(own)


def test_a_page_closed_while_it_is_asked_for_stays_closed(
    threads: Threads, settings: Settings
) -> None:
    """Made of what was open and kept after it was closed, it is asked for by nobody."""
    settings.PAGE_CACHE_SECONDS = 3600
    caches["pages"].clear()
    start = site_tree()
    page = StandardPage(title="Vägledning", slug="vagledning", lead="Så går det till.")
    start.add_child(instance=page)
    with held_at("core.web.page_cache.bodies_of") as (reached, go_on):
        asking = threads.start(lambda: Client().get("/sv/vagledning/"))
        assert reached.wait(PATIENCE)
        SectionVisibility.objects.create(page=page, visibility=Visibility.STAFF)
        go_on.set()
        assert asking.result(PATIENCE).status_code == 200
    assert Client().get("/sv/vagledning/").status_code == 302
    caches["pages"].clear()


def test_the_same_profile_loaded_twice_at_once(threads: Threads) -> None:
    StartPage.objects.all().delete()
    # Made by the fixture, and another municipality's.
    municipality().delete()
    load = [lambda: call_command("load_profile", "kristianstad", stdout=StringIO())] * 2
    threads.together(*load)
    assert StartPage.objects.count() == 2
    demo = [lambda: call_command("load_demo", stdout=StringIO(), stderr=StringIO())] * 2
    threads.together(*demo)
    assert Call.objects.count() == 63


def test_of_many_forms_sent_at_once_as_many_pass_as_may(threads: Threads) -> None:
    url, most = reverse("report_fault"), 5
    with time_machine.travel(AT, tick=False):
        pages = [BeautifulSoup(Client().get(url).content, "html.parser") for _n in range(8)]
    notes = [required(page.find("input", {"name": "shown"}))["value"] for page in pages]

    def sending(note: Any) -> Callable[[], int]:
        return lambda: Client().post(url, {"fault": f"About {note}", "shown": note}).status_code

    with time_machine.travel(AT + timedelta(minutes=1), tick=False):
        told = threads.together(*map(sending, notes))
        assert sorted(told) == [302] * most + [429] * 3
        assert FaultReport.objects.count() == SentForm.objects.count() == most
        again = notes[told.index(302)]
        assert threads.together(*[sending(again)] * 8) == [302] * 8
    assert FaultReport.objects.count() == most


def test_ticks_that_overlap_ask_a_slow_site_once(threads: Threads, settings: Settings) -> None:
    settings.CHECK_OUTSIDE_LINKS, settings.LINK_CHECK_HOSTS = True, ["127.0.0.1"]
    with other_site() as other:
        other.trickles, address = ("/",), f"{other.url}/"
        OutsideAddress.objects.create(address=address, host="127.0.0.1")
        first = threads.start(lambda: check_outside(at=AT, most=5))
        assert other.reached.wait(PATIENCE)
        second = threads.start(lambda: check_outside(at=AT + timedelta(minutes=1), most=5))
        assert second.result(PATIENCE) == {}
        other.go_on.set()
        assert first.result(PATIENCE) == {address: ""}
        assert other.asked == ["HEAD /"]


def call_form(client: Client, call: Call) -> Any:
    """The call's form as a browser would send it."""
    page = client.get(reverse("wagtailsnippets_opportunities_call:edit", args=[call.pk]))
    return querydict_from_html(page.content.decode(), form_id="w-editor-form")


def add_line(form: Any, **values: Any) -> None:
    number = int(form["priority_links-TOTAL_FORMS"])
    form["priority_links-TOTAL_FORMS"] = str(number + 1)
    for name, value in values.items():
        form[f"priority_links-{number}-{name}"] = value


def send(client: Client, call: Call, form: Any) -> int:
    page = reverse("wagtailsnippets_opportunities_call:edit", args=[call.pk])
    return client.post(page, form).status_code


def test_two_at_once_never_get_the_last_place(threads: Threads) -> None:
    made = event("Studiebesök", cap=3)
    people = [UserFactory.create() for _n in range(8)]
    asked = [person for person in people for _time in range(2)]  # each clicks twice

    def answering(person: Any, *, comes: bool) -> Callable[[], Any]:
        return lambda: answer_event(event=made, comes=comes, by=person, at=AT)

    threads.together(*(answering(person, comes=True) for person in asked[:8]))
    threads.together(*(answering(person, comes=True) for person in asked[8:]))
    assert sorted(made.sign_ups.values_list("answer", flat=True)) == ["comes"] * 3 + ["waits"] * 5
    there = [sign_up.person for sign_up in made.sign_ups.coming()]
    threads.together(*(answering(person, comes=False) for person in there[:2]))
    numbers = Counter(made.sign_ups.values_list("answer", flat=True))
    assert numbers == {"comes": 3, "waits": 3, "declines": 2}
