"""What a finding's grade means, and the sentence that says so beside each finding."""

import math
from dataclasses import replace

from daylight.data.comparison import PRIMARY, Corrected
from daylight.report import numbers
from daylight.report.grade import Stop, Weighed, holds_no_difference
from daylight.report.labels.families import family
from daylight.report.language import Words, say
from daylight.report.wording.basis import cluster_of, smallest
from daylight.report.wording.groups import listed, people

MEANINGS: dict[int, Words] = {
    1: Words(
        "A difference or a figure was observed in the records.",
        "En los datos se observó una diferencia o una cifra.",
    ),
    2: Words(
        "It is larger than chance alone would explain.",
        "Es mayor de lo que explicaría el azar por sí solo.",
    ),
    3: Words(
        "It remains after adjusting for the factors listed beside it.",
        "Se mantiene tras ajustar por los factores que se indican al lado.",
    ),
    4: Words(
        "It also survives the checks declared against its main threat, listed beside it.",
        "Además supera las comprobaciones declaradas contra su principal amenaza, que se indican "
        "al lado.",
    ),
}
"""The only four claims that a report makes, each including the one before."""


def meanings() -> dict[int, str]:
    """Grade → what it means, in the language that is spoken."""
    return {grade: words.text for grade, words in MEANINGS.items()}


DESCRIBES = Words(
    "A description of the records: nothing is compared, so chance is not weighed.",
    "Una descripción de los datos: no se compara nada, así que el azar no se sopesa.",
)
NOT_TESTED = Words(
    "A comparison without a test of chance: read it by its interval.",
    "Una comparación sin prueba del azar: debe leerse por su intervalo.",
)
EITHER_WAY = Words(
    "the records are not enough evidence either way",
    "con estos datos no se puede saber en un sentido ni en otro",
)
LONG_BELOW = 0.1
"""A p-value below this is printed with three places, so that 0.05 can be told from 0.06."""

CUSTOMARY = 0.05
"""A p-value that would round to this is printed with a place more: 0.0496."""

SMALLEST_P = 0.001
"""A smaller p-value is printed as smaller than this."""


def standing(weighed: Weighed) -> str:
    """How much weight a claim carries, in a few sentences, with its proviso first."""
    said = _standing(weighed)
    if not weighed.claim.proviso or weighed.grade == 1:
        return said
    return f"{weighed.claim.proviso}: {said[:1].lower()}{said[1:]}"


def _standing(weighed: Weighed) -> str:
    stop, found = weighed.stop, weighed.corrected
    if found is None:
        return (NOT_TESTED if stop is Stop.NOT_TESTED else DESCRIBES).text
    match stop:
        case Stop.CHANCE:
            return f"{_could_be_chance(weighed, found)}{_floor(weighed, found)}"
        case Stop.TOGETHER:
            return _apart_only(weighed, found)
        case Stop.CORRECTION:
            return f"{_lost_to_correction(weighed, found)}{_floor(weighed, found)}"
        case Stop.DISAGREEMENT:
            return _disagreement(weighed, found)
    chances = _chances(found)
    larger = say(
        f"Larger than chance alone would explain ({chances}).",
        f"Mayor de lo que explicaría el azar por sí solo ({chances}).",
    )
    return " ".join([f"{larger}{_interval(weighed, found)}", *_beyond_chance(weighed)])


def _could_be_chance(weighed: Weighed, found: Corrected) -> str:
    chances = _chances(found)
    said = say(
        f"A difference of this size could be chance: {EITHER_WAY.text} ({chances}).",
        f"Una diferencia de este tamaño podría deberse al azar: {EITHER_WAY.text} ({chances}).",
    )
    return f"{said}{_interval(weighed, found) if found.interval is not None else ''}"


def _apart_only(weighed: Weighed, found: Corrected) -> str:
    rows, chances = cluster_of(weighed.claim.headline.basis.lacks), _chances(found)
    none, another = rows.none, rows.another
    return say(
        f"Larger than chance would explain if {none} differed from {another}, and not clear if "
        f"they differ as they do elsewhere: {EITHER_WAY.text} ({chances}).",
        f"Mayor de lo que explicaría el azar si {none} se distinguiera de {another}, y no clara si "
        f"se distinguen como en otros lugares: {EITHER_WAY.text} ({chances}).",
    )


def _lost_to_correction(weighed: Weighed, found: Corrected) -> str:
    chances, interval = _chances(found), _interval(weighed, found)
    either = f"{EITHER_WAY.text[:1].upper()}{EITHER_WAY.text[1:]}"
    return say(
        f"Clear if it had been the only comparison, not after correction ({chances})."
        f"{interval} {either}.",
        f"Clara si hubiera sido la única comparación, pero no tras la corrección ({chances})."
        f"{interval} {either}.",
    )


def _disagreement(weighed: Weighed, found: Corrected) -> str:
    """Which of the two intervals says something else than the test."""
    is_clear = found.p_adjusted < weighed.alpha
    chances, holds = _chances(found), holds_no_difference(weighed.claim.headline)
    which = say("the interval", "el intervalo")
    if holds is not is_clear and weighed.holds_corrected is is_clear:
        which = say("the interval at the corrected level", "el intervalo al nivel corregido")
        holds = weighed.holds_corrected
    found_in = say("holds no difference", "incluye la ausencia de diferencia")
    if not holds:
        found_in = say("leaves out no difference", "excluye la ausencia de diferencia")
    return say(
        f"The test and the interval do not agree ({chances}, but {which} {found_in}): "
        f"{EITHER_WAY.text}.",
        f"La prueba y el intervalo no coinciden ({chances}, pero {which} {found_in}): "
        f"{EITHER_WAY.text}.",
    )


def _chances(found: Corrected) -> str:
    """The raw p-value, the family and the corrected p-value."""
    alone, after, family = chance(found.p_value), chance(found.p_adjusted), _named(found.family)
    several = found.comparisons
    if several == 1:
        return say(
            f"{alone}, the only comparison of {family}",
            f"{alone}, la única comparación de {family}",
        )
    if alone == after:
        return say(
            f"{alone} alone and corrected for the {several} comparisons of {family}",
            f"{alone} por sí sola y corregida por las {several} comparaciones de {family}",
        )
    return say(
        f"{alone} alone, {after} corrected for the {several} comparisons of {family}",
        f"{alone} por sí sola, {after} corregida por las {several} comparaciones de {family}",
    )


def _named(name: str) -> str:
    told = family(name)
    if name == PRIMARY:
        return told
    return say(f"the family “{told}”", f"la familia «{told}»")


def _interval(weighed: Weighed, found: Corrected) -> str:
    """The interval that matches the corrected p-value, or that there is none."""
    if found.interval is None:
        none = say(" The interval is not corrected.", " El intervalo no está corregido.")
        return none if found.comparisons > 1 else ""
    ends = replace(weighed.claim.headline, low=found.interval.low, high=found.interval.high)
    bounds, level = numbers.bounds(ends), _level(found.interval.level)
    return say(
        f" Corrected, its interval is {bounds} ({level}).",
        f" Corregido, su intervalo es {bounds} ({level}).",
    )


def _floor(weighed: Weighed, found: Corrected) -> str:
    """That no p-value of so few draws could have been clear among so many comparisons."""
    draws = weighed.claim.headline.basis.draws
    if draws is None or found.comparisons / (1 + draws) < weighed.alpha:
        return ""
    counted, least, bar = numbers.count(draws), smallest(draws), numbers.compact(weighed.alpha)
    return say(
        f" A p-value of {counted} draws cannot fall below {least}, which {found.comparisons} "
        f"comparisons correct to more than {bar}: nothing could have been clear here.",
        f" Un valor p de {counted} sorteos no puede bajar de {least}, que la corrección por "
        f"{found.comparisons} comparaciones deja por encima de {bar}: aquí nada podía resultar "
        "claro.",
    )


def _level(level: float) -> str:
    """A level with as many digits as tell it from certainty: 99.77 %."""
    return numbers.percent(level, max(0, 1 - math.floor(math.log10(100 * (1 - level)))))


def _beyond_chance(weighed: Weighed) -> list[str]:
    factors = listed(weighed.claim.adjusted_for)
    adjusted = say(f"Adjusted for {factors}.", f"Ajustada por {factors}.")
    match weighed.stop:
        case Stop.NOT_ADJUSTED:
            return [
                say(
                    "Not adjusted for any other factor.", "No está ajustada por ningún otro factor."
                )
            ]
        case Stop.FEW_CLUSTERS:
            clusters = weighed.claim.headline.basis.clusters
            few = say(
                f"With {clusters} officers, days or places behind its interval no higher grade is "
                "given.",
                f"Con {clusters} agentes, días o lugares detrás de su intervalo no se da un grado "
                "más alto.",
            )
            return [adjusted, few]
        case Stop.NOT_PRIMARY:
            exploratory = say(
                "Not declared a primary question, so exploratory.",
                "No se declaró pregunta principal, así que es exploratoria.",
            )
            return [adjusted, exploratory]
    remains = say(
        f"Remains after adjusting for {factors}.", f"Se mantiene tras ajustar por {factors}."
    )
    return [remains, *_against_threat(weighed)]


def _against_threat(weighed: Weighed) -> list[str]:
    """Every declared check: survived, failed, not tried; and the main threat."""
    defence = weighed.defence
    if defence is None:
        return [
            say(
                "Not shown to survive a sensitivity analysis.",
                "No consta que supere un análisis de sensibilidad.",
            )
        ]
    told = [
        say(f"Its main threat is {defence.threat}.", f"Su principal amenaza: {defence.threat}.")
    ]
    if not any(check.is_main for check in defence.checks):
        told.append(
            say("No check of that is made here.", "Aquí no se hace ninguna comprobación de ello.")
        )
    for checks, en, es in (
        (weighed.survived, "Survives", "Supera"),
        (weighed.failed, "Does not survive", "No supera"),
        (weighed.untried, "Not tried", "Sin probar"),
    ):
        if checks:
            told.append(f"{say(en, es)}: {'; '.join(check.words for check in checks)}.")
    rules = [check.holds_if for check in defence.checks if check not in weighed.untried]
    if rules:
        unlike = "; ".join(dict.fromkeys(rules))
        told.append(say(f"Surviving means: {unlike}.", f"Superarla significa: {unlike}."))
    return told


def chance(p: float) -> str:
    """A p-value as it is printed: p = 0.34, p = 0.031, or p < 0.001."""
    return f"p {p_value(p)}" if p < SMALLEST_P else f"p = {p_value(p)}"


def p_value(p: float) -> str:
    """The same without its name, for a table: 0.34, 0.031, or < 0.001."""
    if p < SMALLEST_P:
        return f"< {numbers.compact(SMALLEST_P)}"
    if p < LONG_BELOW:
        digits = 4 if f"{p:.3f}" == "0.050" and p != CUSTOMARY else 3
        return numbers.number(p, digits)
    return numbers.number(p, 2)


BRIEF: dict[Stop, Words] = {
    Stop.NOTHING_COMPARED: Words(
        "A description; nothing is compared.", "Una descripción; no se compara nada."
    ),
    Stop.NOT_TESTED: Words(
        "Compared without a test of chance.", "Comparada sin una prueba del azar."
    ),
    Stop.CHANCE: Words(
        "Could be chance: not enough evidence either way.",
        "Podría deberse al azar: no se puede saber en un sentido ni en otro.",
    ),
    Stop.FEW_CLUSTERS: Words(
        "Larger than chance explains; few officers or days.",
        "Mayor de lo que explica el azar; pocos agentes o días.",
    ),
    Stop.CORRECTION: Words(
        "Clear alone, not after correction: not enough evidence either way.",
        "Clara por sí sola, no tras la corrección: no se puede saber en un sentido ni en otro.",
    ),
    Stop.DISAGREEMENT: Words(
        "Its test and its interval do not agree: not enough evidence.",
        "Su prueba y su intervalo no coinciden: no se puede saber.",
    ),
    Stop.NOT_ADJUSTED: Words(
        "Larger than chance explains; not adjusted for any other factor.",
        "Mayor de lo que explica el azar; sin ajustar por ningún otro factor.",
    ),
    Stop.NOT_PRIMARY: Words(
        "Larger than chance explains; adjusted, but not a primary question.",
        "Mayor de lo que explica el azar; ajustada, pero no es una pregunta principal.",
    ),
}
"""What keeps a claim at its grade, in a few words, where nothing of the claim enters them."""


def brief(weighed: Weighed) -> str:
    """The same in a few words, for a summary."""
    if weighed.stop in BRIEF:
        return BRIEF[weighed.stop].text
    if weighed.stop is Stop.TOGETHER:
        many = cluster_of(weighed.claim.headline.basis.lacks).the_many
        bare = cluster_of(weighed.claim.headline.basis.lacks).many
        return say(
            f"Clear only if {bare} do not differ: not enough evidence either way.",
            f"Clara solo si {many} no se distinguen entre sí: no se puede saber en un sentido ni "
            "en otro.",
        )
    factors = listed(weighed.claim.adjusted_for)
    remains = say(
        f"Remains after adjusting for {factors}", f"Se mantiene tras ajustar por {factors}"
    )
    match weighed.stop:
        case Stop.NOT_TRIED:
            return remains + say(
                "; its main threat or a declared check was not tried.",
                "; no se probó su principal amenaza o una comprobación declarada.",
            )
        case Stop.FAILED:
            return remains + say(
                "; does not survive a check of its main threat.",
                "; no supera una comprobación de su principal amenaza.",
            )
    return remains + say(
        f", and survives the checks against its main threat{_lost(weighed)}.",
        f" y supera las comprobaciones contra su principal amenaza{_lost(weighed)}.",
    )


def _lost(weighed: Weighed) -> str:
    """Checks that are not against the main threat and that it does not survive."""
    failed = "; ".join(check.words for check in weighed.failed)
    return say(f"; it does not survive: {failed}", f"; no supera: {failed}") if failed else ""


def undecided(groups: tuple[str, ...]) -> str:
    """One sentence for several further comparisons that are not told one by one."""
    whom = listed([people(group) for group in dict.fromkeys(groups) if group != "all"])
    number, either = len(groups), EITHER_WAY.text
    about = say(f", about {whom}", f", sobre {whom}") if whom else ""
    return say(
        f"On {number} further comparisons{about}, {either}; the question’s own section has every "
        "number.",
        f"En otras {number} comparaciones{about}, {either}; la sección de cada pregunta da todos "
        "los números.",
    )
