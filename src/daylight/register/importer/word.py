"""Word documents: their paragraphs with the numbers that Word itself would print."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from daylight.errors import UnreadableFile
from daylight.register.importer.slips import to_roman

UNPACKED_BYTES = 200 * 1024 * 1024
TIMES = 200  # how much a part may grow in unpacking; text shrinks to a tenth, seldom to a thirtieth
SMALL_BYTES = 1024 * 1024
PARTS = 5000


def word_lines(name: str, content: bytes) -> list[tuple[str, bool]]:
    """Each line and whether Word styles it as a heading."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            _refuse_bomb(name, parts)
        document = docx.Document(BytesIO(content))
    except (
        BadZipFile,
        PackageNotFoundError,
        SyntaxError,
        KeyError,
        ValueError,
        OSError,
    ) as fault:
        raise UnreadableFile(f"{name} is not a DOCX document") from fault
    counting = Numbering(document)
    return [line for block in document.iter_inner_content() for line in _block(block, counting)]


def _refuse_bomb(name: str, parts: ZipFile) -> None:
    inside = parts.infolist()
    grown = any(
        part.file_size > SMALL_BYTES and part.file_size > TIMES * max(1, part.compress_size)
        for part in inside
    )
    if grown or len(inside) > PARTS or sum(part.file_size for part in inside) > UNPACKED_BYTES:
        raise UnreadableFile(f"{name} unpacks to more than any decree needs")


def _block(block: Any, counting: "Numbering") -> list[tuple[str, bool]]:
    if isinstance(block, docx.table.Table):
        return [(" ".join(cell.text for cell in row.cells), False) for row in block.rows]
    text = str(getattr(block, "text", ""))
    heading = _is_heading(block) and bool(text.strip())
    mark = counting.mark(block, heading) if text.strip() else ""
    return [(line, heading) for line in f"{mark}{text}".splitlines()]


def _is_heading(paragraph: Any) -> bool:
    return any(style.name.startswith("Heading") for style in _styles(paragraph.style))


def _styles(style: Any) -> Iterator[Any]:
    seen = 0
    while style is not None and seen < 20:
        yield style
        style, seen = style.base_style, seen + 1


class Numbering:
    """Counts a document's lists as Word does: by list, level, start, format and restart.

    A list set deeper than the paragraphs' own is one of sub-items: it begins anew in every
    paragraph, whatever number Word would go on with, and its numbers stand in brackets.
    """

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], Any] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._main: tuple[int, int] | None = None
        self._read(document)

    def _read(self, document: Any) -> None:
        part = next(
            (one.target_part for one in document.part.rels.values()
             if one.reltype.endswith("/numbering")), None,
        )  # fmt: skip
        if part is None:
            return
        for one in part.element.iterchildren(qn("w:abstractNum")):
            for level in one.iterchildren(qn("w:lvl")):
                key = str(one.get(qn("w:abstractNumId")))
                self._levels[key, int(level.get(qn("w:ilvl")))] = level
        for one in part.element.iterchildren(qn("w:num")):
            of = one.find(qn("w:abstractNumId"))
            if of is not None:
                self._list_of[str(one.get(qn("w:numId")))] = str(of.get(qn("w:val")))

    def mark(self, paragraph: Any, heading: bool) -> str:
        """The number before a paragraph with a space, empty where there is none."""
        place = _place(paragraph)
        if place is None or place[0] not in self._list_of:
            return ""
        listed, ilvl = self._list_of[place[0]], place[1]
        level = self._levels.get((listed, ilvl))
        form = _value(level, "w:numFmt") or "decimal"
        if level is None or form in ("bullet", "none"):
            return ""
        self._count(listed, ilvl, level)
        number = self._counts[listed, ilvl]
        if heading:
            return self._printed(listed, ilvl) + " "
        deep = (_indent(level), ilvl)
        if self._main is None and form == "decimal":
            self._main = deep
        if self._main is not None and deep > self._main:
            return f"({number}) " if form == "decimal" else f"{_written(form, number)}. "
        self._forget_deeper()
        return self._printed(listed, ilvl) + " "

    def _count(self, listed: str, ilvl: int, level: Any) -> None:
        start = int(_value(level, "w:start") or 1)
        self._counts[listed, ilvl] = self._counts.get((listed, ilvl), start - 1) + 1
        for other in [key for key in self._counts if key[0] == listed and key[1] > ilvl]:
            del self._counts[other]

    def _forget_deeper(self) -> None:
        for listed, ilvl in list(self._counts):
            level = self._levels[listed, ilvl]
            if self._main and (_indent(level), ilvl) > self._main and not _of_heading(level):
                del self._counts[listed, ilvl]

    def _printed(self, listed: str, ilvl: int) -> str:
        level = self._levels[listed, ilvl]
        text = _value(level, "w:lvlText") or f"%{ilvl + 1}."
        for at in range(ilvl + 1):
            number = self._counts.get((listed, at), 1)
            form = _value(self._levels.get((listed, at)), "w:numFmt") or "decimal"
            text = text.replace(f"%{at + 1}", _written(form, number))
        return text


def _place(paragraph: Any) -> tuple[str, int] | None:
    """The list and level a paragraph is in, by itself or by its style."""
    sources = [paragraph._p.pPr, *(style.element.pPr for style in _styles(paragraph.style))]
    level: int | None = None
    for source in sources:
        found = source.numPr if source is not None else None
        if found is None:
            continue
        if level is None and found.ilvl is not None:
            level = int(found.ilvl.val)
        if found.numId is not None:
            return None if found.numId.val == 0 else (str(found.numId.val), level or 0)
    return None


def _value(level: Any, name: str) -> str:
    child = level.find(qn(name)) if level is not None else None
    return str(child.get(qn("w:val")) or "") if child is not None else ""


def _indent(level: Any) -> int:
    indents = level.findall(f".//{qn('w:ind')}")
    given = (indents[0].get(qn("w:left")) or indents[0].get(qn("w:start"))) if indents else None
    return int(given) if given and given.lstrip("-").isdigit() else 0


def _of_heading(level: Any) -> bool:
    return _value(level, "w:pStyle").startswith("Heading")


def _written(form: str, number: int) -> str:
    if form in ("lowerRoman", "upperRoman"):
        roman = to_roman(number)
        return roman.lower() if form == "lowerRoman" else roman
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    return str(number)
