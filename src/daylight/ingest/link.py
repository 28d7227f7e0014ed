"""Link officers of two tables that share no identifier; every match can be looked into.

Needs the extra `link` (Splink on DuckDB). The result is a list to review, never a silent merge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from daylight import engine
from daylight.errors import EngineError, MissingFile, SourceError

MISSING = "the link extra is not installed; install it with: pip install 'daylight-oversight[link]'"
COLUMNS = (
    "officer_birth_year",
    "hired_date",
    "officer_race",
    "officer_sex",
    "officer_rank",
    "unit",
)
SAME_OFFICER_AGREES = 0.99
"""Chance that the same officer has the same value, where the tables never disagree."""

TELLING = 10
"""Values a column must have on both sides before officers are sought by it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What a linkage found: the reviewable pairs, and everybody it could not link.

    `pairs` has a row per candidate with its weight (in bits), the weight of each column, both
    sides' values and a `status`: matched, ambiguous, below threshold, or taken by a better match.
    Rows that name no officer count among the unmatched ones.
    """

    pairs: pa.Table
    columns: tuple[str, ...]
    left_officers: int
    right_officers: int
    matched: int
    unmatched_left: tuple[str, ...]
    unmatched_right: tuple[str, ...]
    unmatched_left_rows: int
    unmatched_right_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRule:
    """When two officers are taken for one.

    Parameters
    ----------
    threshold
        Probability a match must have.
    margin
        Bits of weight by which it must beat every other candidate of either officer.
    expected_overlap
        Share of the smaller table believed to be in the larger; it sets the prior.
    """

    threshold: float = 0.95
    margin: float = 1.0
    expected_overlap: float = 0.8
    seed: int = 20_260_715


USUAL = LinkRule()


def link_officers(left: Path, right: Path, target: Path, rule: LinkRule = USUAL) -> Linked:
    """Link the officers of two canonical tables, and write the pairs to review.

    Parameters
    ----------
    left, right
        Canonical Parquet tables with `officer_id`: `officers`, or a roster made of `allegations`.
        A column on which an officer's own rows disagree is left blank for that officer.
    target
        `.parquet` or `.csv` for the pairs.
    """
    if find_spec("splink") is None:
        raise EngineError(MISSING)
    rosters = _roster(left), _roster(right)
    columns = tuple(c for c in COLUMNS if all(_distinct(r, c) > 1 for r in rosters))
    telling = [c for c in columns if all(_distinct(r, c) >= TELLING for r in rosters)]
    if len(telling) < 2 or len(columns) < 3:
        raise SourceError(
            f"{left.name} and {right.name}: linking needs three columns recorded on both sides, "
            f"two of them with {TELLING} values or more; found {', '.join(columns) or 'none'}"
        )
    prior = rule.expected_overlap * min(map(len, rosters)) / (len(rosters[0]) * len(rosters[1]))
    scored = _scored(rosters, columns, telling, prior, rule.seed)
    pairs = resolved([_pair(row, columns) for row in scored], rule.threshold, rule.margin)
    table = pa.Table.from_pylist(pairs)
    (pacsv.write_csv if target.suffix == ".csv" else pq.write_table)(table, target)
    matched = [row for row in pairs if row["status"] == "matched"]
    sides = [{row[side] for row in matched} for side in ("left_id", "right_id")]
    alone = [tuple(sorted(set(r) - side)) for r, side in zip(rosters, sides, strict=True)]
    return Linked(
        pairs=table,
        columns=columns,
        left_officers=len(rosters[0]),
        right_officers=len(rosters[1]),
        matched=len(matched),
        unmatched_left=alone[0],
        unmatched_right=alone[1],
        unmatched_left_rows=_rows_without(left, sides[0]),
        unmatched_right_rows=_rows_without(right, sides[1]),
    )


def _rows_without(path: Path, matched: set[str]) -> int:
    """Rows of a table whose officer was not matched, or that name no officer."""
    named = pq.read_table(path, columns=["officer_id"])["officer_id"].to_pylist()
    return sum(officer not in matched for officer in named)


Roster = dict[str, dict[str, Any]]


def _roster(path: Path) -> Roster:
    """Officer → the values on which the officer's rows agree."""
    if not path.is_file():
        raise MissingFile(f"{path}: there is no such table")
    if "officer_id" not in engine.parquet_schema(path).names:
        raise SourceError(f"{path.name}: needs the column officer_id; give a canonical table")
    table = pq.read_table(path)
    kept = [name for name in COLUMNS if name in table.column_names]
    seen: dict[str, dict[str, set[Any]]] = {}
    for row in table.select(["officer_id", *kept]).to_pylist():
        if row["officer_id"] and row["officer_id"].strip():
            values = seen.setdefault(row["officer_id"], {name: set() for name in COLUMNS})
            for name in kept:
                values[name] |= {_text(row[name])} - {None}
    return {
        officer: {name: min(v) if len(v) == 1 else None for name, v in values.items()}
        for officer, values in sorted(seen.items())
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _distinct(roster: Roster, column: str) -> int:
    return len({row[column] for row in roster.values()} - {None})


def _scored(
    rosters: tuple[Roster, Roster],
    columns: Sequence[str],
    telling: Sequence[str],
    prior: float,
    seed: int,
) -> list[dict[str, Any]]:
    """Every pair that agrees on a telling column, with the weight of each column."""
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    from splink import comparison_library as compare

    def linker(agreement: float | None) -> Any:
        database = DuckDBAPI()
        frames = [
            database.register(_frame(roster, columns), dataset_display_name=name)
            for roster, name in zip(rosters, ("a_left", "b_right"), strict=True)
        ]
        comparisons = [compare.ExactMatch(column) for column in columns]
        if agreement is not None:
            chances = [agreement, 1 - agreement]
            comparisons = [c.configure(m_probabilities=chances) for c in comparisons]
        settings = SettingsCreator(
            link_type="link_only",
            comparisons=comparisons,
            blocking_rules_to_generate_predictions=[block_on(column) for column in telling],
            probability_two_random_records_match=prior,
            retain_intermediate_calculation_columns=True,
        )
        made = Linker(frames, settings, log_level="ERROR")
        made.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=seed)
        return made

    trained = linker(None)
    try:
        for column in telling:
            trained.training.estimate_parameters_using_expectation_maximisation(
                block_on(column), record_sample_proportion=1.0
            )
    except ValueError:
        # No disagreement at all leaves nothing to learn how often the same officer differs.
        trained = linker(SAME_OFFICER_AGREES)
    rows: list[dict[str, Any]] = trained.inference.predict(
        threshold_match_weight=-10
    ).as_record_list()
    return rows


def _frame(roster: Roster, columns: Sequence[str]) -> pa.Table:
    plain = {name: pa.array([r[name] for r in roster.values()], pa.string()) for name in columns}
    return pa.table({"unique_id": pa.array(list(roster), pa.string()), **plain})


def _pair(row: dict[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    evidence = {
        f"{name}_{part}": value
        for name in columns
        for part, value in (
            ("left", row[f"{name}_l"]),
            ("right", row[f"{name}_r"]),
            ("weight", row[f"mw_{name}"]),
        )
    }
    return {
        "left_id": row["unique_id_l"],
        "right_id": row["unique_id_r"],
        "status": "",
        "weight": row["match_weight"],
        "probability": row["match_probability"],
        **evidence,
    }


def resolved(pairs: list[dict[str, Any]], threshold: float, margin: float) -> list[dict[str, Any]]:
    """The pairs, heaviest first, each with its status; an officer is matched at most once."""
    ordered = sorted(pairs, key=lambda p: (-p["weight"], p["left_id"], p["right_id"]))
    weights: dict[tuple[str, str], list[float]] = {}
    for pair in ordered:
        for side in ("left_id", "right_id"):
            weights.setdefault((side, pair[side]), []).append(pair["weight"])
    return [{**pair, "status": _status(pair, weights, threshold, margin)} for pair in ordered]


def _status(
    pair: dict[str, Any],
    weights: dict[tuple[str, str], list[float]],
    threshold: float,
    margin: float,
) -> str:
    if pair["probability"] < threshold:
        return "below threshold"
    lists = [weights[side, pair[side]] for side in ("left_id", "right_id")]
    if any(pair["weight"] < found[0] for found in lists):
        return "taken by a better match"
    if any(len(found) > 1 and found[0] - found[1] < margin for found in lists):
        return "ambiguous"
    return "matched"
