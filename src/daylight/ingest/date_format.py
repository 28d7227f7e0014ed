"""What a declared format of a date or time says: whether it is an instant, and how exact it is."""

import re
from collections.abc import Sequence

EXCEL = "excel"
EPOCH = "epoch"
EPOCH_MS = "epoch_ms"
EPOCHS = {EPOCH: 1, EPOCH_MS: 1000}
"""Format → how many of its units make a second, counted from the start of 1970 in UTC."""
QUARTER = "%q"
CELLS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%H:%M:%S")
"""How a real date, moment or time of a workbook or Parquet file is staged."""


def is_instant(form: str) -> bool:
    """Whether a text of this format says by itself which instant it is."""
    return form in EPOCHS or "%z" in form


def precision(form: str) -> str:
    """`day`, `month`, `quarter` or `year`: what a date of this format is exact to."""
    if form in {EXCEL, *EPOCHS} or re.search(r"%-?[djcx]", form):
        return "day"
    if QUARTER in form:
        return "quarter"
    return "month" if re.search(r"%-?[mbB]", form) else "year"


def is_partial(formats: Sequence[str]) -> bool:
    """Whether any of the formats leaves the day open."""
    return any("%Y" in form and precision(form) != "day" for form in formats)


def quarter_pattern(form: str) -> tuple[str, int, int]:
    """A format with `%q` as a regular expression, and its groups of year and quarter."""
    parts = re.split(r"(%Y|%q)", form)
    groups = [part for part in parts if part in {"%Y", QUARTER}]
    known = {"%Y": "([0-9]{4})", QUARTER: "([1-4])"}
    pattern = "".join(known.get(part, re.escape(part)) for part in parts)
    return f"^{pattern}$", groups.index("%Y") + 1, groups.index(QUARTER) + 1


def fault(formats: Sequence[str], zone: str) -> str:
    """What is wrong with a reading's formats, or nothing."""
    instants = [form for form in formats if is_instant(form)]
    if zone and instants and len(instants) == len(formats):
        return (
            f"{', '.join(instants)} says by itself which instant it is; leave out zone = "
            f"{zone!r}, which would move it"
        )
    for form in formats:
        if QUARTER in form and (form.count("%Y") != 1 or form.count(QUARTER) != 1):
            return f"{form}: a quarter needs %Y and %q, each once"
    return ""
