"""Pictures about force."""

from collections.abc import Sequence
from dataclasses import replace

from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels
from daylight.report.charts.chart import Chart
from daylight.report.charts.forms import line_with_band
from daylight.report.charts.intervals import forest
from daylight.report.wording.force_detail import CIRCUMSTANCE, whole
from daylight.report.wording.groups import people

MOST_GROUPS = 3

DENOMINATOR = {
    "force_ratio_residents": "per resident",
    "force_ratio_stops": "per stop",
    "force_ratio_arrests": "per arrest",
    "force_ratio_calls": "per call",
}
ESTIMAND = {
    "force_difference_naive": "naive, among those stopped",
    "force_difference_adjusted": "adjusted, within strata",
    "force_direct_effect": "direct effect, stop taken as given",
    "force_total_effect_att": "total effect on the group",
    "force_total_effect_ate_lower": "total effect on all, lowest",
    "force_total_effect_ate_upper": "total effect on all, highest",
}


def rate_pictures(result: Result) -> tuple[Chart, ...]:
    """Rate ratios by denominator: one row per group, one mark per denominator."""
    ratios = [
        replace(e, variant=DENOMINATOR[e.name])
        for e in result.estimates
        if e.name in DENOMINATOR and len(e.keys) == 1
    ]
    return _forest(
        ratios,
        "rate of force relative to the reference group",
        "The same people with force over different denominators; 1 means equal rates.",
    )


def composition_pictures(result: Result) -> tuple[Chart, ...]:
    """Share of people by most serious kind, groups side by side; the commonest kinds only."""
    shares = result.named("most_serious_share")
    largest: dict[str, float] = {}
    for e in shares:
        kind = str(e.keys["force_kind"])
        largest[kind] = max(largest.get(kind, 0.0), e.value)
    common = sorted(largest, key=lambda kind: -largest[kind])[:8]
    return _forest(
        [e for kind in common for e in shares if e.keys["force_kind"] == kind],
        "share of people who met force",
        "Each person counts once, under the most serious kind; the commonest kinds are shown.",
    )


def severity_pictures(result: Result) -> tuple[Chart, ...]:
    """Each group's odds ratio, and those at every cut of the scale."""
    common = result.named("severity_odds_ratio")
    cuts = [
        replace(
            e,
            keys={"subject_race": e.keys["subject_race"]},
            variant=f"above level {e.keys['above_level']}",
        )
        for e in result.named("odds_ratio_above")
    ]
    charts = (forest(shown) for shown in (common, cuts) if len(shown) > 1)
    return tuple(chart for chart in charts if chart is not None)


def selection_pictures(result: Result) -> tuple[Chart, ...]:
    """Naive, adjusted, direct and total effects on one axis, a picture per group."""
    most = sorted(result.named("force_difference_naive"), key=lambda e: -e.n)[:MOST_GROUPS]
    groups = [e for e in result.named("force_difference_naive") if e in most]
    return tuple(chart for naive in groups for chart in _selection(result, naive))


def _selection(result: Result, naive: Estimate) -> tuple[Chart, ...]:
    group = str(naive.keys["subject_race"])
    shown = _shown_shares(result)
    rows = []
    for e in result.estimates:
        rho = e.keys.get("rho")
        if e.keys["subject_race"] != group or (rho is not None and rho not in shown):
            continue
        assumed = "" if rho is None else f", assumed share {rho:g}"
        keys = {"subject_race": group}
        rows.append(replace(e, keys=keys, variant=f"{ESTIMAND[e.name]}{assumed}"))
    said = people(group)
    return _forest(
        rows,
        "difference in the share of stops with force",
        f"{said[:1].upper()}{said[1:]}: four readings of the same records. The share of stops made "
        "because of race is assumed in each row, not estimated.",
    )


def _shown_shares(result: Result) -> set[object]:
    """The first, middle and last assumed share, which is what a picture can hold."""
    shares = list(dict.fromkeys(e.keys["rho"] for e in result.named("force_total_effect_att")))
    return {shares[0], shares[len(shares) // 2], shares[-1]} if shares else set()


CUT = {"recording-break": "records change", "break-found": "level jumps"}
"""Notes at which a line is cut → what the picture says there."""


def trend_pictures(result: Result) -> tuple[Chart, ...]:
    """Counts over time, one line that is cut at every break."""
    counts = [e for e in result.estimates if e.scale is Scale.COUNT and len(e.keys) == 1]
    if len(counts) < 2:
        return ()
    (period,) = counts[0].keys
    breaks = {
        str(note.facts["period"]): CUT[note.code] for note in result.notes if note.code in CUT
    }
    cuts = sorted(breaks)
    stretched = [
        replace(e, keys={"stretch": _stretch(str(e.keys[period]), cuts), period: e.keys[period]})
        for e in counts
    ]
    first, last = counts[0], counts[-1]
    return (
        line_with_band(
            stretched,
            across=period,
            x_title="period",
            y_title="people on whom force was used",
            alt=f"Recorded force from {first.keys[period]} ({first.value:,.0f}) to "
            f"{last.keys[period]} ({last.value:,.0f})"
            + (f", cut in {', '.join(cuts)}" if breaks else "")
            + ".",
            caption="Bands are as wide as neighbouring periods differ; lines stop at every change "
            "in how force is recorded, and where the level jumps.",
            marked=breaks,
        ),
    )


def _stretch(period: str, breaks: list[str]) -> str:
    """Which stretch of like records a period lies in; `all` where there is one only."""
    if not breaks:
        return "all"
    before = [cut for cut in breaks if cut <= period]
    return f"from {before[-1]}" if before else f"before {breaks[0]}"


def circumstance_pictures(result: Result) -> tuple[Chart, ...]:
    """Share of people in each circumstance, as recorded."""
    rows = [
        replace(e, variant=labels.quantity(e.name))
        for name in CIRCUMSTANCE
        if (e := whole(result, f"{name}_share")) is not None
    ]
    return _forest(
        rows,
        "share of people on whom force was used",
        "Among those for whom the form says yes or no; blanks are left out here.",
    )


def _forest(estimates: Sequence[Estimate], title: str, caption: str) -> tuple[Chart, ...]:
    if not estimates:
        return ()
    chart = forest(estimates, title=title, caption=caption)
    return (chart,) if chart is not None else ()
