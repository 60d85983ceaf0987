"""Where `load_demo` loads nothing, and how its calls move on with the weeks."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from core.models import MunicipalityProfile, User
from opportunities.demo.loading import load_calls
from opportunities.models import Call, CallDeadline
from tests.parts import ROOT

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")


def test_on_a_later_day_the_deadlines_move_on(loaded_site: MunicipalityProfile) -> None:
    today = datetime(2026, 11, 21, 12, tzinfo=BRUSSELS)
    load_calls(at=today)
    references = set(Call.objects.values_list("reference", flat=True))
    statuses = Counter(str(c.status(today)) for c in Call.objects.all())
    later = datetime(2027, 2, 2, 12, tzinfo=BRUSSELS)
    report = load_calls(at=later)
    assert (report.created, report.updated) == (0, 63)
    assert set(Call.objects.values_list("reference", flat=True)) == references
    assert Counter(str(c.status(later)) for c in Call.objects.all()) == statuses
    first = CallDeadline.objects.filter(at__gte=later).earliest("at")
    assert first.at <= later.astimezone(UTC) + timedelta(days=14)


def test_without_a_municipality_it_is_refused(loaded_site: MunicipalityProfile) -> None:
    MunicipalityProfile.objects.all().delete()
    with pytest.raises(CommandError, match="load_profile") as refused:
        call_command("load_demo")
    assert refused.value.returncode == 1
    assert not User.objects.exists()


def test_settings_that_allow_no_demo_refuse_it(
    loaded_site: MunicipalityProfile, settings: Settings
) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError) as refused:
        call_command("load_demo")
    assert refused.value.returncode == 1
    assert not User.objects.exists()
    assert not Call.objects.exists()


@pytest.mark.long
def test_production_settings_refuse_it(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "k" * 50,
        "ALLOWED_HOSTS": "eu.example.se",
        "BASE_URL": "https://eu.example.se",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'production.sqlite3'}",
        "EMAIL_URL": "memorymail://",
    }
    ran = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "load_demo"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert ran.stderr.strip()
