"""Bodies, units, seats, groups and who is in them, in the admin; home puts them in the menu.

A seat or a group says what whoever is in it may read: only an administrator changes one, or who is.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.admin.municipality import STATED
from core.admin.panels import both, row
from network.organisation.claims.models import ClaimRule
from network.organisation.models import (
    Appointment,
    Body,
    BodyMeeting,
    Duty,
    Group,
    GroupMember,
    Seat,
    Unit,
    UnitMember,
)


class BodyViewSet(ViewSet):
    model = Body
    icon = "group"
    list_display = ["name_sv", "kind", "order"]
    list_filter = ["kind"]
    search_fields = ["name_sv", "name_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("name"), FieldPanel("kind")], heading=_("Name")),
            MultiFieldPanel([both("responsibility")], heading=_("Answers for"), help_text=STATED),
            FieldPanel("profile"),
            FieldPanel("key"),
            FieldPanel("order"),
        ]
    )


class UnitViewSet(ViewSet):
    model = Unit
    icon = "group"
    list_display = ["name_sv", "kind", "starts", "ends"]
    list_filter = ["kind"]
    search_fields = ["name_sv", "name_en"]
    edit_handler = ObjectList(
        [
            both("name"),
            FieldPanel("kind"),
            row("starts", "ends", "successor"),
            row("profile", "key"),
        ]
    )


class SeatViewSet(ViewSet):
    model = Seat
    icon = "user"
    list_display = ["role_sv", "kind", "unit", "body", "share"]
    list_filter = ["kind"]
    search_fields = ["role_sv", "role_en"]
    edit_handler = ObjectList(
        [
            both("role"),
            row("kind", "deputy"),
            row("unit", "body"),
            row("share", "shared_with"),
            row("email", "starts", "ends"),
            row("profile", "key"),
        ]
    )


class AppointmentViewSet(ViewSet):
    model = Appointment
    icon = "user"
    list_display = ["seat", "person", "starts", "ends", "from_claims"]
    search_fields = ["seat__role_sv", "person__last_name", "person__first_name"]
    edit_handler = ObjectList(
        [
            row("seat", "person"),
            row("starts", "ends"),
            MultiFieldPanel(
                [row("per_cent", "hours_a_month"), FieldPanel("duties")],
                heading=_("What was agreed on"),
                help_text=STATED,
            ),
        ]
    )


class DutyViewSet(ViewSet):
    model = Duty
    icon = "list-ul"
    list_display = ["text_sv", "kind", "order"]
    list_filter = ["kind"]
    search_fields = ["text_sv", "text_en"]
    edit_handler = ObjectList(
        [both("text"), row("kind", "order"), row("month", "day"), row("profile", "key")]
    )


class UnitMemberViewSet(ViewSet):
    model = UnitMember
    icon = "group"
    list_display = ["person", "unit", "starts", "ends", "from_claims"]
    list_filter = ["unit"]
    search_fields = ["person__last_name", "person__first_name"]
    edit_handler = ObjectList([row("person", "unit"), row("starts", "ends")])


class GroupViewSet(ViewSet):
    model = Group
    icon = "group"
    list_display = ["name_sv", "kind", "starts", "ends"]
    list_filter = ["kind"]
    search_fields = ["name_sv", "name_en"]
    edit_handler = ObjectList(
        [
            both("name"),
            FieldPanel("kind"),
            both("purpose"),
            row("starts", "ends"),
            row("profile", "key"),
        ]
    )


class GroupMemberViewSet(ViewSet):
    model = GroupMember
    icon = "group"
    list_display = ["person", "group", "reinforces", "starts", "ends", "from_claims"]
    list_filter = ["group", "reinforces"]
    search_fields = ["person__last_name", "person__first_name"]
    edit_handler = ObjectList(
        [
            row("person", "group"),
            row("reinforces", "matter_sv"),
            row("starts", "ends"),
            MultiFieldPanel(
                [row("units", "bodies")],
                heading=_("Covers"),
                help_text=_("Of a member of an administrative group."),
            ),
        ]
    )


class ClaimRuleViewSet(ViewSet):
    """Nobody but superusers: a rule says who reads what, for everybody who logs in."""

    model = ClaimRule
    icon = "key"
    list_display = ["claim", "value", "target"]
    list_filter = ["claim"]
    search_fields = ["claim", "value"]
    edit_handler = ObjectList([row("claim", "value"), row("seat", "unit", "group")])


class BodyMeetingViewSet(ViewSet):
    model = BodyMeeting
    icon = "date"
    list_display = ["body", "held_on"]
    list_filter = ["body"]
    edit_handler = ObjectList([row("body", "held_on"), FieldPanel("minutes")])


VIEW_SETS = (
    BodyViewSet,
    UnitViewSet,
    SeatViewSet,
    AppointmentViewSet,
    DutyViewSet,
    UnitMemberViewSet,
    GroupViewSet,
    GroupMemberViewSet,
    ClaimRuleViewSet,
    BodyMeetingViewSet,
)
