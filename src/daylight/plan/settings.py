"""Settings of a question: names that its method has, values that it allows."""

from collections.abc import Iterator, Mapping
from typing import Any

from daylight.model.method import SHARED, Method
from daylight.plan.study import Question
from daylight.reduce.derive import filters_of, keys_of
from daylight.reduce.reduction import Reduction

KEY_SETTINGS = ("group", "across", "scale", "period")
"""Settings that name a key which the counts must have."""
COUNT_SETTINGS = ("measure", "exposure", "events", "trials")
"""Settings that name a count which the reduction must make."""
HIDDEN = {"source_file", "source_row"}


def setting_faults(settings: Mapping[str, Any], method: Method) -> list[str]:
    """Settings that the method does not have, and values that it does not allow."""
    known = method.own_settings
    problems = [
        f"method {method.name} has no setting {name!r}; it has {', '.join(known) or 'none'}"
        for name in settings
        if name not in (*known, *SHARED)
    ]
    return [*problems, *method.wrong_kinds(settings)]


def counted_faults(question: Question, method: Method, record: Reduction) -> Iterator[str]:
    """Keys that the reduction cannot count by, and settings that name what it does not count."""
    by = question.by or (*method.needs.by, *record.always)
    known = keys_of(record)
    for name, keys, there in (
        ("by", question.by, known),
        ("only", tuple(question.only), filters_of(record)),
    ):
        if unknown := [key for key in keys if key not in there]:
            yield (
                f"{name} names {', '.join(unknown)}, which {record.name} does not have; it has "
                f"{', '.join(sorted(there - HIDDEN))}"
            )
    for setting, listed, where in (
        (KEY_SETTINGS, by, f"among by = {', '.join(by)}; add it"),
        (COUNT_SETTINGS, tuple(record.counts), f"what {record.name} counts: {_all(record)}"),
    ):
        for name in setting:
            value = question.settings.get(name)
            is_asked = name in method.own_settings and isinstance(value, str) and value
            if is_asked and value not in listed:
                yield f"{name} is {value!r}, which is not {where}"


def _all(record: Reduction) -> str:
    return ", ".join(record.counts)
