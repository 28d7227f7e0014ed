"""Whether the cells have the columns that the settings of a method name."""

from daylight.data.cells import Cells
from daylight.data.result import Refusal


def lacking(cells: Cells, *names: str) -> Refusal | None:
    """A refusal that names the columns which are not there."""
    columns = (*cells.by, *cells.measures)
    absent = [name for name in names if name not in columns]
    if not absent:
        return None
    return Refusal(code="column-lacking", facts={"columns": tuple(absent), "there": columns})
