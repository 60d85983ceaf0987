"""What holds for every class of page: a preview, and a way out where it is not translated."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import Translation

from config.apps import APPS
from core.models import MunicipalityProfile
from home.models import StartPage
from tests.as_read import as_read
from tests.factories.core import UserFactory
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OURS = sorted(get_page_models(), key=lambda model: model.__name__)
OURS = [model for model in OURS if model._meta.app_label in APPS and model.is_creatable]


def one(model: Any, language: str = "sv") -> Any:
    """A page of that class, as it is loaded; every class has one."""
    return model.objects.live().filter(locale__language_code=language).order_by("pk").first()


@pytest.fixture
def editor(client: Client, loaded_demo_site: MunicipalityProfile) -> Client:
    client.force_login(UserFactory.create(is_superuser=True))
    return client


def shows(answer: Any, page: Any) -> None:
    assert answer.status_code == 200
    markup = answer.content.decode()
    assert f'<html lang="{page.locale.language_code}">' in markup
    assert (page.seo_title or page.title) in required(
        BeautifulSoup(markup, "html.parser").title
    ).get_text()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_an_editor_has_written_is_seen_before_it_is_saved(editor: Client, model: Any) -> None:
    page = one(model)
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data = querydict_from_html(edit.content.decode(), form_id="page-edit-form")
    data.update({"body-count": "0"})  # a script writes the blocks' fields
    for mode, _name in page.preview_modes:
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]) + f"?mode={mode}"
        told = editor.post(address, data).json()
        assert told["is_valid"], edit.context["form"].errors
        shows(editor.get(address), page)
    shows(editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])), page)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_new_page_is_seen_before_it_was_ever_saved(editor: Client, model: Any) -> None:
    page = one(model)
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    data = querydict_from_html(edit.content.decode(), form_id="page-edit-form")
    data.update({"body-count": "0", "slug": "en-ny-sida"})
    for name in [name for name in data if name.endswith(("-INITIAL_FORMS", "-id"))]:
        data[name] = "0" if name.endswith("FORMS") else ""
    where = [model._meta.app_label, model._meta.model_name, page.get_parent().pk]
    for mode, _name in page.preview_modes:
        address = reverse("wagtailadmin_pages:preview_on_add", args=where) + f"?mode={mode}"
        told = editor.post(address, data).json()
        assert told["is_valid"], told
        shows(editor.get(address), page)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_translation_is_seen_before_it_is_published(editor: Client, model: Any) -> None:
    page = one(model, "en")
    shows(editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])), page)
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale
    ).get()
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.status_code == 200
    for mode, _name in page.preview_modes:
        which = [translation.pk, mode] if mode else [translation.pk]
        shows(editor.get(reverse("wagtail_localize:preview_translation", args=which)), page)


@pytest.mark.parametrize(
    "model", [m for m in OURS if m is not StartPage], ids=lambda model: model.__name__
)
def test_a_page_without_translation_says_so_and_offers_the_other_language(
    client: Client, loaded_demo_site: MunicipalityProfile, model: Any
) -> None:
    page = one(model)
    for sister in page.get_translations():
        sister.unpublish()
    there = BeautifulSoup(client.get(page.url).content, "html.parser")
    assert not there.select("link[hreflang=en]")
    (switch,) = there.select(".head-tools a[hreflang=en]")
    answer = client.get(str(switch["href"]))
    assert answer.status_code == 200
    said = BeautifulSoup(as_read(answer.content.decode()), "html.parser")
    assert required(said.html)["lang"] == "en"
    assert required(said.h1).get_text() == "This page is not available in English"
    back = required(said.select_one(".lead a"))
    assert (back["href"], back["lang"], back.get_text()) == (page.url, "sv", page.title)
