"""Dates and periods as words, in the language that is spoken."""

import datetime as dt

from babel.dates import format_date, format_skeleton

from daylight.report.language import say, spoken


def month(text: str) -> str:
    """A month given as `2017-02` in words; anything else as it is."""
    try:
        first = dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return text
    return format_skeleton("yMMMM", first, locale=spoken().value)


def day(when: dt.date) -> str:
    """A day in words: 3 March 2017, 3 de marzo de 2017."""
    return format_date(when, format=say("d MMMM y", "d 'de' MMMM 'de' y"), locale=spoken().value)


def spanned(first: str | float, last: str | float) -> str:
    """From one period to another."""
    start, end = month(f"{first}"), month(f"{last}")
    return say(f"from {start} to {end}", f"de {start} a {end}")
