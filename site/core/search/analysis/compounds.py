"""Swedish compounds: the split whose parts are written most, if it is likelier than a whole.

Only nouns are compounds here: what ends in an adjective or a participle (hållbar, kostnadsfri,
utbildad) says something together that its parts do not say.
"""

from functools import lru_cache

from core.search.analysis.frequencies import zipf
from core.search.analysis.paradigms import VOWELS, is_noun, known_in_lower_case, word_class
from core.search.analysis.swedish import IRREGULAR, dictionary_form
from core.words import stopwords

LONGEST = 40  # letters; what is longer is no word
PART_LENGTH = 4  # letters; shorter parts make nonsense of ordinary words, but for these
SHORT_FIRST = frozenset(
    """
    bad bil bio bok båt dag el hav hem hus hög is kol kör lag lek liv lär mat mål nät oro rad råd
    sim sjö snö sol tak tal tid trä tåg val ved vin vän väg vår ö
    """.split()
)
SHORT_LAST = frozenset(
    """
    ark arv bad bil bok båt dag del gas hav hem hus kol kår lag led liv mat mål nät ort par råd rum
    sal sim sjö sol tak tal tid tåg val vin väg yta ö
    """.split()
)
PART_ZIPF = 2.6  # a word that occurs once in 2.5 million
NAME_ZIPF = 3.0  # for a word that the dictionary lacks: erasmus, interreg
KNOWN_LENGTH = 6  # letters of a noun that is no accident, however seldom written: skyfall, vänort
SURE_LENGTH = 6  # letters of a last part that needs no first one: ramprogrammen
SURE_ZIPF = 3.5
MUCH = 1.0  # zipf; a whole that is written so much more than its rarest part is none of it
WHOLE = 0.5  # zipf; what a first part gains over one whose last vowel is guessed
# Look like words of their own, are prefixes, endings or particles.
NO_PART = frozenset(
    """
    and ande ander anta anti are aren arna bete emot ende enda era erna fram före efter genom het
    hammar heten hälle ighet ingar inge ings inkring inne inta inter isk iska iskt kap kilo kola
    kring lig liga ling löst mani mellan mot ning orden orna para ring samma samman själv skap sken
    stans super trana tres ultra under ut utan uti verkan åter över
    """.split()
)
# Grown together, loans that look so, or more than their parts say.
WHOLES = frozenset(
    """
    centrum elände export fartyg fördel förorening hantverk hjärtattack iallafall import landskap
    medlemskap måltid nackdel nätverk plattform porträtt rapport spindel tjänsteman transport
    verkstad vinkling vänort
    """.split()
)
STOPWORDS = stopwords.STOPWORDS["sv"]

Part = tuple[float, str]  # how common (zipf), and which
Split = tuple[float, tuple[str, ...], int]  # how common the rarest part, all, where the last begins


@lru_cache(maxsize=100_000)
def parts_of(word: str) -> tuple[str, ...]:
    """The lemmas of a Swedish compound's parts, likeliest split; empty for a simple word.

    avloppsrening → avlopp, rening; samhällsbyggnad → samhälle, byggnad.
    """
    base = dictionary_form(word)
    if base in WHOLES or (base and not is_noun(base)):
        return ()
    score, parts, _cut = _split(base or word)
    if base and max(zipf(base), zipf(word)) > score + MUCH:
        return ()
    return parts


@lru_cache(maxsize=100_000)
def lemma_by_parts(word: str) -> str | None:
    """The dictionary form of a compound that the dictionary lacks: skyfallsåtgärd of -åtgärder."""
    if word.startswith("e") and is_noun(dictionary_form(word[1:]) or ""):
        return f"e{dictionary_form(word[1:])}"  # ehälsan, etjänster
    _score, _parts, cut = _split(word)
    if not cut and len(word) <= LONGEST:
        ends = (at for at in range(2, len(word) - SURE_LENGTH + 1) if _is_sure(word[at:]))
        cut = next(ends, 0)
    return word[:cut] + (dictionary_form(word[cut:]) or word[cut:]) if cut else None


def _is_sure(tail: str) -> bool:
    """Whether a word that ends so is inflected as this noun, whatever it begins with."""
    last = _last_part(tail)
    return last is not None and last[0] >= SURE_ZIPF


@lru_cache(maxsize=100_000)
def _split(word: str) -> Split:
    best: Split = (0.0, (), 0)
    if len(word) > LONGEST or not word.isalpha():
        return best
    for cut in range(2, len(word) - 1):
        right = word[cut:]
        tail = _last_part(right)
        if tail is None and len(right) < 2 * PART_LENGTH - 1:
            continue
        first = _first_part(word[:cut])
        if first is None:
            continue
        score, head = first
        if tail is not None:
            best = max(best, (min(score, tail[0]), (head, tail[1]), cut))
            continue
        rest, parts, deeper = _split(right)
        if parts:
            best = max(best, (min(score, rest, PART_ZIPF), (head, *parts), cut + deeper))
    return best


@lru_cache(maxsize=100_000)
def _first_part(piece: str) -> Part | None:
    """How common, and which, is the word `piece` combines: avlopps → avlopp, skol → skola."""
    stem = piece.removesuffix("s")
    forms = {stem: ("noun",), piece: ("noun", "adjective", "verb")}
    found = [part for form, kinds in forms.items() if (part := _whole_part(form, kinds))]
    if len(stem) >= PART_LENGTH:
        found += [part for form, kinds in _restored(stem) if (part := _part(form, kinds))]
    return max(found, default=None)


def _restored(stem: str) -> list[tuple[str, tuple[str, ...]]]:
    """What a first part may be that has lost or changed its last vowel, and of which class."""
    if stem[-1] in "ou":
        return [(stem[:-1] + "a", ("noun", "verb"))]  # kyrko-, gatu-, läro-
    if stem[-1] == "e":
        return [(stem[:-1] + "a", ("noun",))]  # rese-
    if stem.endswith("ning"):
        return [(stem[:-4] + "an", ("noun",))]  # ansöknings-
    if stem[-1] in VOWELS:
        return []
    return [(stem + "a", ("noun", "verb")), (stem + "e", ("noun",))]


def _whole_part(form: str, kinds: tuple[str, ...]) -> Part | None:
    if form in STOPWORDS or form in NO_PART or _is_too_short(form, SHORT_FIRST):
        return None
    score = zipf(form)
    if score < PART_ZIPF and len(form) < KNOWN_LENGTH:
        return None
    if dictionary_form(form) is None:
        return (score, form) if len(form) > PART_LENGTH and score >= NAME_ZIPF else None
    part = _part(form, kinds)
    return part and (part[0] + WHOLE, part[1])


def _part(form: str, kinds: tuple[str, ...]) -> Part | None:
    score = zipf(form)
    if form in NO_PART or (score < PART_ZIPF and len(form) < KNOWN_LENGTH):
        return None
    base = dictionary_form(form)
    if base is None or base in NO_PART:
        return None
    kind = "noun" if is_noun(base) else word_class(base)
    if kind == "noun" and len(form) >= KNOWN_LENGTH:
        score = max(score, PART_ZIPF)
    if kind not in kinds or score < PART_ZIPF:
        return None
    inflected = base != form and (kind != "noun" or not base.startswith(form[:-1]))
    return None if inflected and form not in SHORT_FIRST else (score, base)


@lru_cache(maxsize=100_000)
def _last_part(piece: str) -> Part | None:
    """How common, and which, is the noun that ends a compound."""
    if piece in NO_PART or piece in STOPWORDS or _is_too_short(piece, SHORT_LAST):
        return None
    base = dictionary_form(piece) if known_in_lower_case(piece) or piece in IRREGULAR else None
    if base is None or base in NO_PART or not is_noun(base):
        return None
    if base[0] != piece[0] or _is_too_short(base, SHORT_LAST):
        return None
    score = max(zipf(piece), zipf(base))
    if len(base) >= KNOWN_LENGTH:
        score = max(score, PART_ZIPF)
    return (score, base) if score >= PART_ZIPF else None


def _is_too_short(piece: str, but_for: frozenset[str]) -> bool:
    return len(piece) < PART_LENGTH and piece not in but_for
