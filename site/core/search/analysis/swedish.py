"""The dictionary form of a Swedish word that the dictionary has.

Of forms that are written alike the dictionary often has the wrong lemma: lagar (laws) as a form of
laga (mend), risk as one of riska. Which is meant is decided by how often the other forms of each
are written, those that are forms of nothing else: lagen and lagarna against lagade and lagat.
"""

from collections.abc import Iterator
from functools import lru_cache

from core.search.analysis.frequencies import per_word
from core.search.analysis.paradigms import (
    SEEN,
    adjective_forms,
    definite_forms,
    is_neuter,
    known,
    share,
    share_of,
    word_class,
)

SEEN_OF_PARTICIPLE = 0.02  # boendet and studerandena, but no lysandet: lysande is a form of lysa
NOUN = 4.0  # a noun is taken for a verb only where the verb is written so many times as often

# No rule gives these: a comparative that is a word of its own for whoever works with people, two
# forms of one word, lemmas that nobody uses, a name that looks like the definite form of a noun,
# and words of which the dictionary has a rare or a foreign namesake.
IRREGULAR = {
    "äldre": "äldre",
    "äldsta": "äldre",
    "äldst": "äldre",
    "mindre": "liten",
    "första": "första",
    "förste": "första",
    "broder": "bror",
    "fader": "far",
    "moder": "mor",
    "möss": "mus",
    "träde": "träd",
    "fullmäktig": "fullmäktige",
    "kommunfullmäktig": "kommunfullmäktige",
    "norden": "norden",
    "träna": "träna",
    "sak": "sak",
    "samråd": "samråd",
    "kår": "kår",
    "kåre": "kår",
    "lekar": "lek",
    "remiss": "remiss",
    "stig": "stig",
    "stigen": "stig",
    "ön": "ö",
    "echo": "echo",
    "use": "use",
    "far": "far",
    "gås": "gås",
}
# Of an ending, what a neighbouring form ends in: lagar has the lemma of lagarna, which has but one.
_NEIGHBOURS = (
    ("r", "rna"),
    ("rna", "r"),
    ("en", ""),
    ("et", ""),
    ("ens", "en"),
    ("ets", "et"),
    ("nas", "na"),
    ("s", ""),
)


@lru_cache(maxsize=100_000)
def dictionary_form(word: str) -> str | None:
    """The likeliest lemma of a folded word; none where the dictionary lacks the word."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("s") and word[:-1] in IRREGULAR:
        return IRREGULAR[word[:-1]]
    base = known(word)
    if base is None and not per_word(word):
        return None
    if neuter := _neuter_of(word):
        return neuter
    if base is None or base == word or (_is_base(word) and not _is_adjective_of(word, base)):
        return base and _as_noun_in_an(word)
    candidates = {base, *_others(word)}
    if base == word + "e" and len(candidates) > 1:
        candidates.remove(base)  # sparar, for the dictionary a form of sparare
    base = max(sorted(candidates), key=lambda each: _likelihood(each, word))
    if base.endswith("ad") and not _is_base(base) and (verb := known(base)):
        base = verb  # utvecklade → utvecklad → utveckla
    return IRREGULAR.get(base) or _as_noun_in_an(base)


def _others(word: str) -> Iterator[str]:
    """Nouns that a form may be one of, by what its neighbours in a paradigm have as lemma."""
    if word.endswith("ar") and _has_plural_in_ar(word[:-2]):
        yield word[:-2]
    if word.endswith("ar") and known(word) == word + "e":
        if known(verb := word[:-1]) == verb:
            yield verb
        if word.endswith(("mmar", "nnar")) and _is_base(word[:-3]):
            yield word[:-3]
    for ending, instead in _NEIGHBOURS:
        if not word.endswith(ending) or len(word) < len(ending) + 3:
            continue
        neighbour = word.removesuffix(ending) + instead
        other = dictionary_form(neighbour) if len(neighbour) < len(word) else known(neighbour)
        if not other or other == word or word_class(other) != "noun":
            continue
        if instead == "rna" and other.endswith("are"):
            continue  # spelarna are players, spelar is no form of theirs
        if not instead and (word.endswith("aren") or not word.startswith(other)):
            continue
        yield other


def _has_plural_in_ar(stem: str) -> bool:
    """Whether it is fördel rather than spel, where the dictionary has a lemma in -are of both."""
    return (
        _is_base(stem)
        and known(stem + "arna") == stem + "are"
        and stem not in (known(stem + "et"), known(stem + "erna"))
    )


def _neuter_of(word: str) -> str | None:
    """The noun whose definite forms are taken for participles: avfall of avfallet and avfallens."""
    form = word.removesuffix("s")
    stem = form[:-2] if form.endswith(("et", "en")) else form
    return stem if stem != word and is_neuter(stem) else None


def _likelihood(base: str, word: str) -> float:
    """How often other forms than `word` are written of a lemma; what a call is about is a noun."""
    return share(base, word) * (NOUN if word_class(base) == "noun" else 1)


def _as_noun_in_an(word: str) -> str:
    """The noun in -an whose plural is in -ningar: ansökning(ar) → ansökan."""
    singular = word.removesuffix("ning") + "an"
    if not word.endswith("ning") or known(singular) != singular:
        return word
    return singular if per_word(singular) > per_word(word) else word


@lru_cache(maxsize=100_000)
def _is_base(word: str) -> bool:
    """Whether it has forms of a noun or an adjective, often enough: risk has risken."""
    if word.endswith(("ande", "ende")):
        return share_of(word, definite_forms(word)) > SEEN_OF_PARTICIPLE * per_word(word)
    often = SEEN * per_word(word)
    if is_neuter(word) or share_of(word, definite_forms(word)) > often:
        return True
    participle = word.endswith("ad") and word_class(known(word) or "") == "verb"
    return not participle and share_of(word, adjective_forms(word)) > often


def _is_adjective_of(word: str, base: str) -> bool:
    """Whether it is sooner an inflected adjective than a noun or a verb: rena, säkra; not låga."""
    if not word.endswith("a") or word_class(base) != "adjective":
        return False
    as_noun = share_of(word, definite_forms(word))
    return share_of(base, adjective_forms(base), word) > as_noun
