"""Claims of the invented article; the demo's own records answer some of them."""

from daylight.claims.objects import Beyond, Form, Kind, Relation
from daylight.claims.runs import Chosen
from tools.claimed import Worked

ROWE, HAYES = "Dana Rowe (invented)", "Carl Hayes (invented)"
RIVERBEND = (
    Worked(
        name="searched-more-often",
        where="courier",
        passage="In Minneapolis in 2017, officers searched Black people they had stopped more "
        "often than white people,",
        speaker=ROWE,
        form=Form.DIRECT,
        claim={
            "words": "In Minneapolis in 2017, Black people who had been stopped were searched more "
            "often than white people who had been stopped.",
            "palabras": "En Minneapolis en 2017, a las personas negras paradas se las registró más "
            "a menudo que a las personas blancas paradas.",
            "kind": Kind.COMPARISON,
            "population": "Black people who were stopped",
            "place": "Minneapolis",
            "period": "2017",
            "measure": "searches of a person for each stop",
            "against": "white people who were stopped",
            "relation": Relation.HIGHER,
            "question": "Of the people stopped, how many were searched, by group?",
        },
        put=Chosen(
            question="search-rate",
            quantity="search_rate_difference",
            keys={"subject_race": "black"},
            covers="2017",
        ),
        matches={
            "population": "stops of people recorded as Black",
            "place": "Minneapolis Police Department",
            "measure": "share of stops with a search of a person",
            "against": "stops of people recorded as white",
        },
    ),
    Worked(
        name="stopped-three-times-as-often",
        where="courier",
        passage="Black residents were stopped at least three times as often as white residents,",
        speaker=ROWE,
        form=Form.DIRECT,
        claim={
            "words": "In Minneapolis in 2017, Black residents were stopped at least three times as "
            "often as white residents.",
            "palabras": "En Minneapolis en 2017, a los residentes negros se los paró al menos tres "
            "veces más a menudo que a los blancos.",
            "kind": Kind.COMPARISON,
            "population": "Black residents",
            "place": "Minneapolis",
            "period": "2017",
            "measure": "stops for each resident",
            "against": "white residents",
            "relation": Relation.AT_LEAST,
            "figure": "3 times",
            "question": "How often is each group stopped, compared with its number?",
        },
        put=Chosen(
            question="stop-rate",
            quantity="stop_rate_ratio",
            keys={"subject_race": "black"},
            covers="2017",
        ),
        matches={
            "population": "stops of people recorded as Black, over Black residents",
            "place": "Minneapolis Police Department",
            "measure": "stops for each resident",
            "against": "stops of people recorded as white, over white residents",
        },
    ),
    Worked(
        name="a-few-ruin-the-name",
        where="courier",
        passage="all it takes is a few [bad officers]",
        speaker=HAYES,
        form=Form.DIRECT,
        claim={
            "words": "A few officers are enough to ruin a department’s name.",
            "palabras": "Bastan unos pocos agentes para arruinar el nombre de un departamento.",
            "kind": Kind.CAUSE,
            "beyond": Beyond.STATE_OF_MIND,
        },
    ),
    Worked(
        name="reasons-recorded",
        where="courier",
        passage="ought to be recorded with their reason, every time.",
        speaker=f"the office of {ROWE}",
        form=Form.DIRECT,
        claim={
            "words": "The reason of every search ought to be recorded.",
            "palabras": "El motivo de cada registro debería anotarse.",
            "kind": Kind.OUGHT,
        },
    ),
    Worked(
        name="trust-has-fallen",
        where="courier",
        passage="Trust in the department has fallen for years",
        speaker=ROWE,
        claim={
            "words": "Trust in the department has fallen.",
            "palabras": "La confianza en el departamento ha bajado.",
            "kind": Kind.CHANGE,
            "place": "Riverbend",
            "measure": "trust in the department",
            "relation": Relation.LOWER,
        },
    ),
)
