"""Addresses of the coordination, below that of the intranet."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from network.intranet.coordination.views import asking, letters, overview, seats, units

urlpatterns = [
    path("", overview.overview, name="coordination"),
    path(_("ask/<int:pk>/"), asking.ask, name="ask_head"),
    path(_("invite/"), asking.ask_directly, name="invite"),
    path(_("questions/<int:pk>/again/"), asking.ask_again, name="ask_again"),
    path(_("questions/<int:pk>/take-back/"), asking.take_back, name="take_back"),
    path(_("seats/<int:pk>/"), seats.change_seat, name="change_seat"),
    path(_("units/<int:pk>/"), units.change_unit, name="change_unit"),
    path(_("letter/<str:key>/"), letters.LetterView.as_view(), name="letter"),
]
