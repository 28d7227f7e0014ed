"""What a report says of decisions on sentences and supervision."""

from daylight.report.defence import Defence
from daylight.report.language import Words
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts_decisions, titles
from daylight.report.wording.courts_given import NOTES

OBJECTIONS = (
    Raised(Topic.OMITTED),
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

OF_ALL = Words("Of all cases, how they ended", "De todos los casos, cómo acabaron")


def _labels(name: str, label: Words) -> dict[str, Words]:
    """The quantities of one decision."""
    apart = f"{name}_rate_difference"
    return {
        f"{name}_rate": label,
        apart: Words(f"{label.en}: difference", f"{label.es}: diferencia"),
        f"{apart}_adjusted": Words(
            f"{label.en}: difference among like cases",
            f"{label.es}: diferencia entre casos iguales",
        ),
        f"{apart}_adjusted_without_charge": Words(
            f"{label.en}: difference among cases alike in all but the charge",
            f"{label.es}: diferencia entre casos iguales en todo menos la acusación",
        ),
        "share_of_all_cases": OF_ALL,
    }


PRESENTATIONS = tuple(
    Presentation(
        method=method,
        says=courts_decisions.decision(name, befell[0]),
        title=titles.decision(name, befell[1]),
        labels=_labels(name, label),
        notes=NOTES,
        defence=Defence(
            against=Words(
                "what the file does not hold of a case, and how it came to be charged",
                "lo que el archivo no recoge de un caso, y cómo llegó a acusarse",
            )
        ),
        objections=OBJECTIONS,
    )
    for method, name, befell, label in (
        (
            "sentence-in-out",
            "imprisonment",
            (
                Words("were sent to prison", "acabaron en prisión"),
                Words("were sent to prison", "fueron enviadas a prisión"),
            ),
            Words("Sent to prison", "Enviadas a prisión"),
        ),
        (
            "revocation",
            "revocation",
            (
                Words(
                    "had their supervision revoked",
                    "acabaron con la libertad supervisada revocada",
                ),
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
                    "recibieron una pena por debajo del rango de la guía",
                ),
                Words(
                    "were sentenced below the guideline range",
                    "recibieron condenas por debajo del rango de la guía",
                ),
            ),
            Words("Below the range", "Por debajo del rango"),
        ),
    )
)
