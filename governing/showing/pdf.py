"""A governing document as a tagged PDF (PDF/UA-1), with headings, lists and tables."""

from datetime import datetime

import typst
from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.pages.context import profile_for
from core.words.dates import local, long_date
from governing.models import GoverningDocumentPage
from governing.showing.details import details
from governing.showing.headings import numbered
from governing.showing.links import linked
from governing.showing.sentence import opening
from governing.showing.typesetting import body, quoted, table

STYLE = """
#set page(paper: "a4", margin: (x: 25mm, top: 25mm, bottom: 28mm), footer: context {
  set text(size: 8.5pt, fill: luma(35%)); footer-text
  h(1fr); counter(page).display("1 / 1", both: true) })
#set par(leading: 0.68em, spacing: 1.05em)
#set text(size: 11pt, hyphenate: true)
#set list(indent: 0.6em); #set enum(indent: 0.6em)
#set table(stroke: (x: none, y: 0.5pt + luma(70%)), inset: (x: 4pt, y: 5pt), align: left)
#show heading: set par(justify: false)
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): set text(size: 22pt)
#show heading.where(level: 2): it => block(above: 1.9em, below: 0.8em, text(size: 14pt, it))
#show heading.where(level: 3): it => block(above: 1.4em, below: 0.7em, text(size: 11.5pt, it))
#show link: underline
"""


def document(page: GoverningDocumentPage, request: HttpRequest, *, at: datetime) -> bytes:
    """The page as PDF, as of `at`."""
    compiled = typst.compile(
        source(page, request, at=at).encode(),
        format="pdf",
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    return bytes(compiled)


def source(page: GoverningDocumentPage, request: HttpRequest, *, at: datetime) -> str:
    """The document for typst. Every text of it is a quoted string, so that none is a command."""
    profile = profile_for(request)
    owner = profile.municipality if profile else ""
    first = opening(page, at, linked(page, request.user, at=at).titles)
    text = numbered(page.body, {"request": request, "page": page})
    facts = [(d.label, d.value or _("not stated"), d.note) for d in details(page, at=at)]
    about = _("About the document")  # makemessages reads no text inside an f-string
    parts = [
        f"#let footer-text = {quoted(_footer(page, str(owner), at))}",
        f"#set document(title: {quoted(page.title)}, author: {quoted(str(owner))})",
        f"#set text(lang: {quoted(page.locale.language_code)})",
        STYLE,
        f"#heading(level: 1, {quoted(page.title)})",
        f"#text(size: 14pt, {quoted(page.subtitle)})" if page.subtitle else "",
        _force(first.lead, first.rest),
        f"#text(size: 12pt, {quoted(page.lead)})" if page.lead else "",
        body(text.html),
        f"#heading(level: 2, {quoted(about)})",
        table([(label, " – ".join(filter(None, rest))) for label, *rest in facts]),
        f"#par({quoted(page.source_note)})" if page.source_note else "",
        f"#par({quoted(original(page))})",
    ]
    return "\n\n".join(part for part in parts if part)


def original(page: GoverningDocumentPage) -> str:
    """That the signed original prevails, and where it is."""
    notice = _("Should this text differ from the signed original, the original prevails.")
    return f"{notice} {page.original_notice}".strip()


def _force(lead: str, rest: list[str]) -> str:
    sentences = f"#strong({quoted(lead)}) #{quoted(' '.join(rest))};"
    return f"#block(inset: (left: 10pt, y: 4pt), stroke: (left: 3pt))[{sentences}]"


def _footer(page: GoverningDocumentPage, owner: str, at: datetime) -> str:
    day = _("printed %(day)s") % {"day": long_date(local(at).date())}
    return " · ".join(filter(None, [owner, page.reference_number, day]))
