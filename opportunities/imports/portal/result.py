"""One result of the portal's search: every metadata value is an array of strings, or should be."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from opportunities.imports.errors import Unreadable
from opportunities.imports.text import visible


class Result:
    """Reads a raw result by name, whatever is missing. Raises Unreadable where it has no shape."""

    def __init__(self, raw: Any) -> None:
        if not isinstance(raw, Mapping):
            raise Unreadable(_("The row is not a result: it has no fields."))
        metadata = raw.get("metadata")
        if metadata is not None and not isinstance(metadata, Mapping):
            raise Unreadable(_("The row's metadata have no fields."))
        self._raw: Mapping[str, Any] = raw
        self._metadata: Mapping[str, Any] = metadata or {}
        self.has_metadata = bool(metadata)

    def top(self, name: str) -> str:
        """A field beside the metadata, empty where it is missing or no text."""
        value = self._raw.get(name)
        return visible(value).strip() if isinstance(value, str) else ""

    def texts(self, name: str, *, strict: bool = False) -> list[str]:
        """The texts of a metadata field; `strict` raises Unreadable where one is no text."""
        value = self._value(name)
        values = value if isinstance(value, list) else [value]
        texts = []
        for item in values:
            if isinstance(item, str):
                if text := visible(item).strip():
                    texts.append(text)
            elif item is not None and strict:
                raise Unreadable(_("The field “%(name)s” is not text.") % {"name": name})
        return texts

    def text(self, name: str, *, strict: bool = False) -> str:
        """The first text of a metadata field, empty where there is none."""
        return next(iter(self.texts(name, strict=strict)), "")

    def number(self, name: str) -> Any:
        """The first value of a metadata field that ought to be a number, as it stands."""
        value = self._value(name)
        return value[0] if isinstance(value, list) and value else value

    def _value(self, name: str) -> Any:
        """A metadata field as it stands. Some rows have them beside the metadata, or have no such.

        What is an array is a metadata field wherever it stands; other values are only taken for
        one where there are no metadata.
        """
        value = self._metadata.get(name)
        if value is None and (beside := self._raw.get(name)) is not None:
            return beside if isinstance(beside, list) or not self.has_metadata else None
        return value
