"""Where the lists are in the admin: below "Reports", for whoever edits pages."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from home.reports.reviews import ReviewsDueView


class EditorsMenuItem(MenuItem):
    """For those who may change some page."""

    def is_shown(self, request: HttpRequest) -> bool:
        actions = ["add", "change", "publish"]
        return page_permission_policy.user_has_any_permission(request.user, actions)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    view = ReviewsDueView
    return [
        path("reports/reviews/", view.as_view(), name="reviews_due"),
        path(
            "reports/reviews/results/", view.as_view(results_only=True), name="reviews_due_results"
        ),
    ]


@hooks.register("register_reports_menu_item")
def reviews_item() -> MenuItem:
    return EditorsMenuItem(
        _("Pages to look through"),
        reverse("reviews_due"),
        name="reviews-due",
        icon_name="history",
        order=1050,
    )
