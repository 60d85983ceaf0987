"""Lists in the editors' admin: text in Swedish order, and equal rows in one order on every page."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Field, Model, QuerySet, TextField
from django.db.models.functions import Collate
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.snippets.views import snippets

from core.words.sorting import SWEDISH


def in_swedish(queryset: QuerySet) -> QuerySet:
    """`queryset` in the order it has, by fields: text after the Swedish alphabet."""
    order = [_term(queryset.model, term) for term in queryset.query.order_by]
    return queryset.order_by(*order, "pk") if order else queryset


def _term(model: type[Model], term: Any) -> Any:
    if not isinstance(term, str) or not isinstance(_field(model, term), CharField | TextField):
        return term
    text = Collate(term.removeprefix("-"), SWEDISH)
    return text.desc() if term.startswith("-") else text.asc()


def _field(model: Any, term: str) -> Field | None:
    """The field that `term` sorts by; None where that is no field, as with an annotation."""
    field = None
    try:
        for name in term.removeprefix("-").split("__"):
            field = model._meta.get_field(name)
            model = field.related_model
    except (FieldDoesNotExist, AttributeError):
        return None
    return field


class InSwedish(BaseListingView):
    """For a list whose columns an editor sorts by."""

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return in_swedish(super().order_queryset(queryset))


class ListView(InSwedish, snippets.IndexView):
    pass


class ViewSet(snippets.SnippetViewSet):
    """Records in the admin."""

    index_view_class = ListView
    copy_view_enabled = False
