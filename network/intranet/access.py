"""Who may enter the intranet, and what is said to those who may not."""

from collections.abc import Callable
from datetime import date
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
from network.organisation.seats import groups_of

View = Callable[..., HttpResponse]
Rule = Callable[[User | AnonymousUser, MunicipalityProfile | None], bool]


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


def may_open_groups(user: User | AnonymousUser, profile: MunicipalityProfile | None) -> bool:
    """Besides who may enter, whoever is in a group or reinforces one: they open theirs alone."""
    return may_enter(user, profile) or (profile is not None and bool(standing_of(user).groups))


def may_write(user: User | AnonymousUser, profile: MunicipalityProfile | None) -> bool:
    """Besides who may enter, the members of a group: they write for it."""
    if may_enter(user, profile):
        return True
    return may_open_groups(user, profile) and groups_of(user, _today()).exists()


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
    return _for(may_enter, view)


def for_groups(view: View) -> View:
    """A page of the groups, which says itself which of them somebody without a seat sees."""
    return _for(may_open_groups, view)


def for_writers(view: View) -> View:
    """A page on which posts are written."""
    return _for(may_write, view)


def _for(rule: Rule, view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        profile = profile_for(request)
        if rule(request.user, profile):
            return view(request, *arguments, **named)
        seats = list(coordinators(profile, _today()))
        context = {
            "coordinators": seats,
            "reachable": any(seat.email for seat in seats),
            "in_a_group": may_open_groups(request.user, profile),
        }
        return render(request, "intranet/not_a_member.html", context, status=HTTPStatus.FORBIDDEN)

    return answer


def _today() -> date:
    return local(timezone.now()).date()
