"""What threatens a method's answer most, and the checks that must be tried before grade 4."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCheck:
    """A sensitivity analysis that a method's answer must face.

    Parameters
    ----------
    code
        Its name; the check that was tried has the same.
    words
        What it is, as it stands in a list of what was not tried.
    holds_if
        What the headline must keep, as a sentence without its full stop.
    is_main
        Whether it tries the main threat.
    """

    code: str
    words: str
    holds_if: str
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Defence:
    """A method's main threat, and all its declared checks.

    Without a check of the main threat no answer of the method reaches grade 4.
    """

    threat: str
    checks: tuple[DeclaredCheck, ...] = ()


SAME_SIDE_AND_HALF = "it stays on its side of no difference and keeps half its size"
CLEAR = "its bounds leave out no difference"

HIDDEN = DeclaredCheck(
    code="hidden-circumstance",
    words="an unrecorded circumstance (`hidden-confounder`, named in `checked_by`)",
    holds_if="the interval leaves out no difference with a hidden circumstance that doubles the "
    "odds of both group and outcome",
    is_main=True,
)
BLANKS = DeclaredCheck(
    code="blanks",
    words="blanks counted in the least favourable way",
    holds_if=CLEAR,
)
BENCHMARK = DeclaredCheck(
    code="other-benchmark",
    words="another benchmark (a stop rate named in `checked_by`)",
    holds_if=SAME_SIDE_AND_HALF + ", with an interval that leaves out no difference",
    is_main=True,
)
COUNT_MODELS = DeclaredCheck(
    code="count-models", words="other models of counts", holds_if=SAME_SIDE_AND_HALF
)
RISK_ERRORS = DeclaredCheck(
    code="risk-errors", words="errors in the estimated risk", holds_if=CLEAR, is_main=True
)
OTHER_RISK_MODEL = DeclaredCheck(
    code="risk-models",
    words="the other model of risk and prior scales from 0.5 to 1.5",
    holds_if=SAME_SIDE_AND_HALF,
    is_main=True,
)
EARLIER_TRENDS = DeclaredCheck(
    code="trends-as-before",
    words="trends that differ up to 1 × as before",
    holds_if=CLEAR,
    is_main=True,
)
FURTHER_TRENDS = DeclaredCheck(
    code="further-trends", words="other supposed differences of trend", holds_if=CLEAR
)
FISHER = DeclaredCheck(
    code="start-dates-dealt-anew",
    words="Fisher randomisation test",
    holds_if="fewer deals than the level allows give a change as large",
    is_main=True,
)
WITHOUT_ONE = DeclaredCheck(
    code="without-one-unit", words="leaving out any one unit", holds_if=SAME_SIDE_AND_HALF
)
