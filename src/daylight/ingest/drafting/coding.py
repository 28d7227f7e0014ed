"""Values of coded columns → canonical words, each with how sure that is."""

import re
from collections.abc import Mapping
from functools import cache

from daylight.ingest.drafting.lexicon import read
from daylight.ingest.drafting.names import bare
from daylight.ingest.drafting.proposal import CodeChoice
from daylight.ingest.drafting.seen import Seen, is_unrecorded
from daylight.schema.columns import Column

MOST_CODES = 60
"""Values that are listed; a column with more distinct ones holds text rather than codes."""
Word = str | bool
LIST_OF = {
    "Race": "race", "Sex": "sex", "StopOutcome": "outcome", "Disposition": "disposition",
    "ForceKind": "force_kind", "ForceUse": "force_use", "Resistance": "resistance",
    "Injury": "injury", "StopType": "stop_type", "StopReason": "stop_reason",
    "SearchBasis": "search_basis", "ComplaintSource": "complaint_source",
    "PolicyVerdict": "verdict",
}  # fmt: skip
DESCENT = frozenset("CDFGJKLPSUVZ")
"""Letters of a list of peoples (Chinese, Cambodian …) in which A, I, U and X have own meanings."""
DESCENTS = {
    "A": "asian", "B": "black", "C": "asian", "D": "asian", "F": "asian", "G": "pacific_islander",
    "H": "hispanic", "I": "native_american", "J": "asian", "K": "asian", "L": "asian",
    "O": "other", "P": "pacific_islander", "S": "pacific_islander", "U": "pacific_islander",
    "V": "asian", "W": "white", "Z": "asian",
}  # fmt: skip
MIN_DESCENTS = 3
TWO_MEANINGS: dict[str, tuple[tuple[Word, ...], str]] = {
    "NA": (("native_american",), "Native American, or not available"),
    "P": (("pacific_islander", "hispanic"), "Pacific Islander; Black Hispanic in New York"),
    "WH": (("hispanic", "white"), "White Hispanic, or White where BL and HI stand beside it"),
    "BH": (("hispanic", "black"), "Black Hispanic, or Black where HI stands beside it"),
}
"""Codes of race that mean different things in different files: a person decides."""
SHORT = 5
"""Words of a value that is still a code and no sentence."""


def list_of(column: Column) -> str:
    """The list of codes that a canonical column's values are read by; empty where it has none."""
    if column.kind == "bool":
        return "bool"
    return LIST_OF.get(column.vocabulary.__name__, "") if column.vocabulary else ""


@cache
def _exact(name: str) -> dict[str, Word]:
    return {
        spelling: _word(word)
        for word, spellings in read("codes")[name]["exact"].items()
        for spelling in spellings
    }


@cache
def _holds(name: str) -> tuple[tuple[Word, re.Pattern[str]], ...]:
    lists = read("codes")[name].get("holds", {})
    return tuple(
        (_word(word), re.compile(r"\b(" + "|".join(parts) + ")")) for word, parts in lists.items()
    )


def _word(word: str) -> Word:
    return {"true": True, "false": False}.get(word, word)


@cache
def exact(name: str, value: str) -> Word | None:
    """The word that a value is a usual spelling of."""
    said = bare(value)
    known = _exact(name)
    if (found := known.get(said)) is not None:
        return found
    if name == "race":
        return _race(said)
    lead = re.fullmatch(r"([a-z0-9]{1,3}) (.{3,})", said)
    if lead and known.get(lead[2]) is not None:
        return known[lead[2]]
    if name == "bool" and (plainly := re.fullmatch(r"(yes|no)( \d.*)?", said)):
        return plainly[1] == "yes"
    if name == "bool" and re.fullmatch(r"[01]\.0+", value):
        return value[0] == "1"
    return None


def _race(said: str) -> Word | None:
    """Race with or without what is said of ethnicity: Hispanic of any race is Hispanic."""
    if re.search(r"\b(non|not)( of)? (hispanic|latin)", said):
        said = re.sub(
            r"\b(non|not)( of)? (hispanic|latin\w*)( or latin\w*| latin\w*)?( origin)?", "", said
        )
        said = " ".join(said.split())
        return _exact("race").get(said)
    if re.search(r"\b(hispanic|latino|latina|latinx)\b", said):
        return "hispanic"
    if re.match(r"mixed( or | multiple| white|$)", said):
        return "multiracial"
    lead = re.fullmatch(r"[a-z0-9]{1,2} (.{3,})", said)
    if lead and (found := _exact("race").get(lead[1])) is not None:
        return found
    british = re.fullmatch(r"(white|black|asian|mixed|chinese|other)( or \w+)?\b.*", said)
    kinds = {"white": "white", "black": "black", "asian": "asian", "mixed": "multiracial"}
    tail = re.compile(
        r"british|irish|african|caribbean|indian|pakistani|bangladeshi|any other|background|gypsy"
    )
    if british and tail.search(said):
        if british[1] == "other":
            return "other"
        return kinds.get(british[1])
    return None


@cache
def held(name: str, value: str) -> Word | None:
    """The word that a part of a longer value speaks for; a proposal, never a decision."""
    said = bare(value)
    for word, pattern in _holds(name):
        if pattern.search(said):
            return word
    return None


def known_share(name: str, seen: Seen, *, loosely: bool = False) -> float:
    """The share of telling rows whose value a list knows."""
    key = f"known {name} {loosely}"
    if not seen.told or key in seen.memory:
        return float(seen.memory.get(key, 0.0))
    found = sum(
        rows
        for value, rows in seen.telling.items()
        if exact(name, value) is not None or (loosely and held(name, value) is not None)
    )
    seen.memory[key] = found / seen.told
    return found / seen.told


def codes(column: Column, seen: Seen) -> tuple[CodeChoice, ...]:
    """Every value of a coded column with the word it is proposed to mean."""
    name = list_of(column)
    if not name:
        return ()
    peoples = name == "race" and _is_descent(seen.values)
    found = []
    for value, rows in seen.ranked[:MOST_CODES]:
        found.append(_choice(name, value, rows, peoples=peoples))
    return tuple(found)


def raw_codes(seen: Seen) -> tuple[CodeChoice, ...]:
    """The values of a column that is not read, ready for words to be written in."""
    return tuple(
        CodeChoice(value=value, rows=rows, ignored=is_unrecorded(value))
        for value, rows in seen.ranked[:MOST_CODES]
    )


def _choice(name: str, value: str, rows: int, *, peoples: bool) -> CodeChoice:
    if peoples and value.strip().upper() in DESCENTS:
        word: Word = DESCENTS[value.strip().upper()]
        return CodeChoice(
            value=value, rows=rows, word=word, candidates=(word,), reason="a letter for a people"
        )
    found = exact(name, value)
    if name == "race" and (two := _of_two_meanings(value)):
        return CodeChoice(value=value, rows=rows, candidates=two[0], reason=two[1])
    if is_unrecorded(value) and not (found is not None and name == "race" and len(value) > 1):
        return CodeChoice(value=value, rows=rows, ignored=True, reason='says "not recorded"')
    if name == "sex" and bare(value) in {"other", "o", "x"}:
        return CodeChoice(value=value, rows=rows, candidates=("other", "nonbinary"),
                          reason="stands for not recorded in some files")  # fmt: skip
    if found is not None:
        return CodeChoice(
            value=value, rows=rows, word=found, candidates=(found,), reason="a usual spelling"
        )
    guess = held(name, value)
    if guess is not None and _alone(name, value):
        return CodeChoice(value=value, rows=rows, word=guess, candidates=(guess,),
                          reason="a part of it speaks for this alone")  # fmt: skip
    return CodeChoice(
        value=value,
        rows=rows,
        candidates=() if guess is None else (guess,),
        reason="" if guess is None else "a part of it speaks for this",
    )


def _of_two_meanings(value: str) -> tuple[tuple[Word, ...], str] | None:
    """What a value of race may mean, where it means different things in different files."""
    if _is_list(value):
        return ("multiracial", "hispanic"), "several answers in one cell"
    return TWO_MEANINGS.get(value.strip().upper())


def _is_list(value: str) -> bool:
    """Whether a value is several races of a list, joined by commas."""
    parts = [exact("race", part) for part in re.split(r"[,;|]", value) if part.strip()]
    return len(parts) > 1 and None not in parts and len(set(parts)) > 1


def _alone(name: str, value: str) -> bool:
    """Whether one word alone is spoken for, in a short value that denies nothing."""
    said = bare(value)
    if name in {"race", "sex", "bool", "stop_reason", "complaint_source"}:
        return False
    if len(said.split()) > SHORT or re.search(r"\b(no|not|non|without|other|none|or)\b", said):
        return False
    return sum(pattern.search(said) is not None for _, pattern in _holds(name)) == 1


def _is_descent(values: Mapping[str, int]) -> bool:
    letters = {value.strip().upper() for value in values}
    return all(len(one) <= 1 for one in letters) and len(letters & DESCENT) >= MIN_DESCENTS
