"""decisions.toml: what is to be decided about some files, and what was, by whom and when."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from daylight.errors import RecipeError
from daylight.ingest.decisions.decision import DraftAnswer, DraftDecision
from daylight.ingest.decisions.toml_text import comment, key, quoted, value

NAME = "decisions.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecisions:
    """All that is to be decided about some files.

    Parameters
    ----------
    files
        Their paths, as they were given.
    decisions
        In the order in which they are asked.
    written
        SHA-256 of each file that was written from them, by name, to see what a person changed.
    """

    files: tuple[str, ...]
    decisions: tuple[DraftDecision, ...] = ()
    written: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> DraftDecision | None:
        """The decision of that id."""
        return next((one for one in self.decisions if one.id == name), None)

    def answer(self, name: str) -> str:
        """What was decided; empty where it was not, or is not asked."""
        found = self[name]
        return found.answer if found is not None else ""

    @property
    def open(self) -> tuple[DraftDecision, ...]:
        """What is still to be decided."""
        return tuple(one for one in self.decisions if not one.is_decided)

    def with_decision(self, made: DraftDecision) -> "DraftDecisions":
        """The same with one decision in place of the one of its id."""
        kept = tuple(made if one.id == made.id else one for one in self.decisions)
        return replace(self, decisions=kept)


def read(path: Path) -> DraftDecisions:
    """What a decisions.toml holds; RecipeError where an editor left it unreadable."""
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
        return DraftDecisions(
            files=_texts(plain["files"], "files"),
            decisions=_decisions(plain.get("decisions", [])),
            written=tuple(_words(plain.get("written", {}), "written").items()),
        )
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise RecipeError(
            f"{path.parent}: holds no {NAME}; make one with `daylight draft FILE -o {path.parent}`"
        ) from problem
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as problem:
        raise RecipeError(f"{path}: cannot be read ({problem}); mend that line") from problem


def _decisions(plain: Any) -> tuple[DraftDecision, ...]:
    if not isinstance(plain, list) or not all(isinstance(one, dict) for one in plain):
        raise TypeError("each decision must be a table, [[decisions]]")
    made = tuple(_decision(one) for one in plain)
    twice = [name for name, n in Counter(one.id for one in made).items() if n > 1]
    if twice:
        raise TypeError(f"{twice[0]} stands there twice")
    for one in made:
        offered = [choice.answer for choice in one.choices]
        if one.answer and offered and not one.free and one.answer not in offered:
            raise TypeError(f"{one.answer} is no answer of {one.id}; it has {', '.join(offered)}")
        wrong = [word for word in one.words.values() if word and word not in one.allowed]
        if wrong and one.allowed:
            raise TypeError(f"{wrong[0]} is no word of {one.id}; it has {', '.join(one.allowed)}")
    return made


def _texts(plain: Any, name: str) -> tuple[str, ...]:
    if not isinstance(plain, list) or not all(isinstance(one, str) for one in plain):
        raise TypeError(f"{name} must be a list of texts in quotation marks")
    return tuple(plain)


def _words(plain: Any, name: str) -> dict[str, str]:
    if not isinstance(plain, dict) or not all(isinstance(one, str) for one in plain.values()):
        raise TypeError(f"{name} must be a table of texts in quotation marks")
    return dict(plain)


def _decision(plain: dict[str, Any]) -> DraftDecision:
    if missing := [name for name in ("id", "question") if name not in plain]:
        raise TypeError(f"a decision lacks {missing[0]}")
    choices = tuple(
        DraftAnswer(**{**one, "because": _texts(one.get("because", []), "because")})
        for one in _tables(plain.get("choices", []))
    )
    lists = {"evidence", "allowed", "choices", "words", "maybe"}
    texts: dict[str, Any] = {name: held for name, held in plain.items() if name not in lists}
    if wrong := [name for name, held in texts.items() if not isinstance(held, str)]:
        raise TypeError(f"{wrong[0]} of {plain['id']} must be a text in quotation marks")
    return DraftDecision(
        **texts,
        evidence=_texts(plain.get("evidence", []), "evidence"),
        allowed=_texts(plain.get("allowed", []), "allowed"),
        choices=choices,
        words=_words(plain.get("words", {}), "words"),
        maybe=_words(plain.get("maybe", {}), "maybe"),
    )


def _tables(plain: Any) -> list[dict[str, Any]]:
    if not isinstance(plain, list) or not all(isinstance(one, dict) for one in plain):
        raise TypeError("choices must be tables, [[decisions.choices]]")
    return plain


def as_toml(decisions: DraftDecisions) -> str:
    """The text of a decisions.toml."""
    return "\n".join(_lines(decisions)) + "\n"


HEAD = (
    "What is to be decided about these files. Answer with `daylight decide`, or write `answer`",
    "(and every word under `words`) here and run `daylight decide` again.",
)


def _lines(decisions: DraftDecisions) -> Iterator[str]:
    yield from map(comment, HEAD)
    yield f"files = {value(decisions.files)}"
    for one in decisions.decisions:
        yield from _of_one(one)
    if decisions.written:
        yield from ("", "[written]")
        yield from (f"{key(name)} = {quoted(digest)}" for name, digest in decisions.written)


def _of_one(one: DraftDecision) -> Iterator[str]:
    yield from ("", "[[decisions]]")
    for name in ("id", "question", "answer", "by", "when"):
        yield f"{name} = {quoted(getattr(one, name))}"
    for name in ("default", "free", "column", "evidence", "allowed"):
        if held := getattr(one, name):
            yield f"{name} = {value(held)}"
    yield from _mapping("words", one.words)
    yield from _mapping("maybe", one.maybe)
    for choice in one.choices:
        yield "[[decisions.choices]]"
        for name in ("answer", "label", "because", "follows"):
            if held := getattr(choice, name):
                yield f"{name} = {value(held)}"


def _mapping(name: str, held: Mapping[str, str]) -> Iterator[str]:
    if held:
        yield f"[decisions.{name}]"
        yield from (f"{key(code)} = {quoted(word)}" for code, word in held.items())
