"""The sentences of the notes that methods on effects leave beside their numbers."""

from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.numbers import minus


def _too_short(facts: Facts) -> str:
    units = "; ".join(facts["units"])
    return f"Fewer than {facts['periods']} periods, or no events at all, on one side: {units}."


def _far_off(facts: Facts) -> str:
    cells = [
        f"{cell} ({factor:.2f} times)"
        for cell, factor in zip(facts["cells"], facts["factors"], strict=True)
    ]
    more = f" and {len(cells) - MOST_NAMED} more" if len(cells) > MOST_NAMED else ""
    told = (
        f"{facts['outcome']} lies far off what the periods around it say in "
        f"{'; '.join(cells[:MOST_NAMED])}{more}: a part of a period reported, a count entered "
        "twice, or a year like no other."
    )
    if "value" not in facts:
        return f"{told} Without them there is no answer."
    if facts["is_ratio"]:
        value, low, high = (f"{100 * (facts[k] - 1):+,.1f} %" for k in ("value", "low", "high"))
    else:
        value, low, high = (f"{facts[k]:,.4g}" for k in ("value", "low", "high"))
    return f"{told} Without them the first number is {minus(f'{value} ({low} to {high})')}."


MOST_NAMED = 5

NOTES: dict[str, NoteWords] = {
    "far-off": _far_off,
    "few-treated": lambda f: (
        f"Only {f['units']} treated units stand behind this number, and its error rests on "
        "so few that it is itself uncertain; read it beside the placebo distribution."
    ),
    "no-power": lambda f: (
        f"From {f['units']} treated units the interval is {f['longer']:.1f} times as long as "
        "the same error would make it with many, so this method finds next to nothing here: "
        "that it finds no change says nothing."
    ),
    "dealt-anew": lambda f: (
        f"With {f['units']} treated units, p-value and interval come from dealing the start "
        f"dates anew among all units, {f['deals']:,} times, as if by lot. Usual errors of so "
        "few find differences where there are none."
    ),
    "break": lambda f: f"{f['period']}: {f['reason']}.",
    "unverified-dates": lambda f: (
        f"Dates not checked against the documents: {'; '.join(f['units'])}."
    ),
    "parallel-trends": fixed(
        "The number is an effect only if treated and comparison units would have moved alike. "
        "Periods before treatment can contradict that and can never confirm it."
    ),
    "single-unit-cohorts": lambda f: (
        f"Some first treated periods hold a single unit, so the error of {f['outcome']} counts "
        "differences between treated units as chance."
    ),
    "quiet-before-is-not-proof": fixed(
        "Finding no earlier movement does not show that trends were parallel: the test misses "
        "movements smaller than its intervals. The bounds say how much movement it would take."
    ),
    "no-pre-trend-test": lambda f: (
        f"Too few treated units to test whether {f['outcome']} moved apart before the start."
    ),
    "moved-before": lambda f: (
        f"{f['outcome']} of treated and comparison units moved apart before the start "
        f"(p = {f['p']:.3f}); the comparison is in doubt."
    ),
    "random-order": fixed(
        "The number rests on the order of starting having been as good as random. Where it was "
        "chosen, use callaway-santanna."
    ),
    "order-not-random": lambda f: (
        f"Before it began, {f['outcome']} already differed between early and late starters "
        "more than a random order explains. This method assumes a random order."
    ),
    "forbidden-comparisons": lambda f: (
        f"Starts are staggered over {f['periods']} periods, so units treated earlier stand in "
        f"as comparison for later ones; negative weights add up to {f['negative']:.2f}. The "
        "coefficient can have the wrong sign even if every effect has the same one. Prefer "
        "callaway-santanna."
    ),
    "chosen-place-and-date": fixed(
        "The place and the date were not drawn by lot. The gap is what moved with the "
        "intervention, and with whatever led to it."
    ),
    "chosen-timing": fixed(
        "Nobody drew these places and dates by lot: they were chosen, often after events that "
        "themselves change crime and recording. Placebos show what is ordinary; they cannot tell "
        "the intervention from what led to it."
    ),
    "poor-fit": lambda f: (
        f"No mix of other places tracked {f['outcome']} of {f['unit']} "
        f"({f['first_treated']}) well before the date."
    ),
    "no-placebos": lambda f: (
        f"No comparison for {f['outcome']}, too few periods, donors or placebos: "
        f"{'; '.join(f['units'])}."
    ),
    "series-too-short": _too_short,
    "autocorrelation": lambda f: (
        f"{f['outcome']} of {f['unit']} ({f['first_treated']}): neighbouring periods "
        f"resemble each other strongly (autocorrelation about {f['rho']:.2f}); the interval "
        "allows for it, and what looks like a trend can be slow wandering."
    ),
    "break-in-series": lambda f: (
        f"{f['outcome']} of {f['unit']} ({f['first_treated']}): the level jumps to "
        f"{f['factor']:.2f} times at {f['period']:g}, away from the date. Records may have "
        "changed there; only the stretch around the date is used."
    ),
    "series-alone": lambda f: (
        f"{f['units']} untreated units have a series as long; {f['needed']} are needed to say "
        "how often nothing at all gives as large a change. The interval is that of the series "
        "alone, and there is no p-value."
    ),
    "no-comparison": fixed(
        "One place against its own past: anything else that changed at that time, here or "
        "everywhere, is part of the number."
    ),
}
