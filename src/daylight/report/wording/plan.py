"""What page one says of a study's plan: primary questions, families, changes after a run."""

from collections.abc import Mapping, Sequence

from daylight.data.comparison import PRIMARY
from daylight.report import numbers
from daylight.report.labels.families import family
from daylight.report.language import Words, say
from daylight.report.wording.groups import listed, quoted

EXPLORATORY = Words(
    "The study declares no question primary: everything here is exploratory, and no grade goes "
    "beyond 2.",
    "El estudio no declara principal ninguna pregunta: todo es exploratorio y ningún grado pasa de "
    "2.",
)
CHANGED = Words(
    "What the study declares primary was changed after it had been run into the same folder, when "
    "answers could already be seen.",
    "Lo que el estudio declara principal se cambió después de haberlo ejecutado en la misma "
    "carpeta, cuando ya podían verse respuestas.",
)


def declared(asked: Sequence[str], refused: Sequence[str]) -> str:
    """Which questions the study was made to answer, and which of them got no answer."""
    if not asked:
        return EXPLORATORY.text
    primary = listed([quoted(one) for one in asked])
    told = say(
        f"The study declares primary: {primary} Only these can pass grade 2; the others are "
        "exploratory.",
        f"El estudio declara principales: {primary} Solo estas pueden pasar del grado 2; las demás "
        "son exploratorias.",
    )
    if not refused:
        return told
    open_ = listed([quoted(one) for one in refused])
    return say(f"{told} Without an answer: {open_}", f"{told} Sin respuesta: {open_}")


def changed(now: Sequence[str], earlier: Sequence[Sequence[str]]) -> str:
    """That the declared questions changed after a first run, and from what; or nothing."""
    if not earlier:
        return ""
    none = say("none", "ninguna")
    then = say("; then ", "; después ")
    before = then.join(listed(tuple(one)) or none for one in earlier)
    if all(set(one) == set(now) for one in earlier):
        return say(
            f"{CHANGED.en} The questions are the same ({before}), but what they ask is not.",
            f"{CHANGED.es} Las preguntas son las mismas ({before}), pero no lo que preguntan.",
        )
    after = listed(tuple(now)) or none
    return say(
        f"{CHANGED.en} Before: {before}. Now: {after}.",
        f"{CHANGED.es} Antes: {before}. Ahora: {after}.",
    )


BOTH_INTERVALS = Words(
    "Intervals in sentences, tables and pictures are not corrected; where one can be made at the "
    "level that the correction asks, it stands beside the p-values.",
    "Los intervalos de las frases, tablas y gráficos no están corregidos; cuando puede darse uno "
    "al nivel que pide la corrección, figura junto a los valores p.",
)


def corrections(families: Mapping[str, int], alpha: float) -> str:
    """How many comparisons each family holds, and what is done about it."""
    several = {name: n for name, n in families.items() if n > 1}
    if not several:
        return ""
    parts = [_counted(n, name) for name, n in several.items()]
    bar = numbers.compact(alpha)
    if len(several) == 1:
        return say(
            f"P-values are corrected for {parts[0]}, by Holm’s method. A test that two methods "
            f"share counts once. Larger than chance means a corrected p-value below {bar}. "
            f"{BOTH_INTERVALS.en}",
            f"Los valores p se corrigen por {parts[0]}, con el método de Holm. Una prueba que "
            f"comparten dos métodos cuenta una vez. Mayor que el azar significa un valor p "
            f"corregido por debajo de {bar}. {BOTH_INTERVALS.es}",
        )
    return say(
        f"P-values are corrected within families of comparisons, by Holm’s method: "
        f"{listed(parts)}. A test that two methods share counts once. Larger than chance means a "
        f"corrected p-value below {bar}, family by family: over {len(several)} families, a "
        f"false alarm somewhere is more likely than that. {BOTH_INTERVALS.en}",
        f"Los valores p se corrigen dentro de familias de comparaciones, con el método de Holm: "
        f"{listed(parts)}. Una prueba que comparten dos métodos cuenta una vez. Mayor que el azar "
        f"significa un valor p corregido por debajo de {bar}, familia por familia: entre "
        f"{len(several)} familias, alguna falsa alarma es más probable que eso. "
        f"{BOTH_INTERVALS.es}",
    )


def _counted(n: int, name: str) -> str:
    told = family(name)
    if name == PRIMARY:
        return say(f"{n} of {told}", f"{n} de {told}")
    return say(f"{n} of the family “{told}”", f"{n} de la familia «{told}»")
