from django.urls import path
from django.utils.translation import gettext_lazy as _

from network.views.visits import visit, visit_sent

urlpatterns = [
    path("", visit, name="visit"),
    path(_("sent/"), visit_sent, name="visit_sent"),
]
