"""Propose who speaks: the name nearest to a verb of speech beside the passage."""

import re
from typing import NamedTuple

VERBS = (
    "said|says|say|told|tells|added|adds|continued|continues|wrote|writes|asked|asks|argued|argues|"
    "went on|stated|states|acknowledged|insisted|declared|replied|responded|warned|noted|testified|"
    "tweeted|explained|called|criticize|criticized|suggested|urged|claimed|announced|recalled|"
    "according to|dijo|dice|afirmó|añadió|agregó|declaró|según|señaló|explicó|respondió|escribió"
)
SPOKE = re.compile(rf"\b(?:{VERBS}|According to|Según)\b")
TITLE = (
    r"(?:(?:Attorney General|President|Mayor|Chief|Sheriff|Governor|Senator|Sen\.|Rep\.|Gov\.|"
    r"Judge|Officer|Captain|Capt\.|Lt\.|Sgt\.|Dr\.|Mr\.|Mrs\.|Ms\.|Inspector|Commissioner) )*"
)
NAME = re.compile(
    rf"{TITLE}(?:[A-ZÁÉÍÓÚÑ][\w’'.-]*[\w]|[A-Z]{{2,}})(?: (?:de |del |la |van |von )?"
    r"[A-ZÁÉÍÓÚÑ][\w’'-]*[\w])*"
)
PRONOUN = re.compile(r"\b(?:he|she|they|He|She|They|él|ella|Él|Ella)\b")
GROUP = re.compile(
    r"\b(?:the (?:group|union|department|city|statement|organization|board)|a statement)\b"
)
NOT_A_NAME = frozenset(
    (
        *("The", "A", "An", "In", "On", "At", "But", "And", "When", "After", "While", "Despite"),
        *("With", "Even", "Instead", "Like", "It", "If", "You", "We", "I", "Just", "Meanwhile"),
        *("That", "This", "These", "Those", "Before", "As", "For", "From", "To", "Of", "His"),
        *("Her", "Their", "Its", "Friday", "Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December", "He", "She", "They"),
        *("Él", "Ella", "El", "La", "Los", "Las", "En", "Pero", "Y", "Cuando"),
    )
)
ADVERB = re.compile(r"\s*(?:,[^,]*,)?\s*(?:also|then|later|has|had|ha|\w+ly)?\s*")
"""What may stand between a name and its verb."""

NEAR = 25
"""Characters between a passage and the verb that says who speaks it."""


FAR = 10_000
"""More characters than any paragraph has."""


class Named(NamedTuple):
    """Who is named beside a passage.

    `speaks` says whether a verb of speech stands in its paragraph at all, `is_cued` whether right
    beside it.
    """

    name: str
    speaks: bool
    is_cued: bool


Span = tuple[int, int]


def proposed_speaker(text: str, paragraph: Span, quoted: tuple[Span, ...], own: Span) -> Named:
    """The name beside the verb of speech nearest to a passage, outside all quotation marks.

    A pronoun names nobody: the caller carries the last name on.
    """
    plain = _outside(text, paragraph, quoted)
    cues = list(SPOKE.finditer(plain))
    here = (own[0] - paragraph[0], own[1] - paragraph[0])
    ends_its_sentence = text[own[1] - 1] == "."

    def away(cue: re.Match[str]) -> int:
        """A verb after a full stop opens a sentence of its own."""
        opens_another = ends_its_sentence and cue.start() >= here[1]
        return _distance((cue.start(), cue.end()), here) + (FAR if opens_another else 0)

    near = sorted(cues, key=away)
    if not near:
        return Named("", speaks=False, is_cued=False)
    cue = near[0]
    between = plain[cue.end() : here[0]] or plain[here[1] : cue.start()]
    is_near = len(between) <= NEAR and re.search(r"[.!?]\s", between) is None
    return Named(_beside(plain, cue), speaks=True, is_cued=is_near)


def last_speaker(paragraph: str) -> str:
    """The last person whom a paragraph names as speaking."""
    named = [_beside(paragraph, cue) for cue in SPOKE.finditer(paragraph)]
    return next((name for name in reversed(named) if name), "")


def _outside(text: str, paragraph: Span, quoted: tuple[Span, ...]) -> str:
    """A paragraph with everything that is quoted blanked, character for character."""
    plain = list(text[paragraph[0] : paragraph[1]])
    for start, end in quoted:
        for at in range(start - paragraph[0], end - paragraph[0]):
            plain[at] = "\x00"
    return "".join(plain)


def _distance(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _beside(plain: str, cue: re.Match[str]) -> str:
    """The name nearest to a verb in its own sentence: before it, else right after it."""
    start = max(plain.rfind(mark, 0, cue.start()) for mark in (". ", "\x00", "\n")) + 1
    before = plain[start : cue.start()]
    after = re.split(r"[.\x00\n,;]", plain[cue.end() : cue.end() + 60])[0]
    if cue[0].casefold() in {"according to", "según"}:
        before = ""
    names = [m for m in NAME.finditer(before) if m[0].split()[0] not in NOT_A_NAME]
    if names and ADVERB.fullmatch(before[names[-1].end() :]):
        return _possessor(names[-1][0])
    groups = list(GROUP.finditer(before))
    subjects = sorted((*names, *groups, *PRONOUN.finditer(before)), key=lambda m: m.start())
    if subjects:
        return "" if PRONOUN.fullmatch(subjects[0][0]) else _possessor(subjects[0][0])
    later = NAME.match(re.sub(r"^ (?:the )?", "", after))
    return _possessor(later[0]) if later and later[0].split()[0] not in NOT_A_NAME else ""


def _possessor(name: str) -> str:
    """A name without the ’s of what it owns."""
    return re.sub(r"[’']s?$", "", name)
