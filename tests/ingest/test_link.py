import datetime as dt
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from tests.reduce.canonical import canonical

from daylight.cli.main import main
from daylight.errors import EngineError, SourceError
from daylight.ingest import link

RACES = ("white", "black", "hispanic")


def rosters(folder: Path, errors: float) -> tuple[Path, Path]:
    """Officers 0–299 on the left and 60–359 on the right, who are 240 the same people."""
    rng = np.random.default_rng(8)
    people = [
        {
            "officer_birth_year": int(rng.integers(1960, 1998)),
            "hired_date": dt.date(1995, 1, 1) + dt.timedelta(days=int(rng.integers(0, 9000))),
            "officer_race": str(rng.choice(RACES)),
            "officer_sex": str(rng.choice(("male", "female"), p=(0.8, 0.2))),
            "unit": f"unit {rng.integers(0, 15)}",
        }
        for _ in range(360)
    ]
    left = [{"officer_id": f"a{i}", **people[i]} for i in range(300)]
    right: list[dict[str, Any]] = []
    for i in range(60, 360):
        row = {"officer_id": f"b{i}", **people[i]}
        if rng.random() < errors:
            row["officer_birth_year"] += 1
        if rng.random() < errors:
            row["unit"] = f"unit {rng.integers(0, 15)}"
        if rng.random() < errors:
            row["officer_race"] = None
        right.append(row)
    return (
        canonical("officers", folder / "left.parquet", left),
        canonical("officers", folder / "right.parquet", right),
    )


def test_officers_are_found_again_despite_errors_and_the_rest_are_counted(tmp_path: Path) -> None:
    left, right = rosters(tmp_path, errors=0.1)
    found = link.link_officers(left, right, tmp_path / "pairs.parquet")
    rows = pq.read_table(tmp_path / "pairs.parquet").to_pylist()
    matched = [r for r in rows if r["status"] == "matched"]
    correct = sum(r["left_id"][1:] == r["right_id"][1:] for r in matched)
    assert correct / len(matched) > 0.98
    assert correct / 240 > 0.8
    # One row per officer here, so that rows and officers not matched are as many.
    assert found.unmatched_left_rows == len(found.unmatched_left) == 300 - len(matched)
    assert found.unmatched_right_rows == len(found.unmatched_right) == 300 - len(matched)
    looser = link.link_officers(
        left, right, tmp_path / "looser.parquet", link.LinkRule(threshold=0.8)
    )
    assert looser.matched / 240 > 0.9
    rows = [r for r in looser.pairs.to_pylist() if r["status"] == "matched"]
    alike = {(r["left_id"], r["right_id"]) for r in rows}
    assert sum(a[1:] == b[1:] for a, b in alike) / len(alike) > 0.98
    assert len({r["left_id"] for r in matched}) == len(matched) == found.matched
    assert len({r["right_id"] for r in matched}) == len(matched)
    assert found.matched + len(found.unmatched_left) == found.left_officers == 300
    assert found.matched + len(found.unmatched_right) == found.right_officers == 300
    evidence = [matched[0][f"{name}_weight"] for name in found.columns]
    prior = 0.8 * 300 / 300**2
    assert matched[0]["weight"] == pytest.approx(sum(evidence) + np.log2(prior / (1 - prior)))
    again = link.link_officers(left, right, tmp_path / "again.csv")
    assert again.pairs["status"] == found.pairs["status"]


def test_two_officers_who_look_alike_are_left_to_a_person() -> None:
    pairs = [
        {"left_id": "a", "right_id": right, "weight": weight, "probability": 0.99}
        for right, weight in (("x", 9.0), ("y", 8.5))
    ]
    found = [p["status"] for p in link.resolved(pairs, threshold=0.95, margin=1.0)]
    assert found == ["ambiguous", "taken by a better match"]


def test_too_few_columns_are_refused(tmp_path: Path) -> None:
    rows = [{"officer_id": f"o{i}", "officer_race": RACES[i % 3]} for i in range(30)]
    path = canonical("officers", tmp_path / "o.parquet", rows)
    with pytest.raises(SourceError, match="found officer_race"):
        link.link_officers(path, path, tmp_path / "pairs.csv")


def test_without_splink_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "find_spec", lambda _: None)
    with pytest.raises(EngineError, match=r"daylight-oversight\[link\]"):
        link.link_officers(tmp_path / "a", tmp_path / "b", tmp_path / "c")


def test_the_command_says_what_was_matched_and_what_was_not(tmp_path: Path) -> None:
    left, right = rosters(tmp_path, errors=0.0)
    done = CliRunner().invoke(
        main, ["link", str(left), str(right), "-o", str(tmp_path / "pairs.csv")]
    )
    assert done.exit_code == 0, done.output
    assert "officers matched by officer_birth_year" in done.output
    assert "rows of" in done.output
    assert (tmp_path / "pairs.csv").exists()
