"""Estimates as one Arrow table: a row each, a column for every key."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from daylight.data.comparison import Corrected
from daylight.data.estimate import Estimate, key_names
from daylight.data.result import SCHEMA, Result

BEFORE = [("method", pa.string()), ("quantity", pa.string()), ("scale", pa.string())]

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


Weighed = Sequence[tuple[Estimate, Corrected]]
"""Headlines with what their family makes of them."""


def tidy(results: Sequence[Result], weighed: Weighed = ()) -> pa.Table:
    """Every estimate of several results, one row each.

    Each key of any estimate is a text column named after it, empty where the estimate does not
    have the key; a key called like one of the table's own columns is `key_` and its name. `n_unit`
    says what `n` counts. The table's metadata name the schema.

    Parameters
    ----------
    weighed
        Headlines of findings with their corrected p-values and intervals; empty for all others.
    """
    corrected = dict(weighed)
    told = [(result.method, estimate) for result in results for estimate in result.estimates]
    keys = key_names(estimate for _, estimate in told)
    columns = [*BEFORE, *((_column(key), pa.string()) for key in keys), *AFTER]
    schema = pa.schema(columns, metadata={"daylight.schema": str(SCHEMA)})
    return pa.Table.from_pylist(
        [_row(method, e) | _corrected(corrected.get(e)) for method, e in told], schema=schema
    )


def _column(key: str) -> str:
    return f"key_{key}" if key in OWN else key


def _row(method: str, estimate: Estimate) -> dict[str, Any]:
    basis = estimate.basis
    return {_column(key): str(value) for key, value in estimate.keys.items()} | {
        "method": method,
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
