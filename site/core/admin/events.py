"""Who did what and when, for administrators: a list that nobody can change."""

from wagtail.permissions import register_permission_policy

from core.admin.lists import ViewSet
from core.admin.policies import LimitedPolicy
from core.models import AuditEvent

register_permission_policy(AuditEvent, LimitedPolicy(AuditEvent, "view"))


class AuditEventViewSet(ViewSet):
    model = AuditEvent
    icon = "history"
    add_to_settings_menu = True
    inspect_view_enabled = True
    list_display = ["at", "action", "content_type", "object_id", "actor"]
    list_filter = ["action", "content_type", "actor"]
    list_per_page = 50
    add_to_reference_index = False
