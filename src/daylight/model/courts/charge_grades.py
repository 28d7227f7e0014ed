"""How grave the charges are, over all cases and by kind: what a pooled share hides."""

from collections.abc import Iterator

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Estimate
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import difference, share
from daylight.model.courts.decisions import DECIDES, JUDGES
from daylight.model.courts.stage import AT_REVOCATION, stage_notes
from daylight.model.intervals import pooled_z, two_sided_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

GRADE, KIND = "charged_grade", "supervision_kind"
FEWEST = 30
"""Graded cases of a kind below which nothing is said of it."""
HIDDEN = 0.05
"""A kind whose share is so far from the pooled one is said to be hidden by it."""

GRAVER = Quantity(
    name="graver_charge_share", scale=Scale.PROPORTION, about=About.GROUP, unit="graded cases"
)
APART = Quantity(
    name="graver_charge_share_difference",
    scale=Scale.DIFFERENCE,
    about=About.GROUP,
    unit="graded cases",
    keys=(KIND,),
)


def run(cells: Cells, *, level: float = 0.95, graver: tuple[str, ...] = ("A", "B")) -> Outcome:
    """The share of graded cases that were charged with a graver grade, pooled and by kind.

    Estimand: of cases whose grade is recorded, the share of the graver grades, over all kinds of
    supervision, in each, and the difference of each from the kind with the most cases.
    Method: Wilson and Newcombe intervals, cases of one judge, district or person going together.
    Refuses: fewer than 30 graded cases; grades none of which is graver, or all.
    Reference: Wilson (1927); Newcombe (1998).
    """
    known = cells.without_unknown(GRADE).collapse(GRADE, KIND)
    graded, grave = known.total("cases"), known.pick(**{GRADE: graver}).total("cases")
    if graded < FEWEST or not 0 < grave < graded:
        return Refusal(
            code="no-grade-is-graver",
            facts={
                "least": FEWEST,
                "graver": graver,
                "graded": int(graded),
                "grades": tuple(str(grade) for grade in known.values(GRADE)),
            },
        )
    kinds = {str(kind): known.pick(**{KIND: kind}) for kind in known.values(KIND)}
    kept = {k: one for k, one in kinds.items() if k != UNKNOWN and one.total("cases") >= FEWEST}
    missing = 1 - graded / cells.total("cases")
    pooled = share(trials_of_parts(_part(known, graver), decides=DECIDES), level)
    found = [pooled.estimate(GRAVER, n=graded, keys={}, missing_share=missing)]
    for kind, one in kept.items():
        asked = cells.pick(**{KIND: kind}).total("cases")
        of = share(trials_of_parts(_part(one, graver), decides=DECIDES), level)
        n = one.total("cases")
        found.append(of.estimate(GRAVER, n=n, keys={KIND: kind}, missing_share=1 - n / asked))
    found += _compared(kept, graver, level)
    return Result(
        estimates=tuple(found), notes=(*_hidden(found), *_blank(missing), *stage_notes(cells))
    )


def _part(cells: Cells, graver: tuple[str, ...]) -> Part:
    return Part(PartCount(cells.pick(**{GRADE: graver}), "cases"), PartCount(cells, "cases"))


def _compared(kinds: dict[str, Cells], graver: tuple[str, ...], level: float) -> Iterator[Estimate]:
    """Every kind against the one with the most cases."""
    if len(kinds) < 2:
        return
    largest = max(kinds, key=lambda kind: kinds[kind].total("cases"))
    for kind, one in kinds.items():
        if kind == largest:
            continue
        trials = trials_of_parts(_part(one, graver), _part(kinds[largest], graver), decides=DECIDES)
        x, n, x0, n0 = trials.counts[0]
        p = two_sided_p(pooled_z(x, n, x0, n0)) if 0 < x + x0 < n + n0 else 1.0
        yield difference(trials, level, p).estimate(
            APART, n=n + n0, keys={KIND: kind}, compared_with=largest
        )


def _hidden(found: list[Estimate]) -> Iterator[Note]:
    pooled, *parts = (one for one in found if one.quantity == GRAVER)
    far = [one for one in parts if abs(one.value - pooled.value) >= HIDDEN]
    for one in far:
        facts = {"kind": one.keys[KIND], "share": one.value, "pooled": pooled.value}
        yield Note(code="hidden-by-the-pool", facts=facts)


def _blank(missing: float) -> Iterator[Note]:
    if missing > 0:
        yield Note(code="grade-blank", facts={"share": missing})


METHOD = Method(
    name="charge-grades",
    needs=Needs(
        reduction="sentences",
        by=(GRADE, KIND),
        measures=("cases",),
        optional_measures=(AT_REVOCATION,),
        clusters=JUDGES,
    ),
    run=run,
    quantities=(GRAVER, APART),
    basis=INDEPENDENT,
    refuses_when="fewer than 30 cases have a grade, or none or all of them are graver",
    assumptions=(
        "a row is a case and not a charge",
        "cases without a grade are like those with one of the same kind",
    ),
    overturned_by=("cases whose grade is blank, if they are graver or lighter than the others",),
    cannot_say=(
        "what people did: a grade is what was charged",
        "how often supervision is broken: people who kept to it are not in the file",
    ),
    reference="Wilson (1927); Newcombe (1998)",
)
