"""The threshold engine against NumPyro's NUTS on the same model, both from a cold start.

    python benchmarks/bench_threshold.py                     both families, NUTS, the ratios
    python benchmarks/bench_threshold.py discriminant 200    one family, 4 × (200 + 200) draws

100 places × 4 groups. Every side is a fresh process, interpreter, imports and compilation, once
before NUTS and once after it. Three of ours: the command as anybody types it (six fits: both
families, three prior scales), the command with one fit, and one fit from Python. Time is processor
time (user + system) as well as wall time, because the ratio of the first hardly depends on what
else the machine is doing. The figures in `threshold.md` come from one run.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from scipy import special, stats

from daylight.data.cells import Cells

GROUPS = ("white", "asian", "black", "hispanic")
PLACES = 100
THRESHOLDS = (0.28, 0.31, 0.18, 0.21)

ONE_FIT = """
import sys
from pathlib import Path
from daylight.data.cells import Cells
from daylight.model.searches.threshold import METHOD, METHOD_DISCRIMINANT
run = {"beta": METHOD, "discriminant": METHOD_DISCRIMINANT}[sys.argv[2]]
result = run(Cells.read(Path(sys.argv[1])), sweep=False, engine="laplace")
Path(sys.argv[3]).write_text(result.to_json())
"""
METHOD = {"beta": "threshold", "discriminant": "threshold-discriminant"}

NUTS = """
import sys, json
from pathlib import Path
import numpy as np
from daylight.data.cells import Cells
from daylight.model.searches import threshold_cells, threshold_nuts
from daylight.model.searches.threshold_priors import MODELS
layout = threshold_cells.read(
    Cells.read(Path(sys.argv[1])), reference="white")
model = MODELS[sys.argv[2]].of(layout.counts)
draws = int(sys.argv[4])
chain = threshold_nuts.sample(model, seed=1, warm_up=draws, draws=draws)
t = model.family.threshold(chain.eta)
w = layout.weights("common"); w = w / w.sum(axis=1, keepdims=True)
average = np.einsum("bgd,gd->bg", t, w)
Path(sys.argv[3]).write_text(json.dumps({
    "cells": {f"{g}|{d}": [float(t[:, i, j].mean()), float(t[:, i, j].std())]
              for i, g in enumerate(layout.groups) for j, d in enumerate(layout.places)},
    "averages": {g: [float(average[:, i].mean()), float(average[:, i].std())]
                 for i, g in enumerate(layout.groups)},
    "r_hat": chain.r_hat, "effective": chain.effective, "divergences": chain.divergences}))
"""


def department(family: str) -> Cells:
    """Counts of one simulated department, 100 places × 4 groups."""
    rng = np.random.default_rng(20180101)
    shape = (len(GROUPS), PLACES)
    group = np.arange(4)[:, None]
    t = special.expit(special.logit(np.array(THRESHOLDS))[:, None] + rng.normal(0, 0.25, shape))
    if family == "beta":
        phi = special.expit(-3.5 + 0.15 * group + rng.normal(0, 0.25, (1, PLACES)))
        lam = np.exp(2.0 - 0.1 * group + rng.normal(0, 0.4, (1, PLACES)))
        a, b = lam * phi, lam * (1 - phi)
        searched = special.betaincc(a, b, t)
        found = phi * special.betaincc(a + 1, b, t) / searched
    else:
        logit_phi = -2.2 + 0.15 * group + rng.normal(0, 0.1, (1, PLACES))
        phi = special.expit(logit_phi)
        delta = np.exp(0.2 + 0.05 * group + rng.normal(0, 0.1, (1, PLACES)))
        signal = (special.logit(t) - logit_phi) / delta + delta / 2
        hit, miss = phi * stats.norm.sf(signal - delta), (1 - phi) * stats.norm.sf(signal)
        searched, found = hit + miss, hit / (hit + miss)
    stops = rng.integers(500, 13_000, shape)
    searches = rng.binomial(stops, searched)
    hits = rng.binomial(searches, found)
    rows, columns = np.indices(shape)
    return Cells.from_columns(
        {
            "place": [f"p{j:03d}" for j in columns.ravel()],
            "subject_race": [GROUPS[i] for i in rows.ravel()],
            "stops": stops.ravel().tolist(),
            "searches": searches.ravel().tolist(),
            "hits": hits.ravel().tolist(),
        },
        by=["place", "subject_race"],
    )


def timed(*command: str) -> tuple[float, float]:
    """Processor and wall seconds of a fresh process."""
    before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - clock


def ours(family: str, cells: str, out: str) -> dict[str, tuple[float, float]]:
    """Each way to ask, timed."""
    daylight = str(Path(sys.executable).with_name("daylight"))
    command = (daylight, "model", METHOD[family], cells, "-o", out)
    return {
        "command, six fits": timed(*command),
        "command, one fit": timed(*command, "--set", "sweep=false"),
        "Python, one fit": timed(sys.executable, "-c", ONE_FIT, cells, family, out),
    }


def compare(family: str, folder: Path, draws: int) -> None:
    cells, engine, theirs = (str(folder / f"{family}-{name}") for name in ("cells.csv", "a", "b"))
    department(family).write(Path(cells))
    before = ours(family, cells, engine)
    nuts = timed(sys.executable, "-c", NUTS, cells, family, theirs, str(draws))
    after = ours(family, cells, engine)
    print(
        f"{family}: NUTS, 4 × ({draws} + {draws}): {nuts[0]:.1f} s processor, {nuts[1]:.1f} s wall"
    )
    for way, first in before.items():
        for order, (used, wall) in (("before", first), ("after", after[way])):
            print(
                f"    {way}, {order} NUTS: {used:.2f} s processor, {wall:.2f} s wall; "
                f"ratio {nuts[0] / used:.0f} (processor), {nuts[1] / wall:.0f} (wall)"
            )
    result = json.loads(Path(engine).read_text())
    print("   ", {k: result["diagnostics"][k] for k in ("effective_share", "pareto_k")})
    truth = json.loads(Path(theirs).read_text())
    print("   ", {k: truth[k] for k in ("r_hat", "effective", "divergences")})
    apart = [
        ((e["value"] - truth["cells"][key][0]), truth["cells"][key][1])
        for e in result["estimates"]
        if e["quantity"] == "threshold"
        and (key := f"{e['keys']['subject_race']}|{e['keys']['place']}")
    ]
    d, sd = np.array(apart).T
    print(
        f"    cells: mean |difference| {np.abs(d / sd).mean():.3f} sd, "
        f"largest {np.abs(d).max():.4f}, in sd {np.abs(d / sd).max():.2f}"
    )
    for e in result["estimates"]:
        if e["quantity"] == "average_threshold" and not e["variant"]:
            mean, spread = truth["averages"][e["keys"]["subject_race"]]
            half = (e["high"] - e["low"]) / 2 / 1.96
            print(
                f"    {e['keys']['subject_race']:9} engine {e['value']:.4f} (sd {half:.4f})   "
                f"NUTS {mean:.4f} (sd {spread:.4f})"
            )


if __name__ == "__main__":
    count = next((int(a) for a in sys.argv[1:] if a.isdigit()), 500)
    families = [a for a in sys.argv[1:] if not a.isdigit()] or ["discriminant", "beta"]
    with tempfile.TemporaryDirectory() as scratch:
        for name in families:
            compare(name, Path(scratch), count)
