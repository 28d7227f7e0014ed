"""An invented city's outcomes, and a plain folder of what would be published of them."""

import csv
import html
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from daylight.data.estimate import FIXED, INDEPENDENT, Estimate
from daylight.data.provenance import Provenance
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.data.tidy import Answered, tidy
from daylight.disclose.manifest import NAME
from daylight.disclose.view import PublicView
from daylight.model.intervals import wilson
from daylight.report.refusals import REFUSALS, why_not

MINIMUM = 10


def count(n: int, *, unit: str = "stops", missing: float | None = None, **keys: str) -> Estimate:
    """So many of a unit in a group."""
    return Estimate(
        quantity=Quantity(name="counted", scale=Scale.COUNT, about=About.GROUP, unit=unit),
        value=float(n),
        low=float("nan"),
        high=float("nan"),
        n=n,
        keys=keys,
        level=0.95,
        missing_share=missing,
        basis=FIXED,
    )


def share(
    top: int,
    n: int,
    *,
    name: str = "search_rate",
    unit: str = "stops",
    missing: float | None = None,
    about: About = About.GROUP,
    **keys: str,
) -> Estimate:
    """A share of a group with its Wilson interval."""
    made = wilson([top], [n])
    return Estimate(
        quantity=Quantity(name=name, scale=Scale.PROPORTION, about=about, unit=unit),
        value=float(made.value[0]),
        low=float(made.low[0]),
        high=float(made.high[0]),
        n=n,
        keys=keys,
        level=0.95,
        missing_share=missing,
        basis=INDEPENDENT,
    )


def difference(
    value: float, n: int, against: str, *, p: float | None = None, **keys: str
) -> Estimate:
    """A difference of two groups' shares, counted over both."""
    quantity = Quantity(
        name="search_rate_difference", scale=Scale.DIFFERENCE, about=About.GROUP, unit="stops"
    )
    return Estimate(
        quantity=quantity,
        value=value,
        low=value - 0.1,
        high=value + 0.1,
        n=n,
        keys=keys,
        compared_with=against,
        level=0.95,
        p_value=p,
        basis=INDEPENDENT,
    )


def result(*estimates: Estimate, **more: Any) -> Result:
    """An outcome of these estimates."""
    return Result(method="invented", estimates=estimates, level=0.95, **more)


def rows(read: int, kept: int, **dropped: int) -> Provenance:
    """Rows of a reduction."""
    named = {reason.replace("_", " "): n for reason, n in dropped.items()}
    return Provenance(origin="invented", rows_read=read, rows_kept=kept, rows_dropped=named)


def said(outcome: Outcome) -> str:
    """What a page says around a question's numbers, as plain HTML."""
    source = outcome.provenance
    left = "".join(f"; {n:,} left out: {why}" for why, n in source.rows_dropped.items())
    parts = [f"<p>{source.rows_read:,} read, {source.rows_kept:,} counted{left}</p>"]
    parts += [f"<p>{html.escape(_noted(note))}</p>" for note in outcome.notes]
    if isinstance(outcome, Refusal):
        parts.append(f"<p>{html.escape(_refused(outcome))}</p>")
    else:
        parts += [f"<p>{value:,} {key}</p>" for key, value in outcome.diagnostics.items()]
    parts.append(f"<pre><code>{html.escape(source.sql)}</code></pre>")
    return "\n".join(parts)


def _refused(outcome: Refusal) -> str:
    if outcome.code in REFUSALS and outcome.facts:
        told = why_not(outcome)
        return f"{told.why} {told.lacking}"
    facts = (f"{value} {name}" for name, value in outcome.facts.items())
    return f"No answer: {', '.join(facts)}"


def _noted(note: Note) -> str:
    if note.code == "withheld":
        return "Some estimates are withheld."
    return f"{note.code}: {json.dumps(dict(note.facts))}"


def publish(
    folder: Path, outcomes: Mapping[str, Outcome], *, page: str = "", view: PublicView | None = None
) -> Path:
    """Write outcomes as they stand: a table, JSON and a page; with a view, its release too."""
    folder.mkdir(parents=True, exist_ok=True)
    results = {name: one for name, one in outcomes.items() if isinstance(one, Result)}
    table = tidy([Answered(one, name) for name, one in results.items()])
    pq.write_table(table, folder / "estimates.parquet")
    told = [{"question": q, **e.to_dict()} for q, one in results.items() for e in one.estimates]
    (folder / "findings.json").write_text(json.dumps({"estimates": told}), encoding="utf-8")
    body = "\n".join([*map(said, outcomes.values()), page])
    (folder / "index.html").write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
    if view is not None:
        (folder / NAME).write_text(view.released.to_json(), encoding="utf-8")
    return folder


def as_csv(folder: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """A table beside the page."""
    with (folder / "beside.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)


def as_database(folder: Path, lines: Sequence[Mapping[str, Any]]) -> None:
    """A database beside the page."""
    names = list(lines[0])
    with closing(sqlite3.connect(folder / "beside.sqlite")) as opened, opened:
        opened.execute(f"CREATE TABLE estimates ({', '.join(names)})")
        slots = ", ".join("?" * len(names))
        opened.executemany(
            f"INSERT INTO estimates VALUES ({slots})",  # noqa: S608  names of our own
            [tuple(line[name] for name in names) for line in lines],
        )
