"""Finished runs of invented agencies, whose counts are known, for sites to be made of."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight.pipeline import manifest
from daylight.pipeline.run import run
from tests.small_study import RECIPE, STUDY, rows

OFFICER = 'officer_id = { source = "officer" }\n'

HEADINGS = ("id", "date", "district", "race", "searched", "cited", "officer")

OF_OFFICERS = """
[[questions]]
id = "who-leaves-race-blank"
method = "missing-race"
by = ["subject_race", "officer_id"]
"""


@dataclass(frozen=True, kw_only=True)
class Invented:
    """What is different in an agency's study from that of `tests.small_study`.

    Parameters
    ----------
    searched
        So many more Black people of 600 are searched than 120.
    blank
        Every so many-th search field is blank; 0 for none.
    tiny
        So many Pacific Islander people are stopped besides.
    """

    agency: str
    title: str = "Invented stops"
    period: str = "January to June 2024"
    year: int = 2024
    head: str = ""
    questions: str = ""
    recipe: str = ""
    searched: int = 0
    blank: int = 0
    tiny: int = 0
    swap: tuple[tuple[str, str], ...] = ()


def made(folder: Path, what: Invented) -> Path:
    """A finished run of such a study."""
    here = folder / f"study-{len(list(folder.glob('study-*')))}"
    here.mkdir(parents=True)
    name = json.dumps(what.agency, ensure_ascii=False)
    text = STUDY.replace('name = "Example Police Department"', f"name = {name}")
    text = text.replace("Invented stops of 2024", what.title)
    text = text.replace("January to June 2024", what.period) + what.questions
    for before, after in what.swap:
        assert before in text
        text = text.replace(before, after)
    recipe = RECIPE.replace('H = "hispanic"', 'H = "hispanic", P = "pacific_islander"')
    recipe = recipe.replace("search_conducted = {", f"{OFFICER}search_conducted = {{")
    (here / "stops.toml").write_text(recipe + what.recipe, encoding="utf-8")
    (here / "study.toml").write_text(what.head + text, encoding="utf-8")
    with (here / "stops.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *_records(what)])
    out = folder / f"run-{here.name}"
    run(here / "study.toml", out)
    return out


def _records(what: Invented) -> list[list[str]]:
    found = []
    more = what.searched
    for i, (key, day, district, race, searched, cited) in enumerate(rows()):
        if race == "B" and searched == "N" and more:
            searched, more = "Y", more - 1
        if what.blank and i % what.blank == 0:
            searched = ""
        found.append([key, day.replace("2024", str(what.year)), district, race, searched, cited])
    found += [
        [f"P{i}", f"{what.year}-03-0{i + 1}", "1", "P", "N", "Y" if i else "N"]
        for i in range(what.tiny)
    ]
    if what.questions:
        found += [[f"U{i}", f"{what.year}-02-11", "2", "U", "N", "N"] for i in range(90)]
    return [[*row, f"badge-{i % 9}"] for i, row in enumerate(found)]


def sealed_anew(folder: Path, **changed: Any) -> None:
    """Write the record of a run again with something in it changed, as its author could."""
    plain = json.loads((folder / "run.json").read_text("utf-8"))
    plain = {k: v for k, v in plain.items() if k not in {"files", manifest.SEAL}}
    manifest.write(folder, manifest.RUN, plain | changed)
