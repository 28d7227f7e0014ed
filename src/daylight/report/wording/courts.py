"""Sentences about boards and scores: how often release is granted, and what scores say."""

from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts
from daylight.report.wording.compared import claim, group_of, others_of, people_of

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
        found.append(claim(result, said + _despite(result), *rests, p, p0, implied))
    return tuple(found)


def _despite(result: Result) -> str:
    """Who was counted although nobody could follow them to the end, as the study asked."""
    note = result.noted("not-followed")
    if note is None:
        return ""
    facts: Facts = note.facts
    people, came = (numbers.count(facts[name]) for name in ("people", "came"))
    return say(
        f" Not only people who were followed to the end are counted: {people} could not be, and "
        f"{came} of these have the outcome.",
        f" No se cuenta solo a quienes se pudo seguir hasta el final: a {people} no se pudo, y "
        f"{came} de ellas tuvieron el desenlace.",
    )


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
        found.append(claim(result, said + _despite(result), gap, own, base))
    return tuple(found)
