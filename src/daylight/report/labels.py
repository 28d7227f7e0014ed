"""Names of quantities, groups and columns as a reader sees them."""

from collections.abc import Sequence

_KEPT_CAPITAL = {
    "p": "p",
    "n": "n",
    "auc": "AUC",
    "ois": "OIS",
    "id": "ID",
    "sd": "SD",
    "vod": "VOD",
}


def words(name: str) -> str:
    """A code name as words: `search_rate` → `search rate`."""
    spaced = name.replace("_", " ").strip()
    return " ".join(_KEPT_CAPITAL.get(word, word) for word in spaced.split(" "))


def label(name: str) -> str:
    """A code name as a heading: `search_rate` → `Search rate`."""
    text = words(name)
    return text[:1].upper() + text[1:]


def group(name: str) -> str:
    """A group as printed in a table or an axis: `native_american` → `Native American`."""
    if name != name.lower():
        return words(name)
    return " ".join(part[:1].upper() + part[1:] for part in words(name).split(" "))


def places(strata: Sequence[str]) -> tuple[str, list[str]]:
    """What all strata are, and each without it: `district: 1`, `district: 2` → `District`; 1, 2."""
    heads = {stratum.partition(": ")[0] for stratum in strata if stratum != "all"}
    (head,) = heads if len(heads) == 1 else ("",)
    shared = f"{head}: "
    if not head or not all(s == "all" or s.startswith(shared) for s in strata):
        return "", [label(stratum) for stratum in strata]
    return label(head), [label(stratum.removeprefix(shared)) for stratum in strata]
