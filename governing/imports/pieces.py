"""What a document is made of while it is read, whatever format it came in."""

import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from html import escape
from typing import Any

from django.utils.translation import gettext_lazy as _

_STRONG = re.compile(r"\*\*(?=\S)([^*]+)(?<=\S)\*\*")
_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*]+)(?<=\S)\*(?![*\w])")


class DocumentRefused(Exception):
    """The file cannot become a page; the text is a sentence for people."""


class PieceKind(StrEnum):
    """What a piece is in the document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


class Why(Enum):
    """Why something is left out of the page."""

    OTHER_TITLES = _("Titles of other documents, listed before the text")
    COVER_LETTER = _("The cover letter, not the document itself")
    PAGE_MARK = _("A page mark")
    RUNNING_HEADER = _("A header or footer of the printed pages")
    NAVIGATION = _("The frame of a web page around the document")
    CONTACT = _("Contact details; the site keeps its own up to date")
    PERSON = _("A person's name or contact details")
    SIGNATURE = _("A signature")
    LOGOTYPE = _("The words of a logotype")
    TEMPLATE = _("Left over from the template that the document was written in")
    DETAILS = _("Details about the document, read into the fields of the page")
    SUBTITLE = _("In capitals; read into the page's subtitle")
    REPEATED_TITLE = _("The title once more")
    CONTENTS = _("The table of contents; the page makes its own")
    COMMENT = _("A comment on the draft in the word processor")
    DELETED = _("Struck out by a tracked change")
    HIDDEN = _("Hidden text that the word processor does not show")
    PICTURE = _("A picture or another object, by what it is said to show; add it by hand")

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        """Between processes by its name: the value is another text in another language."""
        return getattr, (type(self), self.name)


@dataclass(frozen=True)
class Piece:
    """One heading, paragraph, list item or table.

    `text` is plain text (a table: as it stands); `markup` is its safe HTML where the format has
    emphasis of its own; `level` is 0 for a heading whose level nobody stated; `number` is that of
    an item in a numbered list, `depth` how many lists the item's own list stands in. `why` says
    that it does not belong, where the format tells.
    """

    kind: PieceKind
    text: str
    markup: str = ""
    level: int = 0
    number: int = 0
    depth: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    why: Why | None = None

    @property
    def html(self) -> str:
        """Safe HTML; asterisks of plain text are the emphasis they stand for."""
        return self.markup or emphasised(self.text)

    @property
    def plain(self) -> str:
        """The text on one line, without the asterisks of emphasis."""
        return one_line(_EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", self.text)))


@dataclass(frozen=True)
class LeftOut:
    """Something that is not on the page."""

    text: str
    why: Why


def one_line(text: str) -> str:
    """`text` with every stretch of white space as one space."""
    return " ".join(text.split())


def emphasised(text: str) -> str:
    """Safe HTML of plain text that may have **strong** and *emphasised* words."""
    safe = escape(one_line(text), quote=False)
    return _EMPHASIS.sub(r"<i>\1</i>", _STRONG.sub(r"<b>\1</b>", safe))
