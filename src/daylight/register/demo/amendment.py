"""The synthetic decree as a court amended it: one sub-item moved, one paragraph reworded, two gone.

Written as edits of the first text, so that a reader sees at once what the amendment does.
"""

MOVED = (
    "38.b. RPD will give a complainant written notice of the outcome within 10 days of the "
    "decision. The notice must state the reason."
)
REWORDED = (
    "13. Officers will render or request medical aid as soon as the scene is secure after any use "
    "of force that causes injury or complaint of injury, and will record the time of the request."
)
DELETED = ("45", "52")


def amended(paragraphs: list[tuple[str, str, str]], headings: list[tuple[str, str]]) -> str:
    """The amended text, from the first version's paragraphs (heading, number, text)."""
    lines: list[str] = []
    for number, title in headings:
        lines.append(f"{number.rpartition('.')[2]}. {title}")
        for section, paragraph, text in paragraphs:
            if section != number or paragraph in (*DELETED, "38.b"):
                continue
            lines.append(REWORDED if paragraph == "13" else f"{paragraph}. {text}")
            if paragraph == "44":
                lines.append(MOVED)
    return "\n".join(lines) + "\n"
