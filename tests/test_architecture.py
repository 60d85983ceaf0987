"""The rules of the house, on the real tree and, so that they can fail, on small wrong ones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import architecture
from tests.parts import ROOT

RULES = [
    architecture.back_arrows,
    architecture.misshapen,
    architecture.out_of_layer,
    architecture.clock_readers,
    architecture.actions_with_requests,
]
WRONG = [
    ("back_arrows", "site/core/models/users.py", "from network.models import Unit"),
    ("back_arrows", "site/core/search.py", "import opportunities.search"),
    ("back_arrows", "network/apps.py", "def ready():\n    from home import start"),
    ("back_arrows", "network/models/seats.py", "unit = ForeignKey('projects.Project')"),
    ("back_arrows", "opportunities/models/calls.py", "x = M('home.StartPage', CASCADE)"),
    ("back_arrows", "projects/deep/er/a.py", "if True:\n    import home"),
    ("misshapen", "site/__init__.py", ""),
    ("misshapen", "network/utils.py", ""),
    ("misshapen", "home/imports/helpers.py", ""),
    ("misshapen", "projects/services.py", ""),
    ("misshapen", "home/long.py", "x = 1\n" * 401),
    ("out_of_layer", "network/models/units.py", "from network.forms import UnitForm"),
    ("out_of_layer", "network/models/units.py", "from network import views"),
    ("out_of_layer", "network/models/units.py", "from ..imports import parse"),
    ("out_of_layer", "network/querysets.py", "from django.http import HttpRequest"),
    ("out_of_layer", "network/querysets.py", "import requests"),
    ("clock_readers", "home/models/start.py", "at = timezone.now()"),
    ("clock_readers", "home/models/start.py", "class A(Page):\n  def b(self): timezone.now()"),
    ("clock_readers", "home/models/start.py", "x = DateTimeField(default=timezone.now)"),
    ("clock_readers", "home/querysets.py", "at = datetime.datetime.now(UTC)"),
    ("clock_readers", "home/querysets.py", "day = date.today()"),
    ("clock_readers", "opportunities/imports/parse/dates.py", "at = django.utils.timezone.now()"),
    ("clock_readers", "opportunities/imports/parse.py", "at = datetime.now()"),
    ("clock_readers", "network/models/units.py", "made = DateTimeField(auto_now_add=True)"),
    ("actions_with_requests", "projects/actions.py", "def approve(*, request): ..."),
    ("actions_with_requests", "projects/actions/ideas.py", "def go(*, x: HttpRequest): ..."),
    ("actions_with_requests", "projects/actions.py", "def approve(project, *, by): ..."),
]
RIGHT = [
    ("home/models/start.py", "from opportunities.models import Call\nfrom core import x"),
    ("opportunities/models/calls.py", "area = ForeignKey('core.PriorityArea', 'self')"),
    ("network/models/units.py", "from network.querysets import Units\ntext = 'see home. Then'"),
    ("opportunities/imports/fetch.py", "import requests\nat = timezone.now()"),
    ("network/migrations/0001_initial.py", "default = timezone.now\nx = 'home.StartPage'"),
    (
        "home/models/start.py",
        "import django.http\nclass A(Page):\n  def context(self, request): return timezone.now()",
    ),
    ("projects/actions.py", "def approve(*, project, by, at): ...\ndef _note(project): ..."),
    ("site/config/urls.py", "from home import start"),
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_is_as_it_was_drawn(rule: Callable[[Path], Iterator[str]]) -> None:
    assert sorted(rule(ROOT)) == []


def test_the_real_tree_is_read() -> None:
    read = {(module.app, module.inside) for module in architecture.modules(ROOT)}
    assert ("core", ("models", "users")) in read
    assert ("opportunities", ("querysets",)) in read
    assert {app for app, _inside in read} == set(architecture.ORDER)


def write(root: Path, path: str, text: str) -> None:
    target = root / path
    target.parent.mkdir(parents=True)
    target.write_text(text)


@pytest.mark.parametrize(("rule", "path", "text"), WRONG)
def test_what_breaks_a_rule_is_found(tmp_path: Path, rule: str, path: str, text: str) -> None:
    write(tmp_path, path, text)
    complaints = {found.__name__: list(found(tmp_path)) for found in RULES}
    assert complaints.pop(rule)
    assert not any(complaints.values())


@pytest.mark.parametrize(("path", "text"), RIGHT)
def test_what_keeps_them_is_left_alone(tmp_path: Path, path: str, text: str) -> None:
    write(tmp_path, path, text)
    assert [complaint for rule in RULES for complaint in rule(tmp_path)] == []
