"""What a published number says of the counts beneath: linear forms, and ratios of two of them.

A number printed as 12.1 % says that a numerator lies between 0.1205 and 0.1215 of a denominator;
one printed as 5,860 to the nearest ten says that a count lies between 5,855 and 5,864. Both are
linear in the counts, so everything that a reader can work out is one linear program.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

Form = Mapping[str, float]
"""A linear form: the name of a count → its coefficient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedNumber:
    """One printed number, as a statement on counts: `low * bottom <= top <= high * bottom`.

    Parameters
    ----------
    where
        The surface it stands on, in words for the agency.
    item
        What is withheld together with it: all that a question shows of one group.
    top, bottom
        The count that is printed, or the two of a share; no bottom for a count.
    low, high
        The smallest and largest value that would have been printed alike.
    """

    where: str
    item: str
    top: Form
    low: float
    high: float
    bottom: Form | None = None

    def rows(self) -> tuple[tuple[Form, float], tuple[Form, float]]:
        """The two inequalities, each a form that is at most a number."""
        if self.bottom is None:
            return (self.top, self.high), ({n: -c for n, c in self.top.items()}, -self.low)
        over = _minus(self.top, self.bottom, self.high)
        under = {name: -c for name, c in _minus(self.top, self.bottom, self.low).items()}
        return (over, 0.0), (under, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePlan:
    """Everything that would be published, over the counts beneath.

    Parameters
    ----------
    counts
        Name of a count → its true value.
    relations
        Forms that are zero and that any reader knows: parts add up to their total.
    published
        What is printed.
    small
        Counts that nobody may work out.
    cost
        Item → how much is lost where it is withheld; 1 where nothing is said.
    known
        Statements that stand whatever is withheld: earlier releases.
    """

    counts: Mapping[str, int]
    relations: tuple[Form, ...] = ()
    published: tuple[PrintedNumber, ...] = ()
    small: frozenset[str] = frozenset()
    cost: Mapping[str, float] = field(default_factory=dict)
    known: tuple[PrintedNumber, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """What may be withheld, each once."""
        return tuple(dict.fromkeys(one.item for one in self.published))

    def without(self, items: Iterable[str]) -> "DisclosurePlan":
        """The plan with these withheld."""
        gone = frozenset(items)
        kept = tuple(one for one in self.published if one.item not in gone)
        return replace(self, published=kept)

    def with_unions(self, gone: Iterable[str], minimum: int) -> "DisclosurePlan":
        """The plan in which what is withheld of one sum is a count too, where together it is small.

        Two groups of which each may be anybody give both away if their sum is surely small. The
        plan itself where there is no such sum that it does not know.
        """
        printed = {name for one in self.without(gone).published for name in one.top}
        counts, relations, small = dict(self.counts), list(self.relations), set(self.small)
        for form in self.relations:
            parts = sorted(name for name, c in form.items() if c > 0 and name not in printed)
            together = sum(self.counts[part] for part in parts)
            name = " and ".join(parts)
            if len(parts) > 1 and 0 < together < minimum and name not in counts:
                counts[name] = together
                relations.append({**dict.fromkeys(parts, 1.0), name: -1.0})
                small.add(name)
        if len(counts) == len(self.counts):
            return self
        return replace(self, counts=counts, relations=tuple(relations), small=frozenset(small))

    def components(self) -> tuple["DisclosurePlan", ...]:
        """The parts of the plan that say nothing of one another, those with a small count in."""
        parent = {name: name for name in self.counts}

        def root(name: str) -> str:
            while parent[name] != name:
                parent[name] = parent[parent[name]]
                name = parent[name]
            return name

        first: dict[str, str] = {}
        for one in (*self.published, *self.known):
            names = [*one.top, *(one.bottom or {})]
            for name in [*names[1:], first.setdefault(one.item or one.where, names[0])]:
                parent[root(name)] = root(names[0])
        for form in self.relations:
            names = list(form)
            for name in names[1:]:
                parent[root(name)] = root(names[0])
        wanted = dict.fromkeys(root(name) for name in sorted(self.small))
        return tuple(self._part({n for n in self.counts if root(n) == one}) for one in wanted)

    def _part(self, names: set[str]) -> "DisclosurePlan":
        return DisclosurePlan(
            counts={name: count for name, count in self.counts.items() if name in names},
            relations=tuple(form for form in self.relations if next(iter(form)) in names),
            published=tuple(one for one in self.published if next(iter(one.top)) in names),
            small=self.small & names,
            cost=self.cost,
            known=tuple(one for one in self.known if next(iter(one.top)) in names),
        )


def _minus(top: Form, bottom: Form, times: float) -> dict[str, float]:
    form = dict(top)
    for name, coefficient in bottom.items():
        form[name] = form.get(name, 0.0) - times * coefficient
    return form
