"""The text of an uploaded file, read once: when it is uploaded."""

import re
import time
from datetime import datetime

from core.files import file_text
from core.files.apart import MEGABYTE, Limits, Stopped, Why, apart
from core.models import Document, DocumentText

LARGEST = 40 * MEGABYTE
LIMITS = Limits(seconds=10)
A_FEW = 10
A_WHILE = 40  # seconds in which the last of them is begun, so that a tick is over before the next
PLAIN = ("txt", "md", "csv")
_BROKEN_WORD = re.compile(r"(?<=[a-zåäö])[-\u00ad]\s*\n\s*(?=[a-zåäö])")
_SPACE = re.compile(r"[^\S\n]+")
Reason = DocumentText.Reason


class Unread(Exception):
    """There is no text to be had; the argument is the reason."""


def store_text(document: Document) -> None:
    """Read the document's file, unless it is the one that was read last."""
    stored = DocumentText.objects.filter(document=document).first()
    if stored and stored.file == document.file.name:
        return
    text, reason = read(document)
    facts = {"file": document.file.name, "text": text, "reason": reason}
    DocumentText.objects.update_or_create(document=document, defaults=facts)


def read_waiting(_at: datetime) -> None:
    """Read files that were uploaded before their text was searched, a few at a time."""
    begun = time.monotonic()
    for waiting in Document.objects.filter(contents=None).order_by("pk")[:A_FEW]:
        if time.monotonic() - begun < A_WHILE:
            store_text(waiting)


def read(document: Document) -> tuple[str, str]:
    """The text of the file, and the reason where it is not all of it; no file raises."""
    try:
        text = _tidy(_text(document))
    except Unread as unread:
        return "", str(unread.args[0])
    if len(text) > file_text.LENGTH:
        return text[: file_text.LENGTH], Reason.CUT
    return text, "" if text else Reason.EMPTY


def _text(document: Document) -> str:
    extension = document.file_extension.lower()
    if extension in PLAIN:
        return _decoded(_content(document))
    if extension in file_text.READERS:
        return _office_text(extension, _content(document))
    raise Unread(Reason.FORMAT)


def _content(document: Document) -> bytes:
    try:
        with document.file.storage.open(document.file.name, "rb") as file:
            if file.size > LARGEST:
                raise Unread(Reason.LARGE)
            content: bytes = file.read()
            return content
    except OSError as error:
        raise Unread(Reason.DAMAGED) from error


def _decoded(content: bytes) -> str:
    """Old files of Windows are not in UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _office_text(extension: str, content: bytes) -> str:
    try:
        return apart(file_text.read, extension, content, limits=LIMITS)
    except Stopped as stopped:
        slow = stopped.why is Why.SLOW
        raise Unread(Reason.SLOW if slow else Reason.DAMAGED) from stopped
    except file_text.LockedFile as error:
        raise Unread(Reason.LOCKED) from error
    except file_text.DamagedFile as error:
        raise Unread(Reason.DAMAGED) from error


def _tidy(text: str) -> str:
    """Without what no database keeps and no reader sees; a word that a line breaks is hyphenated.

    The search finds a hyphenated word also as one word.
    """
    text = _BROKEN_WORD.sub("-", text.replace("\0", " "))
    lines = (_SPACE.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)
