"""What is stored of a person, put together for them: as data, and as a page that can be printed."""

import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.contrib.sessions.models import Session
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Page

from config.apps import APPS
from core.models import AuditEvent, User
from core.operation.personal.finding import SECRETS, about, links, mentions
from core.operation.personal.names import Names
from core.operation.personal.sorts import called
from core.registry import Registry

# Rows of an app that are somebody's though no column leads to the account, such as a post's files.
belongings: Registry[Callable[[User], Iterable[models.Model]]] = Registry("part of an export")

PAGES = {"sv": "uppgifter.html", "en": "personal-data.html"}
TRUTH = {"True": gettext_noop("yes"), "False": gettext_noop("no")}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*[+]\d\d:\d\d")
Found = dict[type[models.Model], dict[Any, "Row"]]


@dataclass
class Row:
    """A row that has to do with the person: which columns say so, and what it says."""

    key: str
    because: list[str] = field(default_factory=list)
    fields: dict[str, str | None] = field(default_factory=dict)  # None: kept and not shown


@dataclass(frozen=True)
class Line:
    """What a column is called and what stands in it; None is not shown."""

    name: str
    label: str
    value: str | None

    @property
    def shown(self) -> str:
        """The value as people write it: times of the clock on the wall, yes and no."""
        value = self.value or ""
        if value in TRUTH:
            return gettext(TRUTH[value])
        if MOMENT.fullmatch(value) and (at := parse_datetime(value)):
            return date_format(localtime(at), "Y-m-d H:i")
        return value

    @property
    def is_hidden(self) -> bool:
        """Whether it is kept and shown to nobody."""
        return self.value is None


@dataclass(frozen=True)
class ReadRow:
    """A row with its labels in the language of the moment."""

    key: str
    because: Sequence[str]
    lines: Sequence[Line]


@dataclass(frozen=True)
class Sort:
    """All rows of one sort of record."""

    model: str
    name: str
    rows: Sequence[ReadRow]


@dataclass(frozen=True)
class Export:
    """The whole of it: files by their name in the archive."""

    person: str
    files: Mapping[str, bytes]

    def as_zip(self) -> bytes:
        """One file to hand over."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files.items():
                archive.writestr(name, content)
        return packed.getvalue()


@transaction.atomic
def export(*, person: User, by: User | None, at: datetime) -> Export:
    """Everything that has the person's key, or a text with their name or address.

    `by` None is whoever runs the server. What lets them in is named and not shown.
    """
    found, uploads = _found(person)
    sessions = sum(
        each.get_decoded().get("_auth_user_id") == str(person.pk)
        for each in Session.objects.iterator()
    )
    files: dict[str, bytes] = {}
    for language, name in PAGES.items():
        with translation.override(language):
            sorts = _sorts(found)
            said = {"person": person, "at": at, "sorts": sorts, "language": language}
            said |= {"sessions": sessions, "uploads": list(uploads)}
            files[name] = render_to_string("personal/export.html", said).encode()
    with translation.override("en"):
        data = {
            "person": person.pk,
            "made_at": at.isoformat(),
            "sessions": sessions,
            "records": [asdict(sort) for sort in _sorts(found)],
            "files": list(uploads),
        }
    files["data.json"] = json.dumps(data, ensure_ascii=False, indent=1).encode()
    AuditEvent.objects.write("core.export_person", record=person, by=by, at=at)
    return Export(str(person), files | uploads)


def _found(person: User) -> tuple[Found, dict[str, bytes]]:
    """Whole rows that are theirs; of what others wrote the texts that name them."""
    found: Found = defaultdict(dict)
    uploads: dict[str, bytes] = {}
    _take(found, User.objects.filter(pk=person.pk), "id", uploads)
    for link in links(person):
        _take(found, link.rows, link.field.name, uploads)
    for rows in about(person):
        _take(found, rows, "object_id", uploads)
    for _name, part in belongings:
        for row in part(person):
            _take(found, [row], "", uploads)
    names = Names.of(person)
    for mention in mentions(names):
        named = found[mention.model].setdefault(mention.key, Row(str(mention.key)))
        named.because.append(mention.field.name)
        named.fields.setdefault(mention.field.name, "\n".join(names.said_in(mention.text)))
    return found, uploads


def _take(
    found: Found, rows: Iterable[models.Model], because: str, uploads: dict[str, bytes]
) -> None:
    for record in rows:
        row = found[type(record)].setdefault(record.pk, Row(str(record.pk)))
        if because:
            row.because.append(because)
        label = record._meta.label_lower
        for column in record._meta.concrete_fields:
            if f"{label}.{column.name}" in SECRETS:
                row.fields[column.name] = None
            elif (said := _said(record, column)) != "":
                row.fields[column.name] = said
            if isinstance(column, models.FileField):
                uploads |= _upload(record, column)


def _said(record: models.Model, column: models.Field) -> str:
    if column.is_relation:
        try:
            other = getattr(record, column.name)
        except ObjectDoesNotExist:
            return str(getattr(record, column.attname))
        if other is None:
            return ""
        # A row of Wagtail's about one that is gone cannot say what it is called.
        ours = other._meta.app_label in APPS or isinstance(other, Page)
        return f"{other if ours else other._meta.verbose_name} ({other.pk})"
    value = column.value_from_object(record)
    if value is None or value == "":
        return ""
    if isinstance(column, models.JSONField):
        return json.dumps(value, ensure_ascii=False, default=str)
    return column.value_to_string(record)


def _upload(record: models.Model, column: models.FileField) -> dict[str, bytes]:
    file = getattr(record, column.name)
    if not file or not file.storage.exists(file.name):
        return {}
    name = f"files/{record._meta.model_name}-{record.pk}-{PurePosixPath(file.name).name}"
    with file.storage.open(file.name) as stored:
        return {name: stored.read()}


def _sorts(found: Found) -> list[Sort]:
    """By the name of the sort, in the language of the moment."""
    sorts = [
        Sort(
            model._meta.label_lower,
            called(model),
            [ReadRow(row.key, row.because, list(_lines(model, row))) for row in rows.values()],
        )
        for model, rows in found.items()
    ]
    return sorted(sorts, key=lambda sort: (sort.model != "core.user", sort.name))


def _lines(model: type[models.Model], row: Row) -> Iterator[Line]:
    for column in model._meta.concrete_fields:
        if column.name in row.fields:
            label = capfirst(str(column.verbose_name))
            yield Line(column.name, label, row.fields[column.name])
