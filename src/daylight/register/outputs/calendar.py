"""The decree's calendar in the format calendars read (RFC 5545)."""

from collections.abc import Iterable
from datetime import date, timedelta

from daylight.register.selectors.calendar import CalendarEvent

FOLD = 73  # octets per line; the format allows 75 with the line break


def as_ics(name: str, slug: str, events: Iterable[CalendarEvent], stamp: date) -> str:
    """All-day events; each keeps its id, so that a calendar updates it rather than adding one."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Daylight//Consent-decree register//EN",
        f"X-WR-CALNAME:{_escape(name)}",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.key}@{slug}.daylight-register",
            f"DTSTAMP:{stamp:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escape(event.title)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) for line in lines)


def _escape(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _fold(line: str) -> str:
    """Break a long line between characters, never inside one."""
    parts, part = [], b""
    for sign in line:
        coded = sign.encode()
        if len(part) + len(coded) > FOLD:
            parts.append(part.decode())
            part = b""
        part += coded
    return "\r\n ".join([*parts, part.decode()]) + "\r\n"
