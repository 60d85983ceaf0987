"""The editors' menu of the EU work: each app brings its part."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

import home.bin.hooks
import home.reports.menu  # noqa: F401 - their hooks
from core.admin import MunicipalityViewSet, PriorityAreaViewSet
from home.admin.document_import import DocumentImport
from home.admin.glossary import GlossaryTermViewSet
from home.admin.proposals import PartnerProposalViewSet, SubjectContactViewSet
from home.content_checks import warnings
from home.documents.rich_text import NotedPageLink
from home.fault_admin import FaultReportViewSet
from home.models.base import SitePage
from home.projects.publishing import refuse_bulk_publishing
from network.admin import BodyViewSet
from network.cooperation_admin import VIEW_SETS as COOPERATION
from opportunities.admin.audiences import AudienceViewSet
from opportunities.admin.calls import CallViewSet
from opportunities.admin.programmes import ExchangeRateViewSet, ProgrammeViewSet
from opportunities.admin.sources import ImportRunViewSet, QuarantinedViewSet, SourceViewSet
from projects.admin import ProjectViewSet


class EUWork(SnippetViewSetGroup):
    menu_label = _("EU work")
    menu_icon = "globe"
    menu_name = "eu-work"
    menu_order = 150
    items = (
        CallViewSet,
        ProjectViewSet,
        PriorityAreaViewSet,
        AudienceViewSet,
        ProgrammeViewSet,
        ExchangeRateViewSet,
        MunicipalityViewSet,
        BodyViewSet,
        PartnerProposalViewSet,
        SubjectContactViewSet,
        GlossaryTermViewSet,
        DocumentImport,
        *COOPERATION,
        SourceViewSet,
        ImportRunViewSet,
        QuarantinedViewSet,
    )


register_snippet(EUWork)
hooks.register("before_bulk_action", refuse_bulk_publishing)


@hooks.register("register_rich_text_features", order=100)
def say_what_a_linked_page_is(features: FeatureRegistry) -> None:
    """A link to a document that is not in force says so. Wagtail registers its own links first."""
    features.register_link_type(NotedPageLink)


register_snippet(FaultReportViewSet)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_is_hard_to_read(request: HttpRequest, page: Page) -> None:
    """It is saved or published all the same."""
    if isinstance(page, SitePage):
        for sentence in warnings(page):
            messages.warning(request, sentence)
