"""Stops of unrecorded race, given to groups as surname and place make likely."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st
from statsmodels.api import WLS

from daylight.data.cells import Cells
from daylight.data.result import Refusal
from daylight.data.variants import ALL_LIKELY, AS_LIKELY
from daylight.ingest import ingest
from daylight.ingest.recipe import parse
from daylight.model.arrays import Array
from daylight.model.methods import METHODS
from daylight.reduce.count import count
from daylight.schema.census import GROUPS, PEOPLE
from tests.evidence import gives
from tests.recovery.truth import (
    Quantity,
    Rng,
    answered,
    assert_covers,
    assert_noted,
    assert_size,
    coverage,
    recovers,
    results,
)
from tests.reduce.canonical import canonical

METHOD = METHODS["search-rate-by-likely-race"]
RATE, GAP = "search_rate_with_likely_races", "search_rate_difference_with_likely_races"
OFF = "likely_race_error"
DRAWS = 400
NATION = np.array([PEOPLE[g] for g in GROUPS], dtype=float)
TWO = [GROUPS.index("black"), GROUPS.index("white")]


@dataclass(frozen=True, kw_only=True)
class Town:
    """Black and white people whose surnames and places tell something of their race.

    Parameters
    ----------
    gap
        How much likelier a Black person is to be searched, wherever they live.
    blank
        (searched, not searched) chance that race is left blank, of a Black and a white person.
    by_name
        Rather than race itself, the chance that surname and place give decides who is searched.
    """

    stops: int = 6000
    officers: int = 40
    gap: float = 0.0
    rate: float = 0.2
    blank: Mapping[str, tuple[float, float]]
    by_name: bool = False

    def people(self, rng: Rng) -> dict[str, Array]:
        """One row for each stop."""
        names = rng.dirichlet(np.full(60, 0.3), 2)  # of Black people and of white people
        places = rng.dirichlet(np.full(8, 2.0), 2)
        mix = np.array([0.4, 0.6])
        race = rng.choice(2, self.stops, p=mix)
        name, place = of_each(rng, names, race), of_each(rng, places, race)
        bearers = names * NATION[TWO][:, None]
        share = 100 * bearers / bearers.sum(axis=0)
        people = 1e5 * mix[:, None] * places
        chance = share[:, name] * people[:, place] / NATION[TWO][:, None]
        chance = chance / chance.sum(axis=0)
        officer = rng.integers(self.officers, size=self.stops)
        own = rng.beta(self.rate * 30, (1 - self.rate) * 30, self.officers)[officer]
        is_black = chance[0] if self.by_name else race == 0
        searched = rng.random(self.stops) < own + self.gap * is_black
        blank = np.array([self.blank["black"], self.blank["white"]])[race, 1 - searched.astype(int)]
        return {
            "race": race,
            "share": share[:, name],
            "people": people[:, place],
            "chance": chance[0],
            "officer": officer,
            "searched": searched,
            "blank": rng.random(self.stops) < blank,
        }

    def cells(self, rng: Rng, **settings: bool) -> Cells:
        """The counts that the reduction makes of them."""
        return counted(self.people(rng), **settings)


def of_each(rng: Rng, chances: Array, race: Array) -> Array:
    """A number for everyone, drawn from the chances of their race."""
    drawn = [rng.choice(len(own), len(race), p=own) for own in chances]
    return np.where(race == 0, *drawn)


def counted(made: dict[str, Array], *, threshold: bool = False) -> Cells:
    chance = np.round(made["chance"]) if threshold else made["chance"]
    black = np.floor(1e6 * chance).astype(int)
    race = np.where(made["blank"], 2, made["race"])
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for likely, parts in (("black", black), ("white", 1_000_000 - black)):
        at = made["officer"] * 3 + race
        stops = np.bincount(at, parts, minlength=at.max() + 1).astype(int)
        searches = np.bincount(at, parts * made["searched"], minlength=at.max() + 1).astype(int)
        for i in np.flatnonzero(stops).tolist():
            row = (RACES[i % 3], likely, f"o{i // 3}", int(stops[i]), int(searches[i]), 0)
            for name, value in zip(COLUMNS, row, strict=True):
                columns[name].append(value)
    cells = Cells.from_columns(columns, by=COLUMNS[:3])
    return cells.clustered_by({"officer_id": "officer_id"}).collapse(*COLUMNS[:2])


RACES = ("black", "white", "unknown")
COLUMNS = (
    "subject_race",
    "likely_race",
    "officer_id",
    "stop_parts",
    "search_parts",
    "search_parts_unknown",
)
ALIKE = {"black": (0.02, 0.3), "white": (0.02, 0.3)}
UNLIKE = {"black": (0.02, 0.4), "white": (0.02, 0.2)}


def gap(town: Town, way: str | None = None) -> Quantity:
    return Quantity(name=GAP, truth=town.gap, variant=way, keys={"subject_race": "black"})


@pytest.mark.recovery
@pytest.mark.parametrize("size", [0.0, 0.1])
@recovers("search-rate-by-likely-race", shows="coverage")
@recovers("search-rate-by-likely-race", shows="size")
def test_blanks_that_hang_on_the_search_alone_are_given_as_they_should_be(size: float) -> None:
    town = Town(blank=ALIKE, gap=size)
    found = results(lambda rng: METHOD(town.cells(rng)), repetitions=DRAWS, seed=3)
    asked = replace(gap(town), exact=True)  # parts of stops vary less than the stops they count as
    assert_covers(found, asked)
    if not size:
        assert_size(found, asked)


@pytest.mark.recovery
@recovers("search-rate-by-likely-race", shows="failure")
def test_a_form_that_treats_groups_differently_misleads_all_but_the_stops_by_chance() -> None:
    town = Town(blank=UNLIKE)
    found = results(lambda rng: METHOD(town.cells(rng)), repetitions=DRAWS, seed=4)
    assert coverage(found, gap(town)) < 0.85
    assert coverage(found, gap(town, ALL_LIKELY)) > 0.95
    assert_noted(found, "guessed-by-name")


@pytest.mark.recovery
def test_stops_by_chance_understate_what_race_itself_decides() -> None:
    """Chen et al. (2019): among people of one surname and place, the searched are more often Black,
    and parts of their stops are counted as white people's."""
    town = Town(blank=ALIKE, gap=0.1)
    found = results(lambda rng: METHOD(town.cells(rng)), repetitions=100, seed=5)
    values = {way: [gap(town, way).found(r).value for r in found] for way in WAYS}
    errors = {way: 3 * np.std(own) / np.sqrt(len(own)) for way, own in values.items()}
    assert np.mean(values[ALL_LIKELY]) < 0.08
    assert np.mean(values[AS_LIKELY]) < 0.1 - errors[AS_LIKELY] / 3
    assert abs(np.mean(values[None]) - 0.1) < errors[None]
    off = [r.one(OFF, subject_race="black").value for r in found]
    assert np.mean(off) < -0.02


@pytest.mark.recovery
def test_where_surname_and_place_decide_who_is_searched_the_likeliest_race_overstates_it() -> None:
    """Chen et al. (2019) on the threshold: a stop put wholly into the likeliest group."""
    town = Town(blank=ALIKE, gap=0.1, by_name=True)
    off = [
        [r.one(OFF, subject_race="black").value for r in results(draw, repetitions=100, seed=6)]
        for draw in (
            lambda rng: METHOD(town.cells(rng)),
            lambda rng: METHOD(town.cells(rng, threshold=True)),
        )
    ]
    assert abs(np.mean(off[0])) < 3 * np.std(off[0]) / 10
    assert np.mean(off[1]) > 3 * np.std(off[1]) / 10


WAYS = (None, AS_LIKELY, ALL_LIKELY)


@gives("search-rate-by-likely-race")
def test_rates_by_chance_are_weighted_means_of_the_stops() -> None:
    made = Town(blank=ALIKE, gap=0.1, stops=900).people(np.random.default_rng(1))
    found = answered(METHOD(counted(made)))
    searched, chance = made["searched"].astype(float), made["chance"]
    recorded = np.where(made["blank"], chance, made["race"] == 0)
    for way, weight in ((AS_LIKELY, recorded), (ALL_LIKELY, chance)):
        one, other = (WLS(searched, np.ones(900), w).fit().params[0] for w in (weight, 1 - weight))
        assert gap(Town(blank=ALIKE), way).found(found).value == pytest.approx(
            one - other, abs=1e-5
        )


def test_chances_follow_from_surname_and_place_by_bayes_rule(tmp_path: Path) -> None:
    smith = {"asian": 0.5, "black": 23.1, "hispanic": 2.4, "native_american": 0.9, "white": 70.9}
    tract = {"asian": 10.0, "black": 600.0, "hispanic": 90.0, "native_american": 0.0, "other": 50.0}
    surname = {f"surname_percent_{g}": share for g, share in smith.items()}
    place = {f"place_people_{g}": n for g, n in (tract | {"white": 250.0}).items()}
    rows = [surname | place, surname, place, {}]
    path = written(tmp_path, [row | {"stop_id": str(i)} for i, row in enumerate(rows)])
    cells = count("likely_races", {"stops": [path]}, ["stop_id", "subject_race", "likely_race"])
    shares = {g: Fraction(str(smith.get(g, 2.2))) for g in GROUPS}  # what is left is the others'
    residents = {g: Fraction(str(tract.get(g, 250.0))) for g in GROUPS}
    expected = [
        {g: shares[g] * residents[g] / PEOPLE[g] for g in GROUPS},
        shares,
        residents,
        {"unknown": Fraction(1)},
    ]
    for number, chances in enumerate(expected):
        own = cells.pick(stop_id=str(number))
        whole = sum(chances.values())
        assert own.total("stop_parts") == 1_000_000
        for group, one in chances.items():
            parts = own.pick(likely_race=group).total("stop_parts")
            assert parts == pytest.approx(float(1_000_000 * one / whole), abs=6)


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    return canonical("stops", folder / "stops.parquet", rows)


def test_the_reduction_counts_as_the_simulation_does(tmp_path: Path) -> None:
    made = Town(blank=ALIKE, stops=300).people(np.random.default_rng(2))
    rows = [
        {
            "stop_id": str(i),
            "subject_race": None if made["blank"][i] else RACES[made["race"][i]],
            "officer_id": f"o{made['officer'][i]}",
            "search_conducted": bool(made["searched"][i]),
            **{f"surname_percent_{g}": 0.0 for g in GROUPS},
            **{f"place_people_{g}": 0.0 for g in GROUPS},
            **{f"surname_percent_{RACES[g]}": float(made["share"][g, i]) for g in (0, 1)},
            **{f"place_people_{RACES[g]}": float(made["people"][g, i]) for g in (0, 1)},
        }
        for i in range(300)
    ]
    files = {"stops": [written(tmp_path, rows)]}
    found = count("likely_races", files, ["subject_race", "likely_race"], clusters=["officer_id"])
    simulated = counted(made)
    for race in RACES:
        for likely in ("black", "white"):
            own, other = (c.pick(subject_race=race, likely_race=likely) for c in (found, simulated))
            for measure in COLUMNS[3:]:
                assert own.total(measure) == pytest.approx(other.total(measure), abs=600)
    assert [len(set(c.clusterings[0].cells.keys("cluster"))) for c in (found, simulated)] == [
        40
    ] * 2


@for_all(st.integers(2, 9), st.integers(0, 2**16))
def test_as_many_stops_again_change_no_number(times: int, seed: int) -> None:
    cells = Town(blank=UNLIKE, gap=0.1, stops=800).cells(np.random.default_rng(seed))
    table = cells.table
    for name in cells.measures:
        at = table.column_names.index(name)
        table = table.set_column(at, name, pa.array(cells.counts(name).astype(int) * times))
    more = Cells.from_arrow(table, by=cells.by)
    for way in WAYS:
        one, other = (
            gap(Town(blank=UNLIKE), way).found(answered(METHOD(c))) for c in (cells, more)
        )
        assert one.value == pytest.approx(other.value)
        assert -1 <= one.value <= 1


def test_without_a_guess_it_is_refused() -> None:
    rng = np.random.default_rng(1)
    cells = Town(blank={"black": (0.0, 0.0), "white": (0.0, 0.0)}, stops=400).cells(rng)
    refusal = METHOD(cells)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-few-likely"
    assert refusal.facts["likely"] == 0


RECIPE = """
title = "Stops of Riverbend with surnames"
publisher = "invented"
licence = "none"
agency = "Riverbend"
timezone = "America/Chicago"

[files.stops]
[files.surnames]
[files.places]

[tables.stops]
role = "stops"
join = { surnames = ["surname"], places = ["tract"] }

[tables.stops.columns]
stop_id = { source = "stop" }
subject_race = { source = "race", codes = "race" }
search_conducted = { source = "searched", codes = "yes_no" }
surname_percent_black = { role = "surnames", source = "pctblack", ignored = ["(S)"] }
surname_percent_white = { role = "surnames", source = "pctwhite", ignored = ["(S)"] }
place_people_black = { role = "places", source = "black" }
place_people_white = { role = "places", source = "white" }

[codes.race]
known = { B = "black", W = "white" }

[codes.yes_no]
known = { Y = true, N = false }
"""


def test_a_recipe_joins_the_lists_and_keeps_no_name(tmp_path: Path) -> None:
    files = {
        "stops": "stop,surname,tract,race,searched\n1,SMITH,10,,Y\n2,QUIRKE,10,W,N\n3,,11,B,N\n",
        "surnames": "surname,pctwhite,pctblack\nSMITH,70.9,23.1\nOTHER,(S),90.0\n",
        "places": "tract,black,white\n10,600,250\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    recipe = parse(RECIPE, slug="riverbend", origin="recipe.toml")
    paths = [f"{name}={tmp_path / name}.csv" for name in files]
    ingest(recipe, paths, tmp_path / "out", key=b"0" * 32)
    table = pq.read_table(tmp_path / "out" / "stops.parquet")
    assert table["surname_percent_black"].to_pylist() == [23.1, None, None]
    assert table["place_people_white"].to_pylist() == [250.0, 250.0, None]
    for made in (tmp_path / "out").iterdir():
        is_table = made.suffix == ".parquet"
        text = str(pq.read_table(made).to_pylist()) if is_table else made.read_text("utf-8")
        assert "SMITH" not in text
