import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from core.models import PriorityArea
from core.web.colours import digest_for, stylesheet_for
from core.web.stylesheet import INTRANET, NAME, StylesheetFinder, assembled, components
from tests.factories.calls import area, municipality
from tests.factories.core import UserFactory
from tests.required import required

pytestmark = pytest.mark.django_db


def fetch(client: Client, digest: str = "", **headers: str) -> Any:
    return client.get(
        reverse("theme", args=[digest or digest_for(municipality())]), headers=headers
    )


def test_the_municipality_and_its_areas_have_their_colours_on_light_and_on_dark(
    client: Client,
) -> None:
    area("friska-ekosystem", colour="#2b7044", colour_dark="#7cc795")
    css = fetch(client).content.decode()
    light, dark = css.rsplit("@media (prefers-color-scheme:dark)", 1)
    assert light.endswith(":root{--own:#0b5a6b}.area-friska-ekosystem{--mark:#2b7044}")
    assert dark == "{:root{--own:#6cc3d2}.area-friska-ekosystem{--mark:#7cc795}}"


def test_a_changed_colour_has_a_new_address(client: Client) -> None:
    found = area("friska-ekosystem")
    before = digest_for(municipality())
    found.colour = "#123456"
    found.save()
    after = digest_for(municipality())
    assert before != after
    assert b"#123456" in fetch(client, after).content


def test_the_address_with_the_digest_may_be_kept_and_an_old_one_may_not(client: Client) -> None:
    assert "immutable" in fetch(client).headers["Cache-Control"]
    old = fetch(client, "0123456789ab")
    assert old.status_code == 200
    assert old.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("", "")])
def test_it_is_sent_as_small_as_the_browser_can_read(
    client: Client, accepted: str, encoding: str
) -> None:
    answer = fetch(client, **{"accept-encoding": accepted})
    assert answer.headers.get("Content-Encoding", "") == encoding
    assert "Accept-Encoding" in answer.headers["Vary"]
    if encoding == "gzip":
        assert gzip.decompress(answer.content) == stylesheet_for(municipality()).plain


def test_a_colour_written_past_the_form_cannot_write_style(client: Client) -> None:
    found = area("friska-ekosystem")
    PriorityArea.objects.filter(pk=found.pk).update(colour="red}b{x")
    assert b"red}b{x" not in fetch(client).content


def test_before_a_municipality_is_loaded_there_is_a_style_too(client: Client) -> None:
    assert digest_for(None) == stylesheet_for(None).digest
    assert "--own: #1f4e79" in components()


def test_the_sheet_is_found_without_anything_done_before_and_follows_its_components(
    settings: Settings, tmp_path: Path
) -> None:
    found = Path(required(finders.find(NAME)))
    assert found.read_text() == components()
    settings.STATICFILES_DIRS = [tmp_path]
    for folder in ("components", "calls"):
        (tmp_path / "css" / folder).mkdir(parents=True)
    names = (
        "fonts",
        "tokens",
        "base",
        "layout",
        "components/card",
        "calls/line",
        "print",
        "contrast",
    )
    for name in sorted(names):
        file = tmp_path / "css" / f"{name}.css"
        file.write_text(f".{file.stem} {{}} /* no word of it */\n")
    sheet = assembled(tmp_path / "made" / "site.css")
    order = [f".{Path(name).stem}" for name in names]
    assert sheet.read_text().split() == [word for name in order for word in (name, "{}")]
    (tmp_path / "css/components/card.css").unlink()
    assert ".card" not in assembled(sheet).read_text()


def test_it_is_found_where_nothing_can_be_written(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.STYLESHEET_ROOT = tmp_path / "file" / "stylesheet"
    (tmp_path / "file").write_text("no folder")
    finder = StylesheetFinder()
    for _time in range(2):
        for sheet in (NAME, INTRANET):
            assert Path(finder.find(sheet)).read_text() == components(sheet)
    for name, storage in finder.list(None):
        assert Path(storage.path(name)).read_text() == components(name)
    said = [record for record in caplog.records if record.name == "core.web.stylesheet"]
    assert len(said) == 1


def test_it_is_collected_under_a_name_of_its_own_and_compressed(
    settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = settings.STATICFILES_FINDERS[:2]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    sheet = tmp_path / names[NAME]
    assert sheet.name != "site.css"
    assert sheet.with_name(f"{sheet.name}.br").stat().st_size < 15_000
    font = Path(names["fonts/schibsted-grotesk.woff2"]).name
    assert f'url("../fonts/{font}")' in sheet.read_text()


def test_a_page_asks_for_the_sheet_and_then_for_the_colours(client: Client) -> None:
    municipality()
    markup = client.get(reverse("account_login")).content.decode()
    assert markup.index(f"/static/{NAME}") < markup.index(
        f"/theme/{digest_for(municipality())}.css"
    )


def test_the_font_is_our_own(client: Client) -> None:
    assert 'url("../fonts/schibsted-grotesk.woff2")' in components()
    assert "http" not in components().replace("prose a[href^=", "").replace('"http"', "")


def test_threads_that_assemble_it_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    places = [tmp_path / str(number) / NAME for number in range(20) for _thread in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(assembled, places)) == places


def test_strangers_fetch_nothing_of_the_intranets_and_its_pages_do(client: Client) -> None:
    municipality()
    assert ".post-line" in components(INTRANET)
    assert ".post-line" not in components()
    assert INTRANET not in client.get(reverse("account_login")).content.decode()
    client.force_login(UserFactory.create(is_superuser=True))
    assert f"/static/{INTRANET}" in client.get("/sv/natverk/").content.decode()
