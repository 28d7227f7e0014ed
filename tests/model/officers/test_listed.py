"""Lists that leave out officers without an event are found, and complete ones are not accused."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from daylight.model.officers.listed import only_with_events, unseen
from daylight.report.presentations import PRESENTATIONS

METHODS_OF_OFFICERS = (
    "concentration",
    "persistence",
    "removal",
    "variance-by-level",
    "officers-or-department",
)


def listed(burst: float = 1.0, spread: float = 0.0, seed: int = 1) -> Cells:
    """Four years of 2,000 officers in forty units, one event each; those with an event."""
    rng = np.random.default_rng(seed)
    rate = rng.gamma(1 / spread, spread, (2000, 1)) if spread else np.ones((2000, 1))
    x = rng.poisson(rate / 4 / burst * np.ones(4))
    x = x + rng.poisson((burst - 1) * x)
    kept = np.flatnonzero(x.sum(axis=1) > 0)
    return Cells.from_columns(
        {
            "officer_id": [f"o{i}" for i in kept for _ in range(4)],
            "unit": [f"u{i // 50}" for i in kept for _ in range(4)],
            "period": [2016, 2017, 2018, 2019] * len(kept),
            "events": x[kept].ravel().tolist(),
        },
        by=("officer_id", "unit", "period"),
    )


def test_the_officers_without_an_event_are_those_of_chao() -> None:
    x = np.repeat([1.0, 2.0, 3.0], [20, 9, 5])
    assert unseen(x) == 20 * 19 / (2 * 10)


@pytest.mark.parametrize("mean", [0.3, 1.0, 2.0])
@pytest.mark.parametrize("burst", [1.0, 1.7])
def test_a_list_without_those_who_had_no_event_is_found(mean: float, burst: float) -> None:
    rng = np.random.default_rng(2)
    x = rng.poisson(mean / burst, 800)
    x = (x + rng.poisson((burst - 1) * x)).astype(float)
    listed = x[x > 0][:, None]
    assert only_with_events(listed, np.ones_like(listed))
    assert not only_with_events(x[:, None], np.ones((800, 1)))


def test_long_bursts_betray_a_list_by_what_does_not_come_back() -> None:
    """Three events each in bursts of 2.5: 30 % have none, and few of the others have just one."""
    rng = np.random.default_rng(4)
    for _ in range(20):
        x = rng.poisson(0.2, (300, 6))
        x = (x + rng.poisson(1.5 * x)).astype(float)
        listed = x[x.sum(axis=1) > 0]
        assert only_with_events(listed, np.ones_like(listed))


def test_a_department_where_everybody_has_many_is_complete() -> None:
    rng = np.random.default_rng(3)
    x = np.ceil(np.exp(rng.normal(3.0, 0.6, (300, 1))))
    assert (x > 0).all()
    assert not only_with_events(x, np.ones((300, 1)))


@pytest.mark.parametrize("burst", [1.0, 1.7])
@pytest.mark.parametrize("name", METHODS_OF_OFFICERS)
def test_no_method_calls_alike_officers_of_a_list_different(name: str, burst: float) -> None:
    found = METHODS[name](listed(burst))
    if isinstance(found, Refusal):
        assert name == "variance-by-level"
        assert found.code == "roster-needed"
        return
    assert {"only-officers-with-events", "only-officers-seen-before"} & {
        n.code for n in found.notes
    }
    assert all(e.p_value is None or e.p_value > 0.05 for e in found.estimates)
    for share in found.named("share_avoided"):
        assert share.low <= 0
    if name == "officers-or-department":
        assert found.diagnostics["individuals"] == "not known"
        assert found.diagnostics["units"] == "not known"
        first = PRESENTATIONS[name].says(found)[0].sentence
        assert first.count("only officers with an event are listed: a roster is needed") == 2


def test_sentences_on_a_list_speak_of_those_with_an_earlier_event() -> None:
    for name, said in (
        ("persistence", "of officers who had any then"),
        ("removal", "of officers with an earlier event"),
    ):
        found = METHODS[name](listed())
        assert isinstance(found, Result)
        claim = PRESENTATIONS[name].says(found)[0]
        assert said in claim.sentence
        assert any("do not depend on their being listed" in caveat for caveat in claim.caveats)


def test_officers_who_differ_are_found_in_a_list_by_what_lasts() -> None:
    found = METHODS["officers-or-department"](listed(spread=1.0))
    assert isinstance(found, Result)
    assert found.diagnostics["individuals"] == "yes"
