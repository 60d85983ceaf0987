"""Small feeds whose words are written in more than one way: what the API finds of them."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from tests.factories.opportunities import imported, sample
from tests.own_database import database_filled

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
CASES = "cases/calls/"

# By file: what is asked, and which calls have all of it.
FOUND = {
    "05-acronym-plural.json": {
        "SME": "AB",
        "SMEs": "AB",
        "smes": "AB",
        "FPGA": "C",
        "MMIC": "C",
        "MMICs": "C",
        "NGOs": "D",
        "NGO:er": "D",
    },
    "06-colon-forms.json": {
        "EU": "A",
        "EU:s": "A",
        "AI": "B",
        "AI:s": "B",
        "AI:n": "B",
        "LIFE:s": "C",
        "life": "C",
    },
    "11-hyphen-against-solid.json": {
        "re-use": "AC",
        "reuse": "AC",
        "cyber-security": "B",
        "cyber\u2011security": "B",
        "well-being": "D",
        "wellbeing": "D",
    },
    "13-british-american.json": {
        "center": "A",
        "centre": "A",
        "organization": "B",
        "labor": "B",
        "behavior": "C",
        "color": "C",
        "colours": "C",
    },
}


@pytest.mark.shared
@pytest.mark.django_db
@pytest.mark.parametrize("file", FOUND)
def test_a_word_is_found_however_it_is_written(client: Client, file: str) -> None:
    imported(*sample(f"{CASES}{file}"), at=AT)
    for text, letters in FOUND[file].items():
        answer = client.get("/api/calls/", {"status": "all", "q": text}).json()
        found = {each["identifier"].rpartition("-")[2]: each for each in answer["results"]}
        assert sorted(found)[: len(letters)] == list(letters), text
        words = {r["word"].casefold() for each in found.values() for r in each["reasons"]}
        assert not words & {"s", "n", "er"}, text


@pytest.mark.shared
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the processes are given SQLite's file")
def test_reasons_are_in_the_same_order_in_every_process(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    def june() -> None:
        imported(*sample(), at=AT)

    with django_db_blocker.unblock(), database_filled(tmp_path, "june", june) as name:
        first, second = (_answer(name, seed) for seed in ("1", "3"))
    assert len(first) > 9_000
    assert first == second


def _answer(database: str, seed: str) -> str:
    """What the API says in a process of its own."""
    asked: dict[str, Any] = {"status": "all", "q": "co-funded partnership"}
    code = f"from django.test import Client; print(Client().get('/api/calls/', {asked}).text)"
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout
