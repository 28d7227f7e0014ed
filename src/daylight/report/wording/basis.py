"""What an interval allows for: rows that go together by officer, day or place, or none."""

from collections.abc import Sequence

from daylight.data.clustering import FEWEST_CLUSTERS
from daylight.data.estimate import Basis, BasisKind, Estimate
from daylight.report import numbers
from daylight.report.grade import ROWS_EACH, room, unlike_officers
from daylight.report.labels.units import unit_of
from daylight.report.language import Words, say
from daylight.report.wording.groups import either, listed
from daylight.report.wording.spanish import NounForms, noun

OFFICERS = noun(("officer", "agente"), ("officers", "agentes"))
DAYS = noun(("day", "día"), ("days", "días"))
AGENCIES = noun(("agency", "cuerpo policial"), ("agencies", "cuerpos policiales"))

CLUSTERS: dict[str, NounForms] = {
    "officer_id": OFFICERS,
    "officer": OFFICERS,
    "stop_date": DAYS,
    "incident_date": DAYS,
    "arrest_date": DAYS,
    "start_date": DAYS,
    "incident_id": noun(("incident", "incidente"), ("incidents", "incidentes")),
    "week": noun(("week", "semana"), ("weeks", "semanas"), is_feminine=True),
    "neighborhood": noun(("neighbourhood", "vecindario"), ("neighbourhoods", "vecindarios")),
    "beat": noun(("beat", "zona de patrulla"), ("beats", "zonas de patrulla"), is_feminine=True),
    "district": noun(("district", "distrito"), ("districts", "distritos")),
    "county": noun(("county", "condado"), ("counties", "condados")),
    "agency_id": AGENCIES,
    "agency": AGENCIES,
    "place": noun(("place", "lugar"), ("places", "lugares")),
    "unit": noun(("unit", "unidad"), ("units", "unidades"), is_feminine=True),
    "period": noun(("period", "período"), ("periods", "períodos")),
    "month": noun(("month", "mes"), ("months", "meses")),
    "judge_id": noun(("judge", "juez"), ("judges", "jueces")),
    "person_id": noun(("person", "persona"), ("people", "personas"), is_feminine=True),
    "cell": noun(
        ("group in one place", "grupo en un lugar"), ("groups in one place", "grupos en un lugar")
    ),
}
"""What rows go together by."""

OTHER = noun(("cluster", "conglomerado"), ("clusters", "conglomerados"))
FEW_ALIKE = 9.5
"""Below this a decimal is printed: 1.4 clusters are neither one nor two."""


def cluster_of(key: str | None) -> NounForms:
    """What the clusters of a key are called."""
    return CLUSTERS.get(key or "", OTHER)


def is_told(estimates: Sequence[Estimate]) -> bool:
    """Whether a table says what its intervals allow for."""
    return any(e.basis.clusters is not None or e.basis.lacks is not None for e in estimates)


def allows_for(estimate: Estimate) -> str:
    """The basis of an interval in a few words, for a table."""
    basis = estimate.basis
    if basis.clusters is not None:
        counted = cluster_of(basis.key).counted(basis.clusters)
        if basis.second_key:
            second = cluster_of(basis.second_key).many
            counted = say(f"{counted}, and {second}", f"{counted}, y también {second}")
        return f"{counted}, {_times(basis.factor)}" if basis.factor else counted
    unit = unit_of(estimate).many
    match basis.kind:
        case BasisKind.INDEPENDENT:
            return say(f"independent {unit}", f"{unit} independientes")
        case BasisKind.SURVEY:
            return say("the survey’s design", "el diseño de la encuesta")
        case BasisKind.POSTERIOR:
            return say("the model’s uncertainty", "la incertidumbre del modelo")
        case BasisKind.RESAMPLED:
            return say("records drawn again", "datos extraídos de nuevo")
        case BasisKind.CLUSTERED:
            return listed([name.many for name in _names(basis)])
    return ""


def basis_sentence(estimate: Estimate) -> str:
    """What the interval of a headline allows for, and what it does not; empty where not known."""
    basis = estimate.basis
    said = []
    if basis.clusters is not None:
        said.append(_clustered(estimate))
        said += _no_test(estimate)
    if basis.lacks is not None:
        said.append(_lacking(estimate))
    if basis.draws is not None and estimate.p_value is not None:
        draws, least = numbers.count(basis.draws), smallest(basis.draws)
        said.append(
            say(
                f"Its p-value counts {draws} random draws, so it cannot fall below {least}.",
                f"Su valor p cuenta {draws} sorteos al azar, así que no puede bajar de {least}.",
            )
        )
    return " ".join(said)


def smallest(draws: int) -> str:
    """The smallest p-value that so many draws can give."""
    return numbers.marked(f"{1 / (1 + draws):.2g}")


def _clustered(estimate: Estimate) -> str:
    basis, unit = estimate.basis, unit_of(estimate).many
    the_unit = unit_of(estimate).the_many
    clusters = basis.clusters or 0
    name = cluster_of(basis.key)
    same = either([one.a_single for one in _names(basis)])
    counted = name.counted(clusters)
    if basis.factor is None and basis.largest == 1.0:
        return say(
            f"The interval cannot allow for {unit} of {same} to resemble one another ({counted}): "
            f"without {name.any_one} nothing is left to compare.",
            f"El intervalo no puede tener en cuenta que {the_unit} de {same} se parezcan entre "
            f"sí ({counted}): sin {name.any_one} no queda nada que comparar.",
        )
    weight = ""
    if basis.effective is not None and basis.effective < 0.9 * clusters:
        few = alike(basis.effective)
        weight = say(
            f", which weigh as much as {few} alike", f", que pesan lo mismo que {few} iguales"
        )
    wide = ""
    if basis.factor is not None and basis.factor >= 1.05:
        times = _times(basis.factor)
        wide = say(
            f"; it is {times} as wide as for independent {unit}",
            f"; su ancho es {times} el que tendría con {unit} independientes",
        )
    return say(
        f"The interval allows for {unit} of {same} to resemble one another ({counted}{weight})"
        f"{wide}.",
        f"El intervalo tiene en cuenta que {the_unit} de {same} pueden parecerse entre sí "
        f"({counted}{weight}){wide}.",
    )


def alike(effective: float) -> str:
    """How many clusters alike would weigh as much; with a decimal where there are few."""
    return numbers.number(effective, 1) if effective < FEW_ALIKE else numbers.count(effective)


def _no_test(estimate: Estimate) -> list[str]:
    basis = estimate.basis
    if basis.is_testable:
        return []
    if (basis.clusters or 0) < FEWEST_CLUSTERS:
        few = listed([name.many for name in _names(basis)])
        return [
            say(
                f"So few {few} cannot say what chance does: no p-value is given.",
                f"Con un número tan bajo de {few} no se puede saber qué hace el azar: no se da "
                "valor p.",
            )
        ]
    share = numbers.percent(basis.largest or 0.0, 0)
    one, unit = cluster_of(basis.key), unit_of(estimate).many
    alone = one.any_one
    return [
        say(
            f"{alone[:1].upper()}{alone[1:]} has {share} of a group’s {unit} or events: no p-value "
            "is given.",
            f"{alone[:1].upper()}{alone[1:]} reúne el {share} de {unit} o sucesos de un grupo: no "
            "se da valor p.",
        )
    ]


def _lacking(estimate: Estimate) -> str:
    basis, unit = estimate.basis, unit_of(estimate)
    one = cluster_of(basis.lacks).one
    found = room(estimate)
    said = say(
        f"Which {one} each of the {unit.many} belongs to was not recorded",
        f"No se registró a qué {one} corresponden {unit.the_many}",
    )
    if basis.kind is BasisKind.INDEPENDENT:
        said += say(
            f", so the interval holds only if {unit.many} are independent",
            f", así que el intervalo solo vale si {unit.the_many} son independientes",
        )
    if found is None or found <= 1:
        return f"{said}."
    each, rows = numbers.count(basis.each or ROWS_EACH), unit.many
    needed, likely = _times(found), _times(unlike_officers(basis))
    told = said + say(
        f"; the interval would hold no difference if it were {needed} as wide, and officers who "
        f"differ as they do elsewhere, with {each} {rows} each, would make it {likely} as wide.",
        f"; el intervalo incluiría la ausencia de diferencia si su ancho fuera {needed} el actual, "
        f"y con agentes tan distintos entre sí como en otros lugares, con {each} {rows} cada uno, "
        f"sería {likely} el actual.",
    )
    return told if basis.each else f"{told} {NOT_SAID.text}"


NOT_SAID = Words(
    "How many officers there are was not said: with more rows each it would be wider still.",
    "No se dijo cuántos agentes hay: con más filas de cada uno sería todavía más ancho.",
)
"""Beside the factor of a department whose study does not say how many officers it has."""


def _times(factor: float) -> str:
    size = numbers.number(factor, 1)
    return say(f"{size} times", f"{size} veces")


def _names(basis: Basis) -> list[NounForms]:
    return [cluster_of(key) for key in (basis.key, basis.second_key) if key] or [OTHER]
