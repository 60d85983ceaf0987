"""A page in each language: where it is, or that it is not there and where that is said."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language_info, override
from wagtail.models import Page

from core.pages.roots import roots, translations
from core.words.language import LANGUAGES, current

# For readers of any other language: those abroad read English.
FOR_OTHERS = ("en", "sv")


@dataclass(frozen=True)
class Edition:
    """The page in one language; where it is not `translated`, `url` is a page that says so."""

    code: str
    name: str
    url: str
    absolute: str
    current: bool
    translated: bool


def editions(page: Any, request: HttpRequest) -> list[Edition]:
    """The page that was asked for, or this address where it is no page, in each language.

    An address that is the same in every language (log-in) leads to the language's start page.
    """
    addresses = _of_page(page, request) if isinstance(page, Page) else _of_address(request)
    all_editions = []
    for code, (url, translated) in addresses.items():
        name = get_language_info(code)["name_local"].capitalize()
        absolute = request.build_absolute_uri(url)
        all_editions.append(Edition(code, name, url, absolute, code == current(), translated))
    return all_editions


def for_others(all_editions: list[Edition]) -> str:
    """The absolute address for readers of any other language."""
    translated = {edition.code: edition.absolute for edition in all_editions if edition.translated}
    return next((translated[code] for code in FOR_OTHERS if code in translated), "")


def _of_page(page: Page, request: HttpRequest) -> dict[str, tuple[str, bool]]:
    """A mirrored page (an alias) has the other language's text: it counts as none.

    A page that is previewed before it was ever saved has no address in any language yet.
    """
    if page.pk is None:
        return _of_address(request)
    pages = roots(request)
    if not any(root.translation_key == page.translation_key for root in pages.values()):
        pages = translations(page)
    translated = {
        # A page that has addresses below its own says which one was asked for.
        code: sister.get_url(request) + getattr(page, "subpath", "")
        for code, sister in pages.items()
        if sister.live and not sister.alias_of_id
    }
    addresses = {}
    for code in LANGUAGES:
        url = translated.get(code)
        if url:
            addresses[code] = url, True
        else:
            with override(code):
                addresses[code] = reverse("untranslated", args=[page.pk]), False
    return addresses


def _of_address(request: HttpRequest) -> dict[str, tuple[str, bool]]:
    addresses, here = {}, request.get_full_path()
    for code in LANGUAGES:
        url = here if code == current() else translate_url(here, code)
        addresses[code] = url if url.startswith(f"/{code}/") else f"/{code}/", True
    return addresses
