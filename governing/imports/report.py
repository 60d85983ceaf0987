"""Sentences about an import, the same on the command line and in the admin."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governing.imports.pieces import LeftOut
from governing.imports.store import Stored
from governing.models import GoverningDocumentPage


def outcome(stored: Stored) -> list[str]:
    """Where the draft is, new or from before, and what else has its title."""
    path = edit_path(stored.page)
    if stored.is_new:
        sentence = _("A draft was made; edit it at %(path)s.") % {"path": path}
    else:
        sentence = _(
            "This document has been imported before, and nobody has touched its draft: it is at "
            "%(path)s. Nothing was changed. To have it read anew, delete that draft first."
        ) % {"path": path}
    return [sentence, *about_namesakes(stored.namesakes)]


def about_namesakes(pages: Iterable[GoverningDocumentPage]) -> list[str]:
    """A sentence on each page that has the title already, and what to do about it."""
    return [
        (
            _(
                "There is a published page “%(title)s” already, at %(path)s; it is unchanged. "
                "Compare the two, and publish the draft only if it is another document."
            )
            if page.live
            else _(
                "There is a draft “%(title)s” already, at %(path)s; it is unchanged. "
                "Compare the two, and delete the one that is not needed."
            )
        )
        % {"title": page.title, "path": edit_path(page)}
        for page in pages
    ]


def left_out_count(count: int) -> str:
    """How much was left out, for whoever is about to look at the draft."""
    if not count:
        return _("Everything in the file is on the page.")
    return ngettext(
        "%(count)d passage was left out. It is listed below the text, with the reason.",
        "%(count)d passages were left out. They are listed below the text, with their reasons.",
        count,
    ) % {"count": count}


def listed(left_out: list[LeftOut]) -> Iterator[str]:
    """The list for a person to read: each reason once, above what it is true of."""
    for why, group in groupby(left_out, lambda left: left.why):
        yield _("Left out – %(why)s:") % {"why": why.value}
        for left in group:
            yield f"    {left.text}"


def edit_path(page: GoverningDocumentPage) -> str:
    """Where an editor opens the page."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
