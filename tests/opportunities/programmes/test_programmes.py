"""Programmes: for whom, where, how much, and what is law and what is only proposed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.access.visibility import Visibility
from core.models import Audience, SectionVisibility
from home.models import GuidePage
from opportunities.models import Programme
from opportunities.programmes.lines import current, eligible, share
from tests.as_read import as_read
from tests.factories.calls import call, municipality, programme
from tests.factories.core import site_tree
from tests.factories.projects import project, project_page
from tests.required import required

pytestmark = pytest.mark.django_db

ADOPTED = {"label": "2021–2027", "status": "adopted", "starts": date(2021, 1, 1)}
ADOPTED |= {"ends": date(2027, 12, 31)}
PROPOSED = {"label": "2028–2034", "status": "proposed", "starts": date(2028, 1, 1)}
PROPOSED |= {"ends": date(2034, 12, 31)}
NOT_STATED = "uppgift saknas"


@pytest.fixture(autouse=True)
def _in_testberga(db: None) -> None:
    municipality()


def made(slug: str, *periods: dict, audiences: tuple[str, ...] = (), **facts: object) -> Programme:
    found = programme(slug)
    facts.setdefault("about_sv", f"Om {slug}.")
    Programme.objects.filter(pk=found.pk).update(**facts)
    found.refresh_from_db()
    for period in periods:
        found.periods.add(found.periods.model(**period))
    for name in audiences:
        found.audiences.add(
            Audience.objects.get_or_create(slug=name, defaults={"name_sv": name, "name_en": name})[
                0
            ]
        )
    found.save()
    return found


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return as_read(answer.content.decode())


@pytest.mark.parametrize(
    ("reach", "counties", "county", "wanted"),
    [
        ("counties", "Skåne\nBlekinge", "Skåne", True),
        ("counties", "Skåne\nBlekinge", "Uppsala", False),
        ("counties", "Skåne", "", None),
        ("counties", "", "Skåne", None),
        ("union", "", "Uppsala", True),
        ("country", "", "Uppsala", True),
        ("", "", "Uppsala", None),
    ],
)
def test_the_county_decides_where_a_programme_is_for_certain_counties(
    reach: str, counties: str, county: str, wanted: bool | None
) -> None:
    assert eligible(Programme(reach=reach, counties=counties), county) is wanted


def test_its_page_says_whether_our_county_may_apply(client: Client) -> None:
    for slug, counties in (("here", "Testlän"), ("there", "Skåne\nHalland")):
        made(slug, ADOPTED, reach="counties", counties=counties)
    made("unsaid", ADOPTED)
    here, there = page(client, "/sv/program/here/"), page(client, "/sv/program/there/")
    assert "<dt>Öppet för Testlän</dt><dd><b>Ja</b></dd>" in here
    assert "<dt>Öppet för Testlän</dt><dd><b>Nej</b></dd>" in there
    assert "Skåne, Halland" in there
    unsaid = page(client, "/sv/program/unsaid/").split("Öppet för Testlän")[1].split("</dd>")[0]
    assert NOT_STATED in unsaid
    listed = page(client, "/sv/program/")
    assert "öppet för Testlän" in listed
    assert "inte öppet för Testlän" in listed


def test_a_share_that_no_source_states_is_said_to_be_missing(client: Client) -> None:
    low, high = {"min_eu_rate": Decimal(40)}, {"max_eu_rate": Decimal("62.5")}
    made("stated", ADOPTED | low | high | {"rate_scope": "I en utlysning."})
    made("unsaid", ADOPTED)
    stated = page(client, "/sv/program/stated/")
    assert "40–62,5 %" in stated
    assert "I en utlysning." in stated
    unsaid = page(client, "/sv/program/unsaid/").split("Högsta EU-andel")[1].split("</dd>")[0]
    assert NOT_STATED in unsaid
    assert share(None) == ""


def test_what_is_proposed_is_never_shown_as_adopted(client: Client) -> None:
    coming = made("coming", PROPOSED | {"law_sv": "Förhandlas."}, audiences=("skola",))
    now = made("now", ADOPTED, audiences=("skola",))
    now.periods.update(successor=coming.periods.get())
    listed = page(client, "/sv/program/?audience=skola")
    adopted, proposed = listed.split('id="proposed"')
    assert "/sv/program/now/" in adopted
    assert "Om coming." not in adopted
    assert "Om coming." in proposed
    own = page(client, "/sv/program/coming/")
    assert "Det här är ett förslag och inte lag." in own
    assert "Förhandlas." in own
    assert "antagen" not in own.split("<main")[1].split("</main>")[0]
    assert 'href="/sv/program/now/"' in own  # what it follows
    older = page(client, "/sv/program/now/")
    assert 'href="/sv/program/coming/">COMING</a> 2028–2034 (föreslagen)' in older
    assert "ett förslag och inte lag" not in older


def test_a_proposed_period_never_stands_for_a_programme_that_has_an_adopted_one() -> None:
    found = made("both", PROPOSED, ADOPTED)
    periods = list(Programme.objects.get(pk=found.pk).periods.all())
    for day in (date(2020, 1, 1), date(2026, 1, 1), date(2030, 1, 1)):
        assert required(current(periods, day)).label == "2021–2027"
    assert current([], date(2026, 1, 1)) is None


def test_an_audience_sees_its_own_programmes(client: Client) -> None:
    made("erasmus", ADOPTED, audiences=("skola",))
    made("leader", ADOPTED, audiences=("forening",))
    made("seldom", ADOPTED, about_sv="")
    listed = page(client, "/sv/program/?audience=skola")
    assert ("Om erasmus." in listed, "Om leader." in listed) == (True, False)
    everybody = page(client, "/sv/program/?audience=unknown")
    assert "Om leader." in everybody
    assert 'href="/sv/program/seldom/"' in everybody.split('id="others"')[1]
    assert 'href="/en/programmes/leader/"' in page(client, "/en/programmes/")


def test_its_open_calls_are_listed_and_counted_for_who_may_read_them(client: Client) -> None:
    made("life", ADOPTED)
    call("Open one", programme_slug="life")
    call("Canary", programme_slug="life", visibility=Visibility.STAFF)
    call("Gone", programme_slug="life", days=-2)
    shown = page(client, "/sv/program/life/")
    assert "Open one" in shown
    assert "Canary" not in shown
    assert "Gone" not in shown
    assert '<a href="/sv/utlysningar/?programme=life">1</a>' in page(client, "/sv/program/")
    assert client.get("/sv/program/nothing/").status_code == 404


@pytest.mark.any_database
def test_the_number_of_queries_is_the_same_for_few_programmes_and_many(client: Client) -> None:
    def count() -> int:
        page(client, "/sv/program/")
        with CaptureQueriesContext(connection) as queries:
            page(client, "/sv/program/")
        return len(queries)

    coming = made("coming", PROPOSED)
    after = {"successor": coming.periods.get()}
    made("p", ADOPTED | after, audiences=("skola",))
    before = count()
    for number in range(12):
        made(f"p{number}", ADOPTED | after, audiences=("skola", "forening"))
        call(f"Call {number}", programme_slug=f"p{number}")
    assert count() == before


def test_its_page_has_our_projects_and_the_guides_for_those_it_is_for(client: Client) -> None:
    made("life", ADOPTED, audiences=("skolor",))
    made("other", ADOPTED, audiences=("bolag",))
    project_page(project("Våtmark", programme_slug="life"))
    hidden = project_page(project("Canary", programme_slug="life"))
    SectionVisibility.objects.create(page=hidden, visibility=Visibility.NETWORK)
    project_page(project("Annat", programme_slug="other"))
    for title, slug in (("Till skolan", "skolor"), ("Till företag", "bolag")):
        start = site_tree()
        start.refresh_from_db()
        start.add_child(
            instance=GuidePage(
                title=title, locale=start.locale, audience=Audience.objects.get(slug=slug)
            )
        )
    shown = page(client, "/sv/program/life/").split("<main")[1].split("</main>")[0]
    for said in ("Våtmark", "Till skolan", "Guider", "Våra projekt"):
        assert said in shown, said
    for absent in ("Canary", "Annat", "Till företag"):
        assert absent not in shown, absent


def test_the_search_of_the_site_leads_to_its_page_and_marks_a_proposal(client: Client) -> None:
    made("life", ADOPTED, about_sv="Pengar till våtmarker.")
    Programme.objects.get(slug="life").save()  # `made` updates behind the index's back
    made("nytt", PROPOSED, about_sv="Också våtmarker.")
    Programme.objects.get(slug="nytt").save()
    shown = page(client, "/sv/sok/?q=våtmarker")
    assert 'href="/sv/program/life/"' in shown
    assert 'href="/sv/program/nytt/"' in shown
    assert shown.count('class="hit-note"') == 1
