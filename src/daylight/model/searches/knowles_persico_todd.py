"""Whether searches find contraband equally often, as if the searched had adapted."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.clustering import OFFICER
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.clustered_rates import CLUSTERS
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.equal_shares import equal_shares
from daylight.model.events import HITS
from daylight.model.intervals import no_interval
from daylight.model.method import Method, Needs
from daylight.model.searches.hit_rate import INFRA_MARGINALITY
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 10
DRAWS = 10_000
SMALL_EXPECTED = 5


EQUAL = Quantity(
    name="equal_hit_rates",
    scale=Scale.PROBABILITY,
    about=About.AGENCY,
    unit="searches",
    keys=("key",),
)


def equal_hit_rates(cells: Cells, *, seed: int = 2001, min_n: int = MIN_N) -> Outcome:
    """Pearson's chi-square that hit rates are equal between groups, and by every other key.

    Estimand: the probability, were all hit rates equal, of hit rates at least this unequal.
    Method: Pearson chi-square; an exact (Monte Carlo, fixed margins) p where an expected count is
    below 5; where officers and days are known, Hotelling's test of shares that go together
    (`model.equal_shares`) if its p is larger. The model says rates are equal across everything
    officers can see, so each other key is tested too.
    Refuses: fewer than two groups with `min_n` searches of known outcome, or no hit or no miss.
    Reference: Knowles, Persico & Todd (2001), Journal of Political Economy 109:203-229, table 3.
    """
    rng = np.random.default_rng(seed)
    tables = {key: _table(cells, key, min_n) for key in cells.by}
    hits, misses, names = tables.get(GROUP, (np.zeros(0), np.zeros(0), []))
    if len(names) < 2 or hits.sum() == 0 or misses.sum() == 0:
        return Refusal(
            code="no-hits-and-misses",
            facts={"least": min_n, "groups": tuple(str(name) for name in names)},
        )
    tests = {
        key: _test(crosstab(cells, within=(), group=key), _Counts(key, hits, misses, names), rng)
        for key, (hits, misses, names) in tables.items()
        if len(hits) > 1 and hits.sum() and misses.sum()
    }
    return Result(
        estimates=tuple(test.estimate for test in tests.values()),
        diagnostics={
            "groups": ", ".join(names),
            **{f"chi_square {key}": test.statistic for key, test in tests.items()},
            **{f"degrees of freedom {key}": test.df for key, test in tests.items()},
        },
        notes=(INFRA_MARGINALITY, Note(code="equilibrium")),
    )


def _table(cells: Cells, key: str, min_n: int) -> tuple[Array, Array, list[str]]:
    """Hits and misses of each recorded value of a key that has enough searches."""
    table = crosstab(cells, within=(), group=key)
    kept = []
    for name in table.groups:
        hits = table.of("hits", name)[0]
        searches = table.recorded("searches", "hits_unknown", name)[0]
        if name != UNKNOWN and searches >= min_n:
            kept.append((hits, searches - hits, name))
    hits, misses, names = zip(*kept, strict=True) if kept else ((), (), ())
    return np.array(hits), np.array(misses), list(names)


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


class Pearson(NamedTuple):
    """A test of equality by one key."""

    estimate: Estimate
    statistic: float
    df: int


class _Counts(NamedTuple):
    key: str
    hits: Array
    misses: Array
    names: list[str]


def _test(table: Crosstab, counts: _Counts, rng: np.random.Generator) -> Pearson:
    key, hits, misses, names = counts
    statistic, expected = chi_square(hits, misses)
    df = len(hits) - 1
    p = float(stats.chi2.sf(statistic, df))
    if expected < SMALL_EXPECTED:
        p = exact_p(hits, misses, rng)
    n = (hits + misses).sum()
    clustered = equal_shares(table, HITS, tuple(names))
    basis = Basis(kind=BasisKind.INDEPENDENT, lacks=OFFICER)
    if clustered is not None:
        lacks = None if any(one.key == OFFICER for one in table.clusters) else OFFICER
        basis = Basis(
            kind=BasisKind.CLUSTERED, key=clustered.key, clusters=clustered.clusters, lacks=lacks
        )
        p = max(p, clustered.p)
    estimate = no_interval(p).estimate(EQUAL, n=n, keys={"key": key}, p_value=p, basis=basis)
    return Pearson(estimate, statistic, df)


METHOD = Method(
    name="knowles-persico-todd",
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("searches", "hits"),
        optional_by=("district", "search_basis", "subject_sex", "age_group"),
        optional_measures=("hits_unknown",),
        clusters=CLUSTERS,
    ),
    run=equal_hit_rates,
    quantities=(EQUAL,),
    basis=INDEPENDENT,
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
