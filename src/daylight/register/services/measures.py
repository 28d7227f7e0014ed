"""Fill an outcome measure from a finished Daylight run."""

import hashlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from daylight.data.result import Estimate, Refusal, from_json
from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.choices import DataState
from daylight.register.models import Measure, MeasureValue, Period
from daylight.register.record import Author


class RunFault(DaylightError):
    """A run folder that cannot be read, or holds no such estimate."""


def runs() -> list[str]:
    """The finished runs that lie in the register's folder."""
    folder = Path(settings.RUNS_FOLDER)
    return sorted(one.parent.name for one in folder.glob("*/run.json")) if folder.exists() else []


def run_folder(name: str) -> Path:
    """A run by its folder's name; nothing outside the register's folder is read."""
    folder = Path(settings.RUNS_FOLDER)
    if name not in runs():
        raise RunFault(f"there is no finished run “{name}” in {folder}")
    return folder / name


def questions(name: str) -> list[str]:
    """The questions a run answered or refused."""
    return sorted(one.stem for one in (run_folder(name) / "model").glob("*.json"))


def _outcome(folder: Path, question: str) -> tuple[Any, str]:
    file = folder / "model" / f"{question}.json"
    if question not in [one.stem for one in (folder / "model").glob("*.json")]:
        raise RunFault(f"run {folder.name} has no question “{question}”")
    text = file.read_text(encoding="utf-8")
    try:
        return from_json(text), hashlib.sha256(text.encode()).hexdigest()
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as fault:
        raise RunFault(f"{file} is not a result: {fault}") from fault


def _why_not(folder: Path, question: str, refusal: Refusal) -> str:
    """Why a question has no answer, as the run's report says it; its code where that is gone."""
    file = folder / "report" / "findings.json"
    try:
        refused = json.loads(file.read_text(encoding="utf-8"))["refusals"]
        told = next(one for one in refused if one["question"] == question)
        return f"{told['why']} {told['lacking']} {told['supply']}"
    except (OSError, KeyError, TypeError, ValueError, StopIteration):
        return f"No answer: {refusal.code}."


class DataNote(NamedTuple):
    """What state the data of a measure are in, and what a person adds to it."""

    state: DataState
    note: str = ""


USABLE = DataNote(DataState.USABLE)


@transaction.atomic
def read_from_run(
    measure: Measure,
    period: Period,
    author: Author,
    run: str,
    data: DataNote = USABLE,
) -> MeasureValue:
    """Take the measure's estimate out of a run; a refusal is taken as data that are not usable."""
    folder = run_folder(run)
    outcome, digest = _outcome(folder, measure.question)
    if isinstance(outcome, Refusal):
        return enter(
            measure,
            period,
            author,
            data_state=DataState.NOT_USABLE,
            method=outcome.method,
            run=run,
            run_sha256=digest,
            note=_why_not(folder, measure.question, outcome),
        )
    wanted = sorted(word for word in (measure.group, measure.stratum) if word != "all")
    found = next((e for e in outcome.named(measure.estimate) if _told_by(e) == wanted), None)
    if found is None:
        raise RunFault(
            f"run {run}, question {measure.question}: no estimate {measure.estimate} "
            f"of {measure.group} in {measure.stratum}"
        )
    return enter(
        measure,
        period,
        author,
        data_state=data.state,
        method=outcome.method,
        run=run,
        run_sha256=digest,
        note=data.note,
        **_numbers(found),
    )


def _told_by(estimate: Estimate) -> list[str]:
    """What tells an estimate from others of its quantity: the values of its keys, its variant."""
    variant = [estimate.variant] if estimate.variant else []
    return sorted([*map(str, estimate.keys.values()), *variant])


def _numbers(found: Estimate) -> dict[str, Any]:
    return {
        "value": _finite(found.value),
        "low": _finite(found.low),
        "high": _finite(found.high),
        "level": found.level,
        "n": found.n,
        "scale": str(found.scale),
        "reference": found.compared_with or "",
        "missing_share": found.missing_share,
    }


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


@transaction.atomic
def enter(
    measure: Measure,
    period: Period,
    author: Author,
    *,
    data_state: DataState,
    counts: Mapping[str, Any] | None = None,
    **fields: Any,
) -> MeasureValue:
    """Enter a period's value, or only the state of its data."""
    if data_state in (DataState.NOT_COLLECTED, DataState.NOT_USABLE) and (
        fields.get("value") is not None
    ):
        raise RunFault(f"data that are {data_state.label} give no number")
    stored = MeasureValue.objects.filter(measure=measure, period=period).first()
    if stored is None:
        return record.create(
            MeasureValue(
                measure=measure,
                period=period,
                data_state=data_state,
                counts=dict(counts or {}),
                **fields,
            ),
            author,
        )
    return record.change(stored, author, data_state=data_state, counts=dict(counts or {}), **fields)
