"""The links in a page, from what is stored: read in any other way, what is deleted is not there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.words.plain_text import plain_text


@dataclass(frozen=True)
class Link:
    """Where it leads: to a page or a document by its key, or to an address as written."""

    words: str
    page: int | None = None
    document: int | None = None
    address: str = ""


def links_of(page: Page) -> list[Link]:
    """Every link in the texts of a page, each once."""
    links: dict[Link, None] = {}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            value = getattr(page, field.name)
            links |= dict.fromkeys(in_block(value.stream_block, value.get_prep_value()))
        elif isinstance(field, RichTextField):
            links |= dict.fromkeys(in_text(getattr(page, field.name)))
    return list(links)


def in_block(block: blocks.Block, value: Any, words: str = "") -> Iterator[Link]:
    """The links in a block's stored value; `words` are the text beside it in its struct."""
    if not value:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            if child["type"] in block.child_blocks:
                yield from in_block(block.child_blocks[child["type"]], child["value"])
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            with_id = isinstance(item, dict) and item.get("type") == "item"
            yield from in_block(block.child_block, item["value"] if with_id else item)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from in_block(child, value.get(name), str(value.get("text", "")))
    else:
        yield from _in_field(block, value, words)


def _in_field(block: blocks.Block, value: Any, words: str) -> Iterator[Link]:
    if isinstance(block, blocks.RichTextBlock):
        yield from in_text(value)
    elif isinstance(block, blocks.PageChooserBlock):
        yield Link(words, page=int(value))
    elif isinstance(block, DocumentChooserBlock):
        yield Link(words, document=int(value))
    elif isinstance(block, blocks.URLBlock):
        yield Link(words, address=value)


def in_text(html: str) -> Iterator[Link]:
    """The links in a rich text as it is stored."""
    if "<a" not in html:
        return
    for tag in BeautifulSoup(html, "html.parser").find_all("a"):
        words = words_of(tag)
        kind, key = tag.get("linktype"), str(tag.get("id", ""))
        if kind == "page" and key.isdigit():
            yield Link(words, page=int(key))
        elif kind == "document" and key.isdigit():
            yield Link(words, document=int(key))
        elif tag.get("href"):
            yield Link(words, address=str(tag["href"]).strip())


def words_of(tag: Tag) -> str:
    """What an element says, in one line."""
    return " ".join(plain_text(str(tag)).split())
