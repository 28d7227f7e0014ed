"""Files made to stop a server: long runs of one sign, and archives that unpack without end."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from daylight.errors import UnreadableFile
from daylight.register.importer.propose import propose

RUNS = {
    "dots": "a " + ". " * 50_000 + "q",
    "dots without blanks": "." * 50_000 + "q",
    "blanks": "x" + " " * 50_000 + "x",
    "words with commas": "The A" + " aaa," * 12_000,
    "modals": "The City shall " * 4_000,
    "numbers": "1. A " * 10_000,
    "headings": "I. A " * 10_000,
    "quotes": "“" * 50_000,
    "enumerations": "RPD will ensure that " + "; that x" * 6_000,
    "courts": "the Court " * 5_000,
    "deadlines": "The City shall act " + "within one day of the " * 2_500,
    "conditions": "The City shall do " + " unless" * 7_000,
    "headers": "Case 1:24-" * 5_000,
    "footnotes": "¹ A " * 12_000,
}
SECONDS = 5.0  # on a loaded machine; before, the first of these had not ended after four minutes


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("before", ["1. The City shall do A.\n", "1. "])
def test_a_line_of_fifty_thousand_signs_is_read_at_once(name: str, before: str) -> None:
    text = f"{before}{RUNS[name]}\n2. The City shall do B.\n"
    began = time.process_time()
    propose("d.txt", text.encode())
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("inside", "count"), [(b"\x00" * 30_000_000, 1), (b"x", 6_000)], ids=["grows", "many"]
)
def test_an_archive_made_to_explode_is_refused_before_it_is_opened(
    inside: bytes, count: int
) -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        for number in range(count):
            parts.writestr(f"word/{number}.xml", inside)
    with pytest.raises(UnreadableFile, match="unpacks to more than any decree needs"):
        propose("d.docx", out.getvalue())
