"""English words: their dictionary form, in one spelling.

Calls are written in British English and asked for in American as often. A word is spelled the
way to which a rule leads without touching other words: -our becomes -or (labour, but laboratory
has no u), -ize becomes -ise (organize, but not advise), and the rest is a list.
"""

import re

import simplemma
from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY

from core.search.analysis.frequencies import per_word

PLURALS = 0.15  # for each singular in -ing, from which on it is a noun of its own: buildings
NO_PLURALS = ("ss", "us", "is")
PLURAL_OF_ACRONYM = (4, 5)  # letters: smes, ngos; not ccs, which is one itself

_OUR = re.compile(
    """
    ^((?:dis|un|mis|multi|water|tri)?
    (?:ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl
    |ranc|rig|rum|sav|savi|splend|tum|val|vap|vig))our
    """,
    re.VERBOSE,
)
_IZE = re.compile(
    r"^(?!(?:re|over|under|down|up|mid|out|cap)?siz|priz|seiz|maiz)(\w{2,})iz"
    r"(e|ed|er|ers|es|able|ing|ation|ations|ational)$"
)
_YZE = re.compile(r"yz(e|ed|er|ers|es|ing)$")
_AE_OE = re.compile(
    r"(an|arch|encyclop|gyn|h|orthop|p|pal)ae(?=m|olog|d|colog|o|diatr)|^o(?=estro|edem)|(?<=^f)o(?=et)"
)
_PAIRS = dict(
    pair.split("/")
    for pair in """
    acknowledgment/acknowledgement aging/age ageing/age aluminum/aluminium analog/analogue
    artifact/artefact caliber/calibre catalog/catalogue center/centre centimeter/centimetre
    counselor/counsellor cozy/cosy defense/defence dialog/dialogue enroll/enrol
    enrollment/enrolment epicenter/epicentre esthetic/aesthetic fiber/fibre fulfill/fulfil
    fulfillment/fulfilment gray/grey inquiry/enquiry installment/instalment jewelry/jewellery
    judgment/judgement kilometer/kilometre license/licence liter/litre luster/lustre
    maneuver/manoeuvre meager/meagre meter/metre microfiber/microfibre millimeter/millimetre
    modeler/modeller mold/mould monolog/monologue offense/offence plow/plough practise/practice
    pretense/pretence program/programme prolog/prologue saber/sabre skeptic/sceptic
    skeptical/sceptical skillful/skilful somber/sombre specter/spectre theater/theatre
    traveler/traveller willful/wilful
    """.split()
)


def known(word: str) -> str | None:
    """The lemma that the dictionary has for a folded word; none where it lacks the word."""
    dictionary = DEFAULT_DICTIONARY_FACTORY.get_dictionary("en")
    base = dictionary.get(word) or dictionary.get(word.capitalize())
    return base.casefold() if base and base.isalnum() else None


def lemma(word: str) -> str:
    """The dictionary form of a folded English word; the word itself where it is unknown."""
    return spelled(_lemma(word))


def spelled(word: str) -> str:
    """A lemma in the spelling that British and American share here: organisation, color, centre."""
    if word in _PAIRS:
        return _PAIRS[word]
    word = _OUR.sub(r"\1or", word)
    word = _IZE.sub(r"\1is\2", word)
    word = _YZE.sub(r"ys\1", word)
    return _AE_OE.sub(lambda found: f"{found[1]}e" if found[1] else "", word)


def _lemma(word: str) -> str:
    singular = word.removesuffix("s")
    if singular.endswith("ing"):
        if PLURALS * per_word(singular, "en") < per_word(singular + "s", "en"):
            return singular
        word = singular
    base = known(word)
    if base is None:
        return _by_ending(word)
    if base.endswith("ians"):
        return base[:-1]
    if base.endswith("ll") and not per_word(base, "en") and known(base[:-1]):
        return base[:-1]  # modelling, of the British model
    return base


def _by_ending(word: str) -> str:
    """The likeliest singular of a word that no list has: smes, biorefineries; not arter."""
    base = simplemma.lemmatize(word, lang="en").casefold()
    if base != word or len(word) < 4 or not word.endswith("s") or word.endswith(NO_PLURALS):
        return base if base.isalnum() else word
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    often = per_word(word[:-1], "en")
    acronym = len(word) in PLURAL_OF_ACRONYM and often
    return word[:-1] if acronym or often >= per_word(word, "en") else word
