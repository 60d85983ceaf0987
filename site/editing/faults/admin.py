"""The inbox of reports: read what visitors have met with, note what was done."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permissions import register_permission_policy

from core.admin.lists import ViewSet
from core.admin.policies import LimitedPolicy
from editing.models import FaultReport

# Visitors write reports; here they are read, answered and deleted.
register_permission_policy(FaultReport, LimitedPolicy(FaultReport, "view", "change", "delete"))


class FaultReportViewSet(ViewSet):
    model = FaultReport
    icon = "warning"
    menu_order = 170
    add_to_admin_menu = True
    list_display = ["__str__", "page", "sent_at", "state"]
    list_filter = ["state"]
    search_fields = ["fault", "page"]
    edit_handler = ObjectList(
        [
            FieldPanel("fault", read_only=True),
            FieldPanel("page", read_only=True),
            FieldPanel("email", read_only=True),
            FieldPanel("state"),
            FieldPanel("note"),
        ]
    )
