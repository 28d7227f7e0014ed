"""A made-up city's report, in the shape a study hands over; the counts are invented."""

from daylight.data.comparison import PRIMARY, Comparison, Family
from daylight.data.provenance import Provenance
from daylight.data.result import Note, Outcome, Refusal, Result, Scale
from daylight.model.intervals import poisson_rate, rate_ratio, rate_ratio_p, risk_ratio, wilson
from daylight.model.multiplicity import correct_by_family
from daylight.report import labels, numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart
from daylight.report.charts.courses import Course, CourseForm, CoursePoint, Courses
from daylight.report.charts.intervals import intervals
from daylight.report.charts.marks import Extent
from daylight.report.charts.sharecurve import Curve, ShareCurves
from daylight.report.charts.timeline import Timeline
from daylight.report.claim import Check, Claim
from daylight.report.context import AnsweredQuestion, Code, ReportContext, RowAccount
from daylight.report.defence import DeclaredCheck, Defence
from daylight.report.finding import Weighing, claims, findings, headline_p
from daylight.report.numbers import stated
from daylight.report.wording.plan import EXPLORATORY
from tests.estimates import estimate_of

STOPS = {"white": 11703, "black": 15220, "hispanic": 2432, "native_american": 1417, "asian": 980}
SEARCHES = {"white": 640, "black": 2215, "hispanic": 183, "native_american": 214, "asian": 39}
PLACES = tuple(f"Precinct {n}" for n in range(1, 6))

SQL = """SELECT
  "t1"."subject_race",
  "t1"."district",
  COUNT(*) AS "stops",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted", FALSE) AS BIGINT)), 0) AS "searches"
FROM (
  SELECT COALESCE("t0"."subject_race", 'unknown') AS "subject_race", "t0"."district"
  FROM "stops" AS "t0"
) AS "t1"
GROUP BY 1, 2"""

PROVENANCE = Provenance(
    origin="the reduction searches",
    sources={"stops.csv": "6d0e5c4e4d0b0b8a" * 4},
    rows_read=51_920,
    rows_kept=43_699,
    rows_dropped={"race not recorded": 8_221},
    sql=SQL,
)


def search_rates() -> Result:
    rates = wilson(list(SEARCHES.values()), list(STOPS.values()))
    estimates = [
        estimate_of(
            name="search_rate",
            group=group,
            value=float(rates.value[i]),
            low=float(rates.low[i]),
            high=float(rates.high[i]),
            scale=Scale.PROPORTION,
            n=STOPS[group],
            missing_share=0.158,
        )
        for i, group in enumerate(STOPS)
    ]
    for position, group in enumerate(list(STOPS)[1:]):
        ratio = risk_ratio(SEARCHES[group], STOPS[group], SEARCHES["white"], STOPS["white"])
        estimates.append(
            estimate_of(
                name="search_rate_ratio",
                group=group,
                reference="white",
                value=float(ratio.value),
                low=float(ratio.low),
                high=float(ratio.high),
                scale=Scale.RATIO,
                n=STOPS[group] + STOPS["white"],
                missing_share=0.158,
                p_value=(1e-9, 3e-5, 2e-8, 0.04)[position],
            )
        )
    return Result(
        method="search-rate",
        reference="white",
        estimates=tuple(estimates),
        notes=(
            Note(code="blank-race", facts={"share": 0.158, "unit": "stops"}),
            Note(code="uneven-blanks"),
        ),
        diagnostics={"strata": 30, "breslow_day_p": 0.21},
        provenance=PROVENANCE,
    )


def darkness() -> Result:
    estimates = [
        estimate_of(
            name="odds_ratio_dark",
            group="black",
            reference="white",
            place=place or None,
            value=value,
            low=low,
            high=high,
            scale=Scale.ODDS_RATIO,
            n=n,
            p_value=p,
        )
        for place, value, low, high, n, p in (
            ("", 0.94, 0.86, 1.03, 6_120, 0.18),
            ("Precinct 1", 1.02, 0.81, 1.28, 1_010, 0.86),
            ("Precinct 2", 0.88, 0.64, 1.21, 640, 0.43),
            ("Precinct 3", 0.91, 0.77, 1.08, 1_930, 0.28),
            ("Precinct 4", 0.97, 0.82, 1.15, 1_700, 0.72),
            ("Precinct 5", 0.80, 0.20, 4.90, 52, 0.80),
        )
    ]
    return Result(method="veil-of-darkness", estimates=tuple(estimates), provenance=PROVENANCE)


def force() -> Result:
    counts = {"white": (2_810, 232_000), "black": (7_650, 74_000), "native_american": (870, 5_600)}
    estimates = []
    for group, (events, people) in counts.items():
        rate = poisson_rate(events, people / 1000)
        estimates.append(
            estimate_of(
                name="force_per_1000_residents",
                group=group,
                value=float(rate.value),
                low=float(rate.low),
                high=float(rate.high),
                scale=Scale.RATE,
                n=events,
                missing_share=0.031,
            )
        )
    for group in ("black", "native_american"):
        ratio = rate_ratio(*counts[group], *counts["white"])
        estimates.append(
            estimate_of(
                name="force_rate_ratio",
                group=group,
                reference="white",
                value=float(ratio.value),
                low=float(ratio.low),
                high=float(ratio.high),
                scale=Scale.RATIO,
                n=counts[group][0] + counts["white"][0],
                p_value=rate_ratio_p(*counts[group], *counts["white"]),
            )
        )
    return Result(method="force-rate", estimates=tuple(estimates), provenance=PROVENANCE)


def missing_race() -> Result:
    estimates = []
    for year in (2015, 2016, 2017):
        for month in range(1, 13):
            blank, stops = 380 + 22 * (month - 6) ** 2 // 4 + 30 * (year - 2015), 4_300
            share = wilson(blank, stops)
            estimates += [
                estimate_of(
                    name="race_missing_share",
                    group=unit,
                    place=f"{year}-{month:02d}",
                    value=float(share.value) * scale,
                    low=float(share.low) * scale,
                    high=float(share.high) * scale,
                    scale=Scale.PROPORTION,
                    n=stops,
                )
                for unit, scale in (("patrol", 1.0), ("traffic", 0.45))
            ]
    return Result(method="missing-race", estimates=tuple(estimates), provenance=PROVENANCE)


def concentration() -> Result:
    share = estimate_of(
        name="top_decile_share",
        group="all",
        value=0.368,
        low=0.361,
        high=0.375,
        scale=Scale.PROPORTION,
        n=37_270,
    )
    chance = estimate_of(
        name="excess_over_chance",
        group="all",
        reference="chance",
        value=1.71,
        low=1.64,
        high=1.79,
        scale=Scale.RATIO,
        n=37_270,
        p_value=1e-6,
    )
    return Result(method="concentration", estimates=(share, chance), provenance=PROVENANCE)


def outcomes() -> dict[str, Outcome]:
    refusal = Refusal(
        method="outcome",
        reason="Too few searches have a recorded result.",
        needed="30 searches with a recorded result in each group",
        found="0: this agency does not publish whether anything was found",
        provenance=PROVENANCE,
    )
    return {
        "searches": search_rates(),
        "darkness": darkness(),
        "hits": refusal,
        "force": force(),
        "complaints": concentration(),
        "missing": missing_race(),
    }


CHECKS = (
    Check(code="blanks", words="blanks counted as searches", held=True),
    Check(code="arrests", words="arrest searches left out", held=True),
)

DEFENCES = {
    "search-rate": Defence(
        threat="blanks that hide searches of one group",
        checks=(
            DeclaredCheck(
                code="blanks", words="blanks", holds_if="half its size is left", is_main=True
            ),
            DeclaredCheck(code="arrests", words="arrests", holds_if="half its size is left"),
        ),
    )
}


def _searches(result: Result) -> tuple[Claim, ...]:
    adjusted = ("precinct", "time of day")
    rates = {e.keys["subject_race"]: e for e in result.named("search_rate")}
    said = {"black": "Black", "hispanic": "Hispanic", "native_american": "Native American"}
    return tuple(
        Claim(
            sentence=(
                f"Officers searched {said[group]} people {stated(ratio)} times as often as white "
                f"people after a stop: {stated(rates[group])} against {stated(rates['white'])}."
            ),
            estimates=(ratio, rates[group], rates["white"]),
            adjusted_for=adjusted if group != "native_american" else (),
            checks=CHECKS if group == "black" else (),
            caveats=("A search rate does not say how often something was found.",)
            if group == "black"
            else (),
        )
        for ratio in result.named("search_rate_ratio")
        if (group := ratio.keys["subject_race"]) in said
    )


def _darkness(result: Result) -> tuple[Claim, ...]:
    overall = result.one("odds_ratio_dark", subject_race="black")
    sentence = (
        f"After dark, the odds that a stopped driver was Black were {stated(overall)} times those "
        "in daylight."
    )
    return (
        Claim(sentence=sentence, estimates=(overall,), adjusted_for=("clock time", "precinct")),
    )


def _force(result: Result) -> tuple[Claim, ...]:
    ratio = result.one("force_rate_ratio", subject_race="black")
    sentence = (
        f"Recorded force per resident was {stated(ratio)} times as frequent against Black as "
        "against white residents."
    )
    caveat = "Residents are not the people whom police meet; see the same rate per stop."
    return (Claim(sentence=sentence, estimates=(ratio,), caveats=(caveat,)),)


def _concentration(result: Result) -> tuple[Claim, ...]:
    share, excess = result.estimates
    sentence = (
        f"The tenth of officers with most complaints received {stated(share)} of all "
        f"complaints, {stated(excess)} times what chance alone would give them."
    )
    return (Claim(sentence=sentence, estimates=(excess, share)),)


def _missing(result: Result) -> tuple[Claim, ...]:
    first, last = result.estimates[0], result.estimates[-2]
    sentence = (
        f"Race was left blank in {stated(first)} of patrol stops in January 2015 and "
        f"{stated(last)} in December 2017."
    )
    return (Claim(sentence=sentence, estimates=(first, last)),)


SENTENCES = {
    "search-rate": _searches,
    "veil-of-darkness": _darkness,
    "force-rate": _force,
    "concentration": _concentration,
    "missing-race": _missing,
}

ASKED = {
    "searches": ("stops", "After a stop, whom do officers search, and how often?"),
    "darkness": (
        "stops",
        "Are fewer Black drivers stopped when officers cannot see who is driving?",
    ),
    "hits": ("searches", "When officers search, how often do they find something?"),
    "force": ("force", "Against whom is force recorded, for each thousand residents?"),
    "complaints": ("officers", "Do a few officers account for most complaints?"),
    "missing": ("stops", "How often is race left blank, when, and by which unit?"),
}


def blank_by_month() -> Chart:
    estimates = missing_race().estimates
    moments = Timeline(e.keys["place"] for e in estimates)
    groups = dict.fromkeys(labels.group_of(e) for e in estimates)
    panels = tuple(
        Course(
            title=labels.group(group),
            span=span(estimates),
            points=tuple(
                CoursePoint(
                    at=moments.at(e.keys["place"]),
                    label=str(e.keys["place"]),
                    reach=Extent(e.value, e.low, e.high),
                    told=numbers.value(e),
                )
                for e in estimates
                if labels.group_of(e) == group
            ),
        )
        for group in groups
    )
    return Chart(
        title="Race left blank, by month",
        alt="Share of stops with race left blank, 2015 to 2017, for patrol and traffic units.",
        caption="Race left blank, by month, with 95 % intervals.",
        drawing=Courses(
            panels=panels,
            form=CourseForm.LINE,
            breaks=((moments.at("2016-07-01"), "2016-07-01: new form"),),
            x_title="Month of the stop",
        ),
    )


def complaints_held() -> Chart:
    observed = ((0.0, 0.0), (0.1, 0.368), (0.2, 0.6), (0.3, 0.74), (0.5, 0.89), (1.0, 1.0))
    by_chance = ((0.0, 0.0), (0.1, 0.22), (0.3, 0.54), (0.5, 0.74), (1.0, 1.0))
    return Chart(
        title="Complaints held by officers",
        alt="Ten per cent of officers hold 37 % of complaints; chance alone would give 22 %.",
        caption="Complaints held by officers, beside equal shares and chance.",
        drawing=ShareCurves(
            observed=Curve(name="Observed", points=observed),
            by_chance=Curve(name="Expected by chance", points=by_chance),
            x_title="Share of officers, most complaints first",
            y_title="Share of complaints",
            marked=0.1,
        ),
    )


def context() -> ReportContext:
    answers = outcomes()
    proposed = claims(answers, SENTENCES)
    p = headline_p(proposed)
    comparisons = {
        key: Comparison(p_value=value, fact=key, family=Family.SEARCHES, is_primary=True)
        for key, value in p.items()
    }
    weighing = Weighing(corrected=correct_by_family(comparisons), defences=DEFENCES)
    found = findings(answers, proposed, weighing)
    charts = {key: intervals(r) for key, r in answers.items() if isinstance(r, Result)}
    charts["missing"] = (blank_by_month(),)
    charts["complaints"] = (complaints_held(),)
    questions = tuple(
        AnsweredQuestion(
            id=key,
            asked=ASKED[key][1],
            subject=ASKED[key][0],
            method=outcome.method,
            reference="Grogger & Ridgeway (2006), Journal of the American Statistical Association.",
            assumptions=(
                "Searches are recorded alike for everyone who is stopped.",
                "The stops that were recorded are the stops that took place.",
            ),
            overturned_by=("Blank search fields that hide searches of one group more often.",),
            cannot_say=("Whether any one search was justified.", "Why an officer searched."),
            refuses_when="a group has fewer than 30 stops",
            outcome=outcome,
            findings=tuple(f for f in found if f.question_id == key),
            charts=charts.get(key, ()),
        )
        for key, outcome in answers.items()
    )
    return ReportContext(
        title="Stops, searches and force in Exampleton, 2015–2017",
        department="Exampleton Police Department, Minnesota",
        period="1 January 2015 to 31 December 2017",
        version="0.1.0",
        seed=20170101,
        plan=(EXPLORATORY,),
        families={PRIMARY: len(p)},
        questions=questions,
        audits=(
            RowAccount(
                source="Exampleton stops",
                unit="stops",
                publisher="City of Exampleton open data",
                licence="CC0",
                files={"stops.csv": "6d0e5c4e4d0b0b8a" * 4},
                rows_read=51_920,
                rows_kept=51_917,
                set_aside={"impossible date": 2, "repeated id": 1},
                blanks={"subject_race": 8_221, "search_conducted": 8_221, "citation": 32_709},
                codes=(
                    Code(column="race", found="East African ", becomes="east_african", rows=612),
                ),
                remarks=("Times are published in UTC; they were read in local time.",),
            ),
        ),
        notes=("These numbers are invented to show the form of a report.",),
    )
