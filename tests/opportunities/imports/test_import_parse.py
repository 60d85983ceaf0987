"""From raw results to calls: names, texts, markup, money."""

import json
from typing import Any

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from opportunities.imports import references
from opportunities.imports import rows as limits
from opportunities.imports.markup import sanitised
from opportunities.imports.portal.keywords import keywords
from opportunities.imports.portal.money import money
from opportunities.imports.rows import DeadlineKind, FundingKind
from opportunities.imports.text import line, plain
from opportunities.models import Call, CallDeadline, CallType
from tests.factories.opportunities import cascade, of, parsed, rejected, result, sample


def test_the_parser_and_the_models_mean_the_same_by_a_kind() -> None:
    assert {k.value for k in FundingKind} == set(CallType.values)
    assert {k.value for k in DeadlineKind} == set(CallDeadline.Kind.values)


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("title", limits.TITLE),
        ("call_title", limits.TITLE),
        ("identifier", limits.IDENTIFIER),
        ("source_key", limits.KEY),
        ("deadline_model", limits.DEADLINE_MODEL),
        ("url", limits.URL),
        ("reference", references.LENGTH),
    ],
)
def test_the_parser_cuts_to_what_the_models_hold(field: str, limit: Any) -> None:
    read = Call._meta.get_field(field)
    assert isinstance(read, models.Field)
    assert read.max_length == limit


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("0", FundingKind.TENDER),
        ("1", FundingKind.GRANT),
        ("2", FundingKind.GRANT),
        ("8", FundingKind.CASCADE),
    ],
)
def test_the_portals_types(code: str, kind: Any) -> None:
    assert parsed(result(type=code)).kind is kind


@pytest.mark.parametrize(
    "raw",
    [
        None,
        7,
        "a result",
        [],
        {},
        {"metadata": []},
        {"metadata": {}},
        result(type="77"),
        result(type=None),
        result(type=[1]),
        result(identifier=None),
        result(identifier=[5]),
        result(title=None),
        result(title=[""]),
        result(title=["\x00\ufeff "]),
        result(title=[{"en": "Title"}]),
        cascade(1) | {"reference": None},
    ],
)
def test_what_cannot_be_read_is_kept_whole_with_a_reason(raw: Any) -> None:
    row = rejected(raw)
    assert row.raw == raw
    assert row.reason.endswith(".")


def test_a_title_is_plain_text_in_one_line() -> None:
    title = "\ufeff\ud800Human&nbsp;rights &amp;amp; <b>democracy</b>\u200b\n  &lt;2027&gt;\x00"
    assert parsed(result(title=title)).title == "Human rights &amp; democracy <2027>"


def test_text_that_is_too_long_is_cut_and_never_fails() -> None:
    call = parsed(
        result(
            "I" * 900,
            title="T" * 900,
            callTitle="C" * 900,
            deadlineModel="m" * 900,
            callIdentifier="P" * 900,
            keywords=["k" * 900] * 2 + [f"word {n}" for n in range(500)],
            url="https://ec.europa.eu/" + "u" * 900,
            frameworkProgramme="4" * 900,
            language="english",
        )
    )
    lengths = [len(t) for t in (call.title, call.call_title, call.identifier, call.call_identifier)]
    assert lengths == [500, 500, 200, 200]
    assert len(call.key) <= limits.KEY
    assert call.title.endswith("…")
    assert call.url == ""
    assert call.language == "en"
    assert len(call.keywords) == 150


def test_long_identifiers_that_begin_alike_stay_apart() -> None:
    one, other = (parsed(result("I" * 300 + end)) for end in "ab")
    assert one.key != other.key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ec.europa.eu/x?a=1&b=2", "https://ec.europa.eu/x?a=1&b=2"),
        ("javascript:alert(1)", ""),
        ("//ec.europa.eu/x", ""),
        ("https://ec.europa.eu/ and more", ""),
        ('https://ec.europa.eu/"><script>', ""),
    ],
)
def test_only_web_addresses_are_kept(url: str, expected: str) -> None:
    assert parsed(result(url=url)).url == expected


@pytest.mark.shared
def test_the_address_is_the_page_for_people() -> None:
    raw = of(sample(), "HORIZON-CL6-2024-CircBio-01-3")
    assert raw["metadata"]["url"][0].endswith(
        "/data/topicDetails/HORIZON-CL6-2024-CircBio-01-3.json"
    )
    assert parsed(raw).url.endswith(
        "/portal/screen/opportunities/topic-details/HORIZON-CL6-2024-CircBio-01-3"
    )


@pytest.mark.parametrize(
    ("status", "start", "is_open"),
    [
        ("31094502", "2026-05-01", True),
        ("31094502", None, True),
        ("31094501", "2027-05-01", True),
        ("31094501", None, False),
        ("31094503", "2026-05-01", False),
        (None, "2026-05-01", False),
    ],
)
def test_what_the_source_says_of_being_open(
    status: str | None, start: str | None, is_open: bool
) -> None:
    assert parsed(result(status=status, startDate=start)).source_open is is_open


# Markup ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a<script>b()</script></p><style>p{}</style>", "<p>a</p>"),
        ('<p style="x" class="y" onclick="z">a</p>', "<p>a</p>"),
        ("<img src=x onerror=alert(1)>a<iframe src='//x'></iframe>", "a"),
        (
            '<a href="https://e.eu" target="_blank">a</a>',
            '<a href="https://e.eu" rel="noopener">a</a>',
        ),
        ('<a href="mailto:a@b.eu">a</a>', '<a href="mailto:a@b.eu" rel="noopener">a</a>'),
        ('<a href="javascript:x">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="/admin/">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="data:text/html,x">a</a>', '<a rel="noopener">a</a>'),
        ("<h1>a</h1><h2>b</h2><p>c</p>", "<h3>a</h3><h4>b</h4><p>c</p>"),
        ("<h4>a</h4><h6>b</h6><h4>c</h4>", "<h3>a</h3><h4>b</h4><h3>c</h3>"),
        ("<h6>a</h6><h1>b</h1>", "<h3>a</h3><h3>b</h3>"),
        ('<p class="topicdescriptionkind">Scope:</p><p>a</p>', "<h3>Scope:</h3><p>a</p>"),
        ("<p><strong><em>\ufeff</em></strong>a</p><p> </p>", "<p>a</p>"),
        ("<table><tr><td>a</td></tr></table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ("a < b & c\x00", "a &lt; b &amp; c"),
        ("<p>unclosed <b>tags", "<p>unclosed <b>tags</b></p>"),
        ("<!-- a -->", ""),
        ("<p>&nbsp;</p><div><p></p></div>", ""),
        ('<p title="5 > 3">a</p>', "<p>a</p>"),
    ],
)
def test_imported_html_is_safe_and_fits_into_the_page(markup: str, expected: str) -> None:
    assert sanitised(markup) == expected


@pytest.mark.shared
def test_real_texts_lose_nothing_that_can_be_read() -> None:
    for raw in sample():
        for name in ("descriptionByte", "topicConditions"):
            for text in raw["metadata"].get(name, []):
                before = text.replace('">', ">").replace("eui-u-mt-l>>", 'eui-u-mt-l">')
                assert "".join(plain(sanitised(text)).split()) == "".join(plain(before).split())


@given(st.text(alphabet='<>/"=& ahp1\x00\ufeff', max_size=200))
def test_no_markup_gets_through(text: Any) -> None:
    found = sanitised(text)
    assert "\x00" not in found
    assert "<h1" not in found
    assert sanitised(found) == found


@given(st.text(), st.integers(1, 80))
def test_a_line_is_one_line_of_its_length_that_a_database_takes(text: Any, limit: Any) -> None:
    found = line(text, limit)
    assert len(found) <= limit
    assert found.splitlines() in ([], [found])
    found.encode()


def test_what_nobody_sees_leaves_no_white_space_behind() -> None:
    assert plain("<p>\u200b a \u200b b</p>\n<p>e\u0301 &#8203;</p>") == "a b \u00e9"


# Keywords ----------------------------------------------------------------------------------------


def test_keywords_are_decoded_and_each_comes_once() -> None:
    texts = [
        '["Circular economy","Waste \\u0026 water", 7, null]',
        "circular Economy",
        "[]",
        "",
        "[x",
    ]
    found = keywords([*texts, "LIFE-2027-WATER", "HORIZON-CL6-2026-01"], ["life-2027-water", ""])
    assert found == ("Circular economy", "Waste & water", "[x")


# Money -------------------------------------------------------------------------------------------


def overview(*own: Any, identifier: str = "A-2027") -> str:
    rows = [{"action": f"{identifier} - Type", **row} for row in own]
    other = {"action": f"{identifier}-2 - Type", "maxContribution": 9, "budgetYearMap": {"2027": 9}}
    return json.dumps({"budgetTopicActionMap": {"1": [other], "2": rows, "3": None, "4": [3]}})


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ([], (None, None, None, None)),
        ([{"minContribution": 0, "maxContribution": 0, "expectedGrants": 0}], (None,) * 4),
        ([{"minContribution": -5, "maxContribution": 1e15, "expectedGrants": 10**9}], (None,) * 4),
        ([{"minContribution": True, "maxContribution": [1], "expectedGrants": "x"}], (None,) * 4),
        ([{"minContribution": 9, "maxContribution": 1}], (None,) * 4),
        ([{"budgetYearMap": {"2026": "1000000", "2027": 500.5}}], (None, None, 1000500.5, None)),
        (
            [
                {"minContribution": 100, "maxContribution": 300, "expectedGrants": 2}
                | {"budgetYearMap": {"2027": "600"}},
                {"minContribution": 50, "maxContribution": 200, "expectedGrants": 3}
                | {"budgetYearMap": {"2027": "400"}},
            ],
            (50, 300, 1000, 5),
        ),
        # Rows that state the same budget share it: one per type of action of a single call.
        ([{"budgetYearMap": {"2027": "574616274"}}] * 3, (None, None, 574616274, None)),
    ],
)
def test_the_money_of_the_own_rows(own: Any, expected: Any) -> None:
    found = money(overview(*own), "A-2027")
    assert (found.grant_min, found.grant_max, found.budget, found.expected_grants) == expected


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([[("A", 9)], [("B", 9)]], 1),  # each has its own
        ([[("A", 9), ("B", 9), ("C", 9)]], 3),
        ([[("A", 9), ("B", 7), ("C", 9)]], 2),  # listed together, but with a budget of its own
        ([[("A", 9), ("A", 9)]], 1),  # two types of action
        ([[("A", 0), ("B", 0)]], None),
        ([[("B", 9)]], None),
        ([], None),
    ],
)
def test_how_many_topics_share_a_budget(groups: Any, expected: Any) -> None:
    table = {
        str(number): [
            {"action": f"{topic} - Type", "budgetYearMap": {"2027": euros}}
            for topic, euros in group
        ]
        for number, group in enumerate(groups)
    }
    assert money(json.dumps({"budgetTopicActionMap": table}), "A").budget_topics == expected


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "null", "{}", "NaN", '{"budgetTopicActionMap":[]}']
)
def test_a_budget_that_cannot_be_read_is_not_stated(text: str) -> None:
    assert money(text, "A") == money("", "A")


@pytest.mark.parametrize(
    ("currency", "budget", "expected"),
    [
        ("EUR", "2550000", 2550000),
        ("EUR", 2550000, 2550000),
        ("USD", "10", None),
        ("EUR", "NaN", None),
    ],
)
def test_other_calls_state_their_budget_in_a_field(
    currency: str, budget: int | str, expected: int | None
) -> None:
    assert parsed(result(type="2", budget=budget, currency=currency)).budget == expected
