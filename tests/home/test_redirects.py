"""An address that was once given out leads to the page, wherever an editor has put it since."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.models import Locale

from home.models import StandardPage
from tests.factories.calls import municipality
from tests.factories.core import UserFactory, site_tree

pytestmark = pytest.mark.django_db


def below(parent: Any, title: str, slug: str) -> Any:
    return parent.add_child(instance=StandardPage(title=title, slug=slug, locale=parent.locale))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_that_is_moved_or_renamed_and_what_is_below_it_are_found_at_the_old_address(
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    language: str,
) -> None:
    municipality()
    start = site_tree().get_translation(Locale.objects.get(language_code=language))
    old, new = below(start, "A", "a"), below(start, "B", "b")
    page = below(old, "C", "c")
    leaf = below(page, "D", "d")
    client.force_login(UserFactory.create(is_superuser=True))
    with django_capture_on_commit_callbacks(execute=True):
        move = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, new.pk])
        assert client.post(move).status_code == 302
        new.refresh_from_db()
        new.slug = "bb"
        new.save_revision().publish()
    client.logout()
    for was, now in {
        f"/{language}/a/c/": f"/{language}/bb/c/",
        f"/{language}/a/c/d/": f"/{language}/bb/c/d/",
        f"/{language}/b/c/d/": f"/{language}/bb/c/d/",
        f"/{language}/a/c/d/?q=1": f"/{language}/bb/c/d/",
    }.items():
        answer = client.get(was, follow=True)
        assert answer.redirect_chain[-1][0] in (now, now + "?q=1"), was
        assert answer.status_code == 200
    leaf.refresh_from_db()
    assert leaf.get_url() == f"/{language}/bb/c/d/"
