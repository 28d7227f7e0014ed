"""Every method that adjusts for something → its main threat and the checks it must face.

Where no check of the main threat is declared, no answer of the method can reach grade 4.
"""

from daylight.report.defence import (
    CLEAR,
    CLEAR_TOO,
    SAME_SIDE_AND_HALF,
    DeclaredCheck,
    Defence,
)
from daylight.report.language import Words

HIDDEN = DeclaredCheck(
    code="hidden-circumstance",
    what=Words(
        "an unrecorded circumstance (a question of hidden-confounder on the same keys, named in "
        "checked_by)",
        "una circunstancia no registrada (una pregunta de hidden-confounder con las mismas claves, "
        "nombrada en checked_by)",
    ),
    asks=Words(
        "the difference stays clear of none with a hidden circumstance that doubles the odds of "
        "both group and outcome",
        "la diferencia sigue siendo clara con una circunstancia oculta que duplica los momios "
        "tanto del grupo como del desenlace",
    ),
    is_main=True,
)
BLANKS = DeclaredCheck(
    code="blanks",
    what=Words(
        "blanks counted in the least favourable way",
        "lo que está en blanco, contado de la manera menos favorable",
    ),
    asks=CLEAR,
)
BENCHMARK = DeclaredCheck(
    code="other-benchmark",
    what=Words(
        "another benchmark (a question on stop rates named in checked_by)",
        "otra base de comparación (una pregunta sobre tasas de paradas nombrada en checked_by)",
    ),
    asks=CLEAR_TOO,
    is_main=True,
)
COUNT_MODELS = DeclaredCheck(
    code="count-models",
    what=Words("other models of counts", "otros modelos de recuentos"),
    asks=CLEAR_TOO,
)
RISK_ERRORS = DeclaredCheck(
    code="risk-errors",
    what=Words("errors in the estimated risk", "errores en el riesgo estimado"),
    asks=CLEAR,
    is_main=True,
)
OTHER_RISK_MODEL = DeclaredCheck(
    code="risk-models",
    what=Words(
        "the other model of risk and other prior scales",
        "el otro modelo de riesgo y otras escalas a priori",
    ),
    asks=SAME_SIDE_AND_HALF,
    is_main=True,
)
EARLIER_TRENDS = DeclaredCheck(
    code="trends-as-before",
    what=Words(
        "trends that differ up to 1 × as before",
        "tendencias que difieren hasta 1 × lo que diferían antes",
    ),
    asks=CLEAR,
    is_main=True,
)
OTHER_TRENDS = DeclaredCheck(
    code="other-trends",
    what=Words(
        "other supposed differences of trend", "otras diferencias supuestas entre tendencias"
    ),
    asks=CLEAR,
)
DEALT_ANEW = DeclaredCheck(
    code="dates-dealt-anew",
    what=Words(
        "start dates dealt anew at random", "fechas de inicio repartidas de nuevo por sorteo"
    ),
    asks=Words(
        "fewer deals than the level allows give a change as large",
        "menos repartos de los que permite el nivel dan un cambio igual de grande",
    ),
    is_main=True,
)
WITHOUT_ONE = DeclaredCheck(
    code="without-one-unit",
    what=Words("leaving out any one unit", "sin una unidad cualquiera"),
    asks=SAME_SIDE_AND_HALF,
)

CLOCK_CHANGES = DeclaredCheck(
    code="around clock changes",
    what=Words(
        "only the weeks around clock changes", "solo las semanas en torno a los cambios de hora"
    ),
    asks=SAME_SIDE_AND_HALF,
    is_main=True,
)
OTHER_WAYS = DeclaredCheck(
    code="other-ways",
    what=Words("other ways to make the comparison", "otras maneras de hacer la comparación"),
    asks=SAME_SIDE_AND_HALF,
)

UNRECORDED = Words("a circumstance that was not recorded", "una circunstancia que no se registró")
UNLIKE_TRENDS = Words(
    "trends that would have differed anyway", "tendencias que habrían diferido de todos modos"
)
OTHER_EVENTS = Words(
    "something else that happened to the treated units at the time",
    "otra cosa que les ocurrió a las unidades tratadas en esas fechas",
)

_HIDDEN_OR_BLANK = Defence(against=UNRECORDED, checks=(HIDDEN, BLANKS))
_UNRECORDED = Defence(against=UNRECORDED)
_BENCHMARK = Defence(
    against=Words(
        "a benchmark that is not the people who could have been stopped",
        "una base de comparación que no son las personas que podían haber sido paradas",
    )
)
_POSTS = Defence(
    against=Words(
        "posts and shifts that the exposure does not hold",
        "puestos y turnos que la exposición no recoge",
    )
)
_RISK_MODEL = Defence(
    against=Words("the assumed model of risk", "el modelo de riesgo supuesto"),
    checks=(OTHER_RISK_MODEL,),
)

DEFENCES: dict[str, Defence] = {
    "stop-rate": _BENCHMARK,
    "stop-rate-adjusted": Defence(against=_BENCHMARK.against, checks=(BENCHMARK, COUNT_MODELS)),
    **{
        f"{end}-{kind}": _HIDDEN_OR_BLANK if end == "search" else _UNRECORDED
        for end in ("search", "frisk", "citation", "arrest")
        for kind in ("rate-adjusted", "regression")
    },
    "hidden-confounder": _HIDDEN_OR_BLANK,
    "risk-adjusted": Defence(
        against=Words("errors in the estimated risk", "errores en el riesgo estimado"),
        checks=(RISK_ERRORS,),
    ),
    "outcome": Defence(
        against=Words(
            "searches of unlike risk behind one hit rate",
            "registros de distinto riesgo tras una misma tasa de hallazgos",
        )
    ),
    "threshold": _RISK_MODEL,
    "threshold-discriminant": _RISK_MODEL,
    "veil-of-darkness": Defence(
        against=Words(
            "driving or patrol that differs by daylight",
            "una conducción o un patrullaje distintos con luz de día",
        ),
        checks=(CLOCK_CHANGES, OTHER_WAYS),
    ),
    "stop-duration": _UNRECORDED,
    "multiple-citations": _UNRECORDED,
    "force-severity": _UNRECORDED,
    "force-severity-three-levels": _UNRECORDED,
    "force-selection": _UNRECORDED,
    "concentration": _POSTS,
    "removal": _POSTS,
    "internal-benchmark": _POSTS,
    "same-scene": Defence(
        against=Words(
            "what each officer at a scene had to do",
            "lo que a cada agente le tocó hacer en la escena",
        )
    ),
    "peer-exposure": Defence(
        against=Words(
            "colleagues who share what is not recorded of a post",
            "colegas que comparten lo que no consta de un puesto",
        )
    ),
    "officers-or-department": _POSTS,
    "officer-gaps": Defence(
        against=Words(
            "stops of the groups that differ, under one officer, in what was not recorded",
            "paradas de los grupos que, con un mismo agente, difieren en lo que no se registró",
        ),
        checks=(HIDDEN,),
    ),
    "sequential-monitoring": Defence(
        against=Words(
            "a change of what is recorded, or something else that happened in the meantime",
            "un cambio en lo que se registra, u otra cosa que ocurrió entretanto",
        )
    ),
    "agency-funnel": Defence(
        against=Words(
            "agencies that work or record differently in what was not held alike",
            "cuerpos policiales que trabajan o registran de otro modo en lo que no se igualó",
        )
    ),
    "coded-share": Defence(
        against=Words(
            "texts that were not drawn at random, or a reader who saw the label",
            "textos que no se sortearon, o un lector que vio la etiqueta",
        )
    ),
    "callaway-santanna": Defence(against=UNLIKE_TRENDS),
    "event-study": Defence(against=UNLIKE_TRENDS, checks=(EARLIER_TRENDS, OTHER_TRENDS)),
    "interrupted-time-series": Defence(against=OTHER_EVENTS),
    "placebo": Defence(against=OTHER_EVENTS, checks=(WITHOUT_ONE,)),
    "roth-santanna": Defence(
        against=Words(
            "an order of starting that was not random", "un orden de inicio que no fue al azar"
        ),
        checks=(DEALT_ANEW,),
    ),
    "synthetic-control": Defence(against=OTHER_EVENTS),
    "synthetic-did": Defence(against=OTHER_EVENTS),
    "two-way-fixed-effects": Defence(against=UNLIKE_TRENDS),
}
