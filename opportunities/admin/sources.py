"""What the imports did, to read: sources, runs, and rows that could not be read."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import InspectView

from core.admin.lists import ViewSet
from core.admin.policies import LimitedPolicy
from opportunities.models import ImportRun, Quarantined, Source

for model in (Source, ImportRun, Quarantined):
    register_permission_policy(model, LimitedPolicy(model, "view"))


class SourceViewSet(ViewSet):
    model = Source
    icon = "link-external"
    list_display = ["name", "url"]
    add_to_reference_index = False
    inspect_view_enabled = True
    inspect_view_fields = ["name", "slug", "url"]


class ImportRunViewSet(ViewSet):
    model = ImportRun
    icon = "download"
    list_display = [
        "started_at",
        "source",
        "received",
        "created",
        "updated",
        "unchanged",
        "duplicate",
        "quarantined",
    ]
    list_filter = ["source"]
    add_to_reference_index = False
    inspect_view_enabled = True


class QuarantinedView(InspectView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        raw = json.dumps(self.object.raw, indent=2, ensure_ascii=False)
        return super().get_context_data(**kwargs, raw=raw)


class QuarantinedViewSet(ViewSet):
    model = Quarantined
    icon = "warning"
    list_display = ["reason", "source", "first_seen", "last_seen"]
    list_filter = ["source"]
    search_fields = ["reason"]
    add_to_reference_index = False
    inspect_view_enabled = True
    inspect_view_class = QuarantinedView
    inspect_view_fields = ["reason", "source", "first_seen", "last_seen"]
    inspect_template_name = "admin/quarantined.html"
    menu_label = _("Quarantine")
