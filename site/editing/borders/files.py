"""The images and documents on pages that more people are to read: what becomes of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from core.access.rows import is_shown
from core.access.sections import ORDER
from core.access.visibility import Visibility
from core.models import Document, Image, User


@dataclass(frozen=True)
class UsedFile:
    """What it is called, and whether the new readers of the pages may open it."""

    title: str
    state: str


def used_files(pages: Iterable[int], *, now: Visibility, user: User) -> list[UsedFile]:
    """The files that these pages show or link to, as `now` reads them; titles are for `user`."""
    of_pages = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(pk) for pk in pages],
    )
    found = []
    for model in (Image, Document):
        references = of_pages.filter(to_content_type=ContentType.objects.get_for_model(model))
        keys = set(references.values_list("to_object_id", flat=True))
        files: Any = model._default_manager.filter(pk__in=[int(key) for key in keys])
        for file in files.order_by("title", "pk"):
            title = file.title if is_shown(user, file) else _("(You may not read this)")
            found.append(UsedFile(title, _state(Visibility(file.visibility), now)))
    return found


def _state(readers: Visibility, now: Visibility) -> str:
    if readers == Visibility.PUBLIC:
        return _("is public already")
    if readers in ORDER and ORDER.index(readers) <= ORDER.index(now):
        return _("becomes reachable: whoever will read the pages may open it")
    return _("stays closed: only for %(readers)s") % {"readers": readers.label}
