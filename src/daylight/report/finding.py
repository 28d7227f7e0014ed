"""Claims, weighed: each becomes one finding with the grade it has earned."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from daylight.data.result import Estimate, Outcome, Result
from daylight.errors import DaylightError
from daylight.report.claim import Claim
from daylight.report.forbidden import checked
from daylight.report.wording.grades import brief, grade, standing

Sentences = Mapping[str, Callable[[Result], tuple[Claim, ...]]]

ClaimKey = tuple[str, int]
"""Question id, and the position of the claim among that question's claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One claim fit to publish.

    Parameters
    ----------
    id
        Question id and position, for example `search-rate-1`.
    sentence
        What was found, with its numbers.
    standing
        How much weight it carries: the grade in words, with the corrected p-value.
    brief
        The same in a few words, for a summary.
    grade
        1 observed; 2 larger than chance explains; 3 remains after adjusting for `adjusted_for`;
        4 also survives `survives`. Each includes the one before.
    estimates
        The numbers it rests on, headline first.
    p_adjusted
        The headline's p-value after the study's correction for many questions; None where nothing
        is compared.
    """

    id: str
    question_id: str
    method: str
    sentence: str
    standing: str
    brief: str
    grade: int
    estimates: tuple[Estimate, ...]
    adjusted_for: tuple[str, ...] = ()
    survives: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    p_adjusted: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "question": self.question_id,
            "method": self.method,
            "sentence": self.sentence,
            "standing": self.standing,
            "grade": self.grade,
            "p_adjusted": self.p_adjusted,
            "adjusted_for": list(self.adjusted_for),
            "survives": list(self.survives),
            "caveats": list(self.caveats),
            "estimates": [estimate.to_dict() for estimate in self.estimates],
        }


def claims(outcomes: Mapping[str, Outcome], sentences: Sentences) -> dict[ClaimKey, Claim]:
    """What each answered question proposes to say, by question id and position."""
    return {
        (question_id, position): claim
        for question_id, outcome in outcomes.items()
        if isinstance(outcome, Result)
        for position, claim in enumerate(_worded(outcome, sentences))
    }


def headline_p(proposed: Mapping[ClaimKey, Claim]) -> dict[ClaimKey, float]:
    """The p-values that a study corrects together: one per claim that compares something."""
    headlines = {key: claim.estimates[0].p_value for key, claim in proposed.items()}
    return {key: p for key, p in headlines.items() if p is not None and p == p}


def findings(
    outcomes: Mapping[str, Outcome],
    sentences: Sentences,
    adjusted_p: Mapping[ClaimKey, float],
    alpha: float = 0.05,
) -> tuple[Finding, ...]:
    """Every claim with the grade it has earned, in the order the questions were asked.

    Parameters
    ----------
    outcomes
        Question id → its result or refusal; a refusal gives no finding.
    sentences
        Method name → the function that words its results.
    adjusted_p
        Claim key → corrected p-value: `headline_p` of the same claims after correction.
    alpha
        The corrected p-value below which a difference is called larger than chance explains.
    """
    return tuple(
        _weighed(key, outcomes[key[0]].method, claim, adjusted_p.get(key), alpha)
        for key, claim in claims(outcomes, sentences).items()
    )


def _worded(result: Result, sentences: Sentences) -> tuple[Claim, ...]:
    if result.method not in sentences:
        raise DaylightError(
            f"method {result.method} has no wording: add a function to report/wording/ and its "
            f"record to report/presentations/"
        )
    proposed = sentences[result.method](result)
    for claim in proposed:
        if not claim.estimates:
            raise DaylightError(f"method {result.method}: {claim.sentence!r} rests on no estimate")
    return proposed


def _weighed(
    key: ClaimKey, method: str, claim: Claim, p_adjusted: float | None, alpha: float
) -> Finding:
    question_id, position = key
    where = f"method {method}, question {question_id}"
    return Finding(
        id=f"{question_id}-{position + 1}",
        question_id=question_id,
        method=method,
        sentence=checked(claim.sentence, where),
        standing=checked(standing(claim, p_adjusted, alpha), where),
        brief=checked(brief(claim, p_adjusted, alpha), where),
        grade=grade(claim, p_adjusted, alpha),
        estimates=claim.estimates,
        adjusted_for=claim.adjusted_for,
        survives=claim.survives,
        caveats=tuple(checked(caveat, where) for caveat in claim.caveats),
        p_adjusted=p_adjusted,
    )
