"""What page one says of a study's plan: primary questions, families, changes after a run."""

from collections.abc import Mapping, Sequence

from daylight.data.comparison import PRIMARY
from daylight.report.wording.groups import listed

EXPLORATORY = (
    "The study declares no question primary: everything here is exploratory, and no grade goes "
    "beyond 2."
)
CHANGED = (
    "What the study declares primary was changed after it had been run into the same folder, when "
    "answers could already be seen."
)


def declared(asked: Sequence[str], refused: Sequence[str]) -> str:
    """Which questions the study was made to answer, and which of them got no answer."""
    if not asked:
        return EXPLORATORY
    told = (
        f"The study declares primary: {listed([f'“{one}”' for one in asked])} Only these can pass "
        "grade 2; the others are exploratory."
    )
    if not refused:
        return told
    return f"{told} Without an answer: {listed([f'“{one}”' for one in refused])}"


def changed(now: Sequence[str], earlier: Sequence[Sequence[str]]) -> str:
    """That the declared questions changed after a first run, and from what; or nothing."""
    if not earlier:
        return ""
    before = "; then ".join(listed(tuple(one)) or "none" for one in earlier)
    if all(set(one) == set(now) for one in earlier):
        return f"{CHANGED} The questions are the same ({before}), but what they ask is not."
    return f"{CHANGED} Before: {before}. Now: {listed(tuple(now)) or 'none'}."


BOTH_INTERVALS = (
    "Intervals in sentences, tables and pictures are not corrected; where one can be made at the "
    "level that the correction asks, it stands beside the p-values."
)


def corrections(families: Mapping[str, int], alpha: float) -> str:
    """How many comparisons each family holds, and what is done about it."""
    several = {name: n for name, n in families.items() if n > 1}
    if not several:
        return ""
    parts = [
        f"{n} of {name if name == PRIMARY else f'the family “{name}”'}"
        for name, n in several.items()
    ]
    return (
        f"P-values are corrected within families of comparisons, by Holm’s method: "
        f"{listed(parts)}. A test that two methods share counts once. Larger than chance means a "
        f"corrected p-value below {alpha:g}, family by family: over {len(several)} families, a "
        f"false alarm somewhere is more likely than that. {BOTH_INTERVALS}"
        if len(several) > 1
        else f"P-values are corrected for {parts[0]}, by Holm’s method. A test that two methods "
        f"share counts once. Larger than chance means a corrected p-value below {alpha:g}. "
        f"{BOTH_INTERVALS}"
    )
