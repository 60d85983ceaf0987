"""What a person is called in texts, found there and taken out of them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress

from core.models import User
from core.search.analysis.frequencies import commonness

MARKS = {"sv": "[en tidigare kollega]", "en": "[a former colleague]"}
BRIEF = "[…]"  # where a column has no room for the mark
SPACES = r"(?:\s|&nbsp;|&#160;)+"
AT = "(?:@|%40|&#64;)"
QUOTE = "(?:'|&#x27;|&#39;)"
LETTERS = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class Names:
    """The addresses of a person, their whole name, and a user name that is not just any word."""

    key: int
    addresses: tuple[str, ...]
    name: str = ""
    username: str = ""
    shared: bool = False  # a colleague has the same name: no text says which of them it means

    @classmethod
    def of(cls, person: User) -> "Names":
        """What they are called as long as the account says so."""
        others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
        addresses = {address.lower() for address in (person.email, *others) if address}
        name = person.get_full_name() if person.first_name and person.last_name else ""
        namesakes = User.objects.exclude(pk=person.pk).filter(
            first_name__iexact=person.first_name, last_name__iexact=person.last_name
        )
        shared = bool(name) and namesakes.exists()
        username = "" if "@" in person.username or _is_a_word(person.username) else person.username
        if "@" in person.username:
            addresses.add(person.username.lower())
        return cls(person.pk, tuple(sorted(addresses)), name, username, shared=shared)

    @cached_property
    def hints(self) -> tuple[str, ...]:
        """A stretch of letters of each, which a text that has it must have, however it is written.

        For a database that only knows the case of a to z, and keeps å in JSON as an escape.
        """
        called = [address.partition("@")[0] for address in self.addresses]
        called += [self.username, *([] if self.shared else [self.name])]
        found = (max(LETTERS.findall(text), key=len, default="") for text in called if text)
        return tuple(dict.fromkeys(found))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of them, whatever the case, and the name's genitive; no longer name or address."""
        either = [
            rf"(?<![\w.+-]){re.escape(address).replace('@', AT)}(?!\w|[.-]\w)"
            for address in self.addresses
        ]
        if self.name and not self.shared:
            words = [
                re.escape(word).replace("'", "(?:'|&#x27;|&#39;)") for word in self.name.split()
            ]
            turned = [*words[-1:], *words[:-1]]
            either += [
                rf"(?<!\w){SPACES.join(words)}(?=s?(?!\w))",
                rf"(?<!\w){turned[0]},?{SPACES}{SPACES.join(turned[1:])}(?=s?(?!\w))",
            ]
        if self.username:
            either.append(rf"(?<!\w){re.escape(self.username)}(?!\w)")
        return re.compile("|".join(either) or r"(?!)", re.IGNORECASE)

    def said_in(self, text: str) -> list[str]:
        """The pieces of a stored text that name the person: of JSON its strings, else the whole."""
        return [piece for piece in _pieces(text) if self.pattern.search(piece)]

    def without(self, text: str, language: str = "sv") -> str:
        """The stored text with a mark in their place, in JSON too."""
        mark = MARKS.get(language, MARKS["sv"])
        return changed(text, lambda piece: self.pattern.sub(mark, piece))


def _is_a_word(username: str) -> bool:
    """Whether texts have the user name without meaning anybody: `contact`, or a mere number."""
    plain = not re.search(r"[^\W\d_]", username)
    return plain or len(username) < 4 or (username.isalpha() and commonness(username.lower()) > 0)


def changed(text: str, change: Callable[[str], str]) -> str:
    """A stored text with each of its pieces changed; what is not changed stays to the letter."""
    structure = _structure(text)
    if structure is None:
        return change(text)
    new = _changed(structure, change)
    return text if new == structure else json.dumps(new)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return changed(value, change)
    if isinstance(value, list):
        return [_changed(each, change) for each in value]
    if isinstance(value, dict):
        return {change(name): _changed(each, change) for name, each in value.items()}
    return value


def _pieces(text: str) -> Iterator[str]:
    structure = _structure(text)
    return iter([text]) if structure is None else _strings(structure)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _pieces(value)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from _strings(each)


def _structure(text: str) -> Any:
    """What the text is as JSON, or None: a page's body is JSON within that of its revision."""
    if not text.startswith(("{", "[", '"')):
        return None
    try:
        return json.loads(text)
    except ValueError:
        return None
