"""What early-intervention rules catch, beside the plain count and beside what was foretold."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.estimate import Estimate, Key
from daylight.data.quantity import About, Quantity, Scale
from daylight.model.arrays import Array, Mask
from daylight.model.intervals import two_sided_p
from daylight.model.officers.early_rules import Rule
from daylight.model.officers.look import Look
from daylight.model.officers.monthly import Monthly
from daylight.model.officers.records import percentiles
from daylight.model.officers.removal import forecast

RECALL = Quantity(
    name="recall",
    scale=Scale.PROPORTION,
    about=About.MODEL,
    unit="later events",
    keys=("rule",),
)
RECALL_ABOVE_PLAIN = replace(RECALL, name="recall_above_plain_count", scale=Scale.DIFFERENCE)
OBSERVED_OVER_FORECAST = replace(
    RECALL, name="observed_over_forecast", scale=Scale.RATIO, unit="events foretold"
)


def membership(scores: Array, at_risk: Mask, share: float) -> Array:
    """(N,) how much of each officer belongs to the top share: 1, 0, or a fraction at the border."""
    top = np.zeros(len(scores))
    values = scores[at_risk]
    wanted = share * len(values)
    border = np.sort(values)[::-1][max(int(np.ceil(wanted)) - 1, 0)] if len(values) else 0.0
    above, at = values > border, values == border
    part = (wanted - above.sum()) / at.sum() if at.any() else 0.0
    top[at_risk] = np.where(above, 1.0, np.where(at, part, 0.0))
    return top


class Resampled(NamedTuple):
    """How often each redrawn department holds each officer, (draws, N), and the level."""

    draws: Array
    level: float

    def ratio(
        self, quantity: Quantity, keys: dict[str, Key], top: Array, bottom: Array
    ) -> Estimate:
        """A ratio of sums over officers, with a percentile bootstrap over officers."""
        value = float(top.sum() / bottom.sum()) if bottom.sum() else np.nan
        with np.errstate(invalid="ignore", divide="ignore"):
            resampled = (self.draws @ top) / (self.draws @ bottom)
        interval = percentiles(value, resampled, self.level)
        se = float(np.nanstd(resampled)) if quantity.scale is Scale.DIFFERENCE else 0.0
        p_value = two_sided_p(value / se) if se > 0 else None
        return interval.estimate(quantity, n=float(bottom.sum()), keys=keys, p_value=p_value)


def above_plain(
    name: str, plain: str, looks: Sequence[Look], shares: Sequence[float], drawn: Resampled
) -> list[Estimate]:
    """How far a score's recall lies above the plain count's, officers drawn for both alike."""
    found = []
    events = np.sum([look.later for look in looks], axis=0)
    for share in shares:
        one, other = (
            summed(
                [membership(look.scores[score], look.at_risk, share) for look in looks],
                [look.later for look in looks],
            )
            for score in (name, plain)
        )
        keys: dict[str, Key] = {"rule": name, "top_percent": round(100 * share, 6)}
        found.append(
            replace(drawn.ratio(RECALL_ABOVE_PLAIN, keys, one - other, events), compared_with=plain)
        )
    return found


def calibration(
    looks: Sequence[Look], records: Monthly, rule: Rule, percent: float, drawn: Resampled
) -> Estimate:
    """Later events of the top officers over what their past rates foretold; 1 is right.

    The forecast is the gamma-Poisson one: past rates pulled towards the average as far as chance
    explains their spread, for as much exposure a month as in the months served before. It knows
    nothing of the later level, so that a level that changes shows.
    """
    observed, expected = np.zeros(drawn.draws.shape[1]), np.zeros(drawn.draws.shape[1])
    for look in looks:
        served = records.exposure[:, max(look.until - rule.window_months, 0) : look.until]
        e, months = served.sum(axis=1), (served > 0).sum(axis=1)
        x = records.within(records.events, look.until, rule.window_months)
        held = look.at_risk & (e > 0)
        rate = np.zeros(len(e))
        rate[held] = forecast(x[held], e[held])
        top = membership(x, look.at_risk, percent / 100)
        observed += top * look.later
        expected += top * rate * e / np.maximum(months, 1) * look.months
    keys: dict[str, Key] = {"rule": rule.id, "top_percent": percent}
    return drawn.ratio(OBSERVED_OVER_FORECAST, keys, observed, expected)


def summed(weights: Sequence[Array], values: Sequence[Array]) -> Array:
    """(N,) values times weights, over all looks."""
    return np.asarray(np.sum([w * v for w, v in zip(weights, values, strict=True)], axis=0))
