"""What we are members of: the list, the form of one, and the question of the year."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.words.dates import local
from network.cooperation.entering import may_change, may_publish, units_for
from network.cooperation.exchanges.views import SENT
from network.cooperation.memberships.actions import (
    answer_year,
    change_membership,
    enter_membership,
)
from network.cooperation.memberships.forms import MembershipForm, YearForm
from network.cooperation.memberships.questions import (
    answers,
    memberships_for,
    unanswered,
    year_asked,
)
from network.cooperation.models import MembershipYear, NetworkMembership
from network.intranet.access import LoggedInRequest, for_the_network, the_profile

methods = require_http_methods(["GET", "HEAD", "POST"])


@for_the_network
@require_safe
def membership_list(request: LoggedInRequest) -> HttpResponse:
    """All that the reader may read, with what was answered last; theirs to answer and to change."""
    user, profile = request.user, the_profile(request)
    on = local(timezone.now()).date()
    rows = list(memberships_for(user, profile))
    asked = {row.pk for row in unanswered(rows, on)}
    lines = [
        {
            "row": row,
            "changes": may_change(user, row),
            "asked": row.pk in asked and may_change(user, row),
            "answer": next(iter(answers(row)), None),
        }
        for row in rows
    ]
    context = {
        "lines": sorted(lines, key=lambda line: not line["asked"]),
        "year": year_asked(on),
        "may_enter": units_for(user, profile, on).exists(),
    }
    return render(request, "intranet/memberships/list.html", context)


@for_the_network
@methods
def enter(request: LoggedInRequest) -> HttpResponse:
    """A new one, of one of their units."""
    form = _form(request)
    if not form.units:
        return render(request, "intranet/exchanges/no_unit.html", status=403)
    if not (request.method == "POST" and form.is_valid()):
        return _show(request, form)
    enter_membership(
        profile=the_profile(request),
        facts=form.facts,
        named=form.cleaned_data["named"].strip(),
        key=form.cleaned_data["key"] or uuid4(),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, SENT)
    return redirect("memberships")


@for_the_network
@methods
def change(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Other facts; what was published waits again, unless an editor changes it."""
    membership = _one(request, pk)
    form = _form(request, membership)
    if not (request.method == "POST" and form.is_valid()):
        return _show(request, form, _one(request, pk))
    change_membership(
        membership=NetworkMembership.objects.get(pk=pk),
        facts=form.facts,
        publishes=may_publish(request.user, membership),
        by=request.user,
        at=timezone.now(),
    )
    waits = NetworkMembership.objects.filter(pk=pk, state=NetworkMembership.State.SENT).exists()
    messages.success(request, SENT if waits else _("Saved."))
    return redirect("memberships")


@for_the_network
@methods
def year(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The question of the year; what was answered can be changed until the next is asked."""
    membership, at = _one(request, pk), timezone.now()
    of = year_asked(local(at).date())
    known = MembershipYear.objects.filter(membership=membership, year=of).first()
    data: Any = request.POST if request.method == "POST" else None
    initial = {} if known else {"interests": membership.interests_sv}
    form = YearForm(data, instance=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        answer_year(membership=membership, year=of, facts=form.facts, by=request.user, at=at)
        messages.success(request, _("Thank you. The yearly report finds it."))
        return redirect("memberships")
    context = {"form": form, "membership": membership, "year": of, "before": answers(membership)}
    status = 422 if form.errors else 200
    return render(request, "intranet/memberships/year.html", context, status=status)


def _one(request: LoggedInRequest, pk: int) -> NetworkMembership:
    rows = memberships_for(request.user, the_profile(request))
    membership = get_object_or_404(rows, pk=pk)
    if not may_change(request.user, membership):
        raise Http404
    return membership


def _form(request: LoggedInRequest, membership: NetworkMembership | None = None) -> MembershipForm:
    data: Any = request.POST if request.method == "POST" else None
    on, profile = local(timezone.now()).date(), the_profile(request)
    return MembershipForm(data, user=request.user, profile=profile, on=on, membership=membership)


def _show(
    request: LoggedInRequest, form: MembershipForm, membership: NetworkMembership | None = None
) -> HttpResponse:
    public = membership is not None and membership.visibility == "public"
    context = {
        "form": form,
        "membership": membership,
        "waits_again": public and not may_publish(request.user, NetworkMembership),
    }
    status = 422 if form.errors else 200
    return render(request, "intranet/memberships/form.html", context, status=status)
