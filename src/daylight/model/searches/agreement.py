"""What independent tests of the same records say about each group, side by side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scipy import stats

from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.method import Method, Needs
from daylight.model.multiplicity import holm

NAME = "agreement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The number by which a test speaks, and which way it points.

    `towards` is 1 where a larger value than the reference's means more police action against the
    group on the same footing, and −1 where a smaller one does (a lower hit rate, a lower
    threshold).
    """

    method: str
    estimate: str
    label: str
    towards: int = 1


HEADLINES = (
    Headline(method="stop-rate", estimate="stop_rate_ratio", label="stops per resident"),
    Headline(
        method="stop-rate-adjusted",
        estimate="stop_rate_ratio_adjusted",
        label="stops per resident, within places",
    ),
    Headline(
        method="veil-of-darkness", estimate="daylight_odds_ratio", label="daylight against dark"
    ),
    Headline(method="search-rate", estimate="search_rate_ratio", label="searches per stop"),
    Headline(
        method="search-rate-adjusted",
        estimate="search_rate_ratio_adjusted",
        label="searches per stop, like circumstances",
    ),
    Headline(
        method="search-regression", estimate="search_odds_ratio", label="searches, regression"
    ),
    Headline(
        method="risk-adjusted",
        estimate="search_rate_difference_at_equal_risk",
        label="searches at equal estimated risk",
    ),
    Headline(method="outcome", estimate="hit_rate_difference", label="hit rate", towards=-1),
    Headline(
        method="outcome",
        estimate="hit_rate_difference_within",
        label="hit rate, within place or ground",
        towards=-1,
    ),
    Headline(
        method="threshold", estimate="threshold_gap", label="search threshold (beta)", towards=-1
    ),
    Headline(
        method="threshold-discriminant",
        estimate="threshold_gap",
        label="search threshold (discriminant)",
        towards=-1,
    ),
    Headline(method="frisk-rate", estimate="frisk_rate_ratio", label="frisks per stop"),
    Headline(method="citation-rate", estimate="citation_rate_ratio", label="citations per stop"),
    Headline(
        method="citation-rate-adjusted",
        estimate="citation_rate_ratio_adjusted",
        label="citations per stop, like circumstances",
    ),
    Headline(method="arrest-rate", estimate="arrest_rate_ratio", label="arrests per stop"),
    Headline(
        method="arrest-rate-adjusted",
        estimate="arrest_rate_ratio_adjusted",
        label="arrests per stop, like circumstances",
    ),
)

MORE, LESS = "more", "less"
EITHER = "not enough evidence either way"
DEPENDS = "depends on the model"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one test said about one group."""

    headline: Headline
    estimate: Estimate
    label: str
    is_kept: bool


def agreement(results: Sequence[Outcome], *, level: float = 0.95) -> Outcome:
    """For every group, which tests point to more police action, which to less, which to neither.

    Estimand: none of its own; each row is the headline of an earlier test.
    Method: Holm's correction over all tests and groups; a test points one way where its corrected
    p-value is below 1 − level. A threshold test counts only where its gap keeps its sign and more
    than half its size under every family and scale that was run. The number is the signed
    normal score of the p-value: how clear the evidence is, not how large the difference.
    Refuses: fewer than two tests answered.
    Reference: Holm (1979); the reporting rule for thresholds is Daylight's own.
    """
    answered = [result for result in results if isinstance(result, Result)]
    said = [row for result in answered for row in _rows(result, answered)]
    said = _relabelled(said)
    if len({row.label for row in said}) < 2:
        return Refusal(
            method=NAME,
            reason="fewer than two tests gave an answer that can be compared",
            needed="two answered tests of stops or searches named in `after`",
            found=", ".join(sorted({r.method for r in results})) or "none",
        )
    corrected = holm([row.estimate.p_value for row in said])
    directions = [_direction(row, p, 1 - level) for row, p in zip(said, corrected, strict=True)]
    estimates = [_evidence(row, level) for row in said]
    estimates += list(_tallies(said, directions, level))
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=answered[0].reference,
        diagnostics={
            "tests": len({row.label for row in said}),
            **{
                f"{row.estimate.group} | {row.label}": direction
                for row, direction in zip(said, directions, strict=True)
            },
        },
        notes=(NOT_VOTES, *_unanswered(results)),
    )


def _rows(result: Result, answered: Sequence[Result]) -> Iterator[Said]:
    for headline in HEADLINES:
        if headline.method != result.method:
            continue
        for estimate in result.named(headline.estimate):
            is_main = estimate.stratum == "all" or estimate.stratum.startswith("within ")
            if is_main and estimate.p_value is not None:
                thresholds = headline.method.startswith("threshold")
                kept = _kept(result, estimate, answered) if thresholds else True
                yield Said(
                    headline=headline,
                    estimate=estimate,
                    label=headline.label + restriction(result),
                    is_kept=kept,
                )


def _kept(result: Result, headline: Estimate, answered: Sequence[Result]) -> bool:
    """Whether a gap keeps its sign and more than half its size under every other assumption.

    Other assumptions are those of the same answer and of the other family's on the same rows.
    Where none was tried the gap is not kept: nothing shows that it does not depend on the model.
    """
    others = [
        gap
        for other in answered
        if other.method.startswith("threshold") and restriction(other) == restriction(result)
        for gap in other.named(headline.name)
        if gap.group == headline.group and gap is not headline
    ]
    return bool(others) and all(e.value * headline.value > headline.value**2 / 2 for e in others)


def restriction(result: Result) -> str:
    """What the rows behind a result were restricted to: `consent only`, or nothing."""
    words = [
        reason.split(" not among ", 1)[1]
        for reason in result.provenance.rows_dropped
        if " not among " in reason
    ]
    return f" ({'; '.join(words).replace('_', ' ')} only)" if words else ""


def _relabelled(said: Iterable[Said]) -> list[Said]:
    """Tests that were run more than once get a number; the same answer twice counts once."""
    seen: dict[tuple[str, str], list[tuple[float, int]]] = {}
    found = []
    for row in said:
        answers = seen.setdefault((row.label, row.estimate.group), [])
        if (row.estimate.value, row.estimate.n) in answers:
            continue
        answers.append((row.estimate.value, row.estimate.n))
        label = row.label if len(answers) == 1 else f"{row.label} ({len(answers)})"
        found.append(
            Said(headline=row.headline, estimate=row.estimate, label=label, is_kept=row.is_kept)
        )
    return found


def _sign(row: Said) -> int:
    """1 where the test points to more police action against the group, −1 to less, 0 neither."""
    centre = row.estimate.scale.no_difference or 0.0
    side = (row.estimate.value > centre) - (row.estimate.value < centre)
    return side * row.headline.towards


def _direction(row: Said, p: float | None, alpha: float) -> str:
    if p is None or p >= alpha:
        return EITHER
    if not row.is_kept:
        return DEPENDS
    return MORE if _sign(row) > 0 else LESS


def _evidence(row: Said, level: float) -> Estimate:
    p = row.estimate.p_value if row.estimate.p_value is not None else 1.0
    score = _sign(row) * float(stats.norm.isf(max(p, 1e-300) / 2))
    return untyped(
        name="evidence",
        group=row.estimate.group,
        reference=row.estimate.reference,
        stratum=row.label,
        value=score,
        low=float("nan"),
        high=float("nan"),
        level=level,
        scale=Scale.INDEX,
        n=row.estimate.n,
        missing_share=row.estimate.missing_share,
        p_value=row.estimate.p_value,
    )


def _tallies(said: list[Said], directions: list[str], level: float) -> Iterator[Estimate]:
    groups = sorted({row.estimate.group for row in said})
    for group in groups:
        own = [d for row, d in zip(said, directions, strict=True) if row.estimate.group == group]
        for name, direction in (
            ("tests_pointing_to_more", MORE),
            ("tests_pointing_to_less", LESS),
            ("tests_without_enough_evidence", EITHER),
            ("tests_that_depend_on_the_model", DEPENDS),
        ):
            count = float(own.count(direction))
            yield untyped(
                name=name,
                group=group,
                value=count,
                low=count,
                high=count,
                level=level,
                scale=Scale.COUNT,
                n=len(own),
            )


def _unanswered(results: Sequence[Outcome]) -> tuple[Note, ...]:
    refused = [result for result in results if isinstance(result, Refusal)]
    if not refused:
        return ()
    text = "; ".join(f"{refusal.method} ({refusal.reason})" for refusal in refused)
    return (Note(code="not-answered", text=f"Tests that gave no answer: {text}."),)


NOT_VOTES = Note(
    code="not-votes",
    text="Tests are not votes: they ask different questions, share the same records, and can all "
    "be misled by the same gap in them. Agreement between tests with different weaknesses is what "
    "adds weight; a single test is not evidence by itself.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(noun="results"),
    run=agreement,
    refuses_when="fewer than two of the tests gave an answer",
    assumptions=("each test's own assumptions, which differ",),
    overturned_by=("a flaw of the records that all tests share",),
    cannot_say=("how large a difference is", "why tests disagree"),
    reference="Neil & Winship (2019), Annual Review of Criminology 2:73-98; Holm (1979), "
    "Scandinavian Journal of Statistics 6:65-70",
)
