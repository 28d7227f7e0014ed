"""How many events two or more lists miss together: capture–recapture, with its caveat."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.facts.force import ListFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.intervals import Interval, no_chance, normal_quantile
from daylight.model.method import Method, Needs

NAME = "capture-recapture"
YES, NO = "yes", "no"
INDEPENDENCE = "independent lists"

LISTED = Quantity(name="listed", scale=Scale.COUNT, about=About.AGENCY, unit="events")
ESTIMATED_TOTAL = replace(LISTED, name="estimated_total")
LEAST_TOTAL = replace(LISTED, name="least_total")
LIST_COVERAGE = replace(
    LISTED, name="list_coverage", scale=Scale.PROPORTION, about=About.MODEL, keys=("list",)
)

SAME_CHANCE = INDEPENDENT
"""Events are taken to be listed independently, each with the same chance."""


def chapman(both: float, first: float, second: float, *, level: float) -> Interval:
    """Total of events from two independent lists.

    Estimand: the number of events, listed or not, when being on one list says nothing about being
    on the other and every event has the same chance to be on a list.
    Method: N = (n₁ + 1)(n₂ + 1) / (m + 1) − 1 with Seber's variance; log-normal interval of the
    number missed by both, so that it never falls below the number seen.
    Refuses: never; the caller asks for a minimum overlap.
    Reference: Chapman (1951); Seber (1970); interval after Chao (1987).
    """
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (
        (first + 1)
        * (second + 1)
        * (first - both)
        * (second - both)
        / ((both + 1) ** 2 * (both + 2))
    )
    return _log_normal(total, variance, first + second - both, level)


def _log_normal(total: float, variance: float, seen: float, level: float) -> Interval:
    """Interval of a total that cannot be less than what was seen."""
    missed = total - seen
    if missed <= 0 or variance <= 0:
        return Interval(np.asarray(total), np.asarray(min(total, seen)), np.asarray(total))
    factor = np.exp(normal_quantile(level) * np.sqrt(np.log1p(variance / missed**2)))
    return Interval(
        np.asarray(total), np.asarray(seen + missed / factor), np.asarray(seen + missed * factor)
    )


def log_linear(
    patterns: Array, counts: Array, pairs: tuple[tuple[int, int], ...]
) -> tuple[float, float, float]:
    """Total from several lists with the given dependent pairs: (total, variance, AIC).

    Estimand: the number of events, if only the named pairs of lists depend on one another.
    Method: Poisson log-linear model of the observed patterns; the intercept is the logarithm of
    the number on no list, its variance by the delta method plus Poisson variation.
    Refuses: NaN where the model cannot be fitted.
    Reference: Fienberg (1972) Biometrika 59:591-603; Bishop, Fienberg & Holland (1975), ch. 6.
    """
    columns = [np.ones(len(counts)), *patterns.T]
    columns += [patterns[:, i] * patterns[:, j] for i, j in pairs]
    X = np.column_stack(columns)
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return np.nan, np.nan, np.nan
    beta = np.linalg.lstsq(X, np.log(counts + 0.5), rcond=None)[0]
    for _ in range(200):
        mu = np.exp(np.clip(X @ beta, -30, 30))
        step = np.linalg.lstsq(X.T @ (mu[:, None] * X), X.T @ (counts - mu), rcond=None)[0]
        beta = beta + step
        if np.abs(step).max() < 1e-9:
            break
    mu = np.exp(np.clip(X @ beta, -30, 30))
    information = X.T @ (mu[:, None] * X)
    if not np.isfinite(beta).all() or np.linalg.cond(information) > 1e12:
        return np.nan, np.nan, np.nan
    missed = float(np.exp(beta[0]))
    variance = missed + missed**2 * float(np.linalg.inv(information)[0, 0])
    positive = counts > 0
    deviance = 2 * float(
        (counts[positive] * np.log(counts[positive] / mu[positive])).sum() - (counts - mu).sum()
    )
    return float(counts.sum()) + missed, variance, deviance + 2 * X.shape[1]


def least_total(alone: Array, twice: float, seen: float, *, level: float) -> Interval:
    """The least total from several lists when events differ in how easily they are listed.

    Estimand: a lower bound of the number of events, each with a chance of its own to be on a
    list, whatever these chances are, being on one list saying nothing more about another.
    Method: N = seen + (f₁² − Σ z²) / (2 (f₂ + 1)), with z events on each list alone, f₁ their sum
    and f₂ events on exactly two lists; variance by the delta method for Poisson counts; log-normal
    interval of the number missed. With two lists it is Petersen's estimate, f₂ + 1 for f₂.
    Refuses: never; the caller asks for three lists.
    Reference: Chao (1987), Biometrics 43:783–791; Chao (1989), Biometrics 45:427–438, on lists of
    unlike reach.
    """
    once = float(alone.sum())
    missed = (once**2 - float((alone**2).sum())) / (2 * (twice + 1))
    slopes = (once - alone) / (twice + 1)
    variance = missed + float((slopes**2 * alone).sum()) + (missed / (twice + 1)) ** 2 * twice
    return _log_normal(seen + missed, variance, seen, level)


def capture_recapture(
    cells: Cells, *, level: float = 0.95, measure: str = "events", minimum_overlap: int = 7
) -> Outcome:
    """Events on every list, on some, and an estimate of those on none.

    Estimand: the number of events in all, under independence of the lists (two lists), or under
    each pattern of pairwise dependence (three or more).
    Method: Chapman's estimator for two lists; Poisson log-linear models for more, each with its
    AIC, and the least total when events differ in how easily they are listed. Coverage of a list
    is its share of the estimated total.
    Refuses: fewer than two lists, or fewer than `minimum_overlap` events on two lists together.
    Reference: Chapman (1951); Seber (1970); Fienberg (1972); Chao (1989).
    """
    lists = [name for name in cells.by if name.startswith("list_")]
    if len(lists) < 2:
        return Refusal(code="no-two-lists", facts={"keys": tuple(cells.by)}, notes=NOTES)
    part = cells.collapse(*lists)
    overlap = sum(
        row[measure]
        for row in part.table.to_pylist()
        if sum(row[name] == YES for name in lists) >= 2
    )
    if overlap < minimum_overlap:
        return Refusal(
            code="lists-barely-overlap",
            facts={"least": minimum_overlap, "events": int(overlap)},
            notes=NOTES,
        )
    estimates = _sizes(part, lists, measure)
    diagnostics: dict[str, Diagnostic] = {"overlap": int(overlap)}
    if len(lists) == 2:
        estimates += _two(part, lists, measure, level)
    else:
        estimates += _several(part, lists, measure, level, diagnostics)
    return Result(
        estimates=tuple(estimates),
        diagnostics=diagnostics,
        facts=ListFacts(overlap=int(overlap), dependent=_dependent(lists)),
        notes=NOTES,
    )


def _sizes(part: Cells, lists: list[str], measure: str) -> list[Estimate]:
    seen = part.total(measure) - part.pick(**dict.fromkeys(lists, NO)).total(measure)
    on = {name: part.pick(**{name: YES}).total(measure) for name in lists}
    return [
        no_chance(seen).estimate(LISTED, n=seen),
        *(
            no_chance(n).estimate(LISTED, n=n, keys={"list": _title(name)})
            for name, n in on.items()
        ),
    ]


def _two(part: Cells, lists: list[str], measure: str, level: float) -> list[Estimate]:
    first, second = (part.pick(**{name: YES}).total(measure) for name in lists)
    both = part.pick(**dict.fromkeys(lists, YES)).total(measure)
    total = chapman(both, first, second, level=level)
    found = [
        total.estimate(
            ESTIMATED_TOTAL, n=first + second - both, variant=INDEPENDENCE, basis=SAME_CHANCE
        )
    ]
    return found + [
        _coverage(n, total).estimate(
            LIST_COVERAGE, n=n, keys={"list": _title(name)}, basis=SAME_CHANCE
        )
        for name, n in zip(lists, (first, second), strict=True)
    ]


def _coverage(n: float, total: Interval) -> Interval:
    return Interval(np.minimum(1, n / total.value), n / total.high, np.minimum(1, n / total.low))


def _several(
    part: Cells,
    lists: list[str],
    measure: str,
    level: float,
    diagnostics: dict[str, Diagnostic],
) -> list[Estimate]:
    observed = [p for p in itertools.product((1.0, 0.0), repeat=len(lists)) if any(p)]
    counts = np.array(
        [
            part.pick(
                **{name: YES if on else NO for name, on in zip(lists, pattern, strict=True)}
            ).total(measure)
            for pattern in observed
        ]
    )
    on = np.array(observed).sum(axis=1)
    least = least_total(counts[on == 1], counts[on == 2].sum(), counts.sum(), level=level)
    estimates = [least.estimate(LEAST_TOTAL, n=counts.sum(), basis=SAME_CHANCE)]
    for chosen in _dependences(len(lists)):
        total, variance, aic = log_linear(np.array(observed), counts, chosen)
        if not np.isfinite(total):
            continue
        name = _model_name(chosen, lists)
        bounds = _log_normal(total, variance, float(counts.sum()), level)
        estimates.append(
            bounds.estimate(ESTIMATED_TOTAL, n=counts.sum(), variant=name, basis=SAME_CHANCE)
        )
        diagnostics[f"aic {name}"] = aic
    return estimates


Pairs = tuple[tuple[int, int], ...]
"""Lists, by number, that are taken to depend on one another."""


def _dependences(lists: int) -> Iterator[Pairs]:
    """Every set of pairs that leaves a model of so many lists something to be fitted to."""
    pairs = list(itertools.combinations(range(lists), 2))
    for size in range(min(len(pairs), 2**lists - 2 - lists) + 1):
        yield from itertools.combinations(pairs, size)


def _dependent(lists: list[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Each model's name, and the pairs of lists that it takes to depend on one another."""
    return {
        _model_name(chosen, lists): tuple((_title(lists[i]), _title(lists[j])) for i, j in chosen)
        for chosen in (_dependences(len(lists)) if len(lists) > 2 else [()])
    }


def _model_name(chosen: Pairs, lists: list[str]) -> str:
    if not chosen:
        return INDEPENDENCE
    return ", ".join(f"{_title(lists[i])} + {_title(lists[j])}" for i, j in chosen)


def _title(name: str) -> str:
    return name.removeprefix("list_").replace("_", " ")


NOTES = (Note(code="list-dependence"), Note(code="same-chance"), Note(code="linkage"))

METHOD = Method(
    name=NAME,
    needs=Needs(reduction="death_lists", by=("list_a", "list_b"), measures=("events",)),
    run=capture_recapture,
    quantities=(LISTED, ESTIMATED_TOTAL, LEAST_TOTAL, LIST_COVERAGE),
    basis=FIXED,
    refuses_when="there are fewer than two lists, or fewer than 7 events on two of them",
    assumptions=(
        "being on one list says nothing about being on another",
        "every event has the same chance to be on a list",
        "the same event is recognised on both lists",
    ),
    overturned_by=("a third list", "knowledge that one list copies from another"),
    cannot_say=("which events are missing",),
    reference="Chapman (1951); Seber (1970) Biometrics 26:13-22; "
    "Fienberg (1972) Biometrika 59:591; Chao (1989) Biometrics 45:427",
)
