"""A ledger of public claims: a folder of plain files, and the history that made them."""

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from daylight.claims.history import FILE, Act, line_of, read_history, replayed
from daylight.claims.objects import (
    ROOMS,
    ClaimAssessment,
    Document,
    PublicClaim,
    Quotation,
    Thing,
    from_dict,
    room_of,
    to_dict,
)
from daylight.errors import ClaimError

T = TypeVar("T", Document, Quotation, PublicClaim, ClaimAssessment)

ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class LedgerAuthor:
    """Who does something, why, and when: every change of a ledger names them."""

    who: str
    why: str
    at: str = ""

    def __post_init__(self) -> None:
        """Refuse a change without a name or a reason."""
        if not self.who.strip() or not self.why.strip():
            raise ClaimError("every change needs a name and a reason: give --who and --why")

    @property
    def moment(self) -> str:
        """When it was done."""
        return self.at or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Documents, quotations, claims and assessments by id, and the acts that led to them."""

    folder: Path
    documents: dict[str, Document]
    quotations: dict[str, Quotation]
    claims: dict[str, PublicClaim]
    assessments: dict[str, ClaimAssessment]
    acts: tuple[Act, ...]

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Read a ledger; ClaimError names every file that does not hold together."""
        folder = Path(folder)
        if not any((folder / part).exists() for part in (FILE, *ROOMS)):
            raise ClaimError(
                f"{folder}: no such ledger; `daylight claims add {folder} document …` begins one"
            )
        return cls._held(folder)

    @classmethod
    def begin(cls, folder: Path | str) -> Self:
        """Open a ledger, or begin one in a folder that is empty or absent."""
        folder = Path(folder)
        if folder.is_dir() and any(folder.iterdir()) and not (folder / FILE).exists():
            raise ClaimError(f"{folder}: holds files that are no ledger; give another folder")
        folder.mkdir(parents=True, exist_ok=True)
        return cls._held(folder)

    @classmethod
    def _held(cls, folder: Path) -> Self:
        """What a folder holds now."""
        rooms: dict[str, dict[str, Any]] = {room: _read(folder, room) for room in ROOMS}
        return cls(folder=folder, acts=read_history(folder), **rooms)

    def write(
        self, thing: Thing, author: LedgerAuthor, act: str = "added", status: str = ""
    ) -> Self:
        """Add or change one object, with its line of history; the ledger as it then stands.

        The object's file is written before the line that records it: an interruption leaves an
        unrecorded file, which `unrecorded` finds, and never a line without its file.
        """
        room = _room_for(thing)
        done = Act(
            at=author.moment,
            who=author.who.strip(),
            why=author.why.strip(),
            act=act,
            thing=f"{room}/{thing.id}",
            content=json.loads(_json(to_dict(thing))),
            status=status,
            before=self.head,
        )
        with _alone(self):
            _write(self.folder / room / f"{thing.id}.json", to_dict(thing))
            _append(self.folder / FILE, done)
        rooms: dict[str, Any] = {room: {**getattr(self, room), thing.id: thing}}
        return replace(self, acts=(*self.acts, done), **rooms)

    def withdraw(self, thing: Thing, author: LedgerAuthor) -> Self:
        """Take an object out; what it was stays in the history."""
        room = _room_for(thing)
        if resting := self._resting_on(room, thing.id):
            raise ClaimError(f"{', '.join(resting)} rest on {thing.id}; withdraw those first")
        done = Act(
            at=author.moment,
            who=author.who.strip(),
            why=author.why.strip(),
            act="withdrawn",
            thing=f"{room}/{thing.id}",
            before=self.head,
        )
        with _alone(self):
            (self.folder / room / f"{thing.id}.json").unlink(missing_ok=True)
            _append(self.folder / FILE, done)
        left = {key: one for key, one in getattr(self, room).items() if key != thing.id}
        rooms: dict[str, Any] = {room: left}
        return replace(self, acts=(*self.acts, done), **rooms)

    def _resting_on(self, room: str, name: str) -> tuple[str, ...]:
        """What would be left without that on which it rests."""
        held = {
            "documents": (q.id for q in self.quotations.values() if q.document == name),
            "quotations": (c.id for c in self.claims.values() if name in c.quotations),
            "claims": (a.id for a in self.assessed(name)),
        }
        return tuple(held.get(room, ()))

    @property
    def head(self) -> str:
        """The hash of the last act: whoever keeps it can tell that nothing before it changed."""
        return self.acts[-1].sha256 if self.acts else ""

    def unrecorded(self) -> tuple[str, ...]:
        """Objects whose files differ from what the history says of them."""
        told = replayed(self.acts)
        held = {
            f"{room}/{key}": json.loads(_json(to_dict(one)))
            for room in ROOMS
            for key, one in getattr(self, room).items()
        }
        return tuple(
            sorted(key for key in {*told, *held} if dict(told.get(key, {})) != held.get(key, {}))
        )

    def assessed(self, claim: str) -> tuple[ClaimAssessment, ...]:
        """What a claim was put to."""
        return tuple(one for one in self.assessments.values() if one.claim == claim)

    def acts_on(self, thing: str) -> tuple[Act, ...]:
        """The history of one object, by folder and id."""
        return tuple(act for act in self.acts if act.thing == thing)

    def free_id(self, room: str, wanted: str) -> str:
        """An id that nothing has: the words as a name, with a number where that is taken."""
        stem = "-".join(re.findall(r"[a-z0-9]+", wanted.casefold())[:7]) or room[:-1]
        taken, number, name = getattr(self, room), 1, stem
        while name in taken or any(act.thing == f"{room}/{name}" for act in self.acts):
            number += 1
            name = f"{stem}-{number}"
        return name


def _room_for(thing: Thing) -> str:
    """The folder of an object; ClaimError where its id could be no file there."""
    if not ID.fullmatch(thing.id):
        raise ClaimError(f"id {thing.id!r}: small letters, figures, and - or . between them")
    return room_of(thing)


@contextmanager
def _alone(ledger: Ledger) -> Iterator[None]:
    """Let nobody else write meanwhile; ClaimError where somebody has since the ledger was read."""
    lock = ledger.folder / ".writing"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError as problem:
        raise ClaimError(
            f"{ledger.folder}: somebody else is writing; if nobody is, remove {lock}"
        ) from problem
    try:
        now = read_history(ledger.folder)
        if (now[-1].sha256 if now else "") != ledger.head:
            raise ClaimError(f"{ledger.folder}: changed since it was read; do it again")
        yield
    finally:
        lock.unlink(missing_ok=True)


def _read(folder: Path, room: str) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for path in sorted((folder / room).glob("*.json")):
        try:
            plain = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as problem:
            raise ClaimError(f"{path}: not readable: {problem}") from problem
        if not isinstance(plain, dict) or plain.get("id") != path.stem:
            raise ClaimError(f"{path}: must hold an object whose id is {path.stem!r}")
        found[path.stem] = from_dict(room, plain, str(path))
    return found


def _json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _write(path: Path, plain: dict[str, Any]) -> None:
    """A file whole, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=".", suffix=".partial", delete=False
    ) as scratch:
        scratch.write(_json(plain))
    Path(scratch.name).replace(path)


def _append(path: Path, act: Act) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line_of(act))
        file.flush()
        os.fsync(file.fileno())
