"""Words in the text of a call that the glossary explains."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from core.models import MunicipalityProfile
from home.loading.records import glossary as loading
from opportunities.models import Call
from tests.as_read import as_read
from tests.factories.calls import call
from tests.factories.partners import term

pytestmark = pytest.mark.django_db
WORD = re.compile(r'<button class="explained-word"[^>]*popovertarget="word-([\w-]+)"[^>]*>([^<]*)<')


@pytest.fixture
def terms(partner_pages: MunicipalityProfile) -> None:
    term("konsortium", "konsortium", "consortium", synonyms_en="consortia", in_calls=True)
    term("klumpsumma", "klumpsumma", "lump sum", in_calls=True)
    term("medfinansiering", "medfinansiering", "co-financing", in_calls=True)
    term("smf", "SMF", "SME", explanation_sv='Färre än "250" & <b>', in_calls=True)
    term("strategi", "strategi", "strategy")


def page(client: Client, made: Call, language: str = "sv") -> str:
    with override(language):
        return as_read(client.get(reverse("call", args=[made.reference])).content.decode())


def explained(client: Client, text: str, **facts: Any) -> list[tuple[str, str]]:
    return WORD.findall(page(client, call(description=text, **facts)))


def test_a_word_is_explained_in_the_readers_language(client: Client, terms: None) -> None:
    made = call(description="<p>Apply in a <em>consortium</em>.</p>")
    markup = page(client, made)
    assert (
        '<span title="Vad konsortium är." lang="sv"><button'
        ' class="explained-word" type="button" popovertarget="word-konsortium"'
        ' lang="en">consortium</button><span class="explanation" id="word-konsortium" popover>'
        "<b>konsortium</b><span>Vad konsortium är.</span>"
        '<a href="/sv/ordlista/#konsortium">Till ordlistan</a></span></span></em>.</p>'
    ) in markup
    assert "Ord med prickad linje förklaras" in markup
    english = page(client, made, "en")
    assert (
        '<b>consortium</b><span>What consortium is.</span><a href="/en/glossary/#konsortium">'
        in english
    )
    assert 'lang="en">consortium' not in english


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>Lump\nsums or a lump-sum.</p>", [("klumpsumma", "Lump sums")]),
        ("<p>Cofinancing, Co-financing</p>", [("medfinansiering", "Co-financing")]),
        ("<p>SMEs and consortia</p>", [("smf", "SMEs"), ("konsortium", "consortia")]),
        ("<p>strategy, subconsortium, non-consortium</p>", []),
        ('<p><a href="https://example.org/consortium">a consortium</a></p>', []),
        ("<h3>Consortium</h3><p>A consortium</p>", [("konsortium", "consortium")]),
        ("<p>R&amp;D of &lt;SME&gt; &#8211; SME</p>", [("smf", "SME")]),
    ],
)
def test_which_words_are_explained(
    client: Client, terms: None, text: str, found: list[tuple[str, str]]
) -> None:
    assert explained(client, text) == found


def test_what_is_marked_is_the_same_text_and_as_safe(client: Client, terms: None) -> None:
    text = (
        '<p>An <abbr title="SME">SME</abbr> &lt;b&gt; &amp;\n<br> an SME<br>.</p>'
        '<ol start="3"><li>x</li></ol><a href="https://example.org/?a=1&amp;b=2">y</a>'
    )
    made = call(description=text)
    markup = client.get(f"/sv/utlysningar/{made.reference}/").content.decode()
    assert 'title="Färre än &quot;250&quot; &amp; &lt;b&gt;"' in markup
    marked = re.compile(r"<span\s+title=.*?<button[^>]*>(.*?)</button>.*?</span></span>", re.DOTALL)
    assert len(marked.findall(markup)) == 1
    assert text in marked.sub(r"\1", markup)


def test_a_word_is_explained_once_on_the_page(client: Client, terms: None) -> None:
    text = "<p>A consortium.</p>"
    assert explained(client, text, conditions=text) == [("konsortium", "consortium")]
    nothing = page(client, call(description="<p>Water.</p>", conditions="<p>Water.</p>"))
    assert "Ord med prickad linje" not in nothing


def test_a_text_in_swedish_is_read_for_swedish_words(client: Client, terms: None) -> None:
    assert explained(client, "<p>consortium och konsortium</p>", language="sv") == [
        ("konsortium", "konsortium")
    ]


def test_the_glossary_begins_with_the_words_of_calls() -> None:
    known = {
        word.casefold()
        for facts in loading.read()
        if facts["in_calls"]
        for word in [facts["term_en"], *facts["synonyms_en"].splitlines()]
    }
    wanted = """
        consortium/lump sum/beneficiary/beneficiaries/co-financing/associated country/two-stage/
        cut-off/work programme/legal entity/deliverable/pre-financing/grant agreement/sme/smes
    """
    assert {" ".join(word.split()) for word in wanted.split("/")} <= known
