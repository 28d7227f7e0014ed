"""What threatens a method's answer most, and the checks that must be tried before grade 4."""

from dataclasses import dataclass

from daylight.report.language import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredCheck:
    """A sensitivity analysis that a method's answer must face.

    Parameters
    ----------
    code
        Its name; the check that was tried has the same.
    what
        What it is, as it stands in a list of what was not tried.
    asks
        What the headline must keep, as a sentence without its full stop.
    is_main
        Whether it tries the main threat.
    """

    code: str
    what: Words
    asks: Words
    is_main: bool = False

    @property
    def words(self) -> str:
        """What it is, in the language that is spoken."""
        return self.what.text

    @property
    def holds_if(self) -> str:
        """What the headline must keep, in the language that is spoken."""
        return self.asks.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Defence:
    """A method's main threat, and all its declared checks.

    Without a check of the main threat no answer of the method reaches grade 4.
    """

    against: Words
    checks: tuple[DeclaredCheck, ...] = ()

    @property
    def threat(self) -> str:
        """The main threat, in the language that is spoken."""
        return self.against.text


SAME_SIDE_AND_HALF = Words(
    "it stays on its side of no difference and keeps half its size",
    "sigue del mismo lado de la ausencia de diferencia y conserva la mitad de su tamaño",
)
CLEAR_TOO = Words(
    "it stays on its side of no difference and keeps half its size, with an interval that leaves "
    "out no difference",
    "sigue del mismo lado de la ausencia de diferencia y conserva la mitad de su tamaño, con un "
    "intervalo que excluye la ausencia de diferencia",
)
CLEAR = Words(
    "its bounds leave out no difference", "sus límites excluyen la ausencia de diferencia"
)
