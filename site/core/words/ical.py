"""What the calendar files of the site have in common (RFC 5545)."""

import re

from icalendar import Calendar

CONTENT_TYPE = "text/calendar; charset=utf-8"
# No text of a calendar has these (RFC 5545, 3.3.11); the end of a line is a sign of its own there.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def new_calendar() -> Calendar:
    """A file without anything in it yet."""
    file = Calendar()
    file.add("prodid", "-//Omvärld//SV")
    file.add("version", "2.0")
    return file


def one_line(text: str) -> str:
    """A title or a name: no line ends in it, and nothing that no calendar can have."""
    return _CONTROL.sub("", " ".join(text.split()))


def in_lines(*paragraphs: str) -> str:
    """Those that say something, one below the other."""
    lines = (one_line(line) for text in paragraphs for line in text.splitlines())
    return "\n".join(filter(None, lines))
