"""What is said of the state of records: what was noticed, repeated, or lost unevenly.

Each text is without its full stop, so that it can stand in a list or a sentence.
"""

from collections.abc import Callable
from typing import Any

from daylight.report.language import say
from daylight.report.numbers import count, percent


def _default_dates(one: Any) -> str:
    held, dates = _of(one), _listed(one)
    return say(
        f"{held} dates in {one.column} are {dates}, which programs write where no date was entered",
        f"{held} fechas de {one.column} son {dates}, que los programas escriben donde no se anotó "
        "ninguna",
    )


def _coarse_dates(one: Any) -> str:
    held, known = _of(one), _listed(one)
    return say(
        f"{held} dates are known to the {known} only and stand at its first day; do not use them "
        "by month, weekday or daylight",
        f"{held} fechas se conocen solo con precisión de {known} y figuran en su primer día; no se "
        "deben usar por mes, día de la semana o luz",
    )


def _one_full_day(one: Any) -> str:
    held, day = _of(one), _listed(one)
    return say(
        f"{held} rows are of one day in {one.column} ({day})",
        f"{held} filas son de un mismo día en {one.column} ({day})",
    )


def _one_day_of_the_month(one: Any) -> str:
    held, day = _of(one), _listed(one)
    return say(
        f"{held} dates in {one.column} are of day {day} of their month; the true days may not be "
        "recorded",
        f"{held} fechas de {one.column} son del día {day} de su mes; puede que no consten los días "
        "verdaderos",
    )


def _missing_months(one: Any) -> str:
    held = _of(one)
    months = f"{_listed(one)}{' …' if one.count > len(one.examples) else ''}"
    return say(
        f"{held} months have no row in {one.column} ({months}): none happened, or none is recorded",
        f"{held} meses no tienen ninguna fila en {one.column} ({months}): no ocurrió ninguna, o no "
        "consta ninguna",
    )


def _first_year(one: Any) -> str:
    return say(
        f"the first year is there in part: {one.column} begins in {_listed(one)}",
        f"el primer año está solo en parte: {one.column} empieza en {_listed(one)}",
    )


def _last_year(one: Any) -> str:
    return say(
        f"the last year is there in part: {one.column} ends in {_listed(one)}",
        f"el último año está solo en parte: {one.column} acaba en {_listed(one)}",
    )


def _twin_spellings(one: Any) -> str:
    held, names = _of(one), _listed(one, "; ")
    return say(
        f"{held} rows name a {one.column} that is also spelled otherwise ({names})",
        f"{held} filas nombran un valor de {one.column} que también aparece escrito de otro modo "
        f"({names})",
    )


def _totals(one: Any) -> str:
    held, names = _of(one), _listed(one)
    return say(
        f"{held} rows may be totals: {one.column} is {names}",
        f"{held} filas pueden ser totales: {one.column} es {names}",
    )


def _round_number(one: Any) -> str:
    rows = count(one.count)
    return say(
        f"{one.column} has exactly {rows} rows; exports are often cut at such a number",
        f"{one.column} tiene exactamente {rows} filas; las exportaciones suelen cortarse en un "
        "número así",
    )


def _error_cells(one: Any) -> str:
    cells, where = count(one.count), _listed(one)
    return say(
        f"{one.column}: {cells} cells of {where} show a spreadsheet error (such as #REF!) and are "
        "read as not recorded",
        f"{one.column}: {cells} celdas de {where} muestran un error de hoja de cálculo (como "
        "#REF!) y se leen como no anotadas",
    )


def _unread_sheets(one: Any) -> str:
    return say(
        f"{one.column}: sheets that were not read: {_listed(one)}",
        f"{one.column}: hojas que no se leyeron: {_listed(one)}",
    )


SENTENCES: dict[str, Callable[[Any], str]] = {
    "default dates": _default_dates,
    "coarse dates": _coarse_dates,
    "one full day": _one_full_day,
    "one day of the month": _one_day_of_the_month,
    "missing months": _missing_months,
    "first year in part": _first_year,
    "last year in part": _last_year,
    "twin spellings": _twin_spellings,
    "totals among groups": _totals,
    "round number of rows": _round_number,
    "error cells": _error_cells,
    "unread sheets": _unread_sheets,
}
"""Kind of notice → its sentence, without the full stop."""


def noticed(notice: Any) -> str:
    """The sentence of a notice."""
    return SENTENCES[notice.kind](notice)


def blanked(name: str, cells: int) -> str:
    """How many cells could not be read and are counted as not recorded."""
    many = count(cells)
    return say(
        f"{many} cells could not be read and count as not recorded: {name}",
        f"{many} celdas no pudieron leerse y cuentan como no anotadas: {name}",
    )


def _of(notice: Any) -> str:
    held, every = count(notice.count), count(notice.of)
    return say(f"{held} of {every}", f"{held} de {every}")


def _listed(notice: Any, mark: str = ", ") -> str:
    return mark.join(notice.examples)


def repeated(repeats: Any) -> str:
    """How many rows bear the name of another, and as far as what name can be told."""
    key = ", ".join(repeats.key) or say("no part of the key", "ninguna parte de la clave")
    rows = count(repeats.rows)
    said = say(f"no row repeats {key} of another", f"ninguna fila repite {key} de otra")
    if repeats.rows:
        said = say(
            f"{rows} rows repeat {key} of another row", f"{rows} filas repiten {key} de otra fila"
        )
    if not repeats.blank:
        return said
    blank = ", ".join(f"{name} ({count(rows)})" for name, rows in repeats.blank.items())
    judged = say(
        f"{said}, judged without what is blank: rows without {blank}",
        f"{said}, a juzgar sin lo que está en blanco: filas sin {blank}",
    )
    if not repeats.open_rows:
        return judged
    open_rows = count(repeats.open_rows)
    return say(
        f"{judged}; {open_rows} of these rows may be of other persons or officers, which cannot "
        "be told",
        f"{judged}; {open_rows} de estas filas pueden ser de otras personas o agentes, lo que no "
        "se puede saber",
    )


def lost(loss: Any) -> str:
    """How what was set aside or blanked falls on groups."""
    held, every = count(loss.count), count(loss.of)
    head = say(
        f"{loss.role}: {held} of {every} rows with a blanked cell",
        f"{loss.role}: {held} de {every} filas con una celda que pasó a estar en blanco",
    )
    if loss.kind == "set aside":
        head = say(
            f"{loss.role}: {held} of {every} rows set aside",
            f"{loss.role}: {held} de {every} filas apartadas",
        )
    if not loss.is_told:
        return say(
            f"{head}; too few, or of too few known groups, to tell whether unevenly",
            f"{head}; son muy pocas, o de muy pocos grupos conocidos, para saber si de modo "
            "desigual",
        )
    shares = ", ".join(f"{one.name} {percent(one.share)}" for one in loss.groups if one.of)
    if loss.uneven:
        uneven = ", ".join(loss.uneven)
        return say(
            f"{head}, unevenly ({uneven} beyond chance): {shares}",
            f"{head}, de modo desigual ({uneven} más allá del azar): {shares}",
        )
    return say(
        f"{head}; no group more or less than chance explains: {shares}",
        f"{head}; ningún grupo más ni menos de lo que explica el azar: {shares}",
    )
