"""Sentences about courts and boards: who is imprisoned, for how long, released, scored."""

from collections.abc import Callable

from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.labels import variants
from daylight.report.language import Words, say
from daylight.report.wording.compared import adjusted_for, claim, group_of, others_of, people_of
from daylight.report.wording.groups import listed

SET_BY_OTHERS: dict[str, Words] = {
    "charged_grade": Words("the grade that was charged", "el grado del que se acusó"),
    "guideline_cell": Words(
        "the cell of the guideline, to which the charge leads",
        "la casilla de la guía, a la que lleva la acusación",
    ),
    "offense": Words("the offence that was charged", "el delito del que se acusó"),
    "mandatory_minimum_months": Words(
        "the mandatory minimum that was charged", "el mínimo obligatorio de la acusación"
    ),
}
"""Keys that those who charge decide, as a sentence names them."""


def given_the_charge(names: tuple[str, ...]) -> str:
    """That a comparison holds something equal which those who charge decide."""
    return listed(
        [SET_BY_OTHERS[one].text if one in SET_BY_OTHERS else labels.said(one) for one in names]
    )


def decision(name: str, befell: Words) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the share of cases with one end, crude and among like cases."""

    def worded(result: Result) -> tuple[Claim, ...]:
        rates = {str(one.keys["subject_race"]): one for one in result.named(f"{name}_rate")}
        factors = adjusted_for(result)
        found = []
        for gap in result.named(f"{name}_rate_difference"):
            own, base = rates[group_of(gap)], rates[gap.compared_with or ""]
            apart, share, other = (
                numbers.stated(gap),
                *(numbers.percent(one.value) for one in (own, base)),
            )
            cases, of = numbers.count(own.n), numbers.count(base.n)
            said = say(
                f"Of {cases} cases of {people_of(gap)}, {share} {befell.en}; of {of} of "
                f"{others_of(gap)}, {other}: a difference of {apart}.",
                f"De {cases} casos de {people_of(gap)}, en el {share} {befell.es}; de {of} de "
                f"{others_of(gap)}, en el {other}: una diferencia de {apart}.",
            )
            found.append(claim(result, said, gap, own, base))
        for gap in result.named(f"{name}_rate_difference_adjusted"):
            shared, apart = listed(factors), numbers.stated(gap)
            said = say(
                f"Among cases alike in {shared}, the share of {people_of(gap)} that {befell.en} "
                f"differs from that of {others_of(gap)} by {apart}.",
                f"Entre casos iguales en {shared}, la proporción de casos de {people_of(gap)} en "
                f"los que {befell.es} difiere de la de {others_of(gap)} en {apart}.",
            )
            found.append(claim(result, said, gap, adjusted_for=factors))
        return tuple(found)

    return worded


def length(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: crude, among like cases, and within courts."""
    found = []
    groups = dict.fromkeys(str(one.keys["subject_race"]) for one in result.estimates)
    for group in groups:
        own = [one for one in result.estimates if one.keys["subject_race"] == group]
        last = own[-1]
        told = "; ".join(_differ(one) for one in own)
        said = say(
            f"Prison terms of {people_of(last)} differ from those of {others_of(last)} {told}.",
            f"Las penas de prisión de {people_of(last)} difieren de las de {others_of(last)} "
            f"{told}.",
        )
        factors = adjusted_for(result) if len(own) > 1 else ()
        found.append(claim(result, said, last, *own[:-1], adjusted_for=factors))
    return tuple(found)


def _differ(one: Estimate) -> str:
    """By how much terms differ, and what was held alike: `by +1.9 % (…) within offence`."""
    size, held = _percent(one), variants.said(one.variant or "")
    return say(f"by {size} {held}", f"en {size} {held}").strip()


def _percent(one: Estimate) -> str:
    """By how much terms are longer or shorter, with the interval."""
    low, high = (numbers.change(end) for end in (one.low, one.high))
    return f"{numbers.change(one.value)} ({numbers.in_interval(one, numbers.between(low, high))})"


RELEASED = (
    ("release_rate_of_scheduled", Words("hearings scheduled", "audiencias programadas")),
    ("release_rate_of_decided", Words("hearings decided", "audiencias decididas")),
    (
        "release_rate_of_decided_or_stipulated",
        Words("hearings decided or stipulated", "audiencias decididas o acordadas"),
    ),
)


def release(result: Result) -> tuple[Claim, ...]:
    """Every denominator in one sentence, for all hearings and for each group."""
    found = []
    for keys in _whose(result):
        own = {one.name: one for one in result.estimates if dict(one.keys) == keys}
        told = [_of(own[name], of) for name, of in RELEASED if name in own]
        if not told:
            continue
        first = [own[name] for name, _ in RELEASED if name in own]
        where = ", ".join(labels.key_value(key, value) for key, value in keys.items())
        where = where[:1].upper() + where[1:]
        begin = say("release granted", "libertad concedida")
        begin = f"{where}, {begin}" if where else f"{begin[:1].upper()}{begin[1:]}"
        said = f"{begin}: {'; '.join(told)}."
        if "initial_share_of_scheduled" in own and "initial_share_of_granted" in own:
            initial = (own["initial_share_of_scheduled"], own["initial_share_of_granted"])
            scheduled, granted = (numbers.percent(one.value) for one in initial)
            said += say(
                f" First hearings were {scheduled} of those scheduled, {granted} of the grants.",
                f" Las primeras audiencias fueron el {scheduled} de las programadas y el {granted} "
                "de las concesiones.",
            )
            first += initial
        found.append(claim(result, said, *first))
    return tuple(found)


def _of(one: Estimate, what: Words) -> str:
    """A share with what it is of: `of 100 hearings scheduled, 20.0 % (…)`."""
    hearings, share = numbers.count(one.n), numbers.stated(one)
    return say(f"of {hearings} {what.en}, {share}", f"de {hearings} {what.es}, el {share}")


def _whose(result: Result) -> list[dict[str, Key]]:
    found: list[dict[str, Key]] = []
    for one in result.estimates:
        if dict(one.keys) not in found:
            found.append(dict(one.keys))
    return found


ERRORS = (
    (
        "false_positive_rate",
        Words(
            "of those without the outcome were scored high",
            "de quienes no tuvieron el desenlace recibió puntuación alta",
        ),
    ),
    (
        "false_negative_rate",
        Words("of those with it were scored low", "de quienes lo tuvieron recibió puntuación baja"),
    ),
    (
        "positive_predictive_value",
        Words("of those scored high had it", "de quienes recibieron puntuación alta lo tuvo"),
    ),
)
"""The three shares by which a score may be judged, as a sentence tells them."""


def errors(result: Result) -> tuple[Claim, ...]:
    """Both sides' numbers in one sentence per group, then what base rates make of them."""
    found = []
    for gap in result.named("false_positive_rate_difference"):
        high = gap.keys["threshold"]
        keys = {"subject_race": group_of(gap), "threshold": high}
        base = {"subject_race": gap.compared_with or "", "threshold": high}
        told = []
        rests: list[Estimate] = [gap]
        for name, what in ERRORS:
            own, other = _at(result, name, keys), _at(result, name, base)
            share, others = numbers.percent(own.value), numbers.percent(other.value)
            told.append(
                say(
                    f"{share} against {others} {what.en}",
                    f"el {share} frente al {others} {what.es}",
                )
            )
            rests += [own, other]
        p, p0 = (
            result.one("base_rate", subject_race=str(one["subject_race"])) for one in (keys, base)
        )
        implied = _at(result, "false_positive_rate_if_equally_predictive", keys)
        score, listing, apart = numbers.compact(float(high)), "; ".join(told), numbers.stated(gap)
        came, came0, first = (numbers.percent(one.value) for one in (p, p0, implied))
        said = say(
            f"At a score of {score} or more, {people_of(gap)} against {others_of(gap)}: {listing}. "
            f"The outcome came to {came} and {came0}; with these shares and a score that errs "
            f"alike in all else, the first rate would be {first}. Difference of the first: "
            f"{apart}.",
            f"Con una puntuación de {score} o más, {people_of(gap)} frente a {others_of(gap)}: "
            f"{listing}. El desenlace llegó al {came} y al {came0}; con estas proporciones y una "
            "puntuación que en lo demás yerra por igual, la primera tasa sería del "
            f"{first}. Diferencia de la primera: {apart}.",
        )
        found.append(claim(result, said, *rests, p, p0, implied))
    return tuple(found)


def _at(result: Result, name: str, keys: dict[str, Key]) -> Estimate:
    return next(one for one in result.named(name) if dict(one.keys) == keys)


def calibration(result: Result) -> tuple[Claim, ...]:
    """How far groups differ at equal scores, and how well the score ranks in each."""
    found = []
    for gap in result.named("observed_at_equal_score_difference"):
        own = result.one("auc", subject_race=str(gap.keys["subject_race"]))
        base = result.one("auc", subject_race=gap.compared_with or "")
        apart, ranked, ranked0 = (
            numbers.stated(gap),
            *(numbers.percent(one.value) for one in (own, base)),
        )
        said = say(
            f"At equal scores the outcome came to {people_of(gap)} and {others_of(gap)} with a "
            f"difference of {apart}; the score ranks people with it above people without it in "
            f"{ranked} and {ranked0} of pairs.",
            f"A igual puntuación, el desenlace llegó a {people_of(gap)} y a {others_of(gap)} con "
            f"una diferencia de {apart}; la puntuación sitúa a quienes lo tuvieron por encima de "
            f"quienes no en el {ranked} y el {ranked0} de los pares.",
        )
        found.append(claim(result, said, gap, own, base))
    return tuple(found)
