"""Ask for a visit, and the page that says it has arrived."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.web.views.public_forms import PublicFormView
from network.cooperation.actions import receive_visit
from network.cooperation.forms import VisitForm


class VisitView(PublicFormView):
    """The form, and again with what is wrong until it can be stored."""

    form_class = VisitForm
    template_name = "cooperation/visit.html"
    action = staticmethod(receive_visit)

    def answer_url(self, _record: Any) -> str:
        """The page that says it has arrived."""
        return reverse("visit_sent")


@login_not_required
@require_safe
def visit_sent(request: HttpRequest) -> HttpResponse:
    """It has arrived, and what happens now."""
    return render(request, "cooperation/visit_sent.html")
