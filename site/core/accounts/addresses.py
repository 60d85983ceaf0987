"""The e-mail address of an account, as allauth keeps it.

An administrator has set it, so it counts as verified. Whoever has no password can turn a second
factor on only with such a row: a code is mailed there first.
"""

from collections.abc import Collection

from allauth.account.models import EmailAddress

from core.models import User


def keep_address(user: User) -> None:
    """Make the row say what the account says; of accounts that share an address one has it."""
    email = user.email.lower()
    rows = EmailAddress.objects.filter(user=user)
    rows.exclude(email=email).delete()
    others = EmailAddress.objects.filter(email=email, verified=True).exclude(user=user)
    if email and not others.exists():
        rows.update_or_create(
            email=email, defaults={"user": user, "verified": True, "primary": True}
        )


def follow(instance: User, update_fields: Collection[str] | None = None, **signal: object) -> None:
    """Whichever way an account is made or changed: in the admin, by a command, by the demo."""
    if not signal.get("raw") and (update_fields is None or "email" in update_fields):
        keep_address(instance)
