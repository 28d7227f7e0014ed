"""Keys that follow from columns: year, month, part of the day, age group, severity.

Every reduction can be grouped by them, because `keyed` adds those that are asked for.
"""

from collections.abc import Callable, Sequence
from typing import Any

from daylight.reduce.reduction import Reduction
from daylight.reduce.severity import SEVERITY, SEVERITY_READS
from daylight.schema.tables import TABLES
from daylight.schema.vocabulary import SearchBasis

DATES = (
    *("stop_date", "incident_date", "arrest_date", "received_date", "start_date"),
    *("sentence_date", "hearing_date", "score_date"),
)
MINUTES = ("stop_minute", "incident_minute", "arrest_minute", "start_minute")
LONGEST_MINUTES = 240
PRECISIONS = ("day", "month", "quarter", "year")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def derived(table: Any, by: Sequence[str]) -> Any:
    """The table with those of the asked keys that it lacks and that can be worked out."""
    missing = [name for name in by if name not in table.columns and name in DERIVED]
    return table.mutate(**{name: DERIVED[name](table) for name in missing}) if missing else table


def day_part(minute: Any) -> Any:
    """Minute of the day → one of six equal parts of it."""
    import ibis

    return ibis.cases(
        (minute < 240, "00-04"),
        (minute < 480, "04-08"),
        (minute < 720, "08-12"),
        (minute < 960, "12-16"),
        (minute < 1200, "16-20"),
        (minute < 1440, "20-24"),
    )


def year(table: Any) -> Any:
    """Calendar year, as text."""
    return _date(table).year().cast("string")


def received_year(table: Any) -> Any:
    """Calendar year in which a complaint was received, as text."""
    return table.received_date.year().cast("string")


def closed(table: Any) -> Any:
    """`closed` where the date of closing was recorded, else `open`."""
    import ibis

    return ibis.ifelse(table.closed_date.notnull(), "closed", "open")


def quarter(table: Any) -> Any:
    """Calendar quarter: 2017-Q3."""
    return year(table) + "-Q" + _exact(table, "quarter").quarter().cast("string")


def month(table: Any) -> Any:
    """Calendar month: 2017-03."""
    return year(table) + "-" + _exact(table, "month").month().cast("string").lpad(2, "0")


def week(table: Any) -> Any:
    """The Monday with which a week begins: 2017-03-06."""
    return _exact(table, "day").truncate("W").cast("date").cast("string")


def weekday(table: Any) -> Any:
    """Day of the week in English."""
    import ibis

    index = _exact(table, "day").day_of_week.index()
    return ibis.cases(*((index == number, name) for number, name in enumerate(WEEKDAYS)))


def hour(table: Any) -> Any:
    """Local hour, 00 to 23."""
    return (_minute(table) // 60).cast("string").lpad(2, "0")


def age_group(table: Any) -> Any:
    """Age in the bands of the Open Policing regressions, with one for children."""
    import ibis

    age = table.subject_age_years
    return ibis.cases(
        (age < 16, "0-15"),
        (age < 20, "16-19"),
        (age < 30, "20-29"),
        (age < 40, "30-39"),
        (age < 50, "40-49"),
        (age >= 50, "50+"),
    )


def whole_minutes(table: Any) -> Any:
    """Duration of a stop rounded to minutes, at most four hours; -1 where it was not recorded."""
    import ibis

    minutes = table.duration_minutes.round().cast("int64")
    # Not least(): it passes over a null, and a blank would become four hours.
    capped = ibis.ifelse(minutes > LONGEST_MINUTES, LONGEST_MINUTES, minutes)
    return capped.fill_null(-1).cast("int64")


def month_hundredths(table: Any) -> Any:
    """Hundredths of a month of prison, as a whole number; -1 where no months were recorded."""
    return (table.prison_months * 100).round().cast("int64").fill_null(-1).cast("int64")


def discretionary(table: Any) -> Any:
    """Whether the ground of a search left the officer a choice: yes, no, unknown, no search."""
    import ibis

    chosen = [basis.value for basis in SearchBasis if basis.is_discretionary]
    basis = table.search_basis
    return ibis.cases(
        (basis.isin(chosen), "yes"),
        (basis.notnull(), "no"),
        (table.search_conducted == False, "no search"),  # noqa: E712 (an Ibis expression)
    )


def _date(table: Any) -> Any:
    return table[next(name for name in DATES if name in table.columns)]


def _exact(table: Any, to: str) -> Any:
    """The date, or null where it is known only to something coarser than is asked."""
    import ibis

    date = _date(table)
    if "date_precision" not in table.columns:
        return date
    coarser = PRECISIONS[PRECISIONS.index(to) + 1 :]
    return table.date_precision.isin(coarser).ifelse(ibis.null("date"), date)


def _minute(table: Any) -> Any:
    return table[next(name for name in MINUTES if name in table.columns)]


DERIVED: dict[str, Callable[[Any], Any]] = {
    "year": year,
    "quarter": quarter,
    "month": month,
    "week": week,
    "weekday": weekday,
    "hour": hour,
    "day_part": lambda table: day_part(_minute(table)),
    "age_group": age_group,
    "discretionary": discretionary,
    "month_hundredths": month_hundredths,
    "whole_minutes": whole_minutes,
    "received_year": received_year,
    "closed": closed,
    **SEVERITY,
}

READS: dict[str, tuple[str, ...]] = {
    **SEVERITY_READS,
    "age_group": ("subject_age_years",),
    "discretionary": ("search_basis", "search_conducted"),
    "whole_minutes": ("duration_minutes",),
    "month_hundredths": ("prison_months",),
    "received_year": ("received_date",),
    "closed": ("closed_date",),
    "hour": MINUTES,
    "day_part": MINUTES,
}


def derivable(columns: Sequence[str]) -> tuple[str, ...]:
    """The derived keys that a table with these columns can be counted by."""
    return tuple(
        key for key in DERIVED if any(column in columns for column in READS.get(key, DATES))
    )


def keys_of(record: Reduction) -> frozenset[str]:
    """Every key that a reduction of canonical tables can count by."""
    tables = [TABLES[name] for name in record.tables if name in TABLES]
    columns = {name for table in tables for name in table.names} | set(record.computes)
    every = columns | set(record.derives) | set(derivable(tables[0].names))
    return frozenset(record.limited_to) or frozenset(every)


def filters_of(record: Reduction) -> frozenset[str]:
    """Every key by which rows can be left out of a reduction: those of its first table."""
    names = TABLES[record.tables[0]].names
    return frozenset(names) | set(derivable(names))
