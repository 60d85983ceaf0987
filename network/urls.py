from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from network.cooperation.views.visits import visit, visit_sent

visits = [
    path("", visit, name="visit"),
    path(_("sent/"), visit_sent, name="visit_sent"),
]

urlpatterns = [path(_("visit/"), include(visits))]
