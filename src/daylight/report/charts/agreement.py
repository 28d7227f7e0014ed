"""Pictures of agreement between tests and of answers under every choice."""

from daylight.data.facts.searches import Points
from daylight.data.result import Result
from daylight.report import labels, numbers
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import side_by_side
from daylight.report.charts.signs import Sign, SignGrid
from daylight.report.language import Words, say
from daylight.report.wording.agreement import points_of
from daylight.report.wording.compared import group_of

SIGNS = {
    Points.MORE: Sign.MORE,
    Points.LESS: Sign.LESS,
    Points.EITHER: Sign.EITHER,
    Points.DEPENDS: Sign.DEPENDS,
}
MEANINGS = {
    Sign.MORE: Words("more police action", "más acción policial"),
    Sign.LESS: Words("less police action", "menos acción policial"),
    Sign.EITHER: Words("not enough evidence", "pruebas insuficientes"),
    Sign.DEPENDS: Words("depends on the model", "depende del modelo"),
}


def agreement(result: Result) -> tuple[Chart, ...]:
    """Tests down the page, groups across, a sign for what each test says of each group."""
    evidence = result.named("evidence")
    if not evidence:
        return ()
    ordered = dict.fromkeys((str(e.keys["fact"]), str(e.keys["test"])) for e in evidence)
    tests = [test for _, test in ordered]
    groups = list(dict.fromkeys(group_of(e) for e in evidence))
    held = {(str(e.keys["test"]), group_of(e)): SIGNS[points_of(result, e)] for e in evidence}
    used = [sign for sign in Sign if sign in held.values()]
    return (
        Chart(
            title=say("What each test says of each group", "Qué dice cada prueba de cada grupo"),
            caption=say(
                "Triangles: more (up) or less (down) police action than the reference group, "
                "beyond chance after correcting for the number of facts. Tests of one fact are one "
                "question put to the same records in several ways.",
                "Triángulos: más (arriba) o menos (abajo) acción policial que el grupo de "
                "referencia, más allá del azar tras corregir por el número de hechos. Las pruebas "
                "de un hecho son una misma pregunta hecha a los mismos datos de varias maneras.",
            ),
            alt=_alt(result, len(tests)),
            drawing=SignGrid(
                groups=tuple(labels.group(group) for group in groups),
                rows=tuple(
                    (
                        labels.key_value("test", test),
                        tuple(held.get((test, group)) for group in groups),
                    )
                    for test in tests
                ),
                key=tuple((sign, MEANINGS[sign].text) for sign in used),
            ),
        ),
    )


def _alt(result: Result, tests: int) -> str:
    parts = []
    for more in result.named("facts_pointing_to_more"):
        less = result.beside(more, "facts_pointing_to_less")
        whom, up, down = (
            labels.group(group_of(more)),
            numbers.count(more.value),
            numbers.count(less.value),
        )
        parts.append(
            say(
                f"{whom}: {up} of {more.n} facts point to more police action, {down} to less",
                f"{whom}: {up} de {more.n} hechos apuntan a más acción policial, {down} a menos",
            )
        )
    return say(
        f"A grid of signs, {tests} tests down and groups across: what each test says of each "
        f"group. {'; '.join(parts)}.",
        f"Una cuadrícula de signos, {tests} pruebas hacia abajo y grupos a lo ancho: qué dice cada "
        f"prueba de cada grupo. {'; '.join(parts)}.",
    )


MOST_QUESTIONS = 4


def multiverse(result: Result) -> tuple[Chart, ...]:
    """All answers to one question about one group, from the lowest to the highest."""
    charts: list[Chart] = []
    for scale in dict.fromkeys(e.scale for e in result.named("choice")):
        parts = []
        for middle in result.named("median_choice"):
            own = [
                e
                for e in result.named("choice")
                if e.keys == middle.keys and e.scale is scale and middle.scale is scale
            ]
            asked = ", ".join(
                filter(
                    None, (labels.key_value("question", middle.keys["question"]), middle.variant)
                )
            )
            title = f"{labels.group(group_of(middle))}: {asked}"
            own.sort(key=lambda e: e.value)
            parts += [(title, own)] if own else []
        kept = parts[:MOST_QUESTIONS]
        caption = say(
            "Each row is one defensible choice, from the lowest answer to the highest.",
            "Cada fila es una elección defendible, de la respuesta más baja a la más alta.",
        )
        if len(parts) > len(kept):
            caption += " " + say(
                f"{len(parts) - len(kept)} further questions are in the table.",
                f"{len(parts) - len(kept)} preguntas más están en la tabla.",
            )
        chart = side_by_side(kept, caption)
        charts += [chart] if chart else []
    return tuple(charts)
