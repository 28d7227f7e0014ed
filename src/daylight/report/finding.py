"""Claims, weighed: each becomes one finding with the grade it has earned."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from daylight.data.comparison import Corrected
from daylight.data.estimate import BasisKind
from daylight.data.result import Estimate, Outcome, Result
from daylight.errors import DaylightError
from daylight.report.checks import checks_of
from daylight.report.claim import Claim
from daylight.report.defence import Defence
from daylight.report.forbidden import checked
from daylight.report.grade import Weighed
from daylight.report.presentation import Wording
from daylight.report.wording.basis import basis_sentence
from daylight.report.wording.grades import brief, standing
from daylight.report.wording.titles import Titling, title

Sentences = Mapping[str, Wording]

ClaimKey = tuple[str, int]
"""Question id, and the position of the claim among that question's claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One claim fit to publish.

    Parameters
    ----------
    id
        Question id and position, for example `search-rate-1`.
    title
        What to take away, in a line without a full stop, never beyond its grade.
    sentence
        What was found, with its numbers.
    standing
        How much weight it carries: the grade in words, its p-value raw and corrected.
    basis
        What the headline's interval allows for: officers, days or places that go together.
    brief
        The same in a few words, for a summary.
    grade
        1 observed; 2 larger than chance explains; 3 remains after adjusting for `adjusted_for`;
        4 also survives the declared checks. Each includes the one before.
    estimates
        The numbers it rests on, headline first.
    proviso
        What must hold for the difference to mean anything; empty where nothing is known against it.
    survives, fails, not_tried
        Sensitivity analyses after which the headline kept what it must, those after which it did
        not, and declared ones that were not made.
    corrected
        The headline's p-value and what its family makes of it; None where it has none.
    """

    id: str
    question_id: str
    method: str
    title: str
    sentence: str
    standing: str
    basis: str
    brief: str
    grade: int
    estimates: tuple[Estimate, ...]
    proviso: str = ""
    adjusted_for: tuple[str, ...] = ()
    survives: tuple[str, ...] = ()
    fails: tuple[str, ...] = ()
    not_tried: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    corrected: Corrected | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "question": self.question_id,
            "method": self.method,
            "title": self.title,
            "sentence": self.sentence,
            "standing": self.standing,
            "basis": self.basis,
            "grade": self.grade,
            **_told(self.corrected),
            "proviso": self.proviso,
            "adjusted_for": list(self.adjusted_for),
            "survives": list(self.survives),
            "fails": list(self.fails),
            "not_tried": list(self.not_tried),
            "caveats": list(self.caveats),
            "estimates": [estimate.to_dict() for estimate in self.estimates],
        }


def claims(outcomes: Mapping[str, Outcome], sentences: Sentences) -> dict[ClaimKey, Claim]:
    """What each answered question proposes to say, by question id and position."""
    return {
        (question_id, position): claim
        for question_id, outcome in outcomes.items()
        if isinstance(outcome, Result)
        for position, claim in enumerate(_worded(question_id, outcome, sentences))
    }


def headline_p(proposed: Mapping[ClaimKey, Claim]) -> dict[ClaimKey, float]:
    """The p-values that a study corrects: one per claim that compares something."""
    return {key: claim.p for key, claim in proposed.items() if claim.p is not None}


def fact_of(claim: Claim) -> Hashable:
    """What a headline is a test of: tests of one fact hold the same value.

    Two methods that put one test to the same counts give the same p-value for the same keys. A
    p-value that counts random draws may agree by accident, so there the number must agree too.
    """
    one, p = claim.headline, claim.p
    drawn = one.basis.kind is BasisKind.RESAMPLED or p in {0.0, 1.0}
    number = f"{one.name} {one.value:.9g}" if drawn else ""
    return (f"{p:.9g}", number, tuple(sorted(one.keys.items())), one.compared_with)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What a study knows of its claims when it grades them.

    Parameters
    ----------
    corrected
        Claim key → its p-value before and after correction.
    alpha
        The corrected p-value below which a difference is called larger than chance explains.
    defences
        Method → its main threat and declared checks.
    titles
        Method → what makes its line for a difference it shows, where it has its own.
    checked_by
        Question id → the questions that it names as its checks.
    """

    corrected: Mapping[ClaimKey, Corrected] = field(default_factory=dict)
    alpha: float = 0.05
    defences: Mapping[str, Defence] = field(default_factory=dict)
    titles: Mapping[str, Titling] = field(default_factory=dict)
    checked_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def findings(
    outcomes: Mapping[str, Outcome], proposed: Mapping[ClaimKey, Claim], weighing: Weighing
) -> tuple[Finding, ...]:
    """Every claim with the grade it has earned, in the order the questions were asked."""
    return tuple(_finding(key, outcomes, claim, weighing) for key, claim in proposed.items())


def _worded(question_id: str, result: Result, sentences: Sentences) -> tuple[Claim, ...]:
    if result.method not in sentences:
        raise DaylightError(
            f"method {result.method} has no wording: add a function to report/wording/ and its "
            f"record to report/presentations/"
        )
    proposed = sentences[result.method](result)
    for claim in proposed:
        if not claim.estimates:
            raise DaylightError(f"method {result.method}: {claim.sentence!r} rests on no estimate")
        for said in (claim.sentence, *claim.caveats):
            checked(said, f"method {result.method}, question {question_id}")
    return proposed


def _finding(
    key: ClaimKey, outcomes: Mapping[str, Outcome], claim: Claim, weighing: Weighing
) -> Finding:
    question_id, position = key
    own = outcomes[question_id]
    if not isinstance(own, Result):
        raise DaylightError(f"question {question_id} was refused, and yet something is said of it")
    others = [outcomes[name] for name in weighing.checked_by.get(question_id, ())]
    tried = checks_of(claim, own, [other for other in others if isinstance(other, Result)])
    weighed = Weighed(
        claim=replace(claim, checks=(*claim.checks, *tried)),
        corrected=weighing.corrected.get(key),
        alpha=weighing.alpha,
        defence=weighing.defences.get(own.method),
    )
    where = f"method {own.method}, question {question_id}"
    return Finding(
        id=f"{question_id}-{position + 1}",
        question_id=question_id,
        method=own.method,
        title=checked(title(weighed, weighing.titles.get(own.method)), where),
        sentence=claim.sentence,
        standing=checked(standing(weighed), where),
        basis=checked(basis_sentence(claim.headline), where),
        brief=checked(brief(weighed), where),
        grade=weighed.grade,
        estimates=claim.estimates,
        proviso=claim.proviso,
        adjusted_for=claim.adjusted_for,
        survives=tuple(check.words for check in weighed.survived),
        fails=tuple(check.words for check in weighed.failed),
        not_tried=tuple(check.words for check in weighed.untried),
        caveats=claim.caveats,
        corrected=weighed.corrected,
    )


def _told(corrected: Corrected | None) -> dict[str, Any]:
    """A p-value before and after correction as plain values; nulls where there is none."""
    names = ("p_value", "p_adjusted", "family", "comparisons", "is_primary")
    told = {name: getattr(corrected, name) if corrected else None for name in names}
    interval = corrected.interval if corrected else None
    return told | {"interval_corrected": interval._asdict() if interval else None}
