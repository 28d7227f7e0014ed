from itertools import combinations_with_replacement

import pytest

from daylight.data.result import Result
from daylight.model.methods import METHODS
from tests.model.force.test_policy import checks


@pytest.mark.parametrize(
    "verdicts", list(combinations_with_replacement(("meets", "partly", "fails"), 3))
)
def test_each_verdict_counts_the_readers_who_gave_it(verdicts: tuple[str, ...]) -> None:
    read = [("chokeholds", coder, verdict) for coder, verdict in zip("ABC", verdicts, strict=True)]
    result = METHODS["policy-checks"].run(checks(read))
    assert isinstance(result, Result)
    for verdict in ("meets", "partly", "fails"):
        told = [estimate.value for estimate in result.named(f"coded_{verdict}")]
        assert told == ([verdicts.count(verdict)] if verdict in verdicts else [])
