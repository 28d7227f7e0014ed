"""What the records behind a number are, in the plural: stops, searches, officers."""

from daylight.data.estimate import Estimate
from daylight.report.language import Words
from daylight.report.wording.spanish import NounForms

_FEMININE = {
    "stops": "paradas",
    "people": "personas",
    "people with force": "personas con uso de la fuerza",
    "people scored high": "personas con puntuación alta",
    "people with the outcome": "personas con el desenlace",
    "people without the outcome": "personas sin el desenlace",
    "persons": "personas",
    "respondents": "personas encuestadas",
    "respondents of the group": "personas encuestadas del grupo",
    "alerts": "alertas",
    "alerts that were followed": "alertas atendidas",
    "calls": "llamadas de servicio",
    "choices": "opciones",
    "hearings": "audiencias",
    "opportunities of the officer": "oportunidades del agente",
    "hearings decided": "audiencias decididas",
    "hearings decided up to it": "audiencias decididas hasta ella",
    "prison terms": "penas de prisión",
    "terms in reach": "penas al alcance",
    "readings": "lecturas",
    "scenes of the officer": "escenas del agente",
    "treated units": "unidades tratadas",
    "deployments": "intervenciones",
    "firearms shown or used": "armas de fuego mostradas o usadas",
}
_MASCULINE = {
    "agencies": "cuerpos policiales",
    "arrests": "arrestos",
    "arrests for resisting": "arrestos por resistencia",
    "cases": "casos",
    "changes": "cambios",
    "graded cases": "casos con grado",
    "events": "sucesos",
    "events foretold": "sucesos pronosticados",
    "facts": "hechos",
    "items that both read": "elementos que ambos leyeron",
    "later events": "sucesos posteriores",
    "months of one officer with an arrest for resisting": (
        "meses de un agente con un arresto por resistencia"
    ),
    "officer-months": "meses de agente",
    "officers": "agentes",
    "officers alerted on": "agentes con alerta",
    "officers at a look": "agentes en una revisión",
    "officers compared": "agentes comparados",
    "periods": "períodos",
    "placebo places at all dates": "lugares placebo en todas las fechas",
    "placebo places at the same date": "lugares placebo en la misma fecha",
    "records": "datos",
    "records of force": "informes de uso de la fuerza",
    "residents": "residentes",
    "searches": "registros",
    "texts": "textos",
    "texts coded": "textos codificados",
    "texts read": "textos leídos",
    "transports": "traslados",
    "trials": "casos",
    "uses": "usos",
    "uses of the severity": "usos de esa gravedad",
    "uses with recorded cycles": "usos con ciclos registrados",
    "uses with recorded time": "usos con duración registrada",
    "events expected": "sucesos esperados",
}

UNITS: dict[str, NounForms] = {
    **{
        en: NounForms(Words(en, es), Words(en, es), is_feminine=True)
        for en, es in _FEMININE.items()
    },
    **{en: NounForms(Words(en, es), Words(en, es)) for en, es in _MASCULINE.items()},
}
"""What `n` counts, as its quantity declares it; only the plural is spoken."""


def unit(name: str) -> NounForms:
    """The records that a quantity counts; one that a study names itself as it is spelled."""
    return UNITS.get(name) or NounForms(Words(name, name), Words(name, name))


def unit_of(estimate: Estimate) -> NounForms:
    """The records behind an estimate."""
    return unit(estimate.quantity.unit)
