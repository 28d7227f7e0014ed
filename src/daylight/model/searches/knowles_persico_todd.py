"""Whether searches find contraband equally often, as if the searched had adapted."""

from collections.abc import Iterator

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.method import Method, Needs
from daylight.model.searches.hit_rate import INFRA_MARGINALITY
from daylight.schema.vocabulary import UNKNOWN

NAME = "knowles-persico-todd"
MIN_N = 10
DRAWS = 10_000
SMALL_EXPECTED = 5


def equal_hit_rates(
    cells: Cells, *, level: float = 0.95, seed: int = 2001, min_n: int = MIN_N
) -> Outcome:
    """Pearson's chi-square that hit rates are equal between groups, and by every other key.

    Estimand: the probability, were all hit rates equal, of hit rates at least this unequal.
    Method: Pearson chi-square; an exact (Monte Carlo, fixed margins) p where an expected count is
    below 5. The model says rates are equal across everything officers can see, so each
    other key is tested too.
    Refuses: fewer than two groups with `min_n` searches of known outcome, or no hit or no miss.
    Reference: Knowles, Persico & Todd (2001), Journal of Political Economy 109:203-229, table 3.
    """
    rng = np.random.default_rng(seed)
    tables = {key: _table(cells, key, min_n) for key in cells.by}
    hits, misses, names = tables.get(GROUP, (np.zeros(0), np.zeros(0), []))
    if len(names) < 2 or hits.sum() == 0 or misses.sum() == 0:
        return Refusal(
            method=NAME,
            reason="there are not two groups with hits and misses to compare",
            needed=f"two groups with {min_n} searches of known outcome",
            found=", ".join(names) or "none",
            provenance=cells.provenance,
        )
    found = [_test(key, hits, misses, level, rng) for key, (hits, misses, _) in tables.items()]
    return Result(
        method=NAME,
        estimates=tuple(e for e in found if e is not None),
        level=level,
        seed=seed,
        diagnostics={"groups": ", ".join(names), **dict(_statistics(tables))},
        notes=(INFRA_MARGINALITY, EQUILIBRIUM),
        provenance=cells.provenance,
    )


def _table(cells: Cells, key: str, min_n: int) -> tuple[Array, Array, list[str]]:
    """Hits and misses of each recorded value of a key that has enough searches."""
    spread: Crosstab = crosstab(cells, within=(), group=key)
    hits = spread.counts["hits"][:, 0]
    unknown = spread.counts["hits_unknown"][:, 0] if "hits_unknown" in spread.counts else 0.0
    misses = spread.counts["searches"][:, 0] - unknown - hits
    kept = [
        i
        for i, name in enumerate(spread.groups)
        if name != UNKNOWN and hits[i] + misses[i] >= min_n
    ]
    return hits[kept], misses[kept], [spread.groups[i] for i in kept]


def chi_square(hits: Array, misses: Array) -> tuple[float, float]:
    """Pearson's statistic of a groups × (hit, miss) table, and its smallest expected count."""
    n, share = hits + misses, hits.sum() / (hits + misses).sum()
    statistic = ((hits - n * share) ** 2 / (n * share * (1 - share))).sum()
    return float(statistic), float((n * min(share, 1 - share)).min())


def exact_p(hits: Array, misses: Array, rng: np.random.Generator) -> float:
    """Monte Carlo p of Pearson's statistic with both margins fixed."""
    n = (hits + misses).astype(np.int64)
    drawn = rng.multivariate_hypergeometric(n, int(hits.sum()), size=DRAWS).astype(float)
    share = hits.sum() / n.sum()
    statistics = ((drawn - n * share) ** 2 / (n * share * (1 - share))).sum(axis=1)
    observed = chi_square(hits, misses)[0]
    return float((1 + (statistics >= observed - 1e-9).sum()) / (DRAWS + 1))


def _test(
    key: str, hits: Array, misses: Array, level: float, rng: np.random.Generator
) -> Estimate | None:
    if len(hits) < 2 or hits.sum() == 0 or misses.sum() == 0:
        return None
    statistic, expected = chi_square(hits, misses)
    p = float(stats.chi2.sf(statistic, len(hits) - 1))
    if expected < SMALL_EXPECTED:
        p = exact_p(hits, misses, rng)
    return untyped(
        name="equal_hit_rates",
        group="all",
        stratum=f"by {key}",
        value=p,
        low=float("nan"),
        high=float("nan"),
        level=level,
        scale=Scale.PROBABILITY,
        n=int((hits + misses).sum()),
        p_value=p,
    )


def _statistics(
    tables: dict[str, tuple[Array, Array, list[str]]],
) -> Iterator[tuple[str, float | int]]:
    for key, (hits, misses, _) in tables.items():
        if len(hits) > 1 and hits.sum() and misses.sum():
            yield f"chi_square {key}", chi_square(hits, misses)[0]
            yield f"degrees of freedom {key}", len(hits) - 1


EQUILIBRIUM = Note(
    code="equilibrium",
    text="The test means what its authors say only if people carry contraband less when they are "
    "searched more, so that hit rates even out over everything officers can see. Where hit rates "
    "also differ by place or ground, that model does not describe the department.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("searches", "hits"),
        optional_by=("district", "search_basis", "subject_sex", "age_group"),
        optional_measures=("hits_unknown",),
    ),
    run=equal_hit_rates,
    refuses_when="fewer than two groups have 10 searches of known outcome",
    assumptions=(
        "people carry contraband less when they are searched more",
        "all searches cost officers the same",
    ),
    overturned_by=("people who do not adapt to being searched", "hit rates that differ by ground"),
    cannot_say=("which group is searched too much", "at what suspicion officers searched"),
    reference="Knowles, Persico & Todd (2001), Journal of Political Economy 109:203-229; "
    "criticism: Ayres (2002), Justice Research and Policy 4:131-142",
)
