"""What stands in place of an answer that could not be put into words."""

import traceback
from pathlib import Path

from daylight.data.result import Refusal, Result
from daylight.report.language import say


def unworded(result: Result, problem: Exception) -> Refusal:
    """The refusal of one question whose wording or picture failed; the others stand."""
    frames = traceback.extract_tb(problem.__traceback__)
    problem_name, where = type(problem).__name__, ""
    if frames:
        file, line = Path(frames[-1].filename).name, frames[-1].lineno
        where = say(f" ({file}, line {line})", f" ({file}, línea {line})")
    return Refusal(
        reason=say(
            "Daylight has the numbers but could not put them into words, which is a fault of "
            "Daylight and not of the records.",
            "Daylight tiene los números pero no pudo ponerlos en palabras: es un fallo de Daylight "
            "y no de los datos.",
        ),
        needed=say(
            "a version of Daylight that words this answer; please report it",
            "una versión de Daylight que sepa expresar esta respuesta; por favor, avise del fallo",
        ),
        found=say(
            f"{problem_name}{where}; the numbers are in the run’s model folder",
            f"{problem_name}{where}; los números están en la carpeta model del análisis",
        ),
        method=result.method,
        version=result.version,
        notes=(),
        provenance=result.provenance,
    )
