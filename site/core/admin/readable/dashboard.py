"""The first page of the admin: its lists and its number of pages, as the reader may read them."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem, SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home
from wagtail.models import Page

from core.access.rows import can_read, readable
from core.web.request import AdminRequest

# The panels that list records: under which name, and which record a row of the list is about.
LISTS: dict[type[Component], tuple[str, Callable[[Any], Model]]] = {
    home.UserObjectsInWorkflowModerationPanel: ("workflow_states", lambda row: row.content_object),
    home.WorkflowObjectsToModeratePanel: ("states", lambda row: row["obj"]),
    home.RecentEditsPanel: ("last_edits", lambda row: row[1]),
    home.LockedPagesPanel: ("locked_pages", lambda row: row),
}


class PagesItem(PagesSummaryItem):
    """How many pages there are that the editor may read."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        pages = Page.objects.filter(depth__gt=1)
        return context | {"total_pages": readable(self.request.user, pages).count()}


@hooks.register("construct_homepage_summary_items", order=100)
def count_what_is_read(request: HttpRequest, items: list[SummaryItem]) -> None:
    items[:] = [PagesItem(request) if type(i) is PagesSummaryItem else i for i in items]


@hooks.register("construct_homepage_panels", order=100)
def list_what_is_read(request: AdminRequest, panels: list[Component]) -> None:
    for panel in panels:
        if type(panel) in LISTS:
            panel.get_context_data = partial(_context, panel.get_context_data, *LISTS[type(panel)])


def _context(
    make: Callable[[Any], dict[str, Any]],
    name: str,
    about: Callable[[Any], Model],
    parent_context: dict[str, Any],
) -> dict[str, Any]:
    context = make(parent_context)
    user = parent_context["request"].user
    rows: list[Any] = list(context[name])
    kept = _kept([about(row) for row in rows], user)
    return context | {name: [row for row in rows if about(row) in kept]}


def _kept(records: Iterable[Model], user: Any) -> list[Model]:
    """Of pages, asked for together, and of other records those that the editor may read."""
    keys = [record.pk for record in records if isinstance(record, Page)]
    pages = readable(user, Page.objects.filter(pk__in=keys)).values_list("pk", flat=True)
    read = set(pages) if keys else set()
    return [
        record
        for record in records
        if (record.pk in read if isinstance(record, Page) else can_read(user, record))
    ]
