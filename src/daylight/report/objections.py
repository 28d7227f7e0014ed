"""Every method → the objections that can be raised against its answers; and raising them.

A method may keep its own with its `Presentation`. What nothing in a run answers is conceded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daylight.report.context import AnsweredQuestion
from daylight.report.finding import Finding
from daylight.report.forbidden import checked
from daylight.report.objection import Hearing, Rejoinder
from daylight.report.topic import Raised, Topic
from daylight.report.wording.objections import OBJECTIONS, conceded

STOP_RATES = (
    "stop_rate_ratio_within_places",
    "stop_rate_ratio_adjusted",
    "stop_rate_ratio",
    "daylight_odds_ratio",
)
FORCE_RATIOS = (
    "force_ratio_residents",
    "force_ratio_stops",
    "force_ratio_arrests",
    "force_ratio_calls",
)
HIT_RATES = (
    "hit_rate_difference_same_ground",
    "hit_rate_difference_within",
    "hit_rate_difference_by_ground",
    "hit_rate_difference",
)
THRESHOLDS = ("threshold_gap",)
SHARES_OF_CHANCE = ("chance_share", "reliability", "top_share_by_chance")

WORKLOAD = Raised(
    Topic.WORKLOAD,
    ("later_share_above_alike", "exposure_share", "variance_share", *SHARES_OF_CHANCE),
    is_own=True,
)
COMPARED = (
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)
"""What every comparison is open to."""

BY_STOPS = (
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.RECORDING, ("missing_race_share_by_key",)),
    Raised(Topic.PURPOSE),
)
"""The same for stops, whose blanks a run may follow over time."""


def _ends(end: str, *adjusted: str) -> tuple[Raised, ...]:
    """What the share of stops with one end is open to, crude, adjusted or by a regression."""
    rate = f"{end}_rate"
    within = (f"{rate}_difference_adjusted", "mean_officer_gap")
    return (
        Raised(Topic.THOSE_STOPPED, STOP_RATES),
        Raised(
            Topic.OMITTED,
            (f"{rate}_ratio_adjusted", f"{end}_odds_ratio", *adjusted),
        ),
        Raised(Topic.OFFICERS, within),
        Raised(
            Topic.BLANKS,
            (f"{rate}_tipping_share", f"{rate}_adjusted_tipping_share", "missing_race_share"),
        ),
        Raised(Topic.DEFINITIONS),
        *BY_STOPS,
    )


EFFECTS = (
    "callaway-santanna",
    "event-study",
    "interrupted-time-series",
    "placebo",
    "roth-santanna",
    "synthetic-control",
    "synthetic-did",
    "two-way-fixed-effects",
)
EQUAL_RISK = "search_rate_difference_at_equal_risk"
ADJUSTED_FURTHER = {"search": (EQUAL_RISK,)}

_STOP_RATE = (
    Raised(Topic.RESIDENTS, STOP_RATES),
    Raised(Topic.BLANKS, ("missing_race_share",)),
    Raised(Topic.DEFINITIONS),
    *BY_STOPS,
)
_HITS = (
    Raised(Topic.THOSE_SEARCHED, THRESHOLDS),
    Raised(Topic.DEFINITIONS, HIT_RATES),
    Raised(Topic.BLANKS, ("missing_race_share",)),
    *BY_STOPS,
)
_THRESHOLD = (
    Raised(Topic.MODEL),
    Raised(Topic.THOSE_STOPPED, HIT_RATES),
    Raised(Topic.BLANKS, ("missing_race_share",)),
    *BY_STOPS,
)
_NUMBERS = (
    Raised(Topic.THOSE_STOPPED, STOP_RATES),
    Raised(
        Topic.OMITTED, ("mean_minutes_difference_adjusted", "mean_citations_difference_adjusted")
    ),
    Raised(Topic.BLANKS, ("missing_race_share",)),
    Raised(Topic.DEFINITIONS),
    *BY_STOPS,
)
_FORCE_ONLY = (
    Raised(Topic.FORCE_ONLY, FORCE_RATIOS),
    Raised(Topic.BLANKS),
    *COMPARED,
)
_SHARES_OF_FORCE = (*_FORCE_ONLY, Raised(Topic.OMITTED), Raised(Topic.DEFINITIONS))
_SEVERITY = (
    *_FORCE_ONLY,
    Raised(Topic.OMITTED, ("severity_odds_ratio",)),
    Raised(Topic.DEFINITIONS, ("severity_odds_ratio",)),
    Raised(Topic.MODEL, ("odds_ratio_above",)),
)
_DESCRIBED = (
    Raised(
        Topic.LISTS, ("list_coverage", "without_force_same_day_share", "agencies_covered_share")
    ),
    Raised(Topic.BLANKS),
    *COMPARED,
)
_OFFICERS = (
    WORKLOAD,
    Raised(Topic.LISTS),
    Raised(Topic.MODEL),
    Raised(Topic.DEFINITIONS),
    *COMPARED,
)
_EFFECTS = (
    Raised(Topic.COMPARISONS, ("units_beyond_placebos", "placebos_as_large")),
    Raised(Topic.DATES, ("placebos_as_large",)),
    Raised(Topic.MODEL, ("bounded_effect",)),
    Raised(Topic.DEFINITIONS, ("average_effect", "effect_on_unit", "step")),
    *COMPARED,
)
_TRUST = (
    Raised(Topic.RESPONDENTS),
    Raised(Topic.BLANKS),
    Raised(Topic.DEFINITIONS),
    *COMPARED,
)
_TOGETHER = (
    Raised(Topic.DEFINITIONS, ("share_of_choices_on_the_same_side",)),
    Raised(Topic.PURPOSE),
)

RAISED: dict[str, tuple[Raised, ...]] = {
    "stop-rate": _STOP_RATE,
    "stop-rate-adjusted": (*_STOP_RATE, Raised(Topic.MODEL)),
    **{
        f"{end}-{kind}": _ends(end, *ADJUSTED_FURTHER.get(end, ()))
        for end in ("search", "frisk", "citation", "arrest")
        for kind in ("rate", "rate-adjusted")
    },
    **{
        f"{end}-regression": (
            *_ends(end, *ADJUSTED_FURTHER.get(end, ())),
            Raised(Topic.MODEL),
        )
        for end in ("search", "frisk", "citation", "arrest")
    },
    "hidden-confounder": _ends("search", *ADJUSTED_FURTHER["search"]),
    "risk-adjusted": (
        Raised(Topic.MODEL, ("search_rate_difference_at_equal_risk_bounds",)),
        *_ends("search"),
    ),
    "anwar-fang": (Raised(Topic.THOSE_STOPPED, STOP_RATES), Raised(Topic.BLANKS), *BY_STOPS),
    "outcome": _HITS,
    "knowles-persico-todd": _HITS,
    "threshold": _THRESHOLD,
    "threshold-discriminant": _THRESHOLD,
    "veil-of-darkness": (
        Raised(Topic.DARKNESS),
        Raised(Topic.MODEL),
        Raised(Topic.BLANKS, ("missing_race_share",)),
        *BY_STOPS,
    ),
    "place-concentration": (
        Raised(Topic.PLACES),
        Raised(Topic.BLANKS, ("missing_race_share",)),
        *BY_STOPS,
    ),
    "repeat-contact": (
        Raised(Topic.LISTS),
        Raised(Topic.BLANKS, ("missing_race_share",)),
        Raised(Topic.DEFINITIONS),
        *BY_STOPS,
    ),
    "missing-race": (Raised(Topic.LISTS), Raised(Topic.DEFINITIONS), *BY_STOPS),
    "stop-duration": _NUMBERS,
    "multiple-citations": _NUMBERS,
    "force-rate": (
        Raised(Topic.FORCE_EXPOSURE, FORCE_RATIOS),
        Raised(Topic.OMITTED),
        Raised(Topic.BLANKS),
        Raised(Topic.DEFINITIONS),
        *COMPARED,
    ),
    "force-composition": _SHARES_OF_FORCE,
    "force-circumstances": _SHARES_OF_FORCE,
    "force-weapons": (*_FORCE_ONLY, Raised(Topic.DEFINITIONS), Raised(Topic.LISTS)),
    "force-severity": _SEVERITY,
    "force-severity-three-levels": _SEVERITY,
    "force-selection": (
        Raised(Topic.THOSE_STOPPED, STOP_RATES),
        Raised(
            Topic.MODEL,
            (
                "force_difference_adjusted",
                "force_total_effect_att",
                "force_total_effect_ate_lower",
                "force_total_effect_ate_upper",
            ),
        ),
        Raised(Topic.OMITTED, ("force_difference_adjusted", "force_total_effect_att")),
        Raised(Topic.BLANKS),
        Raised(Topic.DEFINITIONS),
        *COMPARED,
    ),
    "force-trend": (
        Raised(Topic.FORCE_EXPOSURE),
        Raised(Topic.MODEL, ("yearly_ratio_nb",)),
        Raised(Topic.DEFINITIONS),
        *COMPARED,
    ),
    "benchmark-share": (
        Raised(Topic.FORCE_EXPOSURE, FORCE_RATIOS),
        Raised(Topic.BLANKS),
        *COMPARED,
    ),
    "transport-safety": _DESCRIBED,
    "capture-recapture": (Raised(Topic.MODEL), *_DESCRIBED),
    "force-reporting": (Raised(Topic.DEFINITIONS), *_DESCRIBED),
    "force-participation": _DESCRIBED,
    "policy-checks": (Raised(Topic.READINGS, ("agreement", "kappa")), Raised(Topic.PURPOSE)),
    "concentration": _OFFICERS,
    "persistence": _OFFICERS,
    "removal": (*_OFFICERS, Raised(Topic.OMITTED)),
    "variance-by-level": _OFFICERS,
    "internal-benchmark": _OFFICERS,
    "same-scene": _OFFICERS,
    "peer-exposure": (*_OFFICERS, Raised(Topic.OMITTED)),
    "officers-or-department": _OFFICERS,
    "early-intervention": (WORKLOAD, Raised(Topic.LISTS), Raised(Topic.DEFINITIONS), *COMPARED),
    "officer-gaps": (
        Raised(Topic.THOSE_STOPPED, STOP_RATES),
        Raised(Topic.OMITTED),
        Raised(Topic.BLANKS),
        Raised(Topic.DEFINITIONS),
        *COMPARED,
    ),
    **dict.fromkeys(EFFECTS, _EFFECTS),
    "sequential-monitoring": (
        Raised(Topic.LOOKS),
        Raised(Topic.BASELINE),
        Raised(Topic.DATES),
        Raised(Topic.BLANKS),
        Raised(Topic.DEFINITIONS),
        *COMPARED,
    ),
    "agency-funnel": (
        Raised(Topic.AGENCIES),
        Raised(Topic.DEFINITIONS),
        Raised(Topic.BLANKS),
        *COMPARED,
    ),
    "coded-share": (
        Raised(Topic.CODERS, ("coding_error_difference",)),
        Raised(Topic.DEFINITIONS),
        *COMPARED,
    ),
    "survey-level": _TRUST,
    "survey-gap": _TRUST,
    "survey-change": (Raised(Topic.DATES), *_TRUST),
    "agreement": _TOGETHER,
    "multiverse": _TOGETHER,
}


def raised(method: str) -> tuple[Raised, ...]:
    """The objections a method's answers are open to, wherever they are declared."""
    from daylight.report.presentations import PRESENTATIONS

    own = PRESENTATIONS[method].objections if method in PRESENTATIONS else None
    return RAISED[method] if own is None else own


def answers(hearing: Hearing) -> tuple[Rejoinder, ...]:
    """Every objection that will be raised against a finding, with its answer."""
    found = (_put(hearing, one) for one in raised(hearing.question.method))
    return tuple(answer for answer in found if answer is not None)


def _put(hearing: Hearing, one: Raised) -> Rejoinder | None:
    """One objection to one finding; None where nobody would raise it against how it stands."""
    objection = OBJECTIONS[one.topic]
    says = objection.says(hearing.stands)
    if not says:
        return None
    said = objection.answering(hearing, one) if objection.answering else None
    where = f"objection {one.topic.name} to {hearing.finding.id}"
    return Rejoinder(
        topic=one.topic,
        says=checked(says, where),
        answer=checked(said.text if said else conceded(objection), where),
        cited=said.cited if said else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenged:
    """A question's headline findings before their critics.

    Parameters
    ----------
    heard
        Each headline finding with every objection to it.
    """

    question: AnsweredQuestion
    heard: tuple[tuple[Finding, tuple[Rejoinder, ...]], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The findings that are heard."""
        return tuple(finding.id for finding, _ in self.heard)

    @property
    def shared(self) -> tuple[Rejoinder, ...]:
        """Objections with one answer for all headline findings, where there are several."""
        if len(self.heard) == 1:
            return ()
        merged = []
        for one in self.heard[0][1]:
            alike = [a for _, given in self.heard for a in given if _same(a, one)]
            if len(alike) == len(self.heard):
                says = " ".join(dict.fromkeys(a.says for a in alike))
                merged.append(replace(one, says=says))
        return tuple(merged)

    @property
    def apart(self) -> tuple[tuple[Finding, tuple[Rejoinder, ...]], ...]:
        """The other objections, finding by finding."""
        shared = self.shared
        return tuple(
            (finding, tuple(a for a in given if not any(_same(a, one) for one in shared)))
            for finding, given in self.heard
        )


def _same(one: Rejoinder, other: Rejoinder) -> bool:
    return (one.topic, one.answer) == (other.topic, other.answer)


def challenged(questions: Sequence[AnsweredQuestion]) -> tuple[Challenged, ...]:
    """Every question with a headline, primary ones first."""
    ordered = sorted(questions, key=lambda one: (not one.is_primary, one.family.gravity))
    return tuple(
        Challenged(
            question=question,
            heard=tuple((one, answers(Hearing(one, question, questions))) for one in told),
        )
        for question in ordered
        if (told := headlines(question, questions))
    )


def headlines(
    question: AnsweredQuestion, questions: Sequence[AnsweredQuestion]
) -> tuple[Finding, ...]:
    """The findings of a question that stand for it in court.

    All of a primary question; of another, those larger than chance; where nothing was declared
    primary, at least the first.
    """
    if question.is_primary:
        return question.findings
    clear = tuple(one for one in question.findings if one.grade > 1)
    if clear or any(one.is_primary for one in questions):
        return clear
    return question.findings[:1]
