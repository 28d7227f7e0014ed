import numpy as np
import pytest

from daylight.data.facts.monitoring import FunnelFacts
from daylight.model.methods import METHODS
from daylight.model.monitoring.funnel import limit_variance, scattered, spread
from tests.recovery.truth import answered, cells

X = (12, 30, 45, 8, 60, 22, 90, 15, 33, 70, 5, 28)
N = (150, 200, 260, 120, 410, 300, 500, 140, 210, 380, 130, 190)
AGENCIES = cells(agency_id=[f"agency {k:02d}" for k in range(12)], stops=N, searches=X)
HELD = scattered(np.array(X, float), np.array(N, float), is_share=True, phi=1.0)


def test_the_variance_between_agencies_and_its_interval_are_those_of_r() -> None:
    assert spread(HELD, 0.95) == pytest.approx((0.0052752812, 0.0020005220, 0.0177593204), abs=1e-9)
    found = answered(METHODS["agency-funnel"](AGENCIES)).one("between_agency_variance")
    assert (found.value, found.low, found.high) == pytest.approx(
        (0.0052752812, 0.0020005220, 0.0177593204), abs=1e-9
    )


def test_the_typical_share_and_a_share_drawn_in_are_those_of_r() -> None:
    result = answered(METHODS["agency-funnel"](AGENCIES))
    typical = result.one("typical_agency_share")
    assert (typical.value, typical.low, typical.high) == pytest.approx(
        (0.1234428355, 0.0951098542, 0.1548915524), abs=1e-9
    )
    drawn = result.one("agency_share_shrunk", agency_id="agency 03")
    assert drawn.value == pytest.approx(0.0811449985, abs=1e-9)
    assert result.one("agency_share", agency_id="agency 03").value == pytest.approx(8 / 120)


def test_the_limits_are_those_of_r() -> None:
    mu, tau2 = limit_variance(HELD)
    assert (tau2, mu) == pytest.approx((0.0039554271, 0.3600834417), abs=1e-9)
    z = (HELD.y[3] - mu) / np.sqrt(HELD.s2[3] + tau2)
    assert z == pytest.approx(-1.2730242688, abs=1e-8)
    result = answered(METHODS["agency-funnel"](AGENCIES))
    assert result.facts_as(FunnelFacts).above == ()
