"""`run_demo` fills no database that is somebody's own."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from core.models import User


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEMO_ALLOWED", False, "config.settings.dev"),
        ("BASE_URL", "https://eu.example.org", "BASE_URL"),
    ],
)
def test_it_is_refused_with_a_sentence(
    settings: Settings, name: str, value: object, sentence: str
) -> None:
    setattr(settings, name, value)
    with pytest.raises(CommandError, match=sentence):
        call_command("run_demo")
    assert not User.objects.exists()
