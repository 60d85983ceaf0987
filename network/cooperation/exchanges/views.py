"""A unit's exchanges, visits and conferences: those there are, and the form of one."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from core.words.dates import local
from network.cooperation.entering import may_change, may_publish, own, units_for
from network.cooperation.exchanges.actions import (
    change_exchange,
    enter_exchange,
    remove_exchange,
)
from network.cooperation.exchanges.forms import ExchangeForm
from network.cooperation.models import Exchange, ExternalOrganisation, TwinTown
from network.intranet.access import LoggedInRequest, for_the_network, the_profile

methods = require_http_methods(["GET", "HEAD", "POST"])
SENT = gettext_lazy(
    "Sent to the editors. Colleagues read it already, everybody once one publishes it."
)


@for_the_network
@require_safe
def exchange_list(request: LoggedInRequest) -> HttpResponse:
    """Those of the reader's units, or of all for who coordinates; drafts and what waits first."""
    user, profile = request.user, the_profile(request)
    rows = Exchange.objects.visible_to(user).filter(own(user), profile=profile)
    # Whoever reads of an exchange does not read, for that, with whom it was.
    parties = (
        Prefetch("town", TwinTown.objects.visible_to(user)),
        Prefetch("organisation", ExternalOrganisation.objects.visible_to(user)),
    )
    rows = rows.select_related("unit").prefetch_related("areas__scheme", *parties)
    listed = [(row, may_change(user, row)) for row in rows]
    context = {
        "open": [line for line in listed if line[0].state in ("draft", "sent")],
        "settled": [line for line in listed if line[0].state not in ("draft", "sent")],
        "may_enter": units_for(user, profile, local(timezone.now()).date()).exists(),
    }
    return render(request, "intranet/exchanges/list.html", context)


@for_the_network
@methods
def enter(request: LoggedInRequest) -> HttpResponse:
    """A new one, of one of their units."""
    at, profile = timezone.now(), the_profile(request)
    form = _form(request, initial={"unit": request.GET.get("unit", "")})
    if not form.units:
        return render(request, "intranet/exchanges/no_unit.html", status=403)
    if not _is_sent(request, form):
        return _show(request, form)
    enter_exchange(
        profile=profile,
        facts=form.facts,
        areas=form.cleaned_data["areas"],
        people=form.cleaned_data["people"],
        key=form.cleaned_data["key"] or uuid4(),
        by=request.user,
        at=at,
    )
    messages.success(request, SENT)
    return redirect("exchanges")


@for_the_network
@methods
def change(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Other facts; what was published waits again, unless an editor changes it."""
    exchange = _one(request, pk)
    form = _form(request, exchange=exchange)
    if not _is_sent(request, form):
        return _show(request, form, exchange=Exchange.objects.get(pk=pk))
    publishes = may_publish(request.user, exchange)
    change_exchange(
        exchange=Exchange.objects.get(pk=pk),
        facts=form.facts,
        areas=form.cleaned_data["areas"],
        people=form.cleaned_data["people"],
        among={person.pk for person in form.offered},
        publishes=publishes,
        by=request.user,
        at=timezone.now(),
    )
    stays = Exchange.objects.filter(pk=pk, state=Exchange.State.SENT).exists()
    messages.success(request, SENT if stays else _("Saved."))
    return redirect("exchanges")


@for_the_network
@methods
def remove(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Ask once more, and take away what nobody has published."""
    exchange = _one(request, pk)
    if exchange.state not in (Exchange.State.DRAFT, Exchange.State.SENT):
        raise PermissionDenied
    if request.method == "POST":
        remove_exchange(exchange=exchange, by=request.user, at=timezone.now())
        messages.success(request, _("Removed."))
        return redirect("exchanges")
    return render(request, "intranet/exchanges/remove.html", {"exchange": exchange})


def _one(request: LoggedInRequest, pk: int) -> Exchange:
    rows = Exchange.objects.visible_to(request.user).filter(profile=the_profile(request))
    exchange: Exchange = get_object_or_404(rows, pk=pk)
    if not may_change(request.user, exchange):
        raise Http404
    return exchange


def _form(request: LoggedInRequest, **more: Any) -> ExchangeForm:
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("action") == "people":  # show who works there, check nothing
        more["initial"], data = _as_initial(request), None
    on = local(timezone.now()).date()
    return ExchangeForm(data, user=request.user, profile=the_profile(request), on=on, **more)


def _as_initial(request: LoggedInRequest) -> dict[str, Any]:
    lists = ("areas", "people")
    typed = {name: request.POST.get(name, "") for name in request.POST if name not in lists}
    return typed | {name: request.POST.getlist(name) for name in lists}


def _is_sent(request: LoggedInRequest, form: ExchangeForm) -> bool:
    return request.method == "POST" and form.is_bound and form.is_valid()


def _show(
    request: LoggedInRequest, form: ExchangeForm, exchange: Exchange | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "exchange": exchange,
        "waits_again": exchange is not None
        and exchange.visibility == "public"
        and not may_publish(request.user, exchange),
    }
    status = 422 if form.errors else 200
    return render(request, "intranet/exchanges/form.html", context, status=status)
