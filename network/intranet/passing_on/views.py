"""The page with the ready text of a call or news, for the own unit."""

from datetime import datetime
from urllib.parse import quote, urljoin

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access.visibility import standing_of
from core.web.request import own_address
from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_the_network
from network.intranet.passing_on.actions import PassedOnToday, pass_on
from network.intranet.passing_on.forms import PassOnForm
from network.intranet.passing_on.receiving import colleagues
from network.intranet.passing_on.sources import Passable, passable
from network.organisation.models import Unit


@for_the_network
@require_http_methods(["GET", "HEAD", "POST"])
def pass_it_on(request: LoggedInRequest, kind: str, pk: int) -> HttpResponse:
    """What everybody may read, as a text to change; what is closed is not there."""
    at = timezone.now()
    record = passable(kind, pk, at=at)
    if record is None:
        raise Http404
    standing, on = standing_of(request.user), local(at).date()
    units = list(Unit.objects.current(on).filter(pk__in=standing.units))
    text = ready_text(record)
    context = {"record": record, "text": text, "mailto": _mailto(record, text)}
    if not units:
        return render(request, "intranet/passing_on/page.html", context)
    form = PassOnForm(request.POST or None, units=units, text=text)
    if request.method == "POST" and form.is_valid():
        _pass(request, form, record, kind, pk, at)
        return redirect(record.url)
    numbers = [(unit, colleagues(unit, request.user, at).count()) for unit in units]
    status = 422 if request.method == "POST" else 200
    context |= {"form": form, "numbers": numbers}
    return render(request, "intranet/passing_on/page.html", context, status=status)


def ready_text(record: Passable) -> str:
    """Title, what there is to know, and where more of it stands."""
    parts = [record.title, " ".join(record.sentences), urljoin(own_address(), record.url)]
    return "\n\n".join(part for part in parts if part)


def _pass(
    request: LoggedInRequest, form: PassOnForm, record: Passable, kind: str, pk: int, at: datetime
) -> None:
    try:
        passed = pass_on(
            kind=kind,
            object_id=pk,
            title=record.title,
            text=form.cleaned_data["text"],
            unit=form.cleaned_data["unit"],
            by_mail=request.POST.get("action") == "mail",
            by=request.user,
            at=at,
        )
    except PassedOnToday:
        messages.info(request, _("You have passed it on to them today: nobody got it once more."))
        return
    number = passed.mails
    said = ngettext("Mailed to %(n)d person.", "Mailed to %(n)d people.", number) % {"n": number}
    messages.success(request, said if number else _("Noted that you have passed it on."))


def _mailto(record: Passable, text: str) -> str:
    return f"mailto:?subject={quote(record.title)}&body={quote(text)}"
