"""Propose who speaks: the subject of the verb of speech beside a passage."""

import re
from typing import NamedTuple

from daylight.claims.subject import before_verb, opening_name, with_verb

VERBS = (
    "said|says|say|told|tells|added|adds|continued|continues|wrote|writes|asked|asks|argued|argues|"
    "went on|goes on|stated|states|acknowledged|insisted|insists|declared|replied|responded|warned|"
    "noted|testified|tweeted|posted|explained|explains|called|calls|criticize|criticized|suggested|"
    "urged|claimed|claims|announced|recalled|began|begins|answered|answers|conceded|admitted|"
    "complained|remarked|observed|put it|puts it|summed up|described|promised|joked|concluded|"
    "issued (?:the following|this|a) statement|(?:a|his|her|its|their) words?|according to|"
    "dijo|dice|dicen|afirmó|afirma|añadió|agregó|declaró|según|señaló|señala|explicó|explica|"
    "respondió|responde|contestó|contesta|escribió|sostuvo|sostiene|insistió|aseguró|indicó|"
    "advirtió|reconoció|preguntó|pregunta|cuenta|contó|comenta|comentó|criticó|concluyó"
)
PASSIVE = r"(?<!\bam )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!so-)"
"""“We are told” names nobody who tells, and “so-called” nobody who calls."""
SPOKE = re.compile(rf"{PASSIVE}\b(?:{VERBS}|According to|Según)\b")
SOURCE = re.compile(r"(?:[Aa]ccording to|[Ss]egún|[Ii]n the words of)\s+")
ENDS = re.compile(
    r"[.!?](?=[\s)”’»\"]|$)(?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bMrs.)(?<!\bDr.)(?<!\bLt.)"
    r"(?<!\bSt.)(?<!\bSgt.)(?<!\bSen.)(?<!\bRep.)(?<!\bGov.)(?<!\bCapt.)(?<!\bJr.)(?<!\bSupt.)"
)
"""The end of a sentence, and of no title or initial."""
SIGNED = re.compile(r"[”\"’»]?\s*(?:[—–-]\s*|\()(?=\w)")
BLANK = "\x00"
NEAR = 25
"""Characters between a passage and a verb after it that says who speaks it."""
WITHIN = 60
"""The same before it, where words of the speaker's may be told: “suggested that he would …”."""
LED_BY = re.compile(r"[,:]\s*$")


class Named(NamedTuple):
    """Who is named beside a passage.

    `speaks` says whether a verb of speech goes with it, `is_cued` whether right beside it. A
    pronoun names nobody, and `name` is then empty.
    """

    name: str
    speaks: bool
    is_cued: bool


Span = tuple[int, int]
NOBODY = Named("", speaks=False, is_cued=False)


def proposed_speaker(plain: str, own: Span, tail: str) -> Named:
    """Who speaks a passage, as its own sentence says: after the passage, else before it.

    Parameters
    ----------
    plain
        What stands around it, with all that is quoted blanked by `outside`.
    own
        Its characters of `plain`.
    tail
        Its last character, its closing mark and what follows.
    """
    after, before = _after(plain, own[1], tail[:1]), _before(plain, own[0])
    is_interrupted = tail[:1] in ",?!" or tail[2:3] == ","
    ways = (_from_after(after), _from_before(before))
    is_led = ways[1].is_cued and LED_BY.search(before) is not None
    for named in ways if is_interrupted and not is_led else reversed(ways):
        if named.speaks:
            return named
    return NOBODY


def context_subject(plain: str, at: int) -> str:
    """The name that opens the last whole sentence before a character."""
    told = plain[: max(at - 1, 0)]
    sentences = [part.strip(' ”’»"“') for part in ENDS.split(told)]
    for sentence in reversed(sentences[:-1] if sentences else []):
        if BLANK in sentence:
            return ""
        if name := opening_name(sentence):
            return name
    return ""


def last_speaker(plain: str) -> str:
    """The last person whom a paragraph names as speaking."""
    for part in reversed(ENDS.split(plain.replace(BLANK, ""))):
        if (cue := SPOKE.search(part)) and (
            name := before_verb(part[: cue.start()]) or with_verb(part[cue.end() :])
        ):
            return name
    return ""


def outside(text: str, paragraph: Span, quoted: tuple[Span, ...]) -> str:
    """A paragraph with all that is quoted blanked but its last full stop; as many characters."""
    parts, at = [], paragraph[0]
    for start, end in quoted:
        last = end - 1 if text[end - 1] == "." else end
        parts += [text[at:start], BLANK * (last - start)]
        at = last
    return re.sub(r"\s", " ", "".join([*parts, text[at : paragraph[1]]]))


def _after(plain: str, end: int, last: str) -> str:
    """What follows in the same sentence, up to the next quotation."""
    rest = plain[end:]
    if (signed := SIGNED.match(rest)) and (name := opening_name(rest[signed.end() :])):
        return rest if name else ""
    if last == "." and not re.match(r"[”\"’»]\s*[a-z]", rest):
        return ""
    return _first_sentence(rest.split(BLANK, 1)[0])


def _first_sentence(rest: str) -> str:
    ended = ENDS.search(rest, 1)
    return rest[: ended.start()] if ended else rest


def _before(plain: str, start: int) -> str:
    """What stands before in the same sentence, outside other passages."""
    rest = plain[: max(start - 1, 0)]
    sentence = rest[max((m.end() for m in ENDS.finditer(rest)), default=0) :]
    return sentence.replace(BLANK, "")


def _from_after(after: str) -> Named:
    """“…,” said Lee, who …; “…,” Mayor Lee told them; “…” — Ann Lee."""
    said = re.sub(r"^[”\"’»]?[\s,]*", "", after)
    if (signed := SIGNED.match(after)) and SPOKE.search(said) is None:
        return Named(opening_name(after[signed.end() :]), speaks=True, is_cued=True)
    said = re.sub(r"^[—–-]\s*", "", said)
    cue = SPOKE.search(said)
    if cue is None or re.search(r"[;:]", said[: cue.start()]):
        return NOBODY
    is_near = cue.start() <= NEAR
    if SOURCE.match(said[cue.start() :]) or not said[: cue.start()].strip():
        return Named(with_verb(said[cue.end() :]), speaks=True, is_cued=is_near)
    if re.match(r"(?:and|y|but|pero|which|that|que|is|are|was|were)\b", said):
        return NOBODY
    return Named(before_verb(said[: cue.start()]), speaks=True, is_cued=is_near)


def _from_before(before: str) -> Named:
    """Lee said: “…”; according to Lee, “…”; Lee wrote that they were “…”."""
    cues = list(SPOKE.finditer(before))
    if not cues:
        if source := SOURCE.search(before):
            return Named(with_verb(before[source.end() :]), speaks=True, is_cued=True)
        return NOBODY
    cue = cues[-1]
    is_near = len(before) - cue.end() <= WITHIN
    if SOURCE.match(before[cue.start() :] + " "):
        return Named(with_verb(before[cue.end() :]), speaks=True, is_cued=is_near)
    name = before_verb(before[: cue.start()]) or _inverted(before, cue)
    return Named(name, speaks=True, is_cued=is_near)


def _inverted(before: str, cue: re.Match[str]) -> str:
    """Whoever follows a verb that nobody stands before: “said Lee: …”."""
    return "" if before[: cue.start()].strip(' ”’»",') else with_verb(before[cue.end() :])
