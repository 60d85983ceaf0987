"""The notices of whoever asks, what they choose, and the link in a mail that ends it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.web.facets import Address
from core.web.paging import pagination
from core.words.language import current
from network.intranet.access import LoggedInRequest, may_enter, the_profile
from network.intranet.notifications.actions import choose, end_mails
from network.intranet.notifications.forms import ChoicesForm
from network.intranet.notifications.mailing.letters import person_of
from network.intranet.notifications.models import MailPreference, Notification
from network.intranet.notifications.shown import lines
from network.intranet.notifications.unread import mark_all_read

PAGE_SIZE = 30
methods = require_http_methods(["GET", "HEAD", "POST"])


@methods
def notifications(request: LoggedInRequest) -> HttpResponse:
    """What is told of what they may read now, the latest first; POST marks all as read."""
    the_profile(request)
    if request.method == "POST":
        mark_all_read(request.user, at=timezone.now())
        return redirect(reverse("notifications"))
    theirs = Notification.objects.visible_to(request.user)
    paginator = Paginator(theirs, PAGE_SIZE)
    part = paginator.get_page(request.GET.get("page"))
    context = {
        "lines": lines(part.object_list, request.user, current()),
        "unread": theirs.unread().exists(),
        "pagination": pagination(part.number, paginator.num_pages, Address(()).page),
    }
    return render(request, "intranet/notifications/list.html", context)


@methods
def choices(request: LoggedInRequest) -> HttpResponse:
    """What they follow, and how often a mail comes."""
    member = may_enter(request.user, the_profile(request))
    form = ChoicesForm(request.POST or None, person=request.user, posts=member)
    if request.method == "POST" and form.is_valid():
        choose(
            person=request.user,
            how=form.cleaned_data["how"],
            language=form.cleaned_data["language"],
            followed=form.followed,
            not_followed=form.not_followed,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect(reverse("notification_choices"))
    status = 422 if request.method == "POST" else 200
    template = "intranet/notifications/choices.html"
    return render(request, template, {"form": form}, status=status)


@csrf_exempt  # a mail program has no page of ours: the token says who it is for
@login_not_required  # whoever has the mail may end it
@methods
def end(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button, which ends the mails (RFC 8058); to look at it changes nothing."""
    vars(request)["made_for_one"] = True
    person = person_of(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        end_mails(person=person, by=person, at=timezone.now())
    preference = MailPreference.objects.filter(person=person).first()
    ended = bool(preference and preference.stopped_at)
    with override(preference.language if preference else "sv"):
        context = {"ended": ended, "choices": reverse("notification_choices")}
        answer = render(request, "intranet/notifications/end.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
