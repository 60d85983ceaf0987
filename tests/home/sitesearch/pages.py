"""Pages to search, and what a page of answers says."""

import re

from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.models import Locale

from home.models import StandardPage
from network.models import Body
from opportunities.models import Programme
from tests.as_read import as_read
from tests.factories.calls import call
from tests.factories.core import DocumentFactory, site_tree

PATHS = {"sv": "/sv/sok/", "en": "/en/search/"}


def add(title, parent=None, **fields):
    """A page of text below the start page, or below another."""
    parent = parent or site_tree()
    parent.refresh_from_db()
    fields.setdefault("locale", parent.locale)
    return parent.add_child(instance=StandardPage(title=title, **fields))


def translation(page, title, **fields):
    english = Locale.objects.get(language_code="en")
    parent = site_tree().get_translation(english)
    return add(title, parent, translation_key=page.translation_key, locale=english, **fields)


def titles(soup):
    return [a.get_text() for a in soup.select(".line-title a")]


def groups(soup):
    """Each group with the count it says."""
    return {
        head.h2.get_text(): int(head.select_one(".quiet").get_text())
        for head in soup.select(".hit-group > header")
    }


def chips(soup):
    return {
        re.sub(r"\s*\d+$", "", a.get_text()): int(a.span.get_text()) for a in soup.select(".tabs a")
    }


def everything(profile):
    """One of each kind about water, and more calls than the overview shows."""
    guide = add("Guide", lead="Om allt vatten.")
    add("Vattenråd", guide, lead="Rådet.", responsible="Miljökontoret")
    for number in range(6):
        call(f"Water {number}", days=10 + number, keywords=["vatten"])
    call("Water gone", days=-5, opened=-90, keywords=["vatten"])
    Programme.objects.create(
        slug="vatten", short="VAT", name_sv="Vattenprogrammet", name_en="Water programme"
    )
    DocumentFactory(title="Plan för vatten")
    Body.objects.create(
        profile=profile,
        key="board",
        kind="committee",
        name_sv="Miljönämnden",
        name_en="Environment committee",
        responsibility_sv="Svarar för vatten.",
    )


def suggested(client, q, path="/sv/sok/forslag/"):
    soup = BeautifulSoup(
        as_read(client.get(path, {"q": q, "part": 1}).content.decode()), "html.parser"
    )
    return [a.get_text() for a in soup.select(".suggestions a")]


def upload(content, name, **fields):
    return DocumentFactory(title="Bilaga", file=ContentFile(content, name), **fields)
