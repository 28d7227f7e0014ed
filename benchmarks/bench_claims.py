"""How well `daylight claims scan` finds speech, tells it from terms in marks, and names who speaks.

python benchmarks/bench_claims.py                        # both halves, figures only
python benchmarks/bench_claims.py --half mended -v       # one half, and every error
python benchmarks/bench_claims.py --articles FOLDER      # two real reports too, counted by hand

The texts are tests/claims/texts, written and labelled by hand before the scanner was looked at. The
ones with an odd number were read while the scanner was mended, those with an even one never.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import NotRequired, TypedDict

from daylight.claims.objects import Form
from daylight.claims.scan import Piece, scan
from daylight.claims.text import read_text

TEXTS = Path(__file__).parents[1] / "tests" / "claims" / "texts"
NEARLY = 0.9
"""Characters shared over characters of either, from which two passages are nearly the same."""
ARTICLES = {"article_1.txt": 11, "article_2.txt": 9}
"""Passages of speech in two published reports, counted by hand."""


class Label(TypedDict):
    """A passage as a person reads it; `in_marks` is false for speech after a dash or a name."""

    start: int
    end: int
    words: str
    form: str
    in_marks: bool
    speakers: list[str]
    kind: NotRequired[str]


@dataclass(slots=True)
class Score:
    """Counts over texts."""

    texts: int = 0
    labelled: int = 0
    exact: int = 0
    nearly: int = 0
    found: int = 0
    junk: int = 0
    speech: int = 0
    speech_kept: int = 0
    terms: int = 0
    terms_kept: int = 0
    named: int = 0
    named_right: int = 0
    named_wrong: int = 0
    unmarked: int = 0
    unmarked_found: int = 0
    wrong: list[str] = field(default_factory=list)

    def plus(self, other: "Score") -> "Score":
        """Both together."""
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Score)))


def overlap(one: Piece, label: Label) -> float:
    """Characters that both hold, over the characters that either holds."""
    shared = min(one.end, label["end"]) - max(one.start, label["start"])
    either = max(one.end, label["end"]) - min(one.start, label["start"])
    return max(shared, 0) / either


def score(name: str, text: str, labels: Sequence[Label]) -> Score:
    """One text's counts."""
    pieces = scan(text)
    marked = [label for label in labels if label["in_marks"]]
    unmarked = [label for label in labels if not label["in_marks"]]
    found = Score(texts=1, labelled=len(marked), unmarked=len(unmarked))
    matched: set[int] = set()
    for label in marked:
        best = max(pieces, key=lambda p: overlap(p, label), default=None)
        share = 0.0 if best is None else overlap(best, label)
        if best is None or share < NEARLY:
            found.wrong.append(f"{name}: not found: {label['words'][:60]!r}")
            continue
        matched.add(best.start)
        found.nearly += 1
        found.exact += share == 1.0
        if share < 1.0:
            found.wrong.append(f"{name}: nearly: {best.words[:60]!r}")
        _judge(name, best, label, found)
    for label in unmarked:
        near = [p for p in pieces if overlap(p, label) >= NEARLY]
        found.unmarked_found += bool(near)
        matched |= {p.start for p in pieces if label["start"] <= p.start and p.end <= label["end"]}
    for piece in pieces:
        if piece.start not in matched:
            found.junk += 1
            found.wrong.append(f"{name}: extra: {piece.words[:60]!r}")
    found.found = found.nearly + found.junk
    return found


def _judge(name: str, piece: Piece, label: Label, found: Score) -> None:
    """Speech or term, and who speaks."""
    is_right = piece.form is Form(label["form"])
    if not is_right:
        found.wrong.append(f"{name}: taken for {piece.form.value}: {piece.words[:60]!r}")
    if label["form"] == Form.SCARE.value:
        found.terms += 1
        found.terms_kept += is_right
        return
    found.speech += 1
    found.speech_kept += is_right
    if not label["speakers"]:
        return
    found.named += 1
    if _folded(piece.speaker) in {_folded(one) for one in label["speakers"]}:
        found.named_right += 1
        return
    found.named_wrong += bool(piece.speaker)
    found.wrong.append(
        f"{name}: speaker {piece.speaker!r}, not {label['speakers'][0]!r}: {piece.words[:40]!r}"
    )


def _folded(name: str) -> str:
    """A name without its article, in small letters, with ordinary blanks."""
    plain = " ".join(name.replace("’", "'").casefold().split())
    for article in ("the ", "el ", "la ", "a ", "an ", "un ", "una "):
        plain = plain.removeprefix(article)
    return plain


def halves() -> dict[str, Score]:
    """The two halves of the labelled texts, scored."""
    labels: dict[str, list[Label]] = json.loads((TEXTS / "labels.json").read_text("utf-8"))
    told = {"mended": Score(), "held out": Score()}
    for name, rows in sorted(labels.items()):
        half = "mended" if int(name[:2]) % 2 else "held out"
        told[half] = told[half].plus(score(name, read_text(TEXTS / f"{name}.txt"), rows))
    return told


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "none"


def table(told: dict[str, Score]) -> str:
    """The figures, as benchmarks/claims.md prints them."""
    head = "| | " + " | ".join(told) + " |\n|---" + "|---" * len(told) + "|"
    columns = [_figures(one) for one in told.values()]
    lines = [
        f"| {what} | " + " | ".join(one[what] for one in columns) + " |" for what in columns[0]
    ]
    return "\n".join([head, *lines])


def _figures(s: Score) -> dict[str, str]:
    return {
        "texts": str(s.texts),
        "passages in marks found, to the character": _share(s.exact, s.labelled),
        "found, sharing at least 0.9 of their characters": _share(s.nearly, s.labelled),
        "of what is proposed, a passage in marks": _share(s.nearly, s.found),
        "speech taken for speech": _share(s.speech_kept, s.speech),
        "terms and titles taken for such": _share(s.terms_kept, s.terms),
        "of what is taken for speech, speech": _share(
            s.speech_kept, s.speech_kept + s.terms - s.terms_kept
        ),
        "speaker proposed and right": _share(s.named_right, s.named),
        "of the speakers proposed, right": _share(s.named_right, s.named_right + s.named_wrong),
        "speech without marks found": _share(s.unmarked_found, s.unmarked),
    }


def articles(folder: Path) -> str:
    """Passages taken for speech in two published reports, against a count by hand."""
    told = []
    for name, by_hand in ARTICLES.items():
        pieces = scan(read_text(folder / name))
        speech = sum(p.form is Form.DIRECT for p in pieces)
        told.append(
            f"{name}: {by_hand} by hand; {len(pieces)} in marks, {speech} of them taken for speech"
        )
    return "\n".join(told)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=["mended", "held out"])
    parser.add_argument("--articles", type=Path)
    parser.add_argument("-v", action="store_true", dest="verbose")
    asked = parser.parse_args()
    told = {half: s for half, s in halves().items() if asked.half in {None, half}}
    print(table(told))
    if asked.verbose:
        print("\n".join(line for s in told.values() for line in s.wrong))
    if asked.articles:
        print(articles(asked.articles))


if __name__ == "__main__":
    main()
