"""The text of a post: Markdown as it is written, HTML as it is shown, words for a line."""

from collections.abc import Sequence

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.words.plain_text import plain_text

FIRST_LEVEL = 2  # the title of the page is h1
DEEPEST = 6
TAGS = "a blockquote br code em h2 h3 h4 h5 h6 hr li ol p pre strong ul".split()
_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
)


def _parser() -> MarkdownIt:
    """HTML in it is text; a picture is a link; what defines a link elsewhere is text too."""
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "reference"])


def as_html(text: str, *, first_level: int = FIRST_LEVEL) -> SafeString:
    """Headings, lists, links, quotes and emphasis; anything else is shown as it was typed.

    `first_level` is that of the text's own highest headings: one below that of what it is part of.
    However many marks its author writes, no level is left out on the way down.
    """
    parser = _parser()
    tokens = parser.parse(text)
    _fit(
        [token for token in tokens if token.type in ("heading_open", "heading_close")], first_level
    )
    markup = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(_cleaner.clean(markup))  # noqa: S308 (what was cleaned just now)


def _fit(headings: Sequence[Token], first_level: int) -> None:
    """A heading stands one level below the nearest before it that has fewer marks."""
    above: list[int] = []  # how many marks the headings have that this one is part of
    for token in headings:
        if token.type == "heading_open":
            marks = int(token.tag.removeprefix("h"))
            while above and above[-1] >= marks:
                above.pop()
            above.append(marks)
        token.tag = f"h{min(first_level + len(above) - 1, DEEPEST)}"


def as_words(text: str) -> str:
    """The text without its marks, on one line."""
    return " ".join(plain_text(as_html(text)).split())
