"""The directory of people, one of them, and what everybody may say of themselves."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.models import User
from core.search.find import search
from core.search.query import Query
from core.web.facets import Address
from core.web.paging import pagination
from core.words.dates import local
from network.intranet.access import LoggedInRequest, for_the_network, the_profile
from network.intranet.coordination.waiting import gaps
from network.intranet.duties.dated import dated_duties
from network.intranet.events.models import Event, SignUp
from network.intranet.passing_on.models import PassedOn
from network.intranet.posts.models import Post
from network.intranet.rights import may_coordinate
from network.intranet.writing.models import Draft
from network.organisation.seats import seats_of
from network.people.actions import save_card, take_card_away
from network.people.choices import Choices
from network.people.forms import CardForm
from network.people.models import Card
from network.people.pages import person_url
from network.people.querysets import directory, narrowed
from network.people.search import KIND

PAGE_SIZE = 50
POSTS = 5


@for_the_network
@require_safe
def contacts(request: LoggedInRequest) -> HttpResponse:
    """Everybody, or those who fit what is asked; and the units that nobody stands for."""
    on, profile = local(timezone.now()).date(), the_profile(request)
    asked = Choices(request.GET, profile)
    people = narrowed(directory(on), asked.wanted, on)
    if asked.text:
        people = people.filter(pk__in=_with_words(asked.text, request.user))
    paginator = Paginator(people, PAGE_SIZE)
    part = paginator.get_page(request.GET.get("page"))
    context = {
        "people": part.object_list,
        "count": paginator.count,
        "asked": asked,
        "gaps": [] if asked else [gap.unit for gap in gaps(profile, on)],
        "pagination": pagination(part.number, paginator.num_pages, Address(asked.pairs).page),
    }
    return render(request, "intranet/people/contacts.html", context)


@for_the_network
@require_safe
def person_page(request: LoggedInRequest, pk: int) -> HttpResponse:
    """Who somebody is here, what they tell of themselves and what they have written."""
    on = local(timezone.now()).date()
    person = get_object_or_404(directory(on), pk=pk)
    posts = Post.objects.visible_to(request.user).filter(author=person)
    context = {
        "person": person,
        "posts": posts.select_related("author", "unit", "group").prefetch_related("areas__scheme")[
            :POSTS
        ],
        "passed_on": PassedOn.objects.filter(person=person).count(),
        "may_edit": _may_edit(request.user, person),
    }
    return render(request, "intranet/people/person.html", context)


@for_the_network
@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request: LoggedInRequest, pk: int) -> HttpResponse:
    """The card of somebody, for themselves and for who coordinates."""
    person = get_object_or_404(directory(local(timezone.now()).date()), pk=pk)
    if not _may_edit(request.user, person):
        raise PermissionDenied
    return _card(request, person, person_url(person))


@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: LoggedInRequest) -> HttpResponse:
    """What the intranet has of whoever asks: seats, card and posts. For everybody logged in."""
    return _card(request, request.user, reverse("my_data"), **_mine(request))


def _mine(request: LoggedInRequest) -> dict[str, Any]:
    user = request.user
    on = local(timezone.now()).date()
    held = user.appointments.select_related("seat__unit", "seat__body").order_by("-starts", "pk")
    return {
        "held": [(each, bool(each.ends and each.ends < on)) for each in held],
        "memberships": user.unit_memberships.select_related("unit"),
        "groups": user.group_memberships.select_related("group"),
        "duties": dated_duties(the_profile(request), seats_of(user, on), on),
        "posts": Post.objects.filter(author=user),
        "sign_ups": _sign_ups(user),
        "drafts": Draft.objects.filter(author=user),
    }


def _sign_ups(user: User) -> QuerySet[SignUp]:
    """What they have answered to meetings that they may read, the latest first."""
    read = Event.objects.visible_to(user)
    theirs = SignUp.objects.filter(person=user, event__in=read)
    return theirs.select_related("event").order_by("-event__starts", "-pk")


def _card(request: LoggedInRequest, person: User, back: str, **more: Any) -> HttpResponse:
    """The form of a card; with `remove` the card is taken away."""
    card = Card.objects.filter(person=person).first()
    at = timezone.now()
    if request.method == "POST" and request.POST.get("action") == "remove":
        if card:
            take_card_away(card=card, by=request.user, at=at)
            messages.success(request, _("The card is taken away. Nothing is kept of it."))
        return redirect(back)
    form = CardForm(request.POST or None, card=card, profile=the_profile(request))
    if request.method == "POST" and form.is_valid():
        save_card(
            person=person,
            facts=form.facts,
            areas=form.cleaned_data["areas"],
            languages=form.cleaned_data["languages"],
            stays=form.stays_abroad,
            by=request.user,
            at=at,
        )
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {"form": form, "card": card, "person": person, "mine": person == request.user, **more}
    status = 422 if request.method == "POST" else 200
    return render(request, "intranet/people/card.html", context, status=status)


def _may_edit(user: User, person: User) -> bool:
    return user == person or may_coordinate(user)


def _with_words(text: str, user: User) -> list[int]:
    """The best by the one search, as many as it lists on a page."""
    query = Query(text=text, kinds=(KIND,), page_size=PAGE_SIZE * 2)
    return [result.record.pk for result in search(query, user=user, at=timezone.now()).results]
