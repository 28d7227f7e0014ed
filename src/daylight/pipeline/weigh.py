"""The claims of a study, corrected: in families, the primary ones with one another alone."""

from collections.abc import Mapping
from dataclasses import replace

from daylight.data.comparison import Comparison, Corrected, Family
from daylight.data.result import Outcome
from daylight.model.families import family_of
from daylight.model.multiplicity import correct_by_family
from daylight.model.other_level import at_level
from daylight.plan.study import Question, Study
from daylight.report.claim import Claim
from daylight.report.finding import ClaimKey, Finding, Weighing, fact_of, findings, headline_p
from daylight.report.presentations import defences, titles


def weighed(
    study: Study, outcomes: Mapping[str, Outcome], proposed: Mapping[ClaimKey, Claim]
) -> tuple[Finding, ...]:
    """Every claim with its grade."""
    return findings(
        outcomes,
        proposed,
        Weighing(
            corrected=_with_intervals(study, proposed),
            alpha=study.alpha,
            defences=defences(),
            titles=titles(),
            checked_by={question.id: question.checked_by for question in study.questions},
        ),
    )


def _with_intervals(study: Study, proposed: Mapping[ClaimKey, Claim]) -> dict[ClaimKey, Corrected]:
    """Every comparison corrected, with the interval that matches its corrected p-value."""
    found = {}
    for key, one in correct_by_family(comparisons(study, proposed)).items():
        level = one.level(study.alpha)
        interval = None if level is None else at_level(proposed[key].headline, level)
        found[key] = replace(one, interval=interval)
    return found


def comparisons(study: Study, proposed: Mapping[ClaimKey, Claim]) -> dict[ClaimKey, Comparison]:
    """Every claim that compares something, with what it is corrected together with."""
    questions = {question.id: question for question in study.questions}
    found = {}
    for key, p in headline_p(proposed).items():
        family = family_of_question(questions[key[0]])
        found[key] = Comparison(
            p_value=p,
            fact=(family, fact_of(proposed[key])),
            family=family,
            is_primary=key[0] in study.primary,
        )
    return found


def family_of_question(question: Question) -> Family:
    """What a question's comparisons are corrected with, where it is not primary."""
    return Family(question.family) if question.family else family_of(question.method)


def sizes(found: tuple[Finding, ...]) -> dict[str, int]:
    """Family → how many comparisons it holds, gravest first."""
    order = [family.value for family in Family]
    held = {f.corrected.family: f.corrected.comparisons for f in found if f.corrected}
    return {
        name: held[name]
        for name in sorted(held, key=lambda name: order.index(name) if name in order else -1)
    }
