"""The page of a project: its record's facts, the Union's emblem, and when it is refused."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from core.access.visibility import Visibility
from core.models import PriorityArea, PriorityScheme
from core.pages.area_parts import area_parts
from core.words.money import NBSP
from home.loading.site.tree import add
from opportunities.models import Programme
from projects.models import Project, ProjectKind, ProjectPage
from projects.showing.brief import projects_in_brief
from tests.factories.calls import area, call, municipality
from tests.factories.core import UserFactory
from tests.factories.projects import project, project_index, project_page, rate
from tests.required import required

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("project_pages")]
CANARY = "Kanariefågel"


def read(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == HTTPStatus.OK, path
    return BeautifulSoup(response.content.decode().replace(NBSP, " "), "html.parser")


def words(soup: BeautifulSoup) -> str:
    return " ".join(required(soup.find("main")).get_text(" ").split())


@pytest.fixture
def admin_client(admin_user: Any) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client


def draft(of: Project) -> ProjectPage:
    """A page that nobody has published."""
    page = ProjectPage(title=of.title, slug="draft", project=of, live=False)
    return project_index().add_child(instance=page)


def goal() -> PriorityArea:
    """Of a scheme that sorts no calls."""
    scheme = PriorityScheme.objects.create(
        profile=municipality(), key="goals", name_sv="Mål", name_en="Goals"
    )
    return PriorityArea.objects.create(
        scheme=scheme, slug="trygghet", name_sv="Trygghet", name_en="Safety", shape="bar"
    )


def test_the_page_says_what_the_record_says(client: Client) -> None:
    rate()
    made = project(
        areas=("water",),
        purpose_sv="Att spara vatten",
        lessons_sv="Börja i tid",
        owner_unit="Miljökontoret",
        social=True,
        is_demo=True,
        call=call("The call that paid"),
        partners=[
            {"name": "Espoo", "country": "FI", "town": "Esbo", "is_lead": True},
            {"name": "Somebody"},
        ],
    )
    made.areas.add(goal())
    page = project_page(made)
    soup = read(client, page.url)
    text = words(soup)
    for fact in (
        "1 000 000,50 kr ca 87 000 €",
        "600 000,30 kr",
        "60 % av 1 000 000,50 kr från EU",
        "11,4590 kronor per euro, 31 december 2024 (ECB)",
        "Avslutat 31 december 2024",
        "Miljökontoret",
        "Att spara vatten",
        "Börja i tid",
        "Espoo leder projektet Esbo, Finland",
        "Somebody uppgift saknas",
        "Resultat uppgift saknas",
        "The call that paid",
        "Demoinnehåll",
        "Mål och strategier som det bidrar till Trygghet",
    ):
        assert fact in text
    rows = [r.get_text("|").split("|") for r in soup.select(".money-table tr")]
    cells = [[c.strip() for c in row if c.strip()] for row in rows]
    assert cells[1] == ["2023", "400 000", "240 000", "240 000", "uppgift saknas"]
    sums = ["1 000 000,50", "600 000,30", "240 000", "240 000,20"]
    assert cells[-1] == ["Totalt", *sums]
    english = words(read(client, page.get_translations().get().url))
    assert "SEK 1,000,000.50 about €87,000" in english
    assert "Esbo, Finland" in english


def test_the_emblem_has_the_official_proportions_and_colours_and_the_sentence_beside_it(
    client: Client,
) -> None:
    page = project_page(project())
    soup = read(client, page.url)
    (told,) = soup.select(".eu-money")
    assert told.get_text(" ", strip=True) == "Medfinansieras av Europeiska unionen"
    emblem = required(told.find("svg"))
    assert emblem["viewbox"] == "0 0 810 540"  # three to two
    assert emblem["aria-label"] == "Europeiska unionens emblem"
    field, stars = emblem.find_all("path")
    assert (field["fill"], stars["fill"]) == ("#039", "#fc0")
    assert stars["d"].count("M") == 12
    (told,) = read(client, page.get_translations().get().url).select(".eu-money")
    assert told.get_text(" ", strip=True) == "Co-funded by the European Union"


def test_money_that_is_not_the_union_s_shows_no_emblem(client: Client) -> None:
    sida = Programme.objects.create(
        slug="icld", name_sv="I", name_en="I", funding_sentence_sv="", funding_sentence_en=""
    )
    made = project(kind=ProjectKind.INTERNATIONAL, programme_slug=sida.slug)
    assert not read(client, project_page(made).url).select(".eu-money")


def test_without_a_programme_or_its_sentence_nothing_publishes_the_page() -> None:
    made = project(programme_slug="")
    page = draft(made)
    revision = page.save_revision()
    with pytest.raises(ValidationError, match="EU-emblemet"):
        revision.publish()
    silent = Programme.objects.create(slug="silent", name_sv="Tyst", name_en="Silent")
    Programme.objects.update(funding_sentence_en=" ")
    Project.objects.update(programme=silent)
    with pytest.raises(ValidationError, match="Tyst"):
        ProjectPage.objects.get().save_revision().publish()
    index, swedish = project_index(), {"title": "Other", "slug": "other"}
    with pytest.raises(ValidationError):
        add(index, ProjectPage, swedish=swedish, project=made)
    assert not ProjectPage.objects.live().exists()
    Programme.objects.update(funding_sentence_en="Co-funded by the European Union")
    ProjectPage.objects.get().save_revision().publish()
    assert ProjectPage.objects.live().exists()


def form(page: ProjectPage, **more: str) -> dict[str, str]:
    return {
        "title": page.title,
        "slug": page.slug,
        "project": str(page.project_id),
        "lead": "",
        "responsible": "",
        "reviewed_on": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "",
        **more,
    }


def test_an_editor_who_publishes_is_told_why_not_and_can_save_a_draft(admin_client: Client) -> None:
    page = draft(project(programme_slug=""))
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    refused = admin_client.post(address, form(page, **{"action-publish": "1"}))
    assert "EU-emblemet" in str(refused.context["form"].errors["project"])
    saved = admin_client.post(address, form(page, lead="Utkast"))
    assert saved.status_code == HTTPStatus.FOUND
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().lead == "Utkast"

    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = admin_client.post(f"{bulk}?id={page.pk}", {"include_descendants": "on"}, follow=True)
    assert "kan inte publiceras" in answer.content.decode()
    assert not Page.objects.get(pk=page.pk).live

    Project.objects.update(programme=Programme.objects.create(slug="x", name_sv="X", name_en="X"))
    done = admin_client.post(address, form(page, **{"action-publish": "1"}))
    assert done.status_code == HTTPStatus.FOUND
    assert Page.objects.get(pk=page.pk).live


def test_a_page_that_is_out_keeps_emblem_and_sentence_whatever_becomes_of_the_programme(
    client: Client,
) -> None:
    page = project_page(project())
    Programme.objects.all().delete()
    assert "Medfinansieras av Europeiska unionen" in words(read(client, page.url))


def test_a_project_that_becomes_private_takes_its_pages_down(client: Client) -> None:
    made = project()
    page = project_page(made)
    made.visibility = Visibility.NETWORK
    made.save()
    assert not ProjectPage.objects.live().exists()
    assert client.get(page.url).status_code == HTTPStatus.NOT_FOUND
    with pytest.raises(ValidationError, match="Alla får inte läsa"):
        ProjectPage.objects.get(pk=page.pk).save_revision().publish()


def test_a_private_call_is_not_told(client: Client) -> None:
    hidden = call(CANARY, visibility=Visibility.NETWORK)
    page = project_page(project(call=hidden))
    assert CANARY not in client.get(page.url).content.decode()


def test_a_title_in_the_other_language_says_so(client: Client) -> None:
    made = project(title_sv="", title_en="Supported", key="supported")
    page = add(
        project_index(),
        ProjectPage,
        swedish={"title": "Supported", "slug": "supported"},
        project=made,
    )
    assert required(read(client, page.url).find("h1"))["lang"] == "en"


def test_the_search_gets_the_record_s_words_and_names() -> None:
    made = project(
        acronym="WETSTOP",
        areas=("water",),
        purpose_sv="Spara vatten",
        purpose_en="Save water",
        partners=[{"name": "Espoo"}],
    )
    page = project_page(made)
    assert {"WETSTOP", "Wetlands", "LIFE", "Water"} <= set(page.search_keywords)
    assert "Spara vatten" in page.search_text
    assert "Espoo" in page.search_text
    assert "Save water" not in page.search_text
    assert "Save water" in page.get_translations().get().search_text
    assert page.note(timezone.now()) == "Avslutat"


def test_an_area_and_the_start_page_have_what_the_reader_may_see() -> None:
    water, user = area("water"), UserFactory.create()
    project_page(project(areas=("water",)))
    running = project("Running", areas=("water",), ends=date(2099, 1, 1))
    project_page(running)
    project("Without a page", areas=("water",))
    project(CANARY, areas=("water",), visibility=Visibility.NETWORK)
    at = timezone.now()
    links = area_parts["projects"].links(water, user, at)
    assert {(link.title, link.url) for link in links} == {
        ("Wetlands", "/sv/projekt/wetlands/"),
        ("Running", "/sv/projekt/running/"),
    }
    assert "Avslutat 31 december 2024" in {link.note for link in links}
    brief = projects_in_brief(user, at=at)
    assert [line.title for line in brief] == ["Running", "Wetlands"]
    shown = render_to_string("projects/brief.html", {"brief": brief})
    assert "från EU" in shown
    assert 'width="60.0"' in shown  # a number for machines, whatever the language
    assert CANARY not in shown


@pytest.mark.any_database
def test_the_number_of_queries_is_the_same_for_few_rows_and_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page = project_page(project(years=[{"year": 2023, "budget": "1"}], partners=[{"name": "A"}]))
    client.get(page.url)
    with django_assert_max_num_queries(50) as few:
        client.get(page.url)
    most = len(few)
    many = [{"year": 2000 + n, "budget": "1"} for n in range(30)]
    project(years=many, partners=[{"name": f"Partner {n}"} for n in range(30)])
    client.get(page.url)
    with django_assert_max_num_queries(most):
        client.get(page.url)
