"""What a report needs of the methods on officers beyond their estimates."""

from dataclasses import dataclass

from daylight.data.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerGapFacts(Facts):
    """What officers' gaps are gaps of, what is held fixed, and over which periods they repeat."""

    events: str
    trials: str
    factors: tuple[str, ...]
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcentrationFacts(Facts):
    """How many officers were counted, and whether each with their own exposure.

    `bursts_allowed_for` says that identical officers' events come in bursts as the record's do, and
    that the spread of rates is what lasts between periods.
    """

    officers: int
    exposure_used: bool
    bursts_allowed_for: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFacts(Facts):
    """How many officers and scenes were compared."""

    officers: int
    scenes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueFacts(Facts):
    """The circumstances that colleagues share, and how far ordinary officers' rates spread.

    `ordinary_spread` is a standard deviation relative to colleagues' rate, beyond chance.
    """

    circumstances: tuple[str, ...]
    ordinary_spread: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerFacts(Facts):
    """Within what officers were compared."""

    compared_within: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTestFacts(Facts):
    """How many months after a look events were counted, and which rule is the plain count.

    `plain_rule` is empty, and `plain_months` 0, where no rule is.
    """

    horizon_months: int
    plain_rule: str
    plain_months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFacts(Facts):
    """The three answers, each yes, no or not known, and what they could rest on.

    `periods` says whether the record has several; `listed`, whether it holds only officers with an
    event.
    """

    individuals: str
    units: str
    department: str
    other_departments: int
    exposure_used: bool
    periods: bool
    listed: bool
