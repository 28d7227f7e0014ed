"""Stops whose group was left blank, which may hang on what happened: what they could change.

The blanks are given out in three ways: like recorded stops of the same kind that ended the same
way; as unfavourably as can be; and in whatever share makes the difference vanish.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import optimize

from daylight.data.result import Fact, Note
from daylight.model.arrays import Array
from daylight.model.clustered_rates import DIFFERENCE, MH_LOG_RATIO, Trials, trials_of
from daylight.model.clusters import Statistic
from daylight.model.crosstab import Crosstab
from daylight.model.events import Events
from daylight.model.intervals import pooled_z, two_sided_p
from daylight.schema.vocabulary import UNKNOWN

EVEN = 0.001
"""How rarely chance alone may make blanks as uneven as they are before a note says so."""
FEWEST = 30
"""Blank stops below which nothing is said of them."""


class BlankShares(NamedTuple):
    """How often the group is blank after stops with the event and without it.

    Parameters
    ----------
    p
        Of the two being one: stops of one officer or day go together where these are known. With
        too few of them to tell, the p-value of independent stops stands, which raises the alarm
        sooner.
    """

    with_event: float
    without_event: float
    p: float

    @classmethod
    def of(cls, table: Crosstab, of: Events) -> "BlankShares | None":
        """Over all strata; None where too few are blank, or none ended one of the two ways."""
        events = table.counts[of.event].sum()
        trials = sum(float(table.recorded(of.trials, of.blank, g).sum()) for g in table.groups)
        blank = float(table.recorded(of.trials, of.blank, UNKNOWN).sum())
        blank_events = float(table.of(of.event, UNKNOWN).sum())
        others = trials - events
        if blank < FEWEST or min(events, others) < FEWEST:
            return None
        counts = (blank_events, float(events), blank - blank_events, float(others))
        shares = counts[0] / counts[1], counts[2] / counts[3]
        if not 0 < blank < trials:
            return cls(*shares, 1.0)
        independent = two_sided_p(pooled_z(*counts))
        by_end = _by_end(table, of)
        se = float(np.sqrt(sum(p * (1 - p) / n for p, n in zip(shares, counts[1::2], strict=True))))
        p = by_end.uncertainty(DIFFERENCE, se).p(shares[0] - shares[1], independent)
        return cls(*shares, independent if p is None else p)

    @property
    def depend_on_the_event(self) -> bool:
        """Whether blanks are more frequent one way than chance and a tenth of itself allow."""
        low, high = sorted((self.with_event, self.without_event))
        return self.p < EVEN and high > 1.1 * low


def _by_end(table: Crosstab, of: Events) -> Trials:
    """Blanks among the trials with the event, and among those without it."""
    recorded = [g for g in table.groups if g != UNKNOWN]
    every = trials_of(table, of, *recorded, UNKNOWN).pooled
    told = tuple(r._replace(counts=_ends(r.counts)) for r in every.clusterings)
    return Trials(_ends(every.counts), told, every.decides)


def _ends(counts: Array) -> Array:
    """(N, 2G) events and trials by group, the blanks last → (N, 4) by how the trial ended."""
    events, others = counts[:, ::2], counts[:, 1::2] - counts[:, ::2]
    columns = [events[:, -1], events.sum(axis=1), others[:, -1], others.sum(axis=1)]
    return np.column_stack(columns)


def blank_note(shares: BlankShares | None, event: str) -> tuple[Note, ...]:
    """A note where whether the group is blank depends on what happened."""
    if shares is None or not shares.depend_on_the_event:
        return ()
    facts: dict[str, Fact] = {
        "event": event,
        "with": shares.with_event,
        "without": shares.without_event,
    }
    return (Note(code="blanks-depend-on-event", facts=facts),)


@dataclass(frozen=True, slots=True)
class WithBlanks:
    """A group, the reference and the blanks.

    Parameters
    ----------
    trials
        (S, 8) a, n₁ of the group; c, n₀ of the reference; events and trials of all recorded groups;
        events and trials of the blanks.
    """

    trials: Trials

    @classmethod
    def of(cls, table: Crosstab, of: Events, group: str, reference: str) -> "WithBlanks":
        """From a crosstab that has an unknown group."""
        recorded = tuple(g for g in table.groups if g != UNKNOWN)
        return cls(trials_of(table, of, group, reference, recorded, UNKNOWN))

    @property
    def blanks(self) -> float:
        """How many trials are blank."""
        return float(self.trials.counts[:, 7].sum())

    def extremes(self, statistic: Statistic) -> tuple[float, float]:
        """The least and greatest value with every blank given out as unfavourably as can be.

        Blank events go to the one and blank non-events to the other, in every stratum.
        """
        return self._given(statistic, 0.0, 1.0), self._given(statistic, 1.0, 0.0)

    def tipping_share(self, statistic: Statistic) -> float | None:
        """The share of blanks, of either end, that belongs to the group where the value is zero.

        None where no share makes it vanish.
        """

        def value(share: float) -> float:
            return self._given(statistic, share, share)

        if not value(0.0) * value(1.0) < 0:
            return None
        return float(optimize.brentq(value, 0.0, 1.0))

    def _given(self, statistic: Statistic, events: float, others: float) -> float:
        """The value if the group has these shares of the blanks with and without the event."""
        a, n1, c, n0, _, _, blank_events, blanks = self.trials.counts.T
        rest = blanks - blank_events
        counts = [
            a + events * blank_events,
            n1 + events * blank_events + others * rest,
            c + (1 - events) * blank_events,
            n0 + (1 - events) * blank_events + (1 - others) * rest,
        ]
        return statistic.of(np.column_stack(counts))


def dealt(counts: Array) -> Array:
    """(…, 4) counts with the blanks of each stratum dealt like its recorded stops of the same end.

    Where no recorded stop of the stratum ended so, its blanks stay out.
    """
    a, n1, c, n0, events, trials, blank_events, blanks = np.moveaxis(counts, -1, 0)
    others, blank_others = trials - events, blanks - blank_events
    with_event = 1 + np.where(events > 0, blank_events / np.where(events > 0, events, 1), 0.0)
    without = 1 + np.where(others > 0, blank_others / np.where(others > 0, others, 1), 0.0)
    return np.stack(
        [
            a * with_event,
            a * with_event + (n1 - a) * without,
            c * with_event,
            c * with_event + (n0 - c) * without,
        ],
        axis=-1,
    )


def _with_dealt(statistic: Statistic) -> Statistic:
    return Statistic(lambda counts: statistic.parts(dealt(counts)), statistic.value)


DEALT_DIFFERENCE = _with_dealt(DIFFERENCE)
DEALT_MH_LOG_RATIO = _with_dealt(MH_LOG_RATIO)
