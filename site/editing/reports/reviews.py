"""Pages that nobody has looked through for a year: who answers for each, the longest ago first."""

from datetime import date, timedelta

import django_filters
from django.db.models import CharField, DateField, Expression, F, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_content_types, get_page_models
from wagtail.query import PageQuerySet

from core.access.permissions import page_permission_policy
from core.admin.lists import InSwedish
from core.pages.models import SitePage
from core.words.dates import local

PATIENCE = timedelta(days=365)


def cared_for() -> list[type[SitePage]]:
    """The kinds of pages that have a day of review and somebody who answers for them."""
    return [model for model in get_page_models() if issubclass(model, SitePage)]


def of_any_kind(field: str, output: CharField | DateField) -> Expression:
    """A field that each kind of page keeps in a table of its own."""
    nothing = Value(None, output_field=output)
    own = [model for model in cared_for() if model._meta.get_field(field).model is model]
    kinds = [F(f"{model._meta.model_name}__{field}") for model in own]
    return Coalesce(*kinds, nothing, nothing, output_field=output)


def due(pages: PageQuerySet, on: date) -> PageQuerySet:
    """Of `pages`, the published ones whose last review, if any, is a year or more before `on`."""
    late = Q(reviewed__isnull=True) | Q(reviewed__lte=on - PATIENCE)
    annotated = pages.live().filter(alias_of=None).type(*cared_for())
    return annotated.annotate(
        reviewed=of_any_kind("reviewed_on", DateField()),
        answers=of_any_kind("responsible", CharField()),
    ).filter(late)


class ReviewFilterSet(WagtailFilterSet):
    answers = django_filters.CharFilter(label=_("Who answers for it"), lookup_expr="icontains")
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )

    class Meta:
        model = Page
        fields = ["content_type"]


class ReviewsDueView(InSwedish, PageReportView):
    """The reminder list. It can be sorted, filtered and taken out as CSV or XLSX."""

    page_title = _("Pages to look through")
    header_icon = "history"
    index_url_name = "reviews_due"
    index_results_url_name = "reviews_due_results"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    filterset_class = ReviewFilterSet
    default_ordering = "reviewed"
    any_permission_required = ["add", "change", "publish"]
    permission_policy = page_permission_policy
    export_headings = {
        "title": _("Title"),
        "answers": _("Who answers for it"),
        "reviewed": _("Last reviewed"),
        "last_published_at": _("Last published"),
        "full_url": _("Address"),
    }
    list_export = ["title", "answers", "reviewed", "last_published_at", "full_url"]
    columns = [
        TitleColumn(
            "title", label=_("Title"), url_name="wagtailadmin_pages:edit", sort_key="title"
        ),
        Column("answers", label=_("Who answers for it"), sort_key="answers"),
        DateColumn("reviewed", label=_("Last reviewed"), sort_key="reviewed"),
        DateColumn("last_published_at", label=_("Last published"), sort_key="last_published_at"),
    ]

    def get_queryset(self) -> PageQuerySet:
        """Those that the editor may edit."""
        editable = page_permission_policy.explorable_instances(self.request.user)
        return self.order_queryset(due(editable, local(timezone.now()).date()))

    def order_queryset(self, queryset: PageQuerySet) -> PageQuerySet:
        """What was never reviewed counts as reviewed longest ago, on either database."""
        if self.ordering == "reviewed":
            return queryset.order_by(F("reviewed").asc(nulls_first=True), "title", "pk")
        if self.ordering == "-reviewed":
            return queryset.order_by(F("reviewed").desc(nulls_last=True), "title", "pk")
        return super().order_queryset(queryset)
