"""How often release was granted, of every number it can be divided by."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Key
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import share
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

HEARD = ("person_id", "county")
DECIDES = ("person_id",)
"""One person is heard again and again, and is refused again and again."""

FEWEST = 30
"""Hearings of a denominator below which no rate is given."""


class ReleaseRate(NamedTuple):
    """One rate: what is counted, and of what."""

    quantity: Quantity
    event: str
    trials: str


SCHEDULED = Quantity(
    name="release_rate_of_scheduled", scale=Scale.PROPORTION, about=About.GROUP, unit="hearings"
)
RATES = (
    ReleaseRate(SCHEDULED, "granted", "scheduled"),
    ReleaseRate(replace(SCHEDULED, name="release_rate_of_decided"), "granted", "decided"),
    ReleaseRate(
        replace(SCHEDULED, name="release_rate_of_decided_or_stipulated"),
        "granted",
        "decided_or_stipulated",
    ),
    ReleaseRate(replace(SCHEDULED, name="initial_share_of_scheduled"), "initial", "scheduled"),
    ReleaseRate(replace(SCHEDULED, name="initial_share_of_granted"), "granted_initial", "granted"),
)


def run(cells: Cells, *, level: float = 0.95) -> Outcome:
    """Grants over hearings scheduled, decided, and decided or stipulated, for each group.

    Estimand: the share of hearings of that kind that end in a grant.
    Method: Wilson intervals at the effective size, hearings of one person going together
    (`model.clusters`). A hearing that was waived, postponed or cancelled is scheduled and not
    decided; who waives is not left to chance.
    Refuses: fewer than 30 hearings decided.
    Reference: Wilson (1927); California Board of Parole Hearings, which prints the second.
    """
    if cells.total("decided") < FEWEST:
        return Refusal(
            code="too-few-hearings",
            facts={
                "least": FEWEST,
                "decided": int(cells.total("decided")),
                "scheduled": int(cells.total("scheduled")),
            },
        )
    found = [one for keys, part in _groups(cells) for one in _rates(part, keys, level)]
    return Result(estimates=tuple(found), notes=(Note(code="scheduled-is-not-decided"),))


def _groups(cells: Cells) -> Iterator[tuple[dict[str, Key], Cells]]:
    """All hearings, then those of each combination of the keys."""
    yield {}, cells.collapse()
    if cells.by:
        rows = cells.table.select(list(cells.by)).to_pylist()
        for keys in rows:
            if UNKNOWN not in keys.values():
                yield keys, cells.pick(**keys)


def _rates(part: Cells, keys: dict[str, Key], level: float) -> Iterator[Estimate]:
    for rate in RATES:
        n = part.total(rate.trials)
        if n < FEWEST:
            continue
        trials = trials_of_parts(
            Part(PartCount(part, rate.event), PartCount(part, rate.trials)), decides=DECIDES
        )
        missing = part.total("result_unknown") / part.total("scheduled")
        yield share(trials, level).estimate(rate.quantity, n=n, keys=keys, missing_share=missing)


METHOD = Method(
    name="release-rate",
    needs=Needs(
        reduction="hearings",
        measures=(
            *("scheduled", "granted", "decided", "decided_or_stipulated", "result_unknown"),
            *("initial", "granted_initial"),
        ),
        optional_by=("year", "hearing_kind", "subject_race", "county"),
        clusters=HEARD,
    ),
    run=run,
    quantities=tuple(rate.quantity for rate in RATES),
    basis=INDEPENDENT,
    refuses_when="fewer than 30 hearings ended in a grant or a denial",
    assumptions=("every hearing that was scheduled is in the file",),
    overturned_by=(
        "hearings that are missing from the file",
        "a change of who waives or postpones a hearing",
    ),
    cannot_say=("why release was granted or denied", "who ought to have been released"),
    reference="Wilson (1927)",
)
