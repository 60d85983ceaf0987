"""Log lines for machines: one JSON object each, without anything of a person but a number.

What is typed into an address, tokens, e-mail addresses and addresses of machines are left out
wherever they stand, in a message or below it: libraries and errors quote them.
"""

import logging
import re
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest
from pythonjsonlogger.json import JsonFormatter

from core.operation.watching.current_request import told

EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+")
QUERY = re.compile(r"(?<=/)\?[^\s'\"<>]+|(?<=\w)\?[^\s'\"<>]*=[^\s'\"<>]*")
# The token of somebody's calendar (network.root_urls), which opens it to whoever reads the line.
TOKEN = re.compile(r"(?<=/kalender/)[^\s/?'\"<>]+")
ADDRESS = re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b|\bip=[0-9A-Fa-f:.]+")
LOCAL = ("127.0.0.1", "0.0.0.0")  # noqa: S104 - read, not listened on
EXTRA = ("status_code", "milliseconds")


def without_persons(text: str) -> str:
    """The text without queries, tokens, e-mail addresses and addresses of machines."""
    text = TOKEN.sub("[token]", text)
    text = EMAIL.sub("[e-mail]", QUERY.sub("?[…]", text))
    return ADDRESS.sub(lambda found: found[0] if found[0] in LOCAL else "[address]", text)


class JsonLines(JsonFormatter):
    """`time`, `level`, `logger`, `message`; of a request also its id, method, path and user.

    Where they are known, `status` and `milliseconds`; `exc_info` holds a traceback. Of the extras
    that libraries add nothing else is written: Django's is the whole request.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, json_ensure_ascii=False, **options)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(
            "T", "milliseconds"
        )
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = without_persons(record.getMessage())
        request = getattr(record, "request", None)
        known = told(request if isinstance(request, HttpRequest) else None)
        if "path" in known:
            known["path"] = TOKEN.sub("[token]", known["path"])
        known["status"] = getattr(record, "status_code", None)
        known["milliseconds"] = getattr(record, "milliseconds", None)
        log_data |= {name: value for name, value in known.items() if value is not None}
        for name in ("exc_info", "stack_info"):
            if name in message_dict:
                log_data[name] = without_persons(str(message_dict[name]))
