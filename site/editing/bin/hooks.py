"""What Wagtail's admin does when an editor deletes a page, or touches one that is deleted."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.query import PageQuerySet

from core.access.permissions import page_permission_policy
from core.web.request import AdminRequest
from core.words.dates import local, long_date
from editing.bin.actions import delete_pages
from editing.bin.tree import in_bin, paths, topmost
from editing.models import BinnedPage

ACTIONS = ("edit", "copy", "move", "publish", "unpublish", "create", "convert_alias")


def is_deleted(request: HttpRequest, page: Page, *rest: object) -> HttpResponse | None:
    """A page in the bin is brought back before anything else is done with it."""
    if not in_bin(page):
        return None
    messages.warning(request, _("The page has been deleted. Bring it back first."))
    return redirect("page_bin")


for action in ACTIONS:
    hooks.register(f"before_{action}_page", is_deleted)


@hooks.register("before_delete_page")
def delete(request: AdminRequest, page: Page) -> HttpResponse | None:
    """Instead of Wagtail's: ask, and move the page to the bin."""
    refused = is_deleted(request, page) or keeps_the_site(request, [page])
    if refused:
        return refused
    sisters = translations(page, request)
    if request.method != "POST":
        return render(request, "admin/delete_page.html", asked(page, sisters, request))
    pages = [page, *(sisters if "translations" in request.POST else [])]
    parent = page.get_parent()
    say_kept(request, delete_pages(pages=pages, by=request.user, at=timezone.now()))
    after = get_valid_next_url_from_request(request)
    return redirect(after) if after else redirect("wagtailadmin_explore", parent.pk)


def translations(page: Page, request: AdminRequest) -> list[Page]:
    """The page in other languages, as far as the editor may delete it there."""
    sisters = page.get_translations().select_related("locale")
    return [
        sister
        for sister in sisters
        if not in_bin(sister) and sister.permissions_for_user(request.user).can_delete()
    ]


def asked(page: Page, sisters: list[Page], request: AdminRequest) -> dict[str, object]:
    """What the editor is told before deciding."""
    return {
        "page": page,
        "below": page.get_descendant_count(),
        "sisters": sisters,
        "days": settings.BIN_DAYS,
        "uses": ReferenceIndex.get_references_to(page).group_by_source_object().count(),
        "next": get_valid_next_url_from_request(request),
        "can_unpublish": page.permissions_for_user(request.user).can_unpublish(),
    }


def keeps_the_site(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """A start page has a whole site below it, and is not deleted."""
    roots = Page.objects.filter(sites_rooted_here__in=Site.objects.all())
    keys = set(roots.values_list("translation_key", flat=True))
    if not any(page.translation_key in keys for page in pages):
        return None
    messages.error(request, _("A start page cannot be deleted: the whole site stands below it."))
    return redirect("wagtailadmin_explore_root")


def say_kept(request: AdminRequest, entries: list[BinnedPage]) -> None:
    """Where the pages are now, and how long."""
    if not entries:
        return
    day = long_date(local(entries[0].kept_until).date())
    if len(entries) == 1:
        sentence = _("“%(page)s” is in the bin and can be brought back until %(day)s.")
    else:
        sentence = _("%(count)d pages are in the bin and can be brought back until %(day)s.")
    sentence %= {"page": entries[0].page.title, "count": len(entries), "day": day}
    buttons = []
    if page_permission_policy.user_has_permission(request.user, "publish"):
        buttons.append(messages.button(reverse("page_bin"), _("To the bin")))
    messages.success(request, sentence, buttons=buttons)


@hooks.register("before_bulk_action")
def delete_many(
    request: AdminRequest, action: str, objects: Iterable[object], view: object
) -> HttpResponse | None:
    """The same for pages that were ticked in a list."""
    pages = [item for item in objects if isinstance(item, Page)]
    if not pages:
        return None
    for page in pages:
        if refused := is_deleted(request, page):
            return refused
    if action != "delete":
        return None
    if refused := keeps_the_site(request, pages):
        return refused
    at, entries = timezone.now(), []
    for page in topmost(pages):  # each comes back on its own
        entries += delete_pages(pages=[page], by=request.user, at=at)
    say_kept(request, entries)
    after = get_valid_next_url_from_request(request)
    return redirect(after) if after else redirect("wagtailadmin_explore_root")


def without_bin(pages: PageQuerySet) -> PageQuerySet:
    """Pages to choose among or to walk through."""
    for path in paths():
        pages = pages.exclude(path__startswith=path)
    return pages


@hooks.register("construct_explorer_page_queryset")
def hide_from_tree(_parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """The bin has a list of its own."""
    return without_bin(pages)


@hooks.register("construct_page_chooser_queryset")
def hide_from_choosers(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Nothing new leads to what is deleted."""
    return without_bin(pages)
