"""A site with something in every corner, for the tests that look at pages."""

from datetime import date

from django.urls import reverse
from django.utils.translation import override

from core.models import ProcessStep, SupportService
from home.models import StartPage
from network.models import Body
from opportunities.models import Call
from tests.factories.calls import area, call, municipality
from tests.factories.news import news
from tests.factories.partners import PATHS, contact, partner_site, term
from tests.factories.projects import project, project_page
from tests.factories.towns import agreement, exchange, town, with_pages

# The longest words a municipality has chosen for its areas so far.
AREAS = (
    ("arbetsliv", "Arbetsliv och attraktionskraft", "square", "#9a4a1f", "#e59a6c"),
    ("stad", "Boendemiljöer och stadsutveckling", "circle", "#6750a0", "#b3a2ee"),
    ("ekosystem", "Friska ekosystem", "triangle", "#2b7044", "#7cc795"),
    ("barn", "Barns och ungdomars internationella kontakter", "diamond", "#a8326a", "#ee8fbb"),
    ("skola", "Skolans internationalisering", "bar", "#1d5f86", "#7cbfe6"),
)


# Calls to look at: an open one with everything, and a closed one with nothing.
FULL = "Water reuse in small towns and villages of the Baltic Sea region"
CLOSED = "Gone"
NEWS = {"sv": "nyheter/", "en": "news/"}


def paths(language: str) -> dict[str, str]:
    """Every public page of the filled site, by what it shows."""
    full, closed = (Call.objects.get(title=title) for title in (FULL, CLOSED))
    with override(language):
        search = reverse("call_list")
        return {
            "start": f"/{language}/",
            "search": search,
            "found": f"{search}?q=water&priority=ekosystem&grant_min=1000",
            "page 2": f"{search}?page=2&status=all",
            "wrong": f"{search}?deadline_from=yesterday",
            "nothing": f"{search}?q=xyzzy&priority=skola",
            "site": f"{reverse('site_search')}?q=water",
            "suggested": f"{reverse('site_suggestions')}?q=wat",
            "call": reverse("call", args=[full.reference]),
            "closed": reverse("call", args=[closed.reference]),
            "projects": {"sv": "/sv/projekt/", "en": "/en/projects/"}[language],
            "project": {"sv": "/sv/projekt", "en": "/en/projects"}[language] + "/wetlands/",
            "news": reverse("wagtail_serve", args=[NEWS[language]]),
            "areas": reverse("areas"),
            "area": reverse("area", args=["ekosystem"]),
            "programmes": reverse("programmes"),
            "programme": reverse("programme", args=["life"]),
            "towns": "/sv/vanorter/" if language == "sv" else "/en/twin-towns/",
            "town": f"/{'sv/vanorter' if language == 'sv' else 'en/twin-towns'}/alfa/",
            "cooperation": "/sv/samarbeten/" if language == "sv" else "/en/cooperation/",
            "visit": reverse("visit"),
            "log in": reverse("account_login"),
            **PATHS[language],
            "not here": f"/{language}/not-here/",
        }


def filled_site() -> None:
    """A municipality with five areas, thirty calls, and a start page that shows them."""
    _municipality()
    _towns()
    for slug, name, shape, colour, dark in AREAS:
        area(slug, name_sv=name, name_en=name, shape=shape, colour=colour, colour_dark=dark)
    for number in range(25):
        slug = AREAS[number % len(AREAS)][0]
        call(f"Call number {number}", areas=(slug,), days=5 + 9 * number, programme_slug="life")
    call("Later", areas=("skola",), opened=20, days=60)
    full = call(
        FULL,
        days=[12, 60],
        areas=("ekosystem", "stad"),
        audiences=("kommun", "skola"),
        programme_slug="cerv",
        grant_min=2_000_000,
        grant_max=3_000_000,
        rate=60,
        budget=12_000_000,
        expected_grants=4,
        is_demo=True,
        url="https://example.org/call",
        description="<h3>Scope</h3><p>Save water, and <a href='https://example.org/'>more</a>.</p>"
        "<table><tr><th>Year</th><td>Averylongwordinatablecellwithoutanyspace</td></tr></table>",
        conditions="<p>At least three municipalities.</p>",
    )
    full.priority_links.update(words=[_found("water reuse")])
    full.audience_links.update(words=[_found("municipality")])
    _project()
    partner_site(network_note_sv="Ett nätverk.", network_note_en="A network.")
    term("natverk", "nätverk", "network", synonyms_sv="nätverket")
    contact("skola", "skola@example.org")
    for language in NEWS:
        news(
            f"News in {language}",
            date(2026, 3, 2),
            areas=("stad",),
            tags=("LIFE",),
            language=language,
        )
    call(CLOSED, days=-5, opened=-90, areas=("skola",))


def _towns() -> None:
    """One that lives, one that does not, one that nobody has confirmed, and one far away."""
    with_pages()
    active = town("alfa", since="late 1980s", latitude=60.2, longitude=24.6)
    town("beta", status="dormant", latitude=47.4, longitude=19.0)
    town(
        "gamma",
        status="unverified",
        source="Wikipedia",
        source_year="2023",
        latitude=65.7,
        longitude=-19.6,
    )
    town("delta", status="ended", country="US", latitude=46.8, longitude=-92.1)
    agreement("Avtal", town=active, dnr="KS 1989/1")
    exchange("Körresa", town=active, when="1995", pupils=True, result_sv="Två körer sjunger ihop.")


def _found(word: str) -> dict[str, str]:
    return {"word": word, "language": "en", "field": "text"}


def _project() -> None:
    lead = {"name": "Espoo", "town": "Esbo", "country": "FI", "is_lead": True}
    place = {"latitude": 60.2, "longitude": 24.7}
    project_page(project(areas=("ekosystem",), partners=[{**lead, **place}], is_demo=True))


def _municipality() -> None:
    profile = municipality()
    StartPage.objects.update(
        headline="Vi lånar goda idéer av hela Europa.",
        lead="Här letar du upp EU-stöd till något av våra områden.",
        examples="avloppsrening\nungdomsutbyte",
    )
    Body.objects.create(
        profile=profile, key="council", kind="council", name_sv="Fullmäktige", name_en="Council"
    )
    profile.process_steps.add(ProcessStep(key="check", name_sv="Kontroll", name_en="Check"))
    profile.support_services.add(SupportService(name_sv="Partner", name_en="Partners"))
    profile.motto_sv, profile.motto_en = "tillväxt och trivsel", "growth and well-being"
    profile.save()
