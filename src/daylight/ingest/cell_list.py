"""Cells that pack several values, such as the races of all people of an event."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import ibis

from daylight.errors import BadValue, UnknownCode
from daylight.ingest.canonical_value import Problem, Recoded
from daylight.ingest.decoding import (
    UNKNOWN_CODE,
    by_rules,
    decode,
    folded,
    is_decided,
    plain,
    rule_fits,
    without,
)
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import ColumnReading, Word

ONLY = "only"
NO_RULE = "combination without a rule"
UNEQUAL = "lists of unequal length"


def agreed(text: Any, reading: ColumnReading) -> Any:
    """The only item of a cell that may pack several; null where they differ."""
    if not reading.separator or (reading.codes and reading.pick != ONLY):
        return text
    items = items_of(text, reading)
    return (items.unique().length() == 1).ifelse(items[0], ibis.null("string"))


def items_of(text: Any, reading: ColumnReading) -> Any:
    """What a cell packs, without empty items."""
    items = text.split(reading.separator).map(lambda item: item.strip())
    return items.filter(lambda item: item != "")


def coded_list(rows: Any, text: Any, recipe: Recipe, reading: ColumnReading, name: str) -> Recoded:
    """A cell that packs several codes: how many, any, the only one, or the most serious."""
    codes = recipe.codes[reading.codes]
    whole = without(plain(rows, reading, name), reading.ignored)
    items = items_of(whole, reading).filter(lambda item: ~item.isin(recipe.blank))
    strange = items.filter(lambda item: ~is_decided(item, codes))
    problem = Problem(
        reason=UNKNOWN_CODE,
        column=name,
        condition=(strange.length() > 0).fill_null(False),
        value=strange.join(reading.separator),
        error=UnknownCode,
        remedy=f"decide on it in [codes.{reading.codes}]: known, fixable or ignored",
        codes=reading.codes,
    )
    if reading.pick == ONLY:
        return Recoded(value=decode(text, codes), problems=(problem,))
    if reading.pick == "count":
        return Recoded(value=items.length(), problems=(problem,))
    ranked: list[Word] = list(reading.order) or [True, False]
    if reading.pick in {"max", "min"}:
        ranked = sorted(set(codes.known.values()), reverse=reading.pick == "max")
    accepted = {
        word: [code for code, found in folded(codes).items() if found == word] for word in ranked
    }
    fold = codes.fold_case
    cases = [
        (_holds(items, spelled, fold=fold), ibis.literal(word))
        for word, spelled in accepted.items()
        if spelled
    ]
    return Recoded(value=ibis.cases(*cases), problems=(problem,))


def _holds(items: Any, spelled: Sequence[str], *, fold: bool) -> Any:
    matching = items.filter(lambda item: (item.lower() if fold else item).isin(list(spelled)))
    return (matching.length() > 0).fill_null(False)


def combined_lists(rows: Any, recipe: Recipe, reading: ColumnReading) -> Recoded:
    """The rules applied to each person of cells that list several, and what `pick` makes of them.

    The first item of every cell is the first person, and so on; a blank cell says nothing of any.
    """
    texts = [plain(rows, reading, column) for column in reading.combine]
    longest = ibis.greatest(
        *(text.split(reading.separator).length().fill_null(1) for text in texts)
    )
    blank = ibis.literal(reading.separator).repeat(longest - 1)
    lists = [text.fill_null(blank).split(reading.separator) for text in texts]
    unequal = reduce(or_, [one.length() != longest for one in lists])
    people = lists[0].zip(*lists[1:]) if len(lists) > 1 else None
    listed = [recipe.codes[name] for name in reading.combine.values()]

    def texts_of(person: Any) -> list[Any]:
        cells = [person] if people is None else [person[f"f{n + 1}"] for n in range(len(lists))]
        return [without(cell.strip(), ("", *recipe.blank, *reading.blank)) for cell in cells]

    def fits(person: Any) -> list[Any]:
        words = [
            decode(text, codes).cast("string")
            for text, codes in zip(texts_of(person), listed, strict=True)
        ]
        return [rule_fits(words, rule[:-1]) for rule in reading.rules]

    whole = lists[0] if people is None else people
    ruled = whole.map(lambda person: by_rules(fits(person), reading))
    unruled = whole.filter(lambda person: ~reduce(or_, fits(person)))
    name = " + ".join(reading.combine)
    shown = reduce(lambda left, right: left + " + " + right, [t.fill_null("blank") for t in texts])
    strange = [
        Problem(
            reason=UNKNOWN_CODE,
            column=column,
            condition=_strange(text, recipe, reading, codes).length() > 0,
            value=_strange(text, recipe, reading, codes).join(reading.separator),
            error=UnknownCode,
            remedy=f"decide on it in [codes.{codes}]: known, fixable or ignored",
            codes=codes,
        )
        for text, (column, codes) in zip(texts, reading.combine.items(), strict=True)
    ]
    return Recoded(
        value=_picked_word(unequal.ifelse(ibis.null("array<string>"), ruled), reading),
        problems=(
            *strange,
            Problem(
                reason=UNEQUAL,
                column=name,
                condition=unequal,
                value=shown,
                error=BadValue,
                remedy="every cell must list as many people, or none",
            ),
            Problem(
                reason=NO_RULE,
                column=name,
                condition=~unequal & (unruled.length() > 0),
                value=shown,
                error=UnknownCode,
                remedy="add a rule for it",
            ),
        ),
    )


def _strange(text: Any, recipe: Recipe, reading: ColumnReading, codes: str) -> Any:
    """The items of a cell that nobody decided on."""
    listed = recipe.codes[codes]
    items = items_of(text, reading)
    quiet = [*recipe.blank, *reading.blank]
    return items.filter(lambda item: ~is_decided(item, listed) & ~item.isin(quiet))


def _picked_word(words: Any, reading: ColumnReading) -> Any:
    """One word of a list; null where the list does not settle it."""
    some_open = words.filter(lambda word: word.isnull()).length() > 0
    if reading.pick == "count":
        return words.length()
    if reading.pick in {"most", "any"}:
        order = list(reading.order) or ["true", "false"]
        cases = [
            (words.contains(ibis.literal(str(word))), ibis.literal(str(word))) for word in order
        ]
        settled = cases[:1] if reading.pick == "any" else cases
        if reading.pick == "any":
            return ibis.cases(*settled, (some_open, ibis.null("string")), *cases[1:])
        return ibis.cases(*settled)
    alike = (words.unique().length() == 1) & ~some_open
    return alike.ifelse(words[0], ibis.null("string"))
