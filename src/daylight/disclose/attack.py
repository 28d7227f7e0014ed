"""An attacker: what somebody can work out of a published folder and of those published before.

It uses nothing of how the folder was made. It reads the files, guesses what adds up to what, and
narrows every count by linear programs; it follows every exact float to its fraction; it tries
counts one by one against intervals and p-values; it looks for names.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from daylight.disclose import readings
from daylight.disclose.manifest import NAME
from daylight.disclose.manifest import read as released
from daylight.disclose.narrowing import Narrowed, narrowed
from daylight.disclose.prose import mentions
from daylight.disclose.readings import PossibleCounts, fraction, numerators, span_of, step
from daylight.disclose.recovered import Recovered, of_row
from daylight.disclose.sums import Subtractions
from daylight.disclose.surfaces import FoundRow, FoundTable, Surfaces, read

OFFICERS = ("officer", "officer_id")
NOT_TO_LEAVE = ("officer", "undeclared")

RACES = (
    "pacific_islander",
    "native_american",
    "middle_eastern",
    "east_african",
    "multiracial",
    "asian",
    "hispanic",
    "black",
    "white",
)
"""Names that any reader knows to look for, where something is said to be withheld."""

MARGINS = (
    "n",
    "rows",
    "blank",
    "people",
    "stops",
    "searches",
    "count",
    "cases",
    "incidents",
    "filas",
    "en blanco",
    "personas",
    "paradas",
    "registros",
    "recuento",
    "casos",
    "incidentes",
)
"""Headings of columns that count people, events or rows."""

LEVEL = 0.95


def attack(
    folder: Path, minimum_cell: int, earlier: Sequence[Path] = (), names: Sequence[str] = ()
) -> tuple[Recovered, ...]:
    """Everything that comes out of a published folder although it should not.

    Parameters
    ----------
    minimum_cell
        Counts from 1 to one below it are to stay unknown.
    earlier
        Folders published before, which a reader may have kept.
    names
        Groups and places that should be named nowhere, as far as the attacker was told of them.
    """
    found = read(folder)
    by = step([row.n for row in found.rows if row.n is not None], minimum_cell)
    tried, sums = _Attempt(found, minimum_cell, by), Subtractions(found, minimum_cell, by)
    ways = (
        tried.officers(),
        tried.names(names),
        tried.plain_counts(),
        tried.shares(),
        tried.words(),
        tried.margins(),
        sums.remainders(),
        sums.comparisons(),
        tried.systems(are_all_named=not names),
        _since(folder, earlier, minimum_cell),
    )
    return tuple(dict.fromkeys(one for way in ways for one in way))


@dataclass(frozen=True, slots=True)
class _Attempt:
    found: Surfaces
    minimum: int
    by: int

    def officers(self) -> Iterator[Recovered]:
        for row in self.found.rows:
            if row.about in NOT_TO_LEAVE or any(key in OFFICERS for key, _ in row.keys):
                yield Recovered(
                    kind="officer",
                    what=f"{row.quantity} of {row.where}",
                    how="a number about a single officer is published",
                    where=row.file,
                )

    def names(self, told: Sequence[str]) -> Iterator[Recovered]:
        """Names of which nothing is published: those told of, and those that a reader tries."""
        shown = {at for row in self.found.rows for _, at in row.keys}
        shown |= {row.compared_with for row in self.found.rows}
        shown |= set(mentions(" ".join(self._counted_rows()), RACES))
        says_so = any("withheld" in text.text for text in self.found.texts)
        tried = [name for name in RACES if name not in shown] if says_so else []
        for text in self.found.texts:
            codes = [name for name in tried if "_" in name and name in text.text]
            looked_for = [*told, *(tried if text.is_structured else codes)]
            for name in mentions(text.text, looked_for):
                yield Recovered(
                    kind="name",
                    what=name,
                    how=f"nothing of it is published, but it is named: {text.text[:80]!r}",
                    where=text.file,
                )

    def _counted_rows(self) -> Iterator[str]:
        """Rows of the page's tables in which a large count stands: what is named there is shown."""
        for table in self.found.tables:
            for row in table.rows:
                if any((_count_in(cell) or 0) >= self.minimum for cell in row):
                    yield " ".join(row)

    def plain_counts(self) -> Iterator[Recovered]:
        for row in self.found.rows:
            if row.n is not None and 0 < row.n < self.minimum:
                yield of_row(
                    row, PossibleCounts(row.n, row.n), f"its n is printed beside {row.quantity}"
                )
            value = row.numbers["value"]
            if row.scale == "count" and 0 < value < self.minimum:
                yield of_row(row, PossibleCounts(int(value), int(value)), "the count is printed")

    def shares(self) -> Iterator[Recovered]:
        """Numerators of shares and blanks of missing shares, by digits, fractions and intervals."""
        for row in self.found.rows:
            if row.scale in {"proportion", "probability"} and 0 <= row.numbers["value"] <= 1:
                yield from self._numerator(row)
                yield from self._interval(row)
            yield from self._missing(row)
            yield from self._p_value(row)

    def _numerator(self, row: FoundRow) -> Iterator[Recovered]:
        value = row.numbers["value"]
        exact = fraction(value)
        if row.n is None:
            if exact is not None and 0 < exact.numerator < self.minimum:
                span = PossibleCounts(exact.numerator, exact.numerator)
                yield of_row(row, span, f"{value} is the fraction {exact}")
            return
        n = span_of(row.n, self.by)
        tops = self._exactly(value, n) or numerators(value, n, self._half(row))
        if tops is None:
            return
        if n.low > 0 and n.high < 2 * self.minimum and value in {0.0, 1.0}:
            all_or_none = "all" if value else "none"
            yield of_row(row, n, f"{all_or_none} of a few people: what is said holds of each")
        for span, of in ((tops, "numerator"), (n.minus(tops), "complement")):
            if span.is_small(self.minimum):
                yield of_row(row, span, f"the {of} of {value} of {row.n}")

    def _half(self, row: FoundRow) -> float:
        """Half of the last digit of a row's numbers: the finest of its ends, or none at all."""
        return min(
            (readings.resolution(x) for x in _ends(row) if x == x and x != 0),
            default=readings.resolution(row.numbers["value"]),
        )

    def _exactly(self, value: float, n: PossibleCounts) -> PossibleCounts | None:
        """With an unrounded float, the numerator is that of the only multiple in the window."""
        exact = fraction(value)
        if exact is None:
            return None
        first = -(-n.low // exact.denominator)
        last = n.high // exact.denominator
        if first > last:
            return None
        return PossibleCounts(first * exact.numerator, last * exact.numerator)

    def _interval(self, row: FoundRow) -> Iterator[Recovered]:
        numbers = [row.numbers[name] for name in ("value", "low", "high")]
        if any(x != x for x in numbers) or not row.basis.startswith("independent"):
            return
        n = None if row.n is None else span_of(row.n, self.by)
        fits = readings.by_interval(numbers, n, LEVEL)
        if not fits:
            return
        parts = (
            ([top for top, _ in fits], "numerator"),
            ([count for _, count in fits], "count"),
            ([count - top for top, count in fits], "complement"),
        )
        for values, of in parts:
            span = PossibleCounts(min(values), max(values))
            if span.is_small(self.minimum):
                yield of_row(row, span, f"the {of} that gives its interval")

    def _missing(self, row: FoundRow) -> Iterator[Recovered]:
        share = row.numbers["missing_share"]
        if not 0 < share < 1:
            return
        exact = fraction(share)
        if exact is not None and 0 < exact.numerator < self.minimum:
            one_more = row.n is not None and row.n % (exact.denominator - exact.numerator) == 0
            if row.n is None or not one_more or row.n == exact.denominator - exact.numerator:
                span = PossibleCounts(exact.numerator, exact.numerator)
                yield of_row(row, span, f"the missing share {share} is {exact}")
        if row.n is not None:
            n, half = span_of(row.n, self.by), readings.resolution(share) or 1e-9
            low, high = share - half, share + half
            blanks = PossibleCounts(
                -int(-(low / (1 - low) * n.low) // 1), int(high / (1 - high) * n.high + 1e-6)
            )
            if blanks.is_small(self.minimum):
                yield of_row(row, blanks, f"blanks, by the missing share {share} of {row.n}")

    def _p_value(self, row: FoundRow) -> Iterator[Recovered]:
        """A count that is not printed, by the only one that gives a p-value with so many digits."""
        p = row.numbers["p_value"]
        if not 0 < p < 1 or readings.digits(p) < readings.EXACT_DIGITS or not row.compared_with:
            return
        own = [r for r in self._shares_of(row.question) if r.keys == row.keys]
        other = [
            r
            for r in self._shares_of(row.question)
            if row.compared_with in {at for _, at in r.keys} and r.n is not None
        ]
        for mine, theirs in product(own, other):
            n = theirs.n or 0
            tops = numerators(theirs.numbers["value"], PossibleCounts(n, n), self._half(theirs))
            if mine.n is not None or tops is None or tops.low != tops.high or self.by > 1:
                continue
            fits = readings.by_p_value(p, mine.numbers["value"], (tops.low, n))
            counts = {count for _, count in fits}
            if len(counts) == 1 and counts < set(range(1, self.minimum)):
                (only,) = counts
                yield of_row(mine, PossibleCounts(only, only), f"the only count that gives p = {p}")

    def _shares_of(self, question: str) -> list[FoundRow]:
        return [
            r
            for r in self.found.rows
            if r.question == question and r.scale == "proportion" and not r.compared_with
        ]

    def words(self) -> Iterator[Recovered]:
        for text in self.found.texts:
            plain = (*readings.small_words(text.text), *readings.unexplained(text.text))
            said = [(PossibleCounts(number, number), words) for number, words in plain]
            for span, words in (*said, *readings.parts(text.text, self.by)):
                if span.is_small(self.minimum):
                    yield Recovered(
                        kind="count",
                        what=words,
                        low=span.low,
                        high=span.high,
                        how=f"it is said in words: {text.text[:80]!r}",
                        where=text.file,
                    )

    def margins(self) -> Iterator[Recovered]:
        """Small counts in tables of the page, and those that a total there gives away."""
        for table in self.found.tables:
            for column, heading in enumerate(table.headings):
                if heading.lower() in MARGINS:
                    yield from self._column(table, column)

    def _column(self, table: FoundTable, column: int) -> Iterator[Recovered]:
        numbers = [(row[0], _count_in(row[column])) for row in table.rows if len(row) > column]
        told = {name: n for name, n in numbers if n is not None}
        for name, number in told.items():
            if 0 < number < self.minimum:
                yield Recovered(
                    kind="count",
                    what=name,
                    low=number,
                    high=number,
                    where=table.file,
                    how=f"it stands in a table under {table.headings[column]!r}",
                )
        read_, kept = _starting(told, "Read from"), _starting(told, "Kept")
        if read_ is None or kept is None:
            return
        aside = sum(n for name, n in told.items() if name.startswith("Set aside"))
        if 0 < read_ - kept - aside < self.minimum:
            yield Recovered(
                kind="count",
                what="rows set aside",
                low=read_ - kept - aside,
                high=read_ - kept - aside,
                where=table.file,
                how="rows read, less those kept and those set aside for a reason that is told",
            )

    def systems(self, *, are_all_named: bool) -> Iterator[Recovered]:
        """Cells of a table that are not printed, by all that is printed of it."""
        found = narrowed(self.found.rows, self.by, self.minimum, are_all_named=are_all_named)
        for cell in found:
            yield self._narrowed(cell)

    def _narrowed(self, cell: Narrowed) -> Recovered:
        return Recovered(
            kind="count",
            what=f"{cell.what}, {', '.join(f'{k} {v}' for k, v in cell.keys)}",
            low=cell.low,
            high=cell.high,
            how="what is published of the same table adds up in no other way",
            where=cell.file,
        )


def _ends(row: FoundRow) -> tuple[float, float, float]:
    return row.numbers["value"], row.numbers["low"], row.numbers["high"]


def _count_in(text: str) -> int | None:
    plain = text.replace(",", "")
    return int(plain) if plain.isdigit() else None


def _starting(told: dict[str, int], start: str) -> int | None:
    return next((n for name, n in told.items() if name.startswith(start)), None)


def _since(folder: Path, earlier: Sequence[Path], minimum: int) -> Iterator[Recovered]:
    """By how little a count has changed between two releases."""
    now = folder / NAME
    if not now.exists():
        return
    later = {(s.unit, s.keys, s.quantity): s for s in released(now).shown}
    for path in earlier:
        for old in released(path).shown:
            new = later.get((old.unit, old.keys, old.quantity))
            if new is None:
                continue
            change = PossibleCounts(new.low, new.high).minus(PossibleCounts(old.low, old.high))
            fall = PossibleCounts(-change.high, -change.low)
            for span in (change, fall):
                if span.is_small(minimum):
                    told = ", ".join(f"{key} {at}" for key, at in old.keys)
                    yield Recovered(
                        kind="count",
                        what=f"{old.unit} of {told}, since the earlier release",
                        low=span.low,
                        high=span.high,
                        how=f"{old.low} to {old.high} before, {new.low} to {new.high} now",
                        where=NAME,
                    )
