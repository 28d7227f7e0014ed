"""The sentences of notes that methods of several subjects leave."""

from daylight.report import numbers
from daylight.report.labels import said
from daylight.report.labels.units import unit
from daylight.report.language import say
from daylight.report.notes.words import Facts, NoteWords
from daylight.report.wording.groups import listed
from daylight.report.wording.spanish import noun

ESTIMATES = noun(("estimate", "estimación"), ("estimates", "estimaciones"), is_feminine=True)


def _blank_race(facts: Facts) -> str:
    share, rows = numbers.percent(facts["share"]), unit(facts["unit"])
    return say(
        f"Race was not recorded for {share} of {rows.many}; they are in no group, and who they "
        "were could change any comparison.",
        f"No se registró la raza en el {share} de {rows.the_many}; no están en ningún grupo, y "
        "quiénes eran podría cambiar cualquier comparación.",
    )


def _blank_strata(facts: Facts) -> str:
    told = listed(
        [
            f"{said(key)} ({numbers.percent(share, 0)})"
            for key, share in zip(facts["keys"], facts["shares"], strict=True)
        ]
    )
    return say(
        f"Blank in some rows: {told}. Such rows are compared with one another as if they were "
        "alike in it.",
        f"En blanco en algunas filas: {told}. Esas filas se comparan entre sí como si fueran "
        "iguales en ello.",
    )


def _mostly_blank(facts: Facts) -> str:
    key, share = facts["key"], numbers.percent(facts["share"], 0)
    return say(
        f"`{key}` is blank in {share} of the rows, so for all of them together it does not say "
        "which rows go together.",
        f"`{key}` está en blanco en el {share} de las filas, así que para el conjunto no dice qué "
        "filas van juntas.",
    )


def _tells_nothing(facts: Facts) -> str:
    key = facts["key"]
    return say(
        f"`{key}` has a value of its own for nearly every row, so it does not say which rows go "
        "together: it numbers rows, not officers or days.",
        f"`{key}` tiene un valor propio en casi cada fila, así que no dice qué filas van juntas: "
        "numera filas, no agentes ni días.",
    )


def _columns_not_used(facts: Facts) -> str:
    columns = ", ".join(f"`{name}`" for name in facts["columns"])
    return say(
        f"Not used of the file: {columns}. Rows that differ only in these were added up. A column "
        "that says which officer, or which day, a row belongs to is named with "
        "`--cluster officer_id=COLUMN`; one to compare within, with `--by`.",
        f"No se usó del archivo: {columns}. Las filas que solo difieren en esto se sumaron. La "
        "columna que dice a qué agente, o a qué día, pertenece una fila se nombra con "
        "`--cluster officer_id=COLUMN`; aquella dentro de la cual comparar, con `--by`.",
    )


def _withheld(facts: Facts) -> str:
    withheld = ESTIMATES.counted(facts["estimates"])
    if facts["estimates"] == 1:
        return say(
            f"{withheld} is withheld from this page: it describes a single officer, or rests on "
            "too few records to be published.",
            f"{withheld} no se muestra en esta página: describe a un agente concreto o se apoya "
            "en muy pocos datos para publicarse.",
        )
    return say(
        f"{withheld} are withheld from this page: they describe single officers, or rest on too "
        "few records to be published.",
        f"{withheld} no se muestran en esta página: describen a agentes concretos o se apoyan en "
        "muy pocos datos para publicarse.",
    )


NOTES: dict[str, NoteWords] = {
    "blank-race": _blank_race,
    "blank-strata": _blank_strata,
    "cluster-mostly-blank": _mostly_blank,
    "cluster-tells-nothing": _tells_nothing,
    "columns-not-used": _columns_not_used,
    "withheld": _withheld,
}
