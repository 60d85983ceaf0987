"""The list of deleted pages in the admin, and the page on which one of them is brought back."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn, UserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy as rights

from core.access.permissions import page_permission_policy
from core.access.visibility import reads_all, tokens_of
from core.admin.lists import InSwedish
from core.models import User
from core.web.request import AdminRequest
from core.words.dates import long_date
from editing.bin.actions import purge_pages, restore_pages
from editing.bin.tree import NotRestored, parent_for
from editing.models import BinnedPage


def readable(user: User) -> QuerySet[BinnedPage]:
    """What `user` may bring back: pages they could read, below a parent they may publish under.

    By their rights alone, for the parent may be in the bin too, which few may read.
    """
    parents = rights.instances_user_has_permission_for(user, "publish")
    entries = BinnedPage.objects.select_related("page__locale", "deleted_by")
    entries = entries.filter(Q(parent=None) | Q(parent__in=parents.values("pk")))
    if reads_all(user):
        return entries
    return entries.filter(Q(readers__in=tokens_of(user)) | Q(page__owner=user))


def last_day(entry: BinnedPage) -> str:
    """A day to come, where Wagtail's column of dates says how long ago something was."""
    return long_date(entry.kept_until)


def restore_words(_entry: BinnedPage) -> str:
    """What a click on the title does, in words."""
    return _("Bring back")


class PageBinView(InSwedish, ReportView):
    """The bin. It can be sorted, and taken out as CSV or XLSX."""

    model = BinnedPage
    page_title = gettext_lazy("Deleted pages")
    header_icon = "bin"
    index_url_name = "page_bin"
    index_results_url_name = "page_bin_results"
    default_ordering = "-deleted_at"
    any_permission_required = ["publish"]
    permission_policy = page_permission_policy
    export_headings = {
        "page.title": gettext_lazy("Title"),
        "address": gettext_lazy("Address it had"),
        "below": gettext_lazy("Pages below it"),
        "deleted_at": gettext_lazy("Deleted"),
        "deleted_by": gettext_lazy("Deleted by"),
        "kept_until": gettext_lazy("Kept until"),
    }
    list_export = list(export_headings)
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            accessor="page.title",
            url_name="bring_back",
            sort_key="page__title",
        ),
        Column("language", label=gettext_lazy("Language"), accessor="page.locale.get_display_name"),
        Column("address", label=gettext_lazy("Address it had"), sort_key="address"),
        Column("below", label=gettext_lazy("Pages below it")),
        UserColumn("deleted_by", label=gettext_lazy("Deleted by")),
        DateColumn("deleted_at", label=gettext_lazy("Deleted"), sort_key="deleted_at"),
        Column("kept_until", label=gettext_lazy("Kept until"), accessor=last_day),
        TitleColumn("back", label="", accessor=restore_words, url_name="bring_back"),
    ]

    def get_queryset(self) -> QuerySet[BinnedPage]:
        """Those that the editor may bring back."""
        return self.order_queryset(readable(self.request.user))


def restore(request: AdminRequest, pk: int) -> HttpResponse:
    """Say what comes back and where to; bring it back, or erase it for good."""
    entry = get_object_or_404(readable(request.user), pk=pk)
    together = list(readable(request.user).filter(together=entry.together).order_by("pk"))
    if request.method != "POST":
        return render(request, "admin/bring_back.html", {"entry": entry, "together": together})
    if "erase" in request.POST:
        return _erase(request, entry)
    try:
        for binned in together:
            may_publish_below(parent_for(binned), request.user)
        pages = restore_pages(entries=together, by=request.user, at=timezone.now())
    except NotRestored as reason:
        messages.error(request, str(reason))
        return redirect("page_bin")
    for page in pages:
        address = page.get_url_parts()
        messages.success(
            request,
            _("“%(page)s” is back as a draft at %(address)s. Publish it to show it again.")
            % {"page": page.title, "address": address[2] if address else "–"},
            buttons=[
                messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
            ],
        )
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)


def may_publish_below(parent: Page, user: User) -> None:
    """Who brings a page back needs the right to publish below its parent."""
    if not rights.user_has_permission_for_instance(user, "publish", parent):
        raise PermissionDenied


def _erase(request: AdminRequest, entry: BinnedPage) -> HttpResponse:
    title = entry.page.title
    if not PagePermissionTester(request.user, entry.page).can_delete():
        raise PermissionDenied
    purge_pages(entries=[entry], by=request.user, at=timezone.now())
    messages.success(request, _("“%(page)s” is gone for good.") % {"page": title})
    return redirect("page_bin")
