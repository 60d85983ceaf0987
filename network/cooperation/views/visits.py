"""Ask for a visit, and the page that says it has arrived."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.pages.context import profile_for
from core.web.public_forms import public_record
from core.words.language import current
from network.cooperation.actions import receive_visit
from network.cooperation.forms import VisitForm

TOO_MANY = 429


# The form does nothing in the name of whoever is logged in, so no cookie has to vouch for it.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest) -> HttpResponse:
    """The form, and again with what is wrong until it can be stored."""
    profile = profile_for(request)
    if profile is None:
        raise Http404
    at = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = VisitForm(data, request=request, at=at, profile=profile)
    if data is not None and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in VisitForm.Meta.fields}
        receive_visit(
            profile=profile, facts=facts, sent_key=form.sent_key, language=current(), at=at
        )
        return redirect("visit_sent")
    context = {"form": form, "notice": public_record()}
    status = TOO_MANY if form.too_many else 200
    return render(request, "pages/visit.html", context, status=status)


@login_not_required
@require_safe
def visit_sent(request: HttpRequest) -> HttpResponse:
    """It has arrived, and what happens now."""
    return render(request, "pages/visit_sent.html")
