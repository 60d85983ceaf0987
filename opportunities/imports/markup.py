"""Imported HTML made safe and fit for our page: no styles, headings that fit in, links outwards."""

import re

import nh3

from opportunities.imports.text import plain, visible

TAGS = frozenset(
    """
    a abbr b blockquote br caption code dd div dl dt em h1 h2 h3 h4 h5 h6 i li ol p pre q s small
    strong sub sup table tbody td tfoot th thead tr ul
    """.split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),
    "a": {"href"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
LONGEST = 200_000  # characters of HTML
FIRST_LEVEL = 3  # the page's title is h1 and the part's own heading h2

# class="wide><p>… swallows everything up to the next quotation mark; the portal also writes
# class="wide>">, which is well-formed but means the same.
_OPEN_QUOTE = re.compile(
    r'(<[a-zA-Z][^<>"]*(?:"[^<>"]*"[^<>"]*)*\b(?:class|href|id|level|style)="[^<>"]*)>(?:">)?'
)
# The portal's own headings inside a description are paragraphs of a class.
_DISGUISED = re.compile(r'<p class="topicdescriptionkind">([^<]*(?:<(?!/?p\b)[^<]*)*)</p>')
_HEADING = re.compile(r"<(/?)h([1-6])>")
_EMPTY = re.compile(r"<(a|b|div|em|h[1-6]|i|li|p|small|strong|sub|sup|ul|ol)( [^<>]*)?>\s*</\1>")

_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener",
)


def sanitised(markup: str) -> str:
    """Safe HTML of the same content, its headings from level 3; empty where it says nothing."""
    if not markup:
        return ""
    text = visible(markup[:LONGEST])
    text = _DISGUISED.sub(r"<h3>\1</h3>", _OPEN_QUOTE.sub(r'\1">', text))
    text = _headings(_without_empty(_cleaner.clean(text)))
    beginning = text.partition("</")[0]  # nearly always enough to tell
    return text.strip() if plain(beginning) or plain(text) else ""


def _without_empty(text: str) -> str:
    """Without empty elements, nor those that had nothing but empty ones."""
    for _depth in range(6):
        text, removed = _EMPTY.subn("", text)
        if not removed:
            break
    return text


def _headings(text: str) -> str:
    """Heading levels from FIRST_LEVEL on that never skip one."""
    levels = sorted({int(level) for _slash, level in _HEADING.findall(text)})
    rank = {level: FIRST_LEVEL + n for n, level in enumerate(levels)}
    last = FIRST_LEVEL - 1
    opened: list[int] = []

    def shifted(match: re.Match[str]) -> str:
        nonlocal last
        if match[1]:
            return f"</h{opened.pop()}>"
        last = min(rank[int(match[2])], last + 1, 6)
        opened.append(last)
        return f"<h{last}>"

    return _HEADING.sub(shifted, text)
