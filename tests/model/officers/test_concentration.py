import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.officers import chance, inequality
from daylight.model.officers.concentration import concentration
from daylight.schema.vocabulary import UNKNOWN

counts = st.lists(st.integers(0, 60), min_size=12, max_size=60).filter(lambda x: sum(x) >= 20)


def cells(x: list[int], exposure: list[float] | None = None) -> Cells:
    columns: dict[str, list[float] | list[str]] = {
        "officer_id": [f"o{i}" for i in range(len(x))],
        "events": [float(v) for v in x],
    }
    if exposure is not None:
        columns["exposure"] = exposure
    return Cells.from_columns(columns, by=["officer_id"])


def found(x: list[int], **settings: object) -> Result:
    result = concentration(cells(x), **settings)  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


@given(counts)
def test_gini_of_a_histogram_is_half_the_mean_difference_over_the_mean(x: list[int]) -> None:
    values = np.array(x, dtype=float)
    pairs = np.abs(values[:, None] - values[None, :]).mean()
    v, m = inequality.histogram(values)
    assert float(inequality.gini(v, m)) == pytest.approx(pairs / (2 * values.mean()))


@given(counts, st.sampled_from([1.0, 5.0, 10.0, 20.0, 50.0]))
def test_top_share_of_a_histogram_is_that_of_the_sorted_list(x: list[int], p: float) -> None:
    values = np.sort(np.array(x, dtype=float))[::-1]
    v, m = inequality.histogram(values)
    q = int(len(x) * p / 100)
    share = float(inequality.top_share(v, m, p))
    assert share == pytest.approx(values[:q].sum() / values.sum())


@given(counts)
def test_lorenz_curve_rises_from_0_to_1_below_the_diagonal(x: list[int]) -> None:
    v, m = inequality.histogram(np.array(x, dtype=float))
    percents = np.linspace(0, 100, 21)
    curve = inequality.lorenz(v, m, percents)
    assert curve[0] == pytest.approx(0, abs=1e-12)
    assert curve[-1] == pytest.approx(1)
    assert (np.diff(curve) >= -1e-12).all()
    assert (curve <= percents / 100 + 1e-12).all()


def test_more_events_for_everyone_alike_leave_the_gini_where_it_was() -> None:
    x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0]
    assert found(x).one("gini").value == pytest.approx(found([7 * v for v in x]).one("gini").value)


def test_order_of_officers_does_not_matter() -> None:
    x = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0]
    assert found(x).to_json() == found(x[::-1]).to_json()


def test_too_few_officers_are_refused() -> None:
    refused = concentration(cells([5] * 9))
    assert isinstance(refused, Refusal)
    assert (refused.facts["officers"], refused.facts["events"]) == (9, 45)


def test_a_list_without_zeros_is_compared_with_officers_who_have_an_event() -> None:
    result = found([1] * 80 + [2] * 15 + [3] * 5)
    assert result.diagnostics["only_officers_with_events"] is True
    assert "only-officers-with-events" in {note.code for note in result.notes}


def test_a_list_with_zeros_is_compared_with_all_officers() -> None:
    assert found([0] * 50 + [1] * 40 + [2] * 10).diagnostics["only_officers_with_events"] is False


def test_events_of_no_named_officer_are_counted_as_missing() -> None:
    x = list(range(20))
    named = cells(x)
    table = {name: named.table[name].to_pylist() for name in named.table.column_names}
    table["officer_id"].append(UNKNOWN)
    table["events"].append(10)
    result = concentration(Cells.from_columns(table, by=["officer_id"]))
    assert isinstance(result, Result)
    assert result.one("gini").missing_share == 10 / (sum(x) + 10)


def test_without_exposure_counts_are_called_raw() -> None:
    x = list(range(20))
    assert "raw-counts" in {note.code for note in found(x).notes}
    with_exposure = concentration(cells(x, [1.5] * 20))
    assert isinstance(with_exposure, Result)
    assert "raw-counts" not in {note.code for note in with_exposure.notes}


def test_exposure_alone_can_make_events_concentrated() -> None:
    rng = np.random.default_rng(5)
    exposure = np.concatenate([np.full(40, 10.0), np.full(360, 1.0)])
    x = rng.poisson(2 * exposure).tolist()
    raw, adjusted = concentration(cells(x)), concentration(cells(x, exposure.tolist()))
    assert isinstance(raw, Result)
    assert isinstance(adjusted, Result)
    top = raw.one("top_share", top_percent=10.0).value
    assert raw.one("top_share_by_chance", top_percent=10.0).high < top
    alike = adjusted.one("top_share_by_chance", top_percent=10.0)
    assert alike.low <= top <= alike.high
    # Without periods a burst looks like an officer who differs: nothing is tested.
    assert adjusted.one("top_share_above_chance", top_percent=10.0).p_value is None
    assert adjusted.noted("bursts-not-tested")


def test_gini_of_exponential_rates_is_one_half() -> None:
    assert chance.gini_of_gamma(1.0) == pytest.approx(0.5)


def test_rates_of_listed_officers_agree_with_simulated_ones() -> None:
    rng = np.random.default_rng(8)
    rates = rng.gamma(0.5, 2.0, size=400_000)
    listed = rates[rng.poisson(rates) > 0]
    v, m = inequality.histogram(listed)
    gini, top = chance.listed_rates(0.5, 1.0, 10.0)
    assert gini == pytest.approx(float(inequality.gini(v, m)), abs=0.004)
    assert top == pytest.approx(float(inequality.top_share(v, m, 10.0)), abs=0.004)


def test_officers_without_events_change_the_share_of_all_but_not_of_those_with_events() -> None:
    x = [9, 5, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1]
    listed, whole = (
        concentration(
            Cells.from_columns(
                {"officer_id": [f"o{i}" for i in range(len(counts))], "events": counts},
                by=("officer_id",),
            )
        )
        for counts in (x, x + [0] * 28)
    )
    assert isinstance(listed, Result)
    assert isinstance(whole, Result)
    share = "top_share_of_those_with_events"
    assert not listed.named(share)
    assert (
        whole.one(share, top_percent=10.0).value == listed.one("top_share", top_percent=10.0).value
    )
    assert (
        whole.one("top_share", top_percent=10.0).value
        > listed.one("top_share", top_percent=10.0).value
    )
