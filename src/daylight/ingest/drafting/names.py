"""Names of columns as words with one spelling each, and whom they speak of.

`ofcRace`, `OFFICER_RACE` and `race of officer` are the same name: the word `race`, said of an
officer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from daylight.ingest.drafting.lexicon import read

MIN_RUN = 5
"""A shorter word is not taken apart."""
MOST_PREFIX, MIN_REST = 3, 4
"""Letters that may stand before known words in a run (`ararrestdate`)."""
FROM_A_FAMILY = 5
"""A first word that so many names of the file share belongs to the export, not to the name."""
LITTLE, CONTEXT = 0.15, 0.35


@dataclass(frozen=True, slots=True)
class Name:
    """The words of a name in order, the roles that it speaks of, and its number if it has one."""

    words: tuple[str, ...]
    roles: frozenset[str] = frozenset()
    index: int = 0

    @property
    def weight(self) -> float:
        """How much its words say together."""
        return sum(weight(word) for word in self.words)

    @property
    def stem(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """The name without its number."""
        return self.roles, self.words


@cache
def _spellings() -> dict[str, str]:
    return {
        spelling: word
        for word, spellings in read("words")["same"].items()
        for spelling in (word, *spellings)
    }


@cache
def _roles() -> dict[str, str]:
    return {
        spelling: role
        for role, spellings in read("words")["role"].items()
        for spelling in spellings
    }


@cache
def _weights() -> dict[str, float]:
    little = read("words")["says_little"]
    return dict.fromkeys(little["context"], CONTEXT) | dict.fromkeys(little["words"], LITTLE)


@cache
def _phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        tuple(_same(word) for word in phrase.split()): tuple(meant.split())
        for phrase, meant in read("words")["phrase"].items()
    }


@cache
def _vocabulary() -> frozenset[str]:
    known = {*_spellings(), *_roles(), *_weights(), *read("words")["split"]["words"]}
    lists = [
        phrase
        for kind in ("columns", "nothing")
        for entry in read(kind).values()
        for phrase in (*entry["names"], *entry.get("weak", ()))
    ]
    return frozenset(known | {word for phrase in lists for word in phrase.split()})


def weight(word: str) -> float:
    """How much a word of a name says: 1, or less where it stands in most names."""
    if word.isdigit():
        return LITTLE
    if len(word) <= MOST_PREFIX and word not in _vocabulary():
        return LITTLE
    return _weights().get(word, 1.0)


def _same(word: str) -> str:
    return _spellings().get(word, word)


@lru_cache(maxsize=1 << 16)
def bare(text: str) -> str:
    """Lower case with single blanks: `Subject-Race (Code)` → `subject race code`."""
    return " ".join(re.sub(r"[\W_]+", " ", text.lower()).split())


def plain(name: str) -> str:
    """A column's name in lower case with single blanks: `SubjectRaceCode` → `subject race code`."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    apart = re.sub(r"([A-Z]{2,})([A-Z][a-z]{2,})", r"\1 \2", apart)
    return " ".join(re.sub(r"[\W_]+", " ", apart).lower().split())


@cache
def parsed(name: str) -> Name:
    """The words of a column's name, brought to one spelling, without those that say whom."""
    raw = re.sub(r"(?<![A-Za-z])#|(?<=\w)#", " number ", name)
    raw = re.sub(r"(?<=\w)['’]s\b", "", raw)
    raw = re.sub(r"^\W*(properties|attributes)\.", "", raw)
    index = 0
    pieces: list[str] = []
    for piece in plain(raw).split():
        letters, digits = re.fullmatch(r"(.*?)(\d*)", piece).groups()  # type: ignore[union-attr]
        if digits and len(digits) <= 2 and not (letters and piece in _vocabulary()):
            index = int(digits)
            pieces += _apart(letters) if letters else []
        elif piece in _vocabulary():
            pieces.append(piece)
        else:
            pieces += _apart(piece)
    return _built(pieces, index)


def _built(pieces: Sequence[str], index: int) -> Name:
    roles: list[str] = []
    words: list[str] = []
    said = _phrased([_same(piece) for piece in pieces])
    for place, word in enumerate(said):
        role = _roles().get(word, "")
        if role and not (word in {"off", "member"} and place + 1 == len(said) > 1):
            roles.append(role)
        else:
            words.append(word)
    return Name(tuple(dict.fromkeys(words)), frozenset(roles), index)


def _phrased(words: list[str]) -> list[str]:
    """Words with every phrase of one meaning replaced, longest first."""
    place = 0
    while place < len(words):
        for length in (4, 3, 2):
            meant = _phrases().get(tuple(words[place : place + length]))
            if meant is not None and len(words[place : place + length]) == length:
                words[place : place + length] = meant
                break
        place += 1
    return words


@cache
def _apart(piece: str) -> tuple[str, ...]:
    """A run-together word as the fewest known words: `stopdate` → `stop date`."""
    if piece in _vocabulary() or len(piece) < MIN_RUN or not piece.isalpha():
        return (piece,)
    if found := _cut(piece):
        return found
    for length in range(1, MOST_PREFIX + 1):
        rest = piece[length:]
        if len(rest) >= MIN_REST and (rest in _vocabulary() or _cut(rest)):
            return (piece[:length], *(_cut(rest) or (rest,)))
    return (piece,)


@cache
def _cut(piece: str) -> tuple[str, ...]:
    if piece in _vocabulary() and len(piece) > 1:
        return (piece,)
    best: tuple[str, ...] = ()
    for place in range(2, len(piece) - 1):
        head, tail = piece[:place], piece[place:]
        if head in _vocabulary() and (rest := _cut(tail)):
            found = (head, *rest)
            if not best or _cost(found) < _cost(best):
                best = found
    return best


def _cost(words: tuple[str, ...]) -> float:
    return sum(1.0 if len(word) > 3 else 1.6 for word in words)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A usual name of a column: its words, whom it speaks of, how much it says (0 to 1)."""

    text: str
    name: Name
    strength: float


@dataclass(frozen=True, slots=True)
class Match:
    """How well a name fits a usual name."""

    score: float
    phrase: str = ""


def match(name: Name, phrases: tuple[Phrase, ...]) -> Match:
    """The best fit among usual names that stand in the name as a whole."""
    best = Match(0.0)
    for phrase in phrases:
        score = _score(name, phrase)
        if score > best.score:
            best = Match(score, phrase.text)
    return best


def _score(name: Name, phrase: Phrase) -> float:
    wanted = phrase.name
    if not wanted.words and wanted.roles and wanted.roles <= name.roles:
        return float(phrase.strength / (1 + name.weight))
    if not wanted.words or not set(wanted.words) <= set(name.words):
        return 0.0
    if wanted.roles and not wanted.roles <= name.roles:
        return 0.0
    share = wanted.weight / name.weight if name.weight else 1.0
    same = 1.0 if set(wanted.words) == set(name.words) else 0.97
    return float(phrase.strength * min(share, 1.0) * same)


WEAK = 0.6


@cache
def phrases(kind: str, entry: str) -> tuple[Phrase, ...]:
    """The usual names of one entry of `columns` or `nothing`."""
    found = read(kind).get(entry, {})
    return tuple(_phrases_of(found))


def _phrases_of(entry: dict[str, list[str]]) -> Iterator[Phrase]:
    for text in entry.get("names", ()):
        yield Phrase(text, parsed(text), 1.0)
    for text in entry.get("weak", ()):
        yield Phrase(text, parsed(text), WEAK)


def spoken_of(table: str, column: str) -> tuple[Phrase, ...]:
    """The usual names of a canonical column, those of its table before the general ones."""
    own = f"{table}.{column}"
    return phrases("columns", own if own in read("columns") else column)
