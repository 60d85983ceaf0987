"""A form that another site sends in a visitor's name is refused."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories.core import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.mark.parametrize("name", ["account_login", "account_logout", "account_reset_password"])
def test_no_form_is_taken_without_its_token(home: Page, name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory.create())
    assert client.post(reverse(name), {"email": "a@example.org"}).status_code == 403
    assert client.get("/sv/").wsgi_request.user.is_authenticated


def test_nothing_is_changed_by_following_a_link(home: Page, client: Client) -> None:
    client.force_login(UserFactory.create())
    client.get(reverse("account_logout"))
    assert client.get("/sv/").wsgi_request.user.is_authenticated
