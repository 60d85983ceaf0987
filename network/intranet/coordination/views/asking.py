"""How the coordinator asks for somebody: the head of a unit, or whoever it is to be."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.words.dates import local
from core.words.language import current
from network.intranet.access import LoggedInRequest, the_profile
from network.intranet.coordination.access import for_coordinators
from network.intranet.coordination.actions import (
    NotInForce,
    ask_head,
    invite,
    send_again,
    withdraw,
)
from network.intranet.coordination.forms import AskHeadForm, InviteForm
from network.intranet.coordination.seating import head_address
from network.organisation.models import Nomination, Seat, Unit
from network.organisation.models.duties import duties_of


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The head of a unit is asked who is to be its contact person."""
    profile, at = the_profile(request), timezone.now()
    on = local(at).date()
    unit = get_object_or_404(Unit.objects.current(on), pk=pk, profile=profile)
    initial = {"head_email": head_address(unit, on), "language": current()}
    form = AskHeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        ask_head(unit=unit, by=request.user, at=at, **form.cleaned_data)
        messages.success(request, _("The question is on its way."))
        return redirect("coordination")
    context = {"form": form, "unit": unit, "duties": duties_of(profile, Seat.Kind.CONTACT)}
    return render(request, "intranet/seating/ask.html", context, status=_status(form))


@for_coordinators
@require_http_methods(["GET", "HEAD", "POST"])
def ask_directly(request: LoggedInRequest) -> HttpResponse:
    """Somebody is asked to take a seat; the address may say which (`?place=seat-5`)."""
    profile, at = the_profile(request), timezone.now()
    initial = {"place": request.GET.get("place", ""), "language": current()}
    form = InviteForm(request.POST or None, initial=initial, profile=profile, on=local(at).date())
    if request.method == "POST" and form.is_valid():
        invite(
            profile=profile,
            place=form.chosen,
            facts=form.facts,
            language=form.cleaned_data["language"],
            by=request.user,
            at=at,
        )
        messages.success(request, _("The question is on its way."))
        return redirect("coordination")
    context = {"form": form}
    return render(request, "intranet/seating/invite.html", context, status=_status(form))


@for_coordinators
@require_POST
def ask_again(request: LoggedInRequest, pk: int) -> HttpResponse:
    """A new mail with a new link."""
    try:
        send_again(nomination=_one(request, pk), by=request.user, at=timezone.now())
        messages.success(request, _("Sent again. The link before it opens nothing any more."))
    except NotInForce:
        messages.info(request, _("It has been answered meanwhile."))
    return redirect("coordination")


@for_coordinators
@require_POST
def take_back(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Nothing is asked any more."""
    try:
        withdraw(nomination=_one(request, pk), by=request.user, at=timezone.now())
        messages.success(request, _("Taken back. Whoever was to answer is told."))
    except NotInForce:
        messages.info(request, _("It has been answered meanwhile."))
    return redirect("coordination")


def _one(request: LoggedInRequest, pk: int) -> Nomination:
    return get_object_or_404(Nomination, pk=pk, profile=the_profile(request))


def _status(form: AskHeadForm | InviteForm) -> int:
    return 422 if form.errors else 200
