"""Refusals of the methods on surveys."""

from daylight.report.language import Words, say
from daylight.report.numbers import count
from daylight.report.refusals.words import Facts, RefusalWords, WhyNot, columns, fixed, stated
from daylight.report.wording.groups import listed, respondents

MORE_ANSWERS = Words(
    "More respondents of the smaller groups; or groups put together, such as three ages in place "
    "of six.",
    "Más encuestados de los grupos más pequeños, o grupos reunidos, como tres edades en lugar de "
    "seis.",
)


def _never_asked_twice(facts: Facts) -> WhyNot:
    rows = zip(facts["items"], facts["earlier"], facts["later"], strict=True)
    apart = listed(
        [
            say(f"`{item}` ({earlier} and {later})", f"`{item}` ({earlier} y {later})")
            for item, earlier, later in rows
        ]
    )
    waves = listed(list(facts["waves"])) or say("none", "ninguna")
    found = (
        say(f"asked otherwise from one to the next: {apart}.", f"cambiaron de una a otra: {apart}.")
        if apart
        else say(f"the waves are: {waves}.", f"las oleadas son: {waves}.")
    )
    return WhyNot(
        why=say(
            "No question was asked twice in the same words and the same way.",
            "Ninguna pregunta se hizo dos veces con las mismas palabras y de la misma forma.",
        ),
        lacking=say(
            f"It takes two waves with the same wording and mode; {found}",
            f"Hacen falta dos oleadas con la misma redacción y la misma modalidad; {found}",
        ),
        supply=say(
            "A further wave that asks as an earlier one did; or `across_modes = true`, which "
            "compares telephone with paper and says so.",
            "Otra oleada que pregunte como una anterior, o `across_modes = true`, que compara "
            "teléfono con papel y lo dice.",
        ),
    )


def _margin_does_not_fit(facts: Facts) -> WhyNot:
    margin = facts["margin"]
    sample, known = listed(list(facts["only_in_sample"])), listed(list(facts["only_in_margin"]))
    parts = [
        say(f"only in the answers: {sample}", f"solo en las respuestas: {sample}")
        if sample
        else "",
        say(f"only in the margin: {known}", f"solo en el margen: {known}") if known else "",
    ]
    found = "; ".join(part for part in parts if part)
    return WhyNot(
        why=say(
            "The answers cannot be weighted to the population that was given.",
            "Las respuestas no pueden ponderarse según la población que se dio.",
        ),
        lacking=say(
            f"It takes the same categories of `{margin}` in the answers and in the margin; "
            f"{found}.",
            f"Hacen falta las mismas categorías de `{margin}` en las respuestas y en el margen; "
            f"{found}.",
        ),
        supply=say(
            "Margins spelled as the answers are, with a share for every category that occurs.",
            "Márgenes escritos como las respuestas, con una proporción para cada categoría que "
            "aparezca.",
        ),
    )


def _all(names: tuple[str, ...]) -> str:
    return listed([respondents(name) for name in names]) or say("nobody", "nadie")


REFUSALS: dict[str, RefusalWords] = {
    "no-such-item": stated(
        Words("The survey asked no such question.", "La encuesta no hizo esa pregunta."),
        Words(
            "Asked for was `{asked}`; the survey has {there}.",
            "Se pidió `{asked}`; la encuesta tiene {there}.",
        ),
        Words(
            "As `item`, a column of answers that the survey has.",
            "Como `item`, una columna de respuestas que la encuesta tenga.",
        ),
        there=columns,
    ),
    "no-such-group-column": stated(
        Words(
            "The survey has no such column of groups.",
            "La encuesta no tiene esa columna de grupos.",
        ),
        Words(
            "Asked for was `{asked}`; the survey has {there}.",
            "Se pidió `{asked}`; la encuesta tiene {there}.",
        ),
        Words(
            "As `by`, a column of groups that the survey has.",
            "Como `by`, una columna de grupos que la encuesta tenga.",
        ),
        there=columns,
    ),
    "no-such-margin-column": stated(
        Words(
            "The survey has no column for a margin that was given.",
            "La encuesta no tiene columna para un margen que se dio.",
        ),
        Words(
            "Margins were given of {asked}; the survey has {there}.",
            "Se dieron márgenes de {asked}; la encuesta tiene {there}.",
        ),
        Words(
            "Margins of columns that the survey has; or that column added to the answers.",
            "Márgenes de columnas que la encuesta tenga, o esa columna añadida a las respuestas.",
        ),
        asked=columns,
        there=columns,
    ),
    "margin-does-not-fit": _margin_does_not_fit,
    "raking-not-settled": stated(
        Words(
            "The answers cannot be weighted to the population that was given.",
            "Las respuestas no pueden ponderarse según la población que se dio.",
        ),
        Words(
            "The weights did not settle in {rounds} rounds, so the margins contradict one another "
            "or leave no answers in some category.",
            "Los pesos no se estabilizaron en {rounds} rondas, de modo que los márgenes se "
            "contradicen o dejan alguna categoría sin respuestas.",
        ),
        Words(
            "Fewer margins, or coarser categories in them.",
            "Menos márgenes, o categorías más gruesas.",
        ),
    ),
    "never-asked-twice-alike": _never_asked_twice,
    "nobody-to-compare-with": stated(
        Words(
            "There is nobody to compare with {reference}.",
            "No hay con quien comparar a {reference}.",
        ),
        Words(
            "It takes answers that weigh as much as {least} independent ones, of that group and "
            "of another; there are enough of: {groups}.",
            "Hacen falta respuestas que pesen tanto como {least} independientes, de ese grupo y de "
            "otro; hay suficientes de: {groups}.",
        ),
        MORE_ANSWERS,
        least=count,
        reference=respondents,
        groups=_all,
    ),
    "drawn-at-hand": fixed(
        Words(
            "The people who answered were not drawn by chance, so no difference between them can "
            "be judged.",
            "Las personas que respondieron no se eligieron al azar, de modo que no puede juzgarse "
            "ninguna diferencia entre ellas.",
        ),
        Words(
            "It takes a sample drawn with known chances; this one took whoever was at hand.",
            "Hace falta una muestra extraída con probabilidades conocidas; esta tomó a quien "
            "estaba a mano.",
        ),
        Words(
            "A survey of people drawn from a list by chance; until then `survey-level` describes "
            "those who answered.",
            "Una encuesta a personas sorteadas de una lista; mientras tanto, `survey-level` "
            "describe a quienes respondieron.",
        ),
    ),
    "too-few-respondents": stated(
        Words(
            "Too few people answered to show anything.",
            "Respondieron muy pocas personas para mostrar algo.",
        ),
        Words(
            "It takes answers that weigh as much as {least} independent ones; there are "
            "{answered} answers before weighting.",
            "Hacen falta respuestas que pesen tanto como {least} independientes; hay {answered} "
            "respuestas antes de ponderar.",
        ),
        MORE_ANSWERS,
        least=count,
    ),
}
