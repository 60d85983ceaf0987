"""How often words stand in records, counted now and then."""

import pytest

from core.search.ranking.rarity import count, frequencies
from core.web import content_version
from tests.factories.calls import call

pytestmark = pytest.mark.django_db


def test_kept_pages_end_where_it_is_another_number() -> None:
    for number in range(2):
        call(f"Wetlands {number}")
    count()
    version = content_version.current()
    count()
    assert content_version.current() == version
    call("Wetlands once more")
    version = content_version.current()
    count()
    assert content_version.current() != version
    assert frequencies(["en_wetland"]).records == {"en_wetland": 3}
