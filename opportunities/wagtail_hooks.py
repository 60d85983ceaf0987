"""Calls are sorted and indexed anew when an editor changes what that depends on."""

from collections.abc import Iterable

from django.db import models, transaction
from django.http import HttpRequest
from wagtail import hooks

from core.models import Audience, PriorityArea
from core.search.index import index
from opportunities.classifying.sorting import sort_all
from opportunities.classifying.suggestions import suggest_all
from opportunities.finding.search import KIND
from opportunities.models import Programme

VOCABULARIES = (PriorityArea, Audience)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
@transaction.atomic
def after_saving(request: HttpRequest, instance: models.Model) -> None:
    if isinstance(instance, VOCABULARIES):
        suggest_all()
    if isinstance(instance, (*VOCABULARIES, Programme)):  # their slugs and names are indexed too
        index(kind=KIND, ids=instance.calls.values_list("pk", flat=True))


@hooks.register("after_delete_snippet")
def after_deleting(request: HttpRequest, instances: Iterable[models.Model]) -> None:
    if any(isinstance(instance, (*VOCABULARIES, Programme)) for instance in instances):
        sort_all()
