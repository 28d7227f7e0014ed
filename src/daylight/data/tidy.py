"""Estimates as one Arrow table: a row each, a column for every key."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa

from daylight.data.comparison import Corrected
from daylight.data.estimate import Estimate, key_names
from daylight.data.result import SCHEMA, Result

BEFORE = [
    ("question", pa.string()),
    ("method", pa.string()),
    ("quantity", pa.string()),
    ("scale", pa.string()),
]

AFTER = [
    ("compared_with", pa.string()),
    ("variant", pa.string()),
    ("value", pa.float64()),
    ("low", pa.float64()),
    ("high", pa.float64()),
    ("level", pa.float64()),
    ("n", pa.int64()),
    ("n_unit", pa.string()),
    ("missing_share", pa.float64()),
    ("p_value", pa.float64()),
    ("basis", pa.string()),
    ("clustered_by", pa.string()),
    ("clustered_also_by", pa.string()),
    ("clusters", pa.int64()),
    ("clusters_effective", pa.float64()),
    ("clusters_factor", pa.float64()),
    ("clusters_largest", pa.float64()),
    ("clusters_lack", pa.string()),
    ("df", pa.float64()),
    ("draws", pa.int64()),
    ("p_adjusted", pa.float64()),
    ("family", pa.string()),
    ("level_corrected", pa.float64()),
    ("low_corrected", pa.float64()),
    ("high_corrected", pa.float64()),
]

OWN = frozenset(name for name, _ in (*BEFORE, *AFTER))


class Answered(NamedTuple):
    """The answer to one question of a study.

    Parameters
    ----------
    question
        The question's id; None where the result stands alone. Two questions can hold the very same
        estimate.
    weighed
        Headlines of its findings with their corrected p-values and intervals.
    """

    result: Result
    question: str | None = None
    weighed: Sequence[tuple[Estimate, Corrected]] = ()


def tidy(answers: Sequence[Answered]) -> pa.Table:
    """Every estimate of several answers, one row each.

    Each key of any estimate is a text column named after it, empty where the estimate does not
    have the key; a key called like one of the table's own columns is `key_` and its name. `n_unit`
    says what `n` counts, `question` whose answer it is. The table's metadata name the schema.
    """
    keys = key_names(estimate for one in answers for estimate in one.result.estimates)
    columns = [*BEFORE, *((_column(key), pa.string()) for key in keys), *AFTER]
    schema = pa.schema(columns, metadata={"daylight.schema": str(SCHEMA)})
    return pa.Table.from_pylist([row for one in answers for row in _rows(one)], schema=schema)


def _column(key: str) -> str:
    return f"key_{key}" if key in OWN else key


def _rows(answer: Answered) -> Iterator[dict[str, Any]]:
    corrected = dict(answer.weighed)
    said = {"question": answer.question, "method": answer.result.method}
    for estimate in answer.result.estimates:
        yield _row(estimate) | said | _corrected(corrected.get(estimate))


def _row(estimate: Estimate) -> dict[str, Any]:
    basis = estimate.basis
    keys = {_column(key): str(value) for key, value in estimate.keys.items()}
    return keys | {
        "quantity": estimate.name,
        "scale": estimate.scale.value,
        "compared_with": estimate.compared_with,
        "variant": estimate.variant,
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "level": estimate.level,
        "n": estimate.n,
        "n_unit": estimate.quantity.unit,
        "missing_share": estimate.missing_share,
        "p_value": estimate.p_value,
        "basis": basis.kind.value,
        "clustered_by": basis.key,
        "clustered_also_by": basis.second_key,
        "clusters": basis.clusters,
        "clusters_effective": basis.effective,
        "clusters_factor": basis.factor,
        "clusters_largest": basis.largest,
        "clusters_lack": basis.lacks,
        "df": basis.df,
        "draws": basis.draws,
    }


def _corrected(found: Corrected | None) -> dict[str, Any]:
    if found is None:
        return {}
    told = {"p_adjusted": found.p_adjusted, "family": found.family}
    if found.interval is None:
        return told
    level, low, high = found.interval
    return told | {"level_corrected": level, "low_corrected": low, "high_corrected": high}
