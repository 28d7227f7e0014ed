"""The verdict on simulated departments whose truth is known, as the table of docs/explanation.

python benchmarks/bench_verdict.py [DRAWS] prints it; docs/explanation/officers.md holds it whole.
"""

import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from daylight.model.officers import verdict
from daylight.model.officers.levels import of_nested
from daylight.model.officers.nested import nested
from daylight.simulate.officers import ORDINARY, Setting, Trouble, drawn, rates_of

LEVEL = 0.95
ANSWERS = ("yes", "no", "not known")
NAMES = {
    Trouble.NONE: "nobody",
    Trouble.INDIVIDUALS: "5 % of officers",
    Trouble.UNIT: "one unit",
    Trouble.DEPARTMENT: "the department",
}
SMALL = replace(ORDINARY, units=4, officers=12)


@dataclass(frozen=True)
class World:
    """What is simulated, what it is called, and whether the record names periods."""

    called: str
    setting: Setting = ORDINARY
    troubles: tuple[Trouble, ...] = tuple(Trouble)
    periods: bool = True
    factors: tuple[float, ...] = field(default=(4.0, 2.0, 1.5))


WORLDS = (
    World("ten departments of ten units of thirty officers, independent events"),
    World("the same, events in bursts of 1.3 on average", replace(ORDINARY, burst=1.3)),
    World("the same, events in bursts of 2.5", replace(ORDINARY, burst=2.5)),
    World(
        "bursts of 2.5, and the record names no periods",
        replace(ORDINARY, burst=2.5),
        periods=False,
    ),
    World("ordinary officers' rates spread by a tenth", replace(ORDINARY, alike=False)),
    World("departments scatter by .3 on the log scale", replace(ORDINARY, apart=0.3)),
    World(
        "units' assignments scatter by .25, unseen by exposure",
        replace(ORDINARY, assigned=0.25),
    ),
    World("four units of twelve officers in each of ten departments", SMALL),
    World("the same, bursts of 1.7", replace(SMALL, burst=1.7)),
    World("four other departments, scattered by .6", replace(ORDINARY, agencies=5, apart=0.6)),
)


def reading(x: Any, e: Any, *, periods: bool) -> verdict.ThreeAnswers:
    """The three answers for the first department, without the strands they do not rest on."""
    agencies, units, officers, _ = x.shape
    if not periods:
        x, e = (part.sum(axis=-1, keepdims=True) for part in (x, e))
    own, exposed = (part[0].reshape(units * officers, -1).astype(float) for part in (x, e))
    labels = tuple(np.indices((units, officers)).reshape(2, -1))
    held = nested(own, exposed, labels, ("unit", "officer"))
    levels = of_nested(held, level=LEVEL, seed=1, shuffles=199, has_exposure=True)
    names = np.repeat(np.arange(agencies), units * officers).astype(str)
    totals = (part.sum(axis=-1).ravel().astype(float) for part in (x, e))
    beside = verdict.beside(*totals, names, "0", LEVEL)
    return verdict.read({"variance-by-level": levels}, beside, LEVEL)


def truth(trouble: Trouble, setting: Setting) -> tuple[str, str, str]:
    """Whether rates really differ by more than a fifth, at each of the three levels."""
    rng = np.random.default_rng(0)
    many = replace(setting, agencies=1, officers=3000)
    rates = np.stack([rates_of(trouble, rng, many)[0] for _ in range(50)])
    mean = rates.mean(axis=(1, 2), keepdims=True)
    unit = (((rates.mean(axis=2, keepdims=True) - mean) / mean) ** 2).mean()
    officer = (((rates - rates.mean(axis=2, keepdims=True)) / mean) ** 2).mean()
    bar = verdict.SPREAD**2
    shifted = trouble is Trouble.DEPARTMENT and setting.factor > 1 + verdict.SPREAD
    return tuple("yes" if found else "no" for found in (officer > bar, unit > bar, shifted))  # type: ignore[return-value]


def rows(world: World, draws: int) -> list[str]:
    """One line of the table for each trouble and factor."""
    found = []
    for trouble in world.troubles:
        for factor in world.factors if trouble is not Trouble.NONE else (1.0,):
            setting = replace(world.setting, factor=factor)
            rng = np.random.default_rng(23)
            counted = [Counter(), Counter(), Counter()]
            for _ in range(draws):
                x, e = drawn(trouble, rng, setting)
                for counts, answer in zip(
                    counted, reading(x, e, periods=world.periods), strict=True
                ):
                    counts[answer] += 1
            real = truth(trouble, setting)
            cells = [
                f"{r}: {' / '.join(str(round(100 * c[a] / draws)) for a in ANSWERS)}"
                for r, c in zip(real, counted, strict=True)
            ]
            what = NAMES[trouble] + (f", × {factor:g}" if trouble is not Trouble.NONE else "")
            found.append(f"| {what} | {' | '.join(cells)} |")
    return found


def main(draws: int) -> None:
    """Print the table."""
    print(f"Of 100 departments ({draws} drawn): truth, then answered yes / no / not known.\n")
    print("| trouble | single officers | units | department |\n|---|---|---|---|")
    for world in WORLDS:
        print(f"| **{world.called}** | | | |")
        print("\n".join(rows(world, draws)), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
