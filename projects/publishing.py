"""Publishing many pages at once: those that may not be are named, and none is published."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.models import Page

from projects.funding import reasons_against
from projects.models import ProjectPage


def refuse_bulk_publishing(
    request: HttpRequest, action: str, objects: Iterable[object], view: object
) -> HttpResponse | None:
    """Before Wagtail's bulk action, which would otherwise stop half-way with an error."""
    if action != "publish" or request.method != "POST":
        return None
    pages = [item for item in objects if isinstance(item, Page)]
    refused = False
    for page in pages:
        for below in ProjectPage.objects.descendant_of(page, inclusive=True):
            for reason in reasons_against(below.get_latest_revision_as_object().project):
                refused = True
                messages.error(
                    request,
                    _("“%(page)s” cannot be published. %(why)s") % {"page": below, "why": reason},
                )
    return redirect("wagtailadmin_explore_root") if refused else None
