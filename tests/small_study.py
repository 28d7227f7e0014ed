"""A small study of invented stops, whose counts are known, for tests of what happens to a run."""

import csv
from pathlib import Path

RECIPE = """
title = "Invented stops"
publisher = "Example Police Department"
licence = "invented"
timezone = "America/Chicago"

[files.stops]

[codes.yes_no]
known = { Y = true, N = false }

[codes.race]
known = { B = "black", W = "white", H = "hispanic" }
ignored = ["U"]

[tables.stops.columns]
stop_id = { source = "id" }
agency_id = { constant = "Example Police Department" }
stop_date = { source = "date", formats = ["%Y-%m-%d"] }
district = { source = "district" }
subject_race = { source = "race", codes = "race" }
search_conducted = { source = "searched", codes = "yes_no" }
citation_issued = { source = "cited", codes = "yes_no" }
"""

STUDY = """
title = "Invented stops of 2024"
period = "January to June 2024"
reference = "white"
primary = ["search-rate"]

[department]
name = "Example Police Department"
timezone = "America/Chicago"

[[sources]]
name = "stops"
recipe = "stops.toml"
files = ["stops.csv"]

[[questions]]
id = "search-rate"
method = "search-rate"
ask = "Of the people stopped, how many were searched?"

[[questions]]
id = "citation-rate"
method = "citation-rate"
ask = "Of the people stopped, how many were cited?"
"""

GROUPS = {"B": (600, 120, 240), "W": (900, 90, 400), "H": (300, 47, 119)}
"""Race as the file writes it → stops, searches, citations."""


def rows() -> list[list[str]]:
    """One row a stop; searches and citations come evenly."""
    made = []
    for race, (stops, searches, citations) in GROUPS.items():
        for i in range(stops):
            searched = "Y" if (i * searches) % stops < searches else "N"
            cited = "Y" if (i * citations) % stops < citations else "N"
            day = f"2024-{i % 6 + 1:02d}-{i % 28 + 1:02d}"
            made.append([f"{race}{i}", day, str(i % 4 + 1), race, searched, cited])
    return made


def small_study(folder: Path) -> Path:
    """The study file, with its recipe and its records beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_rows(folder, rows())
    (folder / "stops.toml").write_text(RECIPE, encoding="utf-8")
    path = folder / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def write_rows(folder: Path, made: list[list[str]]) -> None:
    """Write the records."""
    with (folder / "stops.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "date", "district", "race", "searched", "cited"])
        writer.writerows(made)


def edit(path: Path, before: str, after: str) -> None:
    """Put one text for another in a file that holds it once."""
    text = path.read_text("utf-8")
    assert text.count(before) == 1, (before, text.count(before))
    path.write_text(text.replace(before, after), encoding="utf-8")
