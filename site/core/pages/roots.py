"""The start page of a site in each language."""

from collections.abc import Mapping

from django.http import HttpRequest
from wagtail.models import Page, Site

from core.web import content_version
from core.web.request import once


def roots(request: HttpRequest) -> Mapping[str, Page]:
    """The start pages of the site that was asked for, by language; kept until a page changes."""
    return once(request, _roots)


def root_page(site: Site | None, language: str) -> Page | None:
    """The start page in `language`; None where there is no site or no such translation."""
    return _of(site).get(language)


def translations(page: Page) -> Mapping[str, Page]:
    """The page in each language that it is in, by language: drafts and mirrors too. One query."""
    pages = page.get_translations(inclusive=True).select_related("locale")
    return {page.locale.language_code: page for page in pages}


def _roots(request: HttpRequest) -> Mapping[str, Page]:
    site = Site.find_for_request(request)
    return content_version.kept(f"roots:{site.pk}", lambda: _of(site)) if site else {}


def _of(site: Site | None) -> Mapping[str, Page]:
    return translations(site.root_page) if site else {}
