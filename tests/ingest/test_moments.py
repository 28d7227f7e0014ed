"""Dates and times of every kind that exports hold, on the department's clocks."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ingest.small import column, read, recipe

from daylight.errors import RecipeError, SourceError

STOPS = """
[tables.stops.columns]
stop_id = {{ source = "id" }}
stop_date = {{ source = "t", formats = [{forms}]{more} }}
stop_minute = {{ source = "t", formats = [{forms}]{more} }}
"""


def stops(*forms: str, more: str = "") -> str:
    return STOPS.format(forms=", ".join(f"'{form}'" for form in forms), more=more)


def clocks(
    folder: Path, values: list[str], body: str, zone: str = "America/Chicago"
) -> list[object]:
    text = "id,t\n" + "".join(f'{n},"{value}"\n' for n, value in enumerate(values, 1))
    read(folder, text, recipe(body, zone))
    return column(folder, "stops", "stop_date", "stop_minute")


def test_an_offset_is_an_instant_and_is_shown_on_the_department_s_clocks(tmp_path: Path) -> None:
    values = [
        "2021-07-01T22:30:00-05:00",
        "2021-07-02T03:30:00+00:00",
        "2021-07-02T03:30:00Z",
        "2021-12-01T22:30:00-06:00",
    ]
    assert clocks(tmp_path, values, stops("%Y-%m-%dT%H:%M:%S%z")) == [
        (date(2021, 7, 1), 1350),
        (date(2021, 7, 1), 1350),
        (date(2021, 7, 1), 1350),
        (date(2021, 12, 1), 1350),
    ]


@settings(
    max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(st.integers(200_000_000, 4_000_000_000), min_size=20, max_size=20))
def test_instants_agree_with_python_s_own_zones(tmp_path: Path, seconds: list[int]) -> None:
    """Written with an offset, in seconds and in milliseconds; three zones with summer time."""
    for zone in ("America/Chicago", "Europe/London", "America/Toronto"):
        local = [datetime.fromtimestamp(one, UTC).astimezone(ZoneInfo(zone)) for one in seconds]
        expected = [(one.date(), one.hour * 60 + one.minute) for one in local]
        for form, written in (
            ("%Y-%m-%dT%H:%M:%S%z", [one.isoformat() for one in local]),
            ("epoch", [str(one) for one in seconds]),
            ("epoch_ms", [f"{one}999" for one in seconds]),
        ):
            assert clocks(tmp_path, written, stops(form), zone) == expected


def test_a_zone_beside_instants_would_move_them_and_is_refused() -> None:
    for form in ("%Y-%m-%dT%H:%M:%S%z", "epoch", "epoch_ms"):
        with pytest.raises(RecipeError, match="says by itself which instant"):
            recipe(stops(form, more=', zone = "UTC"'))
    assert recipe(stops("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M", more=', zone = "UTC"'))


@pytest.mark.parametrize(
    ("form", "value", "minute"),
    [
        ("%Y-%m-%dT%H:%M:%S.%f", "2021-01-04T13:00:00.000", 780),
        ("%Y/%m/%d %H:%M:%S%z", "2021/01/04 19:00:00+00", 780),
        ("%m/%d/%Y %I:%M:%S %p", "01/04/2021 01:00:00 PM", 780),
        ("%d/%m/%Y %H:%M", "04/01/2021 13:00", 780),
        ("epoch_ms", "1609786800000", 780),
    ],
)
def test_the_formats_of_the_large_portals(
    form: str, value: str, minute: int, tmp_path: Path
) -> None:
    assert clocks(tmp_path, [value], stops(form)) == [(date(2021, 1, 4), minute)]


def test_what_is_no_instant_is_refused_and_not_read_as_one(tmp_path: Path) -> None:
    for form, value in (
        ("epoch", "1.60974E+12"),
        ("epoch", "1609786800000"),
        ("epoch_ms", "1609786800"),
        ("epoch_ms", "2021"),
        ("%Y-%m-%dT%H:%M:%S%z", "2021-01-04T13:00:00"),
    ):
        with pytest.raises(SourceError, match="impossible"):
            clocks(tmp_path, [value], stops(form))


PARTIAL = """
[tables.force.columns]
incident_id = { source = "id" }
incident_date = { source = "t", formats = ["%Y-%m-%d", "%Y-%m", "%b %Y", "%Y Q%q", "%Y"] }
"""


def test_a_partial_date_stands_at_its_first_day_and_says_so(tmp_path: Path) -> None:
    values = ["2020-05-17", "2020-05", "May 2020", "2020 Q2", "2020", ""]
    text = "id,t\n" + "".join(f"{n},{value}\n" for n, value in enumerate(values, 1))
    read(tmp_path, text, recipe(PARTIAL))
    assert column(tmp_path, "force", "incident_date", "date_precision") == [
        (date(2020, 5, 17), "day"),
        (date(2020, 5, 1), "month"),
        (date(2020, 5, 1), "month"),
        (date(2020, 4, 1), "quarter"),
        (date(2020, 1, 1), "year"),
        (None, None),
    ]


def test_only_the_date_whose_exactness_is_kept_may_be_partial() -> None:
    with pytest.raises(RecipeError, match="only incident_date says in date_precision"):
        recipe(
            '[tables.complaints.columns]\ncomplaint_id = { source = "id" }\n'
            'received_date = { source = "t", formats = ["%Y"] }\n'
        )


def test_parts_in_several_columns_are_one_date_as_exact_as_they_are(tmp_path: Path) -> None:
    body = """
[tables.force.columns]
incident_id = { source = "id" }
incident_date = { first_of = [
  { source = ["y", "m", "d"], formats = ["%Y %B %d"] },
  { source = ["y", "m"], formats = ["%Y %B"] },
  { source = "y", formats = ["%Y"] },
] }
"""
    read(tmp_path, "id,y,m,d\n1,2020,March,5\n2,2020,March,\n3,2020,,\n", recipe(body))
    assert column(tmp_path, "force", "incident_date", "date_precision") == [
        (date(2020, 3, 5), "day"),
        (date(2020, 3, 1), "month"),
        (date(2020, 1, 1), "year"),
    ]


def test_a_sentinel_date_says_nothing(tmp_path: Path) -> None:
    body = stops("%m/%d/%Y").replace("formats", 'ignored = ["1/1/1900"], formats')
    assert clocks(tmp_path, ["1/1/1900", "1/2/2020"], body)[0] == (None, None)


@pytest.mark.parametrize(
    ("frequency", "step"), [("year", 365.25), ("quarter", 91.3), ("month", 30.4)]
)
def test_periods_count_on_without_a_gap(frequency: str, step: float, tmp_path: Path) -> None:
    days = [date(2019, 1, 15) + timedelta(days=round(n * step)) for n in range(30)]
    body = f"""
[tables.panel.columns]
unit_id = {{ source = "id" }}
period = {{ source = "t", formats = ["%Y-%m-%d"], frequency = "{frequency}" }}
"""
    text = "id,t\n" + "".join(f"a,{day}\n" for day in days)
    read(tmp_path, text, recipe(body))
    found = column(tmp_path, "panel", "period")
    assert found == list(range(found[0], found[0] + 30))
    assert found[0] == {"year": 2019, "quarter": 2019 * 4, "month": 2019 * 12}[frequency]
