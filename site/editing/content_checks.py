"""What makes a page hard to read or to use, told to the editor who saves it. None is a refusal.

A picture without a text that says what it shows is refused by its block.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail.blocks import BoundBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from core.pages.models import SitePage
from editing.links.reading import words_of

# Link texts that say nothing to who hears them read out alone.
EMPTY_WORDS = {
    "click",
    "click here",
    "here",
    "här",
    "klicka",
    "klicka här",
    "link",
    "läs mer",
    "läs mer här",
    "länk",
    "more",
    "mer",
    "read more",
    "se här",
}
ADDRESS = re.compile(r"(https?://|www\.)\S+$", re.IGNORECASE)


def warnings(page: SitePage) -> list[str]:
    """A sentence for each thing to look at, each once."""
    sentences = []
    if not page.lead.strip():
        sentences.append(_("There is no lead: say in a sentence or two what the page is about."))
    soups = [BeautifulSoup(text.source, "html.parser") for text in rich_texts(page.body)]
    sentences += headings(soups)
    for soup in soups:
        sentences += links(soup)
    return list(dict.fromkeys(sentences))


def rich_texts(value: object) -> Iterator[RichText]:
    """Every rich text in a body, however deep, in order."""
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, StreamValue | ListValue | list | tuple):
        for part in value:
            yield from rich_texts(part)
    elif isinstance(value, StructValue):
        for part in value.values():
            yield from rich_texts(part)
    elif isinstance(value, BoundBlock):
        yield from rich_texts(value.value)


def headings(soups: list[BeautifulSoup]) -> Iterator[str]:
    """A smaller heading needs a larger one before it, and each a text."""
    before = 1
    for soup in soups:
        for tag in soup.find_all(re.compile("^h[2-6]$")):
            level, text = int(tag.name[1]), words_of(tag)
            if not text:
                yield _("There is an empty heading.")
                continue
            if level > before + 1:
                yield _("“%(heading)s” is a smaller heading without a larger one before it.") % {
                    "heading": text
                }
            before = level


def links(soup: BeautifulSoup) -> Iterator[str]:
    """A link's text says where it leads, also when it is read alone."""
    for tag in soup.find_all("a"):
        text = words_of(tag)
        if not text:
            yield _("There is a link without a text.")
        elif text.casefold().strip(" .…!»>→") in EMPTY_WORDS:
            yield _("The link text “%(text)s” does not say where the link leads.") % {"text": text}
        elif ADDRESS.match(text):
            yield _("“%(text)s” is an address: write what is to be found there.") % {"text": text}
