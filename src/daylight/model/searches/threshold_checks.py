"""Two checks of a threshold test: a placebo group, and officers whose thresholds waver."""

from dataclasses import replace
from typing import Any

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.searches import nested_posterior, threshold_cells
from daylight.model.searches.nested_laplace import Eta, ThresholdFamily
from daylight.model.searches.threshold import BY_FAMILY
from daylight.model.searches.threshold_cells import ThresholdLayout, renamed
from daylight.model.searches.threshold_priors import MODELS

NODES = 9


def placebo(
    cells: Cells,
    key: str,
    *,
    family: str = "beta",
    seed: int = 20170101,
    **settings: Any,
) -> Outcome:
    """The threshold test with a harmless key, such as the season or the weekday, as the group.

    Estimand: gaps between the values of `key`, which nobody believes officers hold to different
    standards. Gaps as large as those between groups say that the test finds gaps anywhere.
    Method: counts are added up over the real groups; the value with the most stops is the
    reference.
    Refuses: as the threshold test.
    Reference: Simoiu, Corbett-Davies & Goel (2017), section 5 (season and day of the week).
    """
    swapped = renamed(cells, key)
    sizes = swapped.collapse("subject_race")
    largest = str(sizes.keys("subject_race")[int(np.argmax(sizes.counts("stops")))])
    outcome = BY_FAMILY[family](swapped, reference=largest, seed=seed, **settings)
    if isinstance(outcome, Refusal):
        return outcome
    note = Note(code="placebo-groups", facts={"key": key, "reference": largest})
    return replace(outcome, notes=(note, *outcome.notes))


def noise(
    cells: Cells,
    *,
    sd: float = 0.05,
    family: str = "beta",
    reference: str = "white",
    seed: int = 20170101,
    **settings: Any,
) -> Outcome:
    """The threshold test on counts that officers with wavering thresholds would have made.

    Estimand: the averages and gaps that the test reports when each stop's threshold is the fitted
    one plus normal noise of standard deviation `sd`, as a probability.
    Method: the fitted model's search and hit rates, averaged over the noise, give new counts by
    binomial draws; the test is run on those. Compare with its answer on the real counts.
    Refuses: as the threshold test.
    Reference: Simoiu, Corbett-Davies & Goel (2017), section 5 (stop-level heterogeneity).
    """
    layout = threshold_cells.read(cells, reference=reference)
    if isinstance(layout, Refusal):
        return layout
    model = MODELS[family].of(layout.counts)
    fitted = nested_posterior.fit(model, seed=seed)
    one, two, three = (part.mean(axis=0) for part in fitted.eta)
    rates = _noisy_rates(model.family, (one, two, three), sd)
    outcome = BY_FAMILY[family](
        _redrawn(cells, layout, rates, seed), reference=reference, seed=seed, **settings
    )
    if isinstance(outcome, Refusal):
        return outcome
    note = Note(code="wavering-thresholds", facts={"sd": sd})
    return replace(outcome, notes=(note, *outcome.notes))


def _noisy_rates(family: ThresholdFamily, eta: Eta, sd: float) -> tuple[Array, Array]:
    """Search and hit rate when the threshold is spread normally around its fitted value."""
    nodes, chances = np.polynomial.hermite_e.hermegauss(NODES)
    centre = family.threshold(eta)
    searched = found = np.zeros_like(centre)
    for node, chance in zip(nodes, chances / chances.sum(), strict=True):
        at = np.clip(centre + sd * node, 1e-3, 1 - 1e-3)
        s, h = family.rates((eta[0], eta[1], family.at_threshold(eta, at)))
        searched, found = searched + chance * s, found + chance * s * h
    return searched, found / searched


def _redrawn(cells: Cells, layout: ThresholdLayout, rates: tuple[Array, Array], seed: int) -> Cells:
    rng = np.random.default_rng(seed)
    part = layout.takes_part
    stops = layout.counts.stops[part].astype(np.int64)
    searches = rng.binomial(stops, np.clip(rates[0][part], 0, 1))
    rows, columns = np.nonzero(part)
    return Cells.from_columns(
        {
            layout.place: [layout.places[d] for d in columns],
            "subject_race": [layout.groups[g] for g in rows],
            "stops": stops.tolist(),
            "searches": searches.tolist(),
            "hits": rng.binomial(searches, np.clip(rates[1][part], 0, 1)).tolist(),
        },
        by=[layout.place, "subject_race"],
        provenance=cells.provenance,
    )
