"""Claims that two news reports made or told, in neutral words, in English and Spanish."""

from daylight.claims.objects import Beyond, Form, Kind, Relation, StandsFor
from daylight.claims.runs import Chosen
from tools.claimed import Worked

SESSIONS = "Attorney General Jeff Sessions"
CONFIDENCE = "a great deal or quite a lot of confidence in the police"
US = "United States"

REPORTS = (
    Worked(
        name="confidence-fell",
        where="report-1",
        passage="trust and confidence in police among African-Americans has dropped "
        "significantly over the last three years",
        speaker=SESSIONS,
        claim={
            "words": "Confidence in the police fell among Black adults in the United States "
            "between 2012–14 and 2015–17.",
            "palabras": "La confianza en la policía bajó entre los adultos negros de Estados "
            "Unidos entre 2012–14 y 2015–17.",
            "kind": Kind.CHANGE,
            "population": "Black adults",
            "place": US,
            "period": "2012 to 2014, then 2015 to 2017",
            "measure": CONFIDENCE,
            "relation": Relation.LOWER,
            "question": "Did the share of Black adults with a great deal or quite a lot of "
            "confidence fall from 2012–14 to 2015–17?",
        },
        put=Chosen(question="confidence-change"),
    ),
    Worked(
        name="three-in-ten",
        where="report-2",
        passage="just three in ten African Americans trust law enforcement",
        speaker=SESSIONS,
        claim={
            "words": "A poll puts the share of Black adults who trust the police at three in ten.",
            "palabras": "Una encuesta sitúa en tres de cada diez la proporción de adultos "
            "negros que confían en la policía.",
            "kind": Kind.LEVEL,
            "population": "Black adults",
            "place": US,
            "period": "2015 to 2017",
            "measure": "trust in law enforcement",
            "figure": "three in ten",
            "stands": StandsFor.PUBLICATION,
            "question": "Which share does the poll print for 2015–17?",
        },
        put=Chosen(
            question="confidence",
            quantity="published_share",
            keys={"population": "Black adults", "period": "2015 to 2017"},
        ),
        matches={"measure": f"{CONFIDENCE} (confidence is not the word trust)"},
    ),
    Worked(
        name="least-trust",
        where="report-2",
        passage="communities that trust law enforcement the least",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "Black adults have less confidence in the police than white adults.",
            "palabras": "Los adultos negros confían menos en la policía que los adultos blancos.",
            "kind": Kind.COMPARISON,
            "population": "Black adults",
            "place": US,
            "period": "2015 to 2017",
            "measure": CONFIDENCE,
            "against": "white adults",
            "relation": Relation.LOWER,
            "question": "How far apart are the shares of Black and white adults?",
        },
        put=Chosen(
            question="confidence",
            quantity="published_share_difference",
            keys={"population": "Black adults"},
        ),
    ),
    Worked(
        name="one-bad-officer",
        where="report-2",
        passage="all it takes is one bad officer to destroy the reputations of so many",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "One officer’s conduct is enough to destroy the reputation of many others.",
            "palabras": "Basta la conducta de un agente para destruir la reputación de muchos.",
            "kind": Kind.CAUSE,
            "population": "police officers",
            "place": US,
            "measure": "reputation",
            "relation": Relation.LOWER,
            "beyond": Beyond.STATE_OF_MIND,
            "question": "How concentrated is misconduct in few officers? That can be counted; "
            "reputations cannot.",
        },
        bears=(
            (
                "chicago",
                Chosen(question="concentration", finding="concentration-1", covers="2007 to 2017"),
            ),
        ),
    ),
    Worked(
        name="departments-not-punished",
        where="report-1",
        passage="departments as a whole should not be punished for individual officers' behavior",
        speaker=SESSIONS,
        claim={
            "words": "Departments ought not to answer for what individual officers do.",
            "palabras": "Los departamentos no deberían responder por lo que hace cada agente.",
            "kind": Kind.OUGHT,
            "question": "How much of the difference lies between officers, units and "
            "departments? That can be counted; what ought to follow cannot.",
        },
    ),
    Worked(
        name="crime-spikes",
        where="report-1",
        passage="only to see crime spike in the very neighborhoods that need proactive, "
        "community policing the most",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "Where local officials criticise the police, crime rises afterwards "
            "because of it.",
            "palabras": "Donde las autoridades locales critican a la policía, el delito sube "
            "después a causa de ello.",
            "kind": Kind.CAUSE,
            "population": "neighbourhoods",
            "measure": "crime",
            "relation": Relation.HIGHER,
            "unsaid": "which officials, on which day, and by which measure of crime",
            "question": "Did crime rise after such criticism more than elsewhere?",
        },
    ),
    Worked(
        name="helps-no-one",
        where="report-1",
        passage="That helps no one. That protects no one.",
        speaker=SESSIONS,
        form=Form.DIRECT,
        claim={
            "words": "Criticism of the police helps nobody.",
            "palabras": "Criticar a la policía no ayuda a nadie.",
            "kind": Kind.LEVEL,
            "beyond": Beyond.UNIVERSAL,
        },
    ),
    Worked(
        name="morale-declined",
        where="report-1",
        passage="the decline in police morale",
        speaker=SESSIONS,
        claim={
            "words": "The morale of police officers declined.",
            "palabras": "La moral de los agentes de policía bajó.",
            "kind": Kind.CHANGE,
            "population": "police officers",
            "place": US,
            "measure": "morale",
            "relation": Relation.LOWER,
            "question": "What do officers say of their morale in surveys, over time?",
        },
    ),
    Worked(
        name="take-the-hand-away",
        where="report-1",
        passage="You can take the hand away.",
        speaker="President Donald Trump",
        form=Form.DIRECT,
        claim={
            "words": "Officers may stop shielding the heads of people they put into a car.",
            "palabras": "Los agentes pueden dejar de proteger la cabeza de quienes meten en un "
            "coche.",
            "kind": Kind.DIRECTIVE,
            "question": "How often are people hurt while they are transported, belted or not?",
        },
    ),
    Worked(
        name="just-killed-somebody",
        where="report-1",
        passage="they've just killed somebody",
        speaker="President Donald Trump",
        form=Form.DIRECT,
        claim={
            "words": "People put into police cars have just killed somebody.",
            "palabras": "Las personas a las que meten en coches de policía acaban de matar a "
            "alguien.",
            "kind": Kind.LEVEL,
            "population": "people arrested",
            "measure": "share arrested for homicide",
            "unsaid": "of which arrests he speaks",
            "question": "What share of arrests is for homicide?",
        },
    ),
    Worked(
        name="struggle-systemically",
        where="report-1",
        passage="law enforcement agencies struggle systemically with issues like excessive use "
        "of force and unconstitutional practices",
        speaker="police reform advocates",
        claim={
            "words": "Excessive force is a pattern across whole police agencies.",
            "palabras": "El uso excesivo de la fuerza es una pauta de organismos policiales "
            "enteros.",
            "kind": Kind.LEVEL,
            "population": "police agencies",
            "measure": "force beyond what policy allows",
            "unsaid": "which agencies",
            "question": "Agency by agency: is force spread over officers, units and years?",
        },
    ),
    Worked(
        name="toll-on-minorities",
        where="report-2",
        passage="the often discriminate toll minority communities have faced",
        speaker="National Organization of Black Law Enforcement Executives",
        form=Form.DIRECT,
        claim={
            "words": "Force is used more on people of minority groups than on others.",
            "palabras": "La fuerza se usa más contra personas de grupos minoritarios que "
            "contra las demás.",
            "kind": Kind.COMPARISON,
            "population": "people of minority groups",
            "measure": "uses of force",
            "relation": Relation.HIGHER,
            "question": "Force by group, against several denominators, agency by agency.",
        },
    ),
    Worked(
        name="walking-away-from-decrees",
        where="report-2",
        passage="freezing or walking away from federal consent decrees",
        speaker="the reporter",
        claim={
            "words": "The Department of Justice froze or left consent decrees between January "
            "and August 2017.",
            "palabras": "El Departamento de Justicia congeló o abandonó acuerdos judiciales "
            "entre enero y agosto de 2017.",
            "kind": Kind.COUNT,
            "population": "consent decrees",
            "place": US,
            "period": "2017-01 to 2017-08",
            "measure": "decrees frozen or left",
            "relation": Relation.AT_LEAST,
            "figure": "1",
            "unsaid": "which decrees, and what counts as freezing one",
            "question": "Which decrees changed status, on which day?",
        },
        bears=(("published", Chosen(question="decrees")),),
    ),
    Worked(
        name="safe-justice-act",
        where="report-2",
        passage="the stalled 2015 SAFE Justice Act",
        speaker="the reporter",
        claim={
            "words": "The SAFE Justice Act of 2015 had not been enacted by 1 August 2017.",
            "palabras": "La ley SAFE Justice de 2015 no se había promulgado el 1 de agosto de "
            "2017.",
            "kind": Kind.STATUS,
            "population": "SAFE Justice Act, H.R. 2944",
            "place": US,
            "period": "2017-08-01",
            "measure": "enacted",
            "figure": "0",
            "question": "Do the cited sources hold its enactment?",
        },
        put=Chosen(
            question="enacted",
            quantity="events_by_then",
            keys={"population": "SAFE Justice Act, H.R. 2944"},
        ),
    ),
    Worked(
        name="41-years-old",
        where="report-2",
        passage="The 41-year-old professional association",
        speaker="the reporter",
        claim={
            "words": "The association was 41 years old on 1 August 2017.",
            "palabras": "La asociación tenía 41 años el 1 de agosto de 2017.",
            "kind": Kind.LEVEL,
            "population": "National Organization of Black Law Enforcement Executives",
            "place": US,
            "period": "2017-08-01",
            "measure": "age in years",
            "figure": "41",
            "question": "How long had it been since September 1976?",
        },
        put=Chosen(question="age"),
        matches={"measure": "years since it was founded, rounded to whole years"},
    ),
    Worked(
        name="incidents-not-patterns",
        where="report-2",
        passage="he attributed the issue to high-profile fatal incidents rather than to "
        "patterns of profiling, detention, and harassment",
        speaker=SESSIONS,
        claim={
            "words": "Confidence in the police moves with well-known fatal incidents and not "
            "with everyday contact.",
            "palabras": "La confianza en la policía cambia con los incidentes mortales "
            "conocidos y no con el trato diario.",
            "kind": Kind.CAUSE,
            "population": "Black adults",
            "place": US,
            "measure": CONFIDENCE,
            "relation": Relation.LOWER,
            "unsaid": "after which incidents, and against which contacts",
            "question": "Does confidence move around dated incidents, or with contact?",
        },
    ),
    Worked(
        name="rough-ride",
        where="report-2",
        passage="the sort of “rough ride” retribution tactic that killed Freddie Gray",
        speaker="the reporter",
        claim={
            "words": "A rough ride led to the death of one man in custody.",
            "palabras": "Un trayecto brusco llevó a la muerte de un hombre bajo custodia.",
            "kind": Kind.CAUSE,
            "beyond": Beyond.SINGLE_EVENT,
        },
    ),
    Worked(
        name="laughter-and-applause",
        where="report-2",
        passage="met with laughter and applause by a group of officers on Long Island",
        speaker="the reporter",
        claim={
            "words": "Officers laughed and applauded at the remarks of 28 July 2017.",
            "palabras": "Unos agentes rieron y aplaudieron las palabras del 28 de julio de 2017.",
            "kind": Kind.COUNT,
            "population": "officers present",
            "place": "Long Island",
            "period": "2017-07-28",
            "measure": "officers who laughed or applauded",
            "relation": Relation.AT_LEAST,
            "figure": "1",
            "question": "No agency keeps a record of it; there is video.",
        },
    ),
)
