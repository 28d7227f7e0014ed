"""A passage that the example ledgers quote, and what is claimed in it."""

from dataclasses import dataclass
from typing import Any

from daylight.claims.objects import Form
from daylight.claims.runs import Chosen


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A passage, what is claimed in it, and the finding it is put to."""

    name: str
    where: str
    passage: str
    speaker: str
    form: Form = Form.INDIRECT
    claim: dict[str, Any]
    put: Chosen | None = None
    bears: tuple[tuple[str, Chosen], ...] = ()
    matches: dict[str, str] | None = None
