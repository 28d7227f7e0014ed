"""Published numbers on courts and boards, from the records themselves where they are here."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from daylight.data.result import Refusal, Result
from daylight.ingest import ingest
from daylight.ingest.recipe import load
from daylight.model.logit import fit_logit
from daylight.model.methods import METHODS
from daylight.pipeline.run import count_tables
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import answered

LENGTH, RELEASE = METHODS["sentence-length"], METHODS["release-rate"]
ERRORS = METHODS["score-errors"]

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Any:
    def reading(recipe: str, file: Path) -> Path:
        out = tmp_path_factory.mktemp(recipe)
        ingest(load(recipe), [str(file)], out)
        return out

    return reading


def test_the_published_rates_of_compas_and_its_correction(shared: Path, read: Any) -> None:
    folder = read("compas_broward", shared / "courts" / "compas_two_years.csv")
    whole = count_tables("scores", folder, ["subject_race", "score"])
    refused = ERRORS(whole)
    assert isinstance(refused, Refusal)
    assert (refused.facts["lost"], refused.facts["people"]) == (998, 7214)
    all_rows = answered(ERRORS(whole, despite_follow_up=True))
    followed = count_tables(
        "scores", folder, ["subject_race", "score"], only={"followed_in_full": [True]}
    )
    assert followed.total("people") == 6216
    assert round(100 * followed.total("reoffended") / 6216, 1) == 36.2
    kept = answered(ERRORS(followed))

    def percent(result: Result, name: str, group: str) -> float:
        keys = {"subject_race": group, "threshold": 5.0}
        return round(100 * result.one(name, **keys).value, 2)

    for result in (all_rows, kept):
        rates = [percent(result, "false_positive_rate", g) for g in ("black", "white")]
        assert rates == [44.85, 23.45]
    missed = [percent(kept, "false_negative_rate", g) for g in ("black", "white")]
    assert missed == [27.90, 48.76]


def test_the_published_rates_of_californias_board(shared: Path, read: Any) -> None:
    file = shared / "courts" / "california_parole_hearings_2012_2017.csv"
    folder = read("california_parole_hearings", file)
    held = count_tables("hearings", folder, ["year"], clusters=("person_id",))
    assert held.total("scheduled") == 29_155
    found = answered(RELEASE(held))
    assert round(100 * found.one("release_rate_of_scheduled", year="2014").value, 1) == 19.2
    assert round(100 * found.one("release_rate_of_decided", year="2014").value, 1) == 33.3


def test_federal_revocations_have_the_published_shares_and_the_sign_turns(
    shared: Path, read: Any
) -> None:
    file = shared / "courts" / "ussc_supervision_violations_fy13_17.csv.xz"
    folder = read("us_supervision_violations", file)
    graded = count_tables("sentences", folder, ["charged_grade", "supervision_kind"])
    assert graded.total("cases") == 108_115
    rows = [r for r in graded.table.to_pylist() if r["charged_grade"] in {"A", "B", "C"}]

    def graver(chosen: list[dict[str, Any]]) -> float:
        whole = sum(r["cases"] for r in chosen)
        return round(100 * sum(r["cases"] for r in chosen if r["charged_grade"] != "C") / whole, 1)

    assert graver(rows) == 45.1  # pooled, as published
    assert graver([r for r in rows if r["supervision_kind"] == "probation"]) == 35.1
    by = ["subject_race", "month_hundredths", "guideline_cell", "subject_sex", "subject_age_years"]
    by += ["is_citizen", "fiscal_year", "district"]
    only = {
        "supervision_kind": ["supervised_release"],
        "supervision_end": ["revoked", "modified", "continued"],
    }
    found = answered(LENGTH(count_tables("sentences", folder, by, only=only)))
    whole = "within " + ", ".join([*LIKE, "district"])
    wanted = ("crude", "within " + ", ".join(LIKE), whole)
    black = [one for one in found.estimates if one.keys == {"subject_race": "black"}]
    black = [one for one in black if one.variant in wanted]
    values = [round(100 * (one.value - 1), 1) for one in black]
    assert values[:2] == [15.5, -5.9]
    assert values[2] == -4.0  # −4.1 with age as one line: see below
    assert all(one.basis.key == "district" for one in black)
    assert black[0].low > 1
    assert black[2].high < 1


LIKE = ["guideline_cell", "subject_sex", "subject_age_years", "is_citizen", "fiscal_year"]


def test_minus_4_1_is_minus_4_0_where_age_is_no_straight_line(shared: Path) -> None:
    """Age as one line gives −4.1 %, each age by itself −4.0 %: that is the whole difference."""
    held = pd.read_csv(shared / "courts" / "ussc_supervision_violations_fy13_17.csv.xz")
    held = held[(held.PV_VIOLTYP == 2) & held.PV_DISP.isin([1, 2, 3])]
    held = held[(held.PV_SENTTOT > 0) & (held.PV_SENTTOT <= 470)]
    known = ["NEWRACE", "PV_REVTABLE_CELL", "MONSEX", "PV_AGE", "NEWCIT", "PV_FY", "PV_CIRCDIST"]
    held = held.dropna(subset=known)
    y = np.log(held.PV_SENTTOT.to_numpy())

    def ratio(ages: list[Any]) -> float:
        each = ("PV_REVTABLE_CELL", "MONSEX", "NEWCIT", "PV_FY", "PV_CIRCDIST")
        own = [np.ones(len(held)), *(group == held.NEWRACE for group in (2, 3, 6)), *ages]
        own += [held[name] == value for name in each for value in sorted(held[name].unique())[1:]]
        X = np.column_stack([np.asarray(one, dtype=float) for one in own])
        return 100 * (np.exp(np.linalg.lstsq(X.T @ X, X.T @ y, rcond=None)[0][1]) - 1)

    assert round(ratio([held.PV_AGE]), 1) == -4.1
    each = [age == held.PV_AGE for age in sorted(held.PV_AGE.unique())[1:]]
    assert round(ratio(each), 1) == -4.0


def test_the_pooled_and_the_right_share_of_graver_violations_are_a_finding(
    shared: Path, read: Any
) -> None:
    file = shared / "courts" / "ussc_supervision_violations_fy13_17.csv.xz"
    folder = read("us_supervision_violations", file)
    by = ["charged_grade", "supervision_kind"]
    cells = count_tables("sentences", folder, by, clusters=("district",))
    found = answered(METHODS["charge-grades"](cells))
    (claim,) = PRESENTATIONS["charge-grades"].says(found)
    assert "45.1 %" in claim.sentence
    assert "of those of probation it is 35.1 %" in claim.sentence
    assert claim.headline.high < 0
    assert claim.headline.basis.key == "district"
    assert PRESENTATIONS["charge-grades"].picture(found)
    assert found.noted("hidden-by-the-pool")
    positions = answered(METHODS["guideline-departure"](
        count_tables("sentences", folder, ["subject_race"]), everybody=True
    ))  # fmt: skip
    shares = {str(e.keys["end"]): round(100 * e.value, 1) for e in positions.estimates}
    assert shares == {"below": 29.1, "within": 59.8, "above": 11.1}  # as the Commission printed
    by = ["subject_race"]
    refused = METHODS["sentence-in-out"](count_tables("sentences", folder, by))
    assert isinstance(refused, Refusal)
    assert refused.facts == {"later": 108_115, "cases": 108_115}


@pytest.mark.parametrize(
    ("year", "cases", "within"),
    [(14, 75_836, 45.0), (15, 71_003, 45.4), (16, 67_742, 48.0), (17, 66_873, 48.7)],
)
def test_the_commissions_sentences_are_all_there_and_none_beyond_the_cap(
    shared: Path, read: Any, year: int, cases: int, within: float
) -> None:
    folder = read("us_sentences", shared / "courts" / f"ussc_supplement_fy{year}.csv.xz")
    counted = count_tables("sentences", folder, ["month_hundredths"])
    assert counted.total("cases") == cases
    months = counted.counts("month_hundredths") / 100
    assert months.max() == 470
    assert 125 <= counted.counts("cases")[months == 470].sum() <= 156
    assert round(100 * counted.total("within_range") / cases, 1) == within
    assert counted.total("imprisoned") == counted.total("with_months")
    whole = count_tables("sentences", folder, ["subject_race"])
    assert isinstance(METHODS["sentence-in-out"](whole), Refusal)
    assert answered(METHODS["sentence-in-out"](whole, everybody=True)).estimates[0].value > 0.8


def test_propublicas_regression_is_reproduced(shared: Path) -> None:
    """6,172 rows after its filters; Black 0.4772 (0.069), 45 % likelier to be scored higher."""
    held = pd.read_csv(shared / "courts" / "compas_two_years.csv")
    held = held[
        held.days_b_screening_arrest.between(-30, 30)
        & (held.is_recid != -1)
        & (held.c_charge_degree != "O")
        & (held.score_text != "N/A")
    ]
    assert len(held) == 6_172
    races = ("African-American", "Asian", "Hispanic", "Native American", "Other")
    columns = [
        *(held.race == race for race in races),
        held.sex == "Female",
        held.age_cat == "Greater than 45",
        held.age_cat == "Less than 25",
        held.priors_count,
        held.c_charge_degree == "M",
        held.two_year_recid,
    ]
    X = np.column_stack([np.ones(len(held)), *(np.asarray(c, dtype=float) for c in columns)])
    y = (held.score_text != "Low").to_numpy(dtype=float)
    fit = fit_logit(X, y, np.ones(len(y)))
    assert round(float(fit.beta[1]), 4) == 0.4772
    assert round(float(np.sqrt(fit.bread[1, 1])), 3) == 0.069
    base = 1 / (1 + np.exp(-fit.beta[0]))
    odds = np.exp(fit.beta[1])
    assert round(float(odds / (1 - base + odds * base)), 4) == 1.4528


def test_california_is_explained_in_one_sentence(shared: Path, read: Any) -> None:
    file = shared / "courts" / "california_parole_hearings_2012_2017.csv"
    folder = read("california_parole_hearings", file)
    held = count_tables("hearings", folder, ["year"], clusters=("person_id", "county"))
    found = answered(RELEASE(held))
    claims = PRESENTATIONS["release-rate"].says(found)
    said = next(one.sentence for one in claims if one.sentence.startswith("2014"))
    assert "of 4,682 hearings scheduled, 19.2 %" in said
    assert "of 2,696 hearings decided, 33.3 %" in said
    assert "16.3 % of those scheduled, 5.1 % of the grants" in said
    (note,) = {line for one in claims for line in one.caveats if "whole difference" in line}
    assert note.count(".") == 1
    hazard = answered(METHODS["release-hazard"](
        count_tables("hearings", folder, ["hearing_number"], clusters=("person_id",))
    ))  # fmt: skip
    first = hazard.one("release_hazard", hearing_number=1)
    assert round(100 * first.value, 1) == 14.6  # of first hearings decided
