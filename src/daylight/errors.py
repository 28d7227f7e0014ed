"""What can go wrong, as a tree; every message says what, where and what to do.

DaylightError
├── SourceError          the agency's file
│   ├── MissingFile      it is not there, or is empty
│   ├── UnreadableFile   its encoding or format cannot be read
│   ├── MissingColumn    the recipe names a column the file does not have
│   ├── UnknownCode      a value that the recipe has not decided on
│   ├── BadValue         a date, number or identifier that cannot be true
│   └── RowsLost         rows in ≠ rows kept + rows set aside: a defect of Daylight itself
├── RecipeError          a recipe that contradicts itself or the canonical schema
├── StudyError           a study file that asks for what does not exist
├── CellsError           counts that are not counts
├── ClaimError           a quotation, printed number, claim or ledger that does not hold together
├── DisclosureError      a public folder would give away what is to stay unknown
└── EngineError          the database refused
"""


class DaylightError(Exception):
    """Anything Daylight can explain; the command line prints it without a traceback."""


class SourceError(DaylightError):
    """The agency's file is not what the recipe says."""


class MissingFile(SourceError):
    """The file is not there, or there is nothing in it."""


class UnreadableFile(SourceError):
    """The file's encoding or format cannot be read."""


class MissingColumn(SourceError):
    """The recipe names a column that the file does not have."""


class UnknownCode(SourceError):
    """A value that the recipe lists neither as known, fixable nor ignored."""


class BadValue(SourceError):
    """A date, number or identifier that cannot be true."""


class RowsLost(SourceError):
    """Rows in differ from rows kept plus rows set aside."""


class RecipeError(DaylightError):
    """A recipe contradicts itself or the canonical schema."""


class StudyError(DaylightError):
    """A study file asks for something that does not exist."""


class CellsError(DaylightError):
    """A table of counts holds something that is not a count."""


class ClaimError(DaylightError):
    """A quotation, a printed number, a claim or a ledger that does not hold together."""


class DisclosureError(DaylightError):
    """Something that is to stay unknown could be worked out of what would be published."""


class EngineError(DaylightError):
    """The database refused, or is not installed."""
