"""The search of the whole site, as a visitor uses it."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
import typst
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document as WordDocument
from openpyxl import Workbook
from wagtail.models import Collection, CollectionViewRestriction, Locale

from core import document_text, file_text
from core.models import SectionVisibility, VocabularyWord
from core.search.index import check
from core.search.kinds import kinds
from core.visibility import Visibility
from home.models import StandardPage
from network.models import Body
from opportunities.models import Programme, ProgrammePeriod
from tests.factories.calls import area, call, municipality, programme
from tests.factories.core import DocumentFactory, UserFactory, site_tree

pytestmark = pytest.mark.django_db
PATHS = {"sv": "/sv/sok/", "en": "/en/search/"}


@pytest.fixture
def profile():
    return municipality()


@pytest.fixture
def ask(client):
    def read(q, language="sv", **more):
        answer = client.get(PATHS[language], {"q": q, **more})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content, "html.parser")

    return read


def add(title, parent=None, **fields):
    """A page of text below the start page, or below another."""
    parent = parent or site_tree()
    parent.refresh_from_db()
    fields.setdefault("locale", parent.locale)
    return parent.add_child(instance=StandardPage(title=title, **fields))


def translation(page, title, **fields):
    english = Locale.objects.get(language_code="en")
    parent = site_tree().get_translation(english)
    return add(title, parent, translation_key=page.translation_key, locale=english, **fields)


def titles(soup):
    return [a.get_text() for a in soup.select(".call-title a")]


def groups(soup):
    """Each group with the count it says."""
    return {
        head.h2.get_text(): int(head.select_one(".quiet").get_text())
        for head in soup.select(".found-group > header")
    }


def chips(soup):
    return {
        re.sub(r"\s*\d+$", "", a.get_text()): int(a.span.get_text())
        for a in soup.select(".found-chips a")
    }


def everything(profile):
    """One of each kind about water, and more calls than the overview shows."""
    guide = add("Guide", lead="Om allt vatten.")
    add("Vattenråd", guide, lead="Rådet.", responsible="Miljökontoret")
    for number in range(6):
        call(f"Water {number}", days=10 + number, keywords=["vatten"])
    call("Water gone", days=-5, opened=-90, keywords=["vatten"])
    Programme.objects.create(
        slug="vatten", short="VAT", name_sv="Vattenprogrammet", name_en="Water programme"
    )
    DocumentFactory(title="Plan för vatten")
    Body.objects.create(
        profile=profile,
        key="board",
        kind="committee",
        name_sv="Miljönämnden",
        name_en="Environment committee",
        responsibility_sv="Svarar för vatten.",
    )


def test_everything_is_found_in_its_group_with_the_right_counts(profile, ask):
    everything(profile)
    soup = ask("vatten")
    expected = {
        "Sidor": 2,
        "Utlysningar": 7,
        "Program": 1,
        "Dokument": 1,
        "Organisation": 1,
    }
    assert groups(soup) == expected
    assert chips(soup) == {"Allt": 12, **expected}
    assert soup.select_one("#count").get_text() == "12 träffar"
    assert titles(soup)[2:6] == [f"Water {number}" for number in range(4)]
    closed = soup.select_one(".found-closed")
    assert closed.get_text().strip().startswith("1 av dem är stängd.")
    assert closed.a["href"] == "/sv/utlysningar/?q=vatten&status=closed"
    assert soup.select_one(".found-all a")["href"] == "/sv/sok/?q=vatten&kind=call"
    assert soup.select_one(".found-all a").get_text() == "Alla 6 – utlysningar"


def test_a_line_says_where_the_thing_stands_and_why_it_was_found(profile, ask):
    everything(profile)
    lines = {line.h3.get_text(): line for line in ask("vatten").select(".found-line")}
    council = lines["Vattenråd"]
    assert [a.get_text() for a in council.select(".meta a")] == ["Guide"]
    assert council.select_one(".why mark").get_text() == "Vattenråd"
    assert council.select_one(".found-lead").get_text() == "Rådet."
    assert lines["Guide"].select_one(".snippet mark").get_text() == "vatten"
    assert lines["Water 0"].h3["lang"] == "en"
    assert "på engelska" in lines["Water 0"].get_text()
    assert "TXT" in lines["Plan för vatten"].get_text()
    assert lines["Vattenprogrammet"].a["href"] == "/sv/utlysningar/?programme=vatten"
    assert lines["Miljönämnden"].a["href"] == "/sv/#work"


def test_what_must_be_said_of_a_page_is_said_where_it_is_found(profile, ask, monkeypatch):
    monkeypatch.setattr(StandardPage, "note", lambda page, at: f"Gällde till {at.year}")
    add("Strategi")
    assert ask("strategi").select_one(".found-note").get_text().startswith("Gällde till 20")


def test_one_group_is_a_list_of_pages(profile, ask, settings):
    settings.SEARCH_PAGE_SIZE = 4
    for number in range(9):
        add(f"Vatten {number}")
    first = ask("vatten", kind="page")
    assert groups(first) == {"Sidor": 9}
    seen, soup = titles(first), first
    while following := soup.select_one("a[rel=next]"):
        soup = ask("vatten", kind="page", page=following["href"].split("page=")[1])
        seen += titles(soup)
    assert sorted(seen) == [f"Vatten {number}" for number in range(9)]
    assert titles(ask("vatten", kind="page", page="900")) == titles(soup)
    assert titles(ask("vatten", kind="page", page="x")) == titles(first)
    assert groups(ask("vatten", kind="nonsense")) == {"Sidor": 9}


def test_where_every_call_is_closed_those_are_shown(profile, ask):
    call("Water gone", days=-5, opened=-90)
    soup = ask("water")
    assert titles(soup) == ["Water gone"]
    assert "Ingen av dem är öppen nu." in soup.select_one(".found-closed").get_text()


def test_a_translated_page_is_for_the_readers_of_its_language(profile, ask):
    page = add("LIFE hos oss")
    alone = add("LIFE på svenska")
    sister = translation(page, "LIFE with us")
    assert titles(ask("life")) == ["LIFE hos oss", "LIFE på svenska"]
    soup = ask("life", "en")
    assert set(titles(soup)) == {"LIFE with us", "LIFE på svenska"}
    marked = [h3.get_text() for h3 in soup.select("h3[lang=sv]")]
    assert marked == ["LIFE på svenska"]
    assert soup.select_one(".found-elsewhere a")["href"] == "/sv/sok/?q=life"
    sister.unpublish()
    assert set(titles(ask("life", "en"))) == {"LIFE hos oss", "LIFE på svenska"}
    alone.delete()
    assert titles(ask("life", "en")) == ["LIFE hos oss"]


@pytest.mark.parametrize("language", PATHS)
def test_without_a_question_there_are_words_to_start_with(profile, client, language):
    area("ekosystem", name_sv="Friska ekosystem", name_en="Healthy ecosystems")
    soup = BeautifulSoup(client.get(PATHS[language]).content, "html.parser")
    names = {"sv": "Friska ekosystem", "en": "Healthy ecosystems"}
    assert [a.get_text(strip=True) for a in soup.select(".try-words a")] == [names[language]]
    assert soup.select_one("form[role=search]")["action"] == PATHS[language]


def test_where_nothing_is_found_another_spelling_is_offered(profile, ask):
    VocabularyWord.objects.create(area=area("water"), language="sv", word="avloppsrening")
    soup = ask("avloppsrenning")
    assert "Inget på webbplatsen innehåller" in soup.get_text()
    assert [a.get_text(strip=True) for a in soup.select(".try-words a")] == [
        "avloppsrening",
        "Water",
    ]


def test_small_words_alone_and_a_text_without_end_are_answered(profile, ask):
    add("Vatten")
    assert "småord" in ask("och för att").select_one(".nothing-lead").get_text()
    soup = ask("vatten " * 1000)
    assert titles(soup) == ["Vatten"]
    assert "för lång" in soup.select_one(".notice").get_text()
    for text in ("\0", "<script>", "' OR 1=1", "%00", "KS 2012/935", '"'):
        ask(text)


def test_some_of_the_words_will_do_where_nothing_has_them_all(profile, ask):
    add("Vatten")
    soup = ask("vatten elefanter")
    assert titles(soup) == ["Vatten"]
    assert "Inget innehåller alla orden" in soup.select_one(".notice").get_text()


def test_the_call_search_still_finds_calls_alone(profile, client):
    everything(profile)
    assert client.get("/api/calls/", {"q": "vatten", "status": "all"}).json()["count"] == 7
    soup = BeautifulSoup(client.get("/sv/utlysningar/?q=vatten&status=all").content, "html.parser")
    assert soup.select_one("#count").get_text().startswith("7 ")
    assert soup.select_one("form[role=search]")["action"] == "/sv/utlysningar/"


# The index follows ------------------------------------------------------------------------------


def test_what_is_published_changed_or_taken_away_is_so_in_the_search(profile, ask):
    page = add("Utkast om vatten", live=False)
    assert titles(ask("vatten")) == []
    page.save_revision().publish()
    assert titles(ask("vatten")) == ["Utkast om vatten"]
    page.refresh_from_db()
    page.title = "Nytt om luft"
    page.save_revision().publish()
    assert titles(ask("vatten")) == []
    assert titles(ask("luft")) == ["Nytt om luft"]
    page.unpublish()
    assert titles(ask("luft")) == []
    page.save_revision().publish()
    assert titles(ask("luft")) == ["Nytt om luft"]
    page.delete()
    assert titles(ask("luft")) == []


def test_programmes_bodies_and_documents_are_followed_too(profile, ask):
    made = programme("vatten")
    body = Body.objects.create(
        profile=profile, key="a", kind="role", name_sv="Vattenvakt", name_en="Warden"
    )
    document = DocumentFactory(title="Plan för vatten")
    assert set(groups(ask("vatten"))) == {"Program", "Organisation", "Dokument"}
    ProgrammePeriod.objects.create(programme=made, label="2035-2041", status="proposed")
    assert titles(ask("2035-2041")) == ["VATTEN"]
    document.tags.add("sjöar")
    assert titles(ask("sjöar")) == ["Plan för vatten"]
    for row in (made, body, document):
        row.delete()
    assert groups(ask("vatten")) == {}


def test_the_index_can_be_checked_and_written_anew(profile, ask):
    everything(profile)
    call_command("rebuild_search", "--check")
    StandardPage.objects.filter(title="Guide").update(title="Vägledning")
    Programme.objects.update(name_sv="Nytt namn")
    assert [bool(check(kind=name)) for name, _kind in kinds].count(True) == 2
    call_command("rebuild_search", "--repair")
    assert titles(ask("vägledning")) == ["Vägledning"]
    call_command("rebuild_search")
    call_command("rebuild_search", "--check")


# Documents --------------------------------------------------------------------------------------


def pdf(text):
    return typst.compile(f"= Rubrik\n{text}".encode(), format="pdf")


def docx(text):
    document, out = WordDocument(), BytesIO()
    document.add_table(1, 1).cell(0, 0).text = text
    document.save(out)
    return out.getvalue()


def xlsx(text):
    book, out = Workbook(), BytesIO()
    book.active.append([1, text])
    book.save(out)
    return out.getvalue()


def pptx(text):
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        parts.writestr(
            "ppt/slides/slide1.xml",
            f'<p xmlns:a="urn:a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p>',
        )
    return out.getvalue()


def upload(content, name, **fields):
    return DocumentFactory(title="Bilaga", file=ContentFile(content, name), **fields)


@pytest.mark.parametrize("make", [pdf, docx, xlsx, pptx, str.encode], ids=lambda f: f.__name__)
def test_the_text_inside_a_document_is_found(profile, ask, make):
    extension = {"encode": "txt"}.get(make.__name__, make.__name__)
    document = upload(make("Om våtmarker och fladdermöss i kommunen."), f"b.{extension}")
    assert document.contents.reason == ""
    soup = ask("fladdermus")
    assert titles(soup) == ["Bilaga"]
    assert soup.select_one(".snippet mark").get_text() == "fladdermöss"
    assert extension.upper() in soup.select_one(".found-line .meta").get_text()


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"%PDF-1.7 nonsense", "b.pdf", "damaged"),
        (b"PK\3\4 nonsense", "b.docx", "damaged"),
        (b"", "b.xlsx", "damaged"),
        (b"\0\1", "b.zip", "format"),
        (b" \n", "b.txt", "empty"),
    ],
)
def test_a_file_that_cannot_be_read_does_no_harm(profile, ask, content, name, reason):
    document = upload(content, name)
    assert (document.contents.text, document.contents.reason) == ("", reason)
    assert titles(ask("bilaga")) == ["Bilaga"]


def test_limits_of_size_time_and_length_are_reasons(profile, monkeypatch):
    monkeypatch.setattr(file_text, "LENGTH", 10)
    assert upload(b"word " * 9, "a.txt").contents.reason == "cut"
    monkeypatch.setattr(file_text, "SECONDS", 0.001)
    assert upload(b"%PDF", "a.pdf").contents.reason == "slow"
    monkeypatch.setattr(document_text, "LARGEST", 2)
    assert upload(b"word", "a.txt").contents.reason == "large"


def test_another_file_is_read_anew(profile, ask):
    document = upload(b"fladder", "a.txt")
    document.file = ContentFile(b"svala", "a.txt")
    document.save()
    assert titles(ask("fladder")) == []
    assert titles(ask("svala")) == ["Bilaga"]


# Who may read -----------------------------------------------------------------------------------

CANARY = "Kanariefågel"


def nowhere(client):
    """The title is in no result, no count and no suggestion."""
    for language, path in PATHS.items():
        for query in (CANARY, "kanarie", "hemligt"):
            page = client.get(path, {"q": query}).content.decode()
            assert not re.search(f"{CANARY} (sida|dokument|call)", page)
            assert 'id="count"' not in page
            more = {"sv": "forslag/", "en": "suggestions/"}[language]
            listed = client.get(f"{path}{more}", {"q": query, "part": 1}).content.decode()
            assert CANARY not in listed


def test_what_is_private_is_nowhere_for_strangers_and_staff(profile, client, ask):
    section = add("Avdelning")
    add(f"{CANARY} sida", section, lead="hemligt")
    SectionVisibility.objects.create(page=section, visibility=Visibility.COORDINATION)
    upload(b"hemligt", "a.txt", visibility=Visibility.NETWORK)
    DocumentFactory(title=f"{CANARY} dokument", visibility=Visibility.COORDINATION)
    call(f"{CANARY} call", keywords=["hemligt"], visibility=Visibility.NETWORK)
    nowhere(client)
    client.force_login(UserFactory())
    nowhere(client)
    client.force_login(UserFactory(is_superuser=True))
    assert groups(ask(CANARY)) == {"Sidor": 1, "Utlysningar": 1, "Dokument": 1}


def test_limiting_or_opening_a_section_counts_at_once_below_and_in_translations(profile, ask):
    section = add("Avdelning")
    add("Kanariefågel", section)
    add("Canary bird", translation(section, "Department"))
    add("Annan")

    def found():
        return titles(ask("kanariefågel")) + titles(ask("canary", "en")) + titles(ask("annan"))

    assert found() == ["Kanariefågel", "Canary bird", "Annan"]
    limit = SectionVisibility.objects.create(page=section, visibility=Visibility.NETWORK)
    assert found() == ["Annan"]
    limit.delete()
    assert found() == ["Kanariefågel", "Canary bird", "Annan"]
    limit = SectionVisibility.objects.create(page=section, visibility=Visibility.NETWORK)
    limit.page = StandardPage.objects.get(title="Annan")
    limit.save()
    assert "Annan" not in found()
    call_command("rebuild_search", "--check")
    section.refresh_from_db()
    section.delete()
    call_command("rebuild_search", "--check")


def test_a_subtree_that_is_moved_below_a_limited_section_is_hidden_at_once(profile, ask, client):
    inside = add("Internt")
    SectionVisibility.objects.create(page=inside, visibility=Visibility.STAFF)
    page = add("Vattenråd")
    add("Kanariefågel", page)
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]
    page.refresh_from_db()
    page.move(inside, pos="last-child")
    assert (titles(ask("kanariefågel")), titles(ask("vattenråd"))) == ([], [])
    client.force_login(UserFactory())
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]


def test_a_limited_collection_hides_its_documents(profile, ask):
    collection = Collection.get_first_root_node().add_child(name="Internt")
    DocumentFactory(title="Kanariefågel", collection=collection)
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]
    limit = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert titles(ask("kanariefågel")) == []
    limit.delete()
    assert titles(ask("kanariefågel")) == ["Kanariefågel"]


# Suggestions ------------------------------------------------------------------------------------


def suggested(client, q, path="/sv/sok/forslag/"):
    soup = BeautifulSoup(client.get(path, {"q": q, "part": 1}).content, "html.parser")
    return [a.get_text() for a in soup.select(".suggestions a")]


def test_suggestions_are_titles_areas_and_words_that_begin_so(profile, client):
    orter = area("orter", name_sv="Öppna orter", name_en="Open towns")
    VocabularyWord.objects.create(area=orter, language="sv", word="öppenhet")
    add("Så öppnar vi data")
    add("Stöppel")
    call("ÖPPNA system för alla")
    call("Öppna förr", days=-5, opened=-90)
    expected = ["Öppna orter", "öppenhet", "ÖPPNA system för alla", "Så öppnar vi data"]
    assert suggested(client, "öpp") == expected
    assert suggested(client, "data öpp") == ["Så öppnar vi data"]
    assert suggested(client, "opp") == suggested(client, " ") == suggested(client, "%") == []
    assert suggested(client, "open", "/en/search/suggestions/") == ["Open towns"]


def test_suggestions_are_a_page_of_their_own_without_script(profile, client):
    add("Vattenråd")
    form = BeautifulSoup(client.get("/sv/sok/").content, "html.parser")
    offer = form.select_one("noscript button")
    soup = BeautifulSoup(client.get(offer["formaction"], {"q": "vat"}).content, "html.parser")
    assert soup.h1.get_text() == "Förslag"
    link = soup.select_one(".suggestions a")
    assert titles(BeautifulSoup(client.get(link["href"]).content, "html.parser")) == ["Vattenråd"]


def test_there_are_at_most_eight_suggestions_from_three_queries(profile, client):
    for number in range(20):
        add(f"Vatten {number}")
    suggested(client, "vat")
    with CaptureQueriesContext(connection) as captured:
        assert len(suggested(client, "vat")) == 8
    assert len(captured) <= 3


# How much it takes ------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_follow_the_number_of_hits(profile, client):
    def queries(**parameters):
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/sv/sok/", parameters).status_code == 200
        return len(captured)

    everything(profile)
    queries(q="vatten")  # what is read once is read
    few, few_pages = queries(q="vatten"), queries(q="vatten", kind="page")
    guide = StandardPage.objects.get(title="Guide")
    for number in range(12):
        add(f"Vatten {number}", guide)
        call(f"Vatten {number}", programme_slug=f"p{number}")
        DocumentFactory(title=f"Vatten {number}")
    assert queries(q="vatten") == few <= 40
    assert queries(q="vatten", kind="page") == few_pages <= 14


def test_every_page_leads_to_the_search_and_the_big_box_searches_everything(profile, client):
    add("Vatten", slug="vatten")
    for path, box in (("/sv/", "/sv/sok/"), ("/sv/vatten/", None), ("/sv/borta/", "/sv/sok/")):
        soup = BeautifulSoup(client.get(path).content, "html.parser")
        assert soup.select_one('.head a[href="/sv/sok/"]').get_text() == "Sök"
        form = soup.select_one("form[role=search]")
        assert (form["action"] if form else None) == box
        assert bool(soup.select("script[src]")) == bool(box)
