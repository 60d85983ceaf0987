"""The programmes as a list, and the guide to one of them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.models import Audience
from core.pages.context import profile_for
from core.web.structured_data import way
from core.words.dates import local
from opportunities.models import Programme
from opportunities.programmes.lines import ProgrammeLine, programme_line
from opportunities.programmes.open_money import open_calls, programme_lines
from opportunities.programmes.parts import read_parts


@login_not_required
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """Every programme, those for an audience with `?audience=`; proposals apart."""
    chosen = Audience.objects.filter(slug=request.GET.get("audience", "")).first()
    lines = programme_lines(
        request.user, at=timezone.now(), profile=profile_for(request), audience=chosen
    )
    context = {
        "audiences": list(Audience.objects.all()),
        "chosen": chosen,
        "lines": [
            line for line in lines if line.period and not line.is_proposed and _described(line)
        ],
        "others": [line for line in lines if not line.is_proposed and not _described(line)],
        "proposals": [line for line in lines if line.is_proposed],
    }
    return render(request, "programmes/index.html", context)


def _described(line: ProgrammeLine) -> bool:
    """Whether we can say what it is for; of the others only the calls are in the search."""
    return bool(line.programme.about_sv)


@login_not_required
@require_safe
def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """What the programme is for, for whom, where, by which law, and its open calls."""
    at, profile = timezone.now(), profile_for(request)
    programmes = Programme.objects.prefetch_related(
        "periods__successor__programme", "periods__predecessors__programme", "audiences"
    )
    programme = get_object_or_404(programmes, slug=slug)
    county = profile.county if profile else ""
    calls, count = open_calls(request.user, at=at, programme=programme.slug)
    context = {
        "programme": programme,
        "line": programme_line(programme, county=county, on=local(at).date(), open_calls=count),
        "periods": list(programme.periods.all()),
        "predecessors": _predecessors(programme),
        "calls": calls,
        "way_here": way(
            (_("Programmes and funds"), reverse("programmes")), (programme.name, request.path)
        ),
        "parts": read_parts(programme, request.user, at),
    }
    return render(request, "programmes/page.html", context)


def _predecessors(programme: Programme) -> list[Programme]:
    """The programmes that this one follows."""
    periods = [p for period in programme.periods.all() for p in period.predecessors.all()]
    return list(dict.fromkeys(period.programme for period in periods))
