"""What is shown of a page where a link to it is shared, and what machines are told of it."""

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image as Picture
from wagtail.models import Locale

from core.access.visibility import Visibility
from core.models import MunicipalityProfile
from home.models import StandardPage
from tests.factories.calls import call, municipality
from tests.factories.core import ImageFactory, site_tree
from tests.factories.news import news
from tests.required import required

HOST = "http://testserver"

pytestmark = pytest.mark.django_db


def properties(client: Client, address: Any) -> dict[str, Any]:
    """The page's Open Graph, by property; a property may come several times."""
    markup = client.get(address).content.decode()
    found = re.findall(r'<meta property="([^"]+)" content="([^"]*)">', markup)
    assert len(found) == len(set(found))
    return dict(found)


def data(client: Client, address: Any) -> dict[Any, Any]:
    """What the page tells in schema.org's words, by type; it is whole JSON."""
    markup = client.get(address).content.decode()
    found = required(re.search(r'<script type="application/ld\+json">(.*?)</script>', markup))
    told = json.loads(found[1])
    assert told["@context"] == "https://schema.org"
    return {part["@type"]: part for part in told["@graph"]}


@pytest.fixture
def page() -> StandardPage:
    municipality()
    start = site_tree()
    english = start.get_translation(Locale.objects.get(language_code="en"))
    made = start.add_child(instance=StandardPage(title="Vänorter", slug="vanorter", lead="Ett."))
    english.add_child(
        instance=StandardPage(
            title="Towns", slug="towns", locale=english.locale, translation_key=made.translation_key
        )
    )
    return made


def test_a_page_says_all_that_a_shared_link_shows(client: Client, page: StandardPage) -> None:
    found = properties(client, "/sv/vanorter/")
    image = found.pop("og:image")
    assert found == {
        "og:url": f"{HOST}/sv/vanorter/",
        "og:type": "article",
        "og:title": "Vänorter",
        "og:description": "Ett.",
        "og:site_name": "Testberga kommun · Omvärld",
        "og:locale": "sv_SE",
        "og:locale:alternate": "en_GB",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Testberga kommun – Internationellt arbete och EU-arbete",
    }
    assert properties(client, "/sv/")["og:type"] == "website"
    assert properties(client, "/en/towns/")["og:locale:alternate"] == "sv_SE"
    answer = client.get(image.removeprefix(HOST))
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    drawn = Picture.open(BytesIO(answer.content))
    assert (drawn.size, drawn.format) == ((1200, 630), "PNG")
    assert len(answer.content) < 100_000


def test_the_drawn_picture_follows_the_municipality(client: Client, page: StandardPage) -> None:
    image = properties(client, "/sv/")["og:image"].removeprefix(HOST)
    before = client.get(image).content
    profile = MunicipalityProfile.objects.get()
    profile.municipality_sv = "Kommunen med det ovanligt långa namnet vid det vida havets kust"
    profile.save()
    after = properties(client, "/sv/")["og:image"].removeprefix(HOST)
    assert after != image
    assert client.get(after).content != before
    old = client.get(image)
    assert (old.status_code, old["Cache-Control"]) == (200, "no-cache")
    assert client.get(reverse("share_image", args=["de-0123"])).status_code == 404


def test_the_first_image_that_everybody_may_see_stands_for_the_page(
    client: Client, page: StandardPage
) -> None:
    images = [ImageFactory.create(visibility=Visibility.STAFF), ImageFactory.create(title="Bro")]
    said = [{"image": i.pk, "alt_text": "Två broar", "decorative": False} for i in images]
    page.body = json.dumps(
        [{"type": "image", "value": {"image": value, "caption": ""}} for value in said]
    )
    page.save()
    found = properties(client, "/sv/vanorter/")
    assert found["og:image"].startswith(f"{HOST}/media/images/Bro")
    assert found["og:image:alt"] == "Två broar"
    file = client.get(found["og:image"].removeprefix(HOST))
    assert Picture.open(BytesIO(file.getvalue())).size[0] > 100
    told = data(client, "/sv/vanorter/")["WebPage"]
    assert told["image"] == found["og:image"]


def test_machines_are_told_what_a_page_is_and_who_publishes_it(
    client: Client, page: StandardPage
) -> None:
    found = data(client, "/sv/vanorter/")
    assert found["WebPage"]["publisher"]["@id"] == found["GovernmentOrganization"]["@id"]
    assert found["WebPage"]["inLanguage"] == "sv"
    article = news("Besök från </script>Espoo", date(2026, 3, 2), lead="En dag om vatten.")
    told = data(client, article.url)["NewsArticle"]
    assert told["headline"] == article.title
    assert told["datePublished"] == "2026-03-02"
    assert told["description"] == "En dag om vatten."


def test_calls_programmes_and_areas_tell_the_way_to_them(
    client: Client, page: StandardPage
) -> None:
    made = call("Water reuse", areas=("halsa",), programme_slug="life")
    with override("sv"):
        ways = {
            reverse("call", args=[made.reference]): [reverse("call_list")],
            reverse("programme", args=["life"]): [reverse("programmes")],
            reverse("area", args=["halsa"]): [reverse("areas")],
        }
    for address, above in ways.items():
        steps = data(client, address)["BreadcrumbList"]["itemListElement"]
        assert [s["item"] for s in steps] == [HOST + a for a in ("/sv/", *above, address)]
        assert all(step["name"] for step in steps)
