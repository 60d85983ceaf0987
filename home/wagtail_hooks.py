"""The editors' menu of the EU work: each app brings its part."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

import editing.bin.hooks
import editing.borders.admin
import editing.borders.hooks
import editing.borders.sections
import editing.reports.menu  # noqa: F401 - their hooks
import network.intranet.panel  # noqa: F401 - so that it is there
from core.admin.areas import PriorityAreaViewSet
from core.admin.municipality import MunicipalityViewSet
from core.pages.models import SitePage
from core.pages.rich_text import NotedPageLink
from editing.content_checks import warnings
from editing.faults.admin import FaultReportViewSet
from editing.runs.admin import RunViewSet
from editing.vocabulary.admin import SearchWords
from governing.admin.document_import import DocumentImport
from home.glossary.admin import GlossaryTermViewSet
from home.partners.admin import PartnerProposalViewSet, SubjectContactViewSet
from network.cooperation.admin import VIEW_SETS as COOPERATION
from network.organisation.admin import VIEW_SETS as ORGANISATION
from opportunities.admin.audiences import AudienceViewSet
from opportunities.admin.calls import CallViewSet
from opportunities.admin.programmes import ExchangeRateViewSet, ProgrammeViewSet
from opportunities.admin.sources import ImportRunViewSet, QuarantinedViewSet, SourceViewSet
from projects.admin import ProjectViewSet
from projects.publishing import refuse_bulk_publishing


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
        *ORGANISATION,
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
register_snippet(SearchWords)
register_snippet(RunViewSet)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_is_hard_to_read(request: HttpRequest, page: Page) -> None:
    """It is saved or published all the same."""
    if isinstance(page, SitePage):
        for sentence in warnings(page):
            messages.warning(request, sentence)
