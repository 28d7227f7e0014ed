"""Every method's presentation, by the method's name; a method without one is a test failure.

Each module of this folder holds `PRESENTATIONS`: those of a subject, or of one method that keeps
its words, labels and notes in one place.
"""

from importlib import import_module
from pkgutil import iter_modules

from daylight.report.defence import Defence
from daylight.report.defences import DEFENCES
from daylight.report.presentation import Presentation, Wording
from daylight.report.wording.titles import Titling

PRESENTATIONS: dict[str, Presentation] = {
    one.method: one
    for module in sorted(found.name for found in iter_modules(__path__))
    for one in import_module(f"{__name__}.{module}").PRESENTATIONS
}


def wordings() -> dict[str, Wording]:
    """Method → what proposes its sentences."""
    return {name: one.says for name, one in PRESENTATIONS.items()}


def defences() -> dict[str, Defence]:
    """Method → its main threat and declared checks, wherever they are declared."""
    own = {name: one.defence for name, one in PRESENTATIONS.items() if one.defence is not None}
    return DEFENCES | own


def titles() -> dict[str, Titling]:
    """Method → the line to take away from a difference it shows, where it has its own."""
    return {name: one.title for name, one in PRESENTATIONS.items() if one.title is not None}
