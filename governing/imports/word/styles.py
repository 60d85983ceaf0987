"""What the style of a paragraph says it is, whatever language the word processor speaks."""

from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.styles.style import BaseStyle
from lxml import etree

MOST = 12  # styles that build on each other
_CONTENTS = ("toc ", "contents ", "table of contents")
_GALLERY = f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}"


def styles_of(element: etree._Element, styles: Mapping[str, BaseStyle]) -> list[BaseStyle]:
    """The paragraph's style and those it builds on."""
    stated = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style = styles.get(stated.get(qn("w:val"))) if stated is not None else None
    chain: list[BaseStyle] = []
    while style is not None and len(chain) < MOST:
        chain.append(style)
        style = getattr(style, "base_style", None)
    return chain


def names_of(styles: list[BaseStyle]) -> list[str]:
    """Their names, in small letters."""
    return [(style.name or "").lower() for style in styles]


def level(element: etree._Element, styles: list[BaseStyle]) -> int:
    """The heading's level, the document's title being 1; 0 where it is none."""
    for name in names_of(styles):
        word, _space, digit = name.partition(" ")
        if name in ("title", "rubrik", "titel"):
            return 1
        if word in ("heading", "rubrik") and digit.isdecimal():
            return int(digit) + 1
    for source in (element, *(style.element for style in styles)):
        outline = source.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None:
            outline_level = int(outline.get(qn("w:val")))
            return outline_level + 2 if outline_level < 9 else 0
    return 0


def is_contents(element: etree._Element, styles: list[BaseStyle]) -> bool:
    """Whether a paragraph or a content control is (part of) the table of contents."""
    if any(name.startswith(_CONTENTS) for name in names_of(styles[:1])):
        return True
    gallery = element.find(_GALLERY)
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"
