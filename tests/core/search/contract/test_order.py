"""In which order what is found comes, page after page."""

from typing import Any

import pytest

from core.search.kinds import Texts
from core.search.query import Sort, Window
from tests.core.search.contract.shelf import Shelf, day, note

pytestmark = pytest.mark.django_db

OFTEN = "Otters here, otters there, and otters in the end."
ONCE = "Among much else there are otters too."

DOCUMENTS = [
    note("In the text", text=ONCE, days=1),
    note("Often in the text", text=OFTEN, days=2),
    note("In the keywords", keywords="otters", days=3),
    note("In the keywords and often", keywords="otters", text=OFTEN, days=4),
    note("Otters in the title", days=5),
    note("Otters, often", text=OFTEN, days=6),
    note("Otters, keywords", keywords="otters", days=7),
    note("Otters everywhere", keywords="otters", text=OFTEN, days=8),
    # one rare word weighs more than one common one
    note("Project management", text="A bivalve.", days=1),
    note("Bivalve management", text="A project.", days=2),
    *(note(f"Project {number:02}", days=100) for number in range(20)),
    # what is called just so, in whatever language, by its title or by another name
    note("Pelican", days=100),
    note("The pelican, pelicans and the pelican", keywords="pelican", text="Pelican.", days=1),
    note("Of no bird", other=Texts(title="Pelikanen"), days=None),
    note("Pelikanen, pelikanerna", keywords="pelikanen", language="sv", days=1),
    note("Of another", names=["The and of"], days=None),
    # ties
    note("Heron, late", days=90),
    note("Heron, soon", days=10),
    note("Heron, endless", days=None),
    note("Heron, stages", days=None, dates=[day(-30), day(20), day(70)], opens_at=day(-40)),
    note("Heron, just over", days=-1),
    note("Heron, long over", days=-300, opens_at=day(-400)),
    note("Heron, withdrawn", days=None, closed=True),
    note("Heron, as soon", days=10),
    note("Heron, later", days=20, opens_at=day(15)),
    note("Heron, later and no deadline", days=None, closed=True, opens_at=day(400)),
    # newest and budget, with ties and with nothing stated
    note("Ibis A", days=9, published_at=day(-3), budget=5_000_000),
    note("Ibis B", days=8, published_at=day(-1), budget=1),
    note("Ibis C", days=7, published_at=None, budget=None),
    note("Ibis D", days=6, published_at=day(-3), budget=5_000_000),
    note("Ibis E", days=5, published_at=day(-2), budget=0),
    note("Ibis F", days=None, published_at=day(-9), budget=5_000_000),
    note("Ibis G", days=4, published_at=None, budget=None),
    note("Ibis H", days=-2, published_at=day(-3), budget=10**13),
    *(note(f"Plover {number:02}", days=1 + number % 7) for number in range(47)),
]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("pelican", "Pelican"),
        ("“Pelican”!", "Pelican"),
        ("PELIKANEN", "Of no bird"),
        ("the and of", "Of another"),  # small words alone
        ("heron: long over", "Heron, long over"),
    ],
)
def test_what_is_called_just_so_comes_first(shelf: Shelf, text: str, title: str) -> None:
    assert shelf.find(text)[0] == title


def test_the_title_weighs_most_then_the_keywords_then_a_text_about_it(shelf: Shelf) -> None:
    # What many times and places can add has a limit: of those alike what closes first is first.
    assert shelf.find("otter") == [
        "Otters, often",
        "Otters, keywords",
        "Otters everywhere",
        "In the keywords and often",
        "Otters in the title",
        "Often in the text",
        "In the keywords",
        "In the text",
    ]


def test_a_rare_word_weighs_more_than_a_common_one(shelf: Shelf) -> None:
    assert shelf.find("project bivalve")[:2] == ["Bivalve management", "Project management"]


def test_what_has_one_rare_word_comes_before_what_has_a_common_one(shelf: Shelf) -> None:
    found = shelf.find("bivalve otters everywhere project")
    assert found[0] == "Otters everywhere"
    assert found.index("Project 00") > found.index("Otters, keywords")


SOONEST = [
    "Heron, soon",
    "Heron, as soon",
    "Heron, stages",
    "Heron, later",
    "Heron, late",
    "Heron, endless",
    "Heron, later and no deadline",
    "Heron, just over",
    "Heron, withdrawn",
    "Heron, long over",
]


def test_of_what_is_as_relevant_what_closes_first_comes_first(shelf: Shelf) -> None:
    # Of two that close next on the same day, the one that goes on for longer is first.
    assert shelf.find("heron") == SOONEST


def test_by_deadline_what_closes_first_is_first_and_what_closed_last_follows(shelf: Shelf) -> None:
    assert shelf.find("heron", sort=Sort.DEADLINE) == SOONEST
    everything = shelf.find(sort=Sort.DEADLINE)
    assert [title for title in everything if "Heron" in title] == SOONEST


def test_the_order_by_deadline_follows_the_clock(shelf: Shelf) -> None:
    later = shelf.find("heron", sort=Sort.DEADLINE, at=day(11))
    assert later[:2] == ["Heron, stages", "Heron, later"]
    assert later.index("Heron, soon") == later.index("Heron, as soon") - 1
    assert later.index("Heron, just over") > later.index("Heron, as soon")


def test_without_words_what_closes_first_is_first_whatever_the_order_asked_for(
    shelf: Shelf,
) -> None:
    assert shelf.find(sort=Sort.RELEVANCE) == shelf.find(sort=Sort.DEADLINE)
    assert shelf.find('"the"', sort=Sort.RELEVANCE) == shelf.find('"the"', sort=Sort.DEADLINE)


def test_newest_first_of_one_moment_the_later_made_and_what_says_nothing_last(shelf: Shelf) -> None:
    assert shelf.find("ibis", sort=Sort.NEWEST) == [
        "Ibis B",
        "Ibis E",
        "Ibis H",
        "Ibis D",
        "Ibis A",
        "Ibis F",
        "Ibis G",
        "Ibis C",
    ]


def test_the_largest_budget_first_of_one_size_what_closes_first(shelf: Shelf) -> None:
    assert shelf.find("ibis", sort=Sort.BUDGET) == [
        "Ibis H",
        "Ibis D",
        "Ibis A",
        "Ibis F",
        "Ibis B",
        "Ibis E",
        "Ibis G",
        "Ibis C",
    ]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("size", [3, 20])
def test_the_pages_together_are_the_whole(shelf: Shelf, sort: Any, size: int) -> None:
    asked = {"sort": sort, "text": "plover"}
    whole = shelf.find(**asked)
    assert len(whole) == len(set(whole)) == 47
    pages = -(-47 // size)
    assert shelf.ask(**asked, page_size=size).pages == pages
    together = []
    for page in range(1, pages + 1):
        together += shelf.find(**asked, page=page, page_size=size)
    assert together == whole


@pytest.mark.parametrize("sort", Sort)
def test_the_pages_of_everything_pass_from_the_living_to_the_closed(
    shelf: Shelf, sort: Any
) -> None:
    whole = shelf.find(sort=sort)
    assert len(whole) == len(DOCUMENTS)
    together = []
    for page in range(1, len(DOCUMENTS) // 7 + 2):
        together += shelf.find(sort=sort, page=page, page_size=7)
    assert together == whole


@pytest.mark.parametrize("windows", [[Window.OPEN], [Window.CLOSED], list(Window)])
def test_the_pages_of_a_window_are_the_whole(shelf: Shelf, windows: Any) -> None:
    whole = shelf.find(windows=windows)
    together = []
    for page in range(1, len(DOCUMENTS) // 4 + 2):
        together += shelf.find(windows=windows, page=page, page_size=4)
    assert together == whole


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("page", [4, 5, 1_000, 1_000_000])
def test_a_page_past_the_last_is_empty_and_counts_all_the_same(
    shelf: Shelf, sort: Any, page: int
) -> None:
    results = shelf.ask("plover", sort=sort, page=page, page_size=20)
    assert (results.count, len(results.results)) == (47, 0)


def test_a_page_far_away_is_no_mistake(shelf: Shelf) -> None:
    assert shelf.ask(page=1_000_000, page_size=100).count == len(DOCUMENTS)


def test_the_same_question_has_the_same_answer(shelf: Shelf) -> None:
    for sort in Sort:
        assert shelf.find("plover", sort=sort) == shelf.find("plover", sort=sort)
