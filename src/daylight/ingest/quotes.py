"""Whether every quotation mark of a delimited text stands where the format puts it."""

from pathlib import Path

import numpy as np

CHUNK = 1 << 20
LONGEST_FIELD = 1 << 20
"""No field of a police record is a megabyte long; one that is swallowed the lines after it."""
QUOTE = ord('"')


def well_quoted(path: Path, delimiter: str) -> bool:
    r"""Whether marks only enclose whole fields, and are doubled inside them (RFC 4180, 2.5–2.7).

    Counted through the file, the first, third … mark opens a field, the second, fourth … closes
    it, and a doubled mark closes and opens again at once. So a text is well quoted if and only if
    a field's edge or another mark comes before every opening one and after every closing one, and
    the last field is closed. A reader that takes `"ab"c` for `abc` may read such a text. False,
    too, where a mark is closed a megabyte after it was opened.
    """
    edge = np.zeros(256, dtype=bool)
    edge[list(b'\r\n"' + delimiter.encode())] = True
    before, seen, start, last = b"\n", 0, 0, 0
    with path.open("rb") as file:
        chunk = file.read(CHUNK)
        while chunk:
            following = file.read(CHUNK)
            if b'"' in chunk:
                text = np.frombuffer(before + chunk + (following[:1] or b"\n"), dtype=np.uint8)
                marks = np.flatnonzero(text[1:-1] == QUOTE) + 1
                opening, closing = marks[seen % 2 :: 2], marks[1 - seen % 2 :: 2]
                if not (edge[text[opening - 1]].all() and edge[text[closing + 1]].all()):
                    return False
                if seen % 2 and start + marks[0] - last > LONGEST_FIELD:
                    return False
                seen, last = seen + len(marks), start + int(marks[-1])
            before, start, chunk = chunk[-1:], start + len(chunk), following
    return seen % 2 == 0
