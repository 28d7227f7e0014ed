"""Counts of each group in each stratum, as arrays: the shape most comparisons start from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np

from daylight.data.cells import Cells, plain
from daylight.data.clustering import CLUSTER, Clustering, telling
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal
from daylight.model.arrays import Array, IntArray, distinct
from daylight.schema.vocabulary import UNKNOWN

GROUP = "subject_race"

T = TypeVar("T")

Whom = dict[str, Any]
"""Whom an estimate describes, as `Interval.estimate` takes it: `keys`, and `compared_with`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosstab:
    """Groups by strata.

    Parameters
    ----------
    groups
        (G,) values of the group key, sorted; `unknown` is one of them where it occurs.
    strata
        (S,) one tuple of key values per stratum.
    within
        The key columns that make a stratum.
    counts
        Measure → (G, S) counts, zero where a cell does not exist.
    clusters
        The same counts told apart by officer, day or place, where the cells know them.
    """

    groups: tuple[str, ...]
    strata: tuple[tuple[Any, ...], ...]
    within: tuple[str, ...]
    counts: dict[str, Array]
    clusters: tuple["ClusteredCounts", ...] = ()

    def of(self, measure: str, group: str) -> Array:
        """(S,) counts of one group; zeros for a group that does not occur."""
        if group not in self.groups:
            return np.zeros(len(self.strata))
        row: Array = self.counts[measure][self.groups.index(group)]
        return row

    def recorded(self, trials: str, blank: str, group: str) -> Array:
        """(S,) trials of one group whose answer was recorded; all where blanks are not counted."""
        return self.of(trials, group) - (self.of(blank, group) if blank in self.counts else 0)

    def totals(self, measure: str) -> dict[str, float]:
        """Group → its count over all strata."""
        return dict(zip(self.groups, self.counts[measure].sum(axis=1).tolist(), strict=True))

    def compared(self, reference: str) -> tuple[str, ...]:
        """The recorded groups other than the reference."""
        return tuple(group for group in self.groups if group not in (reference, UNKNOWN))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusteredCounts:
    """One clustering of a crosstab.

    Parameters
    ----------
    cluster, stratum
        (P,) every cluster (−1 where blank) in every stratum it has rows of, in order.
    group, at
        (N,) the group of each row of the counts, and which of the P it belongs to.
    counts
        Measure → (N,) counts.
    """

    key: str
    cluster: IntArray
    stratum: IntArray
    group: IntArray
    at: IntArray
    counts: dict[str, Array]
    summed: dict[tuple[str, int], Array] = field(default_factory=dict, compare=False, repr=False)

    def of(self, measure: str, group: int) -> Array:
        """(P,) counts of one group; zeros of a measure without clusters, such as a population."""
        if (measure, group) not in self.summed:
            own = self.group == group
            counts = self.counts[measure][own] if measure in self.counts else np.zeros(own.sum())
            sums = np.bincount(self.at[own], weights=counts, minlength=len(self.cluster))
            self.summed[measure, group] = sums.astype(np.float64)
        return self.summed[measure, group]


def codes(cells: Cells, name: str) -> tuple[IntArray, list[Any]]:
    """A key column as numbers 0, 1, … in sorted order, with the values they stand for."""
    encoded = cells.table[name].combine_chunks().dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=lambda i: (isinstance(values[i], str), values[i]))
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values))
    return rank[plain(encoded.indices)], [values[i] for i in order]


def joint_codes(cells: Cells, names: Sequence[str]) -> tuple[IntArray, tuple[tuple[Any, ...], ...]]:
    """Several key columns as one number per row, with the tuples they stand for."""
    code = np.zeros(len(cells), dtype=np.int64)
    parts = [codes(cells, name) for name in names]
    for numbers, values in parts:
        code = code * max(len(values), 1) + numbers
    found, inverse = distinct(code)
    first = np.empty(len(found), dtype=np.int64)
    first[inverse] = np.arange(len(code))
    tuples = tuple(
        tuple(values[numbers[row]] for numbers, values in parts) for row in first.tolist()
    )
    return inverse, tuples


def packed(code: IntArray) -> IntArray:
    """The same codes without gaps."""
    return distinct(code)[1]


def crosstab(cells: Cells, *, within: Sequence[str] | None = None, group: str = GROUP) -> Crosstab:
    """Spread cells over groups and strata.

    Parameters
    ----------
    within
        Keys that make a stratum: every key but the group without it, one single stratum when
        empty.
    """
    keys = tuple(name for name in cells.by if name != group) if within is None else tuple(within)
    row, groups = codes(cells, group)
    column, strata = joint_codes(cells, keys)
    shape = (len(groups), max(len(strata), 1))
    place = row * shape[1] + column
    counts = {name: _sums(place, cells.counts(name), shape) for name in cells.measures}
    return Crosstab(
        groups=tuple(map(str, groups)),
        strata=strata,
        within=keys,
        counts=counts,
        clusters=tuple(
            _clustered(one, group, groups, keys, strata) for one in telling(cells, keys)
        ),
    )


def _clustered(
    one: Clustering,
    group: str,
    groups: Sequence[Any],
    keys: Sequence[str],
    strata: Sequence[tuple[Any, ...]],
) -> ClusteredCounts:
    """The counts of a clustering with the codes of the crosstab."""
    row, names = codes(one.cells, group)
    column, tuples = joint_codes(one.cells, keys)
    place = {value: i for i, value in enumerate(groups)}
    where = {value: i for i, value in enumerate(strata)}
    cluster = plain(one.cells.table[CLUSTER])
    stratum = np.array([where[name] for name in tuples], dtype=np.int64)[column]
    size = max(len(strata), 1)
    pair, at = distinct((cluster + 1) * size + stratum)
    return ClusteredCounts(
        key=one.key,
        cluster=pair // size - 1,
        stratum=pair % size,
        group=np.array([place[name] for name in names], dtype=np.int64)[row],
        at=at,
        counts={name: one.cells.counts(name) for name in one.cells.measures},
    )


def _sums(place: IntArray, counts: Array, shape: tuple[int, int]) -> Array:
    sums = np.bincount(place, weights=counts, minlength=shape[0] * shape[1])
    return sums.astype(np.float64).reshape(shape)


def group_quantity(
    name: str, scale: Scale, *, unit: str = "stops", is_bound: bool = False
) -> Quantity:
    """A quantity each of whose estimates describes one group."""
    return Quantity(
        name=name, scale=scale, about=About.GROUP, unit=unit, keys=(GROUP,), is_bound=is_bound
    )


def compare_groups(
    kept: Mapping[str, T],
    reference: str,
    own: Callable[[T, Whom], Iterable[Estimate]],
    compared: Callable[[T, T, Whom], Iterable[Estimate]],
) -> tuple[Estimate, ...]:
    """What each group is by itself, then each but the reference against the reference.

    Parameters
    ----------
    kept
        Group → what is known of it; the reference is one of them.
    """
    found = [e for group, one in kept.items() for e in own(one, {"keys": {GROUP: group}})]
    for group, one in kept.items():
        if group != reference:
            found += compared(one, kept[reference], against(group, reference))
    return tuple(found)


def against(group: str, reference: str) -> Whom:
    """A group compared with the reference."""
    return {"keys": {GROUP: group}, "compared_with": reference}


def one_group_only(table: Crosstab, reference: str) -> Refusal | None:
    """A refusal where there is no reference group, or nobody to compare it with."""
    if reference in table.groups and table.compared(reference):
        return None
    return Refusal(
        code="no-second-group", facts={"reference": reference, "groups": tuple(table.groups)}
    )


def no_reference(method: str, table: Crosstab, reference: str, cells: Cells) -> Refusal | None:
    """`one_group_only`, for methods that still stamp their refusals themselves."""
    refusal = one_group_only(table, reference)
    return refusal and replace(refusal, method=method, provenance=cells.provenance)


def unknown_share(table: Crosstab, measure: str) -> float:
    """Share of a measure that belongs to people whose group was not recorded."""
    total = float(table.counts[measure].sum())
    return float(table.of(measure, UNKNOWN).sum()) / total if total else 0.0


def blank_group_note(share: float, unit: str = "stops") -> tuple[Note, ...]:
    """A note where the group of more than one in fifty was not recorded."""
    if share <= 0.02:
        return ()
    return (Note(code="blank-race", facts={"share": share, "unit": unit}),)
