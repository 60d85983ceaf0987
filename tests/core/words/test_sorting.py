"""Swedish order: one and the same in the database, whichever it is, and in Python."""

from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Collate
from hypothesis import given
from hypothesis import strategies as st

from core.models import Audience
from core.words.sorting import BEFORE_LETTERS, SWEDISH, sort_key

# Y and ü sort alike, and so do å's namesakes; w follows v. Of equals the text itself decides.
IN_ORDER = (
    """
-bris|1 a|10|2|A|a|A-lag|aas|abborre|Cypern|Côn|ide|idé|idéer|Myller|Müller|Mz|Vax|Växjö|Wax|Zebra
zon|å|åa|Ån|Åre|Älg|Ærø|äv|ö|Örebro|Øresund
""".strip()
    .replace("\n", "|")
    .split("|")
)
# Of what people write, a point in the middle of a word differs: ICU reads "l·" as Catalan does.
CHARACTERS = st.sampled_from(
    BEFORE_LETTERS.replace("·", "")
    + "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
    + "áàâãçéèêëíìîïłñóòôõšúùûüýÿžÁÇÉÍŁÑÓÔÕÖØÜÝŽæøœðþđßęőűčćřťň²\xad\xa0"
)


def in_database(words: Any) -> list[Any]:
    """The words in the order that the database gives them."""
    rows = " UNION ALL ".join(["SELECT CAST(%s AS text) AS word"] * len(words))
    sql = f'SELECT word FROM ({rows}) AS words ORDER BY word COLLATE "{SWEDISH}"'
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return [word for (word,) in cursor.fetchall()]


@pytest.mark.django_db
def test_the_alphabet() -> None:
    assert sorted(set(IN_ORDER), key=sort_key) == IN_ORDER
    assert in_database(IN_ORDER[::-1]) == IN_ORDER


@pytest.mark.django_db
@given(st.lists(st.text(CHARACTERS, max_size=8), min_size=2, max_size=40, unique=True))
def test_the_database_and_python_agree(words: Any) -> None:
    assert in_database(words) == sorted(words, key=sort_key)


@pytest.mark.django_db
def test_a_composed_letter_and_its_parts_are_the_same_letter() -> None:
    parts = ["a\N{COMBINING RING ABOVE}b", "åa", "zz", "ac"]
    assert sorted(parts, key=sort_key) == ["ac", "zz", "åa", parts[0]] == in_database(parts)


@pytest.mark.django_db
def test_both_ways_in_a_query() -> None:
    for name in ("Östra", "Ask", "åker", "Zon"):
        Audience.objects.create(slug=f"a{len(name)}{name[-1]}", name_sv=name, name_en=name)
    names = Audience.objects.order_by(Collate("name_sv", SWEDISH)).values_list("name_sv", flat=True)
    assert list(names) == ["Ask", "Zon", "åker", "Östra"]
    assert list(names.order_by(Collate("name_sv", SWEDISH).desc())) == list(names)[::-1]
