"""A folder with decisions.toml, recipe.toml and study.toml, kept in step with one another."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from daylight.errors import RecipeError
from daylight.ingest.decisions import found as kept
from daylight.ingest.decisions.aggregated import counts_text, is_counts
from daylight.ingest.decisions.ask import ask
from daylight.ingest.decisions.decision import DraftDecision
from daylight.ingest.decisions.faults import fault
from daylight.ingest.decisions.recipe_text import recipe_text
from daylight.ingest.decisions.record import NAME, DraftDecisions, as_toml, read
from daylight.ingest.decisions.settle import settle
from daylight.ingest.drafting.proposal import FileProposal
from daylight.ingest.drafting.propose import propose
from daylight.plan.drafted_counts import COUNTS, counts_study_text
from daylight.plan.drafted_study import RECIPE, study_text, uses

STUDY = "study.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedFolder:
    """The drafted files of a folder, what is proposed for them, and what was decided.

    Parameters
    ----------
    decisions
        Its files are paths relative to the folder.
    found
        The proposal with what it was made of, as it is kept in the folder.
    changed
        Whether a file is not the one that was drafted, so that it was read anew.
    """

    folder: Path
    proposal: FileProposal
    decisions: DraftDecisions
    found: kept.KeptProposal
    changed: bool = False

    @classmethod
    def start(cls, files: Sequence[str], folder: Path, table: str = "") -> Self:
        """Draft files into a folder; RecipeError where it holds a draft already."""
        if (folder / NAME).exists():
            raise RecipeError(
                f"{folder}: holds a draft already; go on with `daylight decide {folder}`, or give "
                "another folder"
            )
        for name in (RECIPE, STUDY, kept.NAME):
            if (folder / name).exists():
                raise RecipeError(f"{folder / name}: is there already; give another folder")
        relative = tuple(_relative(name, folder) for name in files)
        given = (DraftDecision(id="table", question="", answer=table),) if table else ()
        made = cls._of(folder, DraftDecisions(files=relative, decisions=given))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise RecipeError(
                f"{folder}: no folder can be made there ({problem.strerror}); give another"
            ) from problem
        return made.saved()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The draft in a folder, with whatever an editor wrote into decisions.toml."""
        return cls._of(folder, read(folder / NAME))

    @classmethod
    def _of(cls, folder: Path, decisions: DraftDecisions) -> Self:
        files = [_absolute(name, folder) for name in decisions.files]
        table = decisions.answer("table")
        before = kept.read(folder / kept.NAME)
        digests = kept.digests_of(files)
        if before is not None and before.fits(digests, table):
            found = before
        else:
            proposal = propose(files, table=table)
            found = kept.KeptProposal(digests=digests, table=table, proposal=proposal)
        changed = before is not None and before.digests != digests
        proposal = found.proposal
        made = ask(proposal, decisions, uses(proposal.table) if proposal.table else {})
        wrong = [
            f"{one.id}: {said}"
            for one in made.decisions
            if one.answer and (said := fault(proposal, one))
        ]
        if wrong:
            raise RecipeError(f"{folder / NAME}: {'; '.join(wrong)}. Mend the answer there")
        return cls(folder=folder, proposal=proposal, decisions=made, found=found, changed=changed)

    def decided(self, made: DraftDecision) -> Self:
        """The same with one decision taken, and whatever follows from it asked."""
        decisions = self.decisions.with_decision(made)
        if made.id == "table" and made.answer != self.found.table:
            return type(self)._of(self.folder, decisions).saved()
        known = uses(self.proposal.table) if self.proposal.table else {}
        asked = ask(self.proposal, decisions, known)
        return replace(self, decisions=asked).saved()

    def saved(self) -> Self:
        """Write the three files, each in one step; one that a person edited is not overwritten."""
        made = self._texts()
        before = {name: digests.split() for name, digests in self.decisions.written}
        for name in made:
            path = self.folder / name
            if path.exists() and _sha256(path.read_bytes()) not in before.get(name, ()):
                raise RecipeError(
                    f"{path}: was changed by hand since it was written; `daylight decide` would "
                    f"undo that. Move it away, or go on with the file as it is: daylight check "
                    f"{path}"
                )
        written = []
        for name, text in made.items():
            digest = _sha256(text.encode())
            last = [one for one in before.get(name, [])[-1:] if one != digest]
            written.append((name, " ".join([*last, digest])))
        decisions = replace(self.decisions, written=tuple(written))
        _put(self.folder / NAME, as_toml(decisions))  # first: it knows the files before and after
        for name, text in made.items():
            _put(self.folder / name, text)
        for name in set(before) - set(made):
            path = self.folder / name
            if path.exists() and _sha256(path.read_bytes()) in before[name]:
                path.unlink()
        _put(self.folder / kept.NAME, kept.as_json(self.found))
        return replace(self, decisions=decisions)

    def _texts(self) -> dict[str, str]:
        """Name → text of what is written besides decisions.toml."""
        files = self.decisions.files
        if is_counts(self.decisions):
            return {
                COUNTS: counts_text(self.proposal, self.decisions, files[0]),
                STUDY: counts_study_text(self.proposal, self.decisions, files),
            }
        known = uses(self.proposal.table) if self.proposal.table else {}
        settled = settle(self.proposal, self.decisions, known)
        return {
            RECIPE: recipe_text(self.proposal, self.decisions, settled),
            STUDY: study_text(self.proposal, self.decisions, settled, files),
        }


def _put(path: Path, text: str) -> None:
    scratch = path.with_name(f".{path.name}")
    try:
        scratch.write_text(text, encoding="utf-8")
        scratch.replace(path)
    except OSError as problem:
        raise RecipeError(
            f"{path}: cannot be written ({problem.strerror}); free the folder for writing, or "
            "draft into another"
        ) from problem


def _sha256(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()


def _relative(name: str, folder: Path) -> str:
    return name if ":" in name else os.path.relpath(Path(name).absolute(), folder.absolute())


def _absolute(name: str, folder: Path) -> str:
    return name if ":" in name else os.path.normpath(folder / name)
