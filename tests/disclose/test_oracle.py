"""What suppression costs, beside the optimal method of Tau-Argus on the same tables."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from daylight.disclose.suppress import exposed, suppressed
from tests.disclose.city import MINIMUM
from tests.disclose.test_linked import exact_table

TABLES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "oracle" / "tables.json").read_text("utf-8")
)["tables"]

DEARER = 1.15
"""How many times as many cells may be withheld at most."""


@pytest.mark.parametrize("rule", ["FREQ(10,30)", "FREQ(10,100)"])
def test_no_more_is_withheld_than_the_oracle_withholds(rule: str) -> None:
    ours = 0
    for table in TABLES:
        plan = exact_table(np.array(table["counts"]))
        gone = suppressed(plan, MINIMUM)
        assert not exposed(plan.without(gone), MINIMUM)
        assert plan.small <= gone
        ours += len(gone)
    assert ours <= DEARER * sum(table["withheld"][rule] for table in TABLES)
