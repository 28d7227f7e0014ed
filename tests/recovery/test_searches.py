"""Searches and what they find: each test's size, coverage, power and known failure."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.estimate import Key
from daylight.data.result import Outcome
from daylight.model.methods import METHODS
from daylight.model.searches.hidden_confounder import e_value
from daylight.model.searches.risk_adjusted import Atoms, coefficient, extreme
from tests.recovery.truth import (
    LEVEL,
    NOMINAL,
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
    three_errors,
)

pytestmark = pytest.mark.recovery

REPETITIONS = 400
SEED = 7400

GROUNDS = ("consent", "incident_to_arrest", "plain_view", "probable_cause")
MIX = np.array([[0.2, 0.2, 0.4, 0.2], [0.5, 0.2, 0.1, 0.2]])
"""Grounds on which each of two groups is searched."""

RATES = np.array([0.15, 0.2, 0.5, 0.3])

BLACK: dict[str, Key] = {"subject_race": "black"}
BY_RACE = {"key": "subject_race"}
OFFICERS: dict[str, Key] = {"officer_race": "black", "other_officer_race": "white"}


def by_ground(rng: Rng, gap: float, mix: np.ndarray = MIX) -> Cells:  # type: ignore[type-arg]
    """Searches on four grounds; `gap` is added to the group's chance of a find on each."""
    searches = np.vstack([rng.multinomial(n, m) for n, m in zip((1500, 2500), mix, strict=True)])
    hits = rng.binomial(searches, np.vstack([RATES + gap, RATES]))
    return cells(
        subject_race=np.repeat(["black", "white"], 4),
        search_basis=list(GROUNDS) * 2,
        searches=searches.ravel(),
        hits=hits.ravel(),
    )


@pytest.mark.parametrize("gap", [0.0, -0.06])
@recovers("outcome", shows="coverage")
@recovers("outcome", shows="size")
def test_hit_rates_cover_pooled_within_and_by_ground(gap: float) -> None:
    found = results(
        lambda rng: METHODS["outcome"](by_ground(rng, gap)), repetitions=REPETITIONS, seed=SEED
    )
    pooled = float(MIX[0] @ (RATES + gap)), float(MIX[1] @ RATES)
    same = Quantity(
        name="hit_rate_difference_within", truth=gap, keys=BLACK, variant="within search_basis"
    )
    consent = Quantity(
        name="hit_rate_difference_by_ground",
        truth=gap,
        keys=BLACK | {"search_basis": "consent"},
    )
    mix = pooled[0] - pooled[1] - gap
    assert_covers(
        found,
        Quantity(name="hit_rate", truth=pooled[0]),
        Quantity(name="hit_rate_difference", truth=pooled[0] - pooled[1]),
        Quantity(name="hit_rate_ratio", truth=pooled[0] / pooled[1]),
        Quantity(
            name="hit_rate_difference_same_ground", truth=gap, keys=BLACK, variant="by search_basis"
        ),
        Quantity(
            name="hit_rate_difference_mix_of_grounds",
            truth=mix,
            keys=BLACK,
            variant="by search_basis",
        ),
        same,
        consent,
    )
    if gap == 0:
        assert_size(found, same)


@recovers("outcome", shows="size")
def test_equal_hit_rates_on_one_ground_are_flagged_at_the_rate() -> None:
    even = np.vstack([MIX[0], MIX[0]])
    found = results(
        lambda rng: METHODS["outcome"](by_ground(rng, 0.0, even)),
        repetitions=REPETITIONS,
        seed=SEED,
    )
    assert_size(found, Quantity(name="hit_rate_difference", truth=0.0, exact=True))


def searched_at(rng: Rng, threshold: float, people: int = 40_000) -> Cells:
    """One standard for two groups whose risks are spread differently: beta(2, 8), beta(1, 9)."""
    rows = []
    for group, shape in (("black", (1, 9)), ("white", (2, 8))):
        risk = rng.beta(*shape, people)
        searched = risk > threshold
        hits = rng.binomial(1, risk[searched]).sum()
        rows.append((group, people, searched.sum(), hits))
    names = ("subject_race", "stops", "searches", "hits")
    return cells(**dict(zip(names, zip(*rows, strict=True), strict=True)))


@recovers("outcome", "knowles-persico-todd", shows="failure")
def test_one_standard_for_all_gives_unequal_hit_rates_and_a_note() -> None:
    for method, name, keys in (
        ("outcome", "hit_rate_difference", BLACK),
        ("knowles-persico-todd", "equal_hit_rates", BY_RACE),
    ):
        found = results(
            lambda rng, method=method: METHODS[method](searched_at(rng, 0.1)),
            repetitions=30,
            seed=SEED,
        )
        unequal = Quantity(name=name, truth=0.0, keys=keys)
        assert rejections(found, unequal) == 1
        assert_noted(found, "infra-marginality")


def test_the_true_hit_rate_difference_lies_within_the_bounds_whoever_the_blanks_are() -> None:
    rng = np.random.default_rng(SEED)
    for _ in range(300):
        searches = rng.integers(50, 900, 2)
        hits = rng.binomial(searches, rng.uniform(0, 1, 2))
        full = hits[0] / searches[0] - hits[1] / searches[1]
        by_find = np.column_stack([searches - hits, hits])
        nobody = rng.binomial(by_find, rng.uniform(0, 0.4, (2, 2)))
        named = by_find - nobody
        hidden = rng.uniform(0, 1, (2, 2))
        blank, blank_nobody = rng.binomial(named, hidden), rng.binomial(nobody, hidden)
        rows = np.vstack([named, nobody.sum(axis=0)])
        lost = np.vstack([blank, blank_nobody.sum(axis=0)])
        drawn = cells(
            subject_race=["black", "white", "unknown"],
            searches=rows.sum(axis=1),
            hits=(rows - lost)[:, 1],
            hits_unknown=lost.sum(axis=1),
        )
        outcome = METHODS["outcome"](drawn, min_n=1)
        bounds = [e for e in getattr(outcome, "estimates", ()) if e.name.endswith("_bounds")]
        assert all(e.low - 1e-12 <= full <= e.high + 1e-12 for e in bounds)


def two_groups(rng: Rng, rates: tuple[float, ...], searches: int) -> Outcome:
    drawn = cells(
        subject_race=["black", "hispanic", "white"],
        searches=[searches] * 3,
        hits=rng.binomial(searches, rates),
    )
    return METHODS["knowles-persico-todd"](drawn)


EQUAL = Quantity(name="equal_hit_rates", truth=0.0, keys=BY_RACE)


@pytest.mark.parametrize(("searches", "rate"), [(800, 0.2), (40, 0.06)], ids=["many", "few"])
@recovers("knowles-persico-todd", shows="size")
def test_the_equality_of_hit_rates_is_rejected_at_the_rate(searches: int, rate: float) -> None:
    found = results(
        lambda rng: two_groups(rng, (rate, rate, rate), searches),
        repetitions=REPETITIONS,
        seed=SEED,
    )
    share = rejections(found, EQUAL)
    assert share <= LEVEL + three_errors(LEVEL, len(found))
    assert searches < 100 or share >= LEVEL - three_errors(LEVEL, len(found))


@recovers("knowles-persico-todd", shows="coverage")
def test_unequal_hit_rates_are_found() -> None:
    found = results(lambda rng: two_groups(rng, (0.14, 0.2, 0.22), 800), repetitions=100, seed=SEED)
    assert rejections(found, EQUAL) > 0.9


def ranked(rng: Rng, rates: np.ndarray) -> Outcome:  # type: ignore[type-arg]
    """(2, 2) search rates: subjects by officers."""
    stops = np.full((2, 2), 3000)
    searches = rng.binomial(stops, rates)
    drawn = cells(
        subject_race=np.repeat(["black", "white"], 2),
        officer_race=["black", "white"] * 2,
        stops=stops.ravel(),
        searches=searches.ravel(),
        hits=rng.binomial(searches, 0.2).ravel(),
    )
    return METHODS["anwar-fang"](drawn)


REVERSED = Quantity(
    name="search_rate_rank_reversal",
    truth=0.0,
    keys=BLACK | OFFICERS,
)


@pytest.mark.parametrize(
    ("rates", "least"),
    [([[0.1, 0.1], [0.1, 0.18]], LEVEL), ([[0.1, 0.1], [0.1, 0.1]], 0.0)],
    ids=["one order, one tie", "two ties"],
)
@recovers("anwar-fang", shows="size")
def test_officers_in_one_order_are_called_reversed_no_more_often_than_the_rate(
    rates: list[list[float]], least: float
) -> None:
    found = results(lambda rng: ranked(rng, np.array(rates)), repetitions=600, seed=SEED)
    share = rejections(found, REVERSED)
    slack = three_errors(LEVEL, len(found))
    assert least - slack <= share <= LEVEL + slack


@recovers("anwar-fang", shows="coverage")
def test_officers_in_opposite_orders_are_found_and_their_differences_covered() -> None:
    rates = np.array([[0.1, 0.13], [0.13, 0.1]])
    found = results(lambda rng: ranked(rng, rates), repetitions=REPETITIONS, seed=SEED)
    assert rejections(found, REVERSED) > 0.8
    for group, truth in (("black", -0.03), ("white", 0.03)):
        name = "search_rate_difference_between_officers"
        asked = Quantity(name=name, truth=truth, keys={"subject_race": group, **OFFICERS})
        assert_covers(found, asked)


@recovers("anwar-fang", shows="failure")
def test_officers_who_all_favour_one_group_show_no_reversal_and_a_note() -> None:
    rates = np.array([[0.3, 0.36], [0.1, 0.13]])
    found = results(lambda rng: ranked(rng, rates), repetitions=50, seed=SEED)
    assert rejections(found, REVERSED) == 0
    assert_noted(found, "relative-only")


BANDS = np.array([0.08, 0.2, 0.35, 0.5])
SPREAD = np.array([[0.3, 0.3, 0.2, 0.2], [0.5, 0.3, 0.1, 0.1]])


def at_risk(rng: Rng, gap: float) -> Outcome:
    """Searched in proportion to risk, which place shows; the group by `gap` more often."""
    stops = np.round(np.array([[9000], [15000]]) * SPREAD).astype(int)
    searches = rng.binomial(stops, 0.02 + 0.3 * BANDS + np.array([[gap], [0.0]]))
    drawn = cells(
        subject_race=np.repeat(["black", "white"], 4),
        district=[f"district {d}" for d in range(4)] * 2,
        stops=stops.ravel(),
        searches=searches.ravel(),
        hits=rng.binomial(searches, BANDS).ravel(),
    )
    return METHODS["risk-adjusted"](drawn, epsilons=())


@pytest.mark.parametrize("gap", [0.0, 0.04])
@recovers("risk-adjusted", shows="coverage")
@recovers("risk-adjusted", shows="size")
def test_the_difference_at_equal_risk_covers_though_risk_is_estimated(gap: float) -> None:
    found = results(lambda rng: at_risk(rng, gap), repetitions=REPETITIONS, seed=SEED)
    asked = Quantity(name="search_rate_difference_at_equal_risk", truth=gap, keys=BLACK)
    assert_covers(found, asked)
    if gap == 0:
        assert_size(found, asked)


def test_the_truth_lies_within_the_range_of_risks_that_are_off_by_as_much() -> None:
    """The estimated risks are the true ones with errors of mean size ε: the range holds them."""
    rng = np.random.default_rng(SEED)
    for _ in range(30):
        size = 60
        w, g = rng.integers(20, 400, size).astype(float), (np.arange(size) % 2).astype(float)
        a, r = (np.arange(size) // 2 % 2).astype(float), rng.beta(2, 6, size)
        true = np.clip(r + rng.normal(0, 0.03, size) + 0.03 * g * rng.choice([-1, 1]), 0, 1)
        epsilon = float(w @ np.abs(true - r) / w.sum())
        truth = coefficient(Atoms(w=w, a=a, g=g, r=true))
        atoms = Atoms(w=w, a=a, g=g, r=r)
        low, high = (extreme(atoms, epsilon, sign, r)[0] for sign in (-1.0, 1.0))
        assert low <= truth <= high


@recovers("risk-adjusted", shows="failure")
def test_a_sign_of_risk_that_only_officers_see_makes_a_difference_and_a_note() -> None:
    """Equal standards; one group shows a sign of risk that no column holds more often."""

    def draw(rng: Rng) -> Outcome:
        stops = np.array([[[4000, 2000], [4000, 2000]], [[5500, 500], [5500, 500]]])
        risk = np.array([[0.05, 0.4], [0.15, 0.6]])
        searches = rng.binomial(stops, 0.02 + 0.5 * risk)
        hits = rng.binomial(searches, np.broadcast_to(risk, stops.shape))
        drawn = cells(
            subject_race=np.repeat(["black", "white"], 2),
            district=["east", "west"] * 2,
            stops=stops.sum(axis=2).ravel(),
            searches=searches.sum(axis=2).ravel(),
            hits=hits.sum(axis=2).ravel(),
        )
        return METHODS["risk-adjusted"](drawn)

    found = results(draw, repetitions=20, seed=SEED)
    name = "search_rate_difference_at_equal_risk"
    assert coverage(found, Quantity(name=name, truth=0.0, keys=BLACK)) < 0.5
    assert_noted(found, "risk-from-searches")


STRENGTH, PREVALENCE = 2.0, 0.5


def confounded(rng: Rng) -> Outcome:
    """In three places group plays no part, but a hidden circumstance does, in both."""
    size, log = 6000, np.log(STRENGTH)
    towards, base = np.array([-0.8, 0.0, 0.6]), np.array([-2.2, -1.8, -1.5])
    counts = np.zeros((4, 3))
    for place in range(3):
        hidden = rng.binomial(size, PREVALENCE)
        for u, n in ((0, size - hidden), (1, hidden)):
            of_group = rng.binomial(n, 1 / (1 + np.exp(-towards[place] - log * u)))
            for row, members in ((0, of_group), (1, n - of_group)):
                counts[row, place] += members
                chance = 1 / (1 + np.exp(-base[place] - log * u))
                counts[row + 2, place] += rng.binomial(members, chance)
    drawn = cells(
        subject_race=np.repeat(["black", "white"], 3),
        district=["east", "middle", "west"] * 2,
        stops=counts[:2].ravel().astype(int),
        searches=counts[2:].ravel().astype(int),
    )
    return METHODS["hidden-confounder"](drawn)


@recovers("hidden-confounder", shows="coverage")
@recovers("hidden-confounder", shows="size")
@recovers("hidden-confounder", shows="failure")
def test_with_the_true_hidden_circumstance_the_difference_is_covered_and_without_it_is_not() -> (
    None
):
    found = results(confounded, repetitions=REPETITIONS, seed=SEED)
    adjusted = Quantity(
        name="search_rate_difference_if_confounded",
        truth=0.0,
        keys=BLACK | {"odds_times": STRENGTH, "prevalence": PREVALENCE},
    )
    plain = Quantity(name="search_rate_difference_standardised", truth=0.0, keys=BLACK)
    assert_covers(found, adjusted)
    assert coverage(found, plain) < NOMINAL - three_errors(NOMINAL, len(found))
    assert_noted(found, "strength-only")


def test_a_ratio_made_by_a_hidden_circumstance_never_has_an_e_value_above_its_strength() -> None:
    """No effect of group; a hidden circumstance with known risk ratios to group and search."""
    rng = np.random.default_rng(SEED)
    for _ in range(1000):
        q = rng.uniform(0.05, 0.95, 2)  # prevalence in the group and in the reference
        to_search = rng.uniform(1, 8)
        risk = rng.uniform(0.01, 1) / to_search
        ratio = (1 + q[0] * (to_search - 1)) / (1 + q[1] * (to_search - 1))
        assert risk * to_search <= 1
        to_group = max(q[0] / q[1], q[1] / q[0], (1 - q[0]) / (1 - q[1]), (1 - q[1]) / (1 - q[0]))
        assert e_value(ratio) <= max(to_search, to_group) + 1e-9
