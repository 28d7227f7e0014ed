"""What the records can and cannot support, as one page and as lines for a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight.report.language import Words, say, spoken
from daylight.report.numbers import count, percent
from daylight.report.page import environment
from daylight.report.quality_words import lost, noticed, repeated

SHOWN = 24
"""Gates that are printed; the rest are counted and folded away."""
TOLD = 6
"""Unevenly blank columns that the terminal is told of; the page has all."""
NAMELESS = {"officer_id"}
"""Groups whose keys stand for persons: how many, never which."""
BY: dict[str, Words] = {
    "month": Words("month", "mes"),
    "unit": Words("unit", "unidad"),
    "officer_id": Words("officer", "agente"),
    "subject_race": Words("race", "raza"),
    "district": Words("district", "distrito"),
}
"""What blanks are looked at by → what that is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of a folder of records.

    Parameters
    ----------
    losses
        Rows set aside and cells blanked, of every kind of file, and how they fall on groups.
    notices
        What is to be noticed in the files themselves.
    tables
        Of each canonical table: counts of blanks, repeats, oddities and gaps, and for each
        question whether the records are usable, partial, not usable or not collected.
    audits
        The account of every ingest: rows in, kept and set aside.
    compared
        A table and, month by month, its rows and a second count.
    released
        What the FBI's rule would let be released, for `sworn` officers (taking part, all).
    """

    title: str
    tables: Sequence[Any]
    audits: Sequence[Any] = ()
    losses: Sequence[Any] = ()
    notices: Sequence[Any] = ()
    compared: tuple[str, Sequence[Any]] | None = None
    released: str = ""
    sworn: tuple[int, int] | None = None

    @property
    def departing(self) -> list[Any]:
        """Months whose ratio to the second count is off the whole's by more than a tenth."""
        if self.compared is None:
            return []
        both = [line for line in self.compared[1] if line.rows and line.other]
        whole = sum(line.rows for line in both) / max(1, sum(line.other for line in both))
        return [
            line
            for line in self.compared[1]
            if not (line.rows and line.other) or abs(line.ratio - whole) > whole / 10
        ]


def write_quality(out: Path, state: State) -> Path:
    """Write `quality.html` into a folder; the page's path."""
    out.mkdir(parents=True, exist_ok=True)
    page = out / "quality.html"
    page.write_text(render(state), encoding="utf-8")
    return page


def render(state: State) -> str:
    """The page as text: HTML with its style inside, and no script."""
    template = environment().get_template("quality.html")
    return template.render(
        state=state,
        SHOWN=SHOWN,
        BY=BY,
        NAMELESS=NAMELESS,
        noticed=noticed,
        repeated=repeated,
        lost=lost,
        rows_told=rows_told,
        alike=alike,
        leap=leap,
        leaning_on=leaning,
        language=spoken(),
    )


def summary(state: State) -> str:
    """The same in a few lines per table."""
    lines = [line for audit in state.audits for line in _account(audit)]
    lines += [f"  {lost(loss)}" for loss in state.losses]
    lines += [f"  {noticed(notice)}" for notice in state.notices]
    lines += [line for table in state.tables for line in _lines(table)]
    if state.compared is not None:
        table, months = state.compared
        here, there = count(sum(m.rows for m in months)), count(sum(m.other for m in months))
        off, every = count(len(state.departing)), count(len(months))
        lines.append(
            say(
                f"{table} beside the second count: {here} and {there}; {off} of {every} months "
                "are more than a tenth off the whole",
                f"{table} junto al segundo recuento: {here} y {there}; {off} de {every} meses se "
                "apartan más de una décima parte del conjunto",
            )
        )
    if state.sworn is not None:
        part, every = count(state.sworn[0]), count(state.sworn[1])
        lines.append(
            say(
                f"{part} of {every} sworn officers: may be released: {state.released}",
                f"{part} de {every} agentes juramentados: puede publicarse: {state.released}",
            )
        )
    return "\n".join(lines)


def _account(audit: Any) -> list[str]:
    found = [f"{audit.recipe}: {rows_told(audit)}"]
    found += [f"  {count(item.count)}: {item.reason}" for item in audit.set_aside]
    return found + [
        say(
            f"  {count(cells)} cells blanked: {name}",
            f"  {count(cells)} celdas pasadas a blanco: {name}",
        )
        for name, cells in audit.blanks().items()
    ]


def rows_told(audit: Any) -> str:
    """That no row is unaccounted for."""
    read, kept, aside = map(count, (audit.rows_read, audit.rows_kept, audit.rows_set_aside))
    return say(
        f"{read} rows read = {kept} kept + {aside} set aside",
        f"{read} filas leídas = {kept} conservadas + {aside} apartadas",
    )


def _lines(table: Any) -> list[str]:
    rows = count(table.rows)
    found = [say(f"{table.table}: {rows} rows", f"{table.table}: {rows} filas")]
    found += [f"  {s.question}: {s.verdict} ({s.reason})" for s in table.support]
    if table.repeats.rows or table.repeats.blank:
        found.append(f"  {repeated(table.repeats)}")
    if table.near_duplicates:
        found.append(f"  {alike(table.near_duplicates)}")
    found += [_odd(one) for one in table.oddities if one.count]
    found += [f"  {noticed(notice)}" for notice in table.notices]
    return found + _uneven(table) + [f"  {line}" for line in _of_time_and_place(table)]


def alike(rows: int) -> str:
    """How many rows differ in nothing but their number."""
    return say(
        f"{count(rows)} rows are alike in everything but their number",
        f"{count(rows)} filas son iguales en todo menos en su número",
    )


def _odd(one: Any) -> str:
    held, every = count(one.count), count(one.of)
    return say(f"  {held} of {every}: {one.name}", f"  {held} de {every}: {one.name}")


def _uneven(table: Any) -> list[str]:
    """The columns that are unevenly blank, the first few by name."""
    found = [
        say(
            f"  {one.column} is blank in {percent(one.low)} to {percent(one.high)} by "
            f"{BY[one.by].text}",
            f"  {one.column} está en blanco entre el {percent(one.low)} y el {percent(one.high)} "
            f"por {BY[one.by].text}",
        )
        for one in table.uneven[:TOLD]
    ]
    if len(table.uneven) > TOLD:
        more = count(len(table.uneven) - TOLD)
        found.append(
            say(
                f"  {more} more columns are unevenly blank",
                f"  {more} columnas más están en blanco de modo desigual",
            )
        )
    return found


def _of_time_and_place(table: Any) -> list[str]:
    """Months that leap, months and places with too little, rates that hang on one district."""
    found = [leap(jump) for jump in table.jumps]
    if failed := [gate for gate in table.gates if not gate.passes]:
        many = count(len(failed))
        found.append(
            say(
                f"{many} months or places hold too little to be compared",
                f"{many} meses o lugares contienen muy poco para compararse",
            )
        )
    return found + [leaning(one) for one in table.leaning if one.leans]


def leap(jump: Any) -> str:
    """A month with more or fewer rows than is usual."""
    rows, usual = count(jump.rows), count(jump.usual)
    return say(
        f"{jump.month}: {rows} rows where {usual} were usual",
        f"{jump.month}: {rows} filas donde lo habitual eran {usual}",
    )


def leaning(one: Any) -> str:
    """A rate that hangs on one district."""
    whole, rest = percent(one.all_count / one.all_of), percent(one.rest_count / one.rest_of)
    return say(
        f"{one.rate} is {whole} in all and {rest} without district {one.district}",
        f"{one.rate} es el {whole} en conjunto y el {rest} sin el distrito {one.district}",
    )
