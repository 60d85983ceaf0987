"""What RFC 5545 and RFC 5546 ask of a calendar file, looked at apart from what wrote it."""

from collections.abc import Iterator, Sequence
from typing import Any

from icalendar import Calendar

LONGEST = 75  # octets of a line
ONCE = ("UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "STATUS", "ORGANIZER", "URL")
OF_ALL = ("UID", "DTSTAMP")
OF_METHODS = {
    "REQUEST": ("ORGANIZER", "ATTENDEE", "SEQUENCE", "DTSTART", "SUMMARY"),
    "CANCEL": ("ORGANIZER", "ATTENDEE", "SEQUENCE"),
}


def events(data: bytes) -> list[Any]:
    """Those of a file."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


def problems(data: bytes, method: str = "") -> list[str]:
    """A sentence for each rule that the file breaks; `method` is that of the mail it came with."""
    return [*_of_lines(data), *_of_file(Calendar.from_ical(data), method)]


def _of_lines(data: bytes) -> Iterator[str]:
    if not data.endswith(b"\r\n"):
        yield "the last line has no end"
    for line in data.split(b"\r\n"):
        if b"\n" in line or b"\r" in line:
            yield f"a line ends otherwise than with CRLF: {line!r}"
        if len(line) > LONGEST:
            yield f"{len(line)} octets in a line"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield f"a character is cut in two: {line!r}"
            continue
        if any(ord(sign) < 32 and sign != "\t" for sign in text):
            yield f"a control character: {line!r}"


def _of_file(file: Any, method: str) -> Iterator[str]:
    yield from (f"no {key}" for key in ("PRODID", "VERSION") if key not in file)
    if str(file.get("METHOD", "")) != method:
        yield f"METHOD is {file.get('METHOD')}, not {method}"
    told = {str(zone["TZID"]) for zone in file.walk("VTIMEZONE")}
    named = set()
    for event in file.walk("VEVENT"):
        times = [event[key] for key in ("DTSTART", "DTEND") if key in event]
        named |= {str(time.params["TZID"]) for time in times if "TZID" in time.params}
        yield from _of_event(event, method)
        yield from _of_message(event, method)
    if named != told:
        yield f"zones {named} are named, {told} are told"


def _of_event(event: Any, method: str) -> Iterator[str]:
    if event.errors:
        yield f"not read: {event.errors}"
    needed = (*OF_ALL, *OF_METHODS.get(method, ("DTSTART",)))
    yield from (f"no {key}" for key in needed if key not in event)
    yield from (f"{key} more than once" for key in ONCE if isinstance(event.get(key), list))
    if "DTEND" in event and event["DTEND"].dt <= event["DTSTART"].dt:
        yield "it ends before it begins"
    if not event["DTSTAMP"].to_ical().endswith(b"Z"):
        yield "DTSTAMP is not in UTC"


def _of_message(event: Any, method: str) -> Iterator[str]:
    """RFC 5546, 3.2: of an invitation and of a cancellation."""
    is_cancelled = event.get("STATUS") == "CANCELLED"
    if method == "CANCEL" and not is_cancelled:
        yield "a cancellation that cancels nothing"
    if method == "REQUEST" and is_cancelled:
        yield "an invitation to what is cancelled"
    if method and isinstance(event.get("ATTENDEE"), list):
        yield "who is written to reads of others"


def problems_of_a_series(files: Sequence[tuple[str, bytes]]) -> list[str]:
    """Of the mails about one event to one person, each with its method, in their order."""
    found = [problem for method, data in files for problem in problems(data, method)]
    told = [event for _method, data in files for event in events(data)]
    if len({str(event["UID"]) for event in told}) > 1:
        found.append("it changes its UID")
    numbers = [int(event["SEQUENCE"]) for event in told]
    if numbers != sorted(set(numbers)):
        found.append(f"SEQUENCE does not rise: {numbers}")
    if len({str(event["ORGANIZER"]) for event in told}) > 1:
        found.append("it changes its organizer")
    return found
