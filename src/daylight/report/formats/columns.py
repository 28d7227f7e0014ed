"""What each column of a report's tables means, in both languages."""

from dataclasses import dataclass

from daylight.report import labels
from daylight.report.language import Words, say


@dataclass(frozen=True, slots=True)
class Described:
    """One column: its name, its kind (`text`, `whole`, `number`, `yes`), and what it means."""

    name: str
    kind: str
    words: Words


FINDINGS: tuple[Described, ...] = (
    Described("id", "text", Words("the finding", "el hallazgo")),
    Described("question", "text", Words("the question it answers", "la pregunta que responde")),
    Described("asked", "text", Words("the question in words", "la pregunta en palabras")),
    Described("method", "text", Words("the method that answered", "el método que respondió")),
    Described("is_refused", "yes", Words("whether there is no answer", "si no hay respuesta")),
    Described(
        "is_primary",
        "yes",
        Words("whether the study declared it primary", "si el estudio la declaró principal"),
    ),
    Described(
        "grade",
        "whole",
        Words(
            "1 observed, 2 larger than chance explains, 3 remains after "
            "adjusting, 4 survives the declared checks",
            "1 observado, 2 mayor de lo que explica el azar, 3 se mantiene al ajustar, 4 resiste "
            "las comprobaciones declaradas",
        ),
    ),
    Described("title", "text", Words("what to take away", "lo que hay que retener")),
    Described(
        "sentence",
        "text",
        Words(
            "what was found, or why there is no answer",
            "lo que se halló, o por qué no hay respuesta",
        ),
    ),
    Described("quantity", "text", Words("what the number is", "qué es el número")),
    Described("scale", "text", Words("the kind of number", "la clase de número")),
    Described(
        "of", "text", Words("whom, where and when it describes", "a quién, dónde y cuándo describe")
    ),
    Described("compared_with", "text", Words("what it is compared with", "con qué se compara")),
    Described(
        "variant", "text", Words("the assumption it holds for", "el supuesto para el que vale")
    ),
    Described("value", "number", Words("the number", "el número")),
    Described(
        "low", "number", Words("lower end of its interval", "extremo inferior de su intervalo")
    ),
    Described(
        "high", "number", Words("upper end of its interval", "extremo superior de su intervalo")
    ),
    Described("level", "number", Words("coverage of the interval", "cobertura del intervalo")),
    Described(
        "n", "whole", Words("how many records stand behind it", "cuántos datos lo sustentan")
    ),
    Described("n_unit", "text", Words("what n counts", "qué cuenta n")),
    Described(
        "missing_share",
        "number",
        Words(
            "share of the records asked about that is blank",
            "proporción en blanco de los datos consultados",
        ),
    ),
    Described("p_value", "number", Words("p-value before correction", "valor p sin corregir")),
    Described(
        "p_adjusted",
        "number",
        Words("p-value corrected for its family", "valor p corregido por su familia"),
    ),
    Described("family", "text", Words("what it is corrected with", "con qué se corrige")),
    Described("standing", "text", Words("how much weight it carries", "cuánto peso tiene")),
    Described(
        "basis",
        "text",
        Words("what its interval allows for", "lo que tiene en cuenta su intervalo"),
    ),
    Described(
        "adjusted_for",
        "text",
        Words("factors it is adjusted for", "factores por los que se ajusta"),
    ),
    Described("survives", "text", Words("checks it withstood", "comprobaciones que resistió")),
    Described(
        "fails", "text", Words("checks it did not withstand", "comprobaciones que no resistió")
    ),
    Described(
        "not_tried",
        "text",
        Words("declared checks that were not made", "comprobaciones declaradas que no se hicieron"),
    ),
    Described(
        "caveats",
        "text",
        Words(
            "what must stand beside it; for a refusal, what is lacking and what would supply it",
            "lo que debe figurar a su lado; si no hay respuesta, lo que hacía falta y lo que se "
            "halló",
        ),
    ),
)

ESTIMATES: tuple[Described, ...] = (
    *(
        one
        for one in FINDINGS
        if one.name
        in {
            "question",
            "method",
            "quantity",
            "scale",
            "compared_with",
            "variant",
            "value",
            "low",
            "high",
            "level",
            "n",
            "n_unit",
            "missing_share",
            "p_value",
            "p_adjusted",
            "family",
        }
    ),
    Described(
        "basis",
        "text",
        Words(
            "what the interval takes to vary by chance",
            "lo que el intervalo supone que varía por azar",
        ),
    ),
    Described(
        "clustered_by",
        "text",
        Words("what says which records go together", "lo que dice qué datos van juntos"),
    ),
    Described("clustered_also_by", "text", Words("a second such key", "una segunda clave así")),
    Described(
        "clusters", "whole", Words("how many clusters there are", "cuántos grupos de datos hay")
    ),
    Described(
        "clusters_effective",
        "number",
        Words(
            "to how many clusters of equal weight they amount",
            "a cuántos grupos de igual peso equivalen",
        ),
    ),
    Described(
        "clusters_factor",
        "number",
        Words(
            "how many times as wide the interval is as if records were independent",
            "cuántas veces más ancho es el intervalo que si los datos fueran independientes",
        ),
    ),
    Described(
        "clusters_largest",
        "number",
        Words("largest share of one cluster", "la mayor proporción de un grupo"),
    ),
    Described(
        "clusters_lack",
        "text",
        Words("the key that was not recorded", "la clave que no se registró"),
    ),
    Described(
        "df",
        "number",
        Words("degrees of freedom of the interval", "grados de libertad del intervalo"),
    ),
    Described(
        "draws", "whole", Words("random draws behind the p-value", "sorteos detrás del valor p")
    ),
    Described(
        "level_corrected", "number", Words("coverage after correction", "cobertura tras corregir")
    ),
    Described(
        "low_corrected",
        "number",
        Words("lower end at that coverage", "extremo inferior con esa cobertura"),
    ),
    Described(
        "high_corrected",
        "number",
        Words("upper end at that coverage", "extremo superior con esa cobertura"),
    ),
)

_WORDS = {
    "findings": {one.name: one.words for one in FINDINGS},
    "estimates": {one.name: one.words for one in ESTIMATES},
}


def column_words(table: str, column: str) -> str:
    """What a column means, in the language that is spoken; a key column says which key it is."""
    if column in _WORDS[table]:
        return _WORDS[table][column].text
    key = labels.said(column)
    return say(f"the {key} it describes, where it has one", f"clave: {key}, si la tiene")
