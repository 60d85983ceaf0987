"""Who may enter the intranet, and what is said to those who may not."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.access.visibility import VisibleModel, is_known, reads_all, standing_of, tokens_of
from core.models import MunicipalityProfile, User
from core.models.profile import NetworkForm
from core.pages.context import profile_for
from core.words.dates import local
from network.organisation.coordinators import coordinators

View = Callable[..., HttpResponse]


class LoggedInRequest(HttpRequest):
    """A request that a closed view gets: strangers have been sent to log in."""

    user: User


def may_enter(user: User | AnonymousUser, profile: MunicipalityProfile | None) -> bool:
    """Who is of the network or coordinates it; where there is no network, all who are logged in."""
    if profile is None or not is_known(user):
        return False
    if reads_all(user) or profile.network_form == NetworkForm.NONE:
        return True
    standing = standing_of(user)
    return standing.in_network or standing.coordinates


def the_profile(request: HttpRequest) -> MunicipalityProfile:
    """The municipality's; there is no intranet before one is loaded. Raises Http404."""
    profile = profile_for(request)
    if profile is None:
        raise Http404
    return profile


def may_take_part(
    user: User | AnonymousUser, record: VisibleModel, profile: MunicipalityProfile | None
) -> bool:
    """Whether who reads a record may answer it: not who reads it only for having written it."""
    others = tokens_of(user) - {f"author:{user.pk}"}
    return may_enter(user, profile) or bool(others & record.readers)


def for_the_network(view: View) -> View:
    """A page of the intranet; whoever may not enter is told what it is and whom to ask."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        profile = profile_for(request)
        if may_enter(request.user, profile):
            return view(request, *arguments, **named)
        asked = coordinators(profile, local(timezone.now()).date())
        return render(
            request,
            "intranet/not_a_member.html",
            {"coordinators": list(asked)},
            status=HTTPStatus.FORBIDDEN,
        )

    return answer
