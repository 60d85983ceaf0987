"""Guides: a text for somebody, with what the records have for them."""

import pytest
from django.test import Client

from core.access.visibility import Visibility
from core.models import Audience
from home.models import GuidePage
from opportunities.models import ProgrammePeriod
from tests.as_read import as_read
from tests.factories.calls import call, municipality, programme
from tests.factories.core import site_tree
from tests.required import required

pytestmark = pytest.mark.django_db


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return as_read(answer.content.decode())


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


def test_it_lists_the_programmes_and_open_calls_of_its_audience(
    client: Client, guide: GuidePage
) -> None:
    other = Audience.objects.create(slug="foretag", name_sv="Företag", name_en="Company")
    _programme("erasmus", required(guide.audience))
    _programme("coming", required(guide.audience), status="proposed")
    _programme("elsewhere", required(guide.audience), reach="counties", counties="Skåne")
    _programme("industry", other)
    for days in (40, 10):
        call(f"In {days} days", days=days, audiences=("skola",))
    call("For companies", audiences=("foretag",))
    call("Canary", audiences=("skola",), visibility=Visibility.STAFF)
    call("Gone", days=-1, audiences=("skola",))
    rejected = call("Not for schools", audiences=("skola",))
    rejected.audience_links.update(rejected=True)
    rejected.save()
    shown = page(client, "/sv/skolor/")
    assert 'href="/sv/program/erasmus/"' in shown
    assert shown.index("In 10 days") < shown.index("In 40 days")
    assert 'href="/sv/utlysningar/?audience=skola"' in shown
    for absent in ("For companies", "Canary", "Gone", "Not for schools"):
        assert absent not in shown
    for absent in ("coming", "elsewhere", "industry"):
        assert f"/sv/program/{absent}/" not in shown


def test_without_money_it_says_so(client: Client, guide: GuidePage) -> None:
    shown = page(client, "/sv/skolor/")
    assert "Inget program finns här." in shown
    assert "Ingen utlysning för dig är öppen just nu." in shown


def test_it_shows_what_the_municipality_wants_where_an_editor_asks_for_it(
    client: Client, guide: GuidePage
) -> None:
    profile = municipality()
    profile.motto_sv = "tillväxt och trivsel"
    profile.save()
    assert "tillväxt och trivsel" not in page(client, "/sv/skolor/")
    GuidePage.objects.update(audience=None, shows_aims=True)
    shown = page(client, "/sv/skolor/")
    assert "tillväxt och trivsel" in shown
    assert "uppgift saknas" in shown  # the vision
