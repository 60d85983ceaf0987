"""A document as somebody handed it in, parsed where it can do no harm."""

from django.utils.translation import gettext as _

from core.files.apart import Limits, Stopped, apart
from governing.imports.parse import Parsed, parse
from governing.imports.pieces import DocumentRefused

LIMITS = Limits(seconds=20)  # within what a worker is given for an answer


def read_document(data: bytes, name: str) -> Parsed:
    """What `parse` makes of it. Raises DocumentRefused, also where it takes too much."""
    try:
        return apart(parse, data, name, limits=LIMITS, with_sentences=True)
    except Stopped as stopped:
        raise DocumentRefused(_("%(why)s Nothing was changed.") % {"why": stopped}) from stopped
