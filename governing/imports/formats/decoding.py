"""Bytes to text, in whatever encoding a Swedish office wrote them."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from django.utils.translation import gettext as _

from governing.imports.pieces import DocumentRefused

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_STRANGE = re.compile("[\udc80-\udcff]")  # bytes that are no UTF-8, as Python escapes them
_MOST_CONTROL = 0.01  # of the characters; more is no text


def decoded(data: bytes) -> str:
    """The text of `data`; refused where it is none."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    wrong = len(_CONTROL.findall(text))
    if wrong > 3 and wrong > _MOST_CONTROL * len(text):
        raise _no_text()
    text = _CONTROL.sub("", text).replace("\xa0", " ")
    if not text.strip("\ufeff \t\n\v"):
        raise DocumentRefused(_("The document is empty. Nothing was changed."))
    return text


def _decode(data: bytes) -> str:
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    if encoding.startswith("utf-8") and (mended := _mended(data)):
        return mended
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _mended(data: bytes) -> str:
    """UTF-8 into which somebody has pasted a few Western letters; empty where it is not that."""
    text = data.decode("utf-8-sig", "surrogateescape")
    strange = len(_STRANGE.findall(text))
    if sum(letter > "\x7f" for letter in text) < 2 * strange + 1:
        return ""
    return _STRANGE.sub(lambda byte: _western(ord(byte[0]) - 0xDC00), text)


def _western(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def _encoding(data: bytes) -> str:
    if data.startswith(BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    start = data[:2000]
    # Western letters in UTF-16 have a zero as every second byte.
    if start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    if start[::2].count(0) > len(start) // 3:
        return "utf-16-be"
    return "utf-8"


def _no_text() -> DocumentRefused:
    return DocumentRefused(_("The file is not text, Markdown, HTML or .docx. Nothing was changed."))
