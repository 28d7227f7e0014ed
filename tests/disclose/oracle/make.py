"""Make `tables.json` again: random tables, and how many cells Tau-Argus withholds of each.

python -m venv /tmp/tau && /tmp/tau/bin/pip install pytauargus==0.6.0 numpy pandas
/tmp/tau/bin/python tests/disclose/oracle/make.py > tests/disclose/oracle/tables.json
"""

import json
import sys

import numpy as np
import pandas as pd
from pytauargus import protect

SHAPES = (
    (3, 4, 20),
    (4, 4, 20),
    (5, 5, 20),
    (6, 4, 40),
    (8, 6, 20),
    (5, 7, 30),
    (4, 8, 15),
    (7, 7, 25),
    (10, 6, 20),
    (3, 3, 25),
    (6, 6, 12),
    (9, 5, 50),
)
"""Rows, columns, and how large the counts are."""

RULES = ("FREQ(10,30)", "FREQ(10,100)")
"""Counts of 1 to 9, with an interval of 30 and of 100 per cent to either side."""


def withheld(counts: np.ndarray, rule: str) -> int:
    """Cells that Tau-Argus withholds with its optimal method, small ones included."""
    height, width = counts.shape
    rows = [
        (f"r{i:02d}", f"c{j:02d}", 1)
        for i in range(height)
        for j in range(width)
        for _ in range(counts[i, j])
    ]
    frame = pd.DataFrame(rows, columns=["A", "B", "n"])
    made = protect(frame, ["A", "B"], response="n", safety_rules=rule, suppress="OPT(1)")
    return sum(1 for cell in made.tables[0].safe() if cell is None or cell in {"x"} or cell != cell)


def main() -> None:
    """Every table with both answers, as JSON."""
    rng = np.random.default_rng(4)
    tables = []
    for height, width, size in SHAPES:
        weights = np.outer(rng.gamma(0.8, 1, height), rng.gamma(0.8, 1, width))
        counts = rng.poisson(size * weights)
        tables.append(
            {"counts": counts.tolist(), "withheld": {r: withheld(counts, r) for r in RULES}}
        )
    json.dump({"tables": tables}, sys.stdout, indent=None)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
