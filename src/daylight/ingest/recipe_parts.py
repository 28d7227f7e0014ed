"""The parts of a recipe: codes, layouts, files, and how one canonical column is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from daylight.schema.tables import Table

Word = str | bool | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The decided values of a coded column; any other value stops the run.

    Parameters
    ----------
    known
        Code → canonical word, or true or false.
    fixable
        Misspelling → the known code that was meant.
    ignored
        Codes that say "not recorded"; they become null and are counted apart from blanks.
    fold_case
        Letter case carries no meaning here; a code in other case counts as fixed.
    blank_is, because
        What an empty box of this form says, such as `false`, and the evidence for it: a form or
        manual where only a "yes" is ever ticked. Without it a blank is never a "no". An edition
        that lacks the column says nothing.
    """

    known: Mapping[str, Word] = field(default_factory=dict)
    fixable: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    fold_case: bool = False
    blank_is: bool | str = ""
    because: str = ""

    def word(self, code: str) -> Word | None:
        """The canonical word of a known or fixable code."""
        return self.known.get(self.fixable.get(code, code))

    @property
    def decided(self) -> dict[str, Word]:
        """Every accepted spelling → its word."""
        return {**self.known, **{bad: self.known[good] for bad, good in self.fixable.items()}}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLayout:
    """One edition of a file, recognised by its header.

    Parameters
    ----------
    rename
        The recipe's name of a column → the header's, or several that editions of this layout
        use, of which the first that is there counts; the layout fits when all are there.
    absent
        The recipe's columns that this edition does not have: not recorded.
    """

    name: str
    rename: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    absent: tuple[str, ...] = ()

    def spellings(self, column: str) -> tuple[str, ...]:
        """What the header may call a column of the recipe, the usual name first."""
        names = self.rename.get(column, column)
        return (names,) if isinstance(names, str) else tuple(names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Plane coordinates to be turned into degrees, which are then columns of the role.

    Parameters
    ----------
    crs
        Their reference system, such as `EPSG:2263` (New York, feet).
    """

    x: str
    y: str
    crs: str
    latitude: str = "latitude"
    longitude: str = "longitude"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRole:
    """One kind of file that the recipe reads; several files of it are one source.

    Parameters
    ----------
    unique
        Columns that together name a row once; a second row of that name is a duplicate.
    whole
        Columns of numbers used as names, written `123.0` in one file and `123` in another.
    optional
        Columns that some editions lack.
    leave
        Column → its values → why rows with that value belong to no table.
    header
        Names of the columns where the file has no header line.
    delimiter, encoding
        How a text file is written, where it is not with commas in UTF-8; `\\t` is a tab.
    sheet, sheets
        The sheet of a workbook, or several, each a file of its own with its own layout; `*` is
        every visible sheet. The first one without either, and the others are named as unread.
    skip_lines
        Lines above the header.
    loose_header
        Letter case, spaces, dots and underscores of the header carry no meaning: `Stop ID` is
        `stop_id`.
    """

    unique: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    layouts: tuple[FileLayout, ...] = ()
    delimiter: str = ","
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    skip_lines: int = 0
    header: tuple[str, ...] = ()
    loose_header: bool = False
    plane: Plane | None = None
    leave: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnReading:
    """How one canonical column is read.

    Exactly one of `source`, `constant`, `any_of`, `all_of`, `combine`, `product`,
    `years_between`, `first_of`, `row_id` and `position` says where the value comes from; the rest
    says how to read it.

    Parameters
    ----------
    source
        Column, or columns that are joined with `glue`; a blank among them makes the whole blank
        unless `fill` stands in for it.
    role
        Which joined role the column is in; the table's own without it.
    codes
        Name of the list of codes.
    any_of, all_of
        Yes-or-no columns joined by "or", "and"; a blank leaves the answer open unless another
        column settles it.
    combine, rules
        Column → its codes, and the ordered rules over their words: the first that fits decides.
        In a rule `*` is anything, `-` is not recorded; an empty result is not recorded.
    where
        Column → values: only rows (of the joined role, or of the group) that hold one of them
        are asked.
    formats
        Formats of a date or time, tried in order. `%z` is an offset and `%q` a quarter; `excel` is
        a day number of a spreadsheet, `epoch` and `epoch_ms` are seconds and milliseconds since
        1970 in UTC. An instant is shown on the department's clocks.
    frequency
        `year`, `quarter` or `month`: a whole number for the period that a date falls in, counted
        on without a gap (months are year × 12 + month − 1).
    thousands
        The mark between thousands (`15,018`), which is then no part of the number.
    precision
        What the date is exact to, instead of the date; filled in for dates known to the year only.
    zone
        Time zone of the file where it is not the department's.
    pad
        Width to which digits are filled with zeros on the left (`45` → `0045`).
    pseudonym
        The value names a person: it is replaced by a keyed hash.
    outside
        `ignore` makes a value outside the canonical range "not recorded"; without it, it stops.
    separator
        The cell may hold a list; `pick` says what becomes of it. With `only`, which it is where
        nothing else is said, items that differ leave the value open.
    pick
        For lists, groups and joins to many: `most` (by `order`), `any`, `only`, `min`, `max`,
        `count`.
    order
        Words from most to least serious.
    product
        Numbers that are multiplied and rounded.
    years_between
        Two dates, earlier first; `formats` reads both.
    first_of
        Several readings; the first that gives a value counts.
    """

    source: tuple[str, ...] = ()
    role: str = ""
    glue: str = " "
    fill: str = ""
    constant: Word | None = None
    codes: str = ""
    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    combine: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[tuple[str, ...], ...] = ()
    product: tuple[str, ...] = ()
    years_between: tuple[str, ...] = ()
    first_of: tuple["ColumnReading", ...] = ()
    row_id: bool = False
    position: bool = False
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    frequency: str = ""
    thousands: str = ""
    precision: bool = False
    zone: str = ""
    pad: int = 0
    pseudonym: bool = False
    blank: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    outside: str = "stop"
    negative: bool = False
    separator: str = ""
    pick: str = "only"
    order: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the file that this reading looks at."""
        return (
            *self.source,
            *self.any_of,
            *self.all_of,
            *self.combine,
            *self.product,
            *self.years_between,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpivot:
    """Yes-or-no columns side by side as rows: one row for every box that says yes.

    Parameters
    ----------
    name
        What the recipe calls the column that then holds the box's name.
    columns
        The boxes.
    codes
        How they say yes and no; a blank is neither unless these codes say so.
    """

    name: str
    columns: tuple[str, ...]
    codes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One canonical table made from one role, possibly looking others up.

    Parameters
    ----------
    join
        Joined role → the columns, of the same name in both, that join it.
    many
        Joined roles with several rows per key; their columns need a `pick`.
    group
        Columns whose equal values make one row of the table; other columns are picked.
    explode
        Columns holding aligned lists, split at `separator`: one row per item.
    unpivot
        Yes-or-no columns of which each that says yes becomes a row.
    only
        Column → values of the rows that belong to this table.
    skip
        Column → values of items that are no entry of this table, such as a pursuit on foot in a
        list of kinds of force; they are counted.
    timezone
        Where these rows were recorded, if not where the recipe says.
    """

    table: Table
    role: str
    columns: Mapping[str, ColumnReading]
    join: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    many: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    explode: tuple[str, ...] = ()
    separator: str = ""
    unpivot: Unpivot | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    skip: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timezone: str = ""

    @property
    def takes_apart(self) -> bool:
        """Whether a row of the file may make several of the table."""
        return bool(self.explode) or self.unpivot is not None

    def readings(self, role: str) -> Iterator[tuple[str, str, ColumnReading]]:
        """The readings of one role: a name for the part, the canonical column, the reading.

        A column that is read in several ways has several parts; the first value counts.
        """
        for column, whole in self.columns.items():
            for place, reading in enumerate(whole.first_of or (whole,)):
                if (reading.role or self.role) == role:
                    yield (f"{column} {place}" if whole.first_of else column), column, reading
