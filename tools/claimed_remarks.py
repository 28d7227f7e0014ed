"""Claims of the Attorney General's prepared remarks, in neutral words, in English and Spanish."""

from daylight.claims.objects import Form, Kind, Relation
from daylight.claims.runs import Chosen
from tools.claimed import Worked

SESSIONS = "Attorney General Jeff Sessions"

US = "United States"

REMARKS = (
    Worked(
        name="murders-rose-11-per-cent",
        where="speech",
        passage="murder rate has surged nearly 11 percent nationwide in just one year",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "Murders in the United States rose by about 11 per cent from 2014 to 2015.",
            "palabras": "Los asesinatos en Estados Unidos aumentaron cerca de un 11 por "
            "ciento de 2014 a 2015.",
            "kind": Kind.CHANGE,
            "population": "everyone",
            "place": US,
            "period": "2014 to 2015",
            "measure": "murders",
            "relation": Relation.HIGHER,
            "figure": "11 %",
            "question": "By how much did the number of murders change?",
        },
        put=Chosen(
            question="murders",
            quantity="published_count_ratio",
            keys={"from_period": "2014", "to_period": "2015"},
        ),
    ),
    Worked(
        name="murder-rate-rose-11-per-cent",
        where="speech",
        passage="murder rate has surged nearly 11 percent nationwide in just one year",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "Murders per resident of the United States rose by about 11 per cent from "
            "2014 to 2015.",
            "palabras": "Los asesinatos por habitante de Estados Unidos aumentaron cerca de un "
            "11 por ciento de 2014 a 2015.",
            "kind": Kind.CHANGE,
            "population": "everyone",
            "place": US,
            "period": "2014 to 2015",
            "measure": "murders per resident",
            "relation": Relation.HIGHER,
            "figure": "11 %",
            "question": "By how much did murders per resident change?",
        },
        put=Chosen(
            question="murder-rate",
            quantity="published_rate_ratio",
            keys={"from_period": "2014", "to_period": "2015"},
        ),
        matches={"measure": "murders, each year's over its residents"},
    ),
    Worked(
        name="largest-increase-since-1968",
        where="speech",
        passage="the largest increase since 1968",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "No yearly increase of murders from 1968 on was as large as that of 2015.",
            "palabras": "Ningún aumento anual de los asesinatos desde 1968 fue tan grande como "
            "el de 2015.",
            "kind": Kind.COUNT,
            "population": "everyone",
            "place": US,
            "period": "1968 to 2015",
            "measure": "murders",
            "figure": "0",
            "question": "How many earlier increases were as large?",
        },
        put=Chosen(question="murders", quantity="larger_changes"),
    ),
    Worked(
        name="27-of-35-cities",
        where="speech",
        passage="Per capita homicide rates are up in 27 of our 35 largest cities",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "Homicide rates rose in 27 of the 35 largest cities.",
            "palabras": "La tasa de homicidios subió en 27 de las 35 ciudades más grandes.",
            "kind": Kind.COUNT,
            "population": "the 35 largest cities",
            "place": US,
            "measure": "cities whose homicide rate rose",
            "figure": "27",
            "unsaid": "which list of cities, and between which years",
            "question": "In how many of the largest cities did the rate rise, 2014 to 2015?",
        },
    ),
)
