import numpy as np
import pyarrow as pa
import pytest

from daylight.data.panel import NEVER, Panel
from daylight.data.sample import Sample
from daylight.errors import CellsError
from daylight.schema.tables import INTERVENTIONS, PANEL, SURVEY, Table, types
from daylight.simulate.panels import clustered


def panel(**changes: object) -> Panel:
    shared = {
        "units": ("a", "b"),
        "periods": (2001, 2002),
        "outcomes": {"force": np.array([[1.0, np.nan], [3.0, 4.0]])},
        "exposure": {"force": np.full((2, 2), 100.0)},
        "first_treated": np.array([2002.0, NEVER]),
        "events": {"agreement": np.array([2002.0, NEVER]), "end": np.array([NEVER, NEVER])},
        "breaks": {2002: "a new form"},
        "unverified": ("a",),
    }
    return Panel(**{**shared, **changes})  # type: ignore[arg-type]


def fits(table: pa.Table, canonical: Table) -> bool:
    found = {field.name: str(field.type).replace("double", "float64") for field in table.schema}
    wanted = {name: kind.replace("boolean", "bool") for name, kind in types(canonical).items()}
    return found == wanted


def test_a_panel_as_canonical_tables() -> None:
    tables = panel().tables()
    assert fits(tables["panel"], PANEL)
    assert fits(tables["interventions"], INTERVENTIONS)
    rows = tables["panel"].to_pylist()
    assert rows[1] == {
        "unit_id": "a",
        "period": 2002,
        "outcome_name": "force",
        "outcome_value": None,
        "exposure": 100.0,
        "break_reason": "a new form",
    }
    assert tables["interventions"].to_pylist() == [
        {"unit_id": "a", "event_kind": "agreement", "event_period": 2002, "is_verified": False}
    ]


def test_a_survey_as_a_canonical_table() -> None:
    waves = {
        name: clustered(np.random.default_rng(1), strata=2, clusters=2, people=3, spread=1)
        for name in ("2019", "2021")
    }
    table = Sample.stack(waves).tables()["survey"]
    assert fits(table, SURVEY)
    assert table.num_rows == 24


def test_treatment_can_start_at_another_event() -> None:
    assert panel().at("end").first_treated.tolist() == [NEVER, NEVER]
    with pytest.raises(CellsError, match="no event findings; it has agreement, end"):
        panel().at("findings")


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"outcomes": {"force": np.zeros((2, 3))}}, "has shape"),
        ({"events": {"agreement": np.zeros(3)}}, "one value per unit"),
    ],
)
def test_a_panel_whose_parts_do_not_fit_is_refused(changes: dict[str, object], match: str) -> None:
    with pytest.raises(CellsError, match=match):
        panel(**changes)


def test_two_rows_for_one_unit_and_period_are_refused() -> None:
    with pytest.raises(CellsError, match="two rows for one period"):
        Panel.from_long(["a", "a"], [1, 1], {"y": [1, 2]}, [0, 0])


def test_two_starts_of_one_unit_are_refused() -> None:
    with pytest.raises(CellsError, match="two different first treated periods"):
        Panel.from_long(["a", "a"], [1, 2], {"y": [1, 2]}, [1, 2])


def test_weights_must_be_positive() -> None:
    with pytest.raises(CellsError, match="must be positive"):
        Sample(answers={"q": np.ones(2)}, groups={}, weights=np.array([1.0, 0.0]))
