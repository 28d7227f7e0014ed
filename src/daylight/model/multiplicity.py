"""Corrections for asking many questions of the same records."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from daylight.data.comparison import PRIMARY, Comparison, Corrected

K = TypeVar("K", bound=Hashable)

CORRECTIONS = ("holm", "benjamini-hochberg", "benjamini-yekutieli")


def holm(p_values: Sequence[float | None]) -> list[float | None]:
    """P-values corrected so that the chance of any false alarm stays below the level.

    Estimand: for each question, the smallest family-wise error rate at which it is rejected.
    Method: the k-th smallest of m is multiplied by m − k + 1, then made non-decreasing.
    Refuses: never; a question without a p-value (None or NaN) stays as it is and does not count.
    Reference: Holm (1979), Scandinavian Journal of Statistics 6:65–70.
    """
    return corrected(p_values, "holm")


def benjamini_hochberg(p_values: Sequence[float | None]) -> list[float | None]:
    """P-values corrected so that the expected share of false alarms stays below the level.

    Estimand: for each question, the smallest false-discovery rate at which it is rejected, the
    questions being independent or positively dependent.
    Method: the k-th smallest of m is multiplied by m / k, then made non-decreasing.
    Refuses: never; a question without a p-value (None or NaN) stays as it is and does not count.
    Reference: Benjamini & Hochberg (1995), JRSS B 57:289–300.
    """
    return corrected(p_values, "benjamini-hochberg")


def benjamini_yekutieli(p_values: Sequence[float | None]) -> list[float | None]:
    """The same under any dependence between the questions, at a price of about log m.

    Estimand: for each question, the smallest false-discovery rate at which it is rejected,
    whatever the dependence.
    Method: Benjamini–Hochberg times 1 + 1/2 + … + 1/m.
    Refuses: never; a question without a p-value (None or NaN) stays as it is and does not count.
    Reference: Benjamini & Yekutieli (2001), Annals of Statistics 29:1165–1188.
    """
    return corrected(p_values, "benjamini-yekutieli")


def corrected(p_values: Sequence[float | None], correction: str) -> list[float | None]:
    """The correction of that name, one of `CORRECTIONS`."""
    if correction not in CORRECTIONS:
        raise ValueError(f"no correction {correction!r}; there are {', '.join(CORRECTIONS)}")
    raw = np.array([np.nan if p is None else p for p in p_values], dtype=float)
    known = np.flatnonzero(np.isfinite(raw))
    order = known[np.argsort(raw[known], kind="stable")]
    m, rank = len(order), np.arange(1, len(order) + 1)
    if correction == "holm":
        new = np.maximum.accumulate((m - rank + 1) * raw[order])
    else:
        by_any_dependence = (1 / rank).sum() if correction == "benjamini-yekutieli" else 1.0
        new = np.minimum.accumulate((m * by_any_dependence / rank * raw[order])[::-1])[::-1]
    answer = list(p_values)
    for position, p in zip(order.tolist(), np.minimum(new, 1.0).tolist(), strict=True):
        answer[position] = p
    return answer


def correct_by_family(comparisons: Mapping[K, Comparison]) -> dict[K, Corrected]:
    """Every comparison corrected within its family; the primary ones with one another alone.

    Estimand: for each comparison, the smallest chance of any false alarm in its family at which
    it is called a difference.
    Method: Holm's correction over the facts of a family; comparisons of one fact count once. The
    comparisons of primary questions are a family of their own, which nothing else can enlarge.
    Another comparison is corrected over all facts of its family, primary ones among them.
    Refuses: never.
    Reference: Holm (1979), Scandinavian Journal of Statistics 6:65–70; Dmitrienko & D'Agostino
    (2013), Statistics in Medicine 32:5172–5218, on primary and secondary families.
    """
    primary = _corrected_facts([one for one in comparisons.values() if one.is_primary])
    families = {
        family: _corrected_facts([one for one in comparisons.values() if one.family is family])
        for family in {one.family for one in comparisons.values()}
    }
    found = {}
    for key, one in comparisons.items():
        facts = primary if one.is_primary else families[one.family]
        found[key] = Corrected(
            p_value=one.p_value,
            p_adjusted=facts[one.fact],
            family=PRIMARY if one.is_primary else one.family.value,
            comparisons=len(facts),
            is_primary=one.is_primary,
        )
    return found


def _corrected_facts(comparisons: Sequence[Comparison]) -> dict[Hashable, float]:
    """Fact → corrected p-value; the larger p-value stands where two tests of a fact differ."""
    raw: dict[Hashable, float] = {}
    for one in comparisons:
        raw[one.fact] = max(one.p_value, raw.get(one.fact, 0.0))
    found = holm(list(raw.values()))
    return {fact: p for fact, p in zip(raw, found, strict=True) if p is not None}
