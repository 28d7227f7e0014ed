"""Which file is which: roles and layouts, told by the header and never by the file's name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from daylight.errors import MissingColumn, MissingFile, SourceError, UnreadableFile
from daylight.ingest.lost_header import skip_hint
from daylight.ingest.parquet import Told
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import FileLayout, FileRole
from daylight.ingest.remedy import where_to_decide
from daylight.ingest.sheet import SUFFIXES
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.stage import SAMPLE, header_of, snapshots

SHOWN = 3
LIKE = 0.75
"""How alike two names must be for the one to be offered for the other."""


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


def _counting(say: Callable[[str], None], doing: str) -> Told:
    return lambda rows: say(f"{doing}: {rows:,} rows")


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
        for role, source in _roles_of(recipe, given, scratch):
            reading = f"reading {source if str(source).startswith(SAMPLE) else Path(source).name}"
            say(reading)
            own = scratch / f"{number} {role}"
            own.mkdir()
            told = _counting(say, reading)
            for taken in snapshots(connection, source, own, recipe.files[role], told):
                layout, names = _fitted(recipe, role, taken)
                one = Assigned(snapshot=taken, layout=layout, names=names)
                found.setdefault(role, []).append(one)
    _refuse_repeated_files(recipe, found)
    missing = [role for role in recipe.files if role not in found]
    if missing:
        raise MissingFile(
            f"{recipe.slug}: no file for {', '.join(missing)}; the recipe reads "
            f"{', '.join(recipe.files)} together. Give them all, or name one as role=path"
        )
    return {role: found[role] for role in recipe.files}


def _fitted(recipe: Recipe, role: str, taken: Snapshot) -> tuple[str, dict[str, str]]:
    """The layout of a file; what a person can do where none fits or its dates are spoilt."""
    spec = recipe.files[role]
    try:
        layout, names = fit(recipe, role, taken.header, taken.name)
    except MissingColumn as problem:
        wanted = [
            spelling
            for one in spec.layouts or (FileLayout(name=""),)
            for column in recipe.columns(role)
            for spelling in one.spellings(column)
        ]
        hint = skip_hint(taken, list(dict.fromkeys(wanted)), spec.skip_lines)
        raise MissingColumn(f"{problem}. {hint}".strip()) if hint else problem from None
    for name in names.values():
        if name in taken.swapped:
            raise UnreadableFile(
                f"{taken.name}, column {name}: every real date is of a day from 1 to 12 and the "
                "others are texts: a program that puts the month first has opened a file that puts "
                "the day first, and swapped day and month. Ask for the export as CSV, unopened"
            )
    return layout, names


def _roles_of(recipe: Recipe, given: str | Path, scratch: Path) -> Sequence[tuple[str, str | Path]]:
    """The role of a file; of a workbook all of them, where each is a sheet of it."""
    sheets = all(spec.sheet or spec.sheets for spec in recipe.files.values())
    is_book = Path(str(given)).suffix.lower() in SUFFIXES
    named = str(given).partition("=")[0] in recipe.files
    if len(recipe.files) > 1 and sheets and is_book and not named:
        return [(role, given) for role in recipe.files]
    return [role_of(recipe, given, scratch)]


def role_of(recipe: Recipe, given: str | Path, scratch: Path) -> tuple[str, str | Path]:
    """Which role a file plays, and the file without the role's name."""
    name, equals, rest = str(given).partition("=")
    if equals and name in recipe.files:
        return name, rest
    if len(recipe.files) == 1:
        return next(iter(recipe.files)), given
    fitting, reasons = [], []
    for role, spec in recipe.files.items():
        header = header_of(given, scratch, spec)
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
    """The first layout whose columns are all there, and where each column is.

    Where no layout fits to the letter and the role says that spelling is loose, the layout that
    finds most columns is taken, and its name says which were found under another spelling.
    """
    spec = recipe.files[role]
    wanted = [column for column in recipe.columns(role) if column not in _made(spec)]
    if spec.plane is not None:
        wanted = list(dict.fromkeys([*wanted, spec.plane.x, spec.plane.y]))
    tries = [
        _tried(spec, layout, wanted, header, loose=loose)
        for loose in ((False, True) if spec.loose_header else (False,))
        for layout in spec.layouts or (FileLayout(name=""),)
    ]
    fitting = [one for one in tries if not one.missing]
    if not fitting:
        raise MissingColumn(_unlike(recipe, role, header, name, min(tries, key=_lacks)))
    if wanted and not any(one.present for one in fitting):
        raise MissingColumn(
            f"{name}: none of the columns that {recipe.slug} reads is there: "
            f"{', '.join(wanted[:SHOWN])} … The file has {', '.join(header[:SHOWN])}"
        )
    chosen = fitting[0]
    if chosen.loose:
        chosen = max(fitting, key=lambda one: len(one.present))
    _refuse_ambiguous(chosen, header, spec, name)
    return chosen.layout.name + _respelled(chosen), chosen.present


@dataclass(frozen=True, slots=True, kw_only=True)
class _Try:
    """A layout held against a header."""

    layout: FileLayout
    loose: bool
    present: dict[str, str]
    missing: tuple[str, ...]


def _tried(
    spec: FileRole, layout: FileLayout, wanted: Sequence[str], header: Sequence[str], *, loose: bool
) -> _Try:
    asked = [column for column in wanted if column not in layout.absent]
    optional = spec.optional if spec.loose_header else ()
    places = {
        column: _place(layout.spellings(column), header, loose=loose or column in optional)
        for column in asked
    }
    return _Try(
        layout=layout,
        loose=loose,
        present={column: place for column, place in places.items() if place is not None},
        missing=tuple(
            " or ".join(layout.spellings(column))
            for column, place in places.items()
            if place is None and column not in spec.optional
        ),
    )


def _lacks(tried: _Try) -> int:
    return len(tried.missing)


def plain_name(name: str) -> str:
    """A column's name without case, spaces, dots and underscores."""
    return re.sub(r"[\W_]+", "", name).lower()


def _place(spellings: Sequence[str], header: Sequence[str], *, loose: bool) -> str | None:
    """The header's name of a column, exact names first."""
    for spelling in spellings:
        if spelling in header:
            return spelling
    if loose:
        plain = {plain_name(column): column for column in reversed(header)}
        for spelling in spellings:
            if plain_name(spelling) in plain:
                return plain[plain_name(spelling)]
    return None


def _respelled(tried: _Try) -> str:
    """Which columns were found only without regard to case, spaces and marks."""
    names = tried.layout.spellings
    loose = [place for column, place in tried.present.items() if place not in names(column)]
    if not loose:
        return ""
    more = f" and {len(loose) - SHOWN} more" if len(loose) > SHOWN else ""
    return f" (spelled otherwise: {', '.join(loose[:SHOWN])}{more})"


def _unlike(
    recipe: Recipe,
    role: str,
    header: Sequence[str],
    name: str,
    tried: _Try,
) -> str:
    """What was found, which layout is nearest, what it lacks, and what to do."""
    known = [one.name for one in recipe.files[role].layouts if one.name]
    edition = f" (nearest layout: {tried.layout.name}; known: {'; '.join(known)})" if known else ""
    near = [hint for column in tried.missing if (hint := _near(column, header))]
    found = len(tried.present)
    asked = found + len(tried.missing)
    foreign = (
        f"Only {found} of {asked} columns are there, so this may not be a file of {recipe.title}. "
        if 3 * found < asked
        else ""
    )
    return (
        f"{name}: column {', '.join(tried.missing)} is missing{edition}; the file has "
        f"{', '.join(column or '(no name)' for column in header)}. {foreign}"
        + (f"{'; '.join(near)}. " if near else "")
        + f"If the publisher renamed it, add a layout to [files.{role}], or list it under "
        f"`optional` there if this edition does not have it. {where_to_decide(recipe)}"
    )


def _near(column: str, header: Sequence[str]) -> str:
    """The header's name that is most like a missing one."""
    plain = {plain_name(found): found for found in header if found}
    alike = get_close_matches(plain_name(column), plain, n=1, cutoff=LIKE)
    return f"{column} may be {plain[alike[0]]}" if alike else ""


def _made(spec: FileRole) -> tuple[str, ...]:
    return (spec.plane.latitude, spec.plane.longitude) if spec.plane is not None else ()


def _refuse_ambiguous(tried: _Try, header: Sequence[str], spec: FileRole, name: str) -> None:
    """Stop where two columns may be meant; a name that is there to the letter is meant."""
    same = plain_name if spec.loose_header else str
    exact = set(header)
    twice = {place for place in tried.present.values() if list(header).count(place) > 1}
    for column, place in tried.present.items():
        if place in tried.layout.spellings(column):
            continue
        others = {one for one in exact if same(one) == same(place)} - {place}
        twice |= {place} | others if others else set()
    if twice:
        raise SourceError(
            f"{name}: column {', '.join(sorted(twice))} stands in the header more than once, and "
            "nothing says which is meant; rename one of them in the file"
        )


def _refuse_repeated_files(recipe: Recipe, found: Mapping[str, Sequence[Assigned]]) -> None:
    for role, assigned in found.items():
        seen: dict[str, str] = {}
        for one in assigned:
            taken = one.snapshot
            mark = taken.sha256 + taken.sheet
            if mark in seen:
                raise SourceError(
                    f"{recipe.slug}: {taken.name} is the same file as {seen[mark]}; "
                    f"give it once, or every row of {role} would count twice"
                )
            seen[mark] = taken.name
        names = [one.snapshot.name for one in assigned]
        if repeated := {name for name in names if names.count(name) > 1}:
            raise SourceError(
                f"{recipe.slug}: two files are called {', '.join(sorted(repeated))}; "
                "rename one, so that a row can be traced to its file"
            )
