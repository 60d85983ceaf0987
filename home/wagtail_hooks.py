"""The editors' menu of the EU work: each app brings its part."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from core.admin import MunicipalityViewSet, PriorityAreaViewSet
from network.admin import BodyViewSet
from network.cooperation_admin import VIEW_SETS as COOPERATION
from opportunities.admin.audiences import AudienceViewSet
from opportunities.admin.calls import CallViewSet
from opportunities.admin.programmes import ExchangeRateViewSet, ProgrammeViewSet
from opportunities.admin.sources import ImportRunViewSet, QuarantinedViewSet, SourceViewSet


class EUWork(SnippetViewSetGroup):
    menu_label = _("EU work")
    menu_icon = "globe"
    menu_name = "eu-work"
    menu_order = 150
    items = (
        CallViewSet,
        PriorityAreaViewSet,
        AudienceViewSet,
        ProgrammeViewSet,
        ExchangeRateViewSet,
        MunicipalityViewSet,
        BodyViewSet,
        *COOPERATION,
        SourceViewSet,
        ImportRunViewSet,
        QuarantinedViewSet,
    )


register_snippet(EUWork)
