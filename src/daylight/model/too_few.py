"""The commonest reason for no answer: too few of what is counted, in the group or the reference."""

from collections.abc import Mapping

from daylight.data.result import Fact, Refusal


def too_few(
    code: str, least: float, reference: str, counts: Mapping[str, float], **further: Fact
) -> Refusal:
    """A refusal for want of numbers in the reference group or in every other.

    Parameters
    ----------
    counts
        Group → how many there are of what is counted, whether enough or not.
    further
        Other facts that this code's words state.
    """
    return Refusal(
        code=code,
        facts={
            "least": int(least),
            "reference": reference,
            "groups": tuple(str(group) for group in counts),
            "counts": tuple(int(n) for n in counts.values()),
            **further,
        },
    )
