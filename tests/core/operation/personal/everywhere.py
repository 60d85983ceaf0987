"""Somebody who is in every table: their key in each column for it, their name in every text.

How the tables are read here is written apart from the finder: by the database's own columns.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from wagtail.fields import StreamField
from wagtail.models import ModelLogEntry, Page

from core.models import User
from tests.factories.core import UserFactory
from tests.factories.rows import row_of

AT = datetime(2026, 11, 22, 11, tzinfo=UTC)
KEY = 7294016  # a number that stands nowhere else
FIRST, LAST = "Kanarie", "Fågelö"
NAME, ADDRESS, LOGIN = f"{FIRST} {LAST}", "kanarie.fagelo@example.org", "kanfag01"
TOLD = f"Tack {NAME}s enhet, {ADDRESS} och {LOGIN}."
# Rows that nobody makes by hand, or that would be no such row with another text in it.
NOT_MADE = {
    *("core.User", "core.AuditEvent", "core.SearchSignature", "core.SearchEntry"),
    *("core.SearchText", "core.SearchDate", "core.ContentVersion", "core.SearchFrequency"),
    *("core.SearchNote", "core.MunicipalityProfile", "core.VocabularyWord"),
    *("contenttypes.ContentType", "auth.Permission", "sessions.Session"),
    *("wagtailcore.ReferenceIndex", "wagtailcore.Locale", "wagtailcore.Site"),
    *("wagtailsearch.IndexEntry", "wagtailsearch.SQLiteFTSIndexEntry"),
    *("wagtailcore.Revision", "wagtailcore.Collection", "django_tasks_database.DBTaskResult"),
    *("wagtailcore.WorkflowTask", "account.EmailAddress"),
}
READ_BY_MACHINES = {  # no room for other words
    *("opportunities.Call.requirements", "socialaccount.SocialApp.secret"),
    *("socialaccount.SocialToken.token", "socialaccount.SocialToken.token_secret"),
}


def somebody() -> User:
    """The person, with a row in every table that can have one."""
    person = UserFactory.create(
        pk=KEY, first_name=FIRST, last_name=LAST, email=ADDRESS, username=LOGIN
    )
    rows = []
    for model in apps.get_models():
        if model._meta.label in NOT_MADE or model._meta.proxy or not model._meta.managed:
            continue
        rows.append(row_of(model, **_accounts(model, person)))
        if isinstance(rows[-1], Page):
            rows[-1].save_revision(user=person)
    for row in rows:
        _tell(row)
    account = ContentType.objects.get_for_model(User)
    ModelLogEntry.objects.create(
        content_type=account,
        object_id=str(KEY),
        label=NAME,
        action="wagtail.edit",
        user=person,
        timestamp=AT,
    )
    return person


def _accounts(model: type[models.Model], person: User) -> dict[str, Any]:
    return {f.name: person for f in model._meta.concrete_fields if f.related_model is User}


def _tell(row: models.Model) -> None:
    """Write the names into each column of the row for text, as the database takes it."""
    for field in row._meta.local_concrete_fields:
        if (text := _text_for(field, row)) is not None:
            table, column = row._meta.db_table, field.column
            primary = row._meta.pk.column
            with connection.cursor() as cursor:
                cursor.execute(
                    f'UPDATE "{table}" SET "{column}" = %s WHERE "{primary}" = %s',
                    [text, row._meta.pk.get_db_prep_value(row.pk, connection)],
                )


def _text_for(field: models.Field, row: models.Model) -> str | None:
    if field.is_relation or field.choices or field.unique or field.name.endswith("object_id"):
        return None
    if isinstance(field, (models.SlugField, models.FileField)) or str(field) in READ_BY_MACHINES:
        return None
    if isinstance(field, models.EmailField):
        return ADDRESS
    kind = field.get_internal_type()
    if isinstance(field, StreamField):
        return json.dumps([{"type": "text", "value": f"<p>{TOLD}</p>", "id": "1"}])
    if isinstance(field, models.JSONField) or kind == "JSONField":
        told = [f"<p>{NAME}</p>", json.dumps({"more": [TOLD]})]
        return json.dumps(told if isinstance(getattr(row, field.name), list) else {"told": told})
    if kind not in ("TextField", "CharField"):
        return None
    texts = (TOLD, NAME, LOGIN)
    return next((text for text in texts if len(text) <= (field.max_length or 10_000)), None)


def scan(*needles: str) -> Iterator[tuple[str, str, str, str]]:
    """Table, primary key, column and text of everything that has one of the needles."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = connection.introspection.get_table_description(cursor, table)
            key = connection.introspection.get_primary_key_column(cursor, table)
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                facts = dict(zip((column.name for column in columns), row, strict=True))
                for column, value in facts.items():
                    said = _plain(value)
                    if any(needle.lower() in said for needle in needles):
                        yield table, _key(facts.get(key or "")), column, said[:200]


def _key(value: Any) -> str:
    """As Django writes it: SQLite keeps a UUID without its hyphens."""
    text = str(value)
    return str(UUID(text)) if len(text) == 32 else text


def _plain(value: Any) -> str:
    text = json.dumps(value) if isinstance(value, (dict, list)) else str(value)
    return text.replace("\\\\u", "\\u").replace("\\u00e5", "å").replace("\\u00f6", "ö").lower()
