"""Calls in the admin: the facts are the source's, the areas and audiences are the editors'."""

from typing import Any

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView

from core.admin.lists import ViewSet
from core.admin.panels import both
from core.admin.policies import LimitedPolicy
from opportunities.admin.links import link_panel
from opportunities.classifying.sorting import sort_one
from opportunities.locks import lock_calls
from opportunities.models import Call, CallPriority

register_permission_policy(Call, LimitedPolicy(Call, "view", "change"))


class CallEditView(EditView):
    object: Call

    def get_queryset(self) -> QuerySet[Call]:
        return Call.objects.visible_to(self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the call once it is locked: another editor or an import may just have written it."""
        with transaction.atomic():
            lock_calls([self.object.pk])
            self.object = self.get_object()
            return super().post(request, *args, **kwargs)

    def save_instance(self) -> Call:
        """In the same transaction as the index, so that the two cannot disagree."""
        call: Call = super().save_instance()
        sort_one(call)
        return call


def next_deadline(call: Call) -> str:
    """The next deadline as a date, empty where there is none."""
    deadline = call.next_deadline(timezone.now())
    return date_format(timezone.localtime(deadline.at), "DATE_FORMAT") if deadline else ""


def areas(call: Call) -> str:
    """The areas that the call is sorted under."""
    return ", ".join(str(link.area) for link in call.priority_links.all())


class CallViewSet(ViewSet):
    """Imports add calls; nobody adds or deletes one here."""

    model = Call
    icon = "clipboard-list"
    edit_view_class = CallEditView
    list_display = [
        "title",
        "programme",
        Column("next_deadline", label=_("Next deadline"), accessor=next_deadline),
        Column("areas", label=_("Priority areas"), accessor=areas),
    ]
    list_filter = ["programme", "type", "priorities", "audiences", "is_demo"]
    search_fields = ["title", "identifier", "call_identifier"]
    add_to_reference_index = False
    edit_handler = ObjectList(
        [
            HelpPanel(template="admin/call_facts.html", heading=_("What the source says")),
            MultiFieldPanel(
                [both("sentence")],
                heading=_("In one sentence"),
                help_text=_(
                    "If empty, it is built from the facts: who pays how much to whom, and for what."
                ),
            ),
            link_panel("priority_links", "area", _("Priority areas"), _("Priority area")),
            link_panel("audience_links", "audience", _("Who may apply"), _("Audience")),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Call]:
        links = CallPriority.objects.current().select_related("area")
        calls: Any = Call.objects.visible_to(request.user).select_related("programme")
        return calls.prefetch_related("deadlines", Prefetch("priority_links", links))
