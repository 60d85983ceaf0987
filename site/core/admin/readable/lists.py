"""Wagtail's lists, choosers and forms show of every record only what the reader may read.

Wagtail asks its permission policies (core.access.permissions) in most of its views. What it lists
without asking them is in two classes that all its lists and all its choosers are made of, in bulk
actions, in the widget that shows what was chosen, and in the columns and filters of a list, which
name other records; they are told here, so that a view that is added later is closed as well.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django_filters.filters import QuerySetRequestMixin
from wagtail.admin import filters
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.chooser import BaseChooseView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.widgets import BaseChooser
from wagtail.images.views import chooser as images

from core.access.reader import reader
from core.access.rows import is_shown, readable
from core.admin.readable.choosers import popular_tags


def _filtered(list_rows: Callable[..., QuerySet]) -> Callable[..., QuerySet]:
    """The method of a view that filters its rows, before it searches among them."""

    @wraps(list_rows)
    def rows(view: Any, queryset: QuerySet) -> QuerySet:
        return list_rows(view, readable(view.request.user, queryset))

    return rows


def _of_several(find: Any) -> Any:
    """The method of a bulk action that finds the records that were ticked, or all of a list."""

    def rows(cls: type, model: type[Model], object_ids: Iterable[Any]) -> Sequence[Model]:
        found = find.__func__(cls, model, object_ids)
        keys = [row.pk for row in found]
        kept = set(
            readable(reader(), model._default_manager.filter(pk__in=keys)).values_list(
                "pk", flat=True
            )
        )
        if not kept:
            raise Http404
        return [row for row in found if row.pk in kept]

    return classmethod(rows)


def _chosen(widget: BaseChooser, value: Any) -> dict[str, Any] | None:
    """What a chooser says of what is chosen: the key stays, or saving the form would lose it."""
    row = widget.get_instance(value)
    if row is None:
        return None
    data: dict[str, Any] = widget.get_value_data_from_instance(row)
    if is_shown(reader(), row):
        return data
    title = {"id": data["id"], widget.display_title_key: _unreadable()}
    return {name: {} if isinstance(said, dict) else None for name, said in data.items()} | title


def _unreadable() -> str:
    return _("(You may not read this)")


def _in_column(get_value: Callable[..., Any]) -> Callable[..., Any]:
    """The method of a column that finds what stands in it for a row, such as another record."""

    @wraps(get_value)
    def value(column: Column, instance: Any) -> Any:
        found = get_value(column, instance)
        if isinstance(found, Model) and not is_shown(reader(), found):
            return _unreadable()
        return found

    return value


def _in_filter(get_queryset: Callable[..., QuerySet | None]) -> Callable[..., QuerySet | None]:
    """The method of a filter that finds the records by which a list may be narrowed."""

    @wraps(get_queryset)
    def choices(choice: QuerySetRequestMixin, request: Any) -> QuerySet | None:
        found = get_queryset(choice, request)
        return None if found is None else readable(reader(), found)

    return choices


def _last_edited(view: PageTypesUsageReportView, kinds: Sequence[Any]) -> Sequence[Any]:
    """The report names the page of each type that was edited last."""
    for kind in _decorate(view, kinds):
        if kind.last_edited_page and not is_shown(view.request.user, kind.last_edited_page):
            kind.last_edited_page = None
    return kinds


def _popular_tags(model: type[Model], count: int = 10) -> QuerySet:
    """What the lists of images and documents may be narrowed by."""
    return popular_tags(model, reader(), count)


_decorate = PageTypesUsageReportView.decorate_paginated_queryset


def replace_lists() -> None:
    """Tell Wagtail's classes."""
    BaseListingView.filter_queryset = _filtered(BaseListingView.filter_queryset)
    BaseChooseView.filter_object_list = _filtered(BaseChooseView.filter_object_list)
    BulkAction.get_queryset = _of_several(BulkAction.__dict__["get_queryset"])
    BaseChooser.get_value_data = _chosen
    Column.get_value = _in_column(Column.get_value)
    QuerySetRequestMixin.get_queryset = _in_filter(QuerySetRequestMixin.get_queryset)
    filters.popular_tags_for_model = images.popular_tags_for_model = _popular_tags
    PageTypesUsageReportView.decorate_paginated_queryset = _last_edited
