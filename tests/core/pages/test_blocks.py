"""The blocks that pages are written with: each as a reader gets it."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from core.access.visibility import Visibility
from core.pages.blocks import Body
from home.models import StandardPage
from tests.as_read import as_read
from tests.factories.core import ImageFactory, UserFactory, site_tree
from tests.required import required

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


def written(*blocks: Any) -> Any:
    start = site_tree()
    start.refresh_from_db()
    body = [{"type": kind, "value": value} for kind, value in blocks]
    return start.add_child(instance=StandardPage(title="Sidan", locale=start.locale, body=body))


def test_every_block_is_there_for_the_reader(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    image = {"image": ImageFactory.create().pk, "alt_text": "En häger", "decorative": False}
    fold = {"heading": "Vem får söka?", "text": "<p>Alla.</p>"}
    row = {"label": "Bidrag", "figure": "2 mkr", "note": "2024"}
    page = written(
        ("text", "<h2>Rubrik</h2><p>Löpande text.</p>"),
        ("image", {"image": image, "caption": "Vid ån"}),
        ("fact_box", {"heading": "Visste du", "text": "<p>Fakta.</p>"}),
        ("accordion", {"folds": [fold]}),
        ("figure_table", {"caption": "Pengar", "rows": [row], "source": "Registret"}),
        ("quote", {"text": "Det gav mycket.", "source": "En rektor"}),
        ("links", {"heading": "Mer", "links": [{"text": "EU", "url": "https://example.org/"}]}),
        ("contact", {"role": "EU-strateg", "email": "eu@example.org", "phone": "044-12 34 56"}),
        ("timeline", {"heading": "Så gick det", "moments": [{"when": "2020", "text": "Start"}]}),
    )
    names = {block.block_type for block in page.body}
    assert names == set(Body().child_blocks), "a block is not tested here"
    with django_assert_max_num_queries(41):
        shown = required(BeautifulSoup(client.get(page.url).content, "html.parser").main)
    assert required(shown.select_one("img"))["alt"] == "En häger"
    assert required(shown.select_one("figcaption")).get_text() == "Vid ån"
    assert required(shown.select_one("details summary")).get_text() == "Vem får söka?"
    assert required(shown.select_one("table caption")).get_text() == "Pengar"
    assert required(shown.select_one("table td")).get_text() == "2 mkr"
    assert required(shown.select_one("blockquote")).get_text(strip=True) == "Det gav mycket."
    assert required(shown.select_one("nav.links a"))["href"] == "https://example.org/"
    assert shown.select_one("a[href='mailto:eu@example.org']")
    assert shown.select_one("a[href='tel:044123456']")
    assert required(shown.select_one(".moments li")).get_text(" ", strip=True) == "2020 Start"
    assert not shown.select("[style]")


def test_of_a_picture_whoever_may_not_see_it_reads_the_caption_alone(client: Client) -> None:
    image = ImageFactory.create(title="kanariefågel", visibility=Visibility.STAFF)
    picture = {"image": image.pk, "alt_text": "En kanariefågel", "decorative": False}
    page = written(("image", {"image": picture, "caption": "Vid ån"}))
    told = [client.get(url).content.decode() for url in (page.url, "/sv/sok/?q=sidan")]
    assert ["kanarie" in text for text in told] == [False, False]
    assert "Vid ån" in told[0]
    client.force_login(UserFactory.create())
    shown = as_read(client.get(page.url).content.decode())
    assert 'alt="En kanariefågel"' in shown
    assert image.get_rendition("width-1280").url in shown


def test_a_picture_says_what_it_shows_or_is_for_decoration() -> None:
    block = Body().child_blocks["image"]
    picture = {"image": ImageFactory.create().pk, "alt_text": "", "decorative": False}
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"image": picture, "caption": ""}))
    for more in ({"alt_text": "En häger"}, {"decorative": True}):
        assert block.clean(block.to_python({"image": {**picture, **more}, "caption": ""}))


def test_every_block_and_field_has_a_swedish_name() -> None:
    def names(block: Any, way: Any) -> Iterator[Any]:
        yield way, str(block.label)
        for name, child in getattr(block, "child_blocks", {}).items():
            yield from names(child, f"{way}.{name}")
        if hasattr(block, "child_block"):
            yield from names(block.child_block, f"{way}[]")

    with translation.override("en"):
        english = dict(names(Body(), "body"))
    swedish = dict(names(Body(), "body"))
    same = {way for way, name in swedish.items() if name and name == english[way]}
    assert {name for way, name in swedish.items() if way in same} <= {"Text", "Image"}
