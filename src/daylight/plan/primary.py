"""Primary questions: what a study declares, before it is run, that it is made to answer."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daylight.plan.study import Study

UNHASHED = ("ask", "ask_es")
"""Parts of a question that may be reworded without its asking anything else.

What a question leaves empty is not hashed either, so that a new part changes no old hash.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """The primary questions of one run.

    Parameters
    ----------
    ids
        Their ids, in the study's order.
    sha256
        Hash of the ids, of all that each of them asks, and of the level they are held to.
    earlier
        Other declarations under which the study was run into the same folder before, oldest first.
    """

    ids: tuple[str, ...] = ()
    sha256: str = ""
    earlier: tuple["Declaration", ...] = ()

    @classmethod
    def of(cls, study: "Study", record: Mapping[str, Any] | None = None) -> "Declaration":
        """What a study declares, after what the record of the run in its folder declared."""
        asked = [asdict(question) for question in study.questions if question.id in study.primary]
        plain = [{k: v for k, v in one.items() if v and k not in UNHASHED} for one in asked]
        held = json.dumps([plain, study.alpha, study.reference], sort_keys=True, default=str)
        ids = tuple(one["id"] for one in asked)
        now = hashlib.sha256(held.encode()).hexdigest()
        if record is None or "primary" not in record:
            return cls(ids=ids, sha256=now)
        before = cls.from_dict(record["primary"])
        last = (cls(ids=before.ids, sha256=before.sha256),) if before.sha256 != now else ()
        return cls(ids=ids, sha256=now, earlier=(*before.earlier, *last))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "questions": list(self.ids),
            "sha256": self.sha256,
            "earlier": [one.to_dict() for one in self.earlier],
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Declaration":
        """Read back what `to_dict` wrote."""
        return cls(
            ids=tuple(found["questions"]),
            sha256=found["sha256"],
            earlier=tuple(map(cls.from_dict, found["earlier"])),
        )


def primary_faults(primary: Any, ids: Sequence[str]) -> list[str]:
    """What is wrong with a list of primary questions."""
    if not isinstance(primary, tuple) or not all(isinstance(one, str) for one in primary):
        return [f'primary is {primary!r}: it is a list of question ids, such as ["search-rate"]']
    unknown = [one for one in primary if one not in ids]
    twice = sorted({one for one in primary if primary.count(one) > 1})
    return [
        *(
            f"primary names {one!r}, which is not a question; there are {', '.join(ids)}"
            for one in unknown
        ),
        *(f"primary names {one!r} more than once" for one in twice),
    ]
