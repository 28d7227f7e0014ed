"""Variants of estimates that methods make and reports speak of, and what each of them holds.

A variant is a text, because it tells estimates apart in tables and files. This is the one place
that knows how such a text is made, and takes it apart again.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

DEALT = "blanks dealt like recorded stops that ended the same way"
"""Stops of unrecorded group given to groups as the recorded ones of their kind and end are."""


AS_LIKELY = "blanks given as surname and place make likely"
"""Stops of unrecorded group given to groups in parts, by the chance that surname and place give."""

ALL_LIKELY = "every stop given as surname and place make likely"
"""The same of all stops, whatever race is recorded."""


class VariantKind(StrEnum):
    """What a variant changes."""

    NAMED = "named"
    WITH = "with"
    WITHIN = "within"
    BY = "by"
    ADJUSTED_FOR = "adjusted for"
    CURVE = "curve df"
    PRIOR = "prior scale"
    OF_METHOD = "method"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A variant taken apart.

    Parameters
    ----------
    name
        The variant itself where it is `NAMED`; the family of a `PRIOR`; the method of an answer
        that is one choice of several.
    keys
        The key columns that it adjusts for or goes by.
    size
        The degrees of freedom of a curve, the scale of a prior.
    rest
        What else the answer of a method chose.
    """

    kind: VariantKind
    name: str = ""
    keys: tuple[str, ...] = ()
    size: float = 0.0
    rest: str = ""


_KEYS = re.compile(r"(with|within|by|adjusted for) (\w+(?:, \w+)*)")
_CURVE = re.compile(r"curve df (\d+)")
_PRIOR = re.compile(r"(\w+), prior scale ([\d.]+)")
_METHOD = re.compile(r"([a-z]+(?:-[a-z]+)+|outcome|threshold)(?:, (.+))?")


def read(variant: str) -> Variant:
    """A variant taken apart; `NAMED` where it is a text of its own."""
    if variant == "by odds":
        return Variant(kind=VariantKind.NAMED, name=variant)
    if found := _CURVE.fullmatch(variant):
        return Variant(kind=VariantKind.CURVE, size=float(found[1]))
    if found := _PRIOR.fullmatch(variant):
        return Variant(kind=VariantKind.PRIOR, name=found[1], size=float(found[2]))
    if found := _KEYS.fullmatch(variant):
        return Variant(kind=VariantKind(found[1]), keys=tuple(found[2].split(", ")))
    if found := _METHOD.fullmatch(variant):
        return Variant(kind=VariantKind.OF_METHOD, name=found[1], rest=found[2] or "")
    return Variant(kind=VariantKind.NAMED, name=variant)


@dataclass(frozen=True, slots=True)
class Bracketed:
    """A name and what stands in brackets behind it: what its rows were restricted to, its number.

    Parameters
    ----------
    only
        `consent`, of `(consent only)`; empty where there is no such restriction.
    number
        `2`, of the second test of one name; and the files of a fact that was asked of several.
    """

    name: str
    only: str = ""
    number: str = ""


_BRACKETS = re.compile(r"(?: \(([^()]+) only\))?(?: \(([^()]+)\))?")


def bracketed(text: str, known: Collection[str]) -> Bracketed:
    """A text as the longest known name that it begins with, and what is in brackets behind it."""
    for name in sorted((name for name in known if text.startswith(name)), key=len, reverse=True):
        if found := _BRACKETS.fullmatch(text.removeprefix(name)):
            return Bracketed(name, found[1] or "", found[2] or "")
    return Bracketed(text)
