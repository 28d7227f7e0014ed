"""What a finding's grade means, and the sentence that says so beside each finding."""

from daylight.report.claim import Claim
from daylight.report.wording.groups import listed, people

MEANINGS: dict[int, str] = {
    1: "A difference or a figure was observed in the records.",
    2: "It is larger than chance alone would explain.",
    3: "It remains after adjusting for the factors listed beside it.",
    4: "It also survives the sensitivity analyses listed beside it.",
}
"""The only four claims that a report makes, each including the one before."""

DESCRIBES = "A description of the records: nothing is compared, so chance is not weighed."
NOT_ENOUGH = (
    "A difference of this size could be chance: the records are not enough evidence either way"
)
SMALLEST_P = 0.001
"""A smaller p-value is printed as smaller than this."""

LARGER = "Larger than chance alone would explain"


def grade(claim: Claim, p_adjusted: float | None, alpha: float) -> int:
    """The highest of the four grades that a claim reaches; each needs the one before."""
    if p_adjusted is None or p_adjusted >= alpha:
        return 1
    if not claim.adjusted_for:
        return 2
    return 4 if claim.survives else 3


def standing(claim: Claim, p_adjusted: float | None, alpha: float) -> str:
    """How much weight a claim carries, in one or two sentences."""
    if p_adjusted is None:
        return DESCRIBES
    corrected = f" ({chance(p_adjusted)}, corrected for the number of comparisons)."
    reached = grade(claim, p_adjusted, alpha)
    if reached == 1:
        return NOT_ENOUGH + corrected
    return LARGER + corrected + _beyond_chance(claim, reached)


def chance(p: float) -> str:
    """A p-value as it is printed: p = 0.34, p = 0.031, or p < 0.001."""
    return "p < 0.001" if p < SMALLEST_P else f"p = {p_value(p)}"


def p_value(p: float) -> str:
    """The same without its name, for a table: 0.34, 0.031, or < 0.001."""
    if p < SMALLEST_P:
        return "< 0.001"
    return f"{p:.3f}" if p < 0.1 else f"{p:.2f}"


def brief(claim: Claim, p_adjusted: float | None, alpha: float) -> str:
    """The same in a few words, for a summary."""
    if p_adjusted is None:
        return "A description; nothing is compared."
    remains = f"Remains after adjusting for {listed(claim.adjusted_for)}"
    checks = "analysis" if len(claim.survives) == 1 else "analyses"
    return {
        1: "Not enough evidence either way.",
        2: "Larger than chance explains; not adjusted for any other factor.",
        3: f"{remains}.",
        4: f"{remains}, and survives {len(claim.survives)} sensitivity {checks}.",
    }[grade(claim, p_adjusted, alpha)]


def undecided(groups: tuple[str, ...], decided: tuple[str, ...] = ()) -> str:
    """One sentence for several comparisons that may all be chance.

    A group about which other comparisons are `decided` must not be said to be undecided as such.
    """
    named = [people(group) for group in dict.fromkeys(groups) if group != "all"]
    if set(groups) & set(decided):
        about = f"On {len(groups)} further comparisons, about {listed(named)}"
    else:
        about = f"About {listed(named)}" if named else f"About {len(groups)} of the comparisons"
    return f"{about}, the records are not enough evidence either way."


def _beyond_chance(claim: Claim, reached: int) -> str:
    if reached == 2:
        return " Not adjusted for any other factor."
    adjusted = f" Remains after adjusting for {listed(claim.adjusted_for)}."
    if reached == 3:
        return f"{adjusted} Not shown to survive a sensitivity analysis."
    return f"{adjusted} Survives these sensitivity analyses: {'; '.join(claim.survives)}."
