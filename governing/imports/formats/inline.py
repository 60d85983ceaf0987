"""Links and emphasis inside a line, in the few tags that a page's rich text has."""

import re
from html import escape

_SEAM = re.compile(r"</(b|i)>(\s*)<\1>")


def link(href: str, text: str, markup: str) -> tuple[str, str]:
    """A link's text and markup. A mail address or number is written out, to be judged as words."""
    kind, colon, address = href.strip().partition(":")
    if kind.lower() in ("http", "https") and text.strip():
        return text, f'<a href="{escape(href.strip())}">{markup}</a>'
    if kind.lower() in ("mailto", "tel") and colon:
        shown = address.partition("?")[0]
        if shown and shown.casefold() not in text.casefold():
            return f"{text} ({shown})", f"{markup} ({escape(shown, quote=False)})"
    return text, markup


def emphasis(markup: str, *tags: str) -> str:
    """`markup` inside `tags`; space alone is not emphasised."""
    for tag in tags:
        if markup.strip():
            markup = f"<{tag}>{markup}</{tag}>"
    return markup


def seamless(markup: str) -> str:
    """Emphasis that a word processor has cut in pieces, in one."""
    return _SEAM.sub(r"\2", markup)
