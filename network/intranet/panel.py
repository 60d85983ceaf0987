"""The admin says beside every page, file and record that is edited who can see it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views import generic
from wagtail.admin.views.pages import edit as pages
from wagtail.models import Page
from wagtail.snippets.views import snippets

from core.access.visibility import VisibleModel
from core.words.dates import local
from editing.borders.crossing import limits
from network.intranet.readers import of_page, of_record


class ReadersSidePanel(BaseSidePanel):
    """In the words and with the number that the site's own pages have."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Who can see this?")
        icon_name = "group"
        has_counter = False

    name = "readers"
    title = _("Who can see this?")
    template_name = "admin/readers_panel.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        on = local(timezone.now()).date()
        if isinstance(self.object, Page):
            # As it is stored: the draft that is shown has nothing else to say of the tree.
            page = Page.objects.select_related("alias_of").get(pk=self.object.pk)
            reading = of_page(page, limits(), user=self.request.user, on=on)
        else:
            reading = of_record(self.object, on)
        return context | {"reading": reading}


def _and_readers(get_side_panels: Callable[[Any], MediaContainer]) -> Callable[..., MediaContainer]:
    """The method of a view that edits, which Wagtail has no hook for."""

    @wraps(get_side_panels)
    def panels(view: Any) -> MediaContainer:
        found = get_side_panels(view)
        shown = getattr(view, "page", None) or view.object
        if isinstance(shown, Page | VisibleModel):
            return MediaContainer([*found, ReadersSidePanel(shown, view.request)])
        return found

    return panels


for view in (pages.EditView, generic.EditView, snippets.EditView):
    view.get_side_panels = _and_readers(view.get_side_panels)
