"""A method that is asked with columns it cannot use names them, and ends in no traceback."""

from contextlib import suppress

import pytest

from daylight.data.cells import Cells
from daylight.errors import CellsError
from daylight.model.methods import METHODS

OF_CELLS = [name for name in METHODS if METHODS[name].needs.noun == "cells"]
NOTHING = Cells.from_columns({"colour": ["red", "blue"], "marbles": [3, 4]}, by=("colour",))


@pytest.mark.parametrize("name", OF_CELLS)
def test_cells_of_something_else_are_refused_or_the_column_is_named(name: str) -> None:
    needs = METHODS[name].needs
    with suppress(CellsError):
        assert not hasattr(METHODS[name](NOTHING), "estimates")
        return
    with pytest.raises(CellsError, match="|".join((*needs.by, *needs.measures))):
        METHODS[name](NOTHING)
