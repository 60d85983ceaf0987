"""Where a person is in the database: every table that has their key, every text that names them.

The tables are asked what they have, so that a new model is found without a word about it here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Cast

from core.models import User
from core.operation.personal.names import Names

# No rows to read: what they say is made from other tables, or is a secret that ends by itself.
MADE_ANEW = {
    *("core.searchtext", "core.searchsignature", "core.searchfrequency"),
    *("wagtailsearch.indexentry", "wagtailsearch.sqliteftsindexentry"),
}
SECRET = {"sessions.session"}
# Columns that let somebody in: kept, and not shown to anybody.
SECRETS = {
    *("core.user.password", "mfa.authenticator.data", "wagtailcore.apitoken.key_hash"),
    *("usersessions.usersession.session_key", "socialaccount.socialtoken.token"),
    *("socialaccount.socialtoken.token_secret", "account.emailconfirmation.key"),
    *("socialaccount.socialapp.secret", "wagtailcore.apitoken.prefix"),
}
# Says who did what, by a number, for as long as the site stands.
AUDIT = "core.auditevent"
Key = Any


@dataclass(frozen=True)
class Link:
    """A column that leads to accounts, and the rows in which it leads to this one."""

    model: type[models.Model]
    field: models.Field
    keys: Sequence[Key]

    @property
    def rows(self) -> models.QuerySet:
        """All of them, whatever a manager hides."""
        return self.model._base_manager.filter(pk__in=self.keys)


@dataclass(frozen=True)
class Mention:
    """A text in a row that names the person, as it is stored."""

    model: type[models.Model]
    field: models.Field
    key: Key
    text: str


def tables() -> Iterator[type[models.Model]]:
    """A model for each table of the database, of many-to-many relations too."""
    there = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table in there and not model._meta.proxy:
            yield model


def links(person: User) -> Iterator[Link]:
    """Each foreign key that leads to the account."""
    for model in tables():
        for field in links_of(model):
            keys = model._base_manager.filter(**{field.name: person.pk}).values_list(
                "pk", flat=True
            )
            if found := list(keys):
                yield Link(model, field, found)


def links_of(model: type[models.Model]) -> list[models.Field]:
    """The model's own columns that lead to accounts."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model is User
    ]


def about(person: User) -> Iterator[models.QuerySet]:
    """Rows about the account by its type and key, without a foreign key: logs, references."""
    account = ContentType.objects.get_for_model(User)
    for model in tables():
        names = {field.name for field in model._meta.local_concrete_fields}
        for kind in sorted(name for name in names if name.endswith("content_type")):
            start = kind.removesuffix("content_type")
            key = f"{start}object_id" if f"{start}object_id" in names else "object_id"
            if key in names:
                rows = model._base_manager.filter(**{kind: account, key: str(person.pk)})
                if rows.exists():
                    yield rows


def mentions(names: Names) -> Iterator[Mention]:
    """Each stored text that names the person, but for what is made anew and what is secret."""
    if not names.hints:
        return
    for model in tables():
        if model._meta.label_lower not in MADE_ANEW | SECRET and (fields := texts_of(model)):
            yield from _mentions_in(model, fields, names)


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """The model's own columns that people's words may stand in."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if not field.is_relation and not field.choices and _has_text(field)
    ]


def _has_text(field: models.Field) -> bool:
    if f"{field.model._meta.label_lower}.{field.name}" in SECRETS:
        return False
    stored = (models.CharField, models.TextField, models.JSONField, models.FileField)
    internal = field.get_internal_type()
    return isinstance(field, stored) or internal in ("TextField", "CharField", "JSONField")


def _mentions_in(
    model: type[models.Model], fields: Sequence[models.Field], names: Names
) -> Iterator[Mention]:
    stored = {f"_stored_{field.name}": Cast(field.name, models.TextField()) for field in fields}
    likely = (Q(**{f"{name}__icontains": hint}) for name in stored for hint in names.hints)
    rows = model._base_manager.annotate(**stored).filter(reduce(or_, likely))
    for key, *texts in rows.values_list("pk", *stored).iterator():
        for field, text in zip(fields, texts, strict=True):
            if text and names.said_in(text):
                yield Mention(model, field, key, text)
