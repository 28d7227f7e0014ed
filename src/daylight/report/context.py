"""Everything a report page is made of, as plain values; each field says what it is for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from daylight.data.comparison import Family
from daylight.data.result import Outcome, Refusal
from daylight.errors import RowsLost
from daylight.report.charts.chart import Chart
from daylight.report.finding import Finding


def _told(help_text: str, **default: Any) -> Any:
    """A field with its help text, which a test compares with what the templates use."""
    return field(metadata={"help": help_text}, **default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What a recipe decided about one value of one column."""

    column: str = _told("the agency's column")
    found: str = _told("the value as it stands in the file")
    becomes: str = _told("what it was read as; empty where it was treated as not recorded")
    rows: int = _told("rows that held it")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAccount:
    """What happened to the rows of one source between the agency's files and the counts."""

    source: str = _told("the source's name, for example 'Minneapolis stops, 2017'")
    unit: str = _told("what one row is, in the plural: 'stops'", default="rows")
    publisher: str = _told("who published it", default="")
    licence: str = _told("terms under which it was published", default="")
    files: Mapping[str, str] = _told("file name → SHA-256 of its bytes", default_factory=dict)
    rows_read: int = _told("rows in the files")
    rows_kept: int = _told("rows that became rows of the canonical table")
    set_aside: Mapping[str, int] = _told("reason → rows left out for it", default_factory=dict)
    blanks: Mapping[str, int] = _told(
        "column → kept rows in which it is blank", default_factory=dict
    )
    codes: tuple[Code, ...] = _told("values that were corrected or treated as blank", default=())
    remarks: tuple[str, ...] = _told("what a reader must know about the source", default=())

    def __post_init__(self) -> None:
        """Refuse an account that does not add up."""
        if self.rows_read != self.rows_kept + sum(self.set_aside.values()):
            raise RowsLost(
                f"{self.source}: {self.rows_read} rows read, but {self.rows_kept} kept and "
                f"{dict(self.set_aside)} set aside: they do not add up"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredQuestion:
    """One question of the study, its answer and everything needed to judge the answer."""

    id: str = _told("short name within the study, used in links")
    asked: str = _told("the question as a person would ask it")
    is_primary: bool = _told("whether the study declared it primary", default=False)
    family: Family = _told(  # noqa: RUF009  a field, with help
        "what its comparisons are corrected with; a summary tells the gravest first",
        default=Family.TOGETHER,
    )
    subject: str = _told(
        "stops, searches, force, officers, effects, trust or monitoring", default=""
    )
    method: str = _told("the method's name on the command line")
    reference: str = _told("the paper the method comes from", default="")
    assumptions: tuple[str, ...] = _told("what must hold for the answer to mean it", default=())
    overturned_by: tuple[str, ...] = _told("what finding would change the answer", default=())
    cannot_say: tuple[str, ...] = _told("what nobody may conclude from it", default=())
    refuses_when: str = _told("when the method gives no answer", default="")
    settings: Mapping[str, Any] = _told("settings that were not the defaults", default_factory=dict)
    outcome: Outcome = _told("the result, or the refusal")  # noqa: RUF009  a field, with help
    findings: tuple[Finding, ...] = _told("what is claimed, graded; none for a refusal", default=())
    charts: tuple[Chart, ...] = _told("pictures of the result", default=())

    @property
    def is_refused(self) -> bool:
        """Whether the records could not answer it."""
        return isinstance(self.outcome, Refusal)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink:
    """A public claim that was put to one question of the run."""

    question: str = _told("the question's id")
    words: str = _told("the claim in neutral words")
    status: str = _told("what the records say of it")
    address: str = _told("its page, as reached from the report")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSince:
    """What a report says of the difference between this run and an earlier one."""

    sentence: str = _told("what changed, a whole sentence with its numbers")
    question: str = _told("the id of the question it is about; empty for the records", default="")
    grade: int = _told("how sure it is, 1 to 4; 0 where nothing is weighed", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContext:
    """A whole report. The templates use these fields and no others."""

    title: str = _told("what the report is about, its main heading")
    department: str = _told("the agency whose records these are")
    period: str = _told("the time the records cover, in words")
    level: float = _told("coverage of every interval", default=0.95)
    alpha: float = _told("corrected p-value below which chance is ruled out", default=0.05)
    plan: tuple[str, ...] = _told(
        "what was declared before the run, whether it changed, how p-values were corrected",
        default=(),
    )
    families: Mapping[str, int] = _told(
        "family → how many comparisons were corrected together in it", default_factory=dict
    )
    version: str = _told("version of Daylight that made it")
    seed: int = _told("seed of every random step", default=0)
    questions: tuple[AnsweredQuestion, ...] = _told("the questions, in the order they were asked")
    audits: tuple[RowAccount, ...] = _told("account of the rows of each source", default=())
    public_claims: tuple[ClaimLink, ...] = _told(
        "public claims that were put to this run", default=()
    )
    changes: tuple[ChangeSince, ...] = _told(
        "what differs from an earlier run of the same agency, for page one", default=()
    )
    notes: tuple[str, ...] = _told("what the study's author adds, printed as written", default=())
    is_public: bool = _told(
        "whether anybody may read it: then nothing about a single officer is shown", default=True
    )
    minimum_cell: int = _told(
        "estimates resting on fewer rows than this are withheld; 0 where the records are public",
        default=0,
    )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order of the questions."""
        return tuple(finding for question in self.questions for finding in question.findings)
