import math

from daylight.data.result import Scale
from daylight.report.tables import caption, table
from tests.estimates import estimate_of
from tests.report.example import concentration, darkness, search_rates


def test_no_number_stands_without_the_interval_it_has() -> None:
    made = table(search_rates().estimates)
    value, interval = made.columns.index("Estimate"), made.columns.index("95 % interval")
    black = next(row for row in made.sections[0].rows if row[0] == "Black")
    assert black[value] == "14.6 %"
    assert black[interval] == "14.0 % to 15.1 %"


def test_a_table_of_several_quantities_is_divided_by_them() -> None:
    made = table(search_rates().estimates)
    titles = [section.title for section in made.sections]
    assert titles == ["Search rate", "Ratio of search rates, compared with white"]
    assert sum(len(section.rows) for section in made.sections) == len(search_rates().estimates)


def test_a_name_that_never_changes_is_said_once_instead() -> None:
    made = table(darkness().estimates)
    assert made.columns[: made.headings] == ("Place",)
    assert caption(darkness().estimates) == ": Odds ratio dark, compared with white, Black"


def test_one_row_for_each_quantity_is_named_by_it() -> None:
    made = table(concentration().estimates)
    assert made.columns[0] == "Quantity"
    assert len(made.sections) == 1


def test_a_reference_that_changes_within_a_quantity_has_its_own_column() -> None:
    plain = {"value": 1, "low": 1, "high": 1, "scale": Scale.RATIO, "n": 9, "group": "black"}
    pair = [estimate_of(name="r", reference=r, **plain) for r in ("white", "asian")]
    assert "Compared with" in table(pair).columns


def test_a_method_that_gives_no_interval_says_so() -> None:
    curve = estimate_of(
        name="c", group="all", value=1, low=math.nan, high=math.nan, scale=Scale.INDEX, n=9
    )
    assert "none given" in table([curve]).sections[0].rows[0]
