"""Accounts that the visitors log in with, made within a site."""

from django.contrib.auth.hashers import make_password

from benchmarks.load import ACCOUNT, PASSWORD
from core.models import User


def make(number: int) -> None:
    """Within the site: so many accounts that may use no admin, with one password."""
    password = make_password(PASSWORD)  # as dear to check as any
    names = [f"{ACCOUNT}-{n}" for n in range(number)]
    users = [User(username=name, password=password) for name in names]
    User.objects.bulk_create(
        users, update_conflicts=True, unique_fields=["username"], update_fields=["password"]
    )
