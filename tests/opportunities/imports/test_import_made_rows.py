"""What the portal's own pages show of an import, on rows and pages that are made here."""

import copy
import gzip
import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opportunities.finding.open_now import open_now
from opportunities.imports.markup import sanitised
from opportunities.imports.plan import ImportReport
from opportunities.imports.rows import DeadlineKind
from opportunities.imports.text import plain
from opportunities.models import Call, CallChange, ImportRun, Programme, Status
from tests.factories.opportunities import (
    AT,
    cascade,
    feed,
    full_result,
    imported,
    parsed,
    result,
    write,
)
from tests.required import required

LATER = AT + timedelta(days=30)
MAY, JUNE = "2026-05-20T10:00:00.000+0200", "2026-06-20T10:00:00.000+0200"
# Two downloads of one feed: in the later one two calls are gone, one has changed, two are new, and
# two rows are older copies of others.
EARLIER = [
    full_result("WATER", title="Water", esDA_IngestDate=MAY),
    full_result("FOREST", esDA_IngestDate=MAY),
    cascade(1, esDA_IngestDate=MAY),
    result("GONE-1", esDA_IngestDate=MAY),
    result("GONE-2", esDA_IngestDate=MAY),
]
NEW_DEADLINE = "2027-05-04T17:00:00.000+0000"
TODAY = [
    full_result("WATER", title="Clean water", esDA_IngestDate=JUNE, deadlineDate=NEW_DEADLINE),
    full_result("FOREST", esDA_IngestDate=JUNE),
    full_result("WATER", title="Water", esDA_IngestDate=MAY),
    cascade(1, esDA_IngestDate=JUNE),
    cascade(2, esDA_IngestDate=JUNE),
    result("SEA", type="2", esDA_IngestDate=JUNE, deadlineDate=[]),
    cascade(1, esDA_IngestDate=MAY),
]


def counts(report: ImportReport) -> dict[str, int]:
    """What is not 0 of an import's numbers."""
    names = ("received", "created", "updated", "unchanged", "duplicate", "quarantined")
    return {name: number for name in names if (number := getattr(report, name))}


def digests() -> dict[str, str]:
    """What each call says, in short."""
    return dict(Call.objects.values_list("source_key", "digest"))


# One row -----------------------------------------------------------------------------------------


def test_every_field_of_a_row_is_read() -> None:
    call = parsed(full_result("LIFE-2027-TOWNS"))
    assert call.description == (
        "<h3>Scope:</h3><p>Clean water.</p>\n"
        '<p>Ask the <a href="https://example.org/" rel="noopener">office</a>.</p>'
    )
    assert call.conditions == "<div><h3>Who may apply</h3><p>Towns.</p></div>"
    assert call.keywords == ("Water", "Towns & villages", "Reuse")
    assert call.types_of_action == ("LIFE Grants",)
    assert call.url.endswith("/portal/screen/opportunities/topic-details/LIFE-2027-TOWNS")
    assert (call.grant_min, call.grant_max) == (100_000, 300_000)
    assert (call.budget, call.expected_grants) == (900_000, 4)
    assert (call.call_identifier, call.call_title) == ("LIFE-2027", "Water in small towns")
    assert call.published == datetime(2026, 4, 1, 8, tzinfo=UTC)


def test_a_budget_without_sizes_of_grants_is_a_budget() -> None:
    silent = {"minContribution": 0, "maxContribution": 0, "expectedGrants": 0}
    row = {"action": "TOWNS - CERV Lump Sum", **silent, "budgetYearMap": {"2026": "800000"}}
    table = json.dumps({"budgetTopicActionMap": {"7": [row]}})
    call = parsed(result("TOWNS", budgetOverview=table))
    assert (call.grant_min, call.grant_max, call.expected_grants) == (None, None, None)
    assert call.budget == 800_000


@pytest.mark.parametrize(
    ("written", "at", "assumed"),
    [
        ("2026-09-16T00:00:00.000+0000", datetime(2026, 9, 16, 15, tzinfo=UTC), True),
        ("2026-02-20T17:00:00.000+0000", datetime(2026, 2, 20, 16, tzinfo=UTC), False),
    ],
)
def test_a_row_closes_at_1700_in_brussels(written: str, at: datetime, assumed: bool) -> None:
    (found,) = parsed(result(deadlineDate=written)).deadlines
    assert (found.at, found.assumed) == (at, assumed)


@pytest.mark.parametrize(
    "text",
    [
        "<p>The <b>budget</b>: 3 &lt; 4 &amp; 5.</p>",
        "<ul><li>One</li><li>Two<ul><li>In</li></ul></li></ul>",
        "<table><tr><th>Year</th></tr><tr><td>2027: 100&nbsp;000</td></tr></table>",
        '<div class="a"><h5>Who</h5><span style="x">Towns, <em>all</em></span><br>and others</div>',
        "Loose text<p>and <u>some</u> <sup>2</sup> in a paragraph</p>and an end",
        '<p><a href="https://example.org/a?b=1&amp;c=2" target="_blank">A link</a> and more</p>',
    ],
)
def test_a_text_loses_nothing_that_can_be_read(text: str) -> None:
    for name in ("descriptionByte", "topicConditions"):
        call = parsed(result(**{name: text}))
        shown = call.description + call.conditions
        assert "".join(plain(shown).split()) == "".join(plain(text).split())
        assert sanitised(shown) == shown


def test_cross_cutting_priorities_make_no_difference() -> None:
    raw = full_result()
    other = copy.deepcopy(raw)
    other["metadata"]["crossCuttingPriorities"] = ["a", "different", "list"]
    assert parsed(raw).digest == parsed(other).digest


# When a call is open -----------------------------------------------------------------------------

OPEN = "31094502"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "deadlines", "status"),
    [
        ("2026-05-01", ["2026-09-16"], Status.OPEN),
        ("2026-05-01", ["2026-06-26"], Status.CLOSED),  # the portal forgets to close it
        ("2026-05-01", ["2026-02-03", "2026-06-01"], Status.CLOSED),
        ("2026-05-01", ["2026-02-03", "2026-09-16"], Status.OPEN),
        ("2026-05-01", [], Status.OPEN),
        ("2026-07-01", ["2026-09-16"], Status.FORTHCOMING),
    ],
)
def test_the_dates_of_a_call_decide_whether_it_is_open(
    start: str, deadlines: list[str], status: Status
) -> None:
    imported(result(status=OPEN, startDate=start, deadlineDate=deadlines))
    call = Call.objects.get()
    assert call.source_open
    assert call.status(AT) == status
    is_open = [entry.object_id for entry in open_now(AnonymousUser(), at=AT)]
    assert is_open == ([call.pk] if status == Status.OPEN else [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "kind"),
    [("two-stage", DeadlineKind.STAGE), ("multiple cut-off", DeadlineKind.CUT_OFF)],
)
def test_the_next_of_several_deadlines(model: str, kind: DeadlineKind) -> None:
    raw = result(deadlineModel=model, deadlineDate=["2026-09-03", "2027-03-04"])
    assert [deadline.kind for deadline in parsed(raw).deadlines] == [kind, kind]
    imported(raw)
    first, second = (deadline.at for deadline in parsed(raw).deadlines)
    call = Call.objects.get()
    assert required(call.next_deadline(AT)).at == first
    assert required(call.next_deadline(first + timedelta(days=1))).at == second
    assert call.next_deadline(second + timedelta(days=1)) is None


# Whole feeds -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_same_feed_again_writes_nothing_but_its_run() -> None:
    assert counts(imported(*TODAY)) == {"received": 7, "created": 5, "duplicate": 2}
    before = digests()
    with CaptureQueriesContext(connection) as queries:
        again = imported(*TODAY, at=LATER)
    assert counts(again) == {"received": 7, "unchanged": 5, "duplicate": 2}
    assert digests() == before
    assert not CallChange.objects.exists()
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(written) == 1
    assert "importrun" in written[0]


@pytest.mark.django_db
def test_of_two_copies_the_newer_is_kept_with_its_deadlines() -> None:
    imported(*TODAY)
    call = Call.objects.get(identifier="WATER")
    assert call.title == "Clean water"
    assert [deadline.at for deadline in call.deadlines.all()] == [
        datetime(2027, 5, 4, 15, tzinfo=UTC)
    ]


@pytest.mark.django_db
def test_a_call_is_published_when_it_was_first() -> None:
    for at, first in ((MAY, "2026-04-01"), (JUNE, "2026-04-09")):
        imported(result(esDA_IngestDate=at, esDA_FirstIngestDate=first, title=f"Title of {at}"))
    assert Call.objects.get().published_at == datetime(2026, 4, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_a_later_feed_brings_the_calls_up_to_date() -> None:
    imported(*TODAY)
    fresh = digests()
    Call.objects.all().delete()
    assert counts(imported(*EARLIER)) == {"received": 5, "created": 5}
    report = imported(*TODAY, at=LATER)
    changed = {"created": 2, "updated": 1}
    assert counts(report) == {"received": 7, **changed, "unchanged": 2, "duplicate": 2}
    assert set(digests()) - set(fresh) == {"GONE-1", "GONE-2"}
    assert fresh.items() <= digests().items()
    assert set(CallChange.objects.values_list("field", flat=True)) == {"title", "deadlines"}


@pytest.mark.django_db
def test_an_earlier_feed_changes_nothing_but_adds_what_is_missing() -> None:
    imported(*TODAY)
    before = digests()
    report = imported(*EARLIER, at=LATER)
    assert counts(report) == {"received": 5, "created": 2, "unchanged": 3}
    assert before.items() <= digests().items()


@pytest.mark.django_db
def test_a_dry_run_of_a_later_feed_counts_the_same_and_writes_nothing() -> None:
    imported(*EARLIER, "junk")
    before = digests()
    dry = imported(*TODAY, at=LATER, dry_run=True)
    assert digests() == before
    assert ImportRun.objects.count() == 1
    assert imported(*TODAY, at=LATER) == dry


@pytest.mark.django_db
def test_the_call_of_a_known_programme_is_linked_to_it() -> None:
    life = Programme.objects.create(slug="life", portal_code="43252405", name_sv="L", name_en="L")
    imported(*TODAY)
    assert set(life.calls.values_list("identifier", flat=True)) == {"WATER", "FOREST"}


# As a person imports it --------------------------------------------------------------------------


def command(path: Path) -> dict[str, Any]:
    """What `manage.py import_calls` prints at last, without zeros."""
    out = StringIO()
    call_command("import_calls", "eu-portal", "--file", str(path), stdout=out)
    printed = json.loads(out.getvalue().splitlines()[-1])
    return {name: value for name, value in printed.items() if value and name != "source"}


@pytest.mark.django_db
def test_a_file_and_the_same_again(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.json", feed(*TODAY))
    assert command(path) == {"received": 7, "created": 5, "duplicate": 2}
    assert command(path) == {"received": 7, "unchanged": 5, "duplicate": 2}


@pytest.mark.django_db
@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_in_a_folder_are_one_feed(tmp_path: Path, packed: bool) -> None:
    for name, rows in (("1.json", EARLIER), ("2.json", TODAY)):
        page = write(tmp_path / name, feed(*rows, totalResults=7))
        if packed:
            page.with_name(f"{name}.gz").write_bytes(gzip.compress(page.read_bytes()))
            page.unlink()
    (tmp_path / "notes.txt").write_text("not a page")
    (tmp_path / "folder.json").mkdir()
    assert command(tmp_path) == {"received": 12, "created": 7, "duplicate": 5}
