"""A row of any model, with whatever it must have: for rules that hold for every model."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import models
from post_office.models import Email
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail_localize.models import StringTranslation, TranslationContext

from core.models import MunicipalityProfile
from core.models.imprecise import ImpreciseDateField
from network.models import (
    ClaimRule,
    Event,
    Group,
    Nomination,
    Post,
    PostFile,
    Training,
    Unit,
)
from projects.models import Project, ProjectKind
from tests.factories.core import site_tree
from tests.required import required

_numbers = count(1)
# What a constraint asks for, though no single field does; a model stands for a row of it.
BESIDES: dict[type[models.Model], dict[str, Any]] = {
    ClaimRule: {"unit": Unit},
    Event: {"unit": Unit, "group": Group},
    Email: {"from_email": "rad@example.org"},
    Post: {"visibility": Post.Readers.NETWORK},
    ModelLogEntry: {"action": "wagtail.edit"},
    PageLogEntry: {"action": "wagtail.edit"},
    StringTranslation: {"context": TranslationContext},
    Project: {"title_sv": "Ett projekt", "kind": ProjectKind.DEVELOPMENT},
}
# A field that may be empty, where one of several must not be.
FILLED: dict[type[models.Model], str] = {
    Nomination: "unit",
    PostFile: "post",
    Training: "person",
}
AT = datetime(2026, 11, 22, 11, tzinfo=UTC)


def row_of(model: type[models.Model], **values: Any) -> Any:
    """A saved row of `model`; what it leads to is made too. Pages stand below the start page."""
    besides = {name: value for name, value in BESIDES.get(model, {}).items() if name not in values}
    facts = {name: row_of(v) if isinstance(v, type) else v for name, v in besides.items()} | values
    for field in model._meta.concrete_fields:
        needed = needs_value(field) or FILLED.get(model) == field.name
        if needed and field.name not in facts:
            facts[field.name] = value_for(field)
    row = model(**facts)
    if isinstance(row, Page):
        row.title = row.title or f"Sida {next(_numbers)}"
        return site_tree().add_child(instance=row)
    row.save()
    return row


def needs_value(field: models.Field) -> bool:
    """Whether the database takes no row without a value of its own here."""
    if field.primary_key and not field.is_relation:
        return not (isinstance(field, models.AutoField) or field.has_default())
    if field.is_relation and required(field.remote_field).parent_link:
        return False  # the row of the table above, which the model writes itself
    if isinstance(field.model(), Page) and field.model is Page:
        return False
    return not (field.null or field.has_default()) and (field.unique or not field.blank)


def value_for(field: models.Field) -> Any:
    """A value that no other row has."""
    number = next(_numbers)
    if field.is_relation:
        return related_row(field)
    if field.name.endswith("object_id"):
        return str(number)  # of a row that is gone
    if field.choices:
        return field.flatchoices[0][0]
    for kind, value in (
        (ImpreciseDateField, "1989"),
        (models.DateTimeField, AT),
        (models.DateField, date(2026, 11, 22)),
        (models.BooleanField, False),
        (models.DecimalField, Decimal(1)),
        (models.FloatField, 1.0),
        (models.IntegerField, number),
        (models.UUIDField, uuid4()),
        (models.JSONField, {}),
        (models.EmailField, f"rad{number}@example.org"),
        (models.GenericIPAddressField, "192.0.2.1"),
        (models.URLField, f"https://example.org/{number}"),
        (models.FileField, f"rad-{number}.txt"),
    ):
        if isinstance(field, kind):
            return value
    return f"rad-{number}"[: field.max_length]


def related_row(field: models.Field) -> models.Model:
    """What a foreign key leads to: a new row, but for the few tables that have theirs."""
    model = required(field.related_model)
    if model is Page:
        return site_tree()
    if model is ContentType:
        return ContentType.objects.get_for_model(Page)
    if model is MunicipalityProfile or model._meta.app_label == "wagtailcore":
        return model._default_manager.first() or row_of(model)
    return row_of(model)
