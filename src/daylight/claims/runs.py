"""Findings of finished runs: which number a claim is put to, and whether it still stands."""

import hashlib
import json
import math
import re
import shutil
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daylight.claims.objects import RunNumber
from daylight.data.comparison import Family
from daylight.data.estimate import BasisKind, Estimate
from daylight.data.result import Result
from daylight.data.when import read_when
from daylight.errors import ClaimError, DaylightError
from daylight.model.families import family_of
from daylight.model.methods import METHODS, named
from daylight.plan.finished import Run
from daylight.report.refusals import why_not

DESIGNS = "effects"
"""The subject whose methods compare with what would have happened otherwise."""

KEPT = "runs"
"""The folder of a ledger that keeps what assessments rest on."""

FINDINGS = "report/findings.json"

PERIODS = (("from_period", "to_period"), ("period",), ("year",), ("wave",))
"""Keys that say when a number holds, the first that is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which number of a run.

    Parameters
    ----------
    finding
        The finding's id, such as `stop-rate-1`; may be left out where the question has only one.
    quantity, keys
        The number among those it rests on; its headline where left out.
    covers
        The time it is about, where the run says it only in prose.
    """

    question: str
    finding: str = ""
    quantity: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    covers: str = ""


def run_hash(folder: Path, question: str) -> str:
    """The hash of a question's result and findings, as the run's folder holds them."""
    run = Run.open(folder)
    outcome = run.folder / "model" / f"{question}.json"
    if question not in run.questions or not outcome.is_file():
        raise ClaimError(f"{folder}: no question {question!r}; it has {', '.join(run.questions)}")
    _refuse_altered(run, outcome)
    said = [one for one in run.findings() if one["question"] == question]
    text = outcome.read_text("utf-8") + json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_altered(run: Run, outcome: Path) -> None:
    """ClaimError where a result is not the one that its run recorded when it was finished."""
    recorded = run.record.get("files", {})
    is_copy = run.folder.parent.name == KEPT and re.fullmatch("[0-9a-f]{16}", run.folder.name)
    for path in (outcome, *(() if is_copy else (run.folder / FINDINGS,))):
        wanted = recorded.get(path.relative_to(run.folder).as_posix())
        if wanted and hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ClaimError(
                f"{path}: changed since the run was finished; `daylight run` on its study.toml "
                "makes it again"
            )


def find_number(folder: Path, chosen: Chosen) -> RunNumber:
    """The number of a run that a claim is put to; ClaimError where there is none, or it is private.

    A number about single officers never enters a ledger.
    """
    run = Run.open(folder)
    outcome = run.outcome(chosen.question)
    if not isinstance(outcome, Result):
        raise ClaimError(
            f"{chosen.question} was refused. {why_not(outcome).why} Put the claim to another "
            "question, or to none: it is then not settled"
        )
    said = _finding(run, chosen)
    headline = Estimate.from_dict(said["estimates"][0])
    one = _one_of(said, chosen)
    if one not in outcome.estimates:
        raise ClaimError(
            f"{folder}: the report's {one.name} is not the result's; `daylight report {folder}` "
            "writes the report of a run anew"
        )
    if _is_private(one):
        raise ClaimError(f"{one.name} is about single officers; it never enters a ledger of claims")
    if not math.isfinite(one.value):
        raise ClaimError(f"{one.name} has no value in this run")
    alike = [
        other
        for other in outcome.named(one.name)
        if (other.keys, other.compared_with) == (one.keys, one.compared_with)
    ]
    summary = json.loads((run.folder / FINDINGS).read_text("utf-8"))
    record = named(outcome.method)
    is_headline = (one.name, one.keys) == (headline.name, headline.keys)
    return RunNumber(
        finding=said["id"],
        method=outcome.method,
        quantity=one.name,
        scale=one.scale.value,
        value=one.value,
        low=_bound(one.low),
        high=_bound(one.high),
        lowest=_widest([other.low for other in alike], min),
        highest=_widest([other.high for other in alike], max),
        level=one.level,
        n=one.n,
        grade=int(said["grade"]) if is_headline else 1,
        sentence=said["sentence"],
        standing=said["standing"],
        proviso=said.get("proviso", ""),
        keys=dict(one.keys),
        compared_with=one.compared_with or "",
        variant=one.variant or "",
        is_counted=one.basis.kind is BasisKind.FIXED and math.isfinite(one.low + one.high),
        is_over_time=_is_over_time(outcome.method, one),
        is_design=METHODS.entries[outcome.method].subject == DESIGNS,
        covers=_covers(one, summary["period"], chosen.covers),
        place=str(one.keys.get("place", summary["department"])),
        population=str(one.keys.get("population", "")),
        measure=str(one.keys.get("measure", "")),
        printed=str(one.keys.get("printed", "")),
        assumed=_assumed(outcome),
        caveats=tuple(said["caveats"]),
        cannot_say=record.cannot_say,
    )


def keep(ledger: Path, folder: Path, question: str, digest: str) -> Path:
    """Copy into a ledger what an assessment rests on, so that it stands without the run.

    ClaimError where the result tells of single officers: such a run is put to a claim where it
    lies, and is never copied.
    """
    run = Run.open(folder)
    outcome = run.outcome(question)
    if isinstance(outcome, Result) and any(map(_is_private, outcome.estimates)):
        raise ClaimError(
            f"{question} holds numbers about single officers; put the claim to it with --no-keep"
        )
    kept = _kept(ledger, digest)
    if kept.exists():
        return kept
    scratch = kept.with_name(f".{kept.name}.partial")
    shutil.rmtree(scratch, ignore_errors=True)
    for part in ("run.json", f"model/{question}.json"):
        (scratch / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(run.folder / part, scratch / part)
    (scratch / "report").mkdir()
    (scratch / FINDINGS).write_text(_only(run, question), encoding="utf-8")
    scratch.rename(kept)
    return kept


def places_of(ledger: Path, run: str, digest: str) -> tuple[Path, ...]:
    """Where what an assessment rests on still lies: the run itself, then the ledger's copy."""
    return tuple(one for one in (ledger / run, _kept(ledger, digest)) if one.exists())


def why_stale(ledger: Path, run: str, question: str, digest: str) -> str:
    """Why a number no longer stands, in one word for `claims/words.py`; empty where it does."""
    places = places_of(ledger, run, digest)
    for place in places:
        try:
            if run_hash(place, question) != digest:
                return "changed"
        except DaylightError:
            return "damaged"
    return "" if places else "gone"


def _kept(ledger: Path, digest: str) -> Path:
    return ledger / KEPT / digest[:16]


def _only(run: Run, question: str) -> str:
    """The findings of one question, with what says whose and of when they are."""
    whole = json.loads((run.folder / FINDINGS).read_text("utf-8"))
    mine = {
        **{key: whole[key] for key in ("title", "department", "period", "version", "level")},
        "findings": [one for one in whole["findings"] if one["question"] == question],
    }
    return json.dumps(mine, indent=2, ensure_ascii=False) + "\n"


def _finding(run: Run, chosen: Chosen) -> dict[str, Any]:
    said = [one for one in run.findings() if one["question"] == chosen.question]
    if chosen.finding:
        said = [one for one in said if one["id"] == chosen.finding]
    if not said:
        known = ", ".join(one["id"] for one in run.findings())
        wanted = chosen.finding or chosen.question
        raise ClaimError(f"{run.folder}: no finding of {wanted!r}; it has {known}")
    fitting = [one for one in said if _fitting(one, chosen)]
    if len(fitting) == 1:
        return fitting[0]
    listed = "\n".join(f"  {one['id']}: {_cut(one['sentence'])}" for one in fitting or said)
    problem = "several findings fit"
    if not fitting:
        names = sorted({Estimate.from_dict(e).name for one in said for e in one["estimates"]})
        problem = f"no finding rests on such a number; there are {', '.join(names)}"
    raise ClaimError(f"{chosen.question}: {problem}; choose with --finding among\n{listed}")


def _cut(sentence: str) -> str:
    """Its beginning, up to a whole word."""
    return textwrap.shorten(sentence, 170, placeholder=" …")


def _fitting(said: Mapping[str, Any], chosen: Chosen) -> list[Estimate]:
    """The numbers of a finding that are the chosen one; its headline where none was named."""
    made = [Estimate.from_dict(plain) for plain in said["estimates"]]
    if not chosen.quantity and not chosen.keys:
        return made[:1]
    return [
        one
        for one in made
        if (not chosen.quantity or one.name == chosen.quantity)
        and all(str(one.keys.get(key)) == value for key, value in chosen.keys.items())
    ]


def _one_of(said: Mapping[str, Any], chosen: Chosen) -> Estimate:
    """The one number that fits; ClaimError where several groups or comparisons do."""
    fitting = _fitting(said, chosen)
    kinds = {(one.name, tuple(sorted(one.keys.items())), one.compared_with) for one in fitting}
    if len(kinds) > 1:
        listed = "\n".join(
            f"  --quantity {one.name} "
            + " ".join(f"--where {key}={value}" for key, value in one.keys.items())
            + (f" (against {one.compared_with})" if one.compared_with else "")
            for one in fitting
        )
        raise ClaimError(f"{said['id']} rests on several such numbers; say which:\n{listed}")
    return fitting[0]


def _is_private(one: Estimate) -> bool:
    """Whether a number is about single officers, by what it says or by its keys."""
    return not one.quantity.about.may_leave_the_agency or "officer_id" in one.keys


def _bound(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _widest(ends: Sequence[float], outer: Callable[[Sequence[float]], float]) -> float | None:
    """The outermost end of several intervals; None where one of them has no end."""
    return outer(ends) if all(math.isfinite(end) for end in ends) else None


def _covers(one: Estimate, period: str, declared: str) -> str:
    """When a number holds: from its keys, from the run's period, or as somebody declared it."""
    for names in PERIODS:
        if all(name in one.keys for name in names):
            return ", then ".join(str(one.keys[name]) for name in names)
    try:
        own = read_when(period)
    except DaylightError:
        _mentioned(declared, period)
        return declared
    if declared and read_when(declared) != own:
        raise ClaimError(f"the run is about {period}, not about {declared}")
    return period


def _mentioned(declared: str, period: str) -> None:
    """ClaimError where a run that tells its time in prose names none of the years declared."""
    told = set(re.findall(r"\b\d{4}\b", period))
    if not declared or not told:
        return
    when = read_when(declared)
    if absent := sorted({str(when.first.year), str(when.last.year)} - told):
        raise ClaimError(
            f"the run says of its time “{period}”, which names no {' and no '.join(absent)}"
        )


def _is_over_time(method: str, one: Estimate) -> bool:
    moves = any(key.startswith("from_") for key in one.keys)
    return moves or family_of(method) is Family.CHANGE


def _assumed(outcome: Result) -> str:
    note = outcome.noted("assumed-n")
    return "" if note is None else str(note.facts.get("what", "n"))
