import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.searches.hit_rate import hit_rates

SEARCHES = {"white": 226_653, "black": 106_327, "hispanic": 94_624}
HITS = {"white": 63_739, "black": 30_191, "hispanic": 20_812}
PRINTED = {"white": 0.2812, "black": 0.2839, "hispanic": 0.2199}


@pytest.mark.parametrize("group", PRINTED)
def test_hit_rates_are_the_printed_ones(group: str) -> None:
    cells = Cells.from_columns(
        {
            "subject_race": list(SEARCHES),
            "searches": list(SEARCHES.values()),
            "hits": [HITS[name] for name in SEARCHES],
        },
        by=["subject_race"],
    )
    result = hit_rates(cells)
    assert isinstance(result, Result)
    assert result.one("hit_rate", subject_race=group).value == pytest.approx(
        PRINTED[group], abs=0.00005
    )
