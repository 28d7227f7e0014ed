"""What a report says of release hearing by hearing."""

from daylight.report.charts import courts_lines
from daylight.report.defence import Defence
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, fixed
from daylight.report.numbers import count
from daylight.report.presentation import Presentation
from daylight.report.presentations.courts_decisions import OBJECTIONS
from daylight.report.wording import courts_hazard


def _leave(f: Facts) -> str:
    undecided, unnumbered, last = (count(f[name]) for name in ("undecided", "unnumbered", "last"))
    return say(
        f"{undecided} numbered hearings were waived, postponed or not decided, {unnumbered} "
        f"decisions have no number, and hearings after number {last} are too few: people leave the "
        "count there without a grant.",
        f"{undecided} audiencias numeradas se renunciaron, se aplazaron o no se decidieron, "
        f"{unnumbered} decisiones no tienen número, y tras la número {last} hay muy pocas: ahí "
        "las personas salen del recuento sin libertad concedida.",
    )


PRESENTATIONS = (
    Presentation(
        method="release-hazard",
        says=courts_hazard.hazard,
        picture=courts_lines.hazard,
        labels={
            "release_hazard": Words(
                "Granted, of hearings decided of those not released before",
                "Concedidas, de las audiencias decididas de quienes no habían salido antes",
            ),
            "released_by_hearing": Words(
                "Released by this hearing", "En libertad hasta esta audiencia"
            ),
            "release_odds_ratio_at_equal_hearing": Words(
                "Odds of release at equal hearing", "Momios de libertad en igual audiencia"
            ),
        },
        notes={
            "leave-the-count": _leave,
            "those-left": fixed(
                "Whoever is left at a later hearing is not like those who began: a share that "
                "falls from hearing to hearing does not say that one person’s chance falls.",
                "Quienes quedan en una audiencia posterior no son como quienes empezaron: una "
                "proporción que baja de una audiencia a otra no dice que baje la de una persona.",
            ),
        },
        defence=Defence(
            against=Words(
                "who waives, postpones or does not come again, and why",
                "quién renuncia, aplaza o no vuelve, y por qué",
            )
        ),
        objections=OBJECTIONS,
    ),
)
