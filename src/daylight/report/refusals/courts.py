"""Refusals of the methods on courts, prison and parole."""

from typing import Any

from daylight.report.labels import said
from daylight.report.language import Words
from daylight.report.numbers import percent
from daylight.report.refusals.words import PEOPLE, RefusalWords, groups, stated, too_few
from daylight.report.wording.groups import listed, people

MORE_CASES = Words(
    "More years of cases, with that decision and the race of the person written down in each.",
    "Más años de casos, en los que consten esa decisión y la raza de la persona.",
)


def _controls(names: Any) -> str:
    return listed([said(name) for name in names])


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
            "Muy pocos casos dicen si se revocó la supervisión.",
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
}
