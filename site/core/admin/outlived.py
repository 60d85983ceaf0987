"""What has outlived its period, for administrators, who decide which of it is deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from core.operation.personal.retention import delete_outlived, due
from core.web.request import AdminRequest

SHOWN = 200  # of a sort at once


class AdministratorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)


@hooks.register("register_admin_urls")
def address() -> list[URLPattern]:
    return [path("reports/outlived/", outlived, name="outlived")]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return AdministratorsMenuItem(
        _("To be deleted"), reverse("outlived"), name="outlived", icon_name="bin", order=1080
    )


def outlived(request: AdminRequest) -> HttpResponse:
    """The lists; sent back, those that are ticked are deleted for good."""
    if not request.user.is_superuser:
        raise PermissionDenied
    at = timezone.now()
    if request.method == "POST":
        name, keys = request.POST.get("name", ""), request.POST.getlist("row")
        deleted = delete_outlived(
            name=name, keys=[key for key in keys if key.isdecimal()], by=request.user, at=at
        )
        said = ngettext("%(n)d row is deleted.", "%(n)d rows are deleted.", deleted)
        messages.success(request, said % {"n": deleted})
        return HttpResponseRedirect(request.path)
    lists = [(each, each.rows.count(), each.rows[:SHOWN]) for each in due(at)]
    return TemplateResponse(request, "admin/personal/outlived.html", {"lists": lists})
