"""A delimited text in blocks of whole records, as far as its quotation marks allow."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

SIZE = 1 << 20
LONGEST_FIELD = 1 << 20
"""No field of a police record is a megabyte long; one that is swallowed the lines after it."""
LONGEST_RECORD = 4 << 20
"""A longer one is read with patience."""
QUOTE = ord('"')


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Consecutive bytes of a text.

    Parameters
    ----------
    text
        Whole records if `sound`.
    start, line
        The place of its first byte, and how many lines come before it.
    sound
        Whether every quotation mark is where the format puts it.
    """

    text: bytes
    start: int
    line: int
    sound: bool


def blocks(path: Path, delimiter: str, *, start: int = 0, line: int = 0) -> Iterator[TextBlock]:
    r"""Cut a UTF-8 text between records from `start` on, until a quotation mark is out of place.

    Marks only enclose whole fields and are doubled inside them (RFC 4180, 2.5–2.7). Counted from
    the start, the first, third … mark opens a field, the second, fourth … closes it, and a doubled
    one closes and opens again at once. So a line ends a record where an even number of marks lie
    before, and a text of whole records is sound if and only if a field's edge or another mark comes
    before every opening mark and after every closing one. Marks a megabyte apart are not sound
    either. The first block that is not sound is the last: where a record ends in it is a matter of
    judgement. A delimiter of several bytes is left to that judgement, too.
    """
    edge = np.zeros(256, dtype=bool)
    edge[list(b'\r\n"' + delimiter.encode())] = True
    held = b""
    with path.open("rb") as file:
        file.seek(start)
        while True:
            chunk = file.read(SIZE)
            text = held + chunk
            if not text:
                return
            end = _last_record(text) if chunk else len(text)
            if end == 0 and len(text) < LONGEST_RECORD:
                held = text
                continue
            whole, held = text[:end] or text, text[end:]
            sound = end > 0 and len(delimiter.encode()) == 1 and _is_sound(whole, edge)
            yield TextBlock(text=whole, start=start, line=line, sound=sound)
            if not sound:
                return
            start, line = start + end, line + whole.count(b"\n")


def _last_record(text: bytes) -> int:
    """Where the last whole record ends; 0 where none does."""
    marks = _marks(text)
    end = text.rfind(b"\n") + 1
    while end and (before := int(np.searchsorted(marks, end))) % 2:
        end = text.rfind(b"\n", 0, int(marks[before - 1])) + 1
    return end


def _is_sound(text: bytes, edge: npt.NDArray[np.bool_]) -> bool:
    marks = _marks(text)
    if len(marks) == 0:
        return True
    opening, closing = marks[::2] + 1, marks[1::2] + 1
    if len(opening) > len(closing):
        return False
    around = np.frombuffer(b"\n" + text + b"\n", dtype=np.uint8)
    in_place = edge[around[opening - 1]].all() and edge[around[closing + 1]].all()
    return bool(in_place and (closing - opening).max() <= LONGEST_FIELD)


def _marks(text: bytes) -> npt.NDArray[np.int64]:
    if b'"' not in text:
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == QUOTE)
