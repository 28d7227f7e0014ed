import math

import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.force.shares import benchmark_share
from daylight.model.force.transport import transport_safety
from daylight.model.intervals import clopper_pearson, wilson


def bites(hits: int, n: int) -> Cells:
    return Cells.from_columns(
        {"subject_race": ["black", "white"], "people": [hits, n - hits]}, by=["subject_race"]
    )


def test_fourteen_of_fourteen_bites_under_three_benchmarks() -> None:
    result = benchmark_share(
        bites(14, 14),
        benchmarks=(0.67, 0.85, 0.93),
        names=("residents", "vehicle stops", "arrests"),
    )
    assert isinstance(result, Result)
    chance = result.diagnostics
    assert chance["one_sided_p residents"] == pytest.approx(0.0037, abs=0.00005)
    assert chance["one_sided_p vehicle stops"] == pytest.approx(0.103, abs=0.0005)
    assert chance["one_sided_p arrests"] == pytest.approx(0.362, abs=0.0005)
    assert "benchmark-is-the-finding" in {note.code for note in result.notes}


def transports(**counts: int) -> Cells:
    return Cells.from_columns({name: [n] for name, n in counts.items()}, by=[])


def test_eleven_injuries_in_sixteen_thousand_transports() -> None:
    result = transport_safety(transports(transports=16_000, injured_in_transport=11))
    assert isinstance(result, Result)
    rate = result.one("injured_in_transport_per_1000")
    assert rate.value == pytest.approx(0.69, abs=0.005)
    assert (rate.low, rate.high) == pytest.approx((0.38, 1.23), abs=0.005)


def test_seventeen_of_seventeen_belts_cannot_tell_whether_95_percent_is_reached() -> None:
    result = transport_safety(transports(transports=17, belted=17), standard=0.95)
    assert isinstance(result, Result)
    share = result.one("belted_share")
    assert share.low == pytest.approx(0.805, abs=0.0005)
    assert share.low == pytest.approx(0.025 ** (1 / 17))
    assert "audit-inconclusive" in {note.code for note in result.notes}


def test_audits_of_a_hundred_and_of_fifty_nine() -> None:
    _, low, high = wilson(95, 100)
    assert (float(low), float(high)) == pytest.approx((0.888, 0.978), abs=0.0005)
    one_sided = clopper_pearson(59, 59, level=0.90)
    assert float(one_sided.low) >= 0.95
    assert float(one_sided.low) == pytest.approx(math.exp(math.log(0.05) / 59))
