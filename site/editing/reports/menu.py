"""Where the lists are in the admin: below "Reports", for whoever edits pages."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.access.permissions import page_permission_policy
from editing.bin.views import PageBinView, restore
from editing.reports.links import BrokenLinksView
from editing.reports.reviews import ReviewsDueView

REPORTS = {
    "reviews_due": ("reports/reviews/", ReviewsDueView),
    "broken_links": ("reports/links/", BrokenLinksView),
    "page_bin": ("reports/bin/", PageBinView),
}


class EditorsMenuItem(MenuItem):
    """For those who may change some page."""

    def is_shown(self, request: HttpRequest) -> bool:
        actions = ["add", "change", "publish"]
        return page_permission_policy.user_has_any_permission(request.user, actions)


class PublishersMenuItem(MenuItem):
    """For those who may publish some page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return page_permission_policy.user_has_permission(request.user, "publish")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    patterns = []
    for name, (address, view) in REPORTS.items():
        results = view.as_view(results_only=True)
        patterns.append(path(address, view.as_view(), name=name))
        patterns.append(path(f"{address}results/", results, name=f"{name}_results"))
    return [*patterns, path("reports/bin/<int:pk>/", restore, name="bring_back")]


@hooks.register("register_reports_menu_item")
def reviews_item() -> MenuItem:
    return EditorsMenuItem(
        _("Pages to look through"),
        reverse("reviews_due"),
        name="reviews-due",
        icon_name="history",
        order=1050,
    )


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    return EditorsMenuItem(
        _("Broken links"),
        reverse("broken_links"),
        name="broken-links",
        icon_name="link",
        order=1060,
    )


@hooks.register("register_reports_menu_item")
def bin_item() -> MenuItem:
    return PublishersMenuItem(
        _("Deleted pages"), reverse("page_bin"), name="page-bin", icon_name="bin", order=1070
    )
