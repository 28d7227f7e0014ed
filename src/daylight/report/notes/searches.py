"""The sentences of the notes that methods on searches leave beside their numbers."""

from daylight.report.labels import words
from daylight.report.notes.words import Facts, NoteWords, fixed


def _points(difference: float) -> str:
    return f"{100 * difference:+.1f}"


def _grounds(facts: Facts, way: str) -> str:
    """Grounds with their differences and numbers of searches."""
    rows = zip(facts[way], facts[f"{way}_difference"], facts[f"{way}_searches"], strict=True)
    return ", ".join(
        f"{words(str(ground))} {_points(difference)} points ({searches:,} searches)"
        for ground, difference, searches in rows
    )


NOTES: dict[str, NoteWords] = {
    "infra-marginality": fixed(
        "A hit rate is an average over all searches, not the standard at which officers decide to "
        "search. With one and the same standard for all, groups whose risks are spread "
        "differently have different hit rates; equal hit rates can hide unequal standards. Read "
        "it with the threshold test."
    ),
    "too-few-searches": NoteWords(
        lambda f: f"Too few searches to compare: {', '.join(f['groups'])}."
    ),
    "blank-search-outcome": NoteWords(
        lambda f: (
            f"The outcome of up to {100 * f['share']:.0f} % of a group's searches was left blank; "
            "a blank is not a miss, and the bounds say what the blanks could change."
        )
    ),
    "one-place": NoteWords(
        lambda f: (
            f"One place moves the comparison: without {f['place']} the difference for "
            f"{f['group']} is {_points(f['without'])} points instead of "
            f"{_points(f['difference'])}."
        )
    ),
    "mix-of-grounds": NoteWords(
        lambda f: (
            f"The overall difference for {f['group']} ({_points(f['pooled'])} points) and the "
            f"difference between searches on the same ground ({_points(f['same'])} points) point "
            "different ways: the groups are searched on different grounds, and that alone makes "
            f"{_points(f['mix'])} points."
        )
    ),
    "grounds-disagree": NoteWords(
        lambda f: (
            f"For {f['group']} the overall difference ({_points(f['pooled'])} points) hides "
            f"differences that point both ways: {_grounds(f, 'against')} against "
            f"{_grounds(f, 'along') or 'none that is clear by itself'}. What is found in plain "
            "view is seen before the search, and searches after an arrest, for an inventory or by "
            "warrant are hardly the officer's choice; searches by consent are. The overall number "
            "mixes these."
        )
    ),
    "equilibrium": fixed(
        "The test means what its authors say only if people carry contraband less when they are "
        "searched more, so that hit rates even out over everything officers can see. Where hit "
        "rates also differ by place or ground, that model does not describe the department."
    ),
    "included-variables": fixed(
        "Factors that were written down by the officer, or that themselves reflect how a group is "
        "policed, can take away a difference that matters; factors that were not recorded can "
        "make one. The steps show what each factor does."
    ),
    "strength-only": fixed(
        "These numbers say how strong a hidden circumstance would have to be, not whether there "
        "is one. E-values take the hidden circumstance at its most harmful prevalence."
    ),
    "risk-from-searches": fixed(
        "Risk is learned from the people who were searched; if officers searched, among people "
        "with equal records, those who looked riskier, the risk of the others is overstated. The "
        "ranges say what average errors of risk could do."
    ),
    "relative-only": fixed(
        "A reversed order would mean that officers of different races hold the groups to "
        "standards in a different order. The same order for all officers is compatible with every "
        "officer favouring the same group."
    ),
}
