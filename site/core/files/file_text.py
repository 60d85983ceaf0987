"""The text of an office file, read in a process of its own, which core.files.document_text starts.

That it starts quickly, this module imports nothing of the site.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

LENGTH = 400_000  # characters, about 200 pages of close print
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


class LockedFile(Exception):
    """It asks for a password."""


class DamagedFile(Exception):
    """It breaks off, or contradicts itself."""


def of_pdf(file: BinaryIO) -> Iterator[str]:
    """The text page by page."""
    # In the process of its own alone, and of the four libraries only the one that is needed.
    from pypdf import PdfReader

    reader = PdfReader(file)
    if reader.is_encrypted and not reader.decrypt(""):
        raise LockedFile
    yield from (page.extract_text() for page in reader.pages)


def of_docx(file: BinaryIO) -> Iterator[str]:
    """Paragraphs in their order, those of tables and text boxes too."""
    # In the process of its own alone, and of the four libraries only the one that is needed.
    from docx import Document
    from docx.oxml.ns import qn

    for paragraph in Document(file).element.body.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def of_xlsx(file: BinaryIO) -> Iterator[str]:
    """Each sheet's name and its rows."""
    # In the process of its own alone, and of the four libraries only the one that is needed.
    from openpyxl import load_workbook

    for sheet in load_workbook(file, read_only=True, data_only=True).worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


def of_pptx(file: BinaryIO) -> Iterator[str]:
    """The paragraphs of the slides, in their order."""
    # In the process of its own alone, and of the four libraries only the one that is needed.
    from docx.oxml.parser import parse_xml

    with zipfile.ZipFile(file) as parts:
        slides = (match for name in parts.namelist() if (match := _SLIDE.fullmatch(name)))
        for slide in sorted(slides, key=lambda match: int(match[1])):
            for paragraph in parse_xml(parts.read(slide[0])).iter("{*}p"):
                yield "".join(text.text or "" for text in paragraph.iter("{*}t"))


READERS: dict[str, Callable[[BinaryIO], Iterator[str]]] = {
    "pdf": of_pdf,
    "docx": of_docx,
    "xlsx": of_xlsx,
    "pptx": of_pptx,
}


def read(extension: str, content: bytes) -> str:
    """The text, a little more than LENGTH where there is more. Raises LockedFile, DamagedFile."""
    parts, length = [], 0
    try:
        for part in READERS[extension](BytesIO(content)):
            parts.append(part)
            length += len(part) + 1
            if length > LENGTH:
                break
    except (LockedFile, MemoryError, RecursionError):
        raise
    except Exception as error:  # a damaged file fails anywhere in the four libraries
        raise DamagedFile from error
    # Some fonts of a PDF name letters that there are not.
    return "\n".join(parts).encode("utf-8", "replace").decode()
