"""Which officers use more serious force than others who stood at the same scenes."""

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, IntArray
from daylight.model.method import Method, Needs
from daylight.model.officers.attendance import MOST_OFFICERS, NAME, Attendance, attendance
from daylight.model.officers.peers import Standing, informative, networks, standings
from daylight.model.officers.scenes import arrange
from daylight.model.officers.stereotype import CHAINS, EFFECTIVE, R_HAT, Draws, Posterior, draw


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
    if not draws.mixing.r_hat < 1.05:
        return Refusal(
            method=NAME,
            reason="the chains did not mix, so the answer would depend on where they started",
            needed="R-hat below 1.05 for every officer",
            found=f"R-hat {draws.mixing.r_hat:.3f} after {draws.iterations} iterations",
            provenance=cells.provenance,
        )
    network = networks(found.rows.scene, found.rows.officer, len(found.officers))
    peers = informative(draws.lam, network, peer_variance)
    scenes = np.bincount(found.rows.officer, minlength=len(found.officers))
    estimates = [
        estimate
        for standing in standings(draws.lam, peers)
        for estimate in _officer(
            found.officers[standing.officer],
            draws.lam[:, standing.officer],
            standing,
            scenes=int(scenes[standing.officer]),
            network=int(network[standing.officer]),
            level=level,
        )
    ]
    return Result(
        method=NAME,
        estimates=(
            *_scores(found, draws, level=level),
            *estimates,
            *(_not_comparable(name, n, level) for name, n in found.not_comparable.items()),
        ),
        level=level,
        seed=seed,
        diagnostics=_diagnostics(found, draws, network, peer_variance),
        notes=_notes(found, draws, network, peers),
        provenance=cells.provenance,
    )


def _estimate(
    name: str,
    group: str,
    draws: Array,
    scale: Scale,
    n: int,
    level: float,
    *,
    stratum: str = "all",
    reference: str | None = None,
) -> Estimate:
    """Posterior mean with the interval that leaves out the same share on both sides."""
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    mean = float(draws.mean())
    return untyped(
        name=name,
        group=group,
        value=mean,
        low=min(mean, float(low)),
        high=max(mean, float(high)),
        level=level,
        scale=scale,
        n=n,
        stratum=stratum,
        reference=reference,
    )


def _fixed(
    name: str, group: str, value: float, scale: Scale, n: int, level: float, stratum: str = "all"
) -> Estimate:
    none = float("nan")
    return untyped(
        name=name,
        group=group,
        value=value,
        low=none,
        high=none,
        level=level,
        scale=scale,
        n=n,
        stratum=stratum,
    )


def _officer(
    name: str,
    lam: Array,
    standing: Standing,
    *,
    scenes: int,
    network: int,
    level: float,
) -> list[Estimate]:
    place = f"network {network + 1}"
    found = [
        _estimate("propensity", name, lam, Scale.LOG_ODDS, scenes, level, stratum=place),
        _fixed("propensity_sd", name, float(lam.std()), Scale.INDEX, scenes, level, place),
        _fixed("peers", name, float(standing.peers), Scale.COUNT, scenes, level, place),
    ]
    if not standing.peers:
        return found
    k = standing.peers + 1
    top = float((standing.rank >= 0.95 * k).mean())
    bottom = float((standing.rank <= 0.05 * k).mean())
    return [
        *found,
        _estimate(
            "escalation",
            name,
            standing.excess,
            Scale.LOG_ODDS,
            scenes,
            level,
            stratum=place,
            reference="mean of the officer and peers",
        ),
        _estimate(
            "rank",
            name,
            standing.rank.astype(np.float64),
            Scale.MEAN,
            scenes,
            level,
            stratum=place,
            reference="the officer and peers",
        ),
        _fixed("probability_top_5_percent", name, top, Scale.PROBABILITY, scenes, level, place),
        _fixed(
            "probability_bottom_5_percent", name, bottom, Scale.PROBABILITY, scenes, level, place
        ),
    ]


def _scores(found: Attendance, draws: Draws, *, level: float) -> list[Estimate]:
    used = np.bincount(found.rows.level, minlength=len(found.levels))
    return [
        _estimate(
            "severity_score",
            f"severity {name}",
            draws.scores[:, j],
            Scale.INDEX,
            int(used[j]),
            level,
        )
        for j, name in enumerate(found.levels)
    ]


def _not_comparable(name: str, scenes: int, level: float) -> Estimate:
    return _fixed("not_comparable_scenes", name, float(scenes), Scale.COUNT, scenes, level)


def _diagnostics(
    found: Attendance, draws: Draws, network: IntArray, peer_variance: float
) -> dict[str, float | int | str | bool | None]:
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
    notes = [
        Note(
            code="level-not-identified",
            text="Only differences between officers are learned: if all officers of a network "
            "escalated alike, nothing here would show it. The zero is a convention.",
        )
    ]
    parts = int(network.max()) + 1
    if parts > 1:
        notes.append(
            Note(
                code="disconnected-networks",
                text=f"The officers form {parts} networks that share no scene, even through "
                "others. Officers of different networks are not compared and not ranked together.",
            )
        )
    if found.not_comparable:
        notes.append(
            Note(
                code="not-comparable",
                text=f"{len(found.not_comparable)} officers were never at a scene where officers "
                "used different severities; nothing can be said about them.",
            )
        )
    alone = int((~peers.any(axis=1)).sum())
    if alone:
        notes.append(
            Note(
                code="no-peers",
                text=f"For {alone} officers no other officer's propensity is tied closely enough "
                "to theirs; they are not ranked.",
            )
        )
    if found.unknown:
        notes.append(
            Note(
                code="unknown-keys",
                text=f"{found.unknown} rows without scene, officer or severity are left out.",
            )
        )
    if found.too_large:
        notes.append(
            Note(
                code="scene-too-large",
                text=f"{found.too_large} scenes with more than {MOST_OFFICERS} officers are left "
                "out.",
            )
        )
    if draws.mixing.r_hat >= R_HAT or min(draws.mixing[1:]) <= EFFECTIVE:
        notes.append(
            Note(
                code="imprecise-draws",
                text=f"R-hat reached {draws.mixing.r_hat:.3f} and the smallest effective size "
                f"{min(draws.mixing[1:]):.0f}; intervals are less exact than intended.",
            )
        )
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_scenes",
        by=("scene", "officer", "severity"),
        optional_measures=("events",),
    ),
    run=same_scene,
    refuses_when="fewer than 20 scenes saw officers use different severities, severity is not a "
    "whole number, or the chains have not mixed",
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
