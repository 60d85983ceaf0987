"""A page has no indentation: it is taken off its templates when they are read."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import engines
from django.template.loader import get_template, render_to_string

TEMPLATES = Path(settings.ROOT, "templates")


def source(name: str) -> str:
    """What was compiled."""
    loaded: Any = get_template(name)
    compiled: str = loaded.template.source
    return compiled


def test_no_template_of_ours_is_compiled_with_its_indentation() -> None:
    names = [str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")]
    assert len(names) > 100
    assert [n for n in names if "\n " in source(n)] == []
    assert any("\n  " in path.read_text() for path in TEMPLATES.rglob("*.html"))


def test_what_is_shown_keeps_its_own_blanks_and_so_do_letters(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<pre>\n  {{ text }}\n</pre>\n")
    (tmp_path / "a.txt").write_text("one\n  two\n")
    django: Any = engines["django"]
    engine = django.engine
    dirs, engine.dirs = engine.dirs, [tmp_path, *engine.dirs]
    try:
        assert render_to_string("a.html", {"text": "x\n  y"}) == "<pre>\nx\n  y\n</pre>\n"
        assert render_to_string("a.txt") == "one\n  two\n"
    finally:
        engine.dirs = dirs


def test_templates_of_others_are_read_as_they_are() -> None:
    assert "\n " in source("wagtailadmin/base.html")
