"""A .docx is a zip: is it one, is it whole, and is it of a sensible size?"""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from governing.imports.pieces import DocumentRefused

LARGEST = 60 * 1024 * 1024  # bytes once unpacked, pictures included
MOST_PARTS = 2000
MOST_ELEMENTS = 500_000  # of all parts together: four hundred pages have as many
LARGEST_XML = 12 * 1024 * 1024  # bytes of one part that is parsed


def check(data: bytes) -> None:
    """Refuse what python-docx cannot or should not open."""
    try:
        archive = ZipFile(BytesIO(data))
        parts = archive.infolist()
    except BadZipFile as error:
        raise damaged() from error
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise DocumentRefused(
            _("The file is no Word document: save it as .docx. Nothing was changed.")
        )
    xml = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    largest = max((part.file_size for part in xml), default=0)
    size = sum(part.file_size for part in parts)
    # What a part says of its size holds: no more of it is ever unpacked.
    if len(parts) > MOST_PARTS or size > LARGEST or largest > LARGEST_XML:
        raise _too_much()
    if sum(_elements(archive.read(part)) for part in xml) > MOST_ELEMENTS:
        raise _too_much()


def _elements(xml: bytes) -> int:
    return xml.count(b"<") - xml.count(b"</")


def _too_much() -> DocumentRefused:
    return DocumentRefused(
        _("The .docx unpacks to more than a document needs. Nothing was changed.")
    )


def damaged() -> DocumentRefused:
    """The refusal of a file that breaks off or contradicts itself."""
    return DocumentRefused(_("The .docx is damaged and cannot be read. Nothing was changed."))
