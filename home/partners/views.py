"""Where the form of the page for partners is sent, and the confirmation with its number."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.access.sections import visible_pages
from core.pages.context import profile_for
from core.pages.roots import roots
from core.web.views.public_forms import PublicFormView
from core.words.language import current
from home.models import PartnerProfilePage, PartnerProposal
from home.partners.actions import receive_proposal
from home.partners.forms import ProposalForm
from home.places import places


class ProposalView(PublicFormView):
    """The form stands in the page for partners, and comes back there with what is wrong."""

    form_class = ProposalForm
    action = staticmethod(receive_proposal)
    page: PartnerProfilePage

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who follows the address of the form is led to the page that it stands in."""
        return _to_the_page(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store what was sent, or show the page again."""
        page = _page(request)
        if page is None:
            return _to_the_page(request)
        self.page = page
        return super().post(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """The page's own."""
        return [self.page.get_template(self.request)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All that the page shows, and the form as it was sent."""
        return {**self.page.get_context(self.request), **super().get_context_data(**kwargs)}

    def answer_url(self, record: PartnerProposal) -> str:
        """The confirmation with the number of the proposal."""
        return reverse("proposal_sent", args=[record.reference])


@login_not_required
@never_cache
@require_safe
def proposal_sent(request: HttpRequest, reference: str) -> HttpResponse:
    """That it has come, under which number, and what happens next; not what it says."""
    proposals = PartnerProposal.objects.filter(profile=profile_for(request))
    proposal = get_object_or_404(proposals.select_related("area__contact"), reference=reference)
    contact = getattr(proposal.area, "contact", None)
    context = {"reference": proposal.reference, "role": contact.role if contact else ""}
    return render(request, "partners/proposal_sent.html", context)


def _page(request: HttpRequest) -> PartnerProfilePage | None:
    root = roots(request).get(current())
    if root is None:
        return None
    among = visible_pages(request.user, among=root.get_descendants().type(PartnerProfilePage))
    page = among.order_by("path").first()
    return page.specific if page else None


def _to_the_page(request: HttpRequest) -> HttpResponse:
    page = places(request).unique.get("partner")
    return redirect(page.url if page else f"/{current()}/")
