"""Every other way in leads to the one log-in page, or nowhere."""

from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect import views as provider
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from requests import RequestException

from core.access.accounts import to_login


# Nothing is read from the form that an old page may post here.
@csrf_exempt
@login_not_required
def login(request: HttpRequest) -> HttpResponseRedirect:
    """Wagtail's and Django's own log-in addresses: to ours, keeping where to go afterwards."""
    return to_login(request, request.GET.get(REDIRECT_FIELD_NAME, ""))


@csrf_exempt
@login_not_required
def password_reset(request: HttpRequest, *_rest: str) -> HttpResponseRedirect:
    """Wagtail's own reset addresses, whose links would get around the second factor."""
    return redirect("account_reset_password")


@csrf_exempt
@login_not_required
def not_found(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """An address that a part we use offers and we do not: passwords shared by several people."""
    raise Http404


def _although_it_fails(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """allauth asks the provider for its addresses where it takes no error."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException as error:
            return get_adapter(request).failed(request, error)

    return answer


to_provider = _although_it_fails(provider.login)
from_provider = _although_it_fails(provider.callback)
