"""Health says where calls have stopped coming in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from opportunities.health import health
from opportunities.models import ImportRun, Source

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("url", "runs", "said"),
    [
        ("https://portal.example.org", [], None),
        ("https://portal.example.org", [(1, "")], None),
        ("https://portal.example.org", [(1, "it is empty")], "it is empty"),
        ("https://portal.example.org", [(26, "it is empty"), (2, "")], None),
        ("https://portal.example.org", [(24 * 5, "")], "Portal: not imported for 5 days"),
        ("", [(24 * 5, "")], None),  # somebody brings a file now and then
    ],
)
def test_the_last_import_of_a_source(
    url: str, runs: list[tuple[int, str]], said: str | None
) -> None:
    source = Source.objects.create(slug="portal", name="Portal", url=url)
    for hours, error in runs:
        at = timezone.now() - hours * HOUR
        ImportRun.objects.create(source=source, started_at=at, finished_at=at, error=error)
    assert (health() is None) == (said is None)
    assert (said or "") in (health() or "")
