"""Storing a feed: everything once, nothing twice, nothing lost, nothing half."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import VocabularyWord
from core.search.index import check
from opportunities.conditions.requirements import Requirements, Stated
from opportunities.imports import rows
from opportunities.imports import store as store_module
from opportunities.imports.text import plain
from opportunities.models import (
    Call,
    CallChange,
    CallPriority,
    ImportRun,
    Origin,
    Programme,
    Quarantined,
    Source,
)
from tests.factories.calls import area
from tests.factories.opportunities import AT, MAY, cascade, imported, result, sample

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(days=7)
NEWER = "2026-06-20T10:00:00.000+0200"
OLDER = "2026-05-20T10:00:00.000+0200"
JUNK = ["no result", {"reference": "x", "metadata": {"type": ["1"]}}, None]


def counts(report: Any) -> Any:
    return (
        report.created,
        report.updated,
        report.unchanged,
        report.duplicate,
        report.quarantined,
    )


def pieces() -> int:
    """How many pieces a search reads the terms from: what was written last, and the rest."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(DISTINCT segid) FROM core_searchterms_idx")
        else:  # what a cleaning of the list of what waits finds; and one piece for all the rest
            cursor.execute("SELECT 1 + gin_clean_pending_list('core_searchterms_terms')")
        return int(cursor.fetchone()[0])


def everything() -> Any:
    """Every call with its deadlines, as values."""
    calls = [
        tuple(v for k, v in sorted(row.items())) for row in Call.objects.order_by("pk").values()
    ]
    deadlines = Call.objects.order_by("pk", "deadlines__at").values_list(
        "pk", "deadlines__pk", "deadlines__at", "deadlines__assumed", "deadlines__position"
    )
    return calls, list(deadlines)


@pytest.mark.shared
def test_the_june_sample_and_the_same_again() -> None:
    first = imported(*sample())
    assert pieces() == 1, "the first search after a large import pays for it"
    assert (first.received, counts(first)) == (166, (129, 0, 0, 37, 0))
    before = everything()
    with CaptureQueriesContext(connection) as queries:
        again = imported(*sample(), at=LATER)
    assert (again.received, counts(again)) == (166, (0, 0, 129, 37, 0))
    assert everything() == before
    assert not CallChange.objects.exists()
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert all("importrun" in sql for sql in written)
    assert len(written) == 1


@pytest.mark.shared
def test_may_then_june_brings_the_calls_up_to_date() -> None:
    assert counts(imported(*sample(MAY))) == (14, 0, 0, 0, 0)
    report = imported(*sample(), at=LATER)
    assert report.received == sum(counts(report)) == 166
    assert (report.created, report.duplicate, report.quarantined) == (117, 37, 0)
    assert report.updated > 0
    assert Call.objects.count() == 131
    fresh = dict(Call.objects.values_list("source_key", "digest"))
    Call.objects.all().delete()
    imported(*sample())
    june = dict(Call.objects.values_list("source_key", "digest"))
    assert june.items() <= fresh.items()


@pytest.mark.shared
def test_june_then_may_changes_nothing_but_adds_what_is_missing() -> None:
    imported(*sample())
    before = dict(Call.objects.values_list("source_key", "digest"))
    report = imported(*sample(MAY), at=LATER)
    assert counts(report) == (2, 0, 12, 0, 0)
    assert before.items() <= dict(Call.objects.values_list("source_key", "digest")).items()


def test_an_older_copy_never_overwrites_a_newer_one() -> None:
    imported(result(title="New", esDA_IngestDate=NEWER))
    assert counts(imported(result(title="Old", esDA_IngestDate=OLDER))) == (0, 0, 1, 0, 0)
    assert counts(imported(result(title="Undated", esDA_IngestDate=None))) == (0, 0, 1, 0, 0)
    assert Call.objects.get().title == "New"
    assert counts(imported(result(title="Same date", esDA_IngestDate=NEWER))) == (0, 1, 0, 0, 0)


def test_a_newer_copy_with_the_same_content_still_shuts_out_one_from_between() -> None:
    imported(result(esDA_IngestDate=OLDER))
    assert counts(imported(result(esDA_IngestDate=NEWER))) == (0, 0, 1, 0, 0)
    between = result(title="Between", esDA_IngestDate="2026-06-01T00:00:00Z")
    assert counts(imported(between)) == (0, 0, 1, 0, 0)


def test_copies_in_one_feed_are_decided_whatever_their_order() -> None:
    copies = [
        result(title="Old", esDA_IngestDate=OLDER),
        result(title="New", esDA_IngestDate=NEWER),
        result(title="As new", esDA_IngestDate=NEWER),
        result(title="Undated", esDA_IngestDate=None),
    ]
    kept = set()
    for turn in range(len(copies)):
        Call.objects.all().delete()
        report = imported(*copies[turn:], *copies[:turn])
        assert counts(report) == (1, 0, 0, 3, 0)
        kept.add(Call.objects.get().title)
    assert len(kept) == 1
    assert kept <= {"New", "As new"}


def test_dates_are_compared_as_instants_not_as_text() -> None:
    imported(result(title="New", esDA_IngestDate="2026-06-20T09:30:00.000+0000"))
    report = imported(result(title="Old", esDA_IngestDate="2026-06-20T10:30:00.000+0200"))
    assert report.unchanged == 1


def test_what_changed_is_noted_with_both_values() -> None:
    Programme.objects.create(slug="life", portal_code="43252405", name_sv="L", name_en="L")
    imported(result(descriptionByte="<p>One text about water.</p>", esDA_IngestDate=OLDER))
    imported(
        result(
            descriptionByte="<p>One text about air.</p>",
            title="Another title",
            startDate="2026-05-01T06:00:00.000+0000",  # hours: no news
            frameworkProgramme="43252405",
            budget="100000",
            esDA_IngestDate=NEWER,
        ),
        at=LATER,
    )
    noted = {c.field: (c.old, c.new) for c in CallChange.objects.filter(seen_at=LATER)}
    assert noted == {
        "title": ("Title of LIFE-2027-WATER", "Another title"),
        "description": ("One text about water.", "One text about air."),
        "programme": (None, "life"),
        "budget": (None, 100_000),
    }
    call = Call.objects.get()
    assert (call.first_seen, call.changed_at) == (AT, LATER)
    assert call.opens_at == datetime(2026, 5, 1, 6, tzinfo=UTC)


def test_only_markup_changed_is_no_news() -> None:
    link = '<p>See <a href="https://ec.europa.eu/{}">the page</a></p>'
    imported(result(descriptionByte=link.format(1), esDA_IngestDate=OLDER))
    report = imported(result(descriptionByte=link.format(2), esDA_IngestDate=NEWER), at=LATER)
    assert report.updated == 1
    assert not CallChange.objects.exists()
    assert Call.objects.get().changed_at == AT


def test_a_programme_that_becomes_known_later_is_linked() -> None:
    imported(result(frameworkProgramme="43252405"))
    assert Call.objects.get().programme is None
    life = Programme.objects.create(slug="life", portal_code="43252405", name_sv="L", name_en="L")
    assert imported(result(frameworkProgramme="43252405")).updated == 1
    assert Call.objects.get().programme == life
    assert imported(result(frameworkProgramme="43252405")).unchanged == 1


def test_calls_that_left_the_feed_stay() -> None:
    imported(result("A-1"), result("B-1"))
    imported(result("B-1"), at=LATER)
    assert set(Call.objects.values_list("identifier", flat=True)) == {"A-1", "B-1"}


# References --------------------------------------------------------------------------------------


def test_references_are_safe_in_an_address_unique_and_never_change() -> None:
    names = ["EuropeAid/186091/DD/ACT/ZA", "EuropeAid-186091-DD-ACT-ZA", "Å/Ä/Ö 1", "Ωμ", "L" * 200]
    imported(*map(result, names), cascade(7), result("Λ"))
    references = dict(Call.objects.values_list("identifier", "reference"))
    assert len(set(references.values())) == 7
    for reference in references.values():
        assert reference.isascii()
        assert 0 < len(reference) <= 120
    assert references["Å/Ä/Ö 1"] == "a-a-o-1"
    assert "europeaid-186091-dd-act-za" in references.values()
    imported(*(result(name, title="Changed", esDA_IngestDate=NEWER) for name in names[::-1]))
    assert dict(Call.objects.values_list("identifier", "reference")) == references


def test_two_sources_may_have_the_same_identifier() -> None:
    other = Source.objects.create(slug="other", name="Other")
    Call.objects.create(
        source=other,
        source_key="LIFE-2027-WATER",
        reference="life-2027-water",
        identifier="LIFE-2027-WATER",
        type="grant",
        title="Theirs",
        digest="",
        first_seen=AT,
        changed_at=AT,
    )
    imported(result())
    ours = Call.objects.get(source__slug="eu-portal")
    assert ours.reference.startswith("life-2027-water-")


# Quarantine --------------------------------------------------------------------------------------


def test_rows_that_cannot_be_read_are_kept_once_and_stop_nothing() -> None:
    report = imported(*JUNK, result(), JUNK[0])
    assert counts(report) == (1, 0, 0, 0, 4)
    assert Quarantined.objects.count() == 3
    assert JUNK[1] in [row.raw for row in Quarantined.objects.all()]
    again = imported(*JUNK, result(), at=LATER)
    assert counts(again) == (0, 0, 1, 0, 3)
    assert Quarantined.objects.count() == 3
    assert set(Quarantined.objects.values_list("first_seen", "last_seen")) == {(AT, LATER)}


def test_a_feed_of_nothing_but_junk_changes_no_call() -> None:
    imported(result())
    before = everything()
    assert counts(imported(*JUNK, at=LATER)) == (0, 0, 0, 0, 3)
    assert everything() == before


def test_what_databases_refuse_is_kept_too() -> None:
    deep: Any = "bottom"
    for _level in range(700):
        deep = [deep, {"deeper": deep}] if _level % 100 == 0 else [deep]
    rows = [{"a\x00b": "\x00 \ud800"}, {"n": float("nan"), "i": float("inf")}, {"deep": deep}]
    assert imported(*rows).quarantined == 3
    kept = {str(row.raw)[:12]: row.raw for row in Quarantined.objects.all()}
    assert {"n": "nan", "i": "inf"} in kept.values()
    assert any("bottom" in raw for raw in kept.values() if isinstance(raw, str))


# All or nothing ----------------------------------------------------------------------------------


def test_a_failure_on_the_way_leaves_nothing_half_written(monkeypatch: pytest.MonkeyPatch) -> None:
    imported(result("A-1"))
    before = everything()

    def fail(**arguments: Any) -> None:
        raise RuntimeError("the index is gone")

    monkeypatch.setattr(store_module, "index", fail)
    with pytest.raises(RuntimeError):
        imported(result("A-1", title="Changed", esDA_IngestDate=NEWER), result("B-1"), "junk")
    assert everything() == before
    assert not Quarantined.objects.exists()
    assert ImportRun.objects.count() == 1


@pytest.mark.shared
def test_a_dry_run_counts_the_same_and_writes_nothing() -> None:
    dry = imported(*sample(MAY), "junk", dry_run=True)
    assert not Source.objects.exists()
    assert not Quarantined.objects.exists()
    assert imported(*sample(MAY), "junk") == dry
    assert ImportRun.objects.count() == 1
    before = everything()
    dry = imported(*sample(), dry_run=True)
    assert everything() == before
    assert imported(*sample()) == dry


def test_the_run_is_noted() -> None:
    imported(result("A-1"), result("A-1"), result("B-1"), "junk")
    run = ImportRun.objects.get()
    numbers = (
        run.received,
        run.created,
        run.updated,
        run.unchanged,
        run.duplicate,
        run.quarantined,
    )
    assert numbers == (4, 2, 0, 0, 1, 1)
    assert (run.source.slug, run.started_at, run.error) == ("eu-portal", AT, "")


def test_the_index_follows_in_the_same_transaction() -> None:
    imported(result("A-1"), result("B-1"))
    assert not check(kind="call")
    imported(result("A-1", title="Changed", esDA_IngestDate=NEWER))
    assert not check(kind="call")


# Demo calls --------------------------------------------------------------------------------------


def test_a_real_call_replaces_a_demo_one_and_never_the_other_way() -> None:
    imported(result(title="Demo", esDA_IngestDate=NEWER), demo=True)
    assert Call.objects.get().is_demo
    assert imported(result(title="Real", esDA_IngestDate=OLDER)).updated == 1
    assert not Call.objects.get().is_demo
    again = imported(result(title="Demo", esDA_IngestDate="2027-01-01T00:00:00Z"), demo=True)
    assert again.unchanged == 1
    assert Call.objects.get().title == "Real"


# Priority areas ----------------------------------------------------------------------------------


def test_an_editors_choice_survives_every_import() -> None:
    water, rejected, chosen = area("water"), area("towns"), area("schools")
    for place, word in ((water, "wastewater"), (rejected, "town")):
        VocabularyWord.objects.create(area=place, language="en", word=word)
    imported(result(title="Wastewater in towns", esDA_IngestDate=OLDER))
    call = Call.objects.get()
    links = CallPriority.objects.filter(call=call)
    found = {link.area.slug: link.words for link in links}
    assert found == {
        "water": [{"word": "wastewater", "language": "en", "field": "title"}],
        "towns": [{"word": "town", "language": "en", "field": "title"}],
    }
    links.filter(area=rejected).update(origin=Origin.EDITOR, rejected=True)
    CallPriority.objects.create(call=call, area=chosen, origin=Origin.EDITOR)
    imported(result(title="Towns without any", esDA_IngestDate=NEWER))
    assert set(links.values_list("area__slug", "origin", "rejected")) == {
        ("towns", "editor", True),
        ("schools", "editor", False),
    }


# Many at once ------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_follow_the_number_of_calls() -> None:
    imported(result())
    taken: dict[Any, Any] = {}
    for number in (3, 30):
        for title, ingested in (("First", OLDER), ("Second", NEWER), ("Second", NEWER)):
            rows = [
                result(f"{number}-{n}", title=f"{title} {n}", esDA_IngestDate=ingested)
                for n in range(number)
            ]
            with CaptureQueriesContext(connection) as queries:
                imported(*rows)
            taken.setdefault(number, []).append(len(queries))
    assert all(many <= few + 2 for few, many in zip(*taken.values(), strict=True)), taken


def test_what_a_call_asks_for_is_read_with_it_and_is_no_news(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    conditions = "<p>The consortium must include at least three organisations.</p>"
    imported(result("A", topicConditions=conditions))
    made = Call.objects.get()
    assert Requirements.of(made.requirements).partners == Stated(3, plain(conditions))
    Call.objects.update(requirements={})
    assert counts(imported(result("A", topicConditions=conditions), at=LATER)) == (0, 0, 1, 0, 0)
    # Once more can be read of a text, what is stored is read again.
    monkeypatch.setattr(rows, "RULES", rows.RULES + 1)
    assert counts(imported(result("A", topicConditions=conditions), at=LATER)) == (0, 1, 0, 0, 0)
    assert Call.objects.get().requirements == made.requirements
    assert not CallChange.objects.exists()


def test_calls_of_an_earlier_release_are_read_when_it_is_taken_over() -> None:
    imported(result("A", topicConditions="<p>Applications by single applicants are allowed.</p>"))
    before = Call.objects.get().requirements
    Call.objects.update(requirements={})
    migration = import_module("opportunities.migrations.0005_read_requirements")
    migration.read_all(apps, SimpleNamespace(connection=connection))
    assert Call.objects.get().requirements == before != {}
