"""Nashville 2005 with its officers' volumes and no difference: how often one is found."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.methods import METHODS
from tests.recovery.truth import LEVEL, three_errors

pytestmark = [pytest.mark.shared, pytest.mark.recovery, pytest.mark.recovery_long]

GROUPS = ("black", "white")
GROUNDS = ("Consent", "Probable.Cause", "Arrest", "Warrant", "Inventory", "Plain.View")
READ = ["Race", "Suspect.Ethnicity", "Officer.Employee.number", "Stop.Date.Time"]
SEARCHED = ["SEARCHOCCUR", "EVIDENCESEIZED", *(f"Search.{ground}" for ground in GROUNDS)]
LIKENESS = 14
"""Searches' worth of the average that an officer's own rate is drawn towards: an intraclass
correlation of .067, which is that of finds."""
DRAWS = 2000

Array = np.ndarray  # type: ignore[type-arg]
Rng = np.random.Generator


@dataclass(frozen=True)
class Volumes:
    """What officers did in 2005: (officers, groups, months), and (officers, grounds) searches."""

    stops: Array
    searches: Array
    hits: Array
    grounds: Array

    @property
    def officers(self) -> int:
        """How many there are."""
        return len(self.stops)


@cache
def volumes(path: Path) -> Volumes:
    """Counted straight from the file: people not Hispanic, stops with an officer."""
    table = pq.read_table(path, columns=[*READ, *SEARCHED, "year"])
    table = table.filter(pc.equal(table["year"], 2005.0))
    rows: Counter[tuple[str, str, int, bool, bool, int]] = Counter(_rows(table))
    officers = {name: i for i, name in enumerate(sorted({row[0] for row in rows}))}
    shape = (len(officers), 2, 12)
    stops, searches, hits = (np.zeros(shape, dtype=int) for _ in range(3))
    grounds = np.zeros((len(officers), len(GROUNDS) + 1))
    for (officer, race, month, searched, found, ground), n in rows.items():
        at = officers[officer], "BW".index(race), month - 1
        stops[at] += n
        if searched:
            searches[at] += n
            hits[at] += n * found
            grounds[at[0], ground] += n
    return Volumes(stops, searches, hits, grounds)


def _rows(table: pa.Table) -> Iterator[tuple[str, str, int, bool, bool, int]]:
    columns = (table[name].to_pylist() for name in [*READ, *SEARCHED])
    for race, ethnicity, officer, when, searched, found, *marks in zip(*columns, strict=True):
        if race in ("B", "W") and ethnicity not in ("Y", "H") and officer:
            ground = next((i for i, mark in enumerate(marks) if mark == "Y"), len(GROUNDS))
            month = int(str(when).split("/", 1)[0])
            yield officer, race, month, searched == "Y", found == "Y", ground


def own_rates(events: Array, trials: Array, towards: float) -> Array:
    """(officers,) rates, those of officers who did little near the average."""
    mean = events.sum() / trials.sum()
    return (events + towards * mean) / (trials + towards)


def stopped(v: Volumes, rng: Rng) -> Cells:
    """Every officer's stops of each group and month, searched at the rate of some other officer."""
    per_officer = (v.searches.sum(axis=(1, 2)), v.stops.sum(axis=(1, 2)))
    search = rng.permutation(own_rates(*per_officer, 1.0))[:, None, None]
    find = rng.permutation(own_rates(v.hits.sum(axis=(1, 2)), per_officer[0], LIKENESS))
    searches = rng.binomial(v.stops, search)
    hits = rng.binomial(searches, find[:, None, None])
    return by_officer(
        ("subject_race", "month"),
        {"stops": v.stops, "searches": searches, "hits": hits},
    )


def labelled(v: Volumes, rng: Rng) -> Cells:
    """The searches as they were, and a fifth of the officers, whoever they are, of another race."""
    race = np.where(rng.random(v.officers) < 0.2, "black", "white")
    measures = {"stops": v.stops, "searches": v.searches, "hits": v.hits}
    return by_officer(("subject_race",), {k: m.sum(axis=2) for k, m in measures.items()}, race)


def mixed(v: Volumes, rng: Rng) -> Cells:
    """The grounds of each officer's searches, drawn for both groups from one officer's mix."""
    mean = v.grounds.sum(axis=0) / v.grounds.sum()
    mix = (v.grounds + LIKENESS * mean) / (v.grounds.sum(axis=1, keepdims=True) + LIKENESS)
    people = rng.multinomial(v.searches.sum(axis=2), rng.permutation(mix)[:, None, :])
    return by_officer(("subject_race", "force_kind"), {"people": people})


def in_the_dark(v: Volumes, rng: Rng) -> Cells:
    """A seventh of the stops, in officers' own shifts and seasons; the dark changes nothing."""
    clock = np.arange(1020, 1300, 30)
    shift, season = rng.normal(1140, 60, v.officers), rng.uniform(0, 2 * np.pi, v.officers)
    days = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    at = np.exp(-(((clock - shift[:, None]) / 40) ** 2) / 2) + 1e-9
    when = np.exp(0.7 * np.cos(days - season[:, None]))
    at, when = at / at.sum(axis=1, keepdims=True), when / when.sum(axis=1, keepdims=True)
    dark = clock[:, None] > 1155 + 100 * np.cos(days)
    share = np.stack([when @ dark.T, when @ ~dark.T], axis=2) * at[:, :, None]
    chance = (share / share.sum(axis=(1, 2), keepdims=True)).reshape(v.officers, 1, -1)
    stops = rng.multinomial(rng.binomial(v.stops.sum(axis=2), 1 / 7), chance)
    stops = stops.reshape(v.officers, 2, len(clock), 2)
    return by_officer(("subject_race", "clock_minute", "darkness"), {"stops": stops})


NAMES: dict[str, Array] = {
    "subject_race": np.array(GROUPS),
    "month": np.array([f"2005-{m:02}" for m in range(1, 13)]),
    "force_kind": np.array([*GROUNDS, "none"]),
    "clock_minute": np.arange(1020, 1300, 30),
    "darkness": np.array(["dark", "daylight"]),
}


def by_officer(
    keys: tuple[str, ...], measures: dict[str, Array], officer_race: Array | None = None
) -> Cells:
    """Cells of (officers, …) counts, one axis for each key, rows without any left out."""
    first = next(iter(measures.values()))
    kept = first.ravel() > 0
    officer, *own = (axis.ravel()[kept] for axis in np.indices(first.shape))
    columns = {
        **{key: NAMES[key][at] for key, at in zip(keys, own, strict=True)},
        "officer_id": officer,
        **{name: counts.ravel()[kept] for name, counts in measures.items()},
    }
    by = [*keys, "officer_id"]
    if officer_race is not None:
        columns["officer_race"] = officer_race[officer]
        by.append("officer_race")
    return Cells.from_columns(columns, by=by).clustered_by({"officer_id": "officer_id"})


ASKED: dict[str, tuple[Callable[[Volumes, Rng], Cells], str, tuple[str, ...]]] = {
    "search-rate": (stopped, "search_rate_difference", ("subject_race",)),
    "search-rate-adjusted": (stopped, "search_rate_difference_adjusted", ("subject_race", "month")),
    "search-regression": (stopped, "search_odds_ratio", ("subject_race", "month")),
    "outcome": (stopped, "hit_rate_difference", ("subject_race",)),
    "anwar-fang": (
        labelled,
        "search_rate_difference_between_officers",
        ("subject_race", "officer_race"),
    ),
    "force-composition": (
        mixed,
        "widest_kind_share_difference",
        ("subject_race", "force_kind"),
    ),
    "veil-of-darkness": (
        in_the_dark,
        "darkness_log_odds",
        ("subject_race", "clock_minute", "darkness"),
    ),
}
SETTINGS = {"veil-of-darkness": {"sensitivity": False, "df": 3}}


def p_values(name: str, path: Path, draws: int, seed: int = 2005) -> list[float]:
    """One from each department without a difference; none at all counts as one."""
    draw, quantity, by = ASKED[name]
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        result = METHODS[name](draw(volumes(path), rng).collapse(*by), **SETTINGS.get(name, {}))
        assert isinstance(result, Result)
        own = [e for e in result.named(quantity) if e.variant is None]
        one = next(e for e in own if e.keys["subject_race"] == "black")
        assert one.basis.key == "officer_id"
        found.append(1.0 if one.p_value is None else one.p_value)
    return found


@pytest.mark.parametrize("name", ASKED)
def test_no_difference_is_seldom_called_one(name: str, shared: Path) -> None:
    """Crude 6.2 %, like months 6.2, regression 7.2 (5.1 with another seed), finds 4.3.

    Officers' races 5.4, dark 5.1; the widest of seven grounds 3.1, for it is weighed as the widest.
    With independent stops the crude one is called a difference in 61 %.
    """
    path = shared / "stops" / "nashville_traffic_stops_2001_2007.parquet"
    rejected = np.array(p_values(name, path, DRAWS)) < 0.05
    assert rejected.mean() <= 0.07 + three_errors(LEVEL, DRAWS) / 3
