"""What a report says of terms at a mandatory minimum."""

from daylight.report.charts import courts_bars
from daylight.report.defence import Defence
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts
from daylight.report.numbers import count
from daylight.report.presentation import Presentation
from daylight.report.presentations.courts_decisions import OBJECTIONS
from daylight.report.wording import courts_bunching
from daylight.report.wording.courts_given import NOTES


def _round(f: Facts) -> str:
    minimum, step = count(f["minimum"]), count(f["step"])
    return say(
        f"{minimum} is a multiple of {step}, and terms heap on such numbers whatever the law says; "
        "the first number takes out as much as other multiples have, the smooth one does not.",
        f"{minimum} es múltiplo de {step}, y las penas se acumulan en esos números diga lo que "
        "diga la ley; el primer número descuenta lo que tienen otros múltiplos, el liso no.",
    )


def _roundest(f: Facts) -> str:
    minimum = count(f["minimum"])
    return say(
        f"No other number in reach is as round as {minimum}: what a round number draws by itself "
        "cannot be told from what the minimum does.",
        f"Ningún otro número al alcance es tan redondo como {minimum}: lo que un número redondo "
        "atrae por sí solo no se distingue de lo que hace el mínimo.",
    )


PRESENTATIONS = (
    Presentation(
        method="bunching",
        says=courts_bunching.bunching,
        picture=courts_bars.bunching,
        labels={
            "share_at_minimum": Words("At the minimum", "En el mínimo"),
            "share_expected_at_minimum": Words("Expected there", "Esperado ahí"),
            "excess_share_at_minimum": Words("Beyond the expected", "Más allá de lo esperado"),
            "excess_share_at_minimum_difference": Words(
                "Beyond the expected: difference", "Más allá de lo esperado: diferencia"
            ),
        },
        notes={**NOTES, "round-minimum": _round, "roundest-minimum": _roundest},
        defence=Defence(
            against=Words(
                "numbers on which terms heap for no law’s sake",
                "números en los que se acumulan penas sin que lo pida ninguna ley",
            )
        ),
        objections=OBJECTIONS,
    ),
)
