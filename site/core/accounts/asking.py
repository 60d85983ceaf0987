"""Whether the identity provider still knows a person: asked now and then while they are here.

Who is removed there is out at the next request that asks. One request is made in OIDC_ASK_SECONDS
for each person, whatever they do in how many browsers; one that does not answer stops nobody.
"""

import logging
from collections.abc import MutableMapping
from datetime import timedelta
from functools import lru_cache
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.accounts.actions import log_out_everywhere
from core.accounts.provider import ASKED, follow, read, said
from core.models import SentForm
from core.operation.locks import hardly_waiting

log = logging.getLogger(__name__)
TIMEOUT = 3  # seconds to connect, and for each answer
AN_HOUR = 3600  # in which the provider's addresses stay the same
# How a provider says that a token is good for nothing; others say 401.
REFUSALS = {"invalid_token", "invalid_grant", "access_denied"}


class Gone(Exception):
    """The provider knows the person no more, or not by this token."""


class RunOut(Exception):
    """The token has run out and cannot be renewed: who it is for has to log in again."""


def may_go_on(data: MutableMapping[str, Any], *, now: float) -> bool:
    """Whether a session that began at the provider goes on; `data` notes when it was asked."""
    every = settings.OIDC_ASK_SECONDS
    if not every or now - data.get(ASKED, now) < every:
        return True
    data[ASKED] = now
    person = int(data["_auth_user_id"])
    return not _first_to_ask(person, int(now // every)) or _still_known(person)


def _first_to_ask(person: int, interval: int) -> bool:
    """Whether nobody has asked for the person in this interval; where it cannot be noted: no."""
    key = salted_hmac("ask the provider", f"{person} {interval}", algorithm="sha256").hexdigest()
    try:
        with hardly_waiting():
            facts = {"sender": key, "sent_at": timezone.now()}
            _row, new = SentForm.objects.get_or_create(sent_key=key, defaults=facts)
    except DatabaseError as error:
        log.warning("the identity provider is not asked: %s", error)
        return False
    return new


def _still_known(person: int) -> bool:
    account = SocialAccount.objects.filter(user=person).select_related("user").first()
    if account is None:
        return False
    try:
        follow(account.user, said(account.extra_data, _claims(account)))
    except Gone:
        log_out_everywhere(user=account.user, by=None, at=timezone.now())
        follow(account.user, {})
        return False
    except RunOut:
        return False
    except (requests.RequestException, SocialApp.DoesNotExist) as error:
        log.warning("the identity provider does not answer: %s", error)
    return True


def _claims(account: SocialAccount) -> dict[str, Any]:
    """What the provider says now. Raises Gone, RunOut, RequestException where it says nothing."""
    provider = get_adapter().get_provider(None, account.provider)
    places = _places(provider.server_url, int(timezone.now().timestamp() // AN_HOUR))
    token = SocialToken.objects.filter(account=account).first()
    if token is None:
        raise RunOut
    ran_out = token.expires_at is not None and token.expires_at <= timezone.now()
    answer = None if ran_out else _userinfo(places, token)
    if answer is None or _refused(answer):
        _renew(places, provider.app, token, ran_out=ran_out)
        answer = _userinfo(places, token)
    claims = _json(answer)
    if provider.extract_uid({"userinfo": claims}) != account.uid:
        raise Gone
    return claims


@lru_cache(maxsize=2)
def _places(server_url: str, _hour: int) -> dict[str, Any]:
    """The provider's addresses, kept by each process for an hour."""
    return _json(requests.get(server_url, timeout=TIMEOUT))


def _userinfo(places: dict[str, Any], token: SocialToken) -> requests.Response:
    headers = {"Authorization": f"Bearer {read(token.token)}"}
    return requests.get(places["userinfo_endpoint"], headers=headers, timeout=TIMEOUT)


def _renew(places: dict[str, Any], app: SocialApp, token: SocialToken, *, ran_out: bool) -> None:
    """Another token for the one that is good for nothing."""
    if not token.token_secret:
        raise RunOut if ran_out else Gone
    data = {"grant_type": "refresh_token", "refresh_token": read(token.token_secret)}
    methods = places.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = (app.client_id, app.secret) if "client_secret_basic" in methods else None
    if basic is None:
        data |= {"client_id": app.client_id, "client_secret": app.secret}
    answer = requests.post(places["token_endpoint"], data, auth=basic, timeout=TIMEOUT)
    new = _json(answer)
    token.token = new["access_token"]
    token.token_secret = new.get("refresh_token") or token.token_secret
    lasts = new.get("expires_in")
    token.expires_at = timezone.now() + timedelta(seconds=int(lasts)) if lasts else None
    token.save()


def _refused(answer: requests.Response) -> bool:
    """Whether it says that it does not know the token; not whether it has trouble of its own."""
    if not 400 <= answer.status_code < 500:
        return False
    try:
        error = answer.json().get("error")
    except (ValueError, AttributeError):
        error = None
    return error in REFUSALS or (error is None and answer.status_code == 401)


def _json(answer: requests.Response) -> dict[str, Any]:
    """What it says. Raises Gone where it refuses, RequestException where it says nothing."""
    if _refused(answer):
        raise Gone
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise requests.RequestException("an answer that is no object")
    return found
