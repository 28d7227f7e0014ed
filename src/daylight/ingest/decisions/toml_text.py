"""Plain values as TOML text."""

import json
from collections.abc import Mapping, Sequence
from typing import Any


def quoted(text: str) -> str:
    """A text as a TOML string on one line."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def value(plain: Any) -> str:
    """A text, a number, yes or no, a list or a table as a TOML value on one line."""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, (int, float)):
        return repr(plain)
    if isinstance(plain, Mapping):
        inner = ", ".join(f"{key(name)} = {value(one)}" for name, one in plain.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(plain, Sequence) and not isinstance(plain, str):
        return "[" + ", ".join(value(one) for one in plain) + "]"
    return quoted(str(plain))


def key(name: str) -> str:
    """A key, bare where TOML allows it."""
    is_bare = name.isascii() and name != "" and all(c.isalnum() or c in "-_" for c in name)
    return name if is_bare else quoted(name)


def comment(text: str) -> str:
    """A line of comment; control characters, which TOML forbids there, are left out."""
    return "# " + "".join(c if c.isprintable() else " " for c in text)
