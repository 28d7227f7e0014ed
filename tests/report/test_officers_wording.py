import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.officers.concentration import concentration
from daylight.report.charts import officers as charts
from daylight.report.wording import officers as wording


def example() -> Result:
    rng = np.random.default_rng(2)
    x = rng.poisson(rng.gamma(0.7, 4.0, size=(200, 1)), size=(200, 4))
    result = concentration(
        Cells.from_columns(
            {
                "officer_id": np.repeat(np.arange(200), 4).tolist(),
                "period": [2010, 2011, 2012, 2013] * 200,
                "events": x.ravel().tolist(),
            },
            by=["officer_id", "period"],
        )
    )
    assert isinstance(result, Result)
    return result


def test_concentration_is_always_said_beside_chance() -> None:
    first = wording.concentration(example())[0]
    assert first.sentence.startswith("The 10 % of 200 officers with the most events account for")
    assert "by chance alone" in first.sentence
    assert first.estimates[0].name == "top_share_above_chance"


def test_the_curve_is_drawn_beside_chance_and_equality() -> None:
    (chart,) = charts.concentration(example())
    lines = {row["line"] for row in chart.spec["data"]["values"]}
    assert lines == {"Observed", "Identical officers, by chance"}
    assert "All the same" in chart.svg(700)
    assert "by chance" in chart.alt
