"""The labels under which documents state facts about themselves, in tables and on lines."""

import re

_LABELS = {
    "kind": "dokumenttyp|typ av dokument",
    "name": "dokumentnamn|dokumentets namn",
    "decided": r"fastställd/upprättad|fastställd av|fastställd|beslutad av|antagen av|"
    "beslutsinstans|beslutande organ",
    "last_changed": "senast ändrad|senast reviderad|reviderad",
    "earlier_changes": "tidigare ändringar",
    "owner": "dokumentansvarig|dokumentägare|ansvarig förvaltning",
    "valid_from": "gäller från och med|gäller från|giltig från",
    "validity": r"giltighetstid|gäller till och med|gäller till|giltig till|giltighet",
    "reference_number": r"dnr|diarienummer|diarienr",
    "date": "datum|upprättad",
    "": "dokumentinformation",
}
_FIELDS = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_LABEL = re.compile(
    r"(?<![\w/])(" + "|".join(sorted(map(re.escape, _FIELDS), key=len, reverse=True)) + r")\b:?",
    re.I,
)
REFERENCE = re.compile(
    r"\b(?:[A-ZÅÄÖ]{2,6}[ /-]?\d{2,4}[/:]\d+|\d{4}/[A-ZÅÄÖ]{2,6} \d[\d ]*\d|(?:19|20)\d\d[/:]\d+)"
)
LONGEST_LINE = 90  # characters of a line with a label


def is_details(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a table states facts about the document rather than belonging to its text."""
    fields = {
        _FIELDS[match[1].lower()] for row in rows for cell in row if (match := _at_start(cell))
    }
    return len(fields) > 1 and bool(
        fields & {"kind", "decided", "owner", "reference_number", "name"}
    )


def labelled(text: str) -> bool:
    """Whether a line is a label with or without its value, or a reference number alone."""
    if len(text) > LONGEST_LINE:
        return False
    if REFERENCE.fullmatch(text):
        return True
    match = _at_start(text)
    if not match:
        return False
    rest = text[match.end() :].strip()
    if _FIELDS[match[1].lower()] == "reference_number":
        return not rest or REFERENCE.match(rest) is not None
    return match[0].endswith(":") and not text.endswith(".")


def stated(rows: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    """The facts of a table: label and value share a cell, or the value stands in the next one."""
    facts: dict[str, str] = {}
    for row in rows:
        for n, cell in enumerate(row):
            values = line(cell)
            for field, value in values.items():
                following = row[n + 1] if n + 1 < len(row) else ""
                alone = not value and len(values) == 1 and not _at_start(following)
                facts.setdefault(field, following if alone else value)
    return {field: value for field, value in facts.items() if field and value}


def line(text: str) -> dict[str, str]:
    """The facts of one line or cell that opens with a label."""
    if not _at_start(text):
        return {}
    marks = list(_LABEL.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {
        _FIELDS[mark[1].lower()]: text[mark.end() : end].strip(" :")
        for mark, end in zip(marks, ends, strict=True)
    }


def _at_start(text: str) -> re.Match[str] | None:
    return _LABEL.match(text)
