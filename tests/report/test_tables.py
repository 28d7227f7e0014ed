import math

from daylight.report.tables import fixed, table
from daylight.result import Estimate, Scale
from tests.report.example import darkness, search_rates


def test_no_number_stands_without_the_interval_it_has() -> None:
    made = table(search_rates().estimates)
    value, interval = made.columns.index("Estimate"), made.columns.index("95 % interval")
    black = next(row for row in made.rows if row[1] == "Black")
    assert black[value] == "14.6 %"
    assert black[interval] == "14.0 % to 15.1 %"


def test_a_column_that_never_changes_is_said_once_instead() -> None:
    made = table(darkness().estimates)
    assert made.columns[: made.headings] == ("Where or when",)
    assert fixed(darkness().estimates) == (
        "Quantity: odds ratio dark; group: Black; compared with: White"
    )


def test_a_method_that_gives_no_interval_says_so() -> None:
    curve = Estimate(
        name="c", group="all", value=1, low=math.nan, high=math.nan, scale=Scale.INDEX, n=9
    )
    assert "none given" in table([curve]).rows[0]
