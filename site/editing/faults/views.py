"""`/sv/rapportera-fel/`: anybody tells what does not work on the site, with a name or without."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.pages.context import profile_for
from core.web.public_forms import mail_after_commit, public_record
from editing.faults.forms import FaultForm
from editing.models import FaultReport


# A forged sender gains nothing here: the form is open to all, and asks for no cookie of ours.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form; store what is sent, once, and tell the municipality."""
    at = timezone.now()
    if "sent" in request.GET and request.method != "POST":
        return render(request, "pages/fault_sent.html")
    data = request.POST if request.method == "POST" else None
    form = FaultForm(data, request=request, at=at, initial={"page": request.GET.get("page", "")})
    if data is not None and form.is_valid():
        store(form, request, at)
        return redirect(f"{reverse('report_fault')}?sent")
    status = 429 if form.too_many else 200
    context = {"form": form, "notice": public_record(), "button": _("Send the report")}
    return render(request, "pages/report_fault.html", context, status=status)


def store(form: FaultForm, request: HttpRequest, at: Any) -> None:
    """Keep the report; the same form sent twice counts once."""
    values = {**form.cleaned_data, "sent_at": at}
    facts = {name: values[name] for name in ("fault", "page", "email", "sent_at")}
    row, new = FaultReport.objects.get_or_create(sent_key=form.sent_key, defaults=facts)
    profile = profile_for(request)
    if new and profile:
        mail_after_commit(
            subject=_("A fault on the site: %(page)s") % {"page": row.page or "–"},
            text=f"{row.fault}\n\n{row.page}\n{row.email}",
            to=profile.email,
            reply_to=row.email,
        )
