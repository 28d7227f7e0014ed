from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from daylight.data.result import Result
from daylight.data.sample import Sample
from daylight.model.trust import survey_level
from daylight.report.notes import sentence

PRINTED = 5e-5
RACES = {1: "white", 2: "black", 3: "asian", 4: "native_american", 5: "hispanic", 6: "other"}
SVY = {
    "all": (74.6162, 0.5490, 73.5302, 75.7021),
    "white": (78.6803, 0.5184, 77.6549, 79.7058),
    "black": (56.4616, 1.7134, 53.0319, 59.8914),
    "asian": (71.2893, 1.9884, 67.1275, 75.4510),
    "hispanic": (69.4279, 1.7530, 65.9214, 72.9343),
    "other": (71.1938, 2.8985, 65.2116, 77.1760),
}


@pytest.fixture
def thermometer(shared: Path) -> Sample:
    table = pq.read_table(shared / "trust" / "anes_2016.parquet").to_pydict()
    asked = np.array(table["V160102"]) > 0
    y = np.array(table["V162110"])[asked]
    return Sample(
        answers={"police": np.where((y < 0) | (y > 100), np.nan, y)},
        groups={"race": np.array([RACES.get(int(r), "unknown") for r in table["V161310x"]])[asked]},
        weights=np.array(table["V160102"])[asked],
        strata=np.array(table["V160201"]).astype(str)[asked],
        clusters=np.array(table["V160202"]).astype(str)[asked],
    )


@pytest.mark.shared
def test_thermometer_means_and_errors_are_those_of_independent_software(
    thermometer: Sample,
) -> None:
    result = survey_level.run(thermometer)
    assert isinstance(result, Result)
    for group, (mean, error, low, high) in SVY.items():
        found = result.one(
            "survey_level", item="police", **({} if group == "all" else {"race": group})
        )
        assert found.value == pytest.approx(mean, abs=PRINTED)
        assert (found.low, found.high) == pytest.approx((low, high), abs=PRINTED)
        assert result.diagnostics[f"standard_error police {group} all"] == pytest.approx(
            error, abs=PRINTED
        )


@pytest.mark.shared
def test_a_group_of_too_few_is_hidden_by_name(thermometer: Sample) -> None:
    result = survey_level.run(thermometer)
    assert isinstance(result, Result)
    assert "native_american" not in {e.keys.get("race") for e in result.estimates}
    assert "police, Native American" in " ".join(sentence(note) for note in result.notes)
