"""The forms that a Swedish lemma may have, and its class by how often they are written.

The dictionary has one lemma for each form and no word classes. A lemma is of the class whose forms
have it as theirs, and are written: hållbart and hållbarare have hållbar, hållbaren has nothing.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY

from core.search.analysis.frequencies import per_word

VOWELS = frozenset("aeiouyåäö")
UNSEEN = 1e-10  # what a paradigm counts of which the dictionary has forms and nobody writes them
NOUN_TOO = 0.1  # definite forms of a noun, for each time that it is written as another class
SEEN = 0.05  # other forms of a word, for each time that its first form is written
NEUTER = 2.0  # definite forms in -et, for each participle in -en or -na
SEEN_OF_NEUTER = 0.02
SHORTEST_NEUTER = 4  # letters
NOUNS_WITHOUT_FORMS = ("äldre", "fullmäktige", "kår", "an")


def known(word: str) -> str | None:
    """The lemma that the dictionary has for a folded word; none where it lacks the word."""
    base = known_in_lower_case(word)
    if base is None:
        base = DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv").get(word.capitalize())
    if base is None or (base.isalpha() and base.islower()):
        return base
    base = base.casefold().replace("-", "")
    return base if base.isalnum() else None  # some have marks in them: o.s.v.


def known_in_lower_case(word: str) -> str | None:
    """The same but for names, as it stands in the dictionary."""
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv").get(word)


@lru_cache(maxsize=50_000)
def word_class(base: str) -> str:
    """Of a lemma: "noun", "adjective", "verb" or, where the dictionary has no forms, ""."""
    if base.endswith(NOUNS_WITHOUT_FORMS) or is_neuter(base):
        return "noun"
    shares = {name: share_of(base, forms(base)) for name, forms in _FORMS.items() if base}
    name = max(shares, key=lambda each: shares[each], default="")
    return name if name and shares[name] else ""


def is_neuter(stem: str) -> bool:
    """Whether it is a noun whose definite form is taken for a participle, or is not known.

    avfallet is for the dictionary a form of avfallen, and underhållet of underhålla.
    """
    definite = stem + "et"
    if len(stem) < SHORTEST_NEUTER or known(stem) is None:
        return False
    if known(definite) not in (None, stem + "en", stem + "a"):
        return False
    as_participle = per_word(stem + "en") + per_word(stem + "na")
    least = max(NEUTER * as_participle, SEEN_OF_NEUTER * per_word(stem))
    return per_word(definite) > least


@lru_cache(maxsize=50_000)
def is_noun(base: str) -> bool:
    """Whether a lemma is a noun, too: hälsa is also a verb and rätt an adjective, written more."""
    kind = word_class(base)
    if kind in ("noun", ""):
        return kind == "noun"
    return share_of(base, definite_forms(base)) > NOUN_TOO * share_of(base, _FORMS[kind](base))


def share(base: str, besides: str = "") -> float:
    """The share of the lemma's forms in all running words, without the form `besides`."""
    return sum(share_of(base, forms(base), besides) for forms in _FORMS.values())


def share_of(base: str, forms: Iterable[str], besides: str = "") -> float:
    """The share in all running words of those forms that have this lemma and no other."""
    others = dict.fromkeys(forms)
    others.pop(besides, None)
    shares = ((form, per_word(form)) for form in others)
    total = sum(share for form, share in shares if share and known_in_lower_case(form) == base)
    if total:
        return total
    return UNSEEN if any(known_in_lower_case(form) == base for form in others) else 0.0


def definite_forms(base: str) -> Iterator[str]:
    """What a noun would be in the definite singular."""
    yield from (base + ending for ending in ("en", "et", "ens", "ets"))
    if base[-1] in VOWELS:
        yield from (base + "n", base + "ns")
    if base[-1] in "ei":
        yield from (base + "t", base + "ts")
    if base[-1] in "mn":
        yield from (base + base[-1] + "en", base + base[-1] + "et")
    if base[-2:] in ("el", "en", "er", "or", "ar"):
        yield from (base + "n", base + "ns", base[:-2] + base[-1] + "et")
    if base.endswith("um"):
        yield base[:-2] + "et"


def adjective_forms(base: str) -> Iterator[str]:
    """What an adjective would be, inflected and compared."""
    if base[-1] == "a":
        return
    yield from (base + ending for ending in ("a", "t", "are", "ast", "aste"))
    if base[-1] in "mn":
        yield base + base[-1] + "a"
    if base[-2:] in ("el", "en", "er"):
        yield from (base[:-2] + base[-1] + ending for ending in ("a", "are", "aste"))
    if base[-2:] == "en":
        yield base[:-1] + "t"
    if base[-1] in VOWELS:
        yield base + "tt"


def _noun_forms(base: str) -> Iterator[str]:
    yield from definite_forms(base)
    yield from (base + ending for ending in ("ar", "er", "arna", "erna", "na"))
    if base[-1] in VOWELS - {"a"}:
        yield from (base + "r", base + "rna")
    if base[-1] == "a":
        yield from (base[:-1] + "or", base[:-1] + "orna")
    if base[-1] == "e":
        yield from (base[:-1] + "ar", base[:-1] + "arna")
    if base[-1] in "mn":
        yield from (base + base[-1] + "ar", base + base[-1] + "er")
    if base[-2:] in ("el", "en", "er", "or", "ar"):
        yield from (base[:-2] + base[-1] + "ar", base[:-2] + base[-1] + "arna")
    if base.endswith("um"):
        yield from (base[:-2] + "er", base[:-2] + "erna")
    if base.endswith("are"):
        yield base[:-1] + "na"


def _verb_forms(base: str) -> Iterator[str]:
    if base[-1] == "a":
        yield from (base + ending for ending in ("r", "s", "de", "t", "d"))
        yield from (base[:-1] + ending for ending in ("er", "te", "t", "it", "des", "s"))


_FORMS = {"noun": _noun_forms, "adjective": adjective_forms, "verb": _verb_forms}
