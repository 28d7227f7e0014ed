"""Styles of a page written into its pictures, for programs that draw a picture by itself.

A browser styles a picture within a page by the page's classes and variables. WeasyPrint, and what
turns a picture into pixels, see the picture alone.
"""

import re

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;}\"'<>]+)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_OPENING = re.compile(r"<svg\b[^>]*>")

GROUND = '<rect x="-9999" y="-9999" width="29999" height="29999" fill="#fff"/>'

DEEPEST = 8
"""Variables that stand for one another so deep; more would be a circle."""


def flat(drawing: str) -> str:
    """A drawing, or a page, in which every variable has become what it stands for by day."""
    declared: dict[str, str] = {}
    for name, value in _DECLARED.findall(_MEDIA.sub("", drawing)):
        declared.setdefault(name, value.strip())
    for _ in range(DEEPEST):
        if "var(" not in drawing:
            break
        drawing = _VARIABLE.sub(lambda found: declared.get(found[1], found[2] or "none"), drawing)
    return drawing


def on_white(drawing: str, font: str) -> str:
    """A drawing on a white ground, wherever its own units begin, and in one font."""
    family = f'font-family="{font}"'
    opened = _OPENING.sub(lambda found: f"<svg {family}{found[0][4:]}{GROUND}", drawing, count=1)
    return opened.replace("Helvetica, Arial, ", "")


def within_pictures(page: str) -> str:
    """A page whose pictures hold the rules of the page that are about pictures."""
    plain = flat(page)
    styles = _MEDIA.sub("", "".join(_STYLE.findall(plain)))
    rules = "".join(
        f"{selector.strip()}{{{body}}}"
        for selector, body in _RULE.findall(styles)
        if ".fig " in f"{selector} " or ".fig." in selector
    )
    if not rules:
        return plain
    return _OPENING.sub(lambda found: f"{found[0]}<style>{rules}</style>", plain)
