"""Putting a mark where a person stood in what others wrote, and nobody where an account stood."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import TextField, Value
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision
from wagtail.search.index import class_is_indexed, insert_or_update_object

from core.models import SearchSignature, User
from core.operation.personal.finding import Mention
from core.operation.personal.names import BRIEF, Names
from core.search.index import together
from core.search.receivers import follow
from core.web import content_version

# An account that stands for all who are forgotten, where a row cannot be without one.
FORMER = "tidigare-kollega"
EMPTIED = (models.EmailField, models.URLField)  # a mark is no address


def former_colleague() -> User:
    """The account to which goes what others have answered, such as an editor's comment."""
    facts = {"is_active": False, "password": "!"}
    return User.objects.get_or_create(username=FORMER, defaults=facts)[0]


def replace(mention: Mention, names: Names) -> None:
    """Write the mark into one column of one row, past what the model thinks of its text."""
    model, field = mention.model, mention.field
    row = model._base_manager.filter(pk=mention.key)
    if isinstance(field, models.FileField):
        return  # the name of a file is where it lies
    if isinstance(field, EMPTIED):
        new = ""
    elif isinstance(field, models.SlugField):
        new = f"{FORMER}-{mention.key}"
    else:
        new = names.without(mention.text, _language(row, field))
        if field.max_length and len(new) > field.max_length:
            new = names.pattern.sub(BRIEF, mention.text)
    row.update(**{field.name: Value(new, output_field=TextField())})


def _language(row: models.QuerySet, field: models.Field) -> str:
    """The language of the text, as far as the row says."""
    if field.name.endswith("_en"):
        return "en"
    known = {each.name for each in row.model._meta.concrete_fields}
    for name in ("language", "locale__language_code"):
        if name.partition("__")[0] in known:
            return str(row.values_list(name, flat=True).get())
    return "sv"


def leave_versions(person: User) -> None:
    """Versions of pages and records keep the keys of accounts within their text."""
    number = re.compile(rf":\s*{person.pk}\b")
    stored = Revision.objects.annotate(stored=Cast("content", TextField()))
    for version in stored.filter(stored__contains=str(person.pk)).defer("content").iterator():
        model = version.content_type.model_class()
        if model and number.search(version.stored):
            content = json.loads(version.stored)
            _leave(content, model, person)
            Revision.objects.filter(pk=version.pk).update(content=content)


def _leave(content: dict[str, Any], model: type[models.Model], person: User) -> None:
    for field in model._meta.concrete_fields:
        if field.related_model is User and content.get(field.name) == person.pk:
            content[field.name] = None if field.null else former_colleague().pk
    for name, child in _children(model).items():
        for row in content.get(name) or ():
            _leave(row, child, person)


def _children(model: type[models.Model]) -> Mapping[str, type[models.Model]]:
    return {
        str(relation.get_accessor_name()): relation.related_model
        for relation in model._meta.related_objects
        if isinstance(relation.field, ParentalKey)
    }


def renew(person: User, rows: Mapping[type[models.Model], set[Any]]) -> None:
    """Index again what was changed past the models, and end what is kept of it."""
    with together():
        for model, keys in rows.items():
            for row in model._base_manager.filter(pk__in=keys):
                _renew(row.specific if isinstance(row, Page) else row)
    token = f" author:{person.pk} "
    SearchSignature.objects.filter(readers__contains=token, entries=None).delete()
    content_version.change()


def _renew(row: models.Model) -> None:
    follow(row)
    if class_is_indexed(type(row)):
        insert_or_update_object(row)
