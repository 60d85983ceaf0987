"""From the start page to what somebody came for: the clicks are counted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect

from governing.models import DocumentIndexPage, GoverningDocumentPage
from home.models import PartnerProposal
from opportunities.models import Programme
from projects.models import Project
from tests.browser.axe import violations as axe
from tests.browser.reader import KeyboardReader, Reader
from tests.required import required

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=360, height=740)
ENDED = "unga-guider"
# The facts that give a document each status, and how its page opens.
DOCUMENTS: dict[str, dict[str, Any]] = {
    "in_force": {"decision": "adopted", "decided_on": date(2024, 3, 12)},
    "expired": {"decision": "adopted", "valid_from": "2016", "valid_to": "2020"},
    "proposed": {"decision": "proposed"},
    "repealed": {
        "decision": "adopted",
        "decided_on": date(2001, 2, 6),
        "repealed_on": date(2019, 5, 7),
    },
}
SAID = {
    "in_force": "Gäller sedan 12 mars 2024.",
    "expired": "Gäller inte längre. Gällde från 2016 till 2020.",
    "proposed": "Ett förslag som inte gäller.",
    "repealed": "Gäller inte längre. Upphävdes den 7 maj 2019.",
}
PROPOSAL = "We restore wetlands in three towns and seek a Swedish partner for LIFE in spring."


@pytest.fixture(params=["mouse", "phone", "keyboard without script"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Reader]:
    """A reader with one of three ways to get about."""
    keyboard = request.param.startswith("keyboard")
    context = browser.new_context(
        locale="sv-SE",
        java_script_enabled=not keyboard,
        viewport=PHONE if request.param == "phone" else ViewportSize(width=1280, height=900),
    )
    context.set_default_timeout(10_000)
    kind = KeyboardReader if keyboard else Reader
    yield kind(context.new_page())
    context.close()


def test_a_twin_town_is_two_clicks_away(reader: Reader, demo_site: str) -> None:
    reader.starts_at(f"{demo_site}/sv/")
    reader.follow("Kongsberg", within="main")
    assert reader.clicks == 1
    expect(reader.page.locator("h1")).to_have_text("Kongsberg")
    reader.starts_at(f"{demo_site}/en/")
    reader.follow("Twin towns", within="header")
    reader.follow("Kongsberg", within="main")
    assert reader.clicks == 1 + 2
    expect(reader.page.locator(".facts")).to_contain_text("Twin town since")


def test_the_money_of_an_ended_project_is_three_clicks_away_and_that_of_the_register(
    reader: Reader, demo_site: str
) -> None:
    years = list(Project.objects.get(key__endswith=ENDED).years.all())
    register = [
        sum((getattr(year, name) for year in years), Decimal())
        for name in ("budget", "granted", "received", "co_financing")
    ]
    for language, section, title in (
        ("sv", "Projekt", "Unga guider i två länder"),
        ("en", "Projects", "Young guides in two countries"),
    ):
        reader.clicks = 0
        reader.starts_at(f"{demo_site}/{language}/")
        reader.follow(section, within="header")
        reader.follow(title, within="main")
        assert reader.clicks <= 3
        expect(reader.page.locator("h1")).to_have_text(title)
        expected = [written(amount, language) for amount in register]
        for shown, amount in zip(texts(reader, ".project-card dd")[1:5], expected, strict=True):
            assert shown.startswith(amount)
        totals = texts(reader, ".money-table tfoot td")
        assert [f"SEK {t}" if language == "en" else f"{t} kr" for t in totals] == expected
    expect(reader.page.locator(".project-card")).to_contain_text("Ended")


def texts(reader: Reader, where: str) -> list[str]:
    """What stands in each of these places."""
    return [t.replace("\xa0", " ") for t in reader.page.locator(where).all_inner_texts()]


def written(amount: Decimal, language: str) -> str:
    """Kronor as people of the language write them; no decimals where there are none."""
    digits = f"{amount:,.2f}".removesuffix(".00")
    if language == "en":
        return f"SEK {digits}"
    return digits.replace(",", " ").replace(".", ",") + " kr"


def test_a_teacher_finds_a_fitting_programme_within_three_clicks(
    reader: Reader, demo_site: str
) -> None:
    reader.starts_at(f"{demo_site}/sv/")
    reader.follow("Guider", within="header")
    reader.follow("För skolor och förskolor", within="main")
    reader.follow("Erasmus+", within="main")
    assert reader.clicks == 3
    expect(reader.page.locator("h1")).to_have_text("Erasmus+")
    programme = Programme.objects.get(slug="erasmus")
    assert "skola" in programme.audiences.values_list("slug", flat=True)
    expect(reader.page.locator("main")).to_contain_text("Skola")


@pytest.fixture
def documents(demo_site: str) -> dict[str, str]:
    """The addresses of documents of every kind of validity, by the status they have."""
    index = DocumentIndexPage.objects.get(locale__language_code="sv")
    for status, facts in DOCUMENTS.items():
        page = GoverningDocumentPage(
            title=f"Strategi för kommunens arbete och samverkan i Europa ({status})",
            slug=status,
            lead="Vad kommunen vill med sitt arbete utanför Sverige och vem som ansvarar för det.",
            locale=index.locale,
            **facts,
        )
        index.refresh_from_db()
        index.add_child(instance=page).save_revision().publish()
    return {page.slug: page.url for page in GoverningDocumentPage.objects.live()}


def test_whether_a_document_is_in_force_is_seen_without_scrolling_on_a_phone(
    browser: Browser, demo_site: str, documents: dict[str, str]
) -> None:
    context = browser.new_context(locale="sv-SE", viewport=PHONE)
    reader = Reader(context.new_page())
    reader.starts_at(f"{demo_site}/sv/")
    reader.follow("Styrdokument", within="header")
    rows = reader.page.locator(".document-row")
    for status in ("expired", "proposed", "repealed"):
        row = rows.filter(has_text=f"({status})").locator(".force-mark")
        expect(row).to_be_visible()
    expect(rows.filter(has_text="(in_force)").locator(".force-mark")).to_have_count(0)
    for status, address in documents.items():
        reader.starts_at(demo_site + address)
        force = reader.page.locator(".force")
        box = force.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"], address
        assert reader.page.evaluate("scrollY") == 0
        if status in DOCUMENTS:
            assert status in (force.get_attribute("class") or "")
            expect(force.locator("b")).to_have_text(SAID[status])
    context.close()


def propose(reader: Reader, address: str) -> None:
    """From the start page to the button, with the fields that are needed and one that is not."""
    reader.starts_at(address)
    reader.follow("Partner with us", within="main")
    assert "public record" in reader.read("form .notice")
    reader.fill("Organisation", "City of Testopolis")
    reader.fill("Country", "Poland")
    reader.choose("Type of organisation", "municipality or city")
    reader.fill("Your role", "Project manager")
    reader.fill("E-mail for the answer", "manager@city.example")
    reader.choose("Programme", "LIFE")
    reader.fill("What you propose", PROPOSAL)
    # A person needs longer than the seconds in which only robots fill in a form.
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=60)):
        reader.click(reader.page.get_by_role("button", name="Send the proposal"))
        reader.page.wait_for_url("**/partner-proposal/P**")


def test_a_proposal_is_sent_within_two_minutes(reader: Reader, demo_site: str) -> None:
    PartnerProposal.objects.all().delete()
    propose(reader, f"{demo_site}/en/")
    assert (reader.clicks, reader.fields) == (2, 7)
    assert reader.seconds <= 120
    stored = PartnerProposal.objects.get()
    expect(reader.page.locator("main")).to_contain_text(stored.reference)
    assert (stored.text, stored.status) == (PROPOSAL, "new")
    assert (stored.kind, required(stored.programme).slug) == ("municipality", "life")


@pytest.mark.parametrize(
    "address",
    [
        *("/sv/bli-var-partner/", "/sv/anmal-besok/", "/sv/rapportera-fel/"),
        *("/en/partner-with-us/", "/en/visit/", "/en/report-a-fault/"),
    ],
)
def test_a_form_with_mistakes_says_so_and_axe_finds_nothing(
    visitor: BrowserContext, demo_site: str, address: str
) -> None:
    page = visitor.new_page()
    page.goto(demo_site + address)
    page.locator("form.form-public button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    wrong = page.locator("[aria-invalid=true]")
    assert wrong.count() >= 1
    for field in wrong.all():
        described = field.get_attribute("aria-describedby") or ""
        assert "error" in described, field
    assert axe(page) == []


def test_a_post_is_published_within_eight_actions_and_no_stranger_sees_it(
    reader: Reader, demo_site: str, browser: Browser
) -> None:
    """Logging in is among them; three fields and a button are the post."""
    title = f"Kanariefågel {reader.__class__.__name__} {reader.page.viewport_size}"
    reader.starts_at(f"{demo_site}/sv/natverk/")
    reader.fill("Användarnamn eller e-postadress", "contact")
    reader.fill("Lösenord", "demo")
    reader.click(reader.page.get_by_role("button", name="Logga in", exact=True))
    reader.page.wait_for_url("**/sv/natverk/")
    reader.follow("Skriv ett inlägg", within="main")
    reader.fill("Titel", title)
    reader.fill("Text", "Vi har lärt oss **något**.")
    reader.check("Friska ekosystem")
    reader.click(reader.page.get_by_role("button", name="Publicera", exact=True))
    reader.page.wait_for_url("**/sv/natverk/inlagg/*/")
    assert (reader.clicks, reader.fields) == (3, 5)
    expect(reader.page.locator("h1")).to_have_text(title)
    expect(reader.page.locator(".post-readers")).to_contain_text("EU-nätverket ser det här")
    stranger = browser.new_context(locale="sv-SE").new_page()
    for path in ("/sv/", "/sv/sok/?q=Kanariefågel", "/sv/nyheter/", "/sitemap.xml"):
        stranger.goto(f"{demo_site}{path}")
        assert title not in stranger.content(), path
    stranger.goto(reader.page.url)
    assert "/konto/" in stranger.url
    stranger.context.close()
