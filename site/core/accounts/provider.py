"""What the identity provider says of a person: told to whoever gives something for it."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.utils import timezone

from core.models import User
from core.registry import Registry

# Told what the provider says of a person, at every log-in there.
claim_followers: Registry[Callable[..., None]] = Registry("follower of claims")


def logged_in(user: User, sociallogin: SocialLogin | None = None, **signal: object) -> None:
    """Somebody has logged in, with their second factor where they have one; perhaps there."""
    if sociallogin is not None:
        follow(user, said(sociallogin.account.extra_data))


def said(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The claims that allauth has kept of a log-in, of userinfo before those of the token."""
    return {**kept.get("id_token", {}), **kept.get("userinfo", {})}


def follow(person: User, claims: Mapping[str, Any]) -> None:
    for _name, follower in claim_followers:
        follower(person=person, claims=claims, at=timezone.now())
