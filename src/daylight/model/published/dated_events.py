"""Which dated events had happened by a day, and how long it had been since."""

from datetime import date, timedelta

from daylight.data.estimate import FIXED
from daylight.data.figures import Figures, PublishedFigure
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.when import When, read_when
from daylight.model.intervals import Interval, no_chance
from daylight.model.method import Method, Needs

EVENTS = Quantity(
    name="events_by_then",
    scale=Scale.COUNT,
    about=About.PLACE,
    unit="events",
    keys=("measure", "population", "place", "period"),
)
YEARS = Quantity(
    name="years_since",
    scale=Scale.MEAN,
    about=About.PLACE,
    unit="events",
    keys=("measure", "population", "place", "period"),
)

DAYS_IN_A_YEAR = 365.2425


def status(figures: Figures, *, event: str = "", by: str = "", since: str = "") -> Outcome:
    """How many events of a kind the cited records hold, until a day or between two.

    Estimand: the number of such events in the record, not in the world.
    Method: a row is one dated event; those that end by the day are counted. A source says nothing
    of what came after it was read.
    Refuses: rows without `read_on`, a day after every source was read, or an event whose date is
    too coarse to say on which side it falls.
    Reference: none; the count of cited rows.
    """
    if not event or not by:
        return Refusal(code="no-event-named")
    until, begin = read_when(by), read_when(since) if since else None
    unread = [row for row in figures.rows if not row.read_on]
    if unread or not figures.rows:
        return _refused("reading-day-missing", unread)
    last_read = max(read_when(row.read_on).last for row in figures.rows)
    if until.last > last_read:
        return Refusal(
            code="not-read-late-enough",
            facts={"last_read": str(last_read), "asked": str(until.last)},
        )
    asked = [row for row in figures.rows if row.measure == event]
    unclear = [row for row in asked if _straddles(read_when(row.period), until, begin)]
    if unclear:
        return _refused("date-too-coarse", unclear)
    found = [_counted(asked, row, by, since, event) for row in _subjects(figures.rows)]
    return Result(estimates=tuple(found), notes=(Note(code="events-as-cited"),))


def elapsed(figures: Figures, *, event: str = "", by: str = "") -> Outcome:
    """Years from a dated event until a day, with what the precision of its date leaves open.

    Estimand: the time between two dates.
    Method: days between the first and the last day that the date may be, over 365.2425.
    Refuses: no such event, or a day before it.
    Reference: none; arithmetic of dates.
    """
    if not event or not by:
        return Refusal(code="no-event-named")
    until = read_when(by)
    asked = [row for row in figures.rows if row.measure == event]
    if not asked or any(read_when(row.period).first > until.first for row in asked):
        return _refused("no-such-dated-event", asked, event=event, by=by)
    found = [_years(row, until, by) for row in asked]
    return Result(estimates=tuple(found))


def _refused(code: str, rows: list[PublishedFigure], **asked: str) -> Refusal:
    """A refusal that names the rows it is of."""
    return Refusal(
        code=code,
        facts={
            **asked,
            "measures": tuple(row.measure for row in rows),
            "populations": tuple(row.population for row in rows),
            "periods": tuple(row.period for row in rows),
        },
    )


def _subjects(rows: tuple[PublishedFigure, ...]) -> tuple[PublishedFigure, ...]:
    """One row for each population and place, whatever happened to them."""
    return tuple({(row.population, row.place): row for row in rows}.values())


def _straddles(when: When, until: When, begin: When | None) -> bool:
    """Whether part of a date lies inside and part outside."""
    edges = [until.last] + ([begin.first - timedelta(days=1)] if begin else [])
    return any(when.first <= edge < when.last for edge in edges)


def _counted(
    asked: list[PublishedFigure], subject: PublishedFigure, by: str, since: str, event: str
) -> Estimate:
    until, begin = read_when(by), read_when(since) if since else None
    mine = [
        row for row in asked if (row.population, row.place) == (subject.population, subject.place)
    ]
    there = [
        row
        for row in mine
        if read_when(row.period).last <= until.last
        and (begin is None or read_when(row.period).first >= begin.first)
    ]
    keys = {**subject.keys, "measure": event, "period": f"{since} to {by}" if since else by}
    return no_chance(float(len(there))).estimate(EVENTS, n=len(mine), keys=keys)


def _years(row: PublishedFigure, until: When, by: str) -> Estimate:
    when = read_when(row.period)
    longest = _between(when.first, until.last)
    shortest = max(_between(when.last, until.first), 0.0)
    middle = (longest + shortest) / 2
    return Interval.of(middle, shortest, longest).estimate(
        YEARS, n=1, keys={**row.keys, "period": by}
    )


def _between(first: date, last: date) -> float:
    return (last - first).days / DAYS_IN_A_YEAR


METHODS = (
    Method(
        name="status-on-date",
        needs=Needs(noun="figures"),
        run=status,
        quantities=(EVENTS,),
        basis=FIXED,
        refuses_when="no source was read after the day that is asked about",
        assumptions=("the sources cited hold every such event",),
        overturned_by=("an event that the sources left out",),
        cannot_say=("why something did or did not happen", "what came after the sources were read"),
        reference="a count of cited, dated rows",
    ),
    Method(
        name="time-since",
        needs=Needs(noun="figures"),
        run=elapsed,
        quantities=(YEARS,),
        basis=FIXED,
        refuses_when="no such event is dated before that day",
        assumptions=("the cited date is right",),
        overturned_by=("another date for the same event",),
        cannot_say=("anything but the time between two dates",),
        reference="arithmetic of dates, 365.2425 days to a year",
    ),
)
