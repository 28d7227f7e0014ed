"""What a ledger holds: documents, quotations, claims, and what claims were put to."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from daylight.claims.plain import refuse_two, refuse_unseen
from daylight.data.printed import Figure, read_figure
from daylight.data.when import When, read_when
from daylight.errors import ClaimError


class Closeness(StrEnum):
    """How near a document is to what was said."""

    PRIMARY = "primary"
    REPORT = "report"


class Form(StrEnum):
    """How a document gives somebody's words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    SCARE = "scare"


class Kind(StrEnum):
    """What sort of statement a claim is; it decides what could settle it."""

    LEVEL = "level"
    CHANGE = "change"
    COMPARISON = "comparison"
    COUNT = "count"
    STATUS = "status"
    CAUSE = "cause"
    OUGHT = "ought"
    DIRECTIVE = "directive"

    @property
    def is_of_fact(self) -> bool:
        """Whether it says that something is so; what ought to be, and orders, do not."""
        return self not in {Kind.OUGHT, Kind.DIRECTIVE}


class Relation(StrEnum):
    """What a claim says of the number it is about."""

    IS = "is"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    HIGHER = "higher"
    LOWER = "lower"
    UNCHANGED = "unchanged"


class StandsFor(StrEnum):
    """Whether a claim is about what a source prints, or about the people it stands for."""

    POPULATION = "population"
    PUBLICATION = "publication"


class Beyond(StrEnum):
    """Why no record can settle a claim."""

    UNIVERSAL = "universal"
    SINGLE_EVENT = "single event"
    STATE_OF_MIND = "state of mind"
    FUTURE = "future"
    UNCOUNTABLE = "uncountable"


class Bearing(StrEnum):
    """Whether a finding answers a claim, or only bears on it."""

    ANSWERS = "answers"
    BEARS_ON = "bears on"


ENDS = frozenset({"low", "high", "lowest", "highest"})

AGAINST = "against"

TERMS = ("population", "place", "period", "measure")
"""What a claim must say before a record can settle it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text that somebody published; the text itself stays with its owner.

    Parameters
    ----------
    sha256
        Of the text as `claims.text` reads it.
    date
        The day it was published, as `2017-08-01`.
    of
        The primary document that a report is of, by its id, where the ledger holds it.
    text
        Where the text lies beside the ledger; empty where it is not kept.
    may_be_shown
        Whether pages may print its words; else they print where passages stand, and their hashes.
    """

    id: str
    title: str
    publisher: str
    date: str
    sha256: str
    closeness: Closeness
    of: str = ""
    url: str = ""
    text: str = ""
    may_be_shown: bool = False

    def __post_init__(self) -> None:
        """Refuse a day that is none."""
        if not self.title.strip() or not self.publisher.strip():
            raise ClaimError(f"document {self.id}: give its title and its publisher")
        if not read_when(self.date).is_single:
            raise ClaimError(f"document {self.id}: {self.date!r} is no day of publication")
        refuse_unseen(f"document {self.id}", asdict(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A passage of a document: characters `start` to `end`, and the hash of just these.

    Parameters
    ----------
    speaker
        Who said it, as a person confirmed.
    words
        The passage itself, where the document may be shown; empty otherwise.
    """

    id: str
    document: str
    start: int
    end: int
    sha256: str
    speaker: str
    form: Form
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicClaim:
    """What a quotation says, in neutral words, and what of it could be looked up.

    Parameters
    ----------
    words, palabras
        The claim in neutral English and Spanish.
    population, place, period, measure
        Of whom, where, when, and what is counted; empty means that the speaker does not say.
    against
        With whom a comparison compares.
    relation, figure
        What is said of the number; `figure` as printed (`3 in 10`), empty where none is named.
    margin
        How far from no difference still counts as `unchanged`, as printed.
    stands
        Whether it is about what a source prints, or about the people it stands for.
    unsaid
        What else the speaker leaves open and a record would need: which list, which cities.
    beyond
        Why no record can settle it; None where records could.
    question
        What would be asked of records, as a person would ask it.
    """

    id: str
    quotations: tuple[str, ...]
    words: str
    kind: Kind
    palabras: str = ""
    population: str = ""
    place: str = ""
    period: str = ""
    measure: str = ""
    against: str = ""
    relation: Relation = Relation.IS
    figure: str = ""
    margin: str = ""
    stands: StandsFor = StandsFor.POPULATION
    unsaid: str = ""
    beyond: Beyond | None = None
    question: str = ""

    def __post_init__(self) -> None:
        """Refuse a claim that says two things, or a number that is none."""
        if not self.words.strip():
            raise ClaimError(f"claim {self.id}: say it in neutral words")
        if not self.quotations:
            raise ClaimError(f"claim {self.id}: name the quotation that it is made in")
        refuse_two(f"claim {self.id}", self.measure)
        refuse_unseen(f"claim {self.id}", asdict(self))
        if self.period:
            read_when(self.period)
        if self.relation is Relation.UNCHANGED and not self.margin and self.kind.is_of_fact:
            raise ClaimError(
                f"claim {self.id}: say with `margin` how little still counts as unchanged"
            )
        _ = self.number, self.tolerance

    @property
    def number(self) -> Figure | None:
        """The number it names."""
        is_counted = self.kind in {Kind.COUNT, Kind.STATUS}
        return read_figure(self.figure, exact=is_counted) if self.figure else None

    @property
    def tolerance(self) -> Figure | None:
        """How far from no difference still counts as unchanged."""
        return read_figure(self.margin) if self.margin else None

    @property
    def when(self) -> When | None:
        """The time it is about."""
        return read_when(self.period) if self.period else None

    @property
    def unstated(self) -> tuple[str, ...]:
        """Which of its terms the speaker does not say."""
        return tuple(term for term in self.terms if not getattr(self, term).strip())

    @property
    def terms(self) -> tuple[str, ...]:
        """What it must say: a comparison also with whom."""
        return (*TERMS, AGAINST) if self.kind is Kind.COMPARISON else TERMS


@dataclass(frozen=True, slots=True, kw_only=True)
class RunNumber:
    """One number of a finished run, as it stood when a claim was put to it.

    Parameters
    ----------
    lowest, highest
        The ends of the widest interval among the variants of the same quantity and keys. An end
        that the method does not give is None.
    proviso
        What must hold for it to mean anything, where the records give reason to doubt it.
    is_counted
        Nothing in it is left to chance: it was counted whole, or printed so.
    is_design
        Its method compares with what would have happened otherwise.
    is_over_time
        It compares two times, and not two groups.
    covers, place, population, measure
        What the run's own records are about, where the run says so.
    assumed
        What the number rests on that nobody recorded, such as the size of a poll.
    """

    finding: str
    method: str
    quantity: str
    scale: str
    value: float
    low: float | None
    high: float | None
    lowest: float | None
    highest: float | None
    level: float
    n: int
    grade: int
    sentence: str
    standing: str = ""
    proviso: str = ""
    keys: Mapping[str, str | int | float] = field(default_factory=dict)
    compared_with: str = ""
    variant: str = ""
    is_counted: bool = False
    is_design: bool = False
    is_over_time: bool = False
    covers: str = ""
    place: str = ""
    population: str = ""
    measure: str = ""
    printed: str = ""
    assumed: str = ""
    caveats: tuple[str, ...] = ()
    cannot_say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAssessment:
    """A claim put to one finding, with the hashes of both as they stood.

    Parameters
    ----------
    run
        The run's folder, as it is reached from the ledger.
    question
        The question of the run's study.
    matches
        Term of the claim → how the records count it, where the two differ in words: a person says
        that they are the same, and the page shows it.
    claim_sha256, run_sha256
        What it was made for; a claim or a run that changed since makes it stale.
    """

    id: str
    claim: str
    run: str
    run_sha256: str
    claim_sha256: str
    question: str
    role: Bearing
    found: RunNumber
    matches: Mapping[str, str] = field(default_factory=dict)


Thing = Document | Quotation | PublicClaim | ClaimAssessment

ROOMS: dict[str, type[Thing]] = {
    "documents": Document,
    "quotations": Quotation,
    "claims": PublicClaim,
    "assessments": ClaimAssessment,
}
"""Folder of a ledger → what its files hold."""

ENUMS = {
    "closeness": Closeness,
    "form": Form,
    "kind": Kind,
    "relation": Relation,
    "stands": StandsFor,
    "beyond": Beyond,
    "role": Bearing,
}


def room_of(thing: Thing) -> str:
    """The folder that holds such a thing."""
    return next(room for room, kind in ROOMS.items() if isinstance(thing, kind))


def to_dict(thing: Thing) -> dict[str, Any]:
    """Plain values for JSON, without what is empty."""
    return _without_blanks(asdict(thing))


def _without_blanks(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _without_blanks(value) if name == "found" else value
        for name, value in plain.items()
        if value not in ("", (), {}) and (value is not None or name in ENDS)
    }


def from_dict(room: str, plain: Mapping[str, Any], where: str) -> Thing:
    """Read back what `to_dict` wrote; ClaimError names what is wrong and where."""
    kind = ROOMS[room]
    try:
        return kind(**_typed(plain, kind, where))
    except TypeError as problem:
        raise ClaimError(f"{where}: {problem}".replace("__init__() ", "")) from problem


def _typed(plain: Mapping[str, Any], kind: type[Any], where: str) -> dict[str, Any]:
    known = {f.name for f in fields(kind)}
    if unknown := sorted(set(plain) - known):
        raise ClaimError(
            f"{where}: no key {', '.join(unknown)}; known are {', '.join(sorted(known))}"
        )
    typed = {name: _value(name, value, where) for name, value in plain.items()}
    if isinstance(held := typed.get("found"), Mapping):
        typed["found"] = RunNumber(**_typed(held, RunNumber, where))
    return typed


def _value(name: str, value: Any, where: str) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if name not in ENUMS or value is None:
        return value
    try:
        return ENUMS[name](value)
    except ValueError as problem:
        listed = ", ".join(ENUMS[name])
        raise ClaimError(f"{where}: {name} is {value!r}; it is one of {listed}") from problem
