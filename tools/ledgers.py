"""Make the ledgers that ship as examples: an invented article, and claims of a public dispute.

    python -m tools.ledgers DEMO_RUN PUBLISHED_RUN CHICAGO_RUN ARTICLES OUT

ARTICLES holds the two news reports by the hashes below; their texts stay where they are, and the
ledger holds where passages stand and their hashes alone.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight.claims.assess import Putting, assess
from daylight.claims.ledger import Ledger, LedgerAuthor
from daylight.claims.objects import (
    Bearing,
    Beyond,
    Closeness,
    Document,
    Form,
    Kind,
    PublicClaim,
    Quotation,
    Relation,
    StandsFor,
)
from daylight.claims.runs import Chosen
from daylight.claims.text import digest, find, read_text

HOME = Path(__file__).parents[1] / "src" / "daylight" / "claims" / "example"
AUTHOR = LedgerAuthor("Daylight", "Shipped as an example", "2026-11-27T00:00:00Z")

SPEECH = (
    "murder rate has surged nearly 11 percent nationwide in just one year—the largest increase "
    "since 1968\n\nPer capita homicide rates are up in 27 of our 35 largest cities\n"
)
"""Two passages of the Attorney General's prepared remarks of 1 August 2017, a public document."""

CONFIDENCE = "a great deal or quite a lot of confidence in the police"
US = "United States"


@dataclass(frozen=True, kw_only=True)
class Worked:
    """A passage, what is claimed in it, and the finding it is put to."""

    name: str
    where: str
    passage: str
    speaker: str
    form: Form = Form.INDIRECT
    claim: dict[str, Any]
    put: Chosen | None = None
    bears: tuple[tuple[str, Chosen], ...] = ()
    matches: dict[str, str] | None = None


def claims() -> tuple[Worked, ...]:
    """The claims of the dispute, in neutral words, in English and Spanish."""
    sessions = "Attorney General Jeff Sessions"
    return (
        Worked(
            name="confidence-fell",
            where="report-1",
            passage="trust and confidence in police among African-Americans has dropped "
            "significantly over the last three years",
            speaker=sessions,
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
            speaker=sessions,
            claim={
                "words": "A poll puts the share of Black adults who trust the police at three in "
                "ten.",
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
            speaker=sessions,
            form=Form.DIRECT,
            claim={
                "words": "Black adults have less confidence in the police than white adults.",
                "palabras": "Los adultos negros confían menos en la policía que los adultos "
                "blancos.",
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
            speaker=sessions,
            form=Form.DIRECT,
            claim={
                "words": "One officer’s conduct is enough to destroy the reputation of many "
                "others.",
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
                    Chosen(
                        question="concentration", finding="concentration-1", covers="2007 to 2017"
                    ),
                ),
            ),
        ),
        Worked(
            name="departments-not-punished",
            where="report-1",
            passage="departments as a whole should not be punished for individual officers' "
            "behavior",
            speaker=sessions,
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
            speaker=sessions,
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
            speaker=sessions,
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
            speaker=sessions,
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
            speaker=sessions,
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
                "palabras": "Unos agentes rieron y aplaudieron las palabras del 28 de julio de "
                "2017.",
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
        Worked(
            name="murders-rose-11-per-cent",
            where="speech",
            passage="murder rate has surged nearly 11 percent nationwide in just one year",
            speaker=sessions,
            form=Form.DIRECT,
            claim={
                "words": "Murders in the United States rose by about 11 per cent from 2014 to "
                "2015.",
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
            speaker=sessions,
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
            speaker=sessions,
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
            speaker=sessions,
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


def worked(runs: dict[str, Path], articles: Path, out: Path) -> Ledger:
    """The ledger of the dispute's claims; the texts stay in `articles`."""
    shutil.rmtree(out, ignore_errors=True)
    ledger = Ledger.begin(out)
    texts = {"speech": SPEECH} | {
        f"report-{n}": read_text(articles / f"article_{n}.txt") for n in (1, 2)
    }
    ledger = ledger.write(
        Document(
            id="speech",
            title="Prepared remarks to the National Organization of Black Law Enforcement "
            "Executives (two passages)",
            publisher="United States Department of Justice",
            date="2017-08-01",
            sha256=digest(SPEECH),
            closeness=Closeness.PRIMARY,
            may_be_shown=True,
            text="speech.txt",
        ),
        AUTHOR,
    )
    (out / "speech.txt").write_text(SPEECH, encoding="utf-8")
    for number, told in ((1, "first"), (2, "second")):
        ledger = ledger.write(
            Document(
                id=f"report-{number}",
                title=f"News report of the remarks ({told})",
                publisher="a news site",
                date="2017-08",
                sha256=digest(texts[f"report-{number}"]),
                closeness=Closeness.REPORT,
                of="speech",
            ),
            AUTHOR,
        )
    for one in claims():
        ledger = _added(ledger, one, texts[one.where])
        if one.put is not None:
            putting = Putting(chosen=one.put, matches=one.matches or {})
            ledger = assess(ledger, one.name, runs["published"], putting, AUTHOR)
        for name, chosen in one.bears:
            putting = Putting(chosen=chosen, role=Bearing.BEARS_ON)
            ledger = assess(ledger, one.name, runs[name], putting, AUTHOR)
    return ledger


def _added(ledger: Ledger, one: Worked, text: str) -> Ledger:
    found = find(text, one.passage)
    shown = ledger.documents[one.where].may_be_shown
    quotation = Quotation(
        id=f"{one.where}.{found.start}",
        document=one.where,
        start=found.start,
        end=found.end,
        sha256=found.sha256,
        speaker=one.speaker,
        form=one.form,
        words=found.words if shown else "",
    )
    if quotation.id not in ledger.quotations:
        ledger = ledger.write(quotation, AUTHOR)
    claim = PublicClaim(id=one.name, quotations=(quotation.id,), **one.claim)
    return ledger.write(claim, AUTHOR)


def invented(run: Path, out: Path) -> Ledger:
    """The ledger of the invented article: one claim is put to the demo's own records."""
    shutil.rmtree(out, ignore_errors=True)
    ledger = Ledger.begin(out)
    text = read_text(HOME / "article.txt")
    (out / "article.txt").write_text(text, encoding="utf-8")
    ledger = ledger.write(
        Document(
            id="courier",
            title="The numbers speak for themselves (an invented article)",
            publisher="Riverbend Courier (invented)",
            date="2018-05-02",
            sha256=digest(text),
            closeness=Closeness.REPORT,
            text="article.txt",
            may_be_shown=True,
        ),
        AUTHOR,
    )
    for one in INVENTED:
        ledger = _added(ledger, one, text)
        if one.put is not None:
            putting = Putting(chosen=one.put, matches=one.matches or {})
            ledger = assess(ledger, one.name, run, putting, AUTHOR)
    return ledger


ROWE, HAYES = "Dana Rowe (invented)", "Carl Hayes (invented)"
INVENTED = (
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


if __name__ == "__main__":
    demo, published, chicago, articles, folder = map(Path, sys.argv[1:6])
    invented(demo, folder / "invented")
    runs = {"published": published, "chicago": chicago}
    worked(runs, articles, folder / "worked")
