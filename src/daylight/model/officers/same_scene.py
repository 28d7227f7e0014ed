"""Which officers use more serious force than others who stood at the same scenes."""

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, POSTERIOR
from daylight.data.facts.officers import SceneFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.intervals import Interval, no_interval
from daylight.model.method import Method, Needs
from daylight.model.officers.attendance import MOST_OFFICERS, NAME, Attendance, attendance
from daylight.model.officers.peers import PeerStanding, informative, networks, standings
from daylight.model.officers.records import percentiles
from daylight.model.officers.scenes import arrange
from daylight.model.officers.stereotype import CHAINS, EFFECTIVE, R_HAT, Draws, Posterior, draw

SETTLED = 1.05
"""R-hat from which on no answer is given."""

SEVERITY_SCORE = Quantity(
    name="severity_score",
    scale=Scale.INDEX,
    about=About.MODEL,
    unit="uses of the severity",
    keys=("severity",),
)
PROPENSITY = Quantity(
    name="propensity",
    scale=Scale.LOG_ODDS,
    about=About.OFFICER,
    unit="scenes of the officer",
    keys=("officer_id", "network"),
)
PROPENSITY_SD = replace(PROPENSITY, name="propensity_sd", scale=Scale.INDEX)
PEERS = replace(PROPENSITY, name="peers", scale=Scale.COUNT)
ESCALATION = replace(PROPENSITY, name="escalation")
RANK = replace(PROPENSITY, name="rank", scale=Scale.MEAN)
TOP_5_PERCENT = replace(PROPENSITY, name="probability_top_5_percent", scale=Scale.PROBABILITY)
BOTTOM_5_PERCENT = replace(TOP_5_PERCENT, name="probability_bottom_5_percent")
NOT_COMPARABLE = replace(PEERS, name="not_comparable_scenes", keys=("officer_id",))


def same_scene(
    cells: Cells, *, level: float = 0.95, seed: int = 2_026, peer_variance: float = 0.3
) -> Result | Refusal:
    """Which officers use more serious force than others who stood at the same scenes.

    Estimand: λ_i, an officer's propensity to escalate: at a scene, the chance of severity j is
    proportional to exp(s_j (h + λ_i)), h being all that the officers there share. Scores s are
    estimated, with 0 for the lowest and 1 for the second severity.
    Method: conditional ordinal stereotype model. Given how many officers used each severity at a
    scene, h cancels; what remains is who of them did. λ_i ~ N(0, 1) and log differences of scores
    ~ N(log 0.1, 1). Sums over assignments by polynomial products, draws by Hamiltonian Monte
    Carlo in the frame of the normal approximation, until R-hat < 1.01 and every effective size
    exceeds 400.
    Refuses: fewer than 20 scenes at which officers differed, severities that are not whole
    numbers, or chains that have not mixed.
    Reference: Ridgeway (2026), J. American Statistical Association.

    Parameters
    ----------
    peer_variance
        Officers are peers where the variance of one's λ given the other's is below this; without
        any information it would be 1.
    """
    found = attendance(cells)
    if isinstance(found, Refusal):
        return found
    posterior = Posterior(
        arrange(*found.rows, officers=len(found.officers), levels=len(found.levels))
    )
    draws = draw(posterior, seed=seed)
    if not draws.mixing.r_hat < SETTLED:
        return Refusal(
            code="chains-not-mixed",
            facts={
                "bar": SETTLED,
                "r_hat": float(draws.mixing.r_hat),
                "iterations": draws.iterations,
            },
        )
    network = networks(found.rows.scene, found.rows.officer, len(found.officers))
    peers = informative(draws.lam, network, peer_variance)
    scenes = np.bincount(found.rows.officer, minlength=len(found.officers))
    estimates: list[Estimate] = []
    for standing in standings(draws.lam, peers):
        one = standing.officer
        about = {
            "n": int(scenes[one]),
            "keys": {"officer_id": found.officers[one], "network": int(network[one]) + 1},
        }
        estimates += _officer(draws.lam[:, one], standing, level, about)
    return Result(
        estimates=(
            *_scores(found, draws, level=level),
            *estimates,
            *(
                no_interval(n).estimate(NOT_COMPARABLE, n=n, keys={"officer_id": name}, basis=FIXED)
                for name, n in found.not_comparable.items()
            ),
        ),
        diagnostics=_diagnostics(found, draws, network, peer_variance),
        facts=SceneFacts(officers=len(found.officers), scenes=len(set(found.rows.scene.tolist()))),
        notes=_notes(found, draws, network, peers),
    )


def _posterior(draws: Array, level: float) -> Interval:
    """Posterior mean with the interval that leaves out the same share on both sides."""
    return percentiles(float(draws.mean()), draws, level)


def _officer(
    lam: Array, standing: PeerStanding, level: float, about: dict[str, Any]
) -> list[Estimate]:
    found = [
        _posterior(lam, level).estimate(PROPENSITY, **about),
        no_interval(float(lam.std())).estimate(PROPENSITY_SD, **about),
        no_interval(float(standing.peers)).estimate(PEERS, **about),
    ]
    if not standing.peers:
        return found
    k = standing.peers + 1
    top = float((standing.rank >= 0.95 * k).mean())
    bottom = float((standing.rank <= 0.05 * k).mean())
    return [
        *found,
        _posterior(standing.excess, level).estimate(
            ESCALATION, compared_with="mean of the officer and peers", **about
        ),
        _posterior(standing.rank.astype(np.float64), level).estimate(
            RANK, compared_with="the officer and peers", **about
        ),
        no_interval(top).estimate(TOP_5_PERCENT, **about),
        no_interval(bottom).estimate(BOTTOM_5_PERCENT, **about),
    ]


def _scores(found: Attendance, draws: Draws, *, level: float) -> list[Estimate]:
    used = np.bincount(found.rows.level, minlength=len(found.levels))
    return [
        _posterior(draws.scores[:, j], level).estimate(
            SEVERITY_SCORE, n=int(used[j]), keys={"severity": name}
        )
        for j, name in enumerate(found.levels)
    ]


def _diagnostics(
    found: Attendance, draws: Draws, network: IntArray, peer_variance: float
) -> dict[str, Diagnostic]:
    sizes = np.bincount(network)
    return {
        "officers": len(found.officers),
        "scenes": len(set(found.rows.scene.tolist())),
        "rows": len(found.rows.scene),
        "officers_not_comparable": len(found.not_comparable),
        "severities": ", ".join(str(name) for name in found.levels),
        "networks": len(sizes),
        "officers_in_largest_network": int(sizes.max()),
        "r_hat_max": draws.mixing.r_hat,
        "ess_bulk_min": draws.mixing.ess_bulk,
        "ess_tail_min": draws.mixing.ess_tail,
        "chains": CHAINS,
        "iterations": draws.iterations,
        "draws": CHAINS * draws.iterations,
        "moves_taken": draws.acceptance,
        "peer_variance": peer_variance,
        "prior": "propensity ~ N(0, 1); log score differences ~ N(log 0.1, 1)",
    }


def _notes(
    found: Attendance, draws: Draws, network: IntArray, peers: npt.NDArray[np.bool_]
) -> tuple[Note, ...]:
    mixing = draws.mixing
    imprecise = mixing.r_hat >= R_HAT or min(mixing[1:]) <= EFFECTIVE
    parts, alone = int(network.max()) + 1, int((~peers.any(axis=1)).sum())
    said: tuple[tuple[bool, str, dict[str, float | int]], ...] = (
        (True, "level-not-identified", {}),
        (parts > 1, "disconnected-networks", {"networks": parts}),
        (bool(found.not_comparable), "no-differing-scene", {"officers": len(found.not_comparable)}),
        (alone > 0, "no-peers", {"officers": alone}),
        (found.unknown > 0, "unknown-keys", {"rows": found.unknown}),
        (
            found.too_large > 0,
            "scene-too-large",
            {"scenes": found.too_large, "most": MOST_OFFICERS},
        ),
        (imprecise, "imprecise-draws", {"r_hat": mixing.r_hat, "effective": min(mixing[1:])}),
    )
    return tuple(Note(code=code, facts=facts) for holds, code, facts in said if holds)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_scenes",
        by=("scene", "officer_id", "severity"),
        optional_measures=("events",),
    ),
    run=same_scene,
    quantities=(
        SEVERITY_SCORE,
        PROPENSITY,
        PROPENSITY_SD,
        PEERS,
        ESCALATION,
        RANK,
        TOP_5_PERCENT,
        BOTTOM_5_PERCENT,
        NOT_COMPARABLE,
    ),
    basis=POSTERIOR,
    refuses_when="fewer than 20 scenes saw officers use different severities, severity is not a "
    "whole number, or the simulation did not settle",
    assumptions=(
        "officers at a scene faced the same circumstances, so that who did what is theirs",
        "officers present who used no force are recorded, as the lowest severity",
        "severities are ordered, and one order holds for all officers",
        "what one officer did did not change what the others there would have done",
    ),
    overturned_by=(
        "a regular division of roles at scenes, such as one officer always doing the handcuffing",
        "officers left out of reports, or force reported under another officer's name",
    ),
    cannot_say=(
        "whether the force was justified",
        "how much force the department uses as a whole: the level is not identified",
        "how officers of disconnected networks compare",
    ),
    reference="Ridgeway (2026), A conditional ordinal stereotype model to estimate police "
    "officers' propensity to escalate force, J. American Statistical Association",
)
