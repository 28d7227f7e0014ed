"""Force methods where nothing differs, and where each of them is known to mislead."""

from typing import Any

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.schema.vocabulary import ForceKind
from daylight.simulate import force as simulate
from tests.recovery.truth import (
    LEVEL,
    Quantity,
    Rng,
    answered,
    assert_covers,
    assert_noted,
    assert_size,
    cells,
    recovers,
    results,
    three_errors,
)

pytestmark = pytest.mark.recovery

REPETITIONS = 500


def ask(name: str, given: Cells, **settings: Any) -> Result:
    return answered(METHODS[name](given, **settings))


def one_row(**counts: int) -> Cells:
    return Cells.from_columns({name: [int(n)] for name, n in counts.items()}, by=[])


# ------------------------------------------------------------------ force-rate


def rates(rng: Rng, *, stops: tuple[int, int]) -> Result:
    """The same chance of force at every stop; incidents of several people."""
    people, squared, held = [], [], []
    for mean in stops:
        sizes = 1 + rng.poisson(0.5, rng.poisson(0.04 * mean / 1.5))
        people.append(int(sizes.sum()))
        squared.append(int((sizes**2).sum()))
        held.append(int(rng.poisson(mean)))
    return ask(
        "force-rate",
        cells(
            subject_race=["black", "white"],
            force_rows=people,
            people=people,
            people_squared=squared,
            stops=held,
            residents=[50_000, 50_000],
        ),
    )


@recovers("force-rate", shows="size")
def test_equal_chances_of_force_per_stop_are_called_unequal_at_the_rate() -> None:
    found = results(lambda rng: rates(rng, stops=(4000, 5000)), repetitions=REPETITIONS, seed=11)
    assert_size(found, Quantity(name="force_ratio_stops", truth=1.0))


@recovers("force-rate", shows="failure")
def test_a_group_stopped_twice_as_often_has_twice_the_force_per_resident_at_equal_stops() -> None:
    found = results(lambda rng: rates(rng, stops=(8000, 4000)), repetitions=200, seed=12)
    assert_covers(found, Quantity(name="force_ratio_stops", truth=1.0))
    assert all(
        result.one("force_ratio_residents", subject_race="black").low > 1 for result in found
    )
    assert_noted(found, "denominator-differs")


# ------------------------------------------------------------------ force-composition

KINDS = [kind.value for kind in ForceKind][:10]
FIFTEEN = [kind.value for kind in ForceKind if kind.value != "unknown"][:15]
MINNEAPOLIS = [12, 10, 9, 30, 12, 6, 1, 2, 3, 5, 2, 2, 2, 3, 1]
"""About the shares of fifteen kinds of force, in hundredths."""


def kinds(rng: Rng, people: int = 600) -> Result:
    """Ten kinds of force, each as common in both groups."""
    chances = np.linspace(1, 2, 10) / np.linspace(1, 2, 10).sum()
    counts = [int(n) for _ in range(2) for n in rng.multinomial(people, chances)]
    races = ["black"] * 10 + ["white"] * 10
    return ask("force-composition", cells(subject_race=races, force_kind=KINDS * 2, people=counts))


@pytest.mark.recovery_long
@recovers("force-composition", shows="size")
@recovers("force-composition", shows="failure")
def test_one_kind_keeps_its_size_and_the_widest_gap_of_ten_does_not() -> None:
    found = results(kinds, repetitions=300, seed=13)
    assert_size(
        found,
        Quantity(
            name="kind_share_difference",
            truth=0.0,
            keys={"subject_race": "black", "force_kind": KINDS[5]},
        ),
    )
    widest = [
        max(result.named("kind_share_difference"), key=lambda e: abs(e.value)) for result in found
    ]
    wrong = np.mean([e.p_value is not None and e.p_value < LEVEL for e in widest])
    assert wrong > LEVEL + three_errors(LEVEL, 300)
    assert_noted(found, "several-kinds")


@pytest.mark.recovery_long
def test_the_widest_gap_keeps_its_size_as_the_widest() -> None:
    """Fifteen kinds with the shares of a real department, the same in both groups."""
    rng, shares = np.random.default_rng(5), np.array(MINNEAPOLIS) / sum(MINNEAPOLIS)
    repetitions, wrong, uncovered = 100, 0, 0
    for _ in range(repetitions):
        counts = [int(n) for size in (3446, 1377) for n in rng.multinomial(size, shares)]
        races = ["black"] * len(shares) + ["white"] * len(shares)
        found = ask(
            "force-composition",
            cells(subject_race=races, force_kind=FIFTEEN * 2, people=counts),
        )
        (one,) = found.named("widest_kind_share_difference")
        assert one.p_value is not None
        wrong += one.p_value < LEVEL
        uncovered += not one.low <= 0 <= one.high
    most = (LEVEL + three_errors(LEVEL, repetitions)) * repetitions
    assert wrong <= most
    assert uncovered <= most


# ------------------------------------------------------------------ force-circumstances


def restrained(rng: Rng) -> Result:
    known = rng.binomial(400, 0.8, 2)
    return ask(
        "force-circumstances",
        cells(
            subject_race=["black", "white"],
            people=[400, 400],
            restrained=rng.binomial(known, 0.25),
            restrained_unknown=400 - known,
        ),
    )


@recovers("force-circumstances", shows="size")
def test_equal_shares_restrained_are_called_unequal_at_the_rate() -> None:
    found = results(restrained, repetitions=REPETITIONS, seed=14)
    assert_size(found, Quantity(name="restrained_difference", truth=0.0))


# ------------------------------------------------------------------ force-weapons


@recovers("force-weapons", shows="failure")
def test_long_shocks_left_unrecorded_are_missed_and_the_missing_share_tells() -> None:
    def draw(rng: Rng) -> Result:
        long = rng.binomial(400, 0.3)
        hidden = rng.binomial(long, 0.7)
        return ask(
            "force-weapons",
            one_row(
                ced_uses=400, ced_cycles_recorded=400 - hidden, ced_over_3_cycles=long - hidden
            ),
        )

    for result in results(draw, repetitions=200, seed=15):
        share = result.one("ced_over_3_cycles_share")
        assert share.high < 0.3
        assert share.missing_share is not None
        assert share.missing_share > 0.1


# ------------------------------------------------------------------ force-severity

SEVERITY = {"force-severity": "severity_four", "force-severity-three-levels": "severity_three"}


def severity(rng: Rng, name: str, ratio: float) -> Result:
    given = simulate.severity_counts(rng, odds_ratio=ratio, people=150, scale=SEVERITY[name])
    return ask(name, given)


@recovers("force-severity", "force-severity-three-levels", shows="size")
@pytest.mark.parametrize("name", SEVERITY)
def test_equal_severity_is_called_unequal_at_the_rate(name: str) -> None:
    found = results(lambda rng: severity(rng, name, 1.0), repetitions=300, seed=16)
    assert_size(found, Quantity(name="severity_odds_ratio", truth=1.0))


@recovers("force-severity-three-levels", shows="coverage")
def test_the_odds_ratio_on_three_levels_covers() -> None:
    def draw(rng: Rng) -> Result:
        return severity(rng, "force-severity-three-levels", 1.4)

    found = results(draw, repetitions=300, seed=17)
    assert_covers(found, Quantity(name="severity_odds_ratio", truth=1.4))


@recovers("force-severity", "force-severity-three-levels", shows="failure")
@pytest.mark.parametrize("name", SEVERITY)
def test_a_group_with_more_of_both_extremes_has_one_ratio_near_one_and_a_note(name: str) -> None:
    """No odds ratio is that of both cuts: the first is below one, the last above."""

    def draw(rng: Rng) -> Result:
        rows = [
            (race, str(level), int(n))
            for race, chances in (("black", (0.4, 0.2, 0.4)), ("white", (0.25, 0.5, 0.25)))
            for level, n in enumerate(rng.multinomial(600, chances), start=1)
        ]
        race, level, people = (list(column) for column in zip(*rows, strict=True))
        return ask(name, cells(subject_race=race, **{SEVERITY[name]: level}, people=people))

    found = results(draw, repetitions=50, seed=18)
    assert_noted(found, "non-proportional")
    logs = np.log(
        [result.one("severity_odds_ratio", subject_race="black").value for result in found]
    )
    assert abs(logs.mean()) < 3 * logs.std(ddof=1) / np.sqrt(len(logs))


# ------------------------------------------------------------------ force-selection


def unselected(rng: Rng) -> Result:
    """The same chance of force in each of two places, which the groups share unevenly."""
    stops = [800, 300, 400, 900]
    return ask(
        "force-selection",
        cells(
            subject_race=["black", "black", "white", "white"],
            district=["1", "2", "1", "2"],
            stops=stops,
            forces=rng.binomial(stops, [0.1, 0.05, 0.1, 0.05]),
            forces_unknown=[0, 0, 0, 0],
        ),
        rho=(0.0,),
    )


@recovers("force-selection", shows="size")
def test_equal_force_within_places_is_called_unequal_at_the_rate() -> None:
    found = results(unselected, repetitions=REPETITIONS, seed=19)
    assert_size(
        found,
        Quantity(name="force_difference_adjusted", truth=0.0),
        Quantity(name="force_direct_effect", truth=0.0),
    )


# ------------------------------------------------------------------ force-trend


@recovers("force-trend", shows="size")
def test_a_level_series_that_scatters_is_called_a_trend_at_most_at_the_rate() -> None:
    """Twelve years hardly tell a trend from years that go together, so it is called more rarely."""
    years = tuple(range(2004, 2016))

    def draw(rng: Rng) -> Result:
        return ask(
            "force-trend", simulate.yearly_counts(rng, years=years, start=400, ratio=1, phi=4)
        )

    p_values = [
        r.named("yearly_ratio")[0].p_value for r in results(draw, repetitions=REPETITIONS, seed=20)
    ]
    wrong = np.mean([p is not None and p < LEVEL for p in p_values])
    assert wrong <= LEVEL + three_errors(LEVEL, REPETITIONS)


# ------------------------------------------------------------------ benchmark-share


def bites(rng: Rng, share: float, benchmark: float) -> Result:
    hits = rng.binomial(40, share)
    given = cells(subject_race=["black", "white"], people=[hits, 40 - hits])
    return ask("benchmark-share", given, benchmarks=(benchmark,), names=("residents",))


@recovers("benchmark-share", shows="size")
def test_the_benchmarks_own_share_is_called_different_no_more_often_than_the_rate() -> None:
    found = results(lambda rng: bites(rng, 0.6, 0.6), repetitions=REPETITIONS, seed=21)
    wrong = [r.named("share_minus_benchmark")[0].p_value or 0 for r in found]
    assert np.mean([p < LEVEL for p in wrong]) <= LEVEL + three_errors(LEVEL, REPETITIONS)


@recovers("benchmark-share", shows="failure")
def test_a_benchmark_of_others_than_those_at_risk_finds_a_difference_and_a_note() -> None:
    """Those a dog is sent after are 70 % of one group, and so are those bitten; residents 40 %."""
    found = results(lambda rng: bites(rng, 0.7, 0.4), repetitions=200, seed=22)
    wrong = [(r.named("share_minus_benchmark")[0].p_value or 0) < LEVEL for r in found]
    assert np.mean(wrong) > 0.8
    assert_noted(found, "benchmark-is-the-finding")


# ------------------------------------------------------------------ transport-safety


def transports(rng: Rng, n: int, belted: float) -> Result:
    return ask("transport-safety", one_row(transports=n, belted=rng.binomial(n, belted)))


@recovers("transport-safety", shows="size")
def test_a_standard_that_is_just_met_is_called_missed_no_more_often_than_the_rate() -> None:
    found = results(lambda rng: transports(rng, 400, 0.95), repetitions=REPETITIONS, seed=23)
    wrong = [(r.named("belted_minus_standard")[0].p_value or 0) < LEVEL for r in found]
    assert np.mean(wrong) <= LEVEL + three_errors(LEVEL, REPETITIONS)


@recovers("transport-safety", shows="failure")
def test_a_handful_of_transports_cannot_tell_and_says_so() -> None:
    found = results(lambda rng: transports(rng, 17, 1.0), repetitions=3, seed=24)
    assert all(r.named("belted_minus_standard")[0].low < 0 for r in found)
    assert_noted(found, "audit-inconclusive")


# ------------------------------------------------------------------ force-reporting


@recovers("force-reporting", shows="failure")
def test_forms_dated_a_day_late_look_like_force_not_reported_and_a_note_says_so() -> None:
    def draw(rng: Rng) -> Result:
        unreported = rng.binomial(400, 0.1)
        late = rng.binomial(400 - unreported, 0.2)
        counts = one_row(resisting_arrests=400, resisting_arrests_without_force=unreported + late)
        return ask("force-reporting", counts)

    found = results(draw, repetitions=200, seed=25)
    assert all(r.one("without_force_same_day_share").low > 0.1 for r in found)
    assert_noted(found, "resisting-without-force")


# ------------------------------------------------------------------ force-participation


@recovers("force-participation", shows="failure")
def test_an_agency_of_half_the_officers_decides_though_it_is_one_of_many() -> None:
    agencies = [f"a{i:02d}" for i in range(21)]
    result = ask(
        "force-participation",
        cells(
            agency_id=agencies,
            officers=[1000, *[50] * 20],
            months_reported=[0, *[12] * 20],
            months_due=[12] * 21,
        ),
    )
    assert result.one("agencies_covered_share").value > 0.9
    assert result.one("officers_covered_share").value == pytest.approx(0.5)
    assert_noted([result], "participation-rule")


# ------------------------------------------------------------------ policy-checks


@recovers("policy-checks", shows="failure")
def test_one_coder_has_nobody_to_disagree_with_and_a_note_says_so() -> None:
    result = ask(
        "policy-checks",
        cells(
            benchmark=["eight_cant_wait"],
            item=["chokeholds"],
            coder=["A"],
            verdict=["meets"],
            checks=[1],
        ),
    )
    assert result.named("agreement") == ()
    assert_noted([result], "one-coder")
