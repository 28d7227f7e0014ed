"""Sentences of what a monitor or a court asks: has it moved, is the coding right, who differs."""

from daylight.data.facts.monitoring import CodedFacts, FunnelFacts, SequentialFacts
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.numbers import count, number, percent, stated, value
from daylight.report.wording.compared import caveats, in_words, others_of, people_of
from daylight.report.wording.counted import counted
from daylight.report.wording.groups import listed, people


def sequential(result: Result) -> tuple[Claim, ...]:
    """The level so far, its change from the baseline, how it stands to the target."""
    facts = result.facts_as(SequentialFacts)
    last = [
        e for e in result.estimates if e.variant is None and e.keys["through"] == facts.looks[-1]
    ]
    level, *apart = last
    if not apart:
        told = f"{_level(facts, level)}."
        return (Claim(sentence=told, estimates=(level,), caveats=caveats(result)),)
    looks = _times(len(facts.looks))
    return tuple(
        Claim(
            sentence=say(
                f"{_level(facts, level)}; {_against(facts, e)}. {looks}, {_crossed(e)}"
                f"{_once(facts) if e is apart[-1] else ''}.",
                f"{_level(facts, level)}; {_against(facts, e)}. {looks}, {_crossed(e)}"
                f"{_once(facts) if e is apart[-1] else ''}.",
            ),
            estimates=(e, level),
            caveats=caveats(result),
        )
        for e in apart
    )


def _against(facts: SequentialFacts, apart: Estimate) -> str:
    size, baseline = stated(apart), _time(facts.baseline)
    if apart.compared_with == "baseline":
        return say(
            f"the change from the baseline ({baseline}) is {size}",
            f"el cambio desde el período de referencia ({baseline}) es de {size}",
        )
    return say(f"its distance from the target is {size}", f"su distancia de la meta es de {size}")


def _level(facts: SequentialFacts, level: Estimate) -> str:
    group = level.keys.get("subject_race")
    what = measured(facts.events, facts.trials, level.scale)
    if group:
        whom = people(str(group))
        what = say(f"{what} of {whom}", f"{what} de {whom}")
    return f"{what}, {_time(facts.looks)}: {stated(level)}"


def measured(events: str, trials: str, scale: Scale) -> str:
    """What is divided by what, as the subject of a sentence: `Searches as a share of stops`."""
    above, below = counted(events), counted(trials)
    first = f"{above[:1].upper()}{above[1:]}"
    if scale is Scale.PROPORTION:
        return say(f"{first} as a share of {below}", f"{first} como proporción de {below}")
    return say(f"{first} per unit of {below}", f"{first} por unidad de {below}")


def _crossed(apart: Estimate) -> str:
    """What the interval that holds at every look says now, in words that agree with it."""
    changed = apart.compared_with == "baseline"
    if apart.low <= 0 <= apart.high:
        return _inside_changed() if changed else _inside_target()
    above = apart.low > 0
    side = say("above", "por encima") if above else say("below", "por debajo")
    nothing = say("no change", "de «sin cambio»") if changed else say("the target", "de la meta")
    return say(
        f"the interval that holds at every look lies wholly {side} {nothing}",
        f"el intervalo que vale en cada revisión queda por completo {side} {nothing}",
    )


def _inside_changed() -> str:
    return say(
        "the interval that holds at every look still contains no change: the records cannot tell "
        "whether it rose, fell or stayed",
        "el intervalo que vale en cada revisión aún contiene la ausencia de cambio: con estos "
        "datos no se puede saber si subió, bajó o siguió igual",
    )


def _inside_target() -> str:
    return say(
        "the interval that holds at every look still contains the target: the records cannot tell "
        "on which side of it this lies",
        "el intervalo que vale en cada revisión aún contiene la meta: con estos datos no se puede "
        "saber de qué lado queda",
    )


def _once(facts: SequentialFacts) -> str:
    """When each kind of interval first left the value behind that it is held against."""
    if facts.first_beyond:
        return say(
            f" (first at {facts.first_beyond})", f" (por primera vez en {facts.first_beyond})"
        )
    if facts.first_if_looked_once:
        return say(
            " (an ordinary interval, made for a single look, would have excluded it at "
            f"{facts.first_if_looked_once})",
            " (un intervalo ordinario, hecho para una sola revisión, lo habría excluido en "
            f"{facts.first_if_looked_once})",
        )
    return ""


def _time(periods: tuple[str, ...]) -> str:
    first, last = periods[0], periods[-1]
    return first if len(periods) == 1 else say(f"{first} to {last}", f"{first} a {last}")


def _times(looks: int) -> str:
    if looks == 1:
        return say("Looked at once", "Tras una revisión")
    return say(f"Looked at {count(looks)} times", f"Tras {count(looks)} revisiones")


def coded(result: Result) -> tuple[Claim, ...]:
    """The corrected share, where the coder errs, and how groups compare once corrected."""
    facts = result.facts_as(CodedFacts)
    whole = result.one("corrected_share")
    error = result.one("coding_error")
    marked = result.one("coded_share")
    label, texts, read = labels.words(facts.label), count(facts.texts), count(facts.checked)
    own, corrected, off = percent(marked.value), stated(whole), _off(error)
    claims = [
        Claim(
            sentence=say(
                f"The coder marked {own} of {texts} texts as {label}; corrected by {read} texts "
                f"that were read by hand, the share is {corrected}. The coder’s share {off}.",
                f"El codificador marcó el {own} de {texts} textos como «{label}»; con la "
                f"corrección de {read} textos leídos a mano, la proporción es del {corrected}. La "
                f"del codificador {off}.",
            ),
            estimates=(error, whole, marked),
            caveats=caveats(result),
        ),
        _confirmed(result, label),
    ]
    for difference in result.named("corrected_share_difference"):
        claims.append(_groups(result, difference))
        claims.append(_errors(result, difference))
    return tuple(claims)


def _off(error: Estimate) -> str:
    """How far a coder's share is off, or that it cannot be told."""
    size = stated(error)
    if error.low > 0:
        return say(f"is too high: the error is {size}", f"es demasiado alta: el error es de {size}")
    if error.high < 0:
        return say(f"is too low: the error is {size}", f"es demasiado baja: el error es de {size}")
    return say(
        f"may be too high or too low: the error is {size}",
        f"puede ser demasiado alta o demasiado baja: el error es de {size}",
    )


def _confirmed(result: Result, label: str) -> Claim:
    shares = [e for e in result.named("confirmed_share") if "subject_race" not in e.keys]
    told = "; ".join(_labelled(e) for e in shares)
    return Claim(
        sentence=say(
            f"Texts that are {label} on reading: {told}.",
            f"Textos que al leerlos son «{label}»: {told}.",
        ),
        estimates=tuple(shares),
        caveats=caveats(result),
    )


def _labelled(share: Estimate) -> str:
    label, size = labels.words(str(share.keys["coded"])), stated(share)
    return say(
        f"of those the coder labelled {label}, {size}",
        f"de los que el codificador marcó como «{label}», el {size}",
    )


def _groups(result: Result, difference: Estimate) -> Claim:
    own = result.one("corrected_share", subject_race=str(difference.keys["subject_race"]))
    base = result.one("corrected_share", subject_race=str(difference.compared_with))
    who, others = people_of(difference), others_of(difference)
    shares, gap = (stated(own), stated(base)), stated(difference)
    return Claim(
        sentence=say(
            f"Corrected, the share is {shares[0]} of the texts about {who} and {shares[1]} of "
            f"those about {others}, a difference of {gap}.",
            f"Corregida, la proporción es del {shares[0]} de los textos sobre {who} y del "
            f"{shares[1]} de los textos sobre {others}, una diferencia de {gap}.",
        ),
        estimates=(difference, own, base),
        caveats=caveats(result),
    )


def _errors(result: Result, difference: Estimate) -> Claim:
    apart = result.beside(difference, "coding_error_difference")
    own = result.one("coding_error", subject_race=str(apart.keys["subject_race"]))
    base = result.one("coding_error", subject_race=str(apart.compared_with))
    who, others = people_of(apart), others_of(apart)
    sizes, gap = (stated(own), stated(base)), stated(apart)
    told = (
        say(
            "so that a comparison of the coder’s own shares is off by as much",
            "así que una comparación de las proporciones del codificador falla en otro tanto",
        )
        if apart.low > 0 or apart.high < 0
        else say(
            "whether it differs between them, the texts read so far cannot tell",
            "con los textos leídos hasta ahora no se puede saber si difiere entre ellos",
        )
    )
    return Claim(
        sentence=say(
            f"The coder’s error is {sizes[0]} in texts about {who} and {sizes[1]} in those about "
            f"{others}, a difference of {gap}: {told}.",
            f"El error del codificador es de {sizes[0]} en textos sobre {who} y de {sizes[1]} en "
            f"textos sobre {others}, una diferencia de {gap}: {told}.",
        ),
        estimates=(apart, own, base),
        caveats=caveats(result),
    )


def agencies(result: Result) -> tuple[Claim, ...]:
    """How far agencies differ beyond chance, and which lie beyond the limits; nobody is ranked."""
    facts = result.facts_as(FunnelFacts)
    spread = result.one("between_agency_variance")
    typical = next(e for e in result.estimates if not e.keys and e is not spread)
    low, high = (e for e in result.estimates if "range_end" in e.keys)
    what, size, beyond = _measured(facts, typical), stated(typical), _beyond(spread, (low, high))
    kept, left = count(facts.comparable), count(len(facts.left_out))
    return (
        Claim(
            sentence=say(
                f"{what}: a typical agency has {size}, and {beyond} ({kept} agencies that can be "
                f"compared, {left} that cannot).",
                f"{what}: un cuerpo policial típico tiene {size}, y {beyond} ({kept} cuerpos que "
                f"pueden compararse, {left} que no).",
            ),
            estimates=(spread, typical, low, high),
            adjusted_for=in_words(facts.circumstances),
            caveats=caveats(result),
        ),
        _outside(result, typical),
    )


def _beyond(spread: Estimate, ends: tuple[Estimate, Estimate]) -> str:
    low, high = (value(end) for end in ends)
    if spread.low > 0:
        return say(
            f"chance apart, 95 of 100 agencies lie between {low} and {high}",
            f"descontado el azar, 95 de cada 100 cuerpos están entre {low} y {high}",
        )
    return say(
        "the records cannot tell whether agencies differ by more than chance",
        "con estos datos no se puede saber si los cuerpos difieren más que por azar",
    )


def _outside(result: Result, typical: Estimate) -> Claim:
    facts = result.facts_as(FunnelFacts)
    outside, kept = count(len(facts.above) + len(facts.below)), count(facts.comparable)
    chance, named = number(facts.expected_beyond, 1), _named(facts)
    return Claim(
        sentence=say(
            f"Limits that hold all but one in 500 agencies like the others leave {outside} of "
            f"{kept} outside, where {chance} would be by chance{named}.",
            f"Los límites que dejan dentro a todos los cuerpos como los demás menos uno de cada "
            f"500 dejan fuera a {outside} de {kept}, cuando por azar serían {chance}{named}.",
        ),
        estimates=(typical,),
        caveats=caveats(result),
    )


def _named(facts: FunnelFacts) -> str:
    """Which agencies lie outside, by side."""
    parts = []
    if facts.above:
        names = listed(facts.above)
        parts.append(say(f"above them {names}", f"por encima, {names}"))
    if facts.below:
        names = listed(facts.below)
        parts.append(say(f"below them {names}", f"por debajo, {names}"))
    return f": {'; '.join(parts)}" if parts else ""


def _measured(facts: FunnelFacts, typical: Estimate) -> str:
    if typical.scale is not Scale.RATIO:
        return measured(facts.events, facts.trials, typical.scale)
    events, held = counted(facts.events), listed(in_words(facts.circumstances))
    first = f"{events[:1].upper()}{events[1:]}"
    return say(
        f"{first} over those expected for the same {held}",
        f"{first} entre los esperados a igualdad de {held}",
    )
