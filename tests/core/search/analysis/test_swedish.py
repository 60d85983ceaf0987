"""Swedish words of a municipality, their dictionary forms and the parts of their compounds."""

from pathlib import Path

import pytest

from core.search import analysis

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("words.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_swedish_word_has_its_dictionary_form_and_its_parts(row: list[str]) -> None:
    word, lemma, *parts = row
    assert analysis.lemma(word, "sv") == lemma
    assert analysis.parts_of(lemma) == tuple(" ".join(parts).split())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_dictionary_form_is_its_own(row: list[str]) -> None:
    assert analysis.lemma(row[1], "sv") == row[1]


NOUNS = """
    kommun kommunen kommuner kommunerna kommunernas | nämnd nämnden nämnder nämnderna nämndens
    | skola skolan skolor skolorna skolans | väg vägen vägar vägarna vägarnas
    | ansökan ansökans ansökningar ansökningarna ansökningarnas
    | anmälan anmälans anmälningar anmälningarna | risk risken risker riskerna riskernas
    | plan planen planer planerna planernas | lag lagar lagarna lagarnas
    | hand handen händer händerna | tand tanden tänder tänderna | spel spelet spelen spelens
    | träd trädet träden trädens | avgift avgiften avgifter avgifterna
    | åtgärd åtgärden åtgärder åtgärderna | bank banken banker bankerna
    | fördel fördelen fördelar fördelarna | klubb klubben klubbar klubbarna
    | boende boendet boenden boendena boendes | sökande sökanden sökandena sökandes
    | avfall avfallet avfallets avfalls | underhåll underhållet underhållets | samråd samrådet
    | uppehåll uppehållet uppehållens | dröm drömmen drömmar drömmarnas
    | test testet tester testerna | dator datorn datorer datorerna
    | beslut beslutet besluten beslutens | stöd stödet stöden stödets
    | lärare läraren lärarna lärarnas | förfrågan förfrågningar förfrågningarna
    | skyfallsåtgärd skyfallsåtgärden skyfallsåtgärder skyfallsåtgärderna skyfallsåtgärdernas
    | vänortsutbyte vänortsutbytet vänortsutbyten vänortsutbytenas
    | projektansökan projektansökningar projektansökningarna
"""


@pytest.mark.parametrize("forms", NOUNS.split("|"), ids=lambda forms: forms.split()[0])
def test_the_forms_of_a_noun_meet(forms: str) -> None:
    first, *others = forms.split()
    assert {analysis.lemma(form, "sv") for form in others} == {first}


@pytest.mark.parametrize(
    "forms",
    [
        "billig billigt billiga billigare billigaste",
        "gemensam gemensamt gemensamma",
        "skriftlig skriftligt skriftliga",
        "kommunal kommunalt kommunala",
        "hållbar hållbart hållbara hållbarare",
        "trygg tryggt trygga tryggare",
        "grön grönt gröna grönare",
        "säker säkert säkra säkrare",
        "aktiv aktivt aktiva aktivare",
        "digital digitalt digitala",
        "social socialt sociala",
        "europeisk europeiskt europeiska",
        "energieffektiv energieffektivt energieffektiva",
    ],
    ids=lambda forms: forms.split()[0],
)
def test_the_forms_of_an_adjective_meet(forms: str) -> None:
    first, *others = forms.split()
    assert {analysis.lemma(form, "sv") for form in others} == {first}
    assert analysis.parts_of(first) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("vänort", "vänortsutbyte"),
        ("fritid", "fritidsledare"),
        ("skyfall", "skyfallskartering"),
        ("sociala", "socialtjänsten"),
        ("hemmet", "hemtjänsten"),
        ("ansökningar", "projektansökan"),
    ],
)
def test_a_compound_is_found_by_its_parts(one: str, other: str) -> None:
    assert set(analysis.terms(one, "sv")) & set(analysis.terms(other, "sv"))


def test_the_same_key_for_every_inflection_of_a_phrase() -> None:
    phrases = ["de äldres boende", "äldre boenden", "Äldre i boendet"]
    assert {analysis.key(phrase, "sv") for phrase in phrases} == {"äldre boende"}
    assert analysis.key("ansökningarna om EU:s stöd", "sv") == "ansökan eu stöd"
    assert analysis.key("som är och för", "sv") == ""
