"""What kinds of force are used, and whether the mix differs between groups."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.clustering import FORCE_CLUSTERS
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import difference, share
from daylight.model.force.counted import DECIDES
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

MIN_PEOPLE = 30
"""People of a group, with a recorded kind, below which nothing is said of it."""

NAME = "force-composition"

MOST_SERIOUS_SHARE = Quantity(
    name="most_serious_share",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="people with force",
    keys=("force_kind",),
)
PEOPLE_WITH_SHARE = replace(MOST_SERIOUS_SHARE, name="people_with_share")
KIND_SHARE_DIFFERENCE = replace(
    MOST_SERIOUS_SHARE, name="kind_share_difference", scale=Scale.DIFFERENCE
)
WIDEST_DIFFERENCE = replace(KIND_SHARE_DIFFERENCE, name="widest_kind_share_difference")


def force_composition(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    group: str = "subject_race",
    kind: str = "force_kind",
) -> Outcome:
    """Shares of people by the most serious kind of force, and by every kind met.

    Estimand: among people on whom force was used, the share whose most serious kind is k, the
    share who met k at all, the difference of the latter between two groups, and the widest of
    these differences.
    Method: Wilson intervals; Newcombe intervals for differences, of as many people as those of
    officers and days amount to (`model.clusters`); the two mixes as wholes are
    compared by the chi-square test of homogeneity over kinds with 5 or more expected in both. The
    widest difference has the p-value and the interval of the widest of so many (Bonferroni).
    Refuses: fewer than 30 people in every group.
    Reference: Wilson (1927); Newcombe (1998), method 10; Pearson (1900).
    """
    known = cells.without_unknown(kind).collapse(group, kind)
    people = {name: known.pick(**{group: name}).total("people") for name in known.values(group)}
    large = [name for name, n in people.items() if n >= MIN_PEOPLE and name != UNKNOWN]
    if not large:
        return Refusal(
            code="no-group-large-enough",
            facts={"least": MIN_PEOPLE, "largest": int(max(people.values(), default=0))},
        )
    total = cells.total("people")
    missing = cells.pick(**{kind: UNKNOWN}).total("people") / total if total else None
    mix = Mix(known, group, kind, large, reference, level)
    estimates: list[Estimate] = []
    for word in known.values(kind):
        estimates += _shares(mix, word, missing)
        estimates += _differences(mix, word, level)
    estimates += _widest(mix, estimates)
    statistics = _homogeneity(known, group, kind, large, reference)
    return Result(
        estimates=tuple(estimates),
        diagnostics=statistics,
        notes=_notes(people, large),
    )


class Mix(NamedTuple):
    """People by group and kind of force, and how they are compared."""

    known: Cells
    group: str
    kind: str
    large: list[str]
    reference: str
    level: float

    def people(self, name: str) -> float:
        """People of one group."""
        return self.known.pick(**{self.group: name}).total("people")

    def part(self, name: str, word: str, measure: str) -> Part:
        """Those of one group who met one kind, among all of the group."""
        people = self.known.pick(**{self.group: name})
        return Part(
            PartCount(people.pick(**{self.kind: word}), measure), PartCount(people, "people")
        )

    def counted(self, name: str, word: str, measure: str) -> float:
        """Those of one group who met one kind."""
        return self.known.pick(**{self.group: name, self.kind: word}).total(measure)


def _shares(mix: Mix, word: str, missing: float | None) -> list[Estimate]:
    found = []
    for name in mix.large:
        n = mix.people(name)
        for quantity, measure in (
            (MOST_SERIOUS_SHARE, "people"),
            (PEOPLE_WITH_SHARE, "people_with"),
        ):
            if measure in mix.known.measures:
                met = share(
                    trials_of_parts(mix.part(name, word, measure), decides=DECIDES), mix.level
                )
                keys = {mix.group: name, mix.kind: word}
                found.append(met.estimate(quantity, n=n, keys=keys, missing_share=missing))
    return found


def _differences(mix: Mix, word: str, level: float) -> list[Estimate]:
    measure = "people_with" if "people_with" in mix.known.measures else "people"
    if mix.reference not in mix.large:
        return []
    n0, x0 = mix.people(mix.reference), mix.counted(mix.reference, word, measure)
    found = []
    for name in mix.large:
        n, x = mix.people(name), mix.counted(name, word, measure)
        if name == mix.reference or x + x0 == 0:
            continue
        both = (mix.part(group, word, measure) for group in (name, mix.reference))
        p = _two_share_p(x, n, x0, n0)
        found.append(
            difference(trials_of_parts(*both, decides=DECIDES), level, p).estimate(
                KIND_SHARE_DIFFERENCE,
                n=n + n0,
                keys={mix.group: name, mix.kind: word},
                compared_with=mix.reference,
            )
        )
    return found


def _widest(mix: Mix, differences: list[Estimate]) -> list[Estimate]:
    """Each group's widest difference, weighed as the widest of all kinds: Bonferroni over them."""
    found = []
    for name in mix.large:
        own = [
            e
            for e in differences
            if e.quantity == KIND_SHARE_DIFFERENCE and e.keys[mix.group] == name
        ]
        if not own:
            continue
        word = str(max(own, key=lambda e: abs(e.value)).keys[mix.kind])
        together = 1 - (1 - mix.level) / len(own)
        one = next(e for e in _differences(mix, word, together) if e.keys[mix.group] == name)
        p = None if one.p_value is None else min(1.0, len(own) * one.p_value)
        found.append(replace(one, quantity=WIDEST_DIFFERENCE, p_value=p))
    return found


def _two_share_p(x: float, n: float, x0: float, n0: float) -> float:
    """Fisher's exact test where a cell is small, the pooled z elsewhere."""
    expected = min((x + x0), (n + n0 - x - x0)) * min(n, n0) / (n + n0)
    if expected < 5:
        return float(stats.fisher_exact([[x, n - x], [x0, n0 - x0]])[1])
    pooled = (x + x0) / (n + n0)
    se = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / n0))
    return two_sided_p(float((x / n - x0 / n0) / se))


def _homogeneity(
    known: Cells, group: str, kind: str, large: list[str], reference: str
) -> dict[str, float | int | str | bool | None]:
    found: dict[str, float | int | str | bool | None] = {}
    if reference not in large:
        return found
    for name in large:
        if name == reference:
            continue
        table = np.array(
            [
                [
                    known.pick(**{group: g, kind: word}).total("people")
                    for word in known.values(kind)
                ]
                for g in (name, reference)
            ]
        )
        expected = table.sum(axis=0) * table.sum(axis=1, keepdims=True) / table.sum()
        enough = (expected >= 5).all(axis=0)
        if enough.sum() > 1:
            chi2, p, df, _ = stats.chi2_contingency(table[:, enough], correction=False)
            found |= {
                f"chi_square_{name}": float(chi2),
                f"chi_square_df_{name}": int(df),
                f"chi_square_p_{name}": float(p),
            }
    return found


def _notes(people: dict[str, float], large: list[str]) -> tuple[Note, ...]:
    several = Note(code="several-kinds")
    small = tuple(name for name in people if name not in large and name != UNKNOWN)
    return (
        (several, Note(code="groups-too-small", facts={"groups": small})) if small else (several,)
    )


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force_kinds",
        by=("subject_race", "force_kind"),
        measures=("people",),
        optional_measures=("people_with", "actions"),
        clusters=FORCE_CLUSTERS,
    ),
    run=force_composition,
    quantities=(
        MOST_SERIOUS_SHARE,
        PEOPLE_WITH_SHARE,
        KIND_SHARE_DIFFERENCE,
        WIDEST_DIFFERENCE,
    ),
    basis=INDEPENDENT,
    refuses_when="no group has 30 people with a recorded kind of force",
    assumptions=(
        "kinds are recorded alike for all groups",
        "people are independent of one another",
    ),
    overturned_by=(
        "a kind that is written up under another name for one group",
        "differences in resistance, weapons or setting, which this mix does not hold fixed",
    ),
    cannot_say=(
        "how often force is used: the shares are among people who met force",
        "whether the force was necessary or lawful",
    ),
    reference="Wilson (1927); Newcombe (1998) Statistics in Medicine 17:873, method 10",
)
