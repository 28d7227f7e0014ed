import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.stops.stop_rate import METHOD

CELLS = Cells.from_columns(
    {
        "subject_race": ["asian", "black", "hispanic", "other", "white"],
        "stops": [7504, 204420, 29999, 4529, 50698],
        "population": [110864, 648846, 221777, 39858, 548312],
    },
    by=["subject_race"],
)
PRINTED = {"asian": 0.0677, "black": 0.315, "hispanic": 0.135, "other": 0.114, "white": 0.0925}


@pytest.mark.parametrize(("group", "rate"), PRINTED.items())
def test_stop_rates_are_the_printed_ones(group: str, rate: float) -> None:
    result = METHOD(CELLS)
    assert isinstance(result, Result)
    digits = 0.00005 if rate < 0.1 else 0.0005  # three significant digits are printed
    assert result.one("stop_rate", subject_race=group).value == pytest.approx(rate, abs=digits)


@pytest.mark.parametrize(("group", "ratio"), [("black", 3.4), ("hispanic", 1.5)])
def test_stop_rate_ratios_are_the_printed_ones(group: str, ratio: float) -> None:
    result = METHOD(CELLS)
    assert isinstance(result, Result)
    found = result.one("stop_rate_ratio", subject_race=group)
    assert found.value == pytest.approx(ratio, abs=0.05)
    assert found.p_value is not None
    assert found.p_value < 1e-9
