"""English words in one spelling, and words that are not English left alone."""

import pytest

from core.search import analysis


@pytest.mark.parametrize(
    "pair",
    """
    center/centre centers/centres organization/organisations organizing/organise labor/labour
    behavior/behaviours behavioral/behavioural color/colours neighborhood/neighbourhoods
    favorite/favourite program/programmes analyze/analysed catalog/catalogues dialog/dialogue
    defense/defence license/licences fiber/fibres theater/theatre kilometer/kilometres
    digitalization/digitalisation decarbonized/decarbonise modeling/modelling traveler/travellers
    pediatric/paediatric archeology/archaeology anemia/anaemia fetus/foetus aging/ageing
    gray/grey artifact/artefacts judgment/judgement enroll/enrol skillful/skilful
    smes/sme ngos/ngo fpgas/fpga biorefineries/biorefinery meetings/meeting trainings/training
    """.split(),
)
def test_two_spellings_are_one_word(pair: str) -> None:
    one, other = pair.split("/")
    assert analysis.lemma(one, "en") == analysis.lemma(other, "en")


@pytest.mark.parametrize(
    "word",
    """
    size prize door four rise advise hour tour contour horizon citizen laboratory colorado
    collaborate exercise enterprise expertise promise seize capsize maize resize wizard parameter
    diameter water matter number tense sense expense blog frog technology phoenix shoe hygiene
    news series physics bus process analysis us
    """.split(),
)
def test_an_ordinary_word_stays_itself(word: str) -> None:
    assert analysis.lemma(word, "en") == word


@pytest.mark.parametrize(
    "pair",
    """
    size/sise prize/price four/for door/dor advise/advice rise/rice labour/laboratory metre/meet
    art/arter relation/relationer program/pro news/new meter/met train/rain
    """.split(),
)
def test_different_words_stay_apart(pair: str) -> None:
    one, other = pair.split("/")
    assert analysis.lemma(one, "en") != analysis.lemma(other, "en")


@pytest.mark.parametrize("word", ["arter", "relationer", "kommuner", "avlopp", "skola", "städer"])
def test_a_swedish_word_is_no_english_one(word: str) -> None:
    assert analysis.lemma(word, "en") == word
