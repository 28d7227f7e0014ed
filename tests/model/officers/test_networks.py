import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers.networks import METHOD, Comparable, associate, peer_exposure
from daylight.report.presentations import PRESENTATIONS
from daylight.simulate.networks import colleagues


def test_the_slope_is_the_one_of_least_squares_within_strata() -> None:
    share = np.array([0.0, 1.0, 0.5, 0.0, 1.0])
    events = np.array([1.0, 4.0, 9.0, 2.0, 4.0])
    stratum = np.array([0, 0, 1, 1, 1])
    dummies = np.column_stack([share, stratum == 0, stratum == 1])
    wanted = np.linalg.lstsq(dummies, events, rcond=None)[0][0]
    found = associate(Comparable(share, events, np.arange(5), stratum))
    assert np.isclose(found.slope, wanted)


def test_a_planted_association_is_found_and_called_no_more_than_that() -> None:
    result = peer_exposure(colleagues(np.random.default_rng(3), effect=1.5))
    assert isinstance(result, Result)
    found = result.one("later_events_with_peer_share")
    assert found.low > 0
    assert found.p_value is not None
    assert found.p_value < 0.01
    (claim,) = PRESENTATIONS[METHOD.name].says(result)
    assert claim.sentence.startswith("Association, not contagion")
    assert "own earlier record" in claim.adjusted_for
    assert {n.code for n in result.notes} >= {"association-not-contagion", "edges-from-outcomes"}


def test_without_the_officers_own_record_a_note_says_so() -> None:
    cells = colleagues(np.random.default_rng(4))
    columns = {
        name: cells.table[name].to_pylist()
        for name in (*cells.by, "events", "peers", "exposed_peers")
    }
    result = peer_exposure(Cells.from_columns(columns, by=cells.by), permutations=19)
    assert isinstance(result, Result)
    assert result.diagnostics["compared_within"] == "unit, month"
    assert "own-record-not-held" in {n.code for n in result.notes}


def test_the_same_seed_gives_the_same_answer() -> None:
    cells = colleagues(np.random.default_rng(5))
    assert peer_exposure(cells, permutations=19) == peer_exposure(cells, permutations=19)


def test_units_that_were_not_recorded_are_a_refusal() -> None:
    cells = colleagues(np.random.default_rng(6), months=8)
    columns = {name: cells.table[name].to_pylist() for name in cells.table.column_names}
    columns["unit"] = ["unknown"] * len(cells)
    outcome = peer_exposure(Cells.from_columns(columns, by=cells.by))
    assert isinstance(outcome, Refusal)
    assert outcome.facts["officers"] == 0
