"""How the cases of a file ended, whoever they were of: what a file without groups can answer."""

from collections.abc import Iterator

from daylight.data.cells import Cells
from daylight.data.estimate import Key
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import share
from daylight.model.courts.stage import stage_notes
from daylight.model.crosstab import GROUP
from daylight.schema.vocabulary import UNKNOWN

FEWEST = 30
MOST_VALUES = 60
"""Values of the other keys together, beyond which only all cases are told of."""

OF_ALL = Quantity(
    name="share_of_all_cases",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="cases",
    keys=("end",),
)


def of_all(
    cells: Cells, ends: dict[str, str], blank: str, *, decides: tuple[str, ...], level: float
) -> Outcome:
    """The share of all cases with each end, and of the cases of each value of the other keys.

    Parameters
    ----------
    ends
        What an end is called → the count of it.
    blank
        Cases that do not say.
    """
    whole = cells.collapse(*(name for name in cells.by if name != GROUP))
    said = whole.total("cases") - whole.total(blank)
    if said < FEWEST:
        return Refusal(
            code="too-few-cases-say-how-they-ended",
            facts={"least": FEWEST, "recorded": int(said), "cases": int(whole.total("cases"))},
        )
    found: list[Estimate] = []
    for keys, part in _parts(whole):
        n = part.total("cases") - part.total(blank)
        if n < FEWEST:
            continue
        for end, measure in ends.items():
            of = Part(PartCount(part, measure), PartCount(part, "cases", blank))
            found.append(
                share(trials_of_parts(of, decides=decides), level).estimate(
                    OF_ALL,
                    n=n,
                    keys=keys | {"end": end},
                    missing_share=part.total(blank) / part.total("cases"),
                )
            )
    return Result(estimates=tuple(found), notes=(*stage_notes(cells),))


def _parts(whole: Cells) -> Iterator[tuple[dict[str, Key], Cells]]:
    """All cases, then those of each value of the other keys."""
    yield {}, whole.collapse()
    if whole.by and len(whole) <= MOST_VALUES:
        for keys in whole.table.select(list(whole.by)).to_pylist():
            if UNKNOWN not in keys.values():
                yield keys, whole.pick(**keys)
