"""Where the form of the page for partners is sent, and the confirmation with its number."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from core.access.sections import visible_pages
from core.pages.context import profile_for
from core.words.language import current
from home.models import PartnerProfilePage, PartnerProposal
from home.partners.actions import receive
from home.partners.forms import ProposalForm
from home.unique_pages import places


# Anybody may send it, so there is no log-in whose rights another site could borrow.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Store what was sent, or show the page again with what is wrong and everything written."""
    page = _page(request)
    if page is None or request.method != "POST":
        return _to_the_page(request)
    at, profile = timezone.now(), profile_for(request)
    form = ProposalForm(request.POST, request=request, at=at, profile=profile)
    if profile is None or not form.is_valid():
        context = {**page.get_context(request), "form": form}
        return render(request, page.template, context, status=429 if form.too_many else 422)
    proposal = receive(
        proposal=form.save(commit=False),
        profile=profile,
        sent_key=form.sent_key,
        language=current(),
        at=at,
    )
    return redirect("proposal_sent", proposal.reference)


@login_not_required
@never_cache
@require_safe
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """That it has come, under which number, and what happens next; not what it says."""
    found = PartnerProposal.objects.filter(profile=profile_for(request))
    proposal = get_object_or_404(found.select_related("area__contact"), reference=reference)
    contact = getattr(proposal.area, "contact", None)
    context = {"reference": proposal.reference, "role": contact.role if contact else ""}
    return render(request, "pages/proposal_sent.html", context)


def _page(request: HttpRequest) -> PartnerProfilePage | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    roots = site.root_page.get_translations(inclusive=True)
    root = roots.filter(locale__language_code=current()).first()
    if root is None:
        return None
    among = visible_pages(request.user, among=root.get_descendants().type(PartnerProfilePage))
    found = among.order_by("path").first()
    return found.specific if found else None


def _to_the_page(request: HttpRequest) -> HttpResponse:
    place = places(request).get("partner")
    return redirect(place.url if place else f"/{current()}/")
