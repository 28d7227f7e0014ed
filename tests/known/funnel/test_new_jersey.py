"""The figures of the page on monitoring, from the portal of New Jersey where it is at hand."""

from pathlib import Path

import pyarrow as pa
import pytest

from daylight.data.cells import Cells
from daylight.data.facts.monitoring import FunnelFacts
from daylight.model.methods import METHODS
from tests.recovery.truth import answered

pytestmark = pytest.mark.shared

QUERY = """
select agency_name as agency_id, left(incident_date_1, 4) as year,
       sum(subject_count)::bigint as subjects,
       sum(least(coalesce(subject_injured_count, 0), subject_count))::bigint as injured
from read_parquet('{path}')
where subject_count is not null and agency_name is not null
group by 1, 2
"""


def test_new_jersey_agencies_differ_and_few_lie_beyond_the_limits(shared: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = shared / "force" / "new_jersey_incidents_2020_2024.parquet"
    table = duckdb.sql(QUERY.format(path=path)).arrow()
    table = table if isinstance(table, pa.Table) else table.read_all()
    cells = Cells.from_arrow(table, by=("agency_id", "year"))
    result = answered(METHODS["agency-funnel"](cells, events="injured", trials="subjects"))
    facts = result.facts_as(FunnelFacts)
    assert (facts.comparable, len(facts.left_out)) == (160, 363)
    typical = result.one("typical_agency_share")
    assert [round(v, 3) for v in (typical.value, typical.low, typical.high)] == [
        0.185, 0.175, 0.196,
    ]  # fmt: skip
    ends = [
        result.one("agency_share_within_which_most_lie", range_end=end).value
        for end in ("low", "high")
    ]
    assert ends == pytest.approx([0.122, 0.259], abs=0.0005)
    assert (len(facts.above), len(facts.below)) == (0, 1)
