"""One group's people with force beside what they are divided by, with what goes together."""

from dataclasses import dataclass, replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import MOST_BLANK, OFFICER, PLACES
from daylight.data.estimate import Basis, BasisKind
from daylight.model.arrays import Array
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import COUNT_RATIO, Trials
from daylight.model.clusters import Rows, Statistic, Uncertainty

DECIDES = (OFFICER,)
"""Without it nobody knows which force, among those stopped or arrested, goes together."""
DECIDES_COUNTS = (OFFICER, *PLACES)
"""How often force is used on residents goes together by officer and by place; either tells."""

BY_INCIDENT = Basis(kind=BasisKind.CLUSTERED, key="incident_id")
"""People of one incident go together; incidents are taken as independent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceCount:
    """One group's people with force, and what they are divided by.

    Parameters
    ----------
    people, exposed
        Where they are counted.
    phi
        Design effect of people who met force in one incident.
    is_random
        Whether the exposure is itself a count of events, such as stops.
    """

    name: str
    people: PartCount
    exposed: PartCount
    phi: float
    is_random: bool

    @property
    def events(self) -> float:
        """People with force."""
        return self.people.total

    @property
    def exposure(self) -> float:
        """What they are divided by."""
        return self.exposed.total

    @property
    def rate(self) -> float:
        """Events per unit of exposure."""
        return self.events / self.exposure

    @property
    def log_variance(self) -> float:
        """Variance of the log of the rate where incidents, and stops, are independent."""
        of_events = self.phi / self.events if self.events else np.inf
        return of_events + (1 / self.exposure if self.is_random else 0.0)

    @property
    def decides(self) -> tuple[str, ...]:
        """Keys without which it is not known which people with force go together."""
        return DECIDES if self.is_random else DECIDES_COUNTS

    @property
    def by_chance(self) -> tuple[PartCount, ...]:
        """The counts that whole officers, days or places have a part in."""
        kept = (self.people, self.exposed) if self.is_random else (self.people,)
        return tuple(one for one in kept if one.measure in _clustered_measures(one.cells))


def basis_of(known: Uncertainty, counted: Cells) -> Basis:
    """What an interval allows for: at least the people of one incident, where they were counted."""
    if known.basis.kind is BasisKind.INDEPENDENT and "people_squared" in counted.measures:
        return replace(BY_INCIDENT, lacks=known.basis.lacks)
    return known.basis


def design_effect(counted: Cells) -> float:
    """Of people who met force in one incident; 1 where it was not counted."""
    if "people_squared" not in counted.measures or not counted.total("people"):
        return 1.0
    return max(1.0, counted.total("people_squared") / counted.total("people"))


def of_rate(one: ForceCount) -> Uncertainty:
    """The error of a rate."""
    statistic = RATIO if len(one.by_chance) > 1 else COUNT
    value = one.rate if len(one.by_chance) > 1 else one.events
    model_se = value * float(np.sqrt(one.log_variance))
    return _told(one.by_chance, one.decides).uncertainty(statistic, model_se)


def of_ratio(one: ForceCount, base: ForceCount) -> Uncertainty:
    """The error of the log of the ratio of two rates."""
    both = len(one.by_chance) > 1 and len(base.by_chance) > 1
    counted = (*one.by_chance, *base.by_chance) if both else (one.people, base.people)
    model_se = float(np.sqrt(one.log_variance + base.log_variance))
    return _told(counted, one.decides).uncertainty(
        RATIO_OF_RATIOS if both else COUNT_RATIO, model_se
    )


def of_people(people: PartCount, phi: float) -> Uncertainty:
    """The error of a count of people in these places, which are not drawn again."""
    told = _told((people,), DECIDES)
    kept = tuple(rows for rows in told.clusterings if rows.key not in PLACES)
    return Trials(told.counts, kept, DECIDES).uncertainty(COUNT, float(np.sqrt(phi * people.total)))


def of_counts(one: PartCount, base: PartCount) -> Uncertainty:
    """The error of the log of the ratio of two counts."""
    model_se = float(np.sqrt(1 / one.total + 1 / base.total))
    counted = (one, base) if one.measure in _clustered_measures(one.cells) else ()
    return _told(counted, DECIDES_COUNTS).uncertainty(COUNT_RATIO, model_se)


def _same(counts: Array) -> Array:
    return counts


def _count(sums: Array) -> Array:
    return np.asarray(sums[..., 0])


def _ratio(sums: Array) -> Array:
    return np.asarray(sums[..., 0] / sums[..., 2])


def _log_ratio_of_ratios(sums: Array) -> Array:
    one, base = sums[..., 0] / sums[..., 2], sums[..., 4] / sums[..., 6]
    return np.asarray(np.log(one / base))


COUNT = Statistic(_same, _count, is_level=True)
RATIO = Statistic(_same, _ratio, is_level=True)
RATIO_OF_RATIOS = Statistic(_same, _log_ratio_of_ratios)
"""Of counts that are each their own trials: events and exposure of one group, then of the other.

A count and a rate are taken as they are: the logs of few events move by more than they vary.
"""


def _told(counted: tuple[PartCount, ...], decides: tuple[str, ...]) -> Trials:
    """Counts, each its own trials, by the keys that are recorded for every one of them.

    What the cells count first stands last: an officer with other records has none of these.
    """
    if not counted:
        return Trials(np.zeros((1, 2)), (), decides)
    first = (PartCount(one.cells, one.cells.measures[0]) for one in counted)
    every = (*counted, *first)
    trials = trials_of_parts(*(Part(one, one) for one in every), decides=decides)
    told = tuple(rows for rows in trials.clusterings if _is_told(rows))
    return Trials(trials.counts, told, decides)


def _is_told(rows: Rows) -> bool:
    """Whether the key is recorded for most of every count, and not only of the largest."""
    totals = rows.counts.sum(axis=0)
    blank = rows.counts[rows.cluster < 0].sum(axis=0)
    return bool((blank <= MOST_BLANK * totals).all())


def _clustered_measures(cells: Cells) -> set[str]:
    """Measures that every clustering of the cells counts; all where there is none."""
    measures = [set(one.cells.measures) for one in cells.clusterings]
    return set.intersection(*measures) if measures else set(cells.measures)
