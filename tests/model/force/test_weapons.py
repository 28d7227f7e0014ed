from pathlib import Path
from typing import Any

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.transport import transport_safety
from daylight.model.force.weapons import force_weapons
from daylight.reduce.count import count
from tests.reduce.canonical import canonical


def test_cycles_bites_and_pointing_are_told_apart(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"incident_id": str(i), "force_kind": kind, "force_use": use, "cycles": cycles}
        for i, (kind, use, cycles) in enumerate(
            [("conducted_energy", "used", 1)] * 9
            + [("conducted_energy", "used", 5)] * 3
            + [("conducted_energy", "used", None)] * 4
            + [("conducted_energy", "pointed", None)] * 7
            + [("canine", "used", None)] * 6
            + [("canine", "drawn", None)] * 14
            + [("firearm", "pointed", None)] * 20
        )
    ]
    path = canonical("force_actions", tmp_path / "a.parquet", rows)
    result = force_weapons(count("force_weapons", {"force_actions": [path]}, []))
    assert isinstance(result, Result)
    assert result.one("ced_uses").value == 16
    over = result.one("ced_over_3_cycles_share")
    assert over.value == pytest.approx(3 / 12)
    assert over.missing_share == pytest.approx(4 / 16)
    assert result.one("canine_bite_ratio").value == pytest.approx(0.3)
    assert result.one("firearm_pointed").value == 20
    assert "ced_over_15_seconds_share" not in {e.name for e in result.estimates}


def test_no_weapon_use_is_refused() -> None:
    cells = Cells.from_columns({"actions": [9], "ced_uses": [0]}, by=[])
    assert isinstance(force_weapons(cells), Refusal)


def test_transports_count_what_the_records_cannot_say(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {
            "transport_id": str(i),
            "injury_during": i == 0,
            "injury_before": None if i == 1 else False,
            "injury_at_intake": i in (1, 2),
            "belt_used": True,
            "recorded_stops": 2 if i == 3 else None,
            "logged_stops": 1,
            "duration_minutes": 60.0 if i == 4 else 12.0,
            "expected_minutes": 10.0,
        }
        for i in range(40)
    ]
    path = canonical("transports", tmp_path / "t.parquet", rows)
    cells = count("transports", {"transports": [path]}, [])
    assert cells.total("injured_at_intake") == 1
    assert cells.total("injured_at_intake_unknown") == 1
    assert cells.total("unlogged_stops") == 1
    assert cells.total("unlogged_stops_unknown") == 39
    assert cells.total("long_time") == 1
    result = transport_safety(cells)
    assert isinstance(result, Result)
    assert "review-not-accusation" in {note.code for note in result.notes}
    assert result.one("unlogged_stops_share").missing_share == pytest.approx(39 / 40)


def test_no_transports_are_refused() -> None:
    assert isinstance(transport_safety(Cells.from_columns({"transports": [0]}, by=[])), Refusal)


def test_bites_without_deployments_that_ended_otherwise_give_no_ratio() -> None:
    cells = Cells.from_columns({"canine_bites": [28], "canine_deployments": [28]}, by=[])
    result = force_weapons(cells)
    assert isinstance(result, Result)
    assert "canine_bite_ratio" not in {e.name for e in result.estimates}
    assert "only-uses-recorded" in {note.code for note in result.notes}


def test_counts_asked_by_month_have_intervals_as_wide_as_months_differ() -> None:
    """Months that vary nine times as independent uses would: errors three times as long."""
    rng = np.random.default_rng(5)
    months = [f"{2015 + i // 12}-{i % 12 + 1:02d}" for i in range(96)]
    uses = rng.negative_binomial(60 / 8, 1 / 9, 96)
    by_month = Cells.from_columns({"month": months, "ced_uses": uses.tolist()}, by=["month"])
    result, plain = force_weapons(by_month), force_weapons(by_month.collapse())
    assert isinstance(result, Result)
    assert isinstance(plain, Result)
    wide, narrow = result.one("ced_uses"), plain.one("ced_uses")
    assert wide.value == narrow.value == uses.sum()
    # Var / mean = 9 makes √9; its estimate from 95 pairs scatters by a quarter at most.
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(3, rel=0.25)
    codes = [{note.code for note in one.notes} for one in (result, plain)]
    assert ["uses-as-independent" in one for one in codes] == [False, True]
