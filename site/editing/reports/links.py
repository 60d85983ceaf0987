"""Links on published pages that lead nowhere: which, where to, why and since when."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from core.access.permissions import page_permission_policy
from core.admin.lists import InSwedish
from editing.links.checking import check_pages
from editing.models import BrokenLink


class BrokenLinkFilterSet(WagtailFilterSet):
    class Meta:
        model = BrokenLink
        fields = ["problem"]


class BrokenLinksView(InSwedish, ReportView):
    """The links are looked at whenever the list is opened: what has been mended is gone from it."""

    model = BrokenLink
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    filterset_class = BrokenLinkFilterSet
    default_ordering = "since"
    any_permission_required = ["add", "change", "publish"]
    permission_policy = page_permission_policy
    export_headings = {
        "page.title": _("Page"),
        "page.full_url": _("Address of the page"),
        "words": _("Words of the link"),
        "target": _("Leads to"),
        "get_problem_display": _("What is wrong"),
        "detail": _("Answer"),
        "since": _("Since"),
    }
    list_export = list(export_headings)
    columns = [
        TitleColumn(
            "page",
            label=_("Page"),
            accessor="page.title",
            url_name="wagtailadmin_pages:edit",
            id_accessor="page_id",
            sort_key="page__title",
        ),
        Column("words", label=_("Words of the link"), sort_key="words"),
        Column("target", label=_("Leads to"), sort_key="target"),
        Column(
            "problem", label=_("What is wrong"), accessor="get_problem_display", sort_key="problem"
        ),
        Column("detail", label=_("Answer")),
        DateColumn("since", label=_("Since"), sort_key="since"),
    ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sorting the list and turning its pages does not look at the links again."""
        if not self.results_only:
            check_pages(at=timezone.now())
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[BrokenLink]:
        """Those on pages that the editor may edit."""
        pages = page_permission_policy.explorable_instances(self.request.user)
        links = BrokenLink.objects.filter(page__in=pages.values("pk"))
        return self.order_queryset(links.select_related("page"))
