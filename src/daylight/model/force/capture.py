"""How many events two or more lists miss together: capture–recapture, with its caveat."""

import itertools

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.arrays import Array
from daylight.model.force.tell import told
from daylight.model.intervals import Interval, normal_quantile
from daylight.model.method import Method, Needs

NAME = "capture-recapture"
YES, NO = "yes", "no"


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


def capture_recapture(
    cells: Cells, *, level: float = 0.95, measure: str = "events", minimum_overlap: int = 7
) -> Outcome:
    """Events on every list, on some, and an estimate of those on none.

    Estimand: the number of events in all, under independence of the lists (two lists), or under
    each pattern of pairwise dependence (three or more).
    Method: Chapman's estimator for two lists; Poisson log-linear models for more, each with its
    AIC. Coverage of a list is its share of the estimated total.
    Refuses: fewer than two lists, or fewer than `minimum_overlap` events on two lists together.
    Reference: Chapman (1951); Seber (1970); Fienberg (1972).
    """
    lists = [name for name in cells.by if name.startswith("list_")]
    if len(lists) < 2:
        return _refused(cells, "two key columns named list_…, each yes or no", ", ".join(cells.by))
    part = cells.collapse(*lists)
    overlap = sum(
        row[measure]
        for row in part.table.to_pylist()
        if sum(row[name] == YES for name in lists) >= 2
    )
    if overlap < minimum_overlap:
        return _refused(cells, f"{minimum_overlap} events on two lists", f"{overlap} events")
    estimates = _sizes(part, lists, measure, level)
    diagnostics: dict[str, float | int | str | bool | None] = {"overlap": int(overlap)}
    if len(lists) == 2:
        estimates += _two(part, lists, measure, level)
    else:
        estimates += _several(part, lists, measure, level, diagnostics)
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=NOTES,
        provenance=cells.provenance,
    )


def _refused(cells: Cells, needed: str, found: str) -> Refusal:
    return Refusal(
        method=NAME,
        reason="the lists do not overlap enough to say what they miss",
        needed=needed,
        found=found,
        notes=NOTES,
        provenance=cells.provenance,
    )


def _sizes(part: Cells, lists: list[str], measure: str, level: float) -> list[Estimate]:
    seen = part.total(measure) - part.pick(**dict.fromkeys(lists, NO)).total(measure)
    found = [_count("listed", "any list", seen, level)]
    return found + [
        _count("listed", _title(name), part.pick(**{name: YES}).total(measure), level)
        for name in lists
    ]


def _two(part: Cells, lists: list[str], measure: str, level: float) -> list[Estimate]:
    first, second = (part.pick(**{name: YES}).total(measure) for name in lists)
    both = part.pick(**dict.fromkeys(lists, YES)).total(measure)
    total = chapman(both, first, second, level=level)
    seen = first + second - both
    found = [told("estimated_total", "independent lists", total, Scale.COUNT, seen, level=level)]
    return found + [
        _coverage(_title(name), n, total, level)
        for name, n in zip(lists, (first, second), strict=True)
    ]


def _coverage(name: str, n: float, total: Interval, level: float) -> Estimate:
    share = Interval(np.minimum(1, n / total.value), n / total.high, np.minimum(1, n / total.low))
    return told("list_coverage", name, share, Scale.PROPORTION, n, level=level)


def _several(
    part: Cells,
    lists: list[str],
    measure: str,
    level: float,
    diagnostics: dict[str, float | int | str | bool | None],
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
    pairs = list(itertools.combinations(range(len(lists)), 2))
    estimates = []
    for size in range(len(pairs) + 1):
        for chosen in itertools.combinations(pairs, size):
            if 1 + len(lists) + size > len(observed):
                continue
            total, variance, aic = log_linear(np.array(observed), counts, chosen)
            if not np.isfinite(total):
                continue
            name = _model_name(chosen, lists)
            bounds = _log_normal(total, variance, float(counts.sum()), level)
            estimates.append(
                told("estimated_total", name, bounds, Scale.COUNT, counts.sum(), level=level)
            )
            diagnostics[f"aic {name}"] = aic
    return estimates


def _model_name(chosen: tuple[tuple[int, int], ...], lists: list[str]) -> str:
    if not chosen:
        return "independent lists"
    return " and ".join(f"{_title(lists[i])} with {_title(lists[j])}" for i, j in chosen)


def _title(name: str) -> str:
    return name.removeprefix("list_").replace("_", " ")


def _count(name: str, group: str, n: float, level: float) -> Estimate:
    exact = Interval(np.asarray(n), np.asarray(n), np.asarray(n))
    return told(name, group, exact, Scale.COUNT, n, level=level)


NOTES = (
    Note(
        code="list-dependence",
        text="If being on one list makes an event more likely to be on the other (a news report "
        "that prompts an entry), the estimated total is too low; if the lists avoid each other, "
        "too high. Two lists alone cannot show which.",
    ),
    Note(
        code="same-chance",
        text="Events that are harder to list than others (a death in hospital weeks later) make "
        "the total too low.",
    ),
    Note(
        code="linkage",
        text="Two entries that are the same event but were not linked make the total too high; "
        "a wrong link makes it too low.",
    ),
)

METHOD = Method(
    name=NAME,
    needs=Needs(reduction="death_lists", by=("list_a", "list_b"), measures=("events",)),
    run=capture_recapture,
    refuses_when="there are fewer than two lists, or fewer than 7 events on two of them",
    assumptions=(
        "being on one list says nothing about being on another",
        "every event has the same chance to be on a list",
        "the same event is recognised on both lists",
    ),
    overturned_by=("a third list", "knowledge that one list copies from another"),
    cannot_say=("which events are missing",),
    reference="Chapman (1951); Seber (1970) Biometrics 26:13-22; Fienberg (1972) Biometrika 59:591",
)
