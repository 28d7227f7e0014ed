"""Rules of bills as data: conditions on columns, each with the section that it is from."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from daylight.errors import StudyError

ENDING = ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """What a file of rules says in words, in each language."""

    en: str
    es: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What one column must hold; exactly one of the four is given.

    Parameters
    ----------
    among, not_among
        Values that it must, or must not, be; written `is` and `is_not`.
    at_least, at_most
        A number that it must reach, or not pass.
    """

    column: str
    among: tuple[str, ...] = ()
    not_among: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: str | int) -> bool | None:
        """Whether a recorded value meets it; None where a number is asked and it is none."""
        if self.among or self.not_among:
            is_one = str(value) in (self.among or self.not_among)
            return is_one if self.among else not is_one
        try:
            number = float(value)
        except ValueError:
            return None
        if self.at_least is not None:
            return number >= self.at_least
        return self.at_most is None or number <= self.at_most


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRule:
    """One provision: a case is reached where every condition holds."""

    id: str
    section: str
    says: RuleText
    where: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRules:
    """The provisions of one bill.

    Parameters
    ----------
    left_out
        What of the bill is not written as a rule, and why.
    """

    title: RuleText
    source: str
    rules: tuple[BillRule, ...]
    left_out: RuleText = RuleText(en="")


def embedded_rules() -> tuple[str, ...]:
    """The names of the files that come with Daylight."""
    names = (one.name for one in files("daylight.schema.rules").iterdir())
    return tuple(sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING)))


def read_rules(name_or_path: str) -> BillRules:
    """Rules by name or from a TOML file; StudyError says what is wrong and where."""
    if name_or_path in embedded_rules():
        text = files("daylight.schema.rules").joinpath(name_or_path + ENDING).read_text("utf-8")
    else:
        path = Path(name_or_path)
        if not path.is_file():
            raise StudyError(
                f"rules: no file {name_or_path}; give a TOML file of rules or one of "
                f"{', '.join(embedded_rules())}"
            )
        text = path.read_text("utf-8")
    try:
        return _read(tomllib.loads(text))
    except (KeyError, TypeError, ValueError) as problem:
        raise StudyError(
            f"{name_or_path}: not a file of rules: {problem}; it has a table [bill] with title and "
            "source, and [[rules]] each with id, section, says and where"
        ) from problem


def _read(plain: dict[str, Any]) -> BillRules:
    rules = tuple(_rule(one) for one in plain["rules"])
    if twice := sorted({r.id for r in rules if sum(r.id == other.id for other in rules) > 1}):
        raise ValueError(f"{', '.join(twice)} stands twice")
    bill = plain["bill"]
    return BillRules(
        title=_text(bill["title"]),
        source=bill["source"],
        rules=rules,
        left_out=_text(bill.get("left_out", "")),
    )


def _rule(plain: dict[str, Any]) -> BillRule:
    where = tuple(_condition(one, plain["id"]) for one in plain["where"])
    if not where:
        raise ValueError(f"{plain['id']} has no condition and would reach everybody")
    return BillRule(
        id=plain["id"], section=str(plain["section"]), says=_text(plain["says"]), where=where
    )


def _text(plain: Any) -> RuleText:
    return RuleText(en=plain) if isinstance(plain, str) else RuleText(**plain)


def _condition(plain: dict[str, Any], rule: str) -> Condition:
    rest = {name: value for name, value in plain.items() if name != "column"}
    if len(rest) != 1 or not set(rest) <= {"is", "is_not", "at_least", "at_most"}:
        raise ValueError(
            f"{rule}: a condition on {plain.get('column')} gives one of is, is_not, at_least, "
            f"at_most, not {', '.join(rest) or 'nothing'}"
        )
    ((name, value),) = rest.items()
    if name in {"is", "is_not"}:
        values = tuple(str(one) for one in value)
        empty: tuple[str, ...] = ()
        among, not_among = (values, empty) if name == "is" else (empty, values)
        return Condition(column=plain["column"], among=among, not_among=not_among)
    low, high = (float(value) if name == side else None for side in ("at_least", "at_most"))
    return Condition(column=plain["column"], at_least=low, at_most=high)
