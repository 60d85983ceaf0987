from django.urls import path
from django.utils.translation import gettext_lazy as _

from home.sitesearch.views import site_search, site_suggestions

urlpatterns = [
    path("", site_search, name="site_search"),
    path(_("suggestions/"), site_suggestions, name="site_suggestions"),
]
