"""Pages to search, and what a page of answers says."""

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import Locale

from core.models import MunicipalityProfile
from home.models import StandardPage
from network.models import Body
from opportunities.models import Programme
from tests.as_read import as_read
from tests.factories.calls import call
from tests.factories.core import DocumentFactory, site_tree
from tests.required import required

PATHS = {"sv": "/sv/sok/", "en": "/en/search/"}


def add(title: str, parent: Any = None, **fields: Any) -> Any:
    """A page of text below the start page, or below another."""
    parent = parent or site_tree()
    parent.refresh_from_db()
    fields.setdefault("locale", parent.locale)
    return parent.add_child(instance=StandardPage(title=title, **fields))


def translation(page: Any, title: str, **fields: Any) -> Any:
    english = Locale.objects.get(language_code="en")
    parent = site_tree().get_translation(english)
    return add(title, parent, translation_key=page.translation_key, locale=english, **fields)


def titles(soup: Tag) -> list[str]:
    return [a.get_text() for a in soup.select(".line-title a")]


def groups(soup: BeautifulSoup) -> dict[str, Any]:
    """Each group with the count it says."""
    return {
        required(head.h2).get_text(): int(required(head.select_one(".quiet")).get_text())
        for head in soup.select(".hit-group > header")
    }


def chips(soup: BeautifulSoup) -> dict[Any, Any]:
    return {
        re.sub(r"\s*\d+$", "", a.get_text()): int(required(a.span).get_text())
        for a in soup.select(".tabs a")
    }


def everything(profile: MunicipalityProfile) -> None:
    """One of each kind about water, and more calls than the overview shows."""
    guide = add("Guide", lead="Om allt vatten.")
    add("Vattenråd", guide, lead="Rådet.", responsible="Miljökontoret")
    for number in range(6):
        call(f"Water {number}", days=10 + number, keywords=["vatten"])
    call("Water gone", days=-5, opened=-90, keywords=["vatten"])
    Programme.objects.create(
        slug="vatten", short="VAT", name_sv="Vattenprogrammet", name_en="Water programme"
    )
    DocumentFactory.create(title="Plan för vatten")
    Body.objects.create(
        profile=profile,
        key="board",
        kind="committee",
        name_sv="Miljönämnden",
        name_en="Environment committee",
        responsibility_sv="Svarar för vatten.",
    )


def suggested(client: Client, q: str, path: str = "/sv/sok/forslag/") -> list[str]:
    answer = client.get(path, {"q": q, "part": "1"})
    soup = BeautifulSoup(as_read(answer.content.decode()), "html.parser")
    return [a.get_text() for a in soup.select(".suggestions a")]


def upload(content: Any, name: str, **fields: Any) -> Any:
    return DocumentFactory.create(title="Bilaga", file=ContentFile(content, name), **fields)
