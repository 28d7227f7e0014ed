"""The alarm that blanks depend on what happened, where officers fill in forms in their own ways."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.model.blank_groups import BlankShares
from daylight.model.crosstab import crosstab
from daylight.model.events import SEARCHES
from tests.recovery.officers_own_rates import beta
from tests.recovery.test_clusters import bare
from tests.recovery.truth import Rng

pytestmark = pytest.mark.recovery


def department(rng: Rng, *, officers: int = 60, twice: float = 1.0) -> Cells:
    """Each officer searches and leaves race blank at rates of their own, the one beside the other.

    After a search race is left blank `twice` as often as after other stops.
    """
    n = np.exp(rng.normal(5.5, 1.0, officers)).astype(int) + 20
    searched = rng.binomial(n, beta(rng, 0.1, 0.14, officers))
    blank = beta(rng, 0.2, 0.1, officers)
    without = rng.binomial(n - searched, blank)
    after = rng.binomial(searched, np.minimum(twice * blank, 1))
    columns = {
        "subject_race": ["unknown", "white"] * officers,
        "officer_id": [f"o{o}" for o in range(officers) for _ in range(2)],
        "stops": np.column_stack([without + after, n - without - after]).ravel(),
        "searches": np.column_stack([after, searched - after]).ravel(),
    }
    cells = Cells.from_columns(columns, by=["subject_race", "officer_id"])
    return cells.clustered_by({"officer_id": "officer_id"})


def alarms(rng: Rng, *, draws: int, clustered: bool, twice: float = 1.0) -> float:
    found = []
    for _ in range(draws):
        cells = department(rng, twice=twice)
        shares = BlankShares.of(crosstab(cells if clustered else bare(cells), within=()), SEARCHES)
        found.append(shares is not None and shares.depend_on_the_event)
    return float(np.mean(found))


def test_officers_who_fill_in_forms_in_ways_of_their_own_raise_no_alarm() -> None:
    """It may sound in one of a thousand; independent stops, the known failure, sound in most."""
    rng = np.random.default_rng(8)
    assert alarms(rng, draws=300, clustered=True) <= 0.01
    assert alarms(rng, draws=100, clustered=False) > 0.3


def test_blanks_that_do_depend_on_a_search_raise_it() -> None:
    assert alarms(np.random.default_rng(9), draws=100, clustered=True, twice=2.5) >= 0.8
