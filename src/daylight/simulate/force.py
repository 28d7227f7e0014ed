"""Force with known truth: who is stopped, what follows, how severe it is, who writes it down."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.schema.vocabulary import ForceKind

Rng = np.random.Generator


def second_stage(
    rng: Rng, *, alpha_black: float, beta_black: float, people: int = 100_000
) -> Cells:
    """Decisions among people already arrested, in the scenario of Gaebler et al. (2022).

    The effect among the arrested is `beta_black` exactly. Cells are by race, history X and report
    R; leaving `report` out breaks subset ignorability. Here a "stop" is an arrest and "force" the
    later decision.
    """
    black = rng.binomial(people, 0.3)
    rows: dict[str, list[Any]] = {
        "subject_race": [],
        "history": [],
        "report": [],
        "stops": [],
        "forces": [],
    }
    for race, n in (("black", black), ("white", people - black)):
        is_black = race == "black"
        conduct, history = 0.3 - 0.1 * is_black, 0.3 + 0.1 * is_black
        for a, x in ((a, x) for a in (0, 1) for x in (0, 1)):
            share = (conduct if a else 1 - conduct) * (history if x else 1 - history)
            stopped = rng.binomial(rng.binomial(n, share), 0.1 + 0.3 * a + alpha_black * is_black)
            reported = rng.binomial(stopped, 0.2 + 0.6 * a + 0.1 * is_black)
            for r, count in ((1, reported), (0, stopped - reported)):
                chance = 0.2 + 0.2 * x + 0.2 * r + beta_black * is_black
                rows["subject_race"].append(race)
                rows["history"].append(str(x))
                rows["report"].append(str(r))
                rows["stops"].append(count)
                rows["forces"].append(rng.binomial(count, chance))
    wide = Cells.from_columns(
        {**rows, "conduct": [str(i) for i in range(len(rows["stops"]))]},
        by=("subject_race", "history", "report", "conduct"),
    )
    return wide.collapse("subject_race", "history", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounters:
    """Stops and force where some stops are made because of race, with the true effects.

    `rho` is the true share of Black people's stops that would not have been made of white people;
    `att` and `ate` are the true total effects among the stopped.
    """

    cells: Cells
    rho: float
    att: float
    ate: float


class Town(NamedTuple):
    """Chances in a town.

    Parameters
    ----------
    serious
        Of serious conduct, which always leads to a stop.
    extra_stops
        That a Black person is stopped for minor conduct; a white person never is.
    force_serious, force_minor
        That force follows on the conduct, as white and as Black.
    """

    serious: float = 0.1
    extra_stops: float = 0.06
    force_serious: tuple[float, float] = (0.2, 0.3)
    force_minor: tuple[float, float] = (0.05, 0.1)


ORDINARY = Town()


def encounters(rng: Rng, *, people: int = 200_000, town: Town = ORDINARY) -> Encounters:
    """A town in which half are Black and officers also stop Black people for minor conduct.

    Those stops are because of race.
    """
    serious, extra_stops, force_serious, force_minor = town
    half = people // 2
    counts = {}
    for race in ("black", "white"):
        grave = rng.binomial(half, serious)
        minor = rng.binomial(half - grave, extra_stops) if race == "black" else 0
        seen = int(race == "black")
        forces = rng.binomial(grave, force_serious[seen]) + rng.binomial(minor, force_minor[seen])
        counts[race] = (grave, minor, forces)
    cells = Cells.from_columns(
        {
            "subject_race": list(counts),
            "stops": [grave + minor for grave, minor, _ in counts.values()],
            "forces": [forces for _, _, forces in counts.values()],
        },
        by=("subject_race",),
    )
    minor_share = (1 - serious) * extra_stops
    rho = minor_share / (minor_share + serious)
    gain = force_serious[1] - force_serious[0]
    att = (1 - rho) * gain + rho * force_minor[1]
    pi = (serious + minor_share) / (2 * serious + minor_share)
    return Encounters(cells=cells, rho=rho, att=att, ate=pi * att + (1 - pi) * gain)


FIRST_DAY, DAYS = date(2019, 1, 1), 365
PEOPLE_PER_INCIDENT, ACTIONS_PER_PERSON = 1.2, 2.0


def force_records(
    rng: Rng, *, incidents: int, black_share: float = 0.5, blank_race: float = 0.0
) -> list[dict[str, Any]]:
    """Rows of the canonical force table: a year of incidents, with people and rows for each.

    Everybody in an incident is of one race, so that people of a group are not independent.
    """
    rows: list[dict[str, Any]] = []
    kinds = [kind.value for kind in ForceKind]
    for i in range(incidents):
        race = "black" if rng.random() < black_share else "white"
        day = FIRST_DAY + timedelta(days=int(rng.integers(DAYS)))
        for person in range(1 + rng.poisson(PEOPLE_PER_INCIDENT - 1)):
            known = race if rng.random() >= blank_race else None
            rows += [
                {
                    "incident_id": f"i{i}",
                    "subject_id": f"s{person}",
                    "incident_date": day,
                    "subject_race": known,
                    "force_kind": kinds[int(rng.integers(len(kinds)))],
                }
                for _ in range(1 + rng.poisson(ACTIONS_PER_PERSON - 1))
            ]
    return rows


def yearly_counts(
    rng: Rng, *, years: tuple[int, ...], start: float, ratio: float, phi: float
) -> Cells:
    """People with force by year, on a log-linear trend, with variance `phi` times the mean."""
    mean = start * ratio ** np.arange(len(years))
    counts = rng.poisson(mean) if phi <= 1 else rng.negative_binomial(mean / (phi - 1), 1 / phi)
    return Cells.from_columns(
        {"year": [str(y) for y in years], "people": counts.tolist()}, by=("year",)
    )


def severity_counts(
    rng: Rng, *, odds_ratio: float, people: int, strata: int = 3, scale: str = "severity_four"
) -> Cells:
    """People by race, place and level of force, from a proportional-odds model."""
    theta = np.array([-0.5, 1.0, 2.5])
    rows: dict[str, list[Any]] = {"subject_race": [], "district": [], scale: [], "people": []}
    for place in range(strata):
        for race, shift in (("black", np.log(odds_ratio)), ("white", 0.0)):
            cumulative = 1 / (1 + np.exp(-(theta - shift - 0.4 * place)))
            chances = np.diff(np.concatenate([[0.0], cumulative, [1.0]]))
            for level, n in enumerate(rng.multinomial(people, chances), start=1):
                rows["subject_race"].append(race)
                rows["district"].append(str(place))
                rows[scale].append(str(level))
                rows["people"].append(int(n))
    return Cells.from_columns(rows, by=("subject_race", "district", scale))


def lists(rng: Rng, *, total: int, chances: tuple[float, ...], dependence: float = 0.0) -> Cells:
    """Events on several lists; `dependence` raises the chance of the second list by the first."""
    on: list[npt.NDArray[np.bool_]] = []
    for k, chance in enumerate(chances):
        lifted = chance + (dependence * on[0] if k == 1 else 0.0)
        on.append(rng.random(total) < lifted)
    names = tuple(f"list_{chr(97 + k)}" for k in range(len(chances)))
    patterns, counts = np.unique(np.array(on).T, axis=0, return_counts=True)
    columns: dict[str, list[Any]] = {
        name: ["yes" if p[k] else "no" for p in patterns] for k, name in enumerate(names)
    }
    columns["events"] = [int(n) if p.any() else 0 for p, n in zip(patterns, counts, strict=True)]
    return Cells.from_columns(columns, by=names)
