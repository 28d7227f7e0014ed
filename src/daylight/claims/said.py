"""Whether a passage in marks is speech, or a term, a title or a name in marks."""

import re

from daylight.claims.objects import Form
from daylight.claims.speaker import Named

FEW_WORDS = 3
"""A passage of no more words, without a verb of speech beside it, is likely a scare quote."""
NAMED_SO = re.compile(
    r"(?:\b(?:so-called|titled|entitled|headlined|labelled|labeled|named|dubbed|nicknamed|"
    r"known as|known to \w+ as|defines? an?|the words?|the terms?|the phrase|"
    r"what (?:\w+ ){1,3}calls?|"
    r"llamad[oa]s?|titulad[oa]s?|conocid[oa]s? como|denominad[oa]s?)(?: the| an?| el| la)?|"
    r"\b(?:newsletter|study|report|article|paper|column|book|film|song|print of|"
    r"informe|artículo|libro)),?\s*[“\"‘«„]?\s*$"
)
"""What stands before a title or a term that somebody gave a thing."""
SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to"),
        *("with", "de", "del", "el", "la", "los", "las", "y"),
    )
)
A_THING = re.compile(r"\b(?:the|an?|this|its|their|his|her|el|la|los|las|una?|su)\s*[“\"‘«„]\s*$")
"""An article before the mark: the words in it are a thing's name, as in a “data unit”."""


def told_form(text: str, own: tuple[int, int], named: Named) -> Form:
    """Direct speech, or a term at arm's length.

    A term: what the words before it call a name; a title, by its capitals; or few words without
    a verb of speech beside them that are no sentence of their own.
    """
    start, end = own
    words = text[start:end]
    before = " ".join(text[max(start - 60, 0) : start].split())
    if NAMED_SO.search(before):
        return Form.SCARE
    if _is_title(words) and not _is_spoken(text, own, named):
        return Form.SCARE
    is_short = len(words.split()) <= FEW_WORDS
    if is_short and A_THING.search(before):
        return Form.SCARE
    if named.is_cued or not is_short or _is_sentence(words, before, text[end + 1 : end + 2]):
        return Form.DIRECT
    return Form.SCARE


def _is_title(words: str) -> bool:
    """Several words, all of weight in capitals: “Two Years of Change”."""
    told = re.findall(r"[^\W\d_][\w’'-]*", words)
    weighty = [word for word in told if word.casefold() not in SMALL]
    return len(told) > 1 and len(weighty) > 1 and all(word[0].isupper() for word in weighty)


def _is_spoken(text: str, own: tuple[int, int], named: Named) -> bool:
    """Whether the marks stand as speech does: after a colon, or with a verb right beside."""
    before = text[max(own[0] - 3, 0) : own[0]]
    return named.is_cued and (":" in before or text[own[1] - 1] in ",?!")


def _is_sentence(words: str, before: str, after: str) -> bool:
    """Whether few words are a sentence of their own, as in “They age badly.” and «Son dos»."""
    outside = before.rstrip('“"‘«„ ')
    opens = not outside or outside[-1] in '.!?”"’»:•…'
    return (
        words.strip()[:1].isupper()
        and opens
        and bool(re.search(r"[.,!?…]['’]?$", words) or after in {".", ","})
    )
