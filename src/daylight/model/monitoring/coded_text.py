"""How many texts are of a kind, when a coder labelled all of them and somebody read a sample."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, SURVEY
from daylight.data.facts.monitoring import CodedFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, Mask
from daylight.model.columns import lacking
from daylight.model.crosstab import GROUP, joint_codes
from daylight.model.intervals import no_chance
from daylight.model.method import Method, Needs
from daylight.model.monitoring.strata import StratifiedSum, joined
from daylight.schema.vocabulary import UNKNOWN

NAME = "coded-share"
CODED, HAND = "coded", "hand"
MIN_CHECKED = 30
"""Texts read by hand, of everybody and of each group, before a share is corrected."""

CODED_SHARE = Quantity(
    name="coded_share", scale=Scale.PROPORTION, about=About.GROUP, unit="texts coded"
)
CORRECTED = replace(CODED_SHARE, name="corrected_share", unit="texts read")
CONFIRMED = replace(CORRECTED, name="confirmed_share", keys=(CODED,))
ERROR = replace(CORRECTED, name="coding_error", scale=Scale.DIFFERENCE)
DIFFERENCE = replace(
    CORRECTED, name="corrected_share_difference", scale=Scale.DIFFERENCE, keys=(GROUP,)
)
ERROR_DIFFERENCE = replace(DIFFERENCE, name="coding_error_difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Texts by stratum: how many, how many were read, how many of these are of the kind.

    Parameters
    ----------
    label
        (S,) the coder's label of each stratum.
    marked
        (S,) whether that label is the kind.
    """

    label: Sequence[str]
    marked: Mask
    size: Array
    n: Array
    hits: Array

    @property
    def coded(self) -> float:
        """The share that the coder marked."""
        return float(self.size @ self.marked / self.size.sum())

    def where(self, kept: Mask) -> "Texts":
        """Some of the strata."""
        return Texts(
            label=[one for one, keep in zip(self.label, kept, strict=True) if keep],
            marked=self.marked[kept],
            size=self.size[kept],
            n=self.n[kept],
            hits=self.hits[kept],
        )

    def corrected(self) -> StratifiedSum:
        """The share of the kind: each stratum's share among those read, by the stratum's size."""
        return StratifiedSum(
            hits=self.hits, n=self.n, size=self.size, weight=self.size / self.size.sum()
        )

    def error(self) -> StratifiedSum:
        """How far the coder's share is above it: marked and not of the kind, less those missed."""
        weight = self.size / self.size.sum()
        return StratifiedSum(
            hits=np.where(self.marked, self.n - self.hits, self.hits),
            n=self.n,
            size=self.size,
            weight=np.where(self.marked, weight, -weight),
        )


def coded_share(
    cells: Cells, *, level: float = 0.95, reference: str = "white", kind: str = "yes"
) -> Outcome:
    """The share of texts of a kind, corrected by a random sample that somebody read.

    Estimand: the share of these texts that a careful reader finds to be of the kind, overall and by
    group, and how far the coder's share lies above it.
    Method: within each label of the coder (and each further key the sample was drawn by) the share
    among the texts read, weighted by the number of all texts there. It is the prediction-powered
    estimate with the coder's label as its prediction, and Rogan and Gladen's with the sample's own
    sensitivity and specificity. Intervals from the strata's exact ones; chance is that of
    which texts were drawn, so that texts may depend on one another. p-values invert the interval.
    Refuses: fewer than 30 texts read, or a label of the coder of which none was read.
    Reference: Angelopoulos, Bates, Fannjiang, Jordan & Zrnic (2023), Science 382:669-674; Rogan &
    Gladen (1978), American Journal of Epidemiology 107:71-76; Zou & Donner (2008).

    Parameters
    ----------
    kind
        The value of `coded` and `hand` whose share is asked for; every other value is not of it. A
        blank `hand` is a text that nobody read.
    """
    if refusal := lacking(cells, CODED, HAND, "texts"):
        return refusal
    texts, merged = _strata(cells, tuple(k for k in cells.by if k not in (CODED, HAND)), kind)
    refusal = _unusable(texts)
    if refusal:
        return refusal
    groups = _groups(cells, kind)
    every = {"all": texts, **groups}
    estimates = [e for name, one in every.items() for e in _own(name, one, level)]
    if reference in groups:
        for name, one in groups.items():
            if name != reference:
                estimates += _compared(name, one, reference, groups[reference], level)
    return Result(
        estimates=tuple(estimates),
        facts=CodedFacts(label=kind, texts=int(texts.size.sum()), checked=int(texts.n.sum())),
        notes=tuple(_notes(cells, groups, merged=merged)),
    )


def _strata(cells: Cells, by: Sequence[str], kind: str) -> tuple[Texts, bool]:
    """Texts by the coder's label and keys; by the label alone where a stratum was never read."""
    fine = _texts(cells, (CODED, *by), kind)
    if len(by) and (fine.n == 0).any():
        return _texts(cells, (CODED,), kind), True
    return fine, False


def _texts(cells: Cells, by: Sequence[str], kind: str) -> Texts:
    row, values = joint_codes(cells, by)
    count = cells.counts("texts")
    hand = cells.keys(HAND).astype(str)

    def summed(kept: Mask) -> Array:
        return np.bincount(row, count * kept, len(values)).astype(np.float64)

    everything = Texts(
        label=[str(value[0]) for value in values],
        marked=np.array([str(value[0]) == kind for value in values]),
        size=summed(np.ones(len(row), dtype=bool)),
        n=summed(hand != UNKNOWN),
        hits=summed(hand == kind),
    )
    return everything.where(everything.size > 0)


def _groups(cells: Cells, kind: str) -> dict[str, Texts]:
    """Each recorded group with enough texts read, every label of the coder among them."""
    if GROUP not in cells.by:
        return {}
    further = tuple(k for k in cells.by if k not in (CODED, HAND, GROUP))
    found = {
        str(group): _strata(cells.pick(**{GROUP: group}), further, kind)[0]
        for group in cells.values(GROUP)
        if group != UNKNOWN
    }
    return {group: one for group, one in found.items() if _unusable(one) is None}


def _unusable(texts: Texts) -> Refusal | None:
    if texts.n.sum() < MIN_CHECKED:
        return Refusal(
            code="too-few-texts-read",
            facts={
                "least": MIN_CHECKED,
                "read": int(texts.n.sum()),
                "texts": int(texts.size.sum()),
            },
        )
    unread = sorted({one for one, n in zip(texts.label, texts.n, strict=True) if n == 0})
    if unread:
        return Refusal(code="label-never-read", facts={"labels": tuple(unread)})
    return None


def _own(name: str, texts: Texts, level: float) -> Iterator[Estimate]:
    keys = {} if name == "all" else {GROUP: name}
    size, n = float(texts.size.sum()), float(texts.n.sum())
    blank = float(texts.size @ np.array([one == UNKNOWN for one in texts.label]) / size)
    yield no_chance(texts.coded).estimate(
        CODED_SHARE, n=size, keys=keys, missing_share=blank, basis=FIXED
    )
    yield texts.corrected().interval(level).estimate(CORRECTED, n=n, keys=keys)
    error = texts.error()
    yield error.interval(level).estimate(ERROR, n=n, keys=keys, p_value=error.p_value())
    for label in dict.fromkeys(texts.label):
        own = texts.where(np.array([one == label for one in texts.label]))
        share = own.corrected().interval(level)
        yield share.estimate(CONFIRMED, n=float(own.n.sum()), keys={**keys, CODED: label})


def _compared(
    name: str, one: Texts, reference: str, base: Texts, level: float
) -> Iterator[Estimate]:
    n = float(one.n.sum() + base.n.sum())
    pairs = ((DIFFERENCE, Texts.corrected), (ERROR_DIFFERENCE, Texts.error))
    for quantity, of in pairs:
        apart = joined(of(one), of(base))
        yield apart.interval(level).estimate(
            quantity,
            n=n,
            keys={GROUP: name},
            compared_with=reference,
            p_value=apart.p_value(),
        )


def _notes(cells: Cells, groups: Mapping[str, Texts], *, merged: bool) -> Iterator[Note]:
    yield Note(code="read-at-random")
    if merged:
        yield Note(code="strata-never-read")
    if GROUP in cells.by:
        lacking = sorted(set(map(str, cells.values(GROUP))) - set(groups) - {UNKNOWN})
        if lacking:
            yield Note(
                code="too-few-texts-read",
                facts={"groups": tuple(lacking), "min_n": MIN_CHECKED},
            )


METHOD = Method(
    name=NAME,
    needs=Needs(by=(CODED, HAND), measures=("texts",), optional_by=(GROUP,)),
    run=coded_share,
    quantities=(CODED_SHARE, CORRECTED, CONFIRMED, ERROR, DIFFERENCE, ERROR_DIFFERENCE),
    basis=SURVEY,
    refuses_when="fewer than 30 texts were read by hand, or none of a label of the coder",
    assumptions=(
        "the texts that were read were drawn at random among those of each label and key",
        "whoever read them is right, and did not see the coder's label",
    ),
    overturned_by=(
        "a sample drawn from where the coder was sure, or where texts were easy to get",
        "two readers who disagree about what belongs to the kind",
    ),
    cannot_say=(
        "what happened that no text tells of",
        "anything about texts that were not coded",
    ),
    reference="Angelopoulos, Bates, Fannjiang, Jordan & Zrnic (2023), Science 382:669-674; Rogan & "
    "Gladen (1978), American Journal of Epidemiology 107:71-76; Zou & Donner (2008), Statistics in "
    "Medicine 27:1693-1702",
)
