"""The identity provider's word on a person: told to whoever gives something for it, and kept.

Kept is the token by which the provider is asked again (`core.accounts.asking`), encrypted.
"""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.mfa.utils import decrypt, encrypt
from allauth.socialaccount.models import SocialLogin, SocialToken
from django.http import HttpRequest
from django.utils import timezone

from core.models import User
from core.registry import Registry

# Told what the provider says of a person, at every log-in there and when it is asked again.
claim_followers: Registry[Callable[..., None]] = Registry("follower of claims")
ASKED = "provider_asked"  # in a session that began there: when it was asked last
KEPT = "encrypted:"


def logged_in(
    request: HttpRequest, user: User, sociallogin: SocialLogin | None = None, **signal: object
) -> None:
    """Somebody has logged in, with their second factor where they have one; perhaps there."""
    if sociallogin is not None:
        request.session[ASKED] = timezone.now().timestamp()
        follow(user, said(sociallogin.account.extra_data))


def said(kept: Mapping[str, Any], now: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The claims of a log-in as allauth has kept them; of userinfo those said `now`, if it was.

    Some providers say of groups in the token alone, which is not given again.
    """
    before = kept.get("userinfo") or {}
    token = kept.get("id_token") or {}
    others = {name: value for name, value in token.items() if name not in before}
    return {**others, **(before if now is None else now)}


def follow(person: User, claims: Mapping[str, Any]) -> None:
    for _name, follower in claim_followers:
        follower(person=person, claims=claims, at=timezone.now())


def keep_encrypted(instance: SocialToken, **signal: object) -> None:
    """Before a token is saved: who has only the database asks the provider nothing."""
    for name in ("token", "token_secret"):
        text = getattr(instance, name)
        if text and not text.startswith(KEPT):
            setattr(instance, name, KEPT + encrypt(text))


def read(text: str) -> str:
    """A token as the provider gave it."""
    return decrypt(text.removeprefix(KEPT))
