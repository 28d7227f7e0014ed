"""Refusals of the methods on courts, prison and parole."""

from typing import Any

from daylight.report.labels import said
from daylight.report.language import Words
from daylight.report.numbers import percent
from daylight.report.refusals.words import (
    PEOPLE,
    RefusalWords,
    columns,
    fixed,
    groups,
    stated,
    too_few,
)
from daylight.report.wording.groups import listed, people

MORE_CASES = Words(
    "More years of cases, with that decision and the race of the person written down in each.",
    "Más años de casos, en los que consten esa decisión y la raza de la persona.",
)


ENDS = {
    "imprisoned": Words("ended in prison", "acabaron en prisión"),
    "supervision_revoked": Words(
        "ended with supervision revoked", "acabaron con la libertad supervisada revocada"
    ),
    "below_range": Words(
        "ended with a sentence below the range", "acabaron con una pena por debajo del rango"
    ),
}
"""Count of an end → what is said of the cases that ended so."""


def _controls(names: Any) -> str:
    return listed([said(name) for name in names])


def _ended(count: Any) -> str:
    return ENDS[count].text


REFUSALS: dict[str, RefusalWords] = {
    "too-few-cases-imprisonment": too_few(
        Words(
            "Too few cases say whether the person was sent to prison.",
            "Muy pocos casos dicen si se envió a la persona a prisión.",
        ),
        Words("cases that say so", "casos que lo digan"),
        MORE_CASES,
    ),
    "too-few-cases-revocation": too_few(
        Words(
            "Too few cases say whether supervision was revoked.",
            "Muy pocos casos dicen si se revocó la libertad supervisada.",
        ),
        Words("cases that say so", "casos que lo digan"),
        MORE_CASES,
    ),
    "too-few-cases-below_range": too_few(
        Words(
            "Too few cases say whether the sentence lay below the range.",
            "Muy pocos casos dicen si la pena quedó por debajo del rango.",
        ),
        Words("cases that say so", "casos que lo digan"),
        MORE_CASES,
    ),
    "too-few-hearings": stated(
        Words("Too few hearings were decided.", "Se decidieron muy pocas audiencias."),
        Words(
            "It takes {least} hearings that ended in a grant or a denial; {decided} of "
            "{scheduled} scheduled did.",
            "Hacen falta {least} audiencias que acabaran en concesión o denegación; así acabaron "
            "{decided} de {scheduled} programadas.",
        ),
        Words(
            "More months of hearings, with how each ended.",
            "Más meses de audiencias, con el resultado de cada una.",
        ),
    ),
    "score-parts-nobody": stated(
        Words(
            "A score of {threshold} does not part the people of each group.",
            "Una puntuación de {threshold} no separa a las personas de cada grupo.",
        ),
        Words(
            "It takes people with and without the outcome on both sides of it; there are scores "
            "from {low} to {high}.",
            "Hacen falta personas con y sin el desenlace a ambos lados; hay puntuaciones de {low} "
            "a {high}.",
        ),
        Words(
            "As `threshold`, a score within that range at which people are told apart.",
            "Como `threshold`, una puntuación de ese rango en la que se separe a las personas.",
        ),
    ),
    "not-followed-to-the-end": stated(
        Words(
            "Some people could not be followed to the end of the time that the outcome is of.",
            "A algunas personas no se las pudo seguir hasta el final del plazo del desenlace.",
        ),
        Words(
            "It takes only people who were; {lost} of {people} could not be followed. Of them "
            "{came} have the outcome; of the others {share} have it.",
            "Hacen falta solo personas a las que sí se siguió; a {lost} de {people} no se las pudo "
            "seguir. De ellas, {came} tienen el desenlace; de las demás, el {share}.",
        ),
        Words(
            "`only = {{ followed_in_full = [true] }}` in the question; or the setting "
            "`despite_follow_up = true`, which says so beside every number.",
            "`only = {{ followed_in_full = [true] }}` en la pregunta, o el ajuste "
            "`despite_follow_up = true`, que lo dice junto a cada número.",
        ),
        share=percent,
    ),
    "too-few-with-outcome": stated(
        Words(
            "Too few people have the outcome, or too few do not.",
            "Muy pocas personas tienen el desenlace, o muy pocas no lo tienen.",
        ),
        Words(
            "It takes {least} with it and as many without it among {reference} and in another "
            "group; there are as many of {groups}.",
            "Hacen falta {least} con él y otras tantas sin él entre las {reference} y en otro "
            "grupo; hay tantas de {groups}.",
        ),
        Words(
            "More people with a score, followed for as long.",
            "Más personas con puntuación, seguidas durante el mismo plazo.",
        ),
        least=PEOPLE,
        reference=people,
        groups=groups,
    ),
    "months-not-numbers": stated(
        Words(
            "The lengths of sentences are not given as numbers.",
            "Las duraciones de las penas no se dan como números.",
        ),
        Words(
            "It takes whole hundredths of a month in `{column}`, and -1 where there is no length; "
            "there is text.",
            "Hacen falta centésimas enteras de mes en `{column}`, y -1 donde no hay duración; hay "
            "texto.",
        ),
        Words(
            "The length of each sentence as a number of months, read by a recipe.",
            "La duración de cada pena como número de meses, leída por una receta.",
        ),
    ),
    "too-few-prison-terms": too_few(
        Words("There are too few prison terms.", "Hay muy pocas penas de prisión."),
        Words("prison terms", "penas de prisión"),
        Words(
            "More years of sentences, with their length and the race of the person.",
            "Más años de sentencias, con su duración y la raza de la persona.",
        ),
    ),
    "control-with-too-many-values": stated(
        Words(
            "A circumstance has too many values to hold each of them equal.",
            "Una circunstancia tiene demasiados valores para igualar cada uno.",
        ),
        Words(
            "It takes at most {most} values of each; {controls} have {values}.",
            "Puede haber como máximo {most} valores de cada una; {controls} tienen {values}.",
        ),
        Words(
            "Coarser values of that circumstance, such as counties in place of courtrooms or "
            "classes of charges in place of single charges; or the question without it.",
            "Valores menos finos de esa circunstancia, como condados en lugar de salas o clases de "
            "cargos en lugar de cargos sueltos, o la pregunta sin ella.",
        ),
        controls=_controls,
    ),
    "too-few-cases-say-how-they-ended": stated(
        Words("Too few cases say how they ended.", "Muy pocos casos dicen cómo acabaron."),
        Words(
            "It takes {least} cases that say so; {recorded} of {cases} do.",
            "Hacen falta {least} casos que lo digan; lo dicen {recorded} de {cases}.",
        ),
        Words(
            "More years of cases, with how each ended.",
            "Más años de casos, con cómo acabó cada uno.",
        ),
    ),
    "only-one-end-recorded": stated(
        Words(
            "Only cases that {end} say how they ended; the others are blank.",
            "Solo los casos que {end} dicen cómo acabaron; los demás están en blanco.",
        ),
        Words(
            "It takes cases that ended otherwise and say so, because a blank is never a no; there "
            "are {recorded} that {end}, none that did not, and {blanks} that are blank.",
            "Hacen falta casos que acabaran de otro modo y lo digan, porque un espacio en blanco "
            "nunca es un no; hay {recorded} que {end}, ninguno que no, y {blanks} en blanco.",
        ),
        Words(
            "A file that records how each case ended, whatever the end.",
            "Un archivo que recoja cómo acabó cada caso, fuera cual fuera el final.",
        ),
        end=_ended,
    ),
    "no-original-sentences": stated(
        Words(
            "The file holds only people who broke supervision, and no original sentence.",
            "El archivo solo recoge a personas que incumplieron la libertad supervisada, y ninguna "
            "condena original.",
        ),
        Words(
            "It takes original sentences; {later} of {cases} cases came after broken supervision.",
            "Hacen falta condenas originales; {later} de {cases} casos son posteriores a un "
            "incumplimiento.",
        ),
        Words(
            'A file of original sentences; or the setting `stage = "revocation"`, which asks who '
            "of those who broke supervision was sent to prison.",
            'Un archivo de condenas originales, o el ajuste `stage = "revocation"`, que pregunta '
            "a quién de quienes incumplieron la libertad supervisada se envió a prisión.",
        ),
    ),
    "no-grade-is-graver": stated(
        Words(
            "Too few cases have a grade, or the grades asked for are those of none or of all.",
            "Muy pocos casos tienen grado, o los grados pedidos son los de ninguno o los de todos.",
        ),
        Words(
            "It takes {least} graded cases, of which some are of {graver} and some are not; there "
            "are {graded}, of {grades}.",
            "Hacen falta {least} casos con grado, de los que unos sean de {graver} y otros no; hay "
            "{graded}, de {grades}.",
        ),
        Words(
            "More years of cases with the grade that was charged; or as `graver` some of the "
            "grades that the cases have.",
            "Más años de casos con el grado del que se acusó, o como `graver` algunos de los "
            "grados que tienen los casos.",
        ),
    ),
    "nothing-to-split-by": fixed(
        Words("There is nothing to split the gap by.", "No hay por qué repartir la brecha."),
        Words(
            "It takes a column besides that of groups; the question names none.",
            "Hace falta una columna además de la de los grupos; la pregunta no nombra ninguna.",
        ),
        Words(
            "In `by` of the question another column, such as `criminal_history` or "
            "`guideline_cell`.",
            "En `by` de la pregunta, otra columna, como `criminal_history` o `guideline_cell`.",
        ),
    ),
    "no-cell-of-both-groups": stated(
        Words(
            "No kind of case holds cases of both groups.",
            "Ningún tipo de caso reúne casos de ambos grupos.",
        ),
        Words(
            "It takes kinds of cases that both groups have; by {keys} there is none.",
            "Hacen falta tipos de casos que tengan ambos grupos; según {keys} no hay ninguno.",
        ),
        Words(
            "Fewer columns in `by`, or columns with coarser values.",
            "Menos columnas en `by`, o columnas con valores menos finos.",
        ),
        keys=_controls,
    ),
    "too-few-numbered-hearings": stated(
        Words(
            "Too few hearings with a number were decided.",
            "Se decidieron muy pocas audiencias con número.",
        ),
        Words(
            "It takes {least} grants and denials at the lowest number; of {decided} hearings that "
            "were decided, {numbered} have a number.",
            "Hacen falta {least} concesiones y denegaciones en el número más bajo; de {decided} "
            "audiencias decididas, {numbered} tienen número.",
        ),
        Words(
            "More years of hearings, each with its number among those of the person.",
            "Más años de audiencias, cada una con su número entre las de la persona.",
        ),
    ),
    "hearings-not-numbered": stated(
        Words("Hearings have no whole numbers.", "Las audiencias no tienen números enteros."),
        Words(
            "It takes whole numbers from one upward in `{column}`; one reads `{value}`.",
            "Hacen falta números enteros desde el uno en `{column}`; uno dice `{value}`.",
        ),
        Words(
            "The number of each hearing among those of the person, read by a recipe.",
            "El número de cada audiencia entre las de la persona, leído por una receta.",
        ),
    ),
    "too-few-terms-around-minimum": stated(
        Words(
            "Too few terms stand around {minimum} months.",
            "Hay muy pocas penas en torno a {minimum} meses.",
        ),
        Words(
            "It takes {least} terms within reach, some of them shorter and some longer; there are "
            "{terms}, of which {shorter} are shorter and {longer} longer.",
            "Hacen falta {least} penas al alcance, unas más cortas y otras más largas; hay "
            "{terms}, de las que {shorter} son más cortas y {longer} más largas.",
        ),
        Words(
            "More years of sentences; or as `minimum` a number of months with terms on both sides.",
            "Más años de sentencias, o como `minimum` un número de meses con penas a ambos lados.",
        ),
    ),
    "no-condition-of-the-rules": stated(
        Words(
            "No condition of the rules can be looked at in these cases.",
            "En estos casos no puede examinarse ninguna condición de las reglas.",
        ),
        Words(
            "It takes {least} cases by at least one of {columns}; there are {cases}, by {keys}.",
            "Hacen falta {least} casos según al menos una de {columns}; hay {cases}, según {keys}.",
        ),
        Words(
            "In `by` of the question a column of which the rules state a condition, and a recipe "
            "that fills it.",
            "En `by` de la pregunta, una columna sobre la que las reglas pongan una condición, y "
            "una receta que la rellene.",
        ),
        columns=columns,
        keys=columns,
    ),
}
