"""Where race was not written down, and after what."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import CLUSTERS, DECIDES, Trials, difference, share, trials_of
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.equal_shares import equal_shares
from daylight.model.events import EVENTS, Events, StopEvent
from daylight.model.intervals import pooled_z, two_sided_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "missing-race"
MIN_N = 30
MUCH = 0.1
"""A share of blanks above which group comparisons can turn on who was left out."""

CERTAIN = 0.001
"""How rarely chance alone may make the shares differ before a note says they do."""

SHARE = Quantity(
    name="missing_race_share", scale=Scale.PROPORTION, about=About.AGENCY, unit="stops"
)
BY_KEY = replace(SHARE, name="missing_race_share_by_key")
BY_OFFICER = replace(SHARE, name="missing_race_share_of_officer", about=About.OFFICER)
BY_END = replace(SHARE, name="missing_race_share_by_end", keys=("end", "ended"))
BETWEEN_ENDS = replace(
    SHARE, name="missing_race_share_difference_by_end", scale=Scale.DIFFERENCE, keys=("end",)
)

BLANK = "race_blank"
OF_BLANKS = Events(BLANK, "stops", "")


def missing_race(cells: Cells, *, level: float = 0.95, min_n: int = MIN_N) -> Outcome:
    """Share of stops whose race field is blank, overall, by how they ended and by every other key.

    Estimand: P(race not recorded), overall, after stops with and without a search, a frisk, a
    citation and an arrest, and for each value of a key (month, district, how the stop was recorded,
    officer).
    Method: Wilson intervals and Newcombe's of the difference between ends, of as many independent
    stops as those of officers and days amount to (`model.clusters`); for each key a chi-square test
    that the share is the same for all its values, or Hotelling's of shares that go together where
    its p is larger.
    Refuses: fewer than `min_n` stops.
    Reference: Wilson (1927); Newcombe (1998); Pearson (1900).
    """
    marked = _marked(cells)
    stops = marked.total("stops")
    if stops < min_n:
        return Refusal(code="too-few-stops", facts={"least": min_n, "stops": int(stops)})
    whole = share(_trials(marked, (BLANK, "stops")), level)
    value = float(whole.interval.value)
    found = [whole.estimate(SHARE, n=stops, missing_share=value)]
    for event in EVENTS:
        if event.measure in marked.measures:
            found += _by_end(marked, event, level)
    diagnostics: dict[str, Diagnostic] = {"stops": int(stops)}
    notes: list[Note] = []
    for key in marked.by:
        table = crosstab(marked, within=(), group=key)
        x, n = table.counts[BLANK][:, 0], table.counts["stops"][:, 0]
        p, sd = unevenness(x, n)
        counted = tuple(table.groups[i] for i in np.flatnonzero(n).tolist())
        together = equal_shares(table, OF_BLANKS, counted)
        p = p if together is None else max(p, together.p)
        diagnostics |= {f"p {key}": p, f"spread {key}": sd}
        found += [e for e in _by_value(key, table, level, p) if e.n >= min_n]
        if sd > MUCH and p < CERTAIN:
            notes.append(Note(code="uneven-missing-race", facts={"key": key}))
    return Result(estimates=tuple(found), diagnostics=diagnostics, notes=tuple(notes))


def _marked(cells: Cells) -> Cells:
    """The counts without race, those of stops whose race is blank beside them."""
    told = _with_blanks(cells)
    parts = tuple(replace(one, cells=_with_blanks(one.cells)) for one in cells.clusterings)
    keys = tuple(name for name in cells.by if name != GROUP)
    return replace(told, clusterings=parts).collapse(*keys)


def _with_blanks(cells: Cells) -> Cells:
    blank = (cells.keys(GROUP) == UNKNOWN).astype(float)
    columns: dict[str, Any] = {name: cells.table[name] for name in cells.by}
    columns |= {"stops": cells.counts("stops"), BLANK: cells.counts("stops") * blank}
    for event in EVENTS:
        if event.measure in cells.measures:
            n, x = cells.counts("stops"), cells.counts(event.measure)
            if event.blanks in cells.measures:
                n = n - cells.counts(event.blanks)
            columns |= {event.measure: x, f"not {event.measure}": n - x}
            columns |= {
                f"{BLANK} {name}": columns[name] * blank
                for name in (event.measure, f"not {event.measure}")
            }
    return Cells.from_columns(columns, by=cells.by, provenance=cells.provenance)


def _trials(cells: Cells, *pairs: tuple[str, str]) -> Trials:
    """Events among trials over all cells, for each of the named pairs of counts."""
    parts = (Part(PartCount(cells, event), PartCount(cells, trial)) for event, trial in pairs)
    return trials_of_parts(*parts, decides=DECIDES)


def _by_end(marked: Cells, event: StopEvent, level: float) -> Iterator[Estimate]:
    """The share after stops with and without an event, and the difference."""
    other = f"not {event.measure}"
    n = {"yes": marked.total(event.measure), "no": marked.total(other)}
    if min(n.values()) < MIN_N:
        return
    pairs = {"yes": (f"{BLANK} {event.measure}", event.measure), "no": (f"{BLANK} {other}", other)}
    for ended, pair in pairs.items():
        yield share(_trials(marked, pair), level).estimate(
            BY_END, n=n[ended], keys={"end": event.name, "ended": ended}
        )
    trials = _trials(marked, pairs["yes"], pairs["no"])
    x, m, x0, m0 = trials.counts[0]
    p = two_sided_p(pooled_z(x, m, x0, m0))
    yield difference(trials, level, p).estimate(
        BETWEEN_ENDS, n=m + m0, keys={"end": event.name}, compared_with="no"
    )


def unevenness(x: Array, n: Array) -> tuple[float, float]:
    """p-value that the share x / n is the same everywhere, and the standard deviation of shares.

    Each share has the weight of its stops.
    """
    x, n = x[n > 0], n[n > 0]
    share = x.sum() / n.sum()
    sd = float(np.sqrt(np.average((x / n - share) ** 2, weights=n)))
    if len(n) < 2 or not 0 < share < 1:
        return 1.0, sd
    chi2 = float((n * (x / n - share) ** 2).sum() / (share * (1 - share)))
    return float(stats.chi2.sf(chi2, len(n) - 1)), sd


def _by_value(key: str, table: Crosstab, level: float, p: float) -> Iterator[Estimate]:
    """The share for each value of a key; a single officer's is a quantity of its own."""
    quantity = BY_OFFICER if key == "officer_id" else BY_KEY
    n = table.counts["stops"][:, 0]
    for i in np.flatnonzero(n).tolist():
        value = table.groups[i]
        found = share(trials_of(table, OF_BLANKS, value), level)._replace(p_value=p)
        yield found.estimate(
            quantity,
            n=n[i],
            keys={key: value},
            missing_share=float(found.interval.value),
        )


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="outcomes",
        by=(GROUP,),
        measures=("stops",),
        optional_measures=tuple(name for event in EVENTS for name in (event.measure, event.blanks)),
        clusters=CLUSTERS,
        optional_by=(
            "month",
            "year",
            "district",
            "recorded_by",
            "unit",
            "officer_id",
            "stop_reason",
        ),
    ),
    run=missing_race,
    refuses_when="there are fewer than 30 stops",
    assumptions=("a blank, and nothing else, marks a stop whose race was not recorded",),
    overturned_by=("race recorded elsewhere, for example in reports or on video",),
    cannot_say=(
        "who the people of unrecorded race were",
        "why the field was left blank",
    ),
    reference="Pierson et al. (2020), Nature Human Behaviour 4:736-745, on coverage as a condition "
    "of analysis",
    quantities=(SHARE, BY_KEY, BY_OFFICER, BY_END, BETWEEN_ENDS),
    basis=INDEPENDENT,
)
