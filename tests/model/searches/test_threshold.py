"""The threshold test as a method: what it reports, notes and refuses."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.facts.searches import ThresholdFacts
from daylight.data.result import Outcome, Refusal, Result
from daylight.model.searches import nested_posterior, threshold_cells, threshold_nuts
from daylight.model.searches.threshold import ASKED, METHOD, METHODS, gaps, is_kept
from daylight.model.searches.threshold_checks import noise, placebo
from daylight.model.searches.threshold_priors import MODELS
from daylight.pipeline.call import answer_file
from daylight.report.notes import sentence
from daylight.report.presentations import PRESENTATIONS
from tests.model.searches.thresholds import department

Columns = dict[str, list[object]]


def small(**changes: list[object]) -> Columns:
    """Two groups in four places."""
    columns: Columns = {
        "place": [p for p in "abcd" for _ in range(2)],
        "subject_race": ["white", "black"] * 4,
        "stops": [4000, 900, 3000, 800, 2000, 700, 1000, 600],
        "searches": [100, 40, 60, 30, 50, 30, 20, 25],
        "hits": [30, 10, 20, 8, 15, 6, 6, 5],
    }
    return columns | changes


def cells(columns: Columns) -> Cells:
    return Cells.from_columns(columns, by=["place", "subject_race"])


def answered(given: Cells, **settings: object) -> Result:
    result = METHOD(given, **{"sweep": False, "draws": 64, **settings})  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


def refused(given: Cells, **settings: object) -> Refusal:
    outcome = METHOD(given, **{"sweep": False, "draws": 64, **settings})  # type: ignore[arg-type]
    assert isinstance(outcome, Refusal)
    return outcome


def codes(result: Result) -> set[str]:
    return {note.code for note in result.notes}


def test_every_cell_average_and_gap_is_reported_with_its_interval() -> None:
    result = answered(cells(small()))
    assert len(result.named("threshold")) == 8
    assert len(result.named("average_threshold")) == 2
    gap = result.one("threshold_gap", subject_race="black")
    assert gap.compared_with == "white"
    assert gap.low < gap.value < gap.high
    white, black = (
        result.one("average_threshold", subject_race=group) for group in ("white", "black")
    )
    assert gap.value == pytest.approx(black.value - white.value)
    assert gap.p_value is not None


def test_both_families_and_three_prior_scales_are_reported_by_default() -> None:
    given, _ = department(groups=3, places=6, most=4000)
    for method in METHODS:
        result = method(given, draws=64)
        assert isinstance(result, Result)
        by_group = gaps(result)
        assert set(by_group) == {"black", "hispanic"}
        assert all(len(by_assumption) == 6 for by_assumption in by_group.values())
        for group, by_assumption in by_group.items():
            assert result.facts_as(ThresholdFacts).kept[group] == is_kept(by_assumption)
        claims = PRESENTATIONS[result.method].says(result)
        assert len(claims) == 2
        assert all("over both models of risk" in claim.sentence for claim in claims)
        (picture,) = PRESENTATIONS[result.method].picture(result)
        assert "gap" in picture.title.lower()
        assert "weakly-identified-level" in codes(result)


def test_a_gap_that_changes_sign_or_halves_is_not_kept() -> None:
    gap = answered(cells(small())).one("threshold_gap", subject_race="black")

    def at(value: float) -> object:
        return replace(gap, value=value, low=value, high=value)

    assert is_kept({ASKED: at(-0.1), "wide": at(-0.06)})  # type: ignore[dict-item]
    assert not is_kept({ASKED: at(-0.1), "wide": at(-0.04)})  # type: ignore[dict-item]
    assert not is_kept({ASKED: at(-0.1), "wide": at(0.2)})  # type: ignore[dict-item]


def test_the_order_of_rows_and_the_names_of_groups_and_places_do_not_matter() -> None:
    columns = small()
    result = answered(cells(columns))
    turned: Columns = {name: values[::-1] for name, values in columns.items()}
    assert answered(cells(turned)).estimates == result.estimates
    names = {"white": "w", "black": "v"}
    renamed = small(
        subject_race=[names[str(group)] for group in columns["subject_race"]],
        place=[f"{place} precinct" for place in columns["place"]],
    )
    other = answered(cells(renamed), reference="w")
    for place in "abcd":
        assert other.one(
            "threshold", subject_race="v", place=f"{place} precinct"
        ).value == pytest.approx(result.one("threshold", subject_race="black", place=place).value)


def test_swapping_group_and_reference_turns_the_gap_around() -> None:
    given, _ = department(groups=2, places=6, most=4000)
    one = answered(given).one("threshold_gap", subject_race="black")
    other = answered(given, reference="black").one("threshold_gap", subject_race="white")
    # the pinned place is the same; only the draws differ
    assert other.value == pytest.approx(-one.value, abs=0.004)


def test_a_pair_never_searched_is_left_out_as_published_or_kept_when_asked() -> None:
    columns = small(searches=[100, 40, 60, 30, 50, 30, 20, 0], hits=[30, 10, 20, 8, 15, 6, 6, 0])
    result = answered(cells(columns))
    assert "cells-without-searches" in codes(result)
    assert len(result.named("threshold")) == 7
    kept = answered(cells(columns), keep_unsearched=True)
    assert len(kept.named("threshold")) == 8
    assert "cells-without-searches" not in codes(kept)


def test_blanks_are_left_out_and_counted() -> None:
    columns = small(hits_unknown=[0, 4, 0, 0, 0, 0, 0, 0], searches_unknown=[0, 96] + [0] * 6)
    result = answered(cells(columns))
    gap = result.one("threshold_gap", subject_race="black")
    assert gap.missing_share == pytest.approx(100 / sum(small()["stops"]))  # type: ignore[arg-type]
    assert result.one("threshold", subject_race="black", place="a").n == 800
    assert "blank-stops" in codes(result)


def test_people_of_unknown_group_are_left_out_and_counted() -> None:
    columns = small()
    for name, value in {"place": "a", "subject_race": "unknown"}.items():
        columns[name] = [*columns[name], value]
    for name, number in {"stops": 1300, "searches": 50, "hits": 9}.items():
        columns[name] = [*columns[name], number]
    result = answered(cells(columns))
    assert {e.keys["subject_race"] for e in result.named("threshold")} == {"white", "black"}
    assert result.one("average_threshold", subject_race="black").missing_share == pytest.approx(
        1300 / 14300
    )


def test_two_groups_are_answered_with_a_note_that_priors_carry_them() -> None:
    assert "rests-on-priors" in codes(answered(cells(small())))
    given, _ = department(groups=3, places=8, most=4000)
    assert "rests-on-priors" not in codes(answered(given))


@pytest.mark.parametrize(
    ("columns", "settings", "code"),
    [
        (small(place=["a"] * 4 + ["b"] * 4, subject_race=list("wxyzwxyz")), {}, "reference-absent"),
        ({k: v[:2] for k, v in small().items()}, {}, "too-few-places-searched"),
        (small(hits=[30, 41, 20, 8, 15, 6, 6, 5]), {}, "more-events-than-trials"),
        (small(searches=[5000, 40, 60, 30, 50, 30, 20, 25]), {}, "more-events-than-trials"),
        (
            small(searches=[100, 1, 60, 1, 50, 1, 20, 1], hits=[30, 1] * 1 + [9, 0] * 3),
            {},
            "too-few-searches-in-places",
        ),
        (small(searches=[0] * 8, hits=[0] * 8), {}, "too-few-searches-in-places"),
        (small(hits=[1, 0] + [0] * 6), {}, "too-few-hits"),
        (small(), {"reference": "asian"}, "reference-absent"),
        ({k: v[:0] for k, v in small().items()}, {}, "reference-absent"),
    ],
)
def test_it_refuses_with_a_reason(columns: Columns, settings: dict[str, str], code: str) -> None:
    empty = not columns["place"]
    given = cells(columns if not empty else small()).pick(place="nowhere" if empty else [*"abcd"])
    outcome = refused(given, **settings)
    assert outcome.code == code


def test_cells_without_a_place_are_refused() -> None:
    given = Cells.from_columns(
        {"subject_race": ["white"], "stops": [9], "searches": [3], "hits": [1]}, by=["subject_race"]
    )
    assert refused(given).code == "no-place"


def test_a_district_is_a_place() -> None:
    columns = small()
    columns["district"] = columns.pop("place")
    given = Cells.from_columns(columns, by=["district", "subject_race"])
    assert answered(given).one("threshold", subject_race="white", district="a").n == 4000


def test_own_weights_differ_from_common_weights() -> None:
    given, _ = department(groups=2, places=6, most=4000)
    common = answered(given).one("average_threshold", subject_race="black").value
    own = answered(given, weights="own").one("average_threshold", subject_race="black").value
    assert own != common


def test_without_the_extra_a_doubtful_answer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful(monkeypatch)
    monkeypatch.setattr(threshold_nuts, "is_installed", lambda: False)
    result = answered(cells(small()))
    assert "approximation-doubtful" in codes(result)
    assert result.diagnostics["engine"] == "nested Laplace"


def test_a_bent_posterior_is_doubtful_whatever_its_weights_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = nested_posterior.fit

    def fit(*given: object, **settings: object) -> nested_posterior.ThresholdPosterior:
        found = honest(*given, **settings)  # type: ignore[arg-type]
        return replace(found, pareto_k=0.1, uneven=1.9)

    monkeypatch.setattr(nested_posterior, "fit", fit)
    result = answered(cells(small()), engine="laplace")
    assert "approximation-doubtful" in codes(result)
    assert any("1.90" in sentence(note) for note in result.notes)


def test_thresholds_that_could_be_anything_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = nested_posterior.fit

    def fit(*given: object, **settings: object) -> nested_posterior.ThresholdPosterior:
        found = honest(*given, **settings)  # type: ignore[arg-type]
        spread = found.threshold.copy()
        spread[::2, 1, 2], spread[1::2, 1, 2] = 0.001, 0.9
        return replace(found, threshold=spread)

    assert "threshold-barely-known" not in codes(answered(cells(small()), engine="laplace"))
    monkeypatch.setattr(nested_posterior, "fit", fit)
    result = answered(cells(small()), engine="laplace")
    (note,) = (n for n in result.notes if n.code == "threshold-barely-known")
    assert "1 thresholds" in sentence(note)
    assert sentence(note).endswith("They are Black people in c.")


def doubtful(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = nested_posterior.fit

    def fit(*given: object, **settings: object) -> nested_posterior.ThresholdPosterior:
        return replace(honest(*given, **settings), pareto_k=0.93)  # type: ignore[arg-type]

    monkeypatch.setattr(nested_posterior, "fit", fit)


def test_a_doubtful_approximation_falls_back_to_sampling(monkeypatch: pytest.MonkeyPatch) -> None:
    given = cells(small())
    layout = threshold_cells.read(given, reference="white")
    assert not isinstance(layout, Refusal)
    shape = (40, *layout.counts.hits.shape)
    rng = np.random.default_rng(4)
    eta = (rng.normal(-3.5, 0.2, shape), rng.normal(2, 0.2, shape), rng.normal(-1.4, 0.2, shape))
    chain = threshold_nuts.NutsChain(
        eta=eta, theta=np.zeros((40, 8)), r_hat=1.004, effective=31.0, divergences=0
    )
    doubtful(monkeypatch)
    monkeypatch.setattr(threshold_nuts, "is_installed", lambda: True)
    monkeypatch.setattr(threshold_nuts, "sample", lambda *_given, **_settings: chain)
    result = answered(given)
    assert result.diagnostics["engine"] == "NUTS"
    assert result.diagnostics["r_hat"] == 1.004
    assert result.one("threshold", subject_race="white", place="a").value == pytest.approx(
        0.198, abs=0.02
    )
    assert "approximation-doubtful" not in codes(result)
    assert answered(given, engine="laplace").diagnostics["engine"] == "nested Laplace"


def test_sampling_asked_for_without_the_extra_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threshold_nuts, "is_installed", lambda: False)
    assert refused(cells(small()), engine="nuts").code == "sampler-not-installed"


def test_a_doubtful_fit_of_the_sweep_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = nested_posterior.fit

    def fit(*given: object, **settings: object) -> nested_posterior.ThresholdPosterior:
        found = honest(*given, **settings)  # type: ignore[arg-type]
        return replace(found, pareto_k=0.2 if settings["draws"] == 64 else 0.8)

    monkeypatch.setattr(nested_posterior, "fit", fit)
    assert "sweep-doubtful" in codes(answered(cells(small()), sweep=True))


def test_an_assumption_without_a_posterior_means_no_gap_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    honest = nested_posterior.fit

    def fit(*given: object, **settings: object) -> nested_posterior.ThresholdPosterior:
        found = honest(*given, **settings)  # type: ignore[arg-type]
        lost = settings["draws"] != 64 and given[0].family.__name__.endswith("beta")  # type: ignore[attr-defined]
        return replace(found, threshold=found.threshold * np.nan) if lost else found

    monkeypatch.setattr(nested_posterior, "fit", fit)
    result = answered(cells(small()), sweep=True)
    assert "sweep-incomplete" in codes(result)
    assert result.facts_as(ThresholdFacts).kept["black"] is False
    assert len(gaps(result)["black"]) == 4


def test_places_are_filtered_as_asked_and_named() -> None:
    result = answered(cells(small()), least_stops=2000, fewest_places=2)
    (note,) = (note for note in result.notes if note.code == "places-left-out")
    assert "fewer than 2,000 stops" in sentence(note)
    assert sentence(note).endswith(": d.")
    assert {e.keys["place"] for e in result.named("threshold")} == {"a", "b", "c"}
    largest = answered(cells(small()), most_places=3)
    assert {e.keys["place"] for e in largest.named("threshold")} == {"a", "b", "c"}
    assert "places-left-out" not in codes(answered(cells(small())))


def test_a_pair_left_out_is_named() -> None:
    columns = small(searches=[100, 40, 60, 30, 50, 30, 20, 0], hits=[30, 10, 20, 8, 15, 6, 6, 0])
    (note,) = (n for n in answered(cells(columns)).notes if n.code == "cells-without-searches")
    assert "Black people in d" in sentence(note)


def test_a_file_answers_alike_as_csv_and_parquet_whatever_its_order(tmp_path: Path) -> None:
    columns = small()
    plain = answered(cells(columns))
    turned = {name: columns[name] for name in reversed(columns)}
    turned["note"] = ["x"] * 8
    table = pa.table(turned).take(pa.array([5, 2, 7, 0, 1, 6, 3, 4]))
    pq.write_table(table, tmp_path / "cells.parquet")
    pacsv.write_csv(table, tmp_path / "cells.csv")
    for name in ("cells.parquet", "cells.csv"):
        outcome = answer_file("threshold", tmp_path / name, settings={"sweep": False, "draws": 64})
        assert isinstance(outcome, Result)
        assert outcome.estimates == plain.estimates


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "counts",
    [
        {"searches": [4000, 900, 3000, 800, 2000, 700, 1000, 600]},
        {"hits": [100, 40, 60, 30, 50, 30, 20, 25]},
        {"hits": [10] + [0] * 7},
        {"stops": [4_000_000, 900, 3_000_000, 800, 2000, 700, 1000, 600]},
    ],
    ids=["everybody searched", "every search a hit", "hits in one pair", "two giants"],
)
def test_extreme_counts_are_answered_with_finite_numbers_or_refused(
    counts: dict[str, list[object]], method: Callable[..., Outcome]
) -> None:
    outcome = method(cells(small(**counts)), draws=64, engine="laplace")
    if isinstance(outcome, Result):
        assert all(np.isfinite((e.low, e.value, e.high)).all() for e in outcome.estimates)


def test_the_same_seed_gives_the_same_answer() -> None:
    assert answered(cells(small()), seed=4) == answered(cells(small()), seed=4)


def test_a_placebo_puts_another_key_in_the_group_s_seat() -> None:
    rng = np.random.default_rng(2)
    columns: Columns = {
        "place": [p for p in "abcdef" for _ in range(4)],
        "subject_race": ["white", "white", "black", "black"] * 6,
        "season": ["warm", "cold"] * 12,
    }
    stops = rng.integers(1000, 3000, 24)
    searches = rng.binomial(stops, 0.03)
    columns |= {"stops": stops.tolist(), "searches": searches.tolist()}
    columns["hits"] = rng.binomial(searches, 0.3).tolist()
    given = Cells.from_columns(columns, by=["place", "subject_race", "season"])
    result = placebo(given, "season", sweep=False, draws=64)
    assert isinstance(result, Result)
    (gap,) = result.named("threshold_gap")
    assert gap.low < 0 < gap.high
    assert "placebo-groups" in codes(result)


def test_wavering_thresholds_can_be_tried_out() -> None:
    result = noise(cells(small()), sd=0.03, sweep=False, draws=64)
    assert isinstance(result, Result)
    assert "wavering-thresholds" in codes(result)
    assert len(result.named("threshold_gap")) == 1


def test_sampling_that_takes_too_long_leaves_the_approximation_with_a_note(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    doubtful(monkeypatch)

    def endless(*_given: object, minutes: float, **_settings: object) -> object:
        assert minutes == 0.25
        raise threshold_nuts.OutOfTime(0.1)

    monkeypatch.setattr(threshold_nuts, "is_installed", lambda: True)
    monkeypatch.setattr(threshold_nuts, "sample", endless)
    with caplog.at_level("INFO", logger="daylight.progress"):
        result = answered(cells(small()), minutes=0.25)
    assert {"approximation-doubtful", "sampling-stopped"} <= codes(result)
    assert "for at most 0.25 minutes" in caplog.text
    assert "minutes = 0 or engine = laplace decline it" in caplog.text
    said = next(sentence(note) for note in result.notes if note.code == "sampling-stopped")
    assert "stopped after 0.25 minutes" in said


@pytest.mark.parametrize("declined", [{"minutes": 0.0}, {"engine": "laplace"}])
def test_sampling_can_be_declined(
    monkeypatch: pytest.MonkeyPatch, declined: dict[str, object]
) -> None:
    doubtful(monkeypatch)

    def never(*_given: object, **_settings: object) -> object:
        raise AssertionError

    monkeypatch.setattr(threshold_nuts, "is_installed", lambda: True)
    monkeypatch.setattr(threshold_nuts, "sample", never)
    result = answered(cells(small()), **declined)
    assert "approximation-doubtful" in codes(result)
    assert "sampling-stopped" not in codes(result)


def _model_of(columns: Columns) -> threshold_nuts.ThresholdModel:
    layout = threshold_cells.read(
        cells(columns), reference="white", filters=threshold_cells.Filters()
    )
    assert not isinstance(layout, Refusal)
    return MODELS["discriminant"].of(layout.counts, 1.0)


@pytest.mark.skipif(not threshold_nuts.is_installed(), reason="needs NumPyro")
def test_stepwise_sampling_draws_what_numpyro_s_own_loop_draws() -> None:
    import jax
    from numpyro.infer import MCMC, NUTS, init_to_value

    model = _model_of(small())
    prior, counts = model.prior, model.counts
    ours = threshold_nuts.sample(model, seed=7, length=threshold_nuts.Length(20, 20, 2))
    with jax.enable_x64(True):
        start = {"t": prior.centre[2][:, None] + np.zeros(counts.hits.shape)}
        kernel = NUTS(
            threshold_nuts._model,
            target_accept_prob=0.9,
            max_tree_depth=10,
            init_strategy=init_to_value(values=start),
        )
        theirs = MCMC(
            kernel,
            num_warmup=20,
            num_samples=20,
            num_chains=2,
            chain_method="sequential",
            progress_bar=False,
        )
        likelihood = threshold_nuts.LOG_LIKELIHOOD[model.family]
        theirs.run(jax.random.key(7), likelihood, counts, prior)
        drawn = theirs.get_samples()
    np.testing.assert_allclose(ours.theta, drawn["theta"], rtol=1e-6)
    np.testing.assert_allclose(ours.eta[2], drawn["t"], rtol=1e-6)


@pytest.mark.skipif(not threshold_nuts.is_installed(), reason="needs NumPyro")
def test_sampling_keeps_to_its_time() -> None:
    with pytest.raises(threshold_nuts.OutOfTime):
        threshold_nuts.sample(_model_of(small()), seed=7, minutes=0.0)
