from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from network.cooperation.views.visits import VisitView, visit_sent

visits = [
    path("", VisitView.as_view(), name="visit"),
    path(_("sent/"), visit_sent, name="visit_sent"),
]

urlpatterns = [path(_("visit/"), include(visits))]
