"""Canonical rows that try to break a count: blanks everywhere, odd names, edges of every range."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from daylight.schema.tables import TABLES, Column

TEXTS = ("A", "Ünïcode Straße", "O'Brien", "", " padded ", "1", "unknown", "=SUM(A1)")
DAYS = (date(2019, 3, 10), date(2019, 11, 3), date(2020, 2, 29), date(2021, 1, 1))
"""Two days of clock change, a leap day, a first of January."""


def adversarial(table: str, rows: int, seed: int) -> list[dict[str, Any]]:
    """Rows of a canonical table in which about a fifth of what may be blank is blank."""
    rng = np.random.default_rng(seed)
    columns = [c for c in TABLES[table].columns if c.name not in {"source_file", "source_row"}]
    key = TABLES[table].key[0]
    return [
        {c.name: str(i // 2) if c.name == key else _value(c, rng) for c in columns}
        for i in range(rows)
    ]


def _value(column: Column, rng: np.random.Generator) -> Any:
    if not column.required and rng.random() < 0.2:
        return None
    if column.vocabulary is not None:
        return str(rng.choice(list(column.vocabulary)))
    low = column.minimum if column.minimum is not None else -5
    high = column.maximum if column.maximum is not None else low + 9
    match column.kind:
        case "bool":
            return bool(rng.random() < 0.5)
        case "int":
            return int(rng.choice([low, high, rng.integers(int(low), int(high) + 1)]))
        case "float":
            return float(rng.uniform(low, high))
        case "date":
            return DAYS[rng.integers(len(DAYS))] + timedelta(days=int(rng.integers(3)))
        case _:
            return str(rng.choice(TEXTS))
