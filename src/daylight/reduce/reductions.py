"""Every reduction by name: what it counts, and where it lives.

To add one: write it with its record, and add its entry here. A reduction's module, and the query
engine with it, is loaded only when that reduction is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from daylight.data.lazy_records import LazyRecords
from daylight.errors import StudyError
from daylight.reduce.reduction import Reduction


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: the module of a reduction, and what it counts in words."""

    home: str
    what: str

    def load(self, name: str) -> Reduction:
        """The whole record, with its function."""
        module = import_module(f"daylight.reduce.{self.home}")
        return next(one for one in _records(vars(module).values()) if one.name == name)


def _records(values: Any) -> Iterator[Reduction]:
    """The records of a module, alone or in tuples."""
    for value in values:
        if isinstance(value, Reduction):
            yield value
        elif isinstance(value, tuple):
            yield from (one for one in value if isinstance(one, Reduction))


COUNTED: dict[str, Listed] = {
    "searches": Listed("searches", "stops, searches and what they found"),
    "outcomes": Listed("outcomes", "what stops ended with: search, frisk, citation, arrest, force"),
    "stop_rates": Listed("stop_rates", "stops beside the people who live there"),
    "force": Listed("force", "people on whom force was used, and those who might have met it"),
    "force_kinds": Listed("force", "force records and people by the kind of force"),
    "force_action_kinds": Listed("force", "single actions by their kind"),
    "force_circumstances": Listed("circumstances", "people by what the form says of them"),
    "force_weapons": Listed("weapons", "uses of weapons, and how they were used"),
    "transports": Listed("custody", "transports of people in custody, and their conditions"),
    "death_lists": Listed("lists", "deaths by the lists that name them"),
    "force_and_complaints": Listed("lists", "days of an officer, reported or complained of"),
    "resisting_without_force": Listed("lists", "arrests for resisting without a record of force"),
    "policy_checks": Listed("policy", "coders' readings of the items of a policy"),
    "sentences": Listed("courts", "people sentenced, and how their cases ended"),
    "hearings": Listed("courts", "hearings for release, and how they ended"),
    "scores": Listed("courts", "people scored for risk, and what came"),
    "darkness": Listed("darkness", "stops by clock minute, in daylight and in the dark"),
    "likely_races": Listed(
        "likely_races", "stops by recorded race, and by what surname and place make likely"
    ),
    "contacts": Listed("contacts", "people by how often they were stopped"),
    "officer_events": Listed("officers", "complaints and allegations by officer"),
    "officer_force": Listed("officers", "incidents of force by officer"),
    "officer_searches": Listed("officers", "searches and stops by officer"),
    "officer_frisks": Listed("officers", "frisks and stops by officer"),
    "officer_scenes": Listed("officers", "officers together at one scene, and who used force"),
    "complaints_in_service": Listed("in_service", "complaints by officer and month of service"),
    "force_in_service": Listed("in_service", "incidents of force by officer and month of service"),
    "officer_peers": Listed("officer_peers", "officers by what their colleagues did before"),
}

REDUCTIONS = LazyRecords(COUNTED, Listed.load)


def named(name: str) -> Reduction:
    """The reduction of that name; StudyError names the ones there are."""
    if name not in REDUCTIONS:
        raise StudyError(f"no reduction {name!r}; there are {', '.join(sorted(REDUCTIONS))}")
    return REDUCTIONS[name]
