"""What a wording function proposes to say, before chance and multiplicity are weighed."""

from dataclasses import dataclass

from daylight.data.result import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence about a result, with the numbers it rests on.

    Parameters
    ----------
    sentence
        States the numbers, never a cause or a motive. It ends with a full stop.
    estimates
        The numbers it rests on; the first one is the headline, whose p-value decides, after the
        study's correction for many questions, whether the difference is larger than chance.
    adjusted_for
        Factors the headline is adjusted for; empty for a crude number.
    survives
        Sensitivity analyses after which the headline kept its sign and most of its size.
    caveats
        What must stand beside the sentence wherever it is printed.
    """

    sentence: str
    estimates: tuple[Estimate, ...]
    adjusted_for: tuple[str, ...] = ()
    survives: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
