import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views import defaults

from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory


def test_when_everything_fails_the_page_needs_neither_database_nor_session() -> None:
    answer = defaults.server_error(RequestFactory().get("/sv/"))
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()
    markup = as_read(answer.content.decode())
    assert re.search(r'<div lang="en">\s*<p class="lead">Something went wrong', markup)


@pytest.mark.django_db
def test_it_offers_the_search_in_both_languages(client: Client) -> None:
    municipality()
    markup = defaults.server_error(RequestFactory().get("/sv/")).content.decode()
    forms = re.findall(
        r'<form class="search" role="search" aria-label="[^"]+" action="([^"]+)">', markup
    )
    assert len(forms) == 2
    for code, action in zip(("sv", "en"), forms, strict=True):
        with override(code):
            assert action == reverse("site_search")
        assert client.get(action, {"q": "vatten"}).status_code == 200


@pytest.mark.django_db
def test_who_may_not_read_is_told_so_and_nothing_else() -> None:
    municipality()
    request = RequestFactory().get("/sv/", headers={"host": "testserver"})
    request.user = UserFactory.create()
    with override("sv"):
        answer = defaults.permission_denied(request, PermissionDenied("A secret title"))
        assert "Du har inte tillgång till den här sidan" in answer.content.decode()
        assert "A secret title" not in answer.content.decode()
        request.user = AnonymousUser()
        answer = defaults.permission_denied(request, PermissionDenied())
        markup = as_read(answer.content.decode())
        assert reverse("account_login") in markup
        assert f'role="search" autocomplete="off" action="{reverse("site_search")}"' in markup


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/sv/finns-inte/", "/finns-inte.txt", "/en/not-here/"])
def test_what_is_not_here_has_the_look_of_the_site_and_a_search_box(
    client: Client, path: str
) -> None:
    municipality()
    answer = client.get(path)
    assert answer.status_code == 404
    markup = answer.content.decode()
    assert 'role="search"' in markup
    assert "hreflang" not in markup.split("<body")[0]


@pytest.mark.django_db
def test_the_browser_finds_a_mark_at_the_old_address(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/static/img/mark")


@pytest.mark.django_db
def test_the_log_in_page_says_what_to_write_where(client: Client) -> None:
    municipality()
    with override("sv"):
        markup = client.get(reverse("account_login")).content.decode()
    assert '<label for="id_login">Användarnamn eller e-postadress</label>' in markup
    assert '<label for="id_password">' in markup
    assert "signup" not in markup
