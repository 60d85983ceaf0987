"""Dates as sources state them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from network.cooperation.models.approximate import Approximate, understood
from network.models import Exchange
from tests.factories.towns import exchange

EARLIEST = {
    "1989-10-12": date(1989, 10, 12),
    "1989-10": date(1989, 10, 1),
    "1989": date(1989, 1, 1),
    "1980s": date(1980, 1, 1),
    "late 1980s": date(1987, 1, 1),
    "late 1980s/early 1990s": date(1987, 1, 1),
}
WORDS = {
    "1989-10-12": ("12 oktober 1989", "12 October 1989"),
    "1989-10": ("oktober 1989", "October 1989"),
    "1989": ("1989", "1989"),
    "1980s": ("1980-talet", "1980s"),
    "late 1980s": ("slutet av 1980-talet", "late 1980s"),
    "late 1980s/early 1990s": (
        "slutet av 1980-talet – början av 1990-talet",
        "late 1980s – early 1990s",
    ),
    "": ("", ""),
}


@pytest.mark.parametrize("text", EARLIEST)
def test_each_has_a_first_day(text):
    assert understood(text).earliest == EARLIEST[text]


@pytest.mark.parametrize("text", WORDS)
def test_each_is_said_in_the_readers_language(text):
    for language, words in zip(("sv", "en"), WORDS[text], strict=True):
        with override(language):
            assert Approximate(text).words == words


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("slutet av 1980-talet", "late 1980s"),
        ("slutet av 80-talet / början av 1990-talet", "late 1980s/early 1990s"),
        ("1990-talet", "1990s"),
    ],
)
def test_an_editor_may_write_swedish(text, stored):
    assert understood(text) == stored


@pytest.mark.parametrize("text", ["long ago", "1989-13", "1989-02-30", "1991/1988", "1/2/3", "89"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValidationError):
        understood(text)


@pytest.mark.django_db
def test_the_database_sorts_them_by_their_first_day():
    for when in ("late 1980s", "1989-10-12", "", "early 1990s", "1986"):
        exchange(when or "no date", when=when)
    found = list(Exchange.objects.order_by("when").values_list("when", flat=True))
    assert found == ["", "1986", "late 1980s", "1989-10-12", "early 1990s"]
    assert Exchange.objects.get(when="late 1980s").when.earliest == date(1987, 1, 1)
