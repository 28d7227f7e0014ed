"""Invented records for every method: plausible, small, the same every time; never an agency's."""

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import numpy as np

import daylight
from daylight.schema.policy import BENCHMARKS
from daylight.simulate import force, networks, officers
from tools import examples_courts as courts
from tools import examples_monitoring as monitoring
from tools import examples_officers as by_officer
from tools import examples_published as in_print
from tools import examples_series as over_time

Made = tuple[Any, dict[str, Any]]
"""What a method is given, and its settings."""
Sizes = Mapping[Any, float]

RACES: Sizes = {"white": 1.0, "black": 0.7, "hispanic": 0.4}
DISTRICTS: Sizes = {f"District {n}": size for n, size in enumerate((1.0, 0.7, 1.4, 0.5, 0.9), 1)}
NEIGHBORHOODS: Sizes = {f"Neighbourhood {n}": 0.3 + (n * 7 % 12) / 10 for n in range(1, 13)}
DAY_PARTS: Sizes = {"morning": 0.6, "afternoon": 1.0, "evening": 1.2, "night": 0.7}
MONTHS: Sizes = {f"{2017 + m // 12}-{m % 12 + 1:02d}": 1 + 0.02 * m for m in range(12)}
TILT = {"black": 1.4, "hispanic": 1.2, "District 3": 1.5, "evening": 1.1, "night": 1.3}
"""How much likelier what follows a stop is for a group, or there; one for all others."""

MIX: Mapping[tuple[Any, Any], float] = {
    ("black", "District 3"): 2.0,
    ("black", "night"): 1.3,
    ("hispanic", "District 1"): 1.8,
    **{("black", f"Neighbourhood {n}"): 1.8 for n in (2, 3, 9, 10)},
    **{("black", f"beat {n:02d}"): 2.2 for n in range(5)},
    **{("black", minutes): 1.5 for minutes in (30, 45, 60, 90)},
    **{("hispanic", citations): 1.3 for citations in (2, 3, 4)},
}
"""Where a group has more rows than its size and the place's alone would give it."""


def _rng(seed: int = 7) -> np.random.Generator:
    return np.random.default_rng(seed)


def counted(
    by: Mapping[str, Sizes],
    first: tuple[str, float],
    *then: tuple[str, float],
    tilt: Mapping[str, float] = TILT,
    seed: int = 7,
) -> daylight.Cells:
    """Every combination of the keys, its first count by size, each later one a share of it.

    A count `*_unknown` is left blank in that share of the rows that could have it. Each share is
    of the count before it; groups of `tilt` have it, or the only count, that many times as often.
    """
    rng = _rng(seed)
    columns: dict[str, list[Any]] = {name: [] for name in (*by, first[0], *(n for n, _ in then))}
    for place in product(*(sizes.items() for sizes in by.values())):
        for name, (value, _) in zip(by, place, strict=True):
            columns[name].append(value)
        factor = float(np.prod([tilt.get(value, 1.0) for value, _ in place]))
        size = first[1] * float(np.prod([size for _, size in place]))
        size *= float(np.prod([MIX.get((place[0][0], value), 1.0) for value, _ in place[1:]]))
        whole = int(rng.poisson(size if then else size * factor))
        columns[first[0]].append(whole)
        for name, share in then:
            blank = name.endswith("_unknown")
            part = int(rng.binomial(whole, min(share if blank else share * factor, 1.0)))
            columns[name].append(part if not blank else min(part, whole - columns[then[0][0]][-1]))
            whole = whole if blank else part
    return daylight.Cells.from_columns(columns, by=list(by))


def outcome(event: str, share: float, **keys: Sizes) -> Made:
    """Stops and what followed them."""
    by = {"subject_race": RACES, **keys}
    cells = counted(
        by, ("stops", 900 if keys else 12_000), (event, share), (f"{event}_unknown", 0.03)
    )
    return cells, {"reference": "white"}


def searches(**keys: Sizes) -> daylight.Cells:
    """Stops, searches and finds: more searches of two groups, and fewer finds."""
    by = {"subject_race": RACES, **keys}
    rng = _rng(11)
    rows: dict[str, list[Any]] = {name: [] for name in (*by, "stops", "searches", "hits")}
    find = {"white": 0.31, "black": 0.24, "hispanic": 0.22}
    for place in product(*(sizes.items() for sizes in by.values())):
        names = [value for value, _ in place]
        stops = int(rng.poisson(2_500 * float(np.prod([size for _, size in place]))))
        risky = 1 + 0.3 * np.sin(sum(map(ord, str(names[1:]))))
        found = int(rng.binomial(stops, 0.06 * risky * TILT.get(names[0], 1.0)))
        for column, value in zip(rows, [*names, stops, found], strict=False):
            rows[column].append(value)
        rows["hits"].append(int(rng.binomial(found, find[names[0]] * risky**0.3)))
    return daylight.Cells.from_columns(rows, by=list(by))


def residents() -> Made:
    """Stops beside the people who live there."""
    cells = counted(
        {"subject_race": RACES, "neighborhood": NEIGHBORHOODS},
        ("population", 9_000),
        ("stops", 0.06),
    )
    return cells, {"reference": "white"}


def dusk() -> Made:
    """Stops by clock time in the hours that are dark for part of the year."""
    minutes = dict.fromkeys(range(1050, 1231, 15), 1.0)
    light = {"daylight": 1.0, "dark": 0.9}
    by = {
        "subject_race": RACES,
        "darkness": light,
        "window": {"evening": 1.0},
        "clock_minute": minutes,
    }
    cells = counted(by, ("stops", 100), tilt={})
    return cells, {"reference": "white"}


def blanks() -> Made:
    """Stops whose race is blank, month by month."""
    return counted(
        {"subject_race": {"white": 1.0, "black": 0.7, "unknown": 0.3}, "month": MONTHS},
        ("stops", 900),
    ), {}


def places() -> Made:
    """Stops by beat, two groups in different beats."""
    beats = {f"beat {n:02d}": 0.2 + 2.5 * np.exp(-n / 8) for n in range(40)}
    return counted({"subject_race": RACES, "beat": beats}, ("stops", 45)), {"reference": "white"}


def likely() -> Made:
    """Stops by recorded race and by what surname and place make likely, a third left blank."""
    rows = [
        ("black", "black", 2_600, 0.24),
        ("black", "white", 900, 0.20),
        ("white", "black", 1_000, 0.13),
        ("white", "white", 4_400, 0.11),
        ("unknown", "black", 1_500, 0.05),
        ("unknown", "white", 2_100, 0.04),
    ]
    return daylight.Cells.from_columns(
        {
            "subject_race": [row[0] for row in rows],
            "likely_race": [row[1] for row in rows],
            "stop_parts": [1_000_000 * row[2] for row in rows],
            "search_parts": [round(1_000_000 * row[2] * row[3]) for row in rows],
            "search_parts_unknown": [0] * len(rows),
        },
        by=["subject_race", "likely_race"],
    ), {"reference": "white"}


def again() -> Made:
    """People by how often they were stopped."""
    times = {n: 1.6 ** -(n - 1) for n in range(1, 13)}
    cells = counted({"subject_race": RACES, "contacts": times}, ("persons", 1_200))
    return cells, {"reference": "white"}


def measured(key: str, values: Sizes) -> Made:
    """Stops by a number that was written down for each."""
    return counted({"subject_race": RACES, key: values}, ("stops", 800)), {"reference": "white"}


def by_officer_race() -> Made:
    """Searches by race of driver and of officer."""
    return searches(officer_race={"white": 1.0, "black": 0.5, "hispanic": 0.4}), {}


def people_by_kind() -> Made:
    """People by the most serious force used."""
    kinds = {"hold": 1.2, "takedown": 1.0, "strike": 0.5, "chemical": 0.3, "conducted_energy": 0.4}
    return counted({"subject_race": RACES, "force_kind": kinds}, ("people", 220)), {
        "reference": "white"
    }


def per_denominator() -> Made:
    """Force beside residents, stops and arrests."""
    cells = daylight.Cells.from_columns(
        {
            "subject_race": ["white", "black", "hispanic"],
            "force_rows": [520, 910, 260],
            "people": [410, 700, 205],
            "residents": [210_000, 80_000, 60_000],
            "stops": [41_000, 38_000, 13_000],
            "arrests": [7_100, 8_900, 2_600],
        },
        by=["subject_race"],
    )
    return cells, {"reference": "white"}


def circumstances() -> Made:
    """People with force, and what was recorded of the moment."""
    shares = {
        "restrained": 0.08,
        "fleeing": 0.22,
        "in_crisis": 0.12,
        "armed": 0.09,
        "officer_injured": 0.1,
    }
    rng = _rng(3)
    columns: dict[str, list[Any]] = {"subject_race": list(RACES), "people": [900, 1_100, 420]}
    for number, (name, share) in enumerate(shares.items()):
        blank = [int(rng.binomial(n, 0.05 * number)) for n in columns["people"]]
        columns[name] = [
            int(rng.binomial(n - b, share * TILT.get(race, 1.0)))
            for race, n, b in zip(RACES, columns["people"], blank, strict=True)
        ]
        columns[f"{name}_unknown"] = blank
    return daylight.Cells.from_columns(columns, by=["subject_race"]), {"reference": "white"}


def weapons() -> Made:
    """Weapons shown and used."""
    counts = {
        "ced_uses": 310, "ced_cycles_recorded": 290, "ced_over_3_cycles": 24,
        "ced_seconds_recorded": 280, "ced_over_15_seconds": 19, "canine_deployments": 160,
        "canine_bites": 41, "firearm_used": 6, "firearm_pointed": 420, "firearm_shown_or_used": 426,
    }  # fmt: skip
    return daylight.Cells.from_columns({name: [n] for name, n in counts.items()}, by=[]), {}


def selected() -> Made:
    """Stops and force, where the stops themselves may depend on race."""
    cells = counted(
        {"subject_race": {"white": 1.0, "black": 0.8}, "district": DISTRICTS},
        ("stops", 3_000), ("forces", 0.012),
    )  # fmt: skip
    return cells, {"reference": "white"}


def transports() -> Made:
    """Transports in custody, and what happened on the way."""
    counts = {
        "transports": 2_400, "injured_in_transport": 11, "injured_in_transport_unknown": 60,
        "injured_at_intake": 23, "injured_at_intake_unknown": 310, "belted": 1_910,
        "belted_unknown": 240, "camera_working": 1_700, "camera_working_unknown": 90,
        "long_time": 130, "long_time_unknown": 25,
    }  # fmt: skip
    return daylight.Cells.from_columns({name: [n] for name, n in counts.items()}, by=[]), {}


def unreported() -> Made:
    """Arrests for resisting alone, and how many came without a force report."""
    years = {2014 + n: 1.0 for n in range(6)}
    return counted(
        {"year": years}, ("resisting_arrests", 160), ("resisting_arrests_without_force", 0.3)
    ), {}


def reporting_agencies() -> Made:
    """Agencies that do, and do not, report to a national collection."""
    months = [12, 12, 0, 7, 12, 0, 12, 3]
    cells = daylight.Cells.from_columns(
        {
            "agency_id": [f"agency {n}" for n in range(8)],
            "officers": [820, 140, 310, 95, 60, 45, 410, 30],
            "months_reported": months,
            "months_due": [12] * 8,
        },
        by=["agency_id"],
    )
    return cells, {}


def policies() -> Made:
    """Two readers of one force policy."""
    items = [item.item for item in BENCHMARKS["eight_cant_wait"].items]
    first = ("meets", "partly", "meets", "meets", "fails", "partly", "meets", "fails")
    second = ("meets", "meets", "meets", "meets", "fails", "partly", "partly", "fails")
    rows = [
        (i, who, said)
        for who, all_of in (("A", first), ("B", second))
        for i, said in zip(items, all_of, strict=True)
    ]
    columns: dict[str, list[Any]] = {
        "benchmark": ["eight_cant_wait"] * len(rows),
        "item": [row[0] for row in rows],
        "coder": [row[1] for row in rows],
        "verdict": [row[2] for row in rows],
        "checks": [1] * len(rows),
    }
    return daylight.Cells.from_columns(columns, by=["benchmark", "item", "coder", "verdict"]), {}


def answers_before(*methods: str) -> Callable[[], Made]:
    """What a method that weighs earlier answers is given."""

    def made() -> Made:
        return tuple(answered(name) for name in methods), {}

    return made


def with_settings(make: Callable[..., Made], *args: Any, **settings: Any) -> Callable[[], Made]:
    """The same records, asked with these settings."""

    def made() -> Made:
        given, own = make(*args)
        return given, own | settings

    return made


def answered(method: str) -> Any:
    """What a method says of its example: a result or a refusal."""
    given, settings = EXAMPLES[method]()
    return daylight.answer(method, given, **settings)


MINUTES: Sizes = {5: 1.2, 10: 1.6, 15: 1.1, 20: 0.7, 30: 0.5, 45: 0.3, 60: 0.15, 90: 0.06}
CITATIONS: Sizes = {0: 2.0, 1: 1.5, 2: 0.4, 3: 0.12, 4: 0.03}
WITHIN: dict[str, Sizes] = {"district": DISTRICTS, "day_part": DAY_PARTS}
SHARES = {"searches": 0.06, "frisks": 0.05, "citations": 0.4, "arrests": 0.04}
SINGULAR = {"searches": "search", "frisks": "frisk", "citations": "citation", "arrests": "arrest"}


def _following() -> dict[str, Callable[[], Made]]:
    """Every method that asks what followed a stop, for each thing that can."""
    made: dict[str, Callable[[], Made]] = {}
    for event, share in SHARES.items():
        one = SINGULAR[event]
        made[f"{one}-rate"] = lambda e=event, s=share: outcome(e, s)  # type: ignore[misc]
        for name in (f"{one}-rate-adjusted", f"{one}-regression"):
            made[name] = lambda e=event, s=share: outcome(e, s, **WITHIN)  # type: ignore[misc]
    return made


def _searched(**keys: Sizes) -> Callable[[], Made]:
    return lambda: (searches(**keys), {"reference": "white"})


def _years() -> Made:
    years = tuple(range(2010, 2020))
    return force.yearly_counts(_rng(2), years=years, start=260, ratio=0.96, phi=2), {}


EXAMPLES: dict[str, Callable[[], Made]] = {
    **_following(),
    "stop-rate": residents,
    "stop-rate-adjusted": residents,
    "veil-of-darkness": dusk,
    "missing-race": blanks,
    "place-concentration": places,
    "repeat-contact": again,
    "search-rate-by-likely-race": likely,
    "stop-duration": lambda: measured("whole_minutes", MINUTES),
    "multiple-citations": lambda: measured("citation_count", CITATIONS),
    "outcome": _searched(district=DISTRICTS),
    "knowles-persico-todd": lambda: (searches(district=DISTRICTS), {}),
    "anwar-fang": by_officer_race,
    "threshold": _searched(district=DISTRICTS),
    "threshold-discriminant": _searched(district=DISTRICTS),
    "hidden-confounder": _searched(**WITHIN),
    "risk-adjusted": _searched(**WITHIN),
    "agreement": answers_before(
        "search-rate", "search-rate-adjusted", "outcome", "veil-of-darkness"
    ),
    "multiverse": answers_before("search-rate", "search-rate-adjusted", "search-regression"),
    "force-rate": per_denominator,
    "force-composition": people_by_kind,
    "force-circumstances": circumstances,
    "force-weapons": weapons,
    "force-severity": lambda: (force.severity_counts(_rng(1), odds_ratio=1.3, people=400), {}),
    "force-severity-three-levels": lambda: (
        force.severity_counts(_rng(1), odds_ratio=1.3, people=400, scale="severity_three"),
        {},
    ),
    "force-selection": selected,
    "force-trend": with_settings(_years, breaks={"2015": "a new form"}),
    "benchmark-share": lambda: (
        daylight.Cells.from_columns(
            {"subject_race": ["black", "white"], "people": [41, 22]}, by=["subject_race"]
        ),
        {"benchmarks": (0.31, 0.44), "names": ("residents", "arrests")},
    ),
    "transport-safety": transports,
    "capture-recapture": lambda: (force.lists(_rng(3), total=500, chances=(0.6, 0.5, 0.4)), {}),
    "force-reporting": unreported,
    "force-participation": reporting_agencies,
    "policy-checks": policies,
    "concentration": lambda: by_officer.agency("officer_id"),
    "persistence": lambda: by_officer.agency("officer_id", "period"),
    "removal": lambda: by_officer.agency("officer_id", "period"),
    "variance-by-level": lambda: by_officer.agency("unit", "officer_id", "period"),
    "internal-benchmark": by_officer.colleagues_alike,
    "same-scene": by_officer.scenes,
    "peer-exposure": lambda: (networks.colleagues(_rng(2), effect=0.5), {}),
    "officers-or-department": lambda: (
        officers.departments(officers.Trouble.INDIVIDUALS, seed=11),
        {},
    ),
    "officer-gaps": lambda: (monitoring.own_gaps(), {}),
    "early-intervention": by_officer.months,
    "callaway-santanna": lambda: over_time.rollout("use_of_force", "complaints", "violent_crime"),
    "event-study": over_time.rollout,
    "interrupted-time-series": over_time.series,
    "placebo": with_settings(over_time.rollout, before=8, after=5, draws=200),
    "roth-santanna": with_settings(over_time.shuffled, permutations=200),
    "synthetic-control": over_time.rollout,
    "synthetic-did": lambda: over_time.rollout("use_of_force", "complaints", "violent_crime"),
    "two-way-fixed-effects": lambda: over_time.rollout(
        "use_of_force", "complaints", "violent_crime"
    ),
    "survey-change": with_settings(over_time.survey, reference="a"),
    "survey-gap": with_settings(over_time.survey, reference="a"),
    "survey-level": over_time.survey,
    "agency-funnel": with_settings(
        lambda: (monitoring.agencies(), {}), events="injured", trials="subjects"
    ),
    "coded-share": lambda: (monitoring.texts(), {}),
    "sequential-monitoring": lambda: (monitoring.quarters(), {}),
    "sentence-in-out": lambda: (courts.decided(), {}),
    "revocation": lambda: (courts.decided(), {}),
    "guideline-departure": lambda: (courts.decided(), {}),
    "sentence-length": lambda: (courts.terms(), {}),
    "release-rate": lambda: (courts.heard(), {}),
    "charge-grades": lambda: (courts.graded(), {}),
    "gap-split": lambda: (courts.split(), {}),
    "release-hazard": lambda: (courts.heard_again(), {}),
    "bunching": lambda: (courts.heaped(), {}),
    "reach-of-a-rule": lambda: (courts.under_a_bill(), {}),
    "score-errors": lambda: (courts.scored(), {}),
    "score-calibration": lambda: (courts.scored(), {}),
    "published-share": lambda: (in_print.poll(), {"reference": "white residents"}),
    "published-share-change": lambda: (in_print.poll(), {}),
    "published-count-change": lambda: (in_print.yearly_counts(), {}),
    "published-rate": lambda: (in_print.yearly_counts(), {}),
    "status-on-date": lambda: (in_print.bill(), {"event": "adopted", "by": "2018-12-31"}),
    "time-since": lambda: (in_print.bill(), {"event": "introduced", "by": "2019-01-15"}),
}
"""Method → how its example is made."""
