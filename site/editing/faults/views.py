"""`/sv/rapportera-fel/`: anybody tells what does not work on the site, with a name or without."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.web.views.public_forms import PublicFormView
from editing.faults.actions import receive_fault
from editing.faults.forms import FaultForm


class FaultView(PublicFormView):
    """The form, and under the same address with `?sent` that the report has come."""

    form_class = FaultForm
    template_name = "faults/report.html"
    action = staticmethod(receive_fault)
    needs_profile = False  # a site that is not set up yet can have faults

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, or that it has come."""
        if "sent" in request.GET:
            return render(request, "faults/sent.html")
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The page from which the visitor came here, where the link says it."""
        return {"page": self.request.GET.get("page", "")}

    def answer_url(self, record: Any) -> str:  # noqa: ARG002 - the same for every report
        """The same address, which then thanks."""
        return f"{reverse('report_fault')}?sent"
