from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from home.areas import views as areas
from home.partners.views import ProposalView, proposal_sent
from home.sitesearch.views import site_search, site_suggestions

search = [
    path("", site_search, name="site_search"),
    path(_("suggestions/"), site_suggestions, name="site_suggestions"),
]

urlpatterns = [
    path(_("partner-proposal/"), ProposalView.as_view(), name="propose"),
    path(_("partner-proposal/<slug:reference>/"), proposal_sent, name="proposal_sent"),
    path(_("search/"), include(search)),
    path(_("areas/"), areas.area_overview, name="areas"),
    path(_("areas/<slug:slug>/"), areas.area_page, name="area"),
]
