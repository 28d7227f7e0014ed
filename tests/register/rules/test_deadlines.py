from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.register.choices import Authority
from daylight.register.rules.deadlines import (
    BadDeadline,
    Extension,
    add_months,
    effective,
    is_overdue,
    next_due,
    occurrences,
    offset,
    recurrence,
)

EFFECTIVE_DATE = date(2015, 6, 12)
ALL = frozenset({"monitor", "plaintiff", "city"})

OFFSETS = [
    ("180 days", date(2015, 12, 9)),
    ("365 days", date(2016, 6, 11)),
    ("18 months", date(2016, 12, 12)),
    ("2 weeks", date(2015, 6, 26)),
    ("1 year", date(2016, 6, 12)),
    ("5 business days", date(2015, 6, 19)),
]


@pytest.mark.parametrize(("text", "due"), OFFSETS)
def test_an_offset_counts_from_its_anchor(text: str, due: date) -> None:
    assert offset(text).after(EFFECTIVE_DATE) == due


RECURRENCES = [
    ("every 6 months", [date(2016, 1, 31), date(2016, 7, 31), date(2017, 1, 31)]),
    ("every 1 month", [date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31)]),
    ("each 02-01, 08-01", [date(2016, 1, 31), date(2016, 2, 1), date(2016, 8, 1)]),
    ("every 6 months until 6 months", [date(2016, 1, 31), date(2016, 7, 31)]),
]


@pytest.mark.parametrize(("text", "dues"), RECURRENCES)
def test_a_duty_repeats_as_the_text_says(text: str, dues: list[date]) -> None:
    assert occurrences(date(2016, 1, 31), recurrence(text), 3) == dues


def test_quarterly_for_a_year_then_yearly() -> None:
    dues = occurrences(date(2001, 7, 1), recurrence("every 3 months until 1 year; every 1 year"), 8)
    assert dues[:5] == [
        date(2001, 7, 1),
        date(2001, 10, 1),
        date(2002, 1, 1),
        date(2002, 4, 1),
        date(2002, 7, 1),
    ]
    assert dues[5:] == [date(2003, 7, 1), date(2004, 7, 1), date(2005, 7, 1)]


def test_the_next_due_date_is_the_first_that_has_not_passed() -> None:
    rules = recurrence("every 6 months")
    assert next_due(date(2016, 1, 31), rules, date(2016, 8, 1)) == date(2017, 1, 31)
    assert next_due(date(2016, 1, 31), (), date(2016, 2, 1)) is None


@pytest.mark.parametrize(
    "text", ["soon", "six months", "180", "-5 days", "each 02-30", "every day"]
)
def test_a_deadline_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadDeadline):
        recurrence(text) if text.startswith("e") else offset(text)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_forward_never_skip_a_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day <= start.day


ORIGINAL, PLAN = date(2016, 3, 1), date(2016, 4, 1)


def test_seven_days_by_agreement_of_all_three() -> None:
    due = effective(ORIGINAL, PLAN, [Extension(date(2016, 4, 8), Authority.AGREED, ALL)])
    assert (due.original, due.plan, due.extended, due.now) == (
        ORIGINAL,
        PLAN,
        date(2016, 4, 8),
        date(2016, 4, 8),
    )


BAD_EXTENSIONS = [
    ("eight days", [Extension(date(2016, 4, 9), Authority.AGREED, ALL)], "needs an order"),
    (
        "two agree",
        [Extension(date(2016, 4, 8), Authority.AGREED, frozenset({"monitor", "city"}))],
        "plaintiff",
    ),
    (
        "twice",
        [
            Extension(date(2016, 4, 8), Authority.AGREED, ALL),
            Extension(date(2016, 4, 10), Authority.AGREED, ALL),
        ],
        "once",
    ),
]


@pytest.mark.parametrize(("name", "steps", "words"), BAD_EXTENSIONS)
def test_more_than_the_parties_may_agree_is_refused(
    name: str, steps: list[Extension], words: str
) -> None:
    with pytest.raises(BadDeadline, match=words):
        effective(ORIGINAL, PLAN, steps)


def test_the_court_may_grant_any_extension() -> None:
    due = effective(ORIGINAL, None, [Extension(date(2017, 1, 1), Authority.COURT)])
    assert due.now == date(2017, 1, 1)


def test_extending_one_deadline_leaves_another_where_it_was() -> None:
    moved = effective(ORIGINAL, None, [Extension(date(2017, 1, 1), Authority.COURT)])
    other = effective(ORIGINAL, None, [])
    assert moved.now != other.now == ORIGINAL


def test_a_deadline_is_overdue_only_after_its_day() -> None:
    due = effective(ORIGINAL, None, [])
    assert not is_overdue(due, None, ORIGINAL)
    assert is_overdue(due, None, date(2016, 3, 2))
    assert not is_overdue(due, date(2016, 3, 1), date(2016, 3, 2))
