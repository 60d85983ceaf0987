"""The tests' own database has every migration, and `migrate` in a test is the real one."""

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_nothing_is_left_to_migrate() -> None:
    printed = StringIO()
    call_command("migrate", plan=True, stdout=printed)
    assert "No planned migration operations." in printed.getvalue()
