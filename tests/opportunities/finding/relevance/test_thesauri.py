"""With EuroVoc and YSO loaded a Swedish question is answered almost as an English one is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.relevance.filling import fill
from benchmarks.relevance.orders import site_orders
from benchmarks.relevance.samples import DEVELOPMENT, OURS, TITLES, Sample
from benchmarks.relevance.vocabularies import load_thesauri
from tests.opportunities.finding.relevance.means import mean
from tests.own_database import site_used

LOST = 0.05  # of nDCG@10, at most
PAIRS = 0.80  # MRR

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def module_database(database_folder: Path) -> Iterator[None]:
    """Kristianstad's site with the thesauri."""
    with site_used(database_folder, "kristianstad"):
        load_thesauri()
        yield


@pytest.mark.parametrize("sample", [DEVELOPMENT, OURS], ids=["development", "ours"])
def test_little_is_lost_on_the_way_from_swedish(
    module_database: None, db: None, sample: Sample
) -> None:
    fill(sample.collection)
    questions = sample.read()
    swedish, english = (mean(questions, site_orders(questions, c)).ndcg for c in ("sv", "en"))
    assert swedish >= english - LOST


def test_a_swedish_title_finds_its_english_one(module_database: None, db: None) -> None:
    fill(TITLES.collection)
    questions = TITLES.read()
    assert mean(questions, site_orders(questions, "sv")).reciprocal >= PAIRS
