"""Which file is which: roles and layouts, told by the header and never by the file's name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight.errors import MissingColumn, MissingFile, SourceError
from daylight.ingest.read import SAMPLE, header_of, snapshot
from daylight.ingest.reading import Layout, Role
from daylight.ingest.recipe import Recipe
from daylight.ingest.snapshot import Dialect, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A snapshot in its role.

    Parameters
    ----------
    names
        The recipe's name of a column → the header's, for the columns that are there.
    """

    snapshot: Snapshot
    layout: str
    names: Mapping[str, str]


def assign(
    connection: Any,
    recipe: Recipe,
    files: Sequence[str | Path],
    scratch: Path,
    say: Callable[[str], None],
) -> dict[str, list[Assigned]]:
    """Stage every file in the role that its header, or `role=`, gives it."""
    if not files:
        raise MissingFile(f"{recipe.slug}: no file was given; {recipe.title}: {recipe.homepage}")
    found: dict[str, list[Assigned]] = {}
    for number, given in enumerate(files):
        role, source = _role_of(recipe, given, scratch)
        spec = recipe.files[role]
        say(f"reading {source if str(source).startswith(SAMPLE) else Path(source).name}")
        own = scratch / str(number)
        own.mkdir()
        taken = snapshot(connection, source, own, dialect(spec))
        layout, names = fit(recipe, role, taken.header, taken.name)
        found.setdefault(role, []).append(Assigned(snapshot=taken, layout=layout, names=names))
    _refuse_repeated_files(recipe, found)
    missing = [role for role in recipe.files if role not in found]
    if missing:
        raise MissingFile(
            f"{recipe.slug}: no file for {', '.join(missing)}; the recipe reads "
            f"{', '.join(recipe.files)} together. Give them all, or name one as role=path"
        )
    return {role: found[role] for role in recipe.files}


def dialect(spec: Role) -> Dialect:
    """What the recipe says about how the files of a role are written."""
    return Dialect(
        delimiter=spec.delimiter,
        encoding=spec.encoding,
        sheet=spec.sheet,
        skip_lines=spec.skip_lines,
        header=spec.header,
    )


def _role_of(recipe: Recipe, given: str | Path, scratch: Path) -> tuple[str, str | Path]:
    name, equals, rest = str(given).partition("=")
    if equals and name in recipe.files:
        return name, rest
    if len(recipe.files) == 1:
        return next(iter(recipe.files)), given
    fitting, reasons = [], []
    for role, spec in recipe.files.items():
        header = header_of(given, scratch, dialect(spec))
        try:
            _, names = fit(recipe, role, header, str(given))
        except MissingColumn as problem:
            reasons.append(f"{role}: {problem}")
        else:
            fitting.append((len(names), role))
    if not fitting:
        raise MissingColumn(
            f"{Path(str(given)).name}: fits none of the files that {recipe.slug} reads.\n  - "
            + "\n  - ".join(reasons)
        )
    fitting.sort(reverse=True)
    if len(fitting) > 1 and fitting[0][0] == fitting[1][0]:
        raise SourceError(
            f"{Path(str(given)).name}: could be {fitting[0][1]} or {fitting[1][1]}; "
            f"name it, such as {fitting[0][1]}={given}"
        )
    return fitting[0][1], given


def fit(recipe: Recipe, role: str, header: Sequence[str], name: str) -> tuple[str, dict[str, str]]:
    """The first layout whose columns are all there, and where each column is."""
    spec = recipe.files[role]
    wanted = [column for column in recipe.columns(role) if column not in _made(spec)]
    if spec.plane is not None:
        wanted = list(dict.fromkeys([*wanted, spec.plane.x, spec.plane.y]))
    tried = []
    for layout in spec.layouts or (Layout(name=""),):
        places = {
            column: layout.rename.get(column, column)
            for column in wanted
            if column not in layout.absent
        }
        missing = [
            place
            for column, place in places.items()
            if place not in header and column not in spec.optional
        ]
        if not missing:
            present = {column: place for column, place in places.items() if place in header}
            _refuse_ambiguous(present, header, name)
            return layout.name, present
        tried.append((missing, layout))
    missing, layout = min(tried, key=lambda item: len(item[0]))
    edition = f" (nearest layout: {layout.name})" if layout.name else ""
    raise MissingColumn(
        f"{name}: column {', '.join(missing)} is missing{edition}; the file has "
        f"{', '.join(column or '(no name)' for column in header)}. If the publisher renamed it, "
        f"add a layout to [files.{role}] in {recipe.path}"
    )


def _made(spec: Role) -> tuple[str, ...]:
    return (spec.plane.latitude, spec.plane.longitude) if spec.plane is not None else ()


def _refuse_ambiguous(present: Mapping[str, str], header: Sequence[str], name: str) -> None:
    twice = sorted({place for place in present.values() if list(header).count(place) > 1})
    if twice:
        raise SourceError(
            f"{name}: column {', '.join(twice)} stands in the header more than once, and nothing "
            "says which is meant; rename one of them in the file"
        )


def _refuse_repeated_files(recipe: Recipe, found: Mapping[str, Sequence[Assigned]]) -> None:
    for role, assigned in found.items():
        seen: dict[str, str] = {}
        for one in assigned:
            taken = one.snapshot
            if taken.sha256 in seen:
                raise SourceError(
                    f"{recipe.slug}: {taken.name} is the same file as {seen[taken.sha256]}; "
                    f"give it once, or every row of {role} would count twice"
                )
            seen[taken.sha256] = taken.name
        names = [one.snapshot.name for one in assigned]
        if repeated := {name for name in names if names.count(name) > 1}:
            raise SourceError(
                f"{recipe.slug}: two files are called {', '.join(sorted(repeated))}; "
                "rename one, so that a row can be traced to its file"
            )
