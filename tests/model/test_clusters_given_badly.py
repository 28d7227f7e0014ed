"""Keys of clusters as files have them: strata, blanks in words, totals, one officer, no events."""

from typing import Any

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.clustering import Clustering
from daylight.data.result import Result
from daylight.errors import CellsError
from daylight.model.clusters import Scatter, settled
from daylight.model.intervals import wilson
from daylight.model.methods import METHODS
from daylight.report.notes import sentence
from daylight.report.wording.basis import basis_sentence


def department(
    officers: int, *, own_gap: float = 0.0, key: str = "officer_id", seed: int = 1
) -> Cells:
    """Officers who search at rates, and with log odds ratios between groups, of their own."""
    rng = np.random.default_rng(seed)
    n = rng.poisson([[150, 250]] * officers) + 1
    log_odds = np.log(0.1 / 0.9) + rng.normal(0, 0.8, (officers, 1))
    gap = rng.normal(0, own_gap, (officers, 1)) * [[0.5, -0.5]]
    x = rng.binomial(n, 1 / (1 + np.exp(-log_odds - gap)))
    columns: dict[str, Any] = {
        "subject_race": ["black", "white"] * officers,
        key: [f"o{i:03d}" for i in range(officers) for _ in range(2)],
        "stops": n.ravel().tolist(),
        "searches": x.ravel().tolist(),
    }
    return Cells.from_columns(columns, by=("subject_race", key))


def result_of(method: str, cells: Cells) -> Result:
    found = METHODS[method](cells)
    assert isinstance(found, Result)
    return found


def gap_within(cells: Cells) -> tuple[float, float | None, str | None, str | None]:
    """Half width and p of the difference within strata, with the key and what it lacks."""
    found = result_of("search-rate-adjusted", cells)
    one = found.one("search_rate_difference_adjusted", subject_race="black")
    return (one.high - one.low) / 2, one.p_value, one.basis.key, one.basis.lacks


def test_officers_who_are_strata_are_clusters_too() -> None:
    """The error of a weighted mean of officers' own gaps, by leaving out each officer."""
    cells = department(40, own_gap=0.5)
    width, _, key, lacks = gap_within(cells)
    assert (key, lacks) == ("officer_id", None)
    n = np.array(cells.table["stops"].to_pylist()).reshape(2, 40)
    x = np.array(cells.table["searches"].to_pylist()).reshape(2, 40)
    weight = n[0] * n[1] / n.sum(axis=0)
    own = x[0] / n[0] - x[1] / n[1]
    without = [np.average(np.delete(own, i), weights=np.delete(weight, i)) for i in range(len(own))]
    error = np.sqrt(39 / 40 * ((without - np.mean(without)) ** 2).sum())
    assert width == pytest.approx(2.0227 * error, rel=1e-3)  # t of 39 degrees of freedom


def test_officers_own_gaps_that_average_to_none_are_rarely_a_common_gap() -> None:
    """By another name the strata are no officers: a third of null departments differ then."""
    draws = range(150)
    by_officer = [gap_within(department(40, own_gap=0.8, seed=i))[1] for i in draws]
    by_badge = [gap_within(department(40, own_gap=0.8, seed=i, key="badge"))[1] for i in draws]
    assert np.mean([p is not None and p < 0.05 for p in by_officer]) <= 0.09
    assert np.mean([p is not None and p < 0.05 for p in by_badge]) > 0.2


def test_a_regression_on_officers_allows_for_them_too() -> None:
    found = result_of("search-regression", department(20, own_gap=0.5))
    ratio = next(e for e in found.named("search_odds_ratio") if e.variant is None)
    assert (ratio.basis.key, ratio.basis.clusters, ratio.basis.lacks) == ("officer_id", 20, None)


@pytest.mark.parametrize("word", ["UNKNOWN", "N/A", "null", " None ", "(null)", "-", ""])
def test_a_blank_in_words_is_a_blank_officer(word: str) -> None:
    cells = department(30).table.to_pydict()
    cells["officer_id"] = [o if o > "o002" else word for o in cells["officer_id"]]
    cells["day_part"] = [f"{i}" for i in range(60)]
    given = Cells.from_columns(cells, by=("subject_race", "day_part", "officer_id"))
    told = given.collapse("subject_race", "officer_id").clustered_by({"officer_id": "officer_id"})
    basis = result_of("search-rate", told).one("search_rate_difference", subject_race="black").basis
    assert (basis.key, basis.clusters) in {("officer_id", 27), ("officer_id", 28)}
    assert told.clusterings[0].blank_share == pytest.approx(0.1, abs=0.03)


def test_several_words_for_a_blank_are_one_blank_and_no_row_is_lost() -> None:
    rows: dict[str, Any] = {
        "subject_race": ["black"] * 3 + ["white"] * 3,
        "officer_id": ["N/A", "unknown", "NULL"] * 2,
        "stops": [1, 2, 3, 4, 5, 6],
        "searches": [0] * 6,
    }
    cells = Cells.from_columns(rows, by=("subject_race", "officer_id"))
    (one,) = cells.clustered_by({"officer_id": "officer_id"}).clusterings
    assert one.cells.table.to_pydict()["stops"] == [6, 15]
    assert one.blank_share == 1.0


@pytest.mark.parametrize("word", ["Total", "TOTALS", " grand total"])
def test_a_total_among_officers_is_refused(word: str) -> None:
    rows = department(10).table.to_pydict()
    for place, race in enumerate(("black", "white")):
        rows["subject_race"].append(race)
        rows["officer_id"].append(word)
        for measure in ("stops", "searches"):
            rows[measure].append(sum(rows[measure][place:20:2]))
    cells = Cells.from_columns(rows, by=("subject_race", "officer_id"))
    with pytest.raises(CellsError, match="adds up the others"):
        cells.clustered_by({"officer_id": "officer_id"})


def test_one_officer_who_made_everything_is_said_to_tell_nothing() -> None:
    rows: dict[str, Any] = {
        "subject_race": ["black", "white"],
        "officer_id": ["x", "x"],
        "stops": [500, 800],
        "searches": [60, 70],
    }
    cells = Cells.from_columns(rows, by=("subject_race", "officer_id"))
    found = result_of("search-rate", cells.clustered_by({"officer_id": "officer_id"}))
    gap = found.one("search_rate_difference", subject_race="black")
    assert (gap.p_value, gap.basis.factor, gap.basis.clusters) == (None, None, 1)
    said = basis_sentence(gap)
    assert "cannot allow" in said
    assert "(1 officer)" in said


def test_officers_and_days_are_counted_by_the_fewer_and_called_so() -> None:
    officers = Scatter("officer_id", 4.0, 400, np.ones(400), 0.1)
    days = Scatter("stop_date", 3.9, 365, np.ones(365), 0.1)
    basis = settled([officers, days], 0.5, ("officer_id",)).basis
    assert (basis.key, basis.clusters, basis.second_key) == ("stop_date", 365, "officer_id")


def test_of_many_days_and_few_officers_that_weigh_the_officers_are_named() -> None:
    """Nashville 2005: 1,084 officers weigh as much as 15; the freedom is that of 365 days."""
    influence = np.r_[np.ones(15), np.full(1069, 0.01)]
    officers = Scatter("officer_id", 4.0, 1084, influence, 0.1)
    days = Scatter("stop_date", 1.5, 365, np.ones(365), 0.1)
    known = settled([officers, days], 1.0, ("officer_id",))
    assert (known.basis.key, known.basis.clusters, known.df) == ("officer_id", 1084, 364)
    few = Scatter("stop_date", 1.5, 12, np.ones(12), 0.1)
    known = settled([officers, few], 1.0, ("officer_id",))
    assert (known.basis.key, known.basis.clusters, known.df) == ("stop_date", 12, 11)


def with_nobody_searched(stops: int) -> Cells:
    """Forty officers, and a group each stopped a few times and never searched."""
    rows = department(40).table.to_pydict()
    rows["subject_race"] += ["asian"] * 40
    rows["officer_id"] += [f"o{i:03d}" for i in range(40)]
    rows["stops"] += [stops] * 40
    rows["searches"] += [0] * 40
    cells = Cells.from_columns(rows, by=("subject_race", "officer_id"))
    return cells.clustered_by({"officer_id": "officer_id"})


@pytest.mark.parametrize("stops", [1, 3, 30])
def test_a_group_without_events_is_not_as_uncertain_as_the_other(stops: int) -> None:
    """Its share is bounded by its own stops: they go together less, the fewer of one officer."""
    found = result_of("search-rate", with_nobody_searched(stops))
    gap = found.one("search_rate_difference", subject_race="asian")
    white = found.one("search_rate", subject_race="white")
    own = wilson(0, 40 * stops)
    at_best = white.value - float(own.high)  # were its stops independent
    assert -gap.high <= at_best
    assert gap.low == pytest.approx(-white.high, abs=1e-3)
    if stops <= 3:
        assert gap.high < 0.15


def with_blanks(blank: int, officers: int = 40) -> Cells:
    """The same department; the first so many officers were not written down."""
    told = department(officers).table.to_pandas()
    told["year"] = told["officer_id"].map(lambda o: 2020 + int(o[1:]) % 2)
    told["officer_id"] = told["officer_id"].map(lambda o: "unknown" if int(o[1:]) < blank else o)
    by = ["subject_race", "officer_id", "year"]
    added = told.groupby(by, as_index=False).sum()
    return Cells.from_columns(added.to_dict("list"), by=by)


@pytest.mark.parametrize("method", ["search-rate", "search-rate-adjusted", "search-regression"])
@pytest.mark.parametrize("blank", [0, 4, 39, 40])
def test_a_key_that_is_blank_everywhere_is_one_that_was_not_recorded(
    method: str, blank: int
) -> None:
    cells = with_blanks(blank)
    clustered = cells.collapse("subject_race", "year").with_clusterings(
        [Clustering.of(cells, "officer_id")]
    )
    result = result_of(method, clustered)
    one = next(e for e in result.estimates if e.compared_with)
    is_told = blank <= 0.2 * 40
    assert (one.basis.key == "officer_id") is is_told
    assert (one.basis.lacks == "officer_id") is not is_told


def test_strata_whose_key_is_blank_are_said_to_be_no_stratum_of_likes() -> None:
    cells = with_blanks(10).collapse("subject_race", "officer_id")
    notes = {n.code: sentence(n) for n in result_of("search-rate-adjusted", cells).notes}
    rows = np.array(cells.table["stops"].to_pylist())
    share = rows[np.array(cells.table["officer_id"].to_pylist()) == "unknown"].sum() / rows.sum()
    assert notes["blank-strata"].startswith(f"Blank in some rows: officer ({100 * share:.0f} %)")
    whole = result_of("search-rate-adjusted", department(40))
    assert "blank-strata" not in {note.code for note in whole.notes}
