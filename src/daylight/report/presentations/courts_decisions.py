"""What a report says of decisions on sentences and supervision."""

from daylight.report.defence import Defence
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts, titles

OBJECTIONS = (
    Raised(Topic.OMITTED),
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

DECISIONS = (
    (
        "sentence-in-out",
        "imprisonment",
        (
            Words("were sent to prison", "hubo pena de prisión"),
            Words("were sent to prison", "fueron enviadas a prisión"),
        ),
        Words("Sent to prison", "Enviadas a prisión"),
    ),
    (
        "revocation",
        "revocation",
        (
            Words("had their supervision revoked", "se revocó la libertad supervisada"),
            Words("had their supervision revoked", "perdieron la libertad supervisada"),
        ),
        Words("Supervision revoked", "Libertad supervisada revocada"),
    ),
    (
        "guideline-departure",
        "below_range",
        (
            Words(
                "were sentenced below the guideline range",
                "la condena quedó por debajo del rango de la guía",
            ),
            Words(
                "were sentenced below the guideline range",
                "recibieron condenas por debajo del rango de la guía",
            ),
        ),
        Words("Below the range", "Por debajo del rango"),
    ),
)
"""Method, name of its quantities, what befell cases and people, what a table calls it."""


def _given_the_charge(f: Facts) -> str:
    held = courts.given_the_charge(f["keys"])
    return say(
        f"Held equal is {held}: what those who charge decide. The number without it stands beside.",
        f"Se mantiene igual {held}: lo que deciden quienes acusan. El número sin ello figura al "
        "lado.",
    )


PRESENTATIONS = tuple(
    Presentation(
        method=method,
        says=courts.decision(name, befell[0]),
        title=titles.decision(name, befell[1]),
        labels={
            f"{name}_rate": label,
            f"{name}_rate_difference": Words(f"{label.en}: difference", f"{label.es}: diferencia"),
            f"{name}_rate_difference_adjusted": Words(
                f"{label.en}: difference among like cases",
                f"{label.es}: diferencia entre casos iguales",
            ),
        },
        notes={"given-the-charge": _given_the_charge},
        defence=Defence(
            against=Words(
                "what the file does not hold of a case, and how it came to be charged",
                "lo que el archivo no recoge de un caso, y cómo llegó a acusarse",
            )
        ),
        objections=OBJECTIONS,
    )
    for method, name, befell, label in DECISIONS
)
