"""Early-intervention rules as data: which past events count, and when they bring an alert."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from daylight.errors import StudyError
from daylight.model.arrays import Array
from daylight.model.officers.monthly import Monthly

SHIPPED = Path(__file__).with_name("early_rules.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of one rule.

    Parameters
    ----------
    kind
        `count` ranks by the number of events; `threshold` alerts from that number on; `peers`
        alerts where the chance of as many events, at the unit's rate, is below the threshold.
    """

    id: str
    version: int
    kind: Literal["count", "threshold", "peers"]
    window_months: int
    threshold: float = 0.0
    about: str = ""
    source: str = ""


def read_rules(path: Path = SHIPPED) -> tuple[Rule, ...]:
    """The rules of a TOML file; StudyError where a rule is not complete or stands twice."""
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
        rules = tuple(Rule(**rule) for rule in plain["rules"])
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as problem:
        raise StudyError(f"{path}: not a file of early-intervention rules: {problem}") from problem
    names = [(rule.id, rule.version) for rule in rules]
    if len(set(names)) < len(names):
        raise StudyError(f"{path}: two rules have the same id and version; raise the version")
    return rules


def latest(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The newest version of each rule."""
    newest: dict[str, Rule] = {}
    for rule in rules:
        if rule.id not in newest or rule.version > newest[rule.id].version:
            newest[rule.id] = rule
    return tuple(newest.values())


def score(rule: Rule, records: Monthly, until: int) -> Array:
    """(N,) how strongly a rule points at each officer, seen from the end of month `until` − 1.

    Counts for `count` and `threshold`; for `peers` minus the logarithm of the chance of as many
    events. Higher is more.
    """
    events = records.within(records.events, until, rule.window_months)
    if rule.kind != "peers":
        return events
    from scipy import stats

    exposure = records.within(records.exposure, until, rule.window_months)
    expected = expected_from_peers(events, exposure, records.unit_before(until))
    return np.where(expected > 0, -stats.poisson.logsf(events - 1, expected), 0.0)


def alerts(rule: Rule, scores: Array) -> npt.NDArray[np.bool_]:
    """(N,) whether the rule's own threshold is reached; nobody for a rule that only ranks."""
    if rule.kind == "threshold":
        return np.asarray(scores >= rule.threshold)
    if rule.kind == "peers":
        return np.asarray(scores > -np.log(rule.threshold))
    return np.zeros(len(scores), dtype=bool)


def expected_from_peers(events: Array, exposure: Array, unit: npt.NDArray[np.int64]) -> Array:
    """(N,) events each officer would have at the rate of the rest of the unit; 0 without a rest."""
    size = int(unit.max(initial=-1)) + 1
    unit_events = np.bincount(unit, weights=events, minlength=size)[unit] - events
    unit_exposure = np.bincount(unit, weights=exposure, minlength=size)[unit] - exposure
    rate = np.divide(unit_events, unit_exposure, out=np.zeros_like(events), where=unit_exposure > 0)
    return np.asarray(rate * exposure)
