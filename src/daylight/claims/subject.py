"""Who the subject of a verb is, as far as a sentence's capitals, commas and articles tell."""

import re

TITLE = (
    r"(?:(?:Attorney General|President|Mayor|Chief|Sheriff|Governor|Senator|Sen\.|Rep\.|Gov\.|"
    r"Judge|Officer|Captain|Capt\.|Lt\.|Sgt\.|Supt\.|St\.|Dr\.|Mr\.|Mrs\.|Ms\.|Inspector|"
    r"Commissioner) )*"
)
NAME = re.compile(
    rf"{TITLE}\b(?:[A-ZÁÉÍÓÚÑ][\w’'.-]*[\w]|[A-Z]{{2,}})(?: (?:de |del |la |van |von |of the )?"
    r"(?:[A-Z]\. )?[A-ZÁÉÍÓÚÑ](?:[\w’'-]*[\w]|(?=\b)))*"
)
NOT_A_NAME = frozenset(
    (
        *("The", "A", "An", "In", "On", "At", "But", "And", "When", "After", "While", "Despite"),
        *("With", "Even", "Instead", "Like", "It", "If", "You", "We", "I", "Just", "Meanwhile"),
        *("That", "This", "These", "Those", "Before", "As", "For", "From", "To", "Of", "His"),
        *("Her", "Their", "Its", "Friday", "Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December", "He", "She", "They"),
        *("Asked", "Told", "Speaking", "Both", "Last", "Perhaps", "First", "Second", "Third"),
        *("My", "Our", "Your", "So", "Then", "There", "What", "Who", "How", "No", "Yes", "Photo"),
        *("I’d", "I’m", "I've", "I'm", "I’ve", "Every", "Several", "Two", "Three", "Once", "Now"),
        *("Él", "Ella", "El", "La", "Los", "Las", "En", "Pero", "Y", "Cuando", "Su", "Un", "Una"),
        *("Según", "Preguntado", "Preguntada", "Al", "Me", "Le", "Les"),
    )
)
PRONOUN = re.compile(r"\b(?:he|she|they|He|She|They|él|ella|Él|Ella|I)\b")
BETWEEN = re.compile(
    r"[\s,]*(?:(?:also|then|later|once|has|have|had|would|did|here|ha|había|who|quien|[a-z]+ly)\b"
    r"[\s,]*)*"
)
"""What may stand between a name and its verb."""
ASIDE = re.compile(r"[\s,]*,[^,]*,\s*")
ARTICLES = (
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Mm]y|[Oo]ur|[Oo]ne|"
    r"[Ee]l|[Ll]a|[Ll]os|[Ll]as|[Uu]na?|[Ss]us?)"
)
NOUNS = re.compile(rf"{ARTICLES} [\w’'-]+(?: [\w’'-]+){{0,6}}")
"""Somebody by office: “the board”, “the attorney general of the State of Norland”."""
BARE = re.compile(rf"{ARTICLES} (?:[\w-]+[’']s? )?[\w-]+")
BY_OFFICE = re.compile(r"(?:the |an? |la |el |su )?(?:[a-záéíóúñ][\w’'-]* ){0,4}$")
LED_IN = re.compile(r"^.*?(?:^|, )(?=[^,]*$)")
STOPS = re.compile(r"[;:]|, (?:who|which|whose|where|when|and|but|que|quien|y|pero)\b")


def before_verb(said: str) -> str:
    """Whose verb follows these words; empty where it is a pronoun's or nobody's."""
    said = said.rstrip()
    names = _names(said)
    clause = LEADS.sub("", BETWEEN_LAST.sub("", LED_IN.sub("", said))).strip()
    if NOUNS.fullmatch(clause) and OF.search(clause):
        return clause
    if names and _reaches(said[names[-1].end() :]):
        return _possessor(_without_lead(names[-1][0]))
    pronouns = list(PRONOUN.finditer(said))
    if pronouns and BETWEEN.fullmatch(said[pronouns[-1].end() :]):
        return ""
    if NOUNS.fullmatch(clause):
        return clause
    if apposed := _apposed(said, names):
        return apposed
    first = sorted((*names, *pronouns), key=lambda m: m.start())
    if not first or PRONOUN.fullmatch(first[0][0]):
        return ""
    return _possessor(_without_lead(first[0][0]))


BETWEEN_LAST = re.compile(r"\s+(?:also|then|later|has|have|had|would|ha|había|used to|[a-z]+ly)$")
LEADS = re.compile(r"^(?:As|But|And|Then|When|Yet|So|as|but|and|Pero|Y)\s+")
OF = re.compile(r" (?:of|for|from|in|de|del) (?:the |la |el )?(?:[A-Z]\w* (?:of |de ))?[A-Z]\w*$")
"""A place or body that an office is of, and that does not speak itself."""


def with_verb(said: str) -> str:
    """Whom the words right after a verb name: “… said the board’s chair, Ann Lee, who …”."""
    said = re.split(r"\x00", said)[0].lstrip()
    if stop := STOPS.search(said):
        said = said[: stop.start()]
    names = _names(said)
    if names:
        lead = said[: names[0].start()]
        if BY_OFFICE.fullmatch(lead):
            return _possessor(_without_lead(names[0][0]))
        if lead.endswith(", ") and NOUNS.fullmatch(lead[:-2]):
            return _possessor(names[0][0])
        if apposed := _apposed(f"{said},", names):
            return apposed
    nouns = BARE.match(said)
    return nouns[0] if nouns else ""


def opening_name(sentence: str) -> str:
    """The name or office that a sentence begins with, as far as its first verb may be."""
    sentence = sentence.strip()
    names = _names(sentence)
    if not names:
        return ""
    lead = sentence[: names[0].start()]
    if BY_OFFICE.fullmatch(lead[:1].lower() + lead[1:]):
        return _possessor(_without_lead(names[0][0]))
    return _apposed(sentence, names)


def _apposed(said: str, names: list[re.Match[str]]) -> str:
    """A name between commas, or between a comma and the end: “the prosecutor, Hal Emery, …”."""
    for name in names:
        opens = said[: name.start()].endswith(", ")
        closes = said[name.end() :][:1] in {"", ","}
        led = re.search(rf"(?:^|\b){ARTICLES} [^,]*, $", said[: name.start()])
        if opens and closes and led:
            return _possessor(name[0])
    return ""


def _names(said: str) -> list[re.Match[str]]:
    """Names, and no capital that only begins a sentence."""
    found = [m for m in NAME.finditer(said) if _without_lead(m[0])]
    return [m for m in found if not _only_begins(said, m, found)]


def _only_begins(said: str, name: re.Match[str], found: list[re.Match[str]]) -> bool:
    """Whether one capital word begins a sentence and an office goes on: “Council member Deb …”."""
    is_first = not said[: name.start()].strip(' ”’»"“(')
    runs_on = re.match(r" (?:[a-záéíóúñ][\w’'-]* ){1,3}(?=[A-ZÁÉÍÓÚÑ])", said[name.end() :])
    return is_first and len(name[0].split()) == 1 and bool(runs_on) and len(found) > 1


def _without_lead(name: str) -> str:
    """A run of capitals without the words that are no part of a name."""
    words = name.split()
    while words and words[0] in NOT_A_NAME:
        words.pop(0)
    return " ".join(words)


def _reaches(between: str) -> bool:
    """Whether nothing stands between a name and its verb but an adverb or an aside."""
    return bool(BETWEEN.fullmatch(between)) or bool(
        ASIDE.match(between) and BETWEEN.fullmatch(ASIDE.sub("", between, count=1))
    )


def _possessor(name: str) -> str:
    """A name without the ’s of what it owns."""
    return re.sub(r"[’']s?$", "", name)
