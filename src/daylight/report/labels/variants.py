"""What an estimate's model or assumption is called."""

from daylight.data.variants import ALL_LIKELY, AS_LIKELY, DEALT, VariantKind, read
from daylight.report import numbers
from daylight.report.labels import courts
from daylight.report.labels.names import KEYS, NAMES
from daylight.report.language import Words
from daylight.report.wording.groups import listed

VARIANTS: dict[str, Words] = {
    DEALT: Words(
        "blanks dealt like recorded stops that ended the same way",
        "los datos en blanco repartidos como las paradas registradas que acabaron igual",
    ),
    AS_LIKELY: Words(
        "blanks given as surname and place make likely",
        "los datos en blanco repartidos según apellido y lugar",
    ),
    ALL_LIKELY: Words(
        "every stop given as surname and place make likely",
        "todas las paradas repartidas según apellido y lugar",
    ),
    "n-quartered": Words("a quarter of the assumed size", "una cuarta parte del tamaño supuesto"),
    "group only": Words("group only", "solo el grupo"),
    "crude": Words("before any adjustment", "sin ningún ajuste"),
    "without factors": Words("without factors", "sin factores"),
    "negative binomial": Words("negative binomial", "binomial negativo"),
    "multilevel": Words("multilevel", "multinivel"),
    "Poisson": Words("Poisson", "Poisson"),
    "by odds": Words("as odds", "como momios"),
    "a curve for each place": Words("a curve for each place", "una curva para cada lugar"),
    "without places": Words("without places", "sin lugares"),
    "nautical twilight": Words("nautical twilight", "crepúsculo náutico"),
    "agency-wide window": Words(
        "agency-wide window", "una misma franja horaria para todo el cuerpo policial"
    ),
    "looked at once": Words("looked at once", "mirado una sola vez"),
    "independent lists": Words("independent lists", "listas independientes"),
    "morning": Words("morning", "por la mañana"),
    "evening": Words("evening", "al atardecer"),
    "moving violations only": Words("moving violations only", "solo infracciones en marcha"),
    "around clock changes": Words("around clock changes", "en torno a los cambios de hora"),
    **courts.VARIANTS,
}
"""Variant → its words, where it is always the same."""

CURVE = Words("a curve of {size} degrees of freedom", "una curva de {size} grados de libertad")
STRAIGHT = Words("a curve of {size} degree of freedom", "una curva de {size} grado de libertad")

RISK_MODELS: dict[str, Words] = {
    "beta": Words("beta", "beta"),
    "discriminant": Words("discriminant", "discriminante"),
}
"""Families of models of risk."""


def _of_end(end: str, en: str, es: str) -> dict[str, Words]:
    rate, rates = f"{en} rate", f"tasa de {es}"
    return {
        f"{end}-rate": Words(rate, rates),
        f"{end}-rate-adjusted": Words(f"{rate} among like stops", f"{rates} entre paradas iguales"),
        f"{end}-regression": Words(f"regression on {en}es", f"regresión de {es}")
        if end == "search"
        else Words(f"regression on {en}s", f"regresión de {es}"),
    }


ANSWERS: dict[str, Words] = {
    **_of_end("search", "search", "registros"),
    **_of_end("frisk", "frisk", "cacheos"),
    **_of_end("citation", "citation", "citaciones"),
    **_of_end("arrest", "arrest", "arrestos"),
    "stop-rate": Words("stop rate", "tasa de paradas"),
    "stop-rate-adjusted": Words("stop rate, adjusted", "tasa de paradas ajustada"),
    "veil-of-darkness": Words("stops by daylight", "paradas con luz del día"),
    "outcome": Words("hit rate", "tasa de hallazgos"),
    "hidden-confounder": Words(
        "search rate, hidden circumstance", "tasa de registros, circunstancia oculta"
    ),
    "threshold": Words("threshold test", "prueba del umbral"),
    "threshold-discriminant": Words(
        "threshold test, discriminant model", "prueba del umbral, modelo discriminante"
    ),
}
"""Method → what its answer is called where it is one of several to one question."""


def said(variant: str) -> str:
    """A variant within a sentence; one that is nobody's as its code is spelled."""
    if variant in VARIANTS:
        return VARIANTS[variant].text
    one = read(variant)
    if one.kind is VariantKind.OF_METHOD and one.name in ANSWERS:
        own = ANSWERS[one.name].text
        return f"{own}, {said(one.rest)}" if one.rest else own
    keys, size = listed([_key(key) for key in one.keys]), numbers.compact(one.size)
    family = risk_model(one.name)
    told = {
        VariantKind.WITH: Words(f"with {keys}", f"con {keys}"),
        VariantKind.WITHIN: Words(f"within {keys}", f"a igualdad de {keys}"),
        VariantKind.BY: Words(f"by {keys}", f"por {keys}"),
        VariantKind.ADJUSTED_FOR: Words(f"adjusted for {keys}", f"con ajuste por {keys}"),
        VariantKind.CURVE: CURVE if one.size != 1 else STRAIGHT,
        VariantKind.PRIOR: Words(
            f"{family} model, prior scale {size}", f"modelo {family}, escala a priori {size}"
        ),
    }
    if one.kind not in told:
        return variant.replace("_", " ")
    return told[one.kind].text.format(size=size)


def answer(method: str) -> str:
    """What the answer of a method is called; its name where it is never one of several."""
    return ANSWERS[method].text if method in ANSWERS else method


def risk_model(family: str) -> str:
    """A family of models of risk as an adjective: beta, discriminant."""
    return RISK_MODELS[family].text if family in RISK_MODELS else family


def _key(name: str) -> str:
    if name not in KEYS:
        return NAMES[name].text if name in NAMES else name.replace("_", " ")
    text = KEYS[name].text
    return f"{text[:1].lower()}{text[1:]}"
