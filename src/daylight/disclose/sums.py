"""What an attacker finds by subtraction: groups from their total, one group from two."""

from collections.abc import Iterator
from dataclasses import dataclass

from daylight.disclose import readings
from daylight.disclose.narrowing import GroupFamily, families
from daylight.disclose.readings import PossibleCounts, fraction, numerators, span_of
from daylight.disclose.recovered import Recovered, of_row
from daylight.disclose.surfaces import Surfaces


@dataclass(frozen=True, slots=True)
class Subtractions:
    """What is printed, tried for sums that leave a small remainder.

    Parameters
    ----------
    by
        What all printed counts are multiples of; 1 where they are exact.
    """

    found: Surfaces
    minimum: int
    by: int

    def remainders(self) -> Iterator[Recovered]:
        """What is missing from the sum of groups to a total, wherever that total is said."""
        said = {n for text in self.found.texts for n in readings.totals(text.text)}
        for family in families(self.found.rows):
            for total, blank, how in self._totals(family, said if not family.above else set()):
                left = total.minus(blank)
                for part in family.spans(self.by):
                    left = left.minus(part)
                if left.is_small(self.minimum):
                    yield Recovered(
                        kind="count",
                        what=f"{family.unit} by {family.key}{_in(family)}, in no published group",
                        low=left.low,
                        high=left.high,
                        how=how,
                        where=family.rows[0].file,
                    )

    def _totals(
        self, family: GroupFamily, said: set[int]
    ) -> Iterator[tuple[PossibleCounts, PossibleCounts, str]]:
        """Totals that a family may add up to, what of them is blank, and where they stand."""
        none = PossibleCounts(0, 0)
        for total in sorted(self._beside(family)):
            yield span_of(total, self.by), none, f"the total {total:,} is printed beside its parts"
        if family.above:
            return
        for total in sorted(said):
            yield self._stated(total), none, f"the total {total:,} stands in a text"
        for share in sorted({r.numbers["missing_share"] for r in family.rows}):
            if 0 < share < 1:
                yield from self._blank(share, said)

    def _beside(self, family: GroupFamily) -> set[int]:
        found = (r for r in self.found.rows if r.unit == family.unit and r.keys == family.above)
        return {row.n for row in found if row.n is not None and not row.compared_with}

    def _stated(self, total: int) -> PossibleCounts:
        """A count in a text is rounded as those in tables are, if it is a multiple like them."""
        return span_of(total, self.by if total % self.by == 0 else 1)

    def _blank(
        self, share: float, said: set[int]
    ) -> Iterator[tuple[PossibleCounts, PossibleCounts, str]]:
        """A missing share of all rows: the fraction it is, or the part of a total that is told."""
        exact = fraction(share)
        if exact is not None:
            for times in range(1, 4):
                top, bottom = exact.numerator * times, exact.denominator * times
                how = f"the missing share {share} is {top} of {bottom}"
                yield PossibleCounts(bottom, bottom), PossibleCounts(top, top), how
            return
        for total in sorted(said):
            blank = numerators(share, self._stated(total), readings.resolution(share))
            if blank is not None:
                yield self._stated(total), blank, f"{total:,} less {share} that is blank"

    def comparisons(self) -> Iterator[Recovered]:
        """The count of a group, where a comparison counts it together with one that is printed."""
        printed: dict[tuple[str, str], set[int]] = {}
        for row in self.found.rows:
            if not row.compared_with and row.n is not None and len(row.keys) == 1:
                printed.setdefault((row.unit, row.keys[0][1]), set()).add(row.n)
        for row in self.found.rows:
            if row.n is None or not row.compared_with or len(row.keys) != 1:
                continue
            for other in sorted(printed.get((row.unit, row.compared_with), ())):
                span = span_of(row.n, self.by).minus(span_of(other, self.by))
                if span.is_small(self.minimum):
                    yield of_row(row, span, f"{row.n} of both, less {other}")


def _in(family: GroupFamily) -> str:
    return "".join(f", {key} {at}" for key, at in family.above)
