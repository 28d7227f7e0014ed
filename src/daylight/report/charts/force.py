"""Pictures about force."""

from collections.abc import Callable, Sequence

from daylight.data.result import Estimate, Result
from daylight.data.untyped import relabelled
from daylight.report.charts.chart import Chart
from daylight.report.charts.forms import line_with_band
from daylight.report.charts.intervals import forest
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
        relabelled(e, stratum=DENOMINATOR[e.name])
        for e in result.estimates
        if e.name in DENOMINATOR and e.stratum == "all"
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
        largest[e.stratum] = max(largest.get(e.stratum, 0.0), e.value)
    common = sorted(largest, key=lambda kind: -largest[kind])[:8]
    return _forest(
        [e for kind in common for e in shares if e.stratum == kind],
        "share of people who met force",
        "Each person counts once, under the most serious kind; the commonest kinds are shown.",
    )


def selection_pictures(result: Result) -> tuple[Chart, ...]:
    """Naive, adjusted, direct and total effects on one axis, a picture per group."""
    most = sorted(result.named("force_difference_naive"), key=lambda e: -e.n)[:MOST_GROUPS]
    groups = [e.group for e in result.named("force_difference_naive") if e in most]
    return tuple(chart for group in groups for chart in _selection(result, group))


def _selection(result: Result, group: str) -> tuple[Chart, ...]:
    rows = []
    for e in result.estimates:
        if e.group == group and e.name in ESTIMAND:
            assumed = e.stratum.replace("rho=", ", assumed share ") if e.stratum != "all" else ""
            if assumed and e.stratum not in _shown_shares(result):
                continue
            rows.append(relabelled(e, stratum=f"{ESTIMAND[e.name]}{assumed}"))
    return _forest(
        rows,
        "difference in the share of stops with force",
        f"{people(group)[:1].upper()}{people(group)[1:]}: four readings of the same records. The "
        "share of stops made because of race is assumed in each row, not estimated.",
    )


def _shown_shares(result: Result) -> set[str]:
    """The first, middle and last assumed share, which is what a picture can hold."""
    shares = list(dict.fromkeys(e.stratum for e in result.named("force_total_effect_att")))
    return {shares[0], shares[len(shares) // 2], shares[-1]} if shares else set()


def trend_pictures(result: Result) -> tuple[Chart, ...]:
    """Counts over time, one line that is cut at every break."""
    counts = [e for e in result.estimates if e.scale.value == "count" and e.group == "all"]
    if len(counts) < 2:
        return ()
    breaks = {
        str(note.facts["period"]): "records change"
        for note in result.notes
        if note.code == "recording-break"
    }
    stretched = [relabelled(e, group=_stretch(e.stratum, sorted(breaks))) for e in counts]
    first, last = counts[0], counts[-1]
    return (
        line_with_band(
            stretched,
            x_title="period",
            y_title="people on whom force was used",
            alt=f"Recorded force from {first.stratum} ({first.value:,.0f}) to {last.stratum} "
            f"({last.value:,.0f})"
            + (f", with a change of records in {', '.join(sorted(breaks))}" if breaks else "")
            + ".",
            caption="Bands are exact Poisson intervals of each count; lines stop at every change "
            "in how force is recorded.",
            marked=breaks,
        ),
    )


def _stretch(period: str, breaks: list[str]) -> str:
    """Which stretch of like records a period lies in; empty of words where there is one only."""
    if not breaks:
        return "all"
    before = [cut for cut in breaks if cut <= period]
    return f"from {before[-1]}" if before else f"before {breaks[0]}"


def circumstance_pictures(result: Result) -> tuple[Chart, ...]:
    """Share of people in each circumstance, as recorded."""
    rows = [
        relabelled(e, stratum=e.name.removesuffix("_share"))
        for e in result.estimates
        if e.name.endswith("_share") and e.group == "all"
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


PICTURES: dict[str, Callable[[Result], tuple[Chart, ...]]] = {
    "force-rate": rate_pictures,
    "force-composition": composition_pictures,
    "force-selection": selection_pictures,
    "force-trend": trend_pictures,
    "force-circumstances": circumstance_pictures,
}
