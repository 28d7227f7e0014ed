"""Decisions asked one by one: keys in, answers out; the same from a keyboard and from a pipe."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from daylight.ingest.decisions.decision import IGNORED, OPEN, DraftDecision

HELP = (
    "Type the number of an answer, or what is asked for. Enter takes the answer marked *.",
    "s leave it open    u undo the last answer    r show the rows    q stop, keep all answers",
)
CODE_HELP = (
    "Type VALUE = WORD, the number of a word for the first open value (marked ?), or",
    f"REST = WORD for all that are open; {IGNORED} means not recorded; maybe takes every word in "
    "brackets. Enter takes the table once no value is open.",
)
MAYBE = "maybe"
SKIP, UNDO, ROWS, QUIT, ASK = "s", "u", "r", "q", "?"
LISTED = 10


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one decision: an answer, or one of the commands."""

    command: str = ""
    decision: DraftDecision | None = None


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where lines come from and go to.

    Parameters
    ----------
    hear
        Gives the next line after a prompt; EOFError where there is none.
    say
        Shows a line.
    rows
        Column and values → rows of the file that hold them, as lines.
    judge
        What is wrong with an answer; empty where nothing is.
    by, now
        Who answers; what time it is.
    """

    hear: Callable[[str], str]
    say: Callable[[str], None]
    rows: Callable[[DraftDecision], Iterator[str]]
    judge: Callable[[DraftDecision], str]
    by: str
    now: Callable[[], str]


def put(decision: DraftDecision, place: str, terminal: Terminal) -> Heard:
    """Put one decision to a person until it is answered, left or stopped."""
    _say(terminal, shown(decision, place))
    while True:
        try:
            said = terminal.hear("> ").strip()
        except EOFError:
            return Heard(QUIT)
        if said in {SKIP, UNDO, QUIT}:
            return Heard(said)
        if said in {ROWS, ASK}:
            _say(terminal, terminal.rows(decision) if said == ROWS else _help(decision))
            continue
        made, fault = _heard(decision, said)
        if fault := fault or terminal.judge(made):
            terminal.say(fault)
        elif made.answer:
            return Heard("", made.answered(made.answer, terminal.by, terminal.now()))
        else:
            decision = made
            _say(terminal, _open(decision) if decision.undecided else _table(decision))


def _say(terminal: Terminal, lines: Iterable[str]) -> None:
    for line in lines:
        terminal.say(line)


def _help(decision: DraftDecision) -> tuple[str, ...]:
    return (*HELP, *CODE_HELP) if decision.words else HELP


def shown(decision: DraftDecision, place: str) -> Iterator[str]:
    """A decision as a person sees it: question, evidence, answers and what follows from each."""
    yield ""
    yield f"{place}  {decision.question}"
    for line in decision.evidence:
        yield f"      {line}"
    for number, choice in enumerate(decision.choices, start=1):
        mark = "*" if choice.answer == decision.default else " "
        yield f"  {mark}{number}  {choice.answer}: {choice.label}"
        for line in choice.because:
            yield f"        because {line}"
        if choice.follows:
            yield f"        {choice.follows}"
    yield from _table(decision)
    if decision.free:
        yield f"      or type {decision.free}"


def _table(decision: DraftDecision) -> Iterator[str]:
    """Codes and their words, those that are open first, and the words there are."""
    if not decision.words:
        return
    yield from _open(decision)
    for value, word in decision.words.items():
        if word != OPEN:
            yield f"        {value} = {'not recorded' if word == IGNORED else word}"
    if decision.undecided:
        words = (f"{number} {word}" for number, word in enumerate(decision.allowed, start=1))
        yield f"      words: {'  '.join(words)} (not recorded)"


def _open(decision: DraftDecision) -> Iterator[str]:
    """The codes that have no word."""
    for value in decision.undecided[:LISTED]:
        guess = decision.maybe.get(value, "")
        yield f"      ? {value} =" + (f"   (maybe {guess})" if guess else "")
    if (more := len(decision.undecided) - LISTED) > 0:
        yield f"      ? and {more} more"


def _heard(decision: DraftDecision, said: str) -> tuple[DraftDecision, str]:
    """The decision with what was said, and what is wrong with that."""
    if decision.words and not _is_choice(decision, said):
        return _coded(decision, said)
    if not said:
        if not decision.default:
            return decision, "nothing is taken for granted here: type an answer, s or ?"
        return replace(decision, answer=decision.default), ""
    if said.isdigit() and decision.choices:
        if not 1 <= int(said) <= len(decision.choices):
            return decision, f"there are {len(decision.choices)} answers"
        return replace(decision, answer=decision.choices[int(said) - 1].answer), ""
    offered = [choice.answer for choice in decision.choices]
    if said in offered or decision.free:
        return replace(decision, answer=said), ""
    return decision, f"that is no answer here; there are {', '.join(offered)}"


def _is_choice(decision: DraftDecision, said: str) -> bool:
    """Whether an answer to a code table is about the table as a whole."""
    if not decision.undecided and said.isdigit():
        return True
    return said in {choice.answer for choice in decision.choices[1:]}


def _coded(decision: DraftDecision, said: str) -> tuple[DraftDecision, str]:
    """The words of a code table, one line at a time."""
    if not said:
        if decision.undecided:
            return decision, f"{len(decision.undecided)} values are open: {_some(decision)}"
        return replace(decision, answer=decision.choices[0].answer), ""
    if said == MAYBE:
        taken = {value: decision.maybe.get(value, OPEN) for value in decision.undecided}
        return replace(decision, words={**decision.words, **taken}), ""
    value, equals, word = (part.strip() for part in said.rpartition("="))
    if not equals:
        value, word = next(iter(decision.undecided), ""), said
    if word.isdigit() and 1 <= int(word) <= len(decision.allowed):
        word = decision.allowed[int(word) - 1]
    if word not in decision.allowed:
        return decision, f"{word!r} is no word here; there are {', '.join(decision.allowed)}"
    is_rest = value.casefold() == "rest"
    values = decision.undecided if is_rest else (value,)
    if unknown := [one for one in values if one not in decision.words]:
        return decision, f"no value {unknown[0]!r} stands in the column"
    return replace(decision, words=_with(decision.words, values, word)), ""


def _with(words: Mapping[str, str], values: tuple[str, ...], word: str) -> dict[str, str]:
    return {**words, **dict.fromkeys(values, word)}


def _some(decision: DraftDecision) -> str:
    more = " …" if len(decision.undecided) > LISTED else ""
    return ", ".join(decision.undecided[:LISTED]) + more
