import numpy as np
import patsy
import pyarrow as pa
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.splines import knots_at_quantiles, natural_spline
from daylight.model.stops.veil_fit import NotCompared
from daylight.model.stops.veil_of_darkness import METHOD
from daylight.report.presentations import PRESENTATIONS
from daylight.report.refusals import why_not

SAME_COEFFICIENTS = 1e-6  # two solvers of one likelihood, each run to its end
BETA = -0.3
BLACK, WHITE = {"subject_race": "black"}, {"subject_race": "white"}


def stops(seed: int = 1, rows: int = 6000) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """Rows of stops around dusk: 3 places, 120 dates, black or white."""
    rng = np.random.default_rng(seed)
    date = rng.integers(0, 120, rows)
    dusk = 1020 + 2 * date
    minute = rng.integers(1020, 1260, rows)
    place = rng.integers(0, 3, rows)
    dark = (minute >= dusk).astype(int)
    eta = BETA * dark + 0.5 * np.sin(minute / 80) + 0.4 * place - 0.5
    eta = eta + rng.normal(0, 0.3, 120)[date]
    black = rng.random(rows) < 1 / (1 + np.exp(-eta))
    return {"date": date, "minute": minute, "place": place, "dark": dark, "black": black}


def cells(rows: dict[str, np.ndarray], *keys: str) -> Cells:  # type: ignore[type-arg]
    columns = {
        "subject_race": np.where(rows["black"], "black", "white").tolist(),
        "darkness": np.where(rows["dark"], "dark", "daylight").tolist(),
        "clock_minute": rows["minute"].tolist(),
        "district": [f"d{p}" for p in rows["place"]],
        "stop_date": [f"day {d:03d}" for d in rows["date"]],
    }
    kept = {name: columns[name] for name in ("subject_race", "darkness", "clock_minute", *keys)}
    counts: dict[tuple[object, ...], int] = {}
    for key in zip(*kept.values(), strict=True):
        counts[key] = counts.get(key, 0) + 1
    table = dict(zip(kept, map(list, zip(*counts, strict=True)), strict=True))
    return Cells.from_columns({**table, "stops": list(counts.values())}, by=list(kept))


def answered(given_cells: Cells, **settings: object) -> Result:
    result = METHOD(given_cells, **settings)
    assert isinstance(result, Result)
    return result


def test_cells_give_the_coefficients_of_a_row_by_row_regression() -> None:
    rows = stops()
    inner = np.quantile(rows["minute"], np.arange(1, 6) / 6)
    curve = patsy.cr(
        rows["minute"].astype(float),
        knots=inner,
        lower_bound=rows["minute"].min(),
        upper_bound=rows["minute"].max(),
    )
    places = np.eye(3)[rows["place"]][:, 1:]
    X = np.column_stack([rows["dark"], np.asarray(curve), places])
    glm = sm.GLM(rows["black"].astype(float), X, family=sm.families.Binomial()).fit(tol=1e-12)
    found = answered(cells(rows, "district"), sensitivity=False).one(
        "darkness_log_odds", subject_race="black"
    )
    assert found.value == pytest.approx(glm.params[0], abs=SAME_COEFFICIENTS)
    assert (found.high - found.low) / 2 / 1.959964 == pytest.approx(glm.bse[0], rel=1e-5)
    clustered = answered(cells(rows, "district", "stop_date"), sensitivity=False)
    wide = clustered.one("darkness_log_odds", **BLACK)
    assert wide.value == pytest.approx(found.value, abs=SAME_COEFFICIENTS)
    without = []  # the same regression refitted without each date: the jackknife itself
    for date in np.unique(rows["date"]):
        kept = rows["date"] != date
        refit = sm.GLM(rows["black"][kept].astype(float), X[kept], family=sm.families.Binomial())
        without.append(refit.fit(start_params=glm.params).params[0])
    G = len(without)
    jackknife = np.sqrt((G - 1) / G * ((without - np.mean(without)) ** 2).sum())
    assert (wide.high - wide.low) / 2 / stats.t.ppf(0.975, G - 1) == pytest.approx(
        jackknife, rel=2e-3
    )
    assert (wide.basis.key, wide.basis.clusters) == ("stop_date", G)
    assert wide.basis.lacks == "officer_id"


def test_a_curve_for_each_place_agrees_with_separate_curves() -> None:
    rows = stops(2)
    inner = np.quantile(rows["minute"], [1 / 3, 2 / 3])
    curve = np.asarray(
        patsy.cr(
            rows["minute"].astype(float),
            knots=inner,
            lower_bound=rows["minute"].min(),
            upper_bound=rows["minute"].max(),
        )
    )
    own = np.column_stack([curve * (rows["place"] == p)[:, None] for p in range(3)])
    X = np.column_stack([rows["dark"], own])
    glm = sm.GLM(rows["black"].astype(float), X, family=sm.families.Binomial()).fit(tol=1e-12)
    found = answered(cells(rows, "district"), sensitivity=False, df=3, interaction=True)
    assert found.one("darkness_log_odds", **BLACK).value == pytest.approx(
        glm.params[0], abs=SAME_COEFFICIENTS
    )


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(1, 5)), min_size=2, max_size=30),
    st.integers(1, 6),
)
def test_weighted_knots_are_quantiles_of_the_repeated_values(
    pairs: list[tuple[int, int]], df: int
) -> None:
    x, weight = (np.array(v, dtype=float) for v in zip(*pairs, strict=True))
    repeated = np.repeat(x, weight.astype(int))
    wanted = np.quantile(repeated, np.arange(0, df + 1) / df)
    assert knots_at_quantiles(x, weight, df) == pytest.approx(wanted)


def test_a_natural_spline_is_straight_beyond_its_ends() -> None:
    knots = np.array([350, 380, 420, 450.0])
    basis = natural_spline(np.array([-2.0, -1, 0, 1, 2]) * 50 + 400, knots)
    beyond = natural_spline(np.array([500.0, 600, 700]), knots)
    assert basis.shape == (5, 3)
    assert beyond[2] - beyond[1] == pytest.approx(beyond[1] - beyond[0])


def test_swapping_group_and_reference_inverts_the_odds_ratio() -> None:
    given_cells = cells(stops(), "district")
    one = answered(given_cells, sensitivity=False).one("daylight_odds_ratio", **BLACK)
    other = answered(given_cells, sensitivity=False, reference="black")
    assert one.value == pytest.approx(1 / other.one("daylight_odds_ratio", **WHITE).value)


def test_the_daylight_odds_ratio_is_the_exponential_of_minus_the_coefficient() -> None:
    result = answered(cells(stops(), "district"))
    ratio = result.one("daylight_odds_ratio", **BLACK)
    beta = result.one("darkness_log_odds", **BLACK)
    assert ratio.value == pytest.approx(np.exp(-beta.value))
    assert ratio.low == pytest.approx(np.exp(-beta.high))
    assert ratio.p_value == beta.p_value


def test_alternatives_are_run_and_weighed_in_the_sentence() -> None:
    result = answered(cells(stops(), "district"))
    variants = {e.variant for e in result.named("darkness_log_odds")}
    assert {f"curve df {df}" for df in range(1, 6)} < variants
    assert {"without places", "a curve for each place"} < variants
    (claim,) = PRESENTATIONS["veil-of-darkness"].says(result)
    assert "7 of 7 other ways" in claim.sentence
    assert "without places" in claim.survives
    (chart,) = PRESENTATIONS["veil-of-darkness"].picture(result)
    assert {row["light"] for row in chart.spec["data"]["values"]} == {"dark", "daylight"}


def test_stops_in_twilight_or_of_unknown_light_say_nothing() -> None:
    rows = stops()
    base = cells(rows)
    more = Cells.from_arrow(
        pa.concat_tables(
            [
                base.table,
                pa.table(
                    {
                        "subject_race": ["black", "white"],
                        "darkness": ["twilight", "unknown"],
                        "clock_minute": [1100, -1],
                        "stops": [500, 900],
                    }
                ),
            ]
        ),
        by=base.by,
    )
    one = answered(base, sensitivity=False).one("darkness_log_odds", **BLACK)
    assert answered(more, sensitivity=False).one("darkness_log_odds", **BLACK) == one


def test_a_place_that_stopped_one_group_only_changes_nothing() -> None:
    rows = stops()
    base = cells(rows, "district")
    lone = pa.table(
        {
            "subject_race": ["black"],
            "darkness": ["dark"],
            "clock_minute": [1100],
            "district": ["only"],
            "stops": [500],
        }
    )
    more = Cells.from_arrow(pa.concat_tables([base.table, lone]), by=base.by)
    one = answered(base, sensitivity=False).one("darkness_log_odds", **BLACK)
    assert answered(more, sensitivity=False).one("darkness_log_odds", **BLACK) == one


def test_too_few_stops_or_no_overlap_of_light_and_dark_is_refused() -> None:
    rows = stops(rows=150)
    assert isinstance(METHOD(cells(rows)), Refusal)
    apart = stops()
    apart["minute"] = np.where(apart["dark"], 1200, 1100)
    outcome = METHOD(cells(apart))
    assert isinstance(outcome, Refusal)
    assert set(outcome.facts["reasons"]) == {NotCompared.NEVER_AT_SAME_TIMES}
    assert "never at the same clock times" in why_not(outcome).lacking
