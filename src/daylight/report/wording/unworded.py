"""What stands in place of an answer that could not be put into words."""

import traceback
from pathlib import Path

from daylight.data.result import Refusal, Result


def unworded(result: Result, problem: Exception) -> Refusal:
    """The refusal of one question whose wording or picture failed; the others stand."""
    frames = traceback.extract_tb(problem.__traceback__)
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
    return Refusal(
        code="not-worded",
        facts={"fault": type(problem).__name__, "where": where},
        method=result.method,
        version=result.version,
        notes=(),
        provenance=result.provenance,
    )
