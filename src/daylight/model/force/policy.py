"""What a force policy says, item by item, and how far two readers agree."""

from dataclasses import replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.facts.force import PolicyFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.intervals import Interval, clopper_pearson, no_chance, normal_quantile
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "policy-checks"
MIN_FOR_KAPPA = 5
ORDER = ("meets", "partly", "fails", "conflict")

CODED = {
    verdict: Quantity(
        name=f"coded_{verdict}",
        scale=Scale.COUNT,
        about=About.AGENCY,
        unit="readings",
        keys=("benchmark", "item"),
    )
    for verdict in ORDER
}
AGREEMENT = Quantity(
    name="agreement",
    scale=Scale.PROPORTION,
    about=About.MODEL,
    unit="items that both read",
    keys=("coders",),
)
KAPPA = replace(AGREEMENT, name="kappa", scale=Scale.INDEX)


def cohens_kappa(table: Array, *, level: float) -> Interval:
    """Agreement of two readers beyond what their own habits would give.

    Estimand: κ = (p_o − p_e) / (1 − p_e).
    Method: large-sample variance.
    Refuses: NaN where both readers always use the same one word.
    Reference: Cohen (1960); Fleiss, Cohen & Everitt (1969) Psychological Bulletin 72:323-327.
    """
    n = table.sum()
    p = table / n
    rows, columns = p.sum(axis=1), p.sum(axis=0)
    observed, expected = float(np.trace(p)), float(rows @ columns)
    if expected == 1:
        nan = np.asarray(np.nan)
        return Interval(nan, nan, nan)
    kappa = (observed - expected) / (1 - expected)
    mixed = columns[:, None] + rows[None, :]
    diagonal = np.diag(p) * (1 - np.diag(mixed) * (1 - kappa)) ** 2
    off = p * mixed**2
    a = diagonal.sum()
    b = (1 - kappa) ** 2 * (off.sum() - np.trace(off))
    c = (kappa - expected * (1 - kappa)) ** 2
    variance = max(float(a + b - c), 0.0) / (n * (1 - expected) ** 2)
    margin = normal_quantile(level) * np.sqrt(variance)
    return Interval(
        np.asarray(kappa),
        np.asarray(max(-1.0, kappa - margin)),
        np.asarray(min(1.0, kappa + margin)),
    )


def policy_checks(cells: Cells, *, level: float = 0.95, measure: str = "checks") -> Outcome:
    """Verdicts on each item, and the agreement of the first two coders.

    Estimand: none for the items, which are readings, not measurements; for two coders, their
    share of agreement and Cohen's κ over the items both read.
    Method: exact interval for the share; large-sample interval for κ.
    Refuses: no reading with a verdict.
    Reference: Cohen (1960); Fleiss, Cohen & Everitt (1969).
    """
    known = cells.without_unknown("verdict", "item")
    if not known.total(measure):
        return Refusal(code="no-item-read")
    items = _items(known, measure)
    estimates = [
        no_chance(len(agreeing)).estimate(
            CODED[verdict],
            n=len(readings),
            keys={"benchmark": benchmark, "item": item},
            basis=FIXED,
        )
        for (benchmark, item), readings in items.items()
        for verdict in ORDER
        if (agreeing := [r for r in readings if r["verdict"] == verdict])
    ]
    coders = sorted({str(r["coder"]) for readings in items.values() for r in readings})
    estimates += _agreement(items, coders, level)
    read = {place: _readings(rows) for place, rows in items.items()}
    return Result(
        estimates=tuple(estimates),
        facts=PolicyFacts(
            coders=tuple(coders),
            items=tuple((benchmark, item, found) for (benchmark, item), found in read.items()),
        ),
        diagnostics={
            f"{benchmark}: {item}": "; ".join(_told(*one) for one in found)
            for (benchmark, item), found in read.items()
        },
        notes=_notes(coders),
    )


def _items(known: Cells, measure: str) -> dict[tuple[str, str], list[dict[str, object]]]:
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    for row in known.table.to_pylist():
        if row[measure]:
            found.setdefault((row.get("benchmark", ""), row["item"]), []).append(row)
    return found


Reading = tuple[str, str, str, str]
"""Coder, verdict, section of the policy and its words; empty where not recorded."""


def _readings(rows: list[dict[str, object]]) -> tuple[Reading, ...]:
    """The readings of one item, coder by coder."""
    names = ("coder", "verdict", "policy_section", "quote")
    found = ((str(row.get(name, UNKNOWN)) for name in names) for row in rows)
    return tuple(
        sorted(
            (coder, verdict, _or_empty(section), _or_empty(quote))
            for coder, verdict, section, quote in found
        )
    )


def _or_empty(text: str) -> str:
    return "" if text == UNKNOWN else text


def _told(coder: str, verdict: str, section: str, quote: str) -> str:
    """`meets (A, section 3.2: “…”)`."""
    where = f", section {section}" if section else ""
    return f"{verdict} ({coder}{where}{f': “{quote}”' if quote else ''})"


def _agreement(
    items: dict[tuple[str, str], list[dict[str, object]]], coders: list[str], level: float
) -> list[Estimate]:
    if len(coders) < 2:
        return []
    first, second = coders[:2]
    table = np.zeros((len(ORDER), len(ORDER)))
    for readings in items.values():
        by_coder = {str(r["coder"]): str(r["verdict"]) for r in readings}
        if first in by_coder and second in by_coder:
            table[ORDER.index(by_coder[first]), ORDER.index(by_coder[second])] += 1
    n = table.sum()
    if n < 1:
        return []
    pair = {"coders": f"{first}, {second}"}
    share = clopper_pearson(np.trace(table), n, level=level)
    found = [share.estimate(AGREEMENT, n=n, keys=pair)]
    kappa = cohens_kappa(table, level=level)
    if np.isfinite(kappa.value) and n >= MIN_FOR_KAPPA:
        found.append(kappa.estimate(KAPPA, n=n, keys=pair))
    return found


def _notes(coders: list[str]) -> tuple[Note, ...]:
    alone = (Note(code="one-coder"),) if len(coders) < 2 else ()
    return (Note(code="not-a-score"), *alone)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="policy_checks",
        by=("benchmark", "item", "coder", "verdict"),
        measures=("checks",),
        optional_by=("policy_section", "quote"),
    ),
    run=policy_checks,
    quantities=(*CODED.values(), AGREEMENT, KAPPA),
    basis=INDEPENDENT,
    refuses_when="no item has a coder and a verdict",
    assumptions=("coders read the version of the policy that was in force",),
    overturned_by=("another section of the same policy", "a second reader who disagrees"),
    cannot_say=("whether officers follow the policy", "whether the policy changes anything"),
    reference="Cohen (1960) Educational and Psychological Measurement 20:37-46; Fleiss, Cohen & "
    "Everitt (1969) Psychological Bulletin 72:323-327",
)
