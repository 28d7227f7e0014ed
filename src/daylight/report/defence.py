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
