"""What an interval allows for: rows that go together by officer, day or place, or none."""

from collections.abc import Sequence
from typing import NamedTuple

from daylight.data.clustering import FEWEST_CLUSTERS
from daylight.data.estimate import Basis, BasisKind, Estimate
from daylight.report import numbers
from daylight.report.grade import ROWS_EACH, room, unlike_officers


class Cluster(NamedTuple):
    """What rows go together by, in the singular and the plural."""

    one: str
    many: str


CLUSTERS = {
    "officer_id": Cluster("officer", "officers"),
    "officer": Cluster("officer", "officers"),
    "stop_date": Cluster("day", "days"),
    "incident_date": Cluster("day", "days"),
    "arrest_date": Cluster("day", "days"),
    "start_date": Cluster("day", "days"),
    "incident_id": Cluster("incident", "incidents"),
    "week": Cluster("week", "weeks"),
    "neighborhood": Cluster("neighbourhood", "neighbourhoods"),
    "beat": Cluster("beat", "beats"),
    "district": Cluster("district", "districts"),
    "county": Cluster("county", "counties"),
    "agency_id": Cluster("agency", "agencies"),
    "agency": Cluster("agency", "agencies"),
    "place": Cluster("place", "places"),
    "unit": Cluster("unit", "units"),
    "period": Cluster("period", "periods"),
    "month": Cluster("month", "months"),
    "cell": Cluster("group in one place", "groups in one place"),
}
OTHER = Cluster("cluster", "clusters")
FEW_ALIKE = 9.5
"""Below this a decimal is printed: 1.4 clusters are neither one nor two."""


def cluster_of(key: str | None) -> Cluster:
    """What the clusters of a key are called."""
    return CLUSTERS.get(key or "", OTHER)


def is_told(estimates: Sequence[Estimate]) -> bool:
    """Whether a table says what its intervals allow for."""
    return any(e.basis.clusters is not None or e.basis.lacks is not None for e in estimates)


def allows_for(estimate: Estimate) -> str:
    """The basis of an interval in a few words, for a table."""
    basis = estimate.basis
    if basis.clusters is not None:
        name = cluster_of(basis.key)
        one = name.one if basis.clusters == 1 else name.many
        counted = f"{numbers.count(basis.clusters)} {one}"
        if basis.second_key:
            counted += f", and {cluster_of(basis.second_key).many}"
        return f"{counted}, {_times(basis.factor)}" if basis.factor else counted
    return {
        BasisKind.INDEPENDENT: f"independent {estimate.quantity.unit}",
        BasisKind.SURVEY: "the survey’s design",
        BasisKind.POSTERIOR: "the model’s uncertainty",
        BasisKind.RESAMPLED: "records drawn again",
        BasisKind.CLUSTERED: _plural(basis, 2),
    }.get(basis.kind, "")


def basis_sentence(estimate: Estimate) -> str:
    """What the interval of a headline allows for, and what it does not; empty where not known."""
    basis, unit = estimate.basis, estimate.quantity.unit
    said = []
    if basis.clusters is not None:
        said.append(_clustered(basis, unit))
        said += _no_test(basis, unit)
    if basis.lacks is not None:
        said.append(_lacking(estimate))
    if basis.draws is not None and estimate.p_value is not None:
        said.append(
            f"Its p-value counts {numbers.count(basis.draws)} draws, so it cannot fall below "
            f"{1 / (1 + basis.draws):.2g}."
        )
    return " ".join(said)


def _clustered(basis: Basis, unit: str) -> str:
    clusters = basis.clusters or 0
    name = cluster_of(basis.key)
    counted = f"{numbers.count(clusters)} {name.one if clusters == 1 else name.many}"
    if basis.factor is None and basis.largest == 1.0:
        return (
            f"The interval cannot allow for {unit} of one {_singular(basis)} to resemble one "
            f"another ({counted}): without one of them nothing is left to compare."
        )
    weight = ""
    if basis.effective is not None and basis.effective < 0.9 * clusters:
        weight = f", which weigh as much as {alike(basis.effective)} alike"
    wide = ""
    if basis.factor is not None and basis.factor >= 1.05:
        wide = f"; it is {_times(basis.factor)} as wide as for independent {unit}"
    return (
        f"The interval allows for {unit} of one {_singular(basis)} to resemble one another "
        f"({counted}{weight}){wide}."
    )


def alike(effective: float) -> str:
    """How many clusters alike would weigh as much; with a decimal where there are few."""
    return numbers.number(effective, 1) if effective < FEW_ALIKE else numbers.count(effective)


def _no_test(basis: Basis, unit: str) -> list[str]:
    if basis.is_testable:
        return []
    if (basis.clusters or 0) < FEWEST_CLUSTERS:
        return [f"So few {_plural(basis, 2)} cannot say what chance does: no p-value is given."]
    share = numbers.percent(basis.largest or 0.0, 0)
    one = cluster_of(basis.key).one
    return [f"One {one} has {share} of a group’s {unit} or events: no p-value is given."]


def _lacking(estimate: Estimate) -> str:
    basis, unit = estimate.basis, estimate.quantity.unit
    one = cluster_of(basis.lacks).one
    found = room(estimate)
    said = f"Which {one} each of the {unit} belongs to was not recorded"
    if basis.kind is BasisKind.INDEPENDENT:
        said += f", so the interval holds only if {unit} are independent"
    if found is None or found <= 1:
        return f"{said}."
    each = numbers.count(basis.each or ROWS_EACH)
    told = (
        f"{said}; the interval would hold no difference if it were {_times(found)} as wide, and "
        f"officers who differ as they do elsewhere, with {each} {unit} each, would make it "
        f"{_times(unlike_officers(basis))} as wide."
    )
    return told if basis.each else f"{told} {NOT_SAID}"


NOT_SAID = "How many officers there are was not said: with more rows each it would be wider still."
"""Beside the factor of a department whose study does not say how many officers it has."""


def _times(factor: float) -> str:
    return f"{factor:.1f} times"


def _plural(basis: Basis, count: int) -> str:
    names = [cluster_of(key) for key in (basis.key, basis.second_key) if key]
    words = [name.one if count == 1 else name.many for name in names or [OTHER]]
    return " and ".join(words)


def _singular(basis: Basis) -> str:
    names = [cluster_of(key).one for key in (basis.key, basis.second_key) if key]
    return " or one ".join(names or [OTHER.one])
