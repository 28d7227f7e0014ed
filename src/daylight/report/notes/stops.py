"""The sentences of the notes that methods on stops leave beside their numbers."""

from daylight.report.labels import said
from daylight.report.notes.words import NoteWords, fixed
from daylight.report.refusals.stops import why_not_compared
from daylight.report.wording.groups import all_people, people

A_STOP_ENDS_IN = {
    "search": "a search",
    "frisk": "a frisk",
    "citation": "a citation",
    "arrest": "an arrest",
}

NOTES: dict[str, NoteWords] = {
    "blank-outcome": lambda f: (
        f"The field is blank for up to {100 * f['share']:.0f} % of stops of a group "
        f"({people(f['group'])}); a blank is not a no, and the shares describe only the stops "
        "where it was filled in."
    ),
    "uneven-blanks": fixed(
        "The field is left blank more often for some groups than for others, so the recorded "
        "shares may not be comparable; see the bounds."
    ),
    "too-few-stops": lambda f: (
        f"Groups with fewer than {f['min_n']} recorded stops are not compared: "
        f"{all_people(f['groups'])}."
    ),
    "little-overlap-of-stops": lambda f: (
        f"Only {100 * f['share']:.0f} % of stops of {people(f['group'])} fall where "
        f"{people(f['reference'])} "
        "were also stopped under the same circumstances; the comparison describes those only."
    ),
    "heterogeneous": lambda f: (
        f"The ratio for {people(f['group'])} differs from stratum to stratum by more than "
        "chance; the pooled number is an average of unlike comparisons."
    ),
    "partial-darkness": fixed(
        "Street lights let race be seen at night, and vehicles give other hints; both pull the "
        "comparison towards no difference."
    ),
    "drivers-adapt": fixed(
        "If drivers of a group drive more slowly, or stay away, when they can be seen, the "
        "comparison can miss a difference or reverse it."
    ),
    "season": lambda f: (
        "In the weeks around clock changes, when the clock moves but the season hardly does, "
        f"the odds ratio of {people(f['group'])} is {f['weeks']:.2f} instead of "
        f"{f['year']:.2f}, more of a difference than chance explains. Who is on the road at "
        "one clock time may change with the season; the whole year's number then mixes season "
        "with light."
    ),
    "not-compared": lambda f: f"Not compared: {'; '.join(why_not_compared(f))}.",
    "blank-number": lambda f: f"The number was left blank for {100 * f['share']:.0f} % of stops.",
    "blanks-depend-on-event": lambda f: (
        f"Race is blank after {100 * f['with']:.1f} % of the stops that ended in "
        f"{A_STOP_ENDS_IN[f['event']]} and {100 * f['without']:.1f} % of the others, so "
        "whether a stop can be counted here depends on what happened in it."
    ),
    "uneven-missing-race": lambda f: (
        f"By {said(f['key'])}, race is left blank far more often after some stops than after "
        "others."
    ),
    "unlinked": lambda f: (
        f"{100 * f['share']:.1f} % of stops cannot be tied to a person; repeated stops among "
        "them are unseen."
    ),
    "several-races": lambda f: (
        f"The race of {f['persons']:,} persons ({100 * f['share']:.1f} %) was recorded in "
        "several ways; each is counted under the one recorded most often. They are people "
        "stopped again, so another choice would change these shares."
    ),
    "blank-place": lambda f: (
        f"{100 * f['share']:.1f} % of stops have no place and are in none of these numbers."
    ),
    "benchmark": fixed(
        "No benchmark equals the people at risk of being stopped: residents are not all on the "
        "road, visitors are, and one person can be stopped several times."
    ),
    "independent-stops": fixed(
        "The interval takes stops as independent; counted by place it is wider, because places "
        "differ in how much their rates differ."
    ),
    "unmatched-places": lambda f: (
        f"{f['stops']:,} stops ({100 * f['share']:.1f} %) were made in places that the "
        f"benchmark {f['benchmark']} does not know, or where no place was recorded; no rate of "
        "this benchmark holds them."
    ),
    "no-benchmark": lambda f: (
        f"The benchmark ({f['benchmark']}) does not count "
        f"{all_people(f['groups'])}; their stops have no rate."
    ),
    "selected-benchmark": lambda f: (
        f"The benchmark {f['benchmark']} counts events that were themselves recorded by "
        "people; where that recording differs by group, so does the ratio."
    ),
    "benchmark-in-places": fixed(
        "Adjusting for place removes differences between places, not differences in who is on the "
        "street in one place, nor errors of the benchmark."
    ),
    "overdispersed": lambda f: (
        f"Counts scatter {f['dispersion']:.1f} times as much as a Poisson model allows. The "
        "interval of that model, which stands in the table, is too narrow; the headline's is "
        "widened for it."
    ),
    "left-out": lambda f: (
        f"{f['stops']:,} stops are left out: their group is unknown, or nobody of it is in the "
        "benchmark of their place."
    ),
}
