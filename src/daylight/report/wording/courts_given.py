"""What sentences on courts share: controls that those who charge decide, and whom a file is of."""

from daylight.report.language import Words, say
from daylight.report.notes.words import Facts
from daylight.report.numbers import count
from daylight.report.wording.compared import in_words
from daylight.report.wording.groups import listed

SET_BY_OTHERS = {
    "charged_grade": Words(
        "the grade that was charged by officers", "el grado del que acusaron los agentes"
    ),
    "guideline_cell": Words(
        "the cell of the guideline, to which the charge leads",
        "la casilla de la guía, a la que lleva la acusación",
    ),
    "guideline_low": Words(
        "the range of the guideline, to which the charge leads",
        "el rango de la guía, al que lleva la acusación",
    ),
    "guideline_high": Words(
        "the range of the guideline, to which the charge leads",
        "el rango de la guía, al que lleva la acusación",
    ),
    "offense": Words("the offence that was charged", "el delito del que se acusó"),
    "mandatory_minimum_months": Words(
        "the mandatory minimum that was charged", "el mínimo obligatorio de la acusación"
    ),
    "range_position": Words(
        "where the sentence lies to the range, for which prosecutors may move",
        "dónde queda la pena respecto del rango, que la fiscalía puede pedir",
    ),
}
"""Keys that those who charge decide, as a sentence names them."""


def given(names: tuple[str, ...]) -> str:
    """What a comparison holds equal that those who charge decide."""
    told = [SET_BY_OTHERS[name].text for name in names if name in SET_BY_OTHERS]
    return listed(list(dict.fromkeys(told)))


def like_cases(factors: tuple[str, ...], charged: tuple[str, ...]) -> str:
    """Which cases are compared: alike in these factors, given what was charged."""
    rest = listed(list(in_words(tuple(name for name in factors if name not in charged))))
    held = given(tuple(name for name in factors if name in charged))
    alike = say(f"among cases alike in {rest}", f"entre casos iguales en {rest}") if rest else ""
    told = say(f"given {held}", f"a igualdad de {held}") if held else ""
    return ", ".join(part for part in (told, alike) if part)


def capital(text: str) -> str:
    """A text that begins a sentence."""
    return text[:1].upper() + text[1:]


def given_the_charge(f: Facts) -> str:
    """That like cases are alike given what was charged, and where the number without it stands."""
    held = given(tuple(f["keys"]))
    beside = {
        "rest": Words(
            "The number among cases alike in everything else stands beside it.",
            "Al lado está el número entre casos iguales en todo lo demás.",
        ),
        "crude": Words(
            "The number without it, over all cases, stands beside it.",
            "Al lado está el número sin ello, sobre todos los casos.",
        ),
        "gap": Words(
            "Charging that differs between groups counts here as a difference of cases, and not "
            "of their treatment.",
            "Una acusación distinta entre grupos cuenta aquí como diferencia de los casos, y no "
            "de su trato.",
        ),
    }[f["beside"]]
    return say(
        f"Held equal is {held}: what those who charge decide. {beside.en}",
        f"Se mantiene igual {held}: lo que deciden quienes acusan. {beside.es}",
    )


def only_broken_supervision(f: Facts) -> str:
    """That a file holds nobody's original sentence."""
    return say(
        f"All {count(f['cases'])} cases are of people who broke supervision: nothing is said here "
        "of original sentences, nor of people who kept to it.",
        f"Los {count(f['cases'])} casos son de personas que incumplieron la libertad supervisada: "
        "nada se dice aquí de las condenas originales ni de quienes la cumplieron.",
    )


def stages_mixed(f: Facts) -> str:
    """That original sentences and later ones stand together."""
    return say(
        f"{count(f['later'])} of {count(f['cases'])} cases are of people who broke supervision, "
        "and the others are original sentences: the two stand together here.",
        f"{count(f['later'])} de {count(f['cases'])} casos son de personas que incumplieron la "
        "libertad supervisada, y los demás son condenas originales: aquí van juntos.",
    )


NOTES = {
    "given-the-charge": given_the_charge,
    "only-broken-supervision": only_broken_supervision,
    "stages-mixed": stages_mixed,
}
