"""The rules that `manage.py check` enforces find what breaks them."""

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from core.models import Alert, Document
from home.models import StartPage


def found(*, deploy: bool = False) -> set[str | None]:
    return {message.id for message in run_checks(tags=["core"], include_deployment_checks=deploy)}


def test_this_code_keeps_the_rules() -> None:
    assert found() == set()


def test_without_its_middleware_the_site_is_open(settings: Settings) -> None:
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "ClosedBy" not in name]
    assert found() == {"core.E001"}


def test_a_page_type_with_wagtails_own_privacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StartPage, "private_page_options", ["login"])
    assert found() == {"core.E002"}


def test_a_record_that_cannot_be_asked_who_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(Document._meta.__dict__, "managers", ())
    assert found() == {"core.E003"}


def test_a_model_that_does_not_say_whether_strangers_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(Alert, "shown_to_strangers")
    assert found() == {"core.E006"}


def test_demo_log_ins_and_a_cache_per_worker_are_not_for_production() -> None:
    assert found(deploy=True) == {"core.E004", "core.W001"}
