"""Every method that adjusts for something → its main threat and the checks it must face.

Where no check of the main threat is declared, no answer of the method can reach grade 4.
"""

from daylight.report.defence import CLEAR, SAME_SIDE_AND_HALF, DeclaredCheck, Defence

HIDDEN = DeclaredCheck(
    code="hidden-circumstance",
    words="an unrecorded circumstance (a question of hidden-confounder on the same keys, named in "
    "checked_by)",
    holds_if="the difference stays clear of none with a hidden circumstance that doubles the "
    "odds of both group and outcome",
    is_main=True,
)
BLANKS = DeclaredCheck(
    code="blanks", words="blanks counted in the least favourable way", holds_if=CLEAR
)
BENCHMARK = DeclaredCheck(
    code="other-benchmark",
    words="another benchmark (a question on stop rates named in checked_by)",
    holds_if=f"{SAME_SIDE_AND_HALF}, with an interval that leaves out no difference",
    is_main=True,
)
COUNT_MODELS = DeclaredCheck(
    code="count-models",
    words="other models of counts",
    holds_if=f"{SAME_SIDE_AND_HALF}, with an interval that leaves out no difference",
)
RISK_ERRORS = DeclaredCheck(
    code="risk-errors", words="errors in the estimated risk", holds_if=CLEAR, is_main=True
)
OTHER_RISK_MODEL = DeclaredCheck(
    code="risk-models",
    words="the other model of risk and other prior scales",
    holds_if=SAME_SIDE_AND_HALF,
    is_main=True,
)
EARLIER_TRENDS = DeclaredCheck(
    code="trends-as-before",
    words="trends that differ up to 1 × as before",
    holds_if=CLEAR,
    is_main=True,
)
OTHER_TRENDS = DeclaredCheck(
    code="other-trends", words="other supposed differences of trend", holds_if=CLEAR
)
DEALT_ANEW = DeclaredCheck(
    code="dates-dealt-anew",
    words="start dates dealt anew at random",
    holds_if="fewer deals than the level allows give a change as large",
    is_main=True,
)
WITHOUT_ONE = DeclaredCheck(
    code="without-one-unit", words="leaving out any one unit", holds_if=SAME_SIDE_AND_HALF
)

CLOCK_CHANGES = DeclaredCheck(
    code="around clock changes",
    words="only the weeks around clock changes",
    holds_if=SAME_SIDE_AND_HALF,
    is_main=True,
)
OTHER_WAYS = DeclaredCheck(
    code="other-ways", words="other ways to make the comparison", holds_if=SAME_SIDE_AND_HALF
)

UNRECORDED = "a circumstance that was not recorded"
UNLIKE_TRENDS = "trends that would have differed anyway"
OTHER_EVENTS = "something else that happened to the treated units at the time"

_HIDDEN_OR_BLANK = Defence(threat=UNRECORDED, checks=(HIDDEN, BLANKS))
_UNRECORDED = Defence(threat=UNRECORDED)
_BENCHMARK = Defence(threat="a benchmark that is not the people who could have been stopped")
_POSTS = Defence(threat="posts and shifts that the exposure does not hold")
_RISK_MODEL = Defence(threat="the assumed model of risk", checks=(OTHER_RISK_MODEL,))

DEFENCES: dict[str, Defence] = {
    "stop-rate": _BENCHMARK,
    "stop-rate-adjusted": Defence(threat=_BENCHMARK.threat, checks=(BENCHMARK, COUNT_MODELS)),
    **{
        f"{end}-{kind}": _HIDDEN_OR_BLANK if end == "search" else _UNRECORDED
        for end in ("search", "frisk", "citation", "arrest")
        for kind in ("rate-adjusted", "regression")
    },
    "hidden-confounder": _HIDDEN_OR_BLANK,
    "risk-adjusted": Defence(threat="errors in the estimated risk", checks=(RISK_ERRORS,)),
    "outcome": Defence(threat="searches of unlike risk behind one hit rate"),
    "threshold": _RISK_MODEL,
    "threshold-discriminant": _RISK_MODEL,
    "veil-of-darkness": Defence(
        threat="driving or patrol that differs by daylight", checks=(CLOCK_CHANGES, OTHER_WAYS)
    ),
    "stop-duration": _UNRECORDED,
    "multiple-citations": _UNRECORDED,
    "force-severity": _UNRECORDED,
    "force-severity-three-levels": _UNRECORDED,
    "force-selection": _UNRECORDED,
    "concentration": _POSTS,
    "removal": _POSTS,
    "internal-benchmark": _POSTS,
    "same-scene": Defence(threat="what each officer at a scene had to do"),
    "peer-exposure": Defence(threat="colleagues who share what is not recorded of a post"),
    "officers-or-department": _POSTS,
    "officer-gaps": Defence(
        threat="stops of the groups that differ, under one officer, in what was not recorded",
        checks=(HIDDEN,),
    ),
    "sequential-monitoring": Defence(
        threat="a change of what is recorded, or something else that happened in the meantime"
    ),
    "agency-funnel": Defence(
        threat="agencies that work or record differently in what was not held alike"
    ),
    "coded-share": Defence(
        threat="texts that were not drawn at random, or a reader who saw the label"
    ),
    "callaway-santanna": Defence(threat=UNLIKE_TRENDS),
    "event-study": Defence(threat=UNLIKE_TRENDS, checks=(EARLIER_TRENDS, OTHER_TRENDS)),
    "interrupted-time-series": Defence(threat=OTHER_EVENTS),
    "placebo": Defence(threat=OTHER_EVENTS, checks=(WITHOUT_ONE,)),
    "roth-santanna": Defence(
        threat="an order of starting that was not random", checks=(DEALT_ANEW,)
    ),
    "synthetic-control": Defence(threat=OTHER_EVENTS),
    "synthetic-did": Defence(threat=OTHER_EVENTS),
    "two-way-fixed-effects": Defence(threat=UNLIKE_TRENDS),
}
