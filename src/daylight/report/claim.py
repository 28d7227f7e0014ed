"""What a wording function proposes to say, before chance and multiplicity are weighed."""

from dataclasses import dataclass

from daylight.data.result import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sensitivity analysis that was tried on one headline.

    Parameters
    ----------
    code
        The declared check of its method (`report/defence.py`) that it is.
    words
        What was supposed or left out, as it stands in a list: `a negative binomial model`.
    held
        Whether the headline kept what that check asks of it.
    """

    code: str
    words: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One sentence about a result, with the numbers it rests on.

    Parameters
    ----------
    sentence
        States the numbers, never a cause or a motive. It ends with a full stop.
    estimates
        The numbers it rests on; the first one is the headline, whose p-value decides, after the
        correction for its family, whether the difference is larger than chance.
    adjusted_for
        Factors the headline is adjusted for; empty for a crude number.
    checks
        Sensitivity analyses of the headline that were tried, those that failed among them.
    caveats
        What must stand beside the sentence wherever it is printed.
    """

    sentence: str
    estimates: tuple[Estimate, ...]
    adjusted_for: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def survives(self) -> tuple[str, ...]:
        """The checks that were tried and held, in words."""
        return tuple(check.words for check in self.checks if check.held)

    @property
    def headline(self) -> Estimate:
        """The number that decides."""
        return self.estimates[0]

    @property
    def p(self) -> float | None:
        """The p-value that decides, before correction; None where there is none."""
        p = self.headline.p_value
        return None if p is None or p != p else p
