"""A status is computed, and nothing that changes makes it say more than the records do."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daylight.claims.assess import Putting, assess, standing, standings
from daylight.claims.ledger import Ledger
from daylight.claims.objects import (
    Bearing,
    Beyond,
    ClaimAssessment,
    Kind,
    PublicClaim,
    Relation,
    RunNumber,
    StandsFor,
)
from daylight.claims.runs import KEPT, Chosen, find_number
from daylight.claims.status import Standing, Status, Why, standing_of
from daylight.errors import ClaimError, DaylightError
from daylight.pipeline.run import run
from tests.claims.conftest import ANN, EXAMPLE

S = Status
DEMO = "daylight-demo"

ARGUED = {
    "confidence-fell": S.NOT_SETTLED,
    "three-in-ten": S.SUPPORTED,
    "least-trust": S.SUPPORTED,
    "one-bad-officer": S.NO_RECORD,
    "departments-not-punished": S.NOT_OF_FACT,
    "crime-spikes": S.NOT_SETTLED,
    "helps-no-one": S.NO_RECORD,
    "morale-declined": S.NOT_SETTLED,
    "take-the-hand-away": S.NOT_OF_FACT,
    "just-killed-somebody": S.NOT_SETTLED,
    "struggle-systemically": S.NOT_SETTLED,
    "toll-on-minorities": S.NOT_SETTLED,
    "walking-away-from-decrees": S.NOT_SETTLED,
    "safe-justice-act": S.SUPPORTED,
    "41-years-old": S.SUPPORTED,
    "incidents-not-patterns": S.NOT_SETTLED,
    "rough-ride": S.NO_RECORD,
    "laughter-and-applause": S.NOT_SETTLED,
    "murders-rose-11-per-cent": S.SUPPORTED,
    "murder-rate-rose-11-per-cent": S.NOT_SETTLED,
    "largest-increase-since-1968": S.NOT_SETTLED,
    "27-of-35-cities": S.NOT_SETTLED,
}
"""What each claim of the dispute is argued to be, before any of this was built."""


def test_the_claims_of_the_dispute_stand_as_they_are_argued_to(worked: Ledger) -> None:
    found = standings(worked)
    assert {key: one.status for key, one in found.items()} == ARGUED
    assert not any(one.is_stale for one in found.values())


def test_a_fall_of_five_points_is_not_settled_and_shows_its_interval(worked: Ledger) -> None:
    (made,) = worked.assessed("confidence-fell")
    assert made.found.value == pytest.approx(-0.05)
    assert made.found.low is not None
    assert made.found.high is not None
    assert (round(made.found.low, 2), round(made.found.high, 2)) == (-0.12, 0.02)
    assert made.found.assumed == "n"


def test_murders_and_what_a_file_that_begins_in_1975_cannot_settle(worked: Ledger) -> None:
    (rose,) = worked.assessed("murders-rose-11-per-cent")
    assert round(100 * (rose.found.value - 1), 2) == 10.82
    (largest,) = worked.assessed("largest-increase-since-1968")
    assert largest.found.value == 0
    (why,) = standing(worked, worked.claims["largest-increase-since-1968"]).because
    assert why.why is Why.OTHER_TERMS
    assert "1976" in str(why.facts["records"])
    reached = replace(worked.claims["largest-increase-since-1968"], period="1976 to 2015")
    assert standing_of(reached, [largest], {}).status is S.SUPPORTED


def test_a_claim_on_the_demos_own_records_is_remade(
    invented: Ledger, demo_folder: Path, tmp_path: Path
) -> None:
    for name, status in (
        ("stopped-three-times-as-often", S.SUPPORTED),
        ("searched-more-often", S.NOT_SETTLED),  # blanks depend on what happened, and could undo it
    ):
        held = Ledger.open(invented.folder)
        (shipped,) = held.assessed(name)
        chosen = Chosen(
            question=shipped.question,
            finding=shipped.found.finding,
            quantity=shipped.found.quantity,
            keys={"subject_race": "black"},
            covers="2017",
        )
        fresh = held.withdraw(shipped, ANN)
        fresh = assess(
            fresh, name, demo_folder / DEMO, Putting(chosen=chosen, matches=shipped.matches), ANN
        )
        (made,) = fresh.assessed(name)
        assert made.found.value == pytest.approx(shipped.found.value)
        assert standing(fresh, fresh.claims[name]).status is status
        assert fresh.acts[-1].status == status.value


def test_the_published_numbers_are_remade_from_their_files(worked: Ledger, tmp_path: Path) -> None:
    made = run(EXAMPLE / "figures" / "published.toml", tmp_path / "run")
    printed = [one for one in worked.assessments.values() if one.run.endswith("published-run")]
    assert len(printed) >= 9
    for one in printed:
        chosen = Chosen(
            question=one.question,
            finding=one.found.finding,
            quantity=one.found.quantity,
            keys={key: str(value) for key, value in one.found.keys.items()},
        )
        again = find_number(made.folder, chosen)
        assert again.value == pytest.approx(one.found.value)
        assert again.grade == one.found.grade


# -- what changes ------------------------------------------------------------------------------


def kept_of(ledger: Ledger, made: ClaimAssessment) -> Path:
    return ledger.folder / KEPT / made.run_sha256[:16]


SUPPORTED = [name for name, status in ARGUED.items() if status is S.SUPPORTED]
BENT = ("value", "low", "high", "n", "p_value")


@pytest.mark.parametrize("name", SUPPORTED)
@pytest.mark.parametrize("number", BENT)
def test_a_run_that_changed_makes_the_status_stale(worked: Ledger, name: str, number: str) -> None:
    (made,) = worked.assessed(name)
    path = kept_of(worked, made) / "model" / f"{made.question}.json"
    plain = json.loads(path.read_text("utf-8"))
    for estimate in plain["estimates"]:
        estimate[number] = (estimate[number] or 0) + 1
    path.write_text(json.dumps(plain), encoding="utf-8")
    now = standing(worked, worked.claims[name])
    assert (now.status, now.is_stale) == (S.NOT_SETTLED, True)


@pytest.mark.parametrize("name", SUPPORTED)
def test_a_run_that_is_gone_makes_the_status_stale(worked: Ledger, name: str) -> None:
    (made,) = worked.assessed(name)
    shutil.rmtree(kept_of(worked, made))
    now = standing(worked, worked.claims[name])
    assert (now.status, now.is_stale) == (S.NOT_SETTLED, True)
    assert now.because[0].facts["reason"] == "gone"


@pytest.mark.parametrize("field", ["value", "lowest", "highest", "grade", "low"])
def test_a_number_that_somebody_bent_in_the_ledger_itself_is_found(
    worked: Ledger, field: str
) -> None:
    path = next((worked.folder / "assessments").glob("confidence-fell*.json"))
    plain = json.loads(path.read_text("utf-8"))
    plain["found"][field] = -4
    if field == "grade":
        plain["found"][field] = 4
    path.write_text(json.dumps(plain), encoding="utf-8")
    bent = Ledger.open(worked.folder)
    assert standing(bent, bent.claims["confidence-fell"]).status is S.NOT_SETTLED
    assert bent.unrecorded() == (f"assessments/{path.stem}",)


def found(**changes: Any) -> RunNumber:
    plain: dict[str, Any] = {
        "finding": "q-1", "method": "m", "quantity": "x", "scale": "difference", "value": 0.1,
        "low": 0.05, "high": 0.15, "lowest": 0.05, "highest": 0.15, "level": 0.95, "n": 100,
        "grade": 2, "sentence": "s", "compared_with": "them", "covers": "2017", "place": "here",
        "population": "us", "measure": "stops",
    }  # fmt: skip
    return RunNumber(**{**plain, **changes})


def asked(**changes: Any) -> PublicClaim:
    plain: dict[str, Any] = {
        "id": "c", "quotations": ("q",), "words": "w", "kind": Kind.COMPARISON, "period": "2017",
        "population": "us", "place": "here", "measure": "stops", "against": "them",
        "relation": Relation.HIGHER,
    }  # fmt: skip
    return PublicClaim(**{**plain, **changes})


def put(claim: PublicClaim, *numbers: RunNumber, **changes: Any) -> Standing:
    made = [
        ClaimAssessment(
            id=f"a{i}", claim="c", run="r", run_sha256="0", claim_sha256="0", question="q",
            role=Bearing.ANSWERS, found=number, **changes,
        )
        for i, number in enumerate(numbers)
    ]  # fmt: skip
    return standing_of(claim, made, {})


def test_the_plain_case_is_supported_and_its_mirror_contradicted() -> None:
    assert put(asked(), found()).status is S.SUPPORTED
    assert put(asked(relation=Relation.LOWER), found()).status is S.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "number", "why"),
    [
        ({"population": ""}, {}, Why.UNSTATED),
        ({"place": ""}, {}, Why.UNSTATED),
        ({"period": ""}, {}, Why.UNSTATED),
        ({"measure": ""}, {}, Why.UNSTATED),
        ({"against": ""}, {}, Why.UNSTATED),
        ({"unsaid": "which"}, {}, Why.UNSAID),
        ({"population": "others"}, {}, Why.OTHER_TERMS),
        ({"place": "elsewhere"}, {}, Why.OTHER_TERMS),
        ({"measure": "searches"}, {}, Why.OTHER_TERMS),
        ({"against": "others"}, {}, Why.OTHER_TERMS),
        ({"period": "2016"}, {}, Why.OTHER_TERMS),
        ({"period": "2017-06"}, {}, Why.OTHER_TERMS),
        ({"period": "2016 to 2017"}, {}, Why.OTHER_TERMS),
        ({}, {"covers": ""}, Why.OTHER_TERMS),
        ({}, {"covers": "some time"}, Why.OTHER_TERMS),
        ({"kind": Kind.CHANGE}, {}, Why.INCOMPARABLE),
        ({"kind": Kind.LEVEL}, {}, Why.INCOMPARABLE),
        ({"kind": Kind.COUNT}, {}, Why.INCOMPARABLE),
        ({"kind": Kind.CAUSE}, {}, Why.NO_DESIGN),
        ({"kind": Kind.CAUSE}, {"is_design": True, "grade": 3}, Why.TOO_WEAK),
        ({"figure": "5 %"}, {}, Why.INCOMPARABLE),
        ({"figure": "10 points"}, {}, Why.ACROSS),
        ({}, {"grade": 1}, Why.TOO_WEAK),
        ({}, {"lowest": -0.01}, Why.ACROSS),
        ({}, {"lowest": None}, Why.ACROSS),
        ({}, {"proviso": "Provided that"}, Why.PROVISO),
        ({"stands": StandsFor.PUBLICATION}, {}, Why.INCOMPARABLE),
    ],
)
def test_whatever_falls_short_is_not_settled_and_says_why(
    claim: dict[str, Any], number: dict[str, Any], why: Why
) -> None:
    now = put(asked(**claim), found(**number))
    assert now.status is S.NOT_SETTLED
    assert why in {one.why for one in now.because}


def test_a_cause_needs_a_design_and_its_checks() -> None:
    claim = asked(kind=Kind.CAUSE)
    assert put(claim, found(is_design=True, grade=4)).status is S.SUPPORTED
    assert put(claim, found(is_counted=True, grade=1)).status is S.NOT_SETTLED


def test_findings_that_disagree_settle_nothing() -> None:
    against = found(value=-0.1, low=-0.15, high=-0.05, lowest=-0.15, highest=-0.05)
    now = put(asked(), found(), against)
    assert (now.status, now.because[0].why) == (S.NOT_SETTLED, Why.DISAGREE)
    for unsure in (found(lowest=-0.1), found(grade=1), found(proviso="Provided that")):
        assert (
            put(asked(), found(), unsure).status is S.NOT_SETTLED
        )  # nobody picks the one that suits
    elsewhere = found(
        place="elsewhere"
    )  # it is about another place, and says nothing of this claim
    assert put(asked(), found(), elsewhere).status is S.SUPPORTED


def test_other_words_are_the_same_only_where_a_person_says_so() -> None:
    claim = asked(population="residents")
    assert put(claim, found()).status is S.NOT_SETTLED
    assert put(claim, found(), matches={"population": "us"}).status is S.SUPPORTED


@pytest.mark.parametrize("beyond", list(Beyond))
def test_no_finding_settles_what_no_record_can(beyond: Beyond) -> None:
    assert put(asked(beyond=beyond), found()).status is S.NO_RECORD


@pytest.mark.parametrize("kind", [Kind.OUGHT, Kind.DIRECTIVE])
def test_what_is_no_claim_of_fact_never_gets_a_truth(kind: Kind) -> None:
    assert put(asked(kind=kind), found()).status is S.NOT_OF_FACT


def test_a_claim_of_two_measures_is_refused() -> None:
    for measure in ("stops and searches", "stops; searches"):
        with pytest.raises(ClaimError, match="two measures"):
            asked(measure=measure)


def test_a_printed_figure_is_supported_at_its_rounding_whatever_its_interval() -> None:
    level = {
        "kind": Kind.LEVEL, "relation": Relation.IS, "figure": "3 in 10", "against": "",
        "stands": StandsFor.PUBLICATION,
    }  # fmt: skip
    wide = {"scale": "proportion", "value": 0.3, "lowest": 0.2, "highest": 0.4, "printed": "30 %"}
    assert put(asked(**level), found(**wide)).status is S.SUPPORTED
    people = {**level, "stands": StandsFor.POPULATION}
    assert put(asked(**people), found(**wide)).status is S.NOT_SETTLED
    inside = {**wide, "lowest": 0.26, "highest": 0.34}
    assert put(asked(**people), found(**inside)).status is S.SUPPORTED
    other = {**level, "figure": "4 in 10"}
    assert put(asked(**other), found(**wide)).status is S.CONTRADICTED


TEXTS = st.sampled_from(["us", "here", "stops", "them", "2017", "2016", "2018", "", "others"])
ENDS = st.one_of(st.none(), st.floats(-1, 1))


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(
    claim=st.fixed_dictionaries(
        {},
        optional={
            "kind": st.sampled_from(Kind),
            "relation": st.sampled_from([r for r in Relation if r is not Relation.UNCHANGED]),
            "population": TEXTS, "place": TEXTS, "measure": TEXTS, "against": TEXTS,
            "period": st.sampled_from(["2017", "2016", "2017 to 2018", ""]),
            "figure": st.sampled_from(["", "10 points", "10 %", "3 in 10", "3", "2 times"]),
            "unsaid": st.sampled_from(["", "which"]),
        },
    ),
    number=st.fixed_dictionaries(
        {},
        optional={
            "lowest": ENDS, "highest": ENDS, "grade": st.integers(1, 4),
            "scale": st.sampled_from(["difference", "ratio", "proportion", "count"]),
            "is_design": st.booleans(), "is_counted": st.booleans(), "is_over_time": st.booleans(),
            "covers": st.sampled_from(["2017", "2016", "2017 to 2018", "soon"]),
            "compared_with": st.sampled_from(["them", ""]),
            "proviso": st.sampled_from(["", "Provided that"]),
        },
    ),
)  # fmt: skip
def test_nothing_that_is_bent_is_supported_wrongly(
    claim: dict[str, Any], number: dict[str, Any]
) -> None:
    one, other = asked(**claim), found(**number)
    if put(one, other).status not in {S.SUPPORTED, S.CONTRADICTED}:
        return
    assert one.kind.is_of_fact
    assert not one.unstated
    assert not one.unsaid
    assert (one.population, one.place, one.measure) == ("us", "here", "stops")
    assert one.period == other.covers
    assert not other.proviso
    assert other.lowest is not None or other.highest is not None
    if one.kind is Kind.CAUSE:
        assert other.is_design
        assert other.grade == 4
    if one.kind is Kind.COMPARISON:
        assert one.against == other.compared_with
    if one.kind is Kind.CHANGE:
        assert other.is_over_time
    if one.kind in {Kind.CHANGE, Kind.COMPARISON}:
        assert other.grade >= 2 or other.is_counted


def test_changing_the_claim_or_its_quotation_asks_for_a_new_assessment(worked: Ledger) -> None:
    for name in SUPPORTED:
        claim = worked.claims[name]
        bent = worked.write(replace(claim, period="2013"), ANN, act="changed")
        assert standing(bent, bent.claims[name]).is_stale
        quotation = bent.quotations[claim.quotations[0]]
        moved = worked.__class__.open(worked.folder).write(claim, ANN, act="changed")
        moved = moved.write(replace(quotation, end=quotation.end + 1), ANN, act="changed")
        assert standing(moved, moved.claims[name]).is_stale
        worked = moved.write(quotation, ANN, act="changed")
        assert standing(worked, worked.claims[name]).status is S.SUPPORTED


def test_a_refused_question_an_officer_or_an_absent_number_cannot_be_put(demo_folder: Path) -> None:
    with pytest.raises(DaylightError, match="several findings fit"):
        find_number(demo_folder / DEMO, Chosen(question="search-rate"))
    with pytest.raises(DaylightError, match="no question"):
        find_number(demo_folder / DEMO, Chosen(question="nothing"))
    with pytest.raises(DaylightError, match="no finding rests on such a number"):
        find_number(demo_folder / DEMO, Chosen(question="search-rate", quantity="hit_rate"))
