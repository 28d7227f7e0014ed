"""Published shares of complaints on the top tenth of officers; see SOURCE.md."""

from pathlib import Path

import ibis
import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.officers import chance, inequality
from daylight.model.officers.concentration import concentration

SIMULATED = 0.001  # the printed share is a simulated one
CHICAGO_DECILES = [928, 928, 928, 1521, 1856, 2588, 3331, 4654, 6831, 13705]


@pytest.fixture
def chicago(shared: Path) -> Cells:
    """Closed civilian complaints 2007-2017 per officer, the rules of the published analysis."""
    base = shared / "officers"
    con = ibis.duckdb.connect()
    read = {
        name: con.read_parquet(base / f"chicago_{name}.parquet")
        for name in (
            "complaints",
            "complaints_accused",
            "complaint_categories",
            "officer_filed_complaints",
            "officer_profiles",
        )
    }
    profiles = (
        read["officer_profiles"].select(officer_id=ibis._.link_UID.cast("float64")).distinct()
    )
    accused = read["complaints_accused"].mutate(officer_id=ibis._.link_UID.cast("float64"))
    codes = read["complaint_categories"].filter(ibis._["CITIZEN / DEPT"] == "CITIZEN")
    kept = (
        accused.join(read["complaints"], "cr_id")
        .join(profiles, "officer_id")
        .semi_join(codes, accused.complaint_code == codes["111"])
        .anti_join(read["officer_filed_complaints"], "cr_id")
        .filter(
            ibis._.complaint_date.between("2007-01-01", "2017-12-31"), ibis._.closed_date.notnull()
        )
    )
    counted = kept.group_by(
        officer_id=kept.officer_id.cast("int64"), period=kept.complaint_date[:4]
    ).aggregate(events=kept.count())
    return Cells.from_arrow(counted.to_pyarrow(), by=("officer_id", "period"))


@pytest.mark.shared
def test_chicago_deciles_are_the_published_ones(chicago: Cells) -> None:
    found = concentration(chicago.collapse("officer_id"))
    assert isinstance(found, Result)
    assert found.diagnostics["officers"] == 9275
    assert found.diagnostics["events"] == 37270
    assert found.diagnostics["median_events_top_10"] == 13
    assert [e.value for e in found.named("decile_events")] == CHICAGO_DECILES
    assert found.one("top_share", top_percent=10.0).value == 13705 / 37270


@pytest.mark.shared
def test_chicago_is_more_concentrated_than_chance_and_less_so_later(chicago: Cells) -> None:
    found = concentration(chicago)
    assert isinstance(found, Result)
    top = found.one("top_share", top_percent=10.0).value
    assert found.one("top_share_by_chance", top_percent=10.0).high < 0.21
    later = found.one("later_share", earlier_top_percent=10.0)
    assert found.one("exposure_share", earlier_top_percent=10.0).value < later.low
    assert later.high < top


def test_identical_officers_in_philadelphia_would_already_look_concentrated() -> None:
    officers, complaints = 3360, 6509
    x = np.ones(officers)
    x[: complaints - officers] += 1
    rate = chance.common_rate(x, np.ones(officers), truncated=True)
    assert rate == pytest.approx(1.509, abs=0.0005)
    rng = np.random.default_rng(1)
    alike = chance.AlikeOfficers(rate, truncated=True)
    ((v, m),) = chance.chance_histograms(alike, np.ones(officers), 4000, rng)
    assert inequality.gini(v, m).mean() == pytest.approx(0.279, abs=0.0005)
    assert inequality.top_share(v, m, 10.0).mean() == pytest.approx(0.216, abs=SIMULATED)


def test_the_top_tenth_of_philadelphia_is_336_officers() -> None:
    assert inequality.top_count(3360, 10) == 336


def test_uneven_tenths_put_the_larger_ones_at_the_bottom() -> None:
    assert inequality.ntile_totals(np.ones(9275))[:6] == [928, 928, 928, 928, 928, 927]
    assert inequality.top_count(9275, 10) == 927
