"""What of the making of a number differs between two runs, step by step along the line.

A step whose output is the same in both runs ends the search: a file that changed without changing a
count is no cause of what changed after it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

import pyarrow.parquet as pq

from daylight.data.change import Cause, CauseCode
from daylight.data.result import Result
from daylight.plan.finished import Run
from daylight.plan.study import Question, Study

OF_COUNTS = ("reduction", "by", "only", "sources", "place")
"""Settings of a question that decide what is counted."""

OF_ANSWERS = ("method", "after", "file", "settings")
"""Settings of a question that decide what is made of the counts."""

OF_WEIGHING = ("checked_by", "family")
"""Settings of a question that decide how much weight an answer carries."""

SHARED = ("level", "reference", "seed")
"""Settings of a study that every method is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A run, its plan and its record: all that its numbers rest on.

    Parameters
    ----------
    families
        Question → the families in which its comparisons were corrected.
    """

    run: Run
    study: Study
    record: Mapping[str, Any]
    questions: Mapping[str, Question]
    families: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, run: Run) -> Self:
        """What a finished run says of its making."""
        study = Study.read(run.folder / "study.toml")
        families: dict[str, frozenset[str]] = {}
        for finding in run.findings():
            if finding["family"]:
                held = families.get(finding["question"], frozenset())
                families[finding["question"]] = held | {finding["family"]}
        return cls(
            run=run,
            study=study,
            record=run.record,
            questions={question.id: question for question in study.questions},
            families=families,
        )

    def weighed_with(self, question: str) -> frozenset[str]:
        """The questions whose answers decide how much weight that of a question carries."""
        own = self.families.get(question, frozenset())
        beside = {name for name, families in self.families.items() if families & own}
        return frozenset({question, *beside, *self.questions[question].checked_by})

    @property
    def unworded(self) -> frozenset[str]:
        """Questions that no words were found for."""
        return frozenset(self.record["unworded"])

    def asked(self, question: str) -> str:
        """A question in the study's words, or its id where the study has none."""
        return self.questions[question].ask

    def files(self, source: str) -> dict[str, str]:
        """The files of a source, or of a question's own file, with their hashes."""
        return {one["file"]: one["sha256"] for one in self.record["sources"].get(source, ())}

    def code(self, question: str, step: str) -> str | None:
        """The hash of the code of a step; None where the run does not record it."""
        for one in self.record["questions"]:
            if one["id"] == question:
                found: str | None = one.get("code", {}).get(step)
                return found
        return None

    def sources(self, question: str) -> tuple[str, ...]:
        """The sources that a question counts."""
        named = self.questions[question].sources
        return named or tuple(source.name for source in self.study.sources)


def causes_of_number(before: Made, after: Made, question: str) -> Iterator[Cause]:
    """What differs in the making of a question's answer."""
    one, two = before.questions[question], after.questions[question]
    if _is_the_same_answer(before, after, question):
        return
    if one.after and two.after:
        for earlier in one.after:
            if earlier in after.questions and earlier in two.after:
                yield from causes_of_number(before, after, earlier)
    elif one.file or two.file:
        yield from _own_files(before, after, question)
    elif not _are_the_same_counts(before.run.folder, after.run.folder, question):
        yield from _counted(before, after, question)
    yield from _settings(asdict(one), asdict(two), OF_ANSWERS)
    yield from _settings(_plain(before.study), _plain(after.study), SHARED)
    yield from _code(before, after, question, "model")


def causes_of_finding(before: Made, after: Made, question: str) -> Iterator[Cause]:
    """What differs in how an answer is weighed: what it is corrected with, checks, words."""
    one, two = _plain(before.study), _plain(after.study)
    yield from _settings(one, two, ("primary", "alpha", "minimum_cell"))
    old, now = asdict(before.questions[question]), asdict(after.questions[question])
    yield from _settings(old, now, OF_WEIGHING)
    new = [name for name in after.questions if name not in before.questions]
    gone = [name for name in before.questions if name not in after.questions]
    if new or gone:
        facts = {"new": ", ".join(new), "gone": ", ".join(gone)}
        yield Cause(code=CauseCode.OTHER_QUESTIONS, facts=facts)
    beside = before.weighed_with(question) | after.weighed_with(question)
    others = (name for name in after.questions if name in before.questions and name in beside)
    seen = [cause for name in others for cause in causes_of_number(before, after, name)]
    yield from _once(seen)
    yield from _report_code(before, after)


def _once(causes: list[Cause]) -> Iterator[Cause]:
    told: list[Cause] = []
    for cause in causes:
        if cause not in told:
            told.append(cause)
            yield cause


def _counted(before: Made, after: Made, question: str) -> Iterator[Cause]:
    """What of the counting differs: what was read, what was asked to be counted, and by what."""
    used = dict.fromkeys((*before.sources(question), *after.sources(question)))
    for source in used:
        if not _are_the_same_tables(before.run.folder, after.run.folder, source):
            yield from _read(before, after, source)
    one, two = asdict(before.questions[question]), asdict(after.questions[question])
    yield from _settings(one, two, OF_COUNTS)
    if one["reduction"] == two["reduction"] and one["method"] == two["method"]:
        yield from _code(before, after, question, "reduce")
    old, new = asdict(before.study.department), asdict(after.study.department)
    yield from _settings(old, new, ("latitude", "longitude", "timezone"))


def _read(before: Made, after: Made, source: str) -> Iterator[Cause]:
    """What of reading a source differs: its files, its recipe, the code that reads."""
    yield from _files(before.files(source), after.files(source), source)
    pairs = [made.record.get("recipes", {}).get(source) for made in (before, after)]
    if None in pairs and source in before.record["sources"] and source in after.record["sources"]:
        yield Cause(code=CauseCode.NOT_RECORDED, facts={"what": "recipe", "source": source})
    elif pairs[0] != pairs[1]:
        yield Cause(code=CauseCode.RECIPE, facts={"source": source})
    careful = [_sets_aside(made, source) for made in (before, after)]
    if careful[0] != careful[1]:
        yield Cause(code=CauseCode.QUARANTINE, facts={"source": source})
    reads = [made.record.get("ingest_code") for made in (before, after)]
    if None not in reads and reads[0] != reads[1]:
        yield Cause(code=CauseCode.INGEST_CODE, facts=_versions(before, after))


def _sets_aside(made: Made, source: str) -> bool:
    own = [one.quarantine for one in made.study.sources if one.name == source]
    return bool(made.record.get("quarantine")) or any(own)


def _own_files(before: Made, after: Made, question: str) -> Iterator[Cause]:
    """The file that a question reads itself: a panel, a survey, published figures."""
    outcomes = [made.run.outcome(question) for made in (before, after)]
    held = [dict(o.provenance.sources) if isinstance(o, Result) else {} for o in outcomes]
    if all(held):
        yield from _files(held[0], held[1], question)


def _files(one: Mapping[str, str], two: Mapping[str, str], source: str) -> Iterator[Cause]:
    for name in dict.fromkeys((*one, *two)):
        facts = {"file": name, "source": source}
        if name not in two:
            yield Cause(code=CauseCode.FILE_GONE, facts=facts)
        elif name not in one:
            yield Cause(code=CauseCode.FILE_NEW, facts=facts)
        elif one[name] != two[name]:
            yield Cause(code=CauseCode.FILE_CHANGED, facts=facts)


def _settings(
    one: Mapping[str, Any], two: Mapping[str, Any], names: tuple[str, ...]
) -> Iterator[Cause]:
    """Settings that differ, those inside `settings` by their own names."""
    for name in names:
        old, new = one[name], two[name]
        if old == new:
            continue
        if name == "settings":
            yield from _settings(
                _with_all(old, new), _with_all(new, old), tuple(dict.fromkeys((*old, *new)))
            )
        else:
            facts = {"setting": name, "before": _said(old), "after": _said(new)}
            yield Cause(code=CauseCode.SETTING, facts=facts)


def _with_all(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {**dict.fromkeys(other), **one}


def _code(before: Made, after: Made, question: str, step: str) -> Iterator[Cause]:
    one, two = before.code(question, step), after.code(question, step)
    changed = CauseCode.COUNT_CODE if step == "reduce" else CauseCode.METHOD_CODE
    if one is None or two is None:
        if before.record["daylight"] != after.record["daylight"]:
            yield Cause(code=changed, facts=_versions(before, after))
        else:
            facts = {"what": "code", "source": question}
            yield Cause(code=CauseCode.NOT_RECORDED, facts=facts)
    elif one != two:
        method = after.questions[question].method
        yield Cause(code=changed, facts={"method": method, **_versions(before, after)})


def _report_code(before: Made, after: Made) -> Iterator[Cause]:
    one, two = (made.record.get("report", {}).get("code") for made in (before, after))
    if one is not None and two is not None and one != two:
        yield Cause(code=CauseCode.REPORT_CODE, facts=_versions(before, after))


def _versions(before: Made, after: Made) -> dict[str, str | int]:
    return {"before": before.record["daylight"], "after": after.record["daylight"]}


def _is_the_same_answer(before: Made, after: Made, question: str) -> bool:
    """Whether both runs hold the same answer, whatever their records were named or hashed."""
    one, two = (made.run.outcome(question).to_dict() for made in (before, after))
    apart = ("provenance", "version")
    return {k: v for k, v in one.items() if k not in apart} == {
        k: v for k, v in two.items() if k not in apart
    }


def _are_the_same_counts(one: Path, two: Path, question: str) -> bool:
    """Whether the counts of a question, and what goes together in them, are the same."""
    held = [sorted(p.name for p in (f / "reduce").glob("*.parquet")) for f in (one, two)]
    names = [[n for n in found if n.startswith(f"{question}.")] for found in held]
    return bool(names[0]) and names[0] == names[1] and _alike(one, two, "reduce", names[0])


def _are_the_same_tables(one: Path, two: Path, source: str) -> bool:
    """Whether a source was read to the same canonical tables."""
    held = [sorted(p.name for p in (f / "ingest" / source).glob("*.parquet")) for f in (one, two)]
    return held[0] == held[1] and _alike(one, two, f"ingest/{source}", held[0])


def _alike(one: Path, two: Path, below: str, names: list[str]) -> bool:
    """Whether Parquet files hold the same table; what they say of their origin is not compared."""
    return all(
        pq.read_table(one / below / name).equals(pq.read_table(two / below / name))
        for name in names
    )


def _plain(study: Study) -> dict[str, Any]:
    """A study's own settings, without its parts."""
    own = (f.name for f in fields(study) if f.name not in {"sources", "questions", "department"})
    return {name: getattr(study, name) for name in own}


def _said(value: Any) -> str:
    """A setting as a reader sees it."""
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "—"
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_said(part)}" for key, part in value.items()) or "—"
    return "—" if value in {None, ""} else str(value)
