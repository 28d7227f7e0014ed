"""The short lines of page one: what is blank, and whom a number is compared with."""

from dataclasses import replace

from daylight.data.estimate import Estimate
from daylight.data.quantity import Scale
from daylight.data.result import Note
from daylight.report.charts.largest import groups_left, largest_groups, with_the
from daylight.report.language import Language, speaking
from daylight.report.wording.answers import against, blank, counted, whom
from tests.estimates import estimate_of

RACE = (Note(code="blank-race", facts={"share": 0.336, "unit": "stops"}),)


def share(name: str, missing: float, group: str = "black", n: int = 9) -> Estimate:
    return estimate_of(
        name=name, scale=Scale.PROPORTION, group=group, n=n, missing_share=missing,
        value=0.2, low=0.1, high=0.3,
    )  # fmt: skip


def test_what_is_blank_is_named() -> None:
    assert blank(share("search_rate", 0.001), RACE) == "blank: search 0 %, race 34 %"
    assert blank(share("stop_rate", 0.336), RACE) == "blank: race 34 %"
    assert blank(share("force_rate", 0.09), RACE) == "9 % blank"
    assert blank(share("force_rate", 0.09)) == "9 % blank"
    with speaking(Language.SPANISH):
        assert blank(share("search_rate", 0), RACE) == "en blanco: registro 0 %, grupo racial 34 %"


def test_an_earlier_wave_is_no_group() -> None:
    one = share("survey_change", 0.0)
    keys = {**one.keys, "from_wave": "2019", "to_wave": "2023"}
    later = replace(one, keys=keys, compared_with="2019")
    gap = replace(one, keys=keys, compared_with="white")
    assert against(later) == ""
    assert "recorded as" not in whom(later)
    assert against(gap) == "against white people"
    assert "Black people against white people" in whom(gap)
    assert "white" not in whom(gap, has_other=False)


def test_what_is_counted_is_said_in_the_language_of_the_page() -> None:
    one = share("force_ratio_residents", 0.0, n=4823)
    one = replace(one, quantity=replace(one.quantity, unit="people with force"))
    assert counted(one) == "4,823 people with force"
    with speaking(Language.SPANISH):
        assert counted(one) == "4\u202f823 personas con uso de la fuerza"


def test_a_picture_keeps_the_largest_groups_and_the_one_compared_with() -> None:
    found = [share("s", 0.0, group, n) for group, n in (("asian", 5), ("black", 90), ("other", 40))]
    assert largest_groups(found) == ["black", "other", "asian"]
    assert with_the("asian", largest_groups(found), 2) == ["black", "asian"]
    assert with_the(None, largest_groups(found), 2) == ["black", "other"]
    assert groups_left(2) == " Groups that are only in the table: 2."
