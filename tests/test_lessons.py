"""What an explanation's picture shows is what its page says, and what the methods give."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tools import lessons_simulated as simulated
from tools.lessons import FOLDER, LESSONS, WIDTH

from daylight.report.charts.standalone import standalone
from daylight.report.forbidden import forbidden_words

PAGES = Path(__file__).parents[1] / "docs" / "explanation"
SVG = "{http://www.w3.org/2000/svg}"


def drawn(name: str) -> ElementTree.Element:
    return ElementTree.parse(FOLDER / f"{name}.svg").getroot()


def words(root: ElementTree.Element) -> list[str]:
    return [text for e in root.iter(f"{SVG}text") if (text := "".join(e.itertext()).strip())]


@pytest.mark.parametrize("name", LESSONS)
def test_each_page_has_its_picture_with_words_for_those_who_cannot_see_it(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text("utf-8")
    told = re.search(rf"!\[([^\]]+)\]\(\.\./pictures/lessons/{name}\.svg\)", page)
    assert told, f"{name}: put its picture on the page"
    assert len(told[1]) > 60
    assert not forbidden_words(told[1])
    chart = LESSONS[name]()
    description = next(drawn(name).iter(f"{SVG}desc")).text
    assert description == chart.alt, f"{name}: make pictures"
    again = ElementTree.fromstring(standalone(chart, WIDTH))
    assert words(again) == words(drawn(name)), f"{name}: make pictures"


@pytest.mark.parametrize("name", LESSONS)
def test_a_picture_fits_a_telephone_and_can_be_told_apart_in_grey(name: str) -> None:
    """At 350 pixels its words are eight tall; all that is drawn has one colour beside grey."""
    root = drawn(name)
    sizes = [float(e.get("font-size", "12")) for e in root.iter(f"{SVG}text")]
    assert min(sizes) * 350 / float(root.get("width", "0")) > 7.9
    looks = {look for e in root.iter() for look in e.get("class", "").split()}
    assert looks & {"f-own", "f-line", "f-bar"}
    assert not looks & {"f-lit", "f-unlit"}


def test_stops_taken_one_by_one_miss_far_oftener_than_one_in_twenty() -> None:
    apart, together = simulated.departments().values()
    missed = [sum(one.misses for one in intervals) for intervals in (apart, together)]
    assert missed[0] > len(apart) / 3
    assert missed[1] <= 4  # of 24 at 5 %: more in one of a hundred such pictures
    wider = [b.high - b.low > a.high - a.low for a, b in zip(apart, together, strict=True)]
    assert all(wider)


def test_only_the_bounds_hold_the_truth_under_both_forms() -> None:
    unlike, like = (simulated.readings(share) for share in simulated.FORMS.values())
    assert unlike["stops with race"][1] > 0
    assert unlike["blanks dealt"][1] > 0
    for read in (unlike, like):
        _, low, high = read["blanks at their worst"]
        assert low < 0 < high
    assert like["blanks dealt"][1] < 0 < like["blanks dealt"][2]


def test_a_declared_question_keeps_its_p_value_and_another_loses_it() -> None:
    found = simulated.padded()
    assert {one.declared for one in found} == {simulated.RAW}
    for one in found:  # Holm: the smallest of n is multiplied by n
        assert one.in_one_family == pytest.approx(simulated.RAW * (one.others + 1))


def test_bursts_do_not_come_back() -> None:
    differ, bursts, alike = (simulated.halves(one) for one in simulated.DEPARTMENTS)
    assert bursts[0] > differ[0] > alike[0]
    assert differ[1] > 0.18
    assert bursts[1] == pytest.approx(0.1, abs=0.01)
    assert alike[1] == pytest.approx(0.1, abs=0.01)


def test_ordinary_intervals_raise_alarms_as_looks_add_up() -> None:
    once, every = simulated.alarms().values()
    assert once[0] == pytest.approx(0.05, abs=0.033)
    assert once[-1] > 0.12
    assert every[-1] <= 0.05 + 0.033  # three standard errors of 5 % in 400
    assert every == sorted(every)
