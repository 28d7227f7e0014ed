"""What stands in place of an answer that could not be put into words."""

import traceback
from pathlib import Path

from daylight.data.result import Refusal, Result


def unworded(result: Result, problem: Exception) -> Refusal:
    """The refusal of one question whose wording or picture failed; the others stand."""
    frames = traceback.extract_tb(problem.__traceback__)
    where = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return Refusal(
        reason="Daylight has the numbers but could not put them into words, which is a fault of "
        "Daylight and not of the records.",
        needed="a version of Daylight that words this answer; please report it",
        found=f"{type(problem).__name__}{where}; the numbers are in the run’s model folder",
        method=result.method,
        version=result.version,
        notes=(),
        provenance=result.provenance,
    )
