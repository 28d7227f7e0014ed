"""Albuquerque's 270 paragraphs in 13 reports, from the reader's own file."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daylight.errors import BadValue, MissingColumn
from daylight.register.choices import Stage
from daylight.register.demo import albuquerque
from daylight.register.models import Decree, Period
from daylight.register.rules.states import ChangeKind
from daylight.register.selectors import ratings

FILED = [Stage.FILED]


@pytest.mark.shared
@pytest.mark.usefixtures("register")
def test_the_real_history_loads_with_its_levels_and_its_losses(shared: Path) -> None:
    path = shared / "oversight" / "albuquerque_compliance_ratings.parquet"
    decree = albuquerque.load(path)
    assert decree.requirements.count() == 270
    assert decree.periods.count() == 13
    tenth = ratings.counts(decree, Period.objects.get(name="IMR-10"), FILED)
    assert [round(one.tally.percent_of_rated or 0) for one in tenth] == [100, 81, 64]
    thirteenth = Period.objects.get(name="IMR-13")
    changed = ratings.changes(decree, thirteenth, FILED)
    lost = [one for one in changed if one.kind == ChangeKind.LOST]
    assert changed[: len(lost)] == lost
    assert len({one.requirement.code for one in lost}) == 44
    secondary = ratings.counts(decree, thirteenth, FILED)[1]
    assert secondary.difference is not None
    assert secondary.difference < 0


def series(tmp_path: Path, scores: dict[int, tuple[int, ...]]) -> Path:
    rows = [
        {"paragraph": number, "title": "T", "imr": imr, "score": score}
        for number, row in scores.items()
        for imr, score in enumerate(row, start=17)
    ]
    path = tmp_path / "ratings.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


@pytest.mark.usefixtures("register")
def test_secondary_from_100_to_99_percent_is_a_loss_not_noise(tmp_path: Path) -> None:
    scores = dict.fromkeys(range(1, 94), (3, 3))
    scores |= dict.fromkeys(range(94, 100), (2, 2)) | {100: (2, 1)}
    decree = albuquerque.load(series(tmp_path, scores))
    before, after = decree.periods.all()
    shown = [
        [round(one.tally.percent_of_rated or 0) for one in ratings.counts(decree, period, FILED)]
        for period in (before, after)
    ]
    assert shown == [[100, 100, 93], [100, 99, 93]]
    (changed,) = ratings.changes(decree, after, FILED)
    assert (changed.kind, changed.level.label) == (ChangeKind.LOST, "Secondary")
    assert ratings.counts(decree, after, FILED)[1].difference == -1


@pytest.mark.usefixtures("register")
def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"paragraph": [1]}), tmp_path / "x.parquet")
    with pytest.raises(MissingColumn, match="imr, score, title"):
        albuquerque.load(tmp_path / "x.parquet")
    with pytest.raises(BadValue, match="score 7"):
        albuquerque.load(series(tmp_path, {1: (7,)}))
    assert not Decree.objects.exists()
