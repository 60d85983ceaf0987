"""Towns, partners, agreements, exchanges and visits in the editors' admin."""

from typing import cast

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.permissions import register_permission_policy

from core.admin.lists import ViewSet
from core.admin.municipality import STATED
from core.admin.panels import both, row
from core.admin.policies import LimitedPolicy
from network.cooperation.desk import STATE, DeskView, PublishView, SentFirst
from network.cooperation.models import (
    Agreement,
    Award,
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
    TravelRule,
    TwinTown,
    VisitRequest,
)
from network.cooperation.publishing import Record

DECISION = MultiFieldPanel(
    [row("decided_by", "decided_on"), row("paragraph", "dnr")],
    heading=_("Decision"),
    help_text=STATED,
)
OWNER_AND_READERS = MultiFieldPanel(
    [row("profile", "key"), FieldPanel("visibility")], heading=_("Place and readers")
)


class EnteredViewSet(ViewSet):
    """Records that units enter themselves."""

    index_view_class = SentFirst

    def get_urlpatterns(self) -> list[URLPattern]:
        of = cast("type[Record]", self.model)
        ways = [
            path(f"{way}/<int:record>/", PublishView.as_view(of=of, back=back), name=way)
            for way, back in (("publish", False), ("take_back", True))
        ]
        return [
            *super().get_urlpatterns(),
            path("desk/", DeskView.as_view(of=of), name="desk"),
            *ways,
        ]


class TwinTownViewSet(ViewSet):
    model = TwinTown
    icon = "site"
    list_display = ["name", "country", "status"]
    list_filter = ["status"]
    search_fields = ["name", "name_sv"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [row("name", "name_sv"), FieldPanel("country"), row("latitude", "longitude")],
                heading=_("Town"),
            ),
            MultiFieldPanel(
                [FieldPanel("status"), row("since", "decided_by"), row("source", "source_year")],
                heading=_("Status"),
                help_text=_(
                    "A town that only a public list names is unverified: say which list and of "
                    "what year. The site shows it as such."
                ),
            ),
            InlinePanel(
                "changes",
                [row("status", "decided_on", "decided_by"), row("paragraph", "dnr")],
                heading=_("What has become of it"),
                label=_("Change"),
            ),
            MultiFieldPanel(
                [row("contact", "responsible"), FieldPanel("areas"), both("note")],
                heading=_("Cooperation"),
            ),
            OWNER_AND_READERS,
        ]
    )


class AgreementViewSet(ViewSet):
    model = Agreement
    icon = "doc-full"
    list_display = ["title_sv", "kind", "starts", "ends"]
    list_filter = ["kind"]
    search_fields = ["title_sv", "title_en", "dnr"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("title"), FieldPanel("kind")], heading=_("Agreement")),
            row("town", "organisation"),
            DECISION,
            row("starts", "ends", "ended_by"),
            both("note"),
            OWNER_AND_READERS,
        ]
    )


class OrganisationViewSet(ViewSet):
    model = ExternalOrganisation
    icon = "group"
    list_display = ["name", "kind", "sector"]
    list_filter = ["kind", "sector"]
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            row("name", "country"),
            row("kind", "sector", "order"),
            FieldPanel("web"),
            both("note"),
            FieldPanel("successor"),
            FieldPanel("best_at"),
            OWNER_AND_READERS,
        ]
    )


class MembershipViewSet(EnteredViewSet):
    model = NetworkMembership
    icon = "link"
    list_display = ["organisation", "starts", "ends", "state", STATE]
    list_filter = ["state"]
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            row("starts", "ends"),
            row("unit", "represented_by"),
            DECISION,
            MultiFieldPanel(
                [both("purpose"), both("benefit"), both("interests")],
                heading=_("What it is for"),
                help_text=STATED,
            ),
            OWNER_AND_READERS,
        ]
    )


class ExchangeViewSet(EnteredViewSet):
    model = Exchange
    icon = "globe"
    list_display = ["title_sv", "kind", "when", "town", "unit", "state", STATE]
    list_filter = ["state", "kind", "town"]
    search_fields = ["title_sv", "title_en"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="admin/travel_rules.html", heading=_("Rules for travel")),
            MultiFieldPanel([both("title"), row("kind", "when")], heading=_("Exchange")),
            row("town", "organisation"),
            MultiFieldPanel(
                [
                    row("politicians", "politicians_number", "officers", "officers_number"),
                    row("pupils", "pupils_number", "citizens", "citizens_number"),
                    row("unit", "represented_by"),
                ],
                heading=_("Who took part"),
            ),
            both("result"),
            FieldPanel("areas"),
            OWNER_AND_READERS,
        ]
    )


class AwardViewSet(ViewSet):
    model = Award
    icon = "pick"
    list_display = ["name_sv", "kind", "year"]
    edit_handler = ObjectList([both("name"), row("kind", "year"), OWNER_AND_READERS])


class TravelRuleViewSet(ViewSet):
    model = TravelRule
    icon = "clipboard-list"
    list_display = ["text_sv", "decided_by"]
    edit_handler = ObjectList([both("text"), FieldPanel("decided_by"), row("profile", "key")])


register_permission_policy(VisitRequest, LimitedPolicy(VisitRequest, "view", "change"))


class VisitRequestViewSet(ViewSet):
    """The inbox: what was sent cannot be changed, only what becomes of it."""

    model = VisitRequest
    icon = "mail"
    list_display = ["organisation", "country", "dates", "status", "routed_to", "sent_at"]
    list_filter = ["status"]
    search_fields = ["organisation", "country", "subject"]
    edit_handler = ObjectList(
        [
            *(
                FieldPanel(name, read_only=True)
                for name in (
                    *"organisation country role email dates".split(),
                    *"area subject people message routed_to".split(),
                )
            ),
            MultiFieldPanel(
                [FieldPanel("status"), FieldPanel("answer")],
                heading=_("Answer"),
                help_text=_("Answer by e-mail and write here what was answered."),
            ),
        ]
    )


VIEW_SETS = (
    TwinTownViewSet,
    ExchangeViewSet,
    VisitRequestViewSet,
    AgreementViewSet,
    OrganisationViewSet,
    MembershipViewSet,
    AwardViewSet,
    TravelRuleViewSet,
)
