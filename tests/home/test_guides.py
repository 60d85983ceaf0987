"""Guides: a text for somebody, with what the records have for them."""

import pytest
from django.core.management import call_command
from django.test import Client

from core.models import Audience
from core.visibility import Visibility
from home.models import GuidePage
from opportunities.models import ProgrammePeriod
from tests.factories.calls import call, municipality, programme
from tests.factories.core import site_tree

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.fixture
def guide() -> GuidePage:
    start = site_tree()
    municipality()
    audience = Audience.objects.create(slug="skola", name_sv="Skola", name_en="School")
    made = GuidePage(title="För skolor", slug="skolor", locale=start.locale, audience=audience)
    return start.add_child(instance=made)


def _programme(slug: str, audience: Audience, status: str = "adopted", **facts: object) -> None:
    found = programme(slug)
    for name, value in facts.items():
        setattr(found, name, value)
    found.audiences.add(audience)
    found.periods.add(ProgrammePeriod(label="2021–2027", status=status))
    found.save()


def test_it_lists_the_programmes_and_open_calls_of_its_audience(client, guide):
    other = Audience.objects.create(slug="foretag", name_sv="Företag", name_en="Company")
    _programme("erasmus", guide.audience)
    _programme("coming", guide.audience, status="proposed")
    _programme("elsewhere", guide.audience, reach="counties", counties="Skåne")
    _programme("industry", other)
    for days in (40, 10):
        call(f"In {days} days", days=days, audiences=("skola",))
    call("For companies", audiences=("foretag",))
    call("Canary", audiences=("skola",), visibility=Visibility.STAFF)
    call("Gone", days=-1, audiences=("skola",))
    rejected = call("Not for schools", audiences=("skola",))
    rejected.audience_links.update(rejected=True)
    shown = page(client, "/sv/skolor/")
    assert 'href="/sv/program/erasmus/"' in shown
    assert shown.index("In 10 days") < shown.index("In 40 days")
    assert 'href="/sv/utlysningar/?audience=skola"' in shown
    for absent in ("For companies", "Canary", "Gone", "Not for schools"):
        assert absent not in shown
    for absent in ("coming", "elsewhere", "industry"):
        assert f"/sv/program/{absent}/" not in shown


def test_without_money_it_says_so(client, guide):
    shown = page(client, "/sv/skolor/")
    assert "Inget program finns här." in shown
    assert "Ingen utlysning för dig är öppen just nu." in shown


def test_it_shows_what_the_municipality_wants_where_an_editor_asks_for_it(client, guide):
    profile = municipality()
    profile.motto_sv = "tillväxt och trivsel"
    profile.save()
    assert "tillväxt och trivsel" not in page(client, "/sv/skolor/")
    GuidePage.objects.update(audience=None, shows_aims=True)
    shown = page(client, "/sv/skolor/")
    assert "tillväxt och trivsel" in shown
    assert "uppgift saknas" in shown  # the vision


def test_a_loaded_site_leads_a_school_to_a_programme_in_three_clicks_in_both_languages(client):
    call_command("load_profile", "osthammar", verbosity=0)
    clicks = {
        "/sv/": "/sv/guider/",
        "/sv/guider/": "/sv/guider/for-skolor/",
        "/sv/guider/for-skolor/": "/sv/program/erasmus/",
        "/en/": "/en/guides/",
        "/en/guides/": "/en/guides/for-schools/",
        "/en/guides/for-schools/": "/en/programmes/erasmus/",
    }
    for start, way in clicks.items():
        assert f'href="{way}"' in page(client, start), start
    assert "Östhammar" in page(client, "/sv/guider/for-foretag/")
    central = page(client, "/sv/program/interreg-central-baltic/")
    assert "<dt>Öppet för Uppsala</dt><dd><b>Ja</b></dd>" in central
    south = page(client, "/sv/program/interreg-south-baltic/")
    assert "<dt>Öppet för Uppsala</dt><dd><b>Nej</b></dd>" in south
    assert "Det här är ett förslag och inte lag." in page(client, "/sv/program/agora-eu/")
    before = set(GuidePage.objects.values_list("pk", flat=True))
    call_command("load_profile", "osthammar", verbosity=0)
    assert set(GuidePage.objects.values_list("pk", flat=True)) == before


def test_demo_news_is_marked_and_loaded_once(client):
    call_command("load_profile", "kristianstad", verbosity=0)
    call_command("load_demo", verbosity=0)
    shown = page(client, "/sv/nyheter/")
    assert "Tre länder ritar samma våtmark" in shown
    assert "<li>Demo</li>" in shown
    assert "Friska ekosystem" in shown
    assert "Three countries draw the same wetland" in page(client, "/en/news/")
    call_command("load_demo", verbosity=0)
    assert page(client, "/sv/nyheter/").count("Tre länder ritar samma våtmark") == 1
