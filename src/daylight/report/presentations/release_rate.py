"""What a report says of how often release is granted."""

from daylight.report.charts.courts_denominators import denominators
from daylight.report.language import Words
from daylight.report.notes.words import fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts

PRESENTATIONS = (
    Presentation(
        method="release-rate",
        says=courts.release,
        picture=denominators,
        labels={
            "release_rate_of_scheduled": Words(
                "Granted, of hearings scheduled", "Concedidas, de las audiencias programadas"
            ),
            "release_rate_of_decided": Words(
                "Granted, of hearings decided", "Concedidas, de las audiencias decididas"
            ),
            "release_rate_of_decided_or_stipulated": Words(
                "Granted, of hearings decided or stipulated",
                "Concedidas, de las audiencias decididas o acordadas",
            ),
            "initial_share_of_scheduled": Words(
                "First hearings among those scheduled", "Primeras audiencias entre las programadas"
            ),
            "initial_share_of_granted": Words(
                "First hearings among the grants", "Primeras audiencias entre las concesiones"
            ),
        },
        notes={
            "scheduled-is-not-decided": fixed(
                "A hearing that was waived, postponed or cancelled was scheduled and not decided: "
                "that is the whole difference between the rates, and none of them is the right one "
                "for every question.",
                "Una audiencia a la que se renunció, aplazada o cancelada estaba programada y no "
                "se decidió: esa es toda la diferencia entre las tasas, y ninguna de ellas es la "
                "correcta para todas las preguntas.",
            )
        },
        objections=(Raised(Topic.DEFINITIONS), Raised(Topic.RECORDING), Raised(Topic.PURPOSE)),
    ),
)
