"""Who sees to the network: the pages are closed to others, with a sentence."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.access.visibility import is_known, reads_all, standing_of
from core.models import MunicipalityProfile, User
from core.pages.context import profile_for


def may_coordinate(user: User | AnonymousUser) -> bool:
    """Whoever holds a coordinator's seat today, and superusers."""
    return is_known(user) and (reads_all(user) or standing_of(user).coordinates)


def for_coordinators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the coordination; anybody else is told that it is none of theirs."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if may_coordinate(request.user):
            return view(request, *arguments, **named)
        template = "intranet/coordination/not_a_coordinator.html"
        return render(request, template, status=HTTPStatus.FORBIDDEN)

    return answer


def profile_of(request: HttpRequest) -> MunicipalityProfile:
    """The municipality whose site was asked for. Raises Http404 before one is loaded."""
    profile = profile_for(request)
    if profile is None:
        raise Http404
    return profile
