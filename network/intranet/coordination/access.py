"""Who sees to the network: the pages are closed to others, with a sentence."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.intranet.rights import may_coordinate


def for_coordinators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the coordination; anybody else is told that it is none of theirs."""

    @wraps(view)
    def answer(request: HttpRequest, *arguments: object, **named: object) -> HttpResponse:
        if may_coordinate(request.user):
            return view(request, *arguments, **named)
        template = "intranet/coordination/not_a_coordinator.html"
        return render(request, template, status=HTTPStatus.FORBIDDEN)

    return answer
