from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers.same_scene import same_scene
from daylight.report.charts.officers import same_scene as drawn
from daylight.report.wording.officers import same_scene as worded

LAMBDA = np.array([-0.25, 1.75, -1.75, 1.25, 2.25, -0.75, 0.25, -2.25, -1.25, 0.75])
SCORES = np.array([0.0, 1.0, 1.5, 2.0])


def simulated(seed: int, scenes: int, groups: tuple[range, ...] = (range(10),)) -> Cells:
    """Scenes of three officers of one group, who choose severities by the model itself."""
    rng = np.random.default_rng(seed)
    rows = []
    for scene in range(scenes):
        group = list(groups[scene % len(groups)])
        shared = rng.normal(-1, 1)
        for i in rng.choice(group, 3, replace=False):
            p = np.exp(SCORES * (shared + LAMBDA[i]))
            severity = 1 + int(rng.choice(4, p=p / p.sum()))
            rows.append({"scene": scene, "officer_id": f"o{i}", "severity": severity})
    return Cells.from_arrow(pa.Table.from_pylist(rows), by=("scene", "officer_id", "severity"))


@pytest.fixture(scope="module")
def ten() -> Result:
    found = same_scene(simulated(1, 1200))
    assert isinstance(found, Result)
    return found


def test_officers_who_escalate_are_found_in_order(ten: Result) -> None:
    means = [ten.one("propensity", officer_id=f"o{i}", network=1).value for i in range(10)]
    assert np.corrcoef(means, LAMBDA)[0, 1] > 0.97
    assert ten.one("escalation", officer_id="o4", network=1).low > 0
    assert ten.one("escalation", officer_id="o7", network=1).high < 0


def test_chains_mix_and_say_so(ten: Result) -> None:
    assert float(ten.diagnostics["r_hat_max"] or 9) < 1.01
    assert float(ten.diagnostics["ess_bulk_min"] or 0) > 400
    assert float(ten.diagnostics["ess_tail_min"] or 0) > 400


def test_the_level_is_never_claimed(ten: Result) -> None:
    assert "level-not-identified" in {note.code for note in ten.notes}


def test_the_same_seed_gives_the_same_answer(ten: Result) -> None:
    assert same_scene(simulated(1, 1200)).to_json() == ten.to_json()


def test_networks_without_a_common_scene_are_not_ranked_together() -> None:
    found = same_scene(simulated(2, 800, (range(5), range(5, 10))))
    assert isinstance(found, Result)
    assert found.diagnostics["networks"] == 2
    assert "disconnected-networks" in {note.code for note in found.notes}
    assert max(e.value for e in found.named("peers")) <= 4
    assert {e.keys["network"] for e in found.named("rank")} == {1, 2}


def test_officers_never_at_a_telling_scene_are_named_as_not_comparable() -> None:
    rows = simulated(3, 200).table.to_pylist()
    rows += [{"scene": 900, "officer_id": name, "severity": 2} for name in ("x", "y")]
    cells = Cells.from_arrow(pa.Table.from_pylist(rows), by=("scene", "officer_id", "severity"))
    found = same_scene(cells)
    assert isinstance(found, Result)
    assert {e.keys["officer_id"] for e in found.named("not_comparable_scenes")} == {"x", "y"}
    assert "x" not in {e.keys["officer_id"] for e in found.named("propensity")}


def test_an_officer_counts_once_per_scene_at_the_most_serious() -> None:
    rows = simulated(3, 60).table.to_pylist()
    doubled = [*rows, *({**row, "severity": 1} for row in rows if row["severity"] > 1)]
    by = ("scene", "officer_id", "severity")
    once, twice = (
        same_scene(Cells.from_arrow(pa.Table.from_pylist(r), by=by)) for r in (rows, doubled)
    )
    assert isinstance(once, Result)
    assert isinstance(twice, Result)
    assert once.estimates[4].value == twice.estimates[4].value


def test_severities_in_words_are_refused() -> None:
    rows = [{"scene": i, "officer_id": "a", "severity": "high"} for i in range(30)]
    found = same_scene(
        Cells.from_arrow(pa.Table.from_pylist(rows), by=("scene", "officer_id", "severity"))
    )
    assert isinstance(found, Refusal)


def test_a_single_word_among_severities_is_named_with_its_rows() -> None:
    severities = ["1", "2", "x", "x"]
    rows = [{"scene": "a", "officer_id": f"o{i}", "severity": s} for i, s in enumerate(severities)]
    cells = Cells.from_arrow(pa.Table.from_pylist(rows), by=("scene", "officer_id", "severity"))
    found = same_scene(cells)
    assert isinstance(found, Refusal)
    assert found.facts == {"rows": 2, "of": 4, "words": ("x",)}


def test_too_few_telling_scenes_are_refused() -> None:
    assert isinstance(same_scene(simulated(4, 10)), Refusal)


def test_wording_names_no_level_and_no_motive(ten: Result) -> None:
    (claim,) = worded(ten)
    assert "stood at the same scenes" in claim.sentence
    assert claim.caveats
    (chart,) = drawn(ten)
    assert len(chart.spec["data"]["values"]) == 10


@pytest.mark.shared
@pytest.mark.recovery
def test_seattle_mixes_and_has_the_published_shape(shared: Path) -> None:
    table = pq.read_table(shared / "force" / "seattle_force_scenes_ridgeway.parquet")
    cells = Cells.from_columns(
        {
            "scene": table["id"].cast(pa.int64()).to_pylist(),
            "officer_id": table["idOff"].cast(pa.int64()).to_pylist(),
            "severity": table["y"].cast(pa.int64()).to_pylist(),
        },
        by=("scene", "officer_id", "severity"),
    )
    found = same_scene(cells)
    assert isinstance(found, Result)
    assert found.diagnostics["officers"] == 1503
    assert found.diagnostics["scenes"] == 4821
    assert found.diagnostics["officers_in_largest_network"] == 1501
    assert float(found.diagnostics["r_hat_max"] or 9) < 1.01
    assert float(found.diagnostics["ess_bulk_min"] or 0) > 400
