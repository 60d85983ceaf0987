import gzip

import pytest
from django.test import Client
from django.urls import reverse

from core.models import PriorityArea
from core.web.stylesheet import components, digest_for, stylesheet_for
from tests.factories.calls import area, municipality

pytestmark = pytest.mark.django_db


def fetch(client: Client, digest: str = "", **headers: str):
    return client.get(
        reverse("theme", args=[digest or digest_for(municipality())]), headers=headers
    )


def test_the_municipality_and_its_areas_have_their_colours_on_light_and_on_dark(client):
    area("friska-ekosystem", colour="#2b7044", colour_dark="#7cc795")
    css = fetch(client).content.decode()
    light, dark = css.rsplit("@media (prefers-color-scheme:dark)", 1)
    assert light.endswith(":root{--own:#0b5a6b}.area-friska-ekosystem{--mark:#2b7044}")
    assert dark == "{:root{--own:#6cc3d2}.area-friska-ekosystem{--mark:#7cc795}}"


def test_a_changed_colour_has_a_new_address(client):
    found = area("friska-ekosystem")
    before = digest_for(municipality())
    found.colour = "#123456"
    found.save()
    after = digest_for(municipality())
    assert before != after
    assert b"#123456" in fetch(client, after).content


def test_the_address_with_the_digest_may_be_kept_and_an_old_one_may_not(client):
    assert "immutable" in fetch(client).headers["Cache-Control"]
    old = fetch(client, "0123456789ab")
    assert old.status_code == 200
    assert old.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", "")])
def test_it_is_sent_as_small_as_the_browser_can_read(client, accepted, encoding):
    answer = fetch(client, **{"accept-encoding": accepted})
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    if encoding == "gzip":
        assert gzip.decompress(answer.content) == stylesheet_for(municipality()).plain


def test_a_colour_written_past_the_form_cannot_write_style(client):
    found = area("friska-ekosystem")
    PriorityArea.objects.filter(pk=found.pk).update(colour="red}b{x")
    assert b"red}b{x" not in fetch(client).content


def test_before_a_municipality_is_loaded_there_is_a_style_too(client):
    assert digest_for(None) == stylesheet_for(None).digest
    assert "--own: #1f4e79" in components()


def test_the_font_is_our_own(client):
    assert 'url("/static/fonts/schibsted-grotesk.woff2")' in components()
    assert "http" not in components().replace("prose a[href^=", "").replace('"http"', "")
