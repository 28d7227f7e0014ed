"""What a report says of decisions on sentences and supervision."""

from daylight.report.defence import Defence
from daylight.report.language import Words
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts

OBJECTIONS = (
    Raised(Topic.OMITTED),
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

PRESENTATIONS = tuple(
    Presentation(
        method=method,
        says=courts.decision(name, verb),
        labels={
            f"{name}_rate": Words(label),
            f"{name}_rate_difference": Words(f"{label}: difference"),
            f"{name}_rate_difference_adjusted": Words(f"{label}: difference among like cases"),
        },
        notes={
            "given-the-charge": lambda f: (
                f"Held equal is {courts.given_the_charge(f['keys'])}: what those who charge "
                "decide. The number without it stands beside."
            )
        },
        defence=Defence(
            against=Words(
                "what the file does not hold of a case, and how it came to be charged",
                "lo que el archivo no recoge de un caso, y cómo llegó a acusarse",
            )
        ),
        objections=OBJECTIONS,
    )
    for method, name, verb, label in (
        ("sentence-in-out", "imprisonment", "were sent to prison", "Sent to prison"),
        ("revocation", "revocation", "had their supervision revoked", "Supervision revoked"),
        (
            "guideline-departure",
            "below_range",
            "were sentenced below the guideline range",
            "Below the range",
        ),
    )
)
