"""Pages as a file writes them: a tree of titles, leads and blocks in two languages."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from home.loading.profiles import toml
from home.loading.tables import Facts

FOLDER = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class PageText:
    """One page: its key in the file, its slug, texts by field per language, and those below it.

    A page without English texts has no translation.
    """

    key: str
    texts: Mapping[str, Facts]
    in_menu: bool = False
    model: str = ""  # which sort of page; a page of text where the file does not say
    facts: Facts = field(default_factory=dict)  # that are the same in every language
    below: Sequence["PageText"] = field(default_factory=list)


def read(name: str, placeholders: Mapping[str, Mapping[str, str]]) -> list[PageText]:
    """The pages of `content/NAME.toml`; `placeholders` are what `{…}` stands for, per language."""
    return [
        _page(table, name, placeholders) for table in toml(FOLDER / f"{name}.toml").get("pages", ())
    ]


def _page(table: Facts, within: str, placeholders: Mapping[str, Mapping[str, str]]) -> PageText:
    key = f"{within}/{table['key']}"
    texts = {
        code: _texts(table, code, key, placeholders[code]) for code in LANGUAGES if code in table
    }
    return PageText(
        key=key,
        texts=texts,
        in_menu=table.get("in_menu", False),
        model=table.get("model", ""),
        facts=table.get("facts", {}),
        below=[_page(child, key, placeholders) for child in table.get("pages", ())],
    )


def _texts(table: Facts, code: str, key: str, placeholders: Mapping[str, str]) -> Facts:
    """The fields in one language; a block stands beside its translation and so has one id."""
    facts: Facts = {name: _filled(text, placeholders) for name, text in table[code].items()}
    facts["body"] = [
        {"type": block["type"], "value": _value(block[code], f"{key}/{number}", placeholders)}
        | {"id": _id(f"{key}/{number}")}
        for number, block in enumerate(table.get("body", ()))
        if code in block
    ]
    return facts


def _value(value: Any, path: str, placeholders: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _filled(value, placeholders)
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "id": _id(f"{path}/{n}"),
                "value": _value(v, f"{path}/{n}", placeholders),
            }
            for n, v in enumerate(value)
        ]
    if isinstance(value, dict):
        return {name: _value(part, f"{path}/{name}", placeholders) for name, part in value.items()}
    return value


def _filled(text: Any, placeholders: Mapping[str, str]) -> Any:
    if not isinstance(text, str):
        return text
    for name, value in placeholders.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _id(path: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, path))
