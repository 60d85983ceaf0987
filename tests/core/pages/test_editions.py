"""A page that is not there in a language says so, and leads to the one that is."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from core.access.visibility import Visibility
from core.models import SectionVisibility
from home.models import StandardPage
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.factories.core import UserFactory, site_tree
from tests.required import required

pytestmark = pytest.mark.django_db


def below(parent: Any, title: str, slug: str, **fields: Any) -> Any:
    return parent.add_child(instance=StandardPage(title=title, slug=slug, **fields))


@pytest.fixture
def pages() -> dict[str, StandardPage]:
    """A Swedish page and an English one, neither translated, and one in both languages."""
    municipality()
    swedish = site_tree()
    english = swedish.get_translation(Locale.objects.get(language_code="en"))
    both = below(swedish, "Vänorter", "vanorter", locale=swedish.locale)
    below(
        english, "Twin towns", "towns", locale=english.locale, translation_key=both.translation_key
    )
    return {
        "sv": below(swedish, "Stipendier", "stipendier", locale=swedish.locale),
        "en": below(english, "For embassies", "embassies", locale=english.locale),
        "both": both,
    }


def switch(markup: str, language: str) -> Any:
    """Where the link to the other language leads."""
    return required(re.search(rf'<a href="([^"]*)" lang="{language}" hreflang', markup)).group(1)


def alternates(markup: str) -> dict[str, Any]:
    return dict(re.findall(r'rel="alternate" hreflang="([\w-]*)" href="([^"]*)"', markup))


@pytest.mark.parametrize(
    ("language", "other", "says"),
    [
        ("sv", "en", "This page is not available in English"),
        ("en", "sv", "Sidan finns inte på svenska"),
    ],
)
def test_the_switch_leads_to_a_page_that_says_so_and_offers_the_other(
    client: Client, pages: dict[str, StandardPage], language: str, other: str, says: str
) -> None:
    page = pages[language]
    address = switch(client.get(page.get_url()).content.decode(), other)
    answer = client.get(address)
    markup = as_read(answer.content.decode())
    assert answer.status_code == 200
    assert f'<html lang="{other}">' in markup
    assert f"<h1>{says}</h1>" in markup
    assert f'<a href="{page.get_url()}" lang="{language}" hreflang="{language}">' in markup
    assert '<meta name="robots" content="noindex">' in markup
    assert not alternates(markup)
    listed = {"en": ("Twin towns", "For embassies"), "sv": ("Vänorter", "Stipendier")}
    assert all(f">{title}</a></li>" in markup for title in listed[other])
    assert not [title for title in listed[language] if f">{title}</a></li>" in markup]
    # and back: to the page itself
    back = client.get(switch(markup, language))
    assert (back.status_code, back["Location"]) == (302, page.get_url())


def test_only_translations_that_are_there_are_told_to_search_engines(
    client: Client, pages: dict[str, StandardPage]
) -> None:
    host = "http://testserver"
    assert alternates(client.get("/sv/vanorter/").content.decode()) == {
        "sv": f"{host}/sv/vanorter/",
        "en": f"{host}/en/towns/",
        "x-default": f"{host}/en/towns/",
    }
    only = f"{host}/sv/stipendier/"
    assert alternates(client.get("/sv/stipendier/").content.decode()) == {
        "sv": only,
        "x-default": only,
    }
    assert set(alternates(client.get("/en/embassies/").content.decode())) == {"en", "x-default"}


def test_an_unpublished_or_mirrored_translation_counts_as_none(
    client: Client, pages: dict[str, StandardPage]
) -> None:
    english = pages["both"].get_translation(Locale.objects.get(language_code="en"))
    english.unpublish()
    assert "en" not in alternates(client.get("/sv/vanorter/").content.decode())
    pages["sv"].copy_for_translation(english.locale, alias=True)
    assert "en" not in alternates(client.get("/sv/stipendier/").content.decode())


def test_once_there_is_a_translation_the_address_leads_there(
    client: Client, pages: dict[str, StandardPage]
) -> None:
    with override("en"):
        address = reverse("untranslated", args=[pages["both"].pk])
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, "/en/towns/")


def test_it_tells_a_stranger_nothing_of_a_private_page(
    client: Client, pages: dict[str, StandardPage]
) -> None:
    secret = below(pages["sv"], "Hemlig kanariefågel", "hemlig", locale=pages["sv"].locale)
    SectionVisibility.objects.create(page=secret, visibility=Visibility.STAFF)
    with override("en"):
        address = reverse("untranslated", args=[secret.pk])
        of_another = reverse("untranslated", args=[pages["en"].pk + 1000])
    answer = client.get(address)
    assert answer.status_code == client.get(of_another).status_code == 404
    assert "kanariefågel" not in answer.content.decode()
    somebody = Client()
    somebody.force_login(UserFactory.create())
    assert "kanariefågel" in somebody.get(address).content.decode()
    with override("sv"):
        page = client.get(reverse("untranslated", args=[pages["en"].pk])).content.decode()
    assert "kanariefågel" not in page


def test_a_draft_and_the_root_of_the_tree_are_no_pages(
    client: Client, pages: dict[str, StandardPage]
) -> None:
    pages["sv"].unpublish()
    with override("en"):
        for pk in (pages["sv"].pk, pages["sv"].get_root().pk):
            assert client.get(reverse("untranslated", args=[pk])).status_code == 404
