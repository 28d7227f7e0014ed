"""Whether a run is as it was written, and whether its inputs lead to it again."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from daylight import __version__
from daylight.errors import DaylightError, StudyError
from daylight.pipeline import manifest
from daylight.pipeline.pack import is_packed_as_ever, unpack
from daylight.pipeline.record import PLAN, Making
from daylight.pipeline.reread import carried, report_again
from daylight.pipeline.run import run
from daylight.plan.finished import Run
from daylight.plan.study import Progress, Source, Study
from daylight.report.formats.formats import FORMATS

SHOWN = 60
"""Characters of a difference that are shown."""

OWN = frozenset({"seal", "files"})
"""What of a record follows from the files and is told with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found.

    Parameters
    ----------
    what
        The folder or archive that was checked.
    seal
        The seal of its record: compare it with the one that its publisher names.
    files
        How many files are as their hashes say.
    faults
        What is not as it was written or not as it was remade, each a sentence; empty is well.
    remade
        How many files came out the same when the run was made again; None where it was not.
    not_remade
        Files that are checked by their hash alone, because no two programs make them alike.
    """

    what: str
    seal: str
    files: int
    faults: tuple[str, ...] = ()
    remade: int | None = None
    not_remade: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(given: Path, data: Path | None = None, progress: Progress | None = None) -> Verified:
    """Check a run, a published report or an archive of either against its record.

    Parameters
    ----------
    data
        The folder that holds the files of the study: the run is then made again from them, and
        compared byte for byte.
    """
    with _unpacked(given) as folder:
        record = manifest.record_of(folder)
        faults = [*_packing(given, folder), *_faults(folder, record)]
        plain = {} if manifest.seal_fault(record) else json.loads(record.read_text("utf-8"))
        found = Verified(
            what=given.name,
            seal=plain.get(manifest.SEAL, ""),
            files=sum(_is_listed(folder, *one) for one in plain.get("files", {}).items()),
            faults=tuple(faults),
        )
        if data is None or faults:
            return found
        if record.name != manifest.RUN:
            raise StudyError(
                f"{given}: is a published report, which holds no plan to run again; give the run"
            )
        return _again(found, folder, data, progress)


@contextmanager
def _unpacked(given: Path) -> Iterator[Path]:
    """The folder itself, or what an archive holds."""
    if given.is_dir():
        yield given
        return
    if not given.is_file():
        raise StudyError(f"{given}: there is no such run or archive")
    with tempfile.TemporaryDirectory(prefix="daylight-verify-") as scratch:
        unpack(given, Path(scratch))
        yield Path(scratch)


def _packing(given: Path, folder: Path) -> Iterator[str]:
    if given.is_file() and not is_packed_as_ever(given, folder):
        yield (
            f"{given.name} is not byte for byte what `daylight pack` makes of its files; if "
            "another program packed it, unpack it and verify the folder"
        )


def _faults(folder: Path, record: Path) -> Iterator[str]:
    """What is not as the record says; the record itself first."""
    if fault := manifest.seal_fault(record):
        yield f"{record.name}: {fault}"
        return
    listed = json.loads(record.read_text("utf-8"))["files"]
    there = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if not p.is_dir()}
    there.pop(record.name)
    for name, digest in listed.items():
        if name not in there:
            yield f"{name}: is missing"
        elif there[name].is_symlink():
            yield f"{name}: is a link, not the file"
        elif manifest.hashed(there[name]) != digest:
            yield f"{name}: is not as it was written (its SHA-256 is another)"
    for name in sorted(there.keys() - listed.keys()):
        yield f"{name}: was not there when the record was written"


def _is_listed(folder: Path, name: str, digest: str) -> bool:
    path = folder / name
    return path.is_file() and manifest.hashed(path) == digest


def _again(found: Verified, folder: Path, data: Path, progress: Progress | None) -> Verified:
    """The run made again elsewhere, and what of it differs."""
    record = Run.open(folder).record
    study = replace(Study.read(folder / PLAN), folder=data)
    absent = list(_absent(study))
    if absent:
        raise StudyError(
            f"{data}: lacks {', '.join(absent)}, which the study reads; give the folder in which "
            "the study file stood"
        )
    with tempfile.TemporaryDirectory(prefix="daylight-again-") as scratch:
        anew = Path(scratch) / "run"
        anew.mkdir()
        shutil.copyfile(folder / manifest.RUN, anew / manifest.RUN)
        try:
            run(study, anew, quarantine=bool(record.get("quarantine")), progress=progress)
        except DaylightError as problem:
            return replace(found, faults=(f"it cannot be made again: {problem}",), remade=0)
        making = _steady(Making.of(record))
        carried(folder, anew)
        if not Run.open(anew).exposed:
            report_again(anew, making)
        return _compared(found, folder, anew)


def _absent(study: Study) -> Iterator[str]:
    """Files that the study names and the folder does not hold."""
    for source in study.sources:
        yield from (name for name in _named(source) if not study.is_there(name))
    for question in study.questions:
        if question.file and not (study.folder / question.file).exists():
            yield question.file


def _named(source: Source) -> tuple[str, ...]:
    recipe = (source.recipe,) if source.recipe.endswith(".toml") else ()
    return (*source.files, *recipe, *((source.counts,) if source.counts else ()))


def _steady(making: Making) -> Making:
    """The same without formats that no two programs make alike."""
    return replace(
        making, formats=tuple(name for name in making.formats if FORMATS[name].is_steady)
    )


def _compared(found: Verified, folder: Path, anew: Path) -> Verified:
    old, new = (json.loads((one / manifest.RUN).read_text("utf-8")) for one in (folder, anew))
    loose = {file for one in FORMATS.values() if not one.is_steady for file in one.files}
    unmade = tuple(name for name in old["files"] if name.removeprefix("report/") in loose)
    faults = [*_of_inputs(old, new), *_of_files(old, new, folder, anew)]
    if not faults:
        faults = list(_of_record(old, new))
    same = sum(new["files"].get(name) == digest for name, digest in old["files"].items())
    return replace(found, faults=tuple(faults), remade=same, not_remade=unmade)


def _of_inputs(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """Inputs and code that differ, which is why outputs do."""
    if old["daylight"] != __version__:
        yield f"Daylight {old['daylight']} made the run, and this is {__version__}"
    for source, files in old["sources"].items():
        given = {one["file"]: one["sha256"] for one in new["sources"].get(source, ())}
        for one in files:
            if given.get(one["file"]) != one["sha256"]:
                yield f"{one['file']}: is not the file that was read (its SHA-256 is another)"
        if old.get("recipes", {}).get(source) != new["recipes"].get(source):
            yield f"the recipe of {source} is not the one that read it"


def _of_files(
    old: Mapping[str, Any], new: Mapping[str, Any], folder: Path, anew: Path
) -> Iterator[str]:
    """The first file that differs along the line, where in it, and how many others do."""
    loose = {file for one in FORMATS.values() if not one.is_steady for file in one.files}
    names = [
        name
        for name in sorted({*old["files"], *new["files"]}, key=_along)
        if name.removeprefix("report/") not in loose
        and old["files"].get(name) != new["files"].get(name)
    ]
    if not names:
        return
    first, *others = names
    if first not in new["files"]:
        yield f"{first}: was not made again"
    elif first not in old["files"]:
        yield f"{first}: was made again, and the run does not hold it"
    else:
        yield f"{first}: {_difference(folder / first, anew / first)}"
    if others:
        yield f"{len(others)} further files differ, the next {others[0]}"


def _along(name: str) -> tuple[int, str]:
    """Files in the order in which a run makes them: what differs first is nearest to the cause."""
    order = (PLAN, "ingest", "reduce", "model", "report")
    step = name.partition("/")[0]
    return (order.index(step) if step in order else len(order), name)


def _difference(one: Path, two: Path) -> str:
    """Where two files first differ, and what stands there."""
    a, b = one.read_bytes(), two.read_bytes()
    at = next(
        (i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    try:
        line = a[:at].decode("utf-8").count("\n") + 1
        was, now = (part[at : at + SHOWN].decode("utf-8").partition("\n")[0] for part in (a, b))
    except UnicodeDecodeError:
        return f"differs from byte {at:,}"
    return f"differs from line {line:,}: it says {was!r}, and made again {now!r}"


def _of_record(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """What of the records themselves differs, where all files are the same."""
    apart = OWN | {"report", "ingest_code", "questions"}
    for name in old:
        if name not in apart and old[name] != new.get(name):
            yield f"run.json: {name} differs"
    code = (old.get("ingest_code"), [one.get("code") for one in old["questions"]])
    if code != (new["ingest_code"], [one["code"] for one in new["questions"]]):
        yield "run.json: the code is another, though what it made is the same"
