"""Which rows strangers read on public pages: each model says so itself.

`shown_to_strangers` of a model, or of an abstract one above it, is one of:

- True or False: every row of it, or none; of pages those that strangers may open;
- the name of a foreign key: as the row that it leads to, such as a call's deadlines;
- a property: each row says for itself, such as those that carry a visibility.

`manage.py check` fails on a model of ours that says nothing.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from wagtail.models import Page

from core.access.sections import page_visibility
from core.access.visibility import Visibility

ATTRIBUTE = "shown_to_strangers"
# Models of installed packages: those that decide where pages are and who reads them, and tags.
OTHERS = {
    "taggit.tag",
    "wagtailcore.locale",
    "wagtailcore.page",
    "wagtailcore.pageviewrestriction",
    "wagtailcore.site",
    "wagtailredirects.redirect",
}


def never_shown(model: type[models.Model]) -> bool:
    """Whether no row of `model` is ever read by strangers."""
    if model.__module__ == "__fake__":  # a migration's: its tables may not be there yet
        return True
    if not hasattr(model, ATTRIBUTE):
        return model._meta.label_lower not in OTHERS
    return getattr(model, ATTRIBUTE) is False


def shown_to_strangers(row: models.Model) -> bool:
    """Whether a stranger may read `row` on a public page, or what a page shows depends on it."""
    if never_shown(type(row)):
        return False
    if isinstance(row, Page):
        return row.live and page_visibility(row) == Visibility.PUBLIC
    shown: Any = getattr(row, ATTRIBUTE, True)
    if not isinstance(shown, str):
        return bool(shown)
    try:
        parent = getattr(row, shown)
    except ObjectDoesNotExist:  # deleted just before, and it may have been public
        return True
    return parent is not None and shown_to_strangers(parent)
