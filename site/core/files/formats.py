"""Whether a document is what the end of its name says, looked at in a process of its own.

Which may be uploaded at all is WAGTAILDOCS_EXTENSIONS; each of them has an entry in FORMATS.
"""

from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile

BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")  # of UTF-16, in which text has zeros
HEAD = 1024  # bytes within which a PDF says that it is one


def is_text(content: bytes) -> bool:
    return content.startswith(BYTE_ORDER_MARKS) or b"\0" not in content


def is_pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:HEAD]


def is_rtf(content: bytes) -> bool:
    return content.startswith(b"{\\rtf")


def office(folder: str) -> Callable[[bytes], bool]:
    """Microsoft's, whose parts are in a folder of the program's own."""

    def is_office(content: bytes) -> bool:
        with ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
        return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)

    return is_office


def open_document(kind: str) -> Callable[[bytes], bool]:
    """LibreOffice's, whose first part says what it is."""
    stated = f"application/vnd.oasis.opendocument.{kind}".encode()

    def is_open_document(content: bytes) -> bool:
        with ZipFile(BytesIO(content)) as parts, parts.open("mimetype") as part:
            return part.read(100) == stated

    return is_open_document


FORMATS: dict[str, Callable[[bytes], bool]] = {
    "csv": is_text,
    "docx": office("word/"),
    "md": is_text,
    "odp": open_document("presentation"),
    "ods": open_document("spreadsheet"),
    "odt": open_document("text"),
    "pdf": is_pdf,
    "pptx": office("ppt/"),
    "rtf": is_rtf,
    "txt": is_text,
    "xlsx": office("xl/"),
}


def agrees(extension: str, content: bytes) -> bool:
    """Whether the content is of the format that the name says."""
    try:
        return FORMATS[extension](content)
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError):
        return False
