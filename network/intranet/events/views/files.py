"""The files beside a meeting: put there by whoever runs it, for its readers who are logged in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from network.intranet.access import LoggedInRequest
from network.intranet.events.actions.files import add_files, take_file_away
from network.intranet.events.asked import one_event, one_to_run
from network.intranet.files.checking import ENDINGS
from network.intranet.files.keeping import MOST
from network.intranet.files.views import sent


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_files(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Add files, or take one away."""
    event = one_to_run(request, pk)
    wrong: list[str] = []
    if request.method == "POST" and (key := request.POST.get("remove", "")):
        row = event.files.filter(pk=int(key) if key.isdecimal() and len(key) < 19 else 0).first()
        if row:
            take_file_away(file=row, by=request.user, at=timezone.now())
        messages.success(request, _("The file is taken away."))
        return redirect(reverse("meeting_files", args=[pk]))
    if request.method == "POST":
        files = request.FILES.getlist("files")
        wrong = [*add_files(event=event, files=files, by=request.user, at=timezone.now())]
        if not files:
            wrong = [_("Choose a file first.")]
        if not wrong:
            return redirect(reverse("meeting_files", args=[pk]))
    context = {
        "event": event,
        "files": event.files.all(),
        "wrong": wrong,
        "accept": ",".join(f".{ending}" for ending in ENDINGS),
        "most": MOST,
    }
    return render(
        request, "intranet/events/forms/files.html", context, status=422 if wrong else 200
    )


@require_safe
def meeting_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """One that comes with an event that the reader may read; any other does not exist."""
    return sent(get_object_or_404(one_event(request, pk).files, pk=file))
