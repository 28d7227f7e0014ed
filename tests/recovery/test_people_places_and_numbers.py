"""Repeated contact, concentration in place, durations and citations of stops with known truth."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Outcome
from daylight.model.methods import METHODS
from tests.recovery.truth import (
    Quantity,
    Rng,
    assert_covers,
    assert_noted,
    assert_size,
    cells,
    coverage,
    recovers,
    rejections,
    results,
)

pytestmark = pytest.mark.recovery

REPETITIONS = 400
SEED = 8500
TIMES = np.arange(1, 9)


def stopped_again(rng: Rng, mean: float, unlinked: int = 0) -> Outcome:
    """Persons stopped once and then a geometric number of times more."""
    rows = []
    for group, persons, more in (("black", 700, mean - 1), ("white", 1200, 0.3)):
        again = np.minimum(rng.geometric(1 / (1 + more), persons), TIMES[-1])
        rows += [(group, int(t), int((again == t).sum())) for t in TIMES]
    names = ("subject_race", "contacts", "persons")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    counted = Cells.from_columns(
        {**columns, "stops_unlinked": [unlinked] + [0] * (len(rows) - 1)},
        by=("subject_race", "contacts"),
    )
    return METHODS["repeat-contact"](counted)


def capped_mean(more: float) -> float:
    """Mean of a geometric number that is cut at eight: Σ P(T ≥ t)."""
    stay = more / (1 + more)
    return float(sum(stay ** (t - 1) for t in TIMES.tolist()))


@pytest.mark.parametrize("mean", [1.3, 1.5])
@recovers("repeat-contact", shows="coverage")
@recovers("repeat-contact", shows="size")
def test_stops_per_person_and_shares_stopped_again_cover(mean: float) -> None:
    found = results(lambda rng: stopped_again(rng, mean), repetitions=REPETITIONS, seed=SEED)
    more = mean - 1
    truth = more / (1 + more), 0.3 / 1.3
    gaps = (
        Quantity(name="stops_per_person_difference", truth=capped_mean(more) - capped_mean(0.3)),
        Quantity(name="share_stopped_again_difference", truth=truth[0] - truth[1]),
    )
    own = Quantity(
        name="share_stopped_again", truth=truth[0], keys={"subject_race": "black", "at_least": 2}
    )
    assert_covers(found, Quantity(name="stops_per_person", truth=capped_mean(more)), own, *gaps)
    if mean == 1.3:
        assert_size(found, *gaps)


@recovers("repeat-contact", shows="failure")
def test_stops_without_a_person_are_unseen_and_noted() -> None:
    found = results(lambda rng: stopped_again(rng, 1.3, unlinked=900), repetitions=5, seed=SEED)
    assert_noted(found, "unlinked")


PLACES = 30


def placed(rng: Rng, unlike: float, stops: int = 4000) -> Outcome:
    busy = np.exp(np.linspace(-1, 1, PLACES))
    lean = np.exp(unlike * np.tile([1.0, -1.0, 0.3], PLACES // 3))
    mine, theirs = busy * lean / (busy * lean).sum(), busy / busy.sum()
    drawn = cells(
        subject_race=np.repeat(["black", "white"], PLACES),
        district=[f"district {p:02d}" for p in range(PLACES)] * 2,
        stops=np.concatenate([rng.multinomial(stops, mine), rng.multinomial(2 * stops, theirs)]),
    )
    return METHODS["place-concentration"](drawn, resamples=200)


def true_dissimilarity(unlike: float) -> tuple[float, float]:
    busy = np.exp(np.linspace(-1, 1, PLACES))
    lean = np.exp(unlike * np.tile([1.0, -1.0, 0.3], PLACES // 3))
    mine, theirs = busy * lean / (busy * lean).sum(), busy / busy.sum()
    return float(abs(mine - theirs).sum() / 2), float(np.sort(mine)[-PLACES // 10 :].sum())


@pytest.mark.parametrize(("unlike", "stops"), [(0.4, 3000), (0.4, 600)], ids=["many", "few"])
@recovers("place-concentration", shows="coverage")
def test_the_dissimilarity_and_the_top_tenth_cover(unlike: float, stops: int) -> None:
    found = results(lambda rng: placed(rng, unlike, stops), repetitions=300, seed=SEED)
    truth = true_dissimilarity(unlike)
    top = Quantity(name="share_in_top_tenth_of_places", truth=truth[1])
    assert_covers(found, Quantity(name="dissimilarity", truth=truth[0]), top)


@recovers("place-concentration", shows="size")
@recovers("place-concentration", shows="failure")
def test_the_same_places_are_called_unlike_at_the_rate_though_few_stops_make_them_look_so() -> None:
    """The index of the same places is far from zero; so is what chance alone would give."""
    found = results(lambda rng: placed(rng, 0.0, 200), repetitions=300, seed=SEED)
    assert_size(found, Quantity(name="dissimilarity", truth=0.0))
    assert_covers(found, Quantity(name="dissimilarity", truth=0.0))
    index = [r.one("dissimilarity_as_counted", subject_race="black").value for r in found]
    chance = [r.one("dissimilarity_by_chance", subject_race="black").value for r in found]
    assert np.mean(index) > 0.1
    assert abs(np.mean(index) - np.mean(chance)) < 0.01


MINUTES = np.array([5, 10, 15, 25, 45, 90])
LASTING = np.array([0.25, 0.3, 0.2, 0.15, 0.07, 0.03])


def lasting(rng: Rng, shift: int, method: str = "stop-duration") -> Outcome:
    """Two districts whose stops last unlike; within them groups differ by `shift` minutes."""
    rows = []
    for group, mix, extra in (("black", (400, 200), shift), ("white", (300, 900), 0)):
        for district, stops, slow in zip(("east", "west"), mix, (20, 0), strict=True):
            counts = rng.multinomial(stops, LASTING)
            rows += [
                (group, district, str(m + slow + extra), int(n))
                for m, n in zip(MINUTES.tolist(), counts, strict=True)
            ]
    key = {"stop-duration": "whole_minutes", "multiple-citations": "citation_count"}[method]
    names = ("subject_race", "district", key, "stops")
    return METHODS[method](cells(**dict(zip(names, zip(*rows, strict=True), strict=True))))


MEASURED = {"stop-duration": "minutes", "multiple-citations": "citations"}


@pytest.mark.parametrize("shift", [0, 3])
@pytest.mark.parametrize("method", MEASURED)
@recovers(*MEASURED, shows="coverage")
@recovers(*MEASURED, shows="size")
@recovers(*MEASURED, shows="failure")
def test_means_cover_and_only_the_adjusted_difference_is_free_of_the_mix_of_places(
    method: str, shift: int
) -> None:
    found = results(lambda rng: lasting(rng, shift, method), repetitions=REPETITIONS, seed=SEED)
    own = f"mean_{MEASURED[method]}"
    base = float(MINUTES @ LASTING)
    black, white = base + 20 * 400 / 600 + shift, base + 20 * 300 / 1200
    adjusted = Quantity(name=f"{own}_difference_adjusted", truth=shift)
    crude = Quantity(name=f"{own}_difference", truth=black - white)
    assert_covers(found, adjusted)
    # Stops of each district are given here, so the crude interval has room to spare.
    assert coverage(found, crude) >= 0.95 - 0.033
    if shift == 0:
        assert_size(found, adjusted)
        assert rejections(found, Quantity(name=f"{own}_difference", truth=0.0)) > 0.9


@recovers(*MEASURED, shows="failure")
@pytest.mark.parametrize(
    ("method", "key"),
    [("stop-duration", "whole_minutes"), ("multiple-citations", "citation_count")],
)
def test_numbers_left_blank_are_noted(method: str, key: str) -> None:
    drawn = cells(
        subject_race=["black", "black", "white", "white"],
        **{key: ["-1" if method == "stop-duration" else "unknown", "10"] * 2},
        stops=[300, 700, 100, 900],
    )
    assert_noted(results(lambda _: METHODS[method](drawn), repetitions=1, seed=1), "blank-number")
