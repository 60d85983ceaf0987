"""The training log: one's own, that of the units one answers for, and the sums of a year."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_the_network, may_enter, the_profile
from network.intranet.competence.actions import add_training, change_training, remove_training
from network.intranet.competence.forms import TrainingForm
from network.intranet.competence.models import Training
from network.intranet.competence.querysets import TrainingQuerySet, answered_for, by_year
from network.intranet.competence.table import as_csv, name_of
from network.intranet.rights import may_coordinate

methods = require_http_methods(["GET", "HEAD", "POST"])
FIRST_YEAR = 1990


@require_safe
def log(request: LoggedInRequest) -> HttpResponse:
    """For whoever is logged in: theirs; of others and in sums what they may read of the year."""
    profile, user = the_profile(request), request.user
    on = local(timezone.now()).date()
    year = _year(request)
    shown = (
        _visible(request)
        .prefetch_related("areas__scheme")
        .select_related("unit", "person", "event")
    )
    mine = list(shown.filter(person=user))
    sums = by_year(profile, year) if may_enter(user, profile) else []
    known = profile.trainings.order_by("-year").values_list("year", flat=True).distinct()
    context = {
        "planned": [line for line in reversed(mine) if not line.done],
        "done": [line for line in mine if line.done],
        "others": shown.filter(year=year)
        .exclude(person=user)
        .order_by(
            "unit__order", "unit__name_sv", "person__first_name", "person__last_name", "-when", "pk"
        ),
        "sums": [(name_of(sums, place), line) for place, line in enumerate(sums[:-1])],
        "total": sums[-1] if sums else None,
        "year": year,
        "years": sorted({*known, on.year, year}, reverse=True),
        "enters": may_enter(user, profile),
        "coordinates": may_coordinate(user),
        "answers_for": answered_for(user, on),
    }
    return render(request, "intranet/competence/log.html", context)


@for_the_network
@require_safe
def year_as_csv(request: LoggedInRequest) -> HttpResponse:
    """The sums of a year, to count on with."""
    year = _year(request)
    text = as_csv(by_year(the_profile(request), year), year)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    name = f"{_('competence')}-{year}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@methods
def add(request: LoggedInRequest) -> HttpResponse:
    """A line for themselves; whoever answers for a unit ticks its people."""
    form, profile = _form(request), the_profile(request)
    if not (request.method == "POST" and form.is_valid()):
        return _show(request, form)
    add_training(
        profile=profile,
        facts=form.facts,
        areas=form.cleaned_data["areas"],
        people=form.cleaned_data["people"],
        key=form.cleaned_data["key"] or uuid4(),
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("It is in the log."))
    return redirect("competence")


@methods
def change(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Other words, or that it is done and what it gave."""
    training = get_object_or_404(_visible(request), pk=pk)
    form = _form(request, training=training)
    if not (request.method == "POST" and form.is_valid()):
        return _show(request, form, get_object_or_404(_visible(request), pk=pk))
    areas = form.cleaned_data["areas"]
    change_training(
        training=training, facts=form.facts, areas=areas, by=request.user, at=timezone.now()
    )
    messages.success(request, _("Saved."))
    return redirect("competence")


@methods
def remove(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Ask once more, and take it away."""
    training = get_object_or_404(_visible(request), pk=pk)
    if request.method == "POST":
        remove_training(training=training, by=request.user, at=timezone.now())
        messages.success(request, _("Removed."))
        return redirect("competence")
    return render(request, "intranet/competence/remove.html", {"training": training})


def _visible(request: LoggedInRequest) -> TrainingQuerySet:
    on = local(timezone.now()).date()
    lines = Training.objects.visible_to(request.user, on)
    return lines.filter(profile=the_profile(request))


def _year(request: LoggedInRequest) -> int:
    asked, now = request.GET.get("year", ""), local(timezone.now()).year
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else now
    return number if FIRST_YEAR <= number <= now + 10 else now


def _form(request: LoggedInRequest, training: Training | None = None) -> TrainingForm:
    data: Any = request.POST if request.method == "POST" else None
    on = local(timezone.now()).date()
    profile = the_profile(request)
    return TrainingForm(data, user=request.user, profile=profile, on=on, training=training)


def _show(
    request: LoggedInRequest, form: TrainingForm, training: Training | None = None
) -> HttpResponse:
    status = 422 if form.errors else 200
    context = {"form": form, "training": training}
    return render(request, "intranet/competence/form.html", context, status=status)
