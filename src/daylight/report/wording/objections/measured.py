"""Objections on changes, surveys, monitoring, agencies and readings."""

from daylight.report.language import Words
from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections import watched
from daylight.report.wording.objections.other_numbers import by_other_numbers

MEASURED: dict[Topic, Objection] = {
    Topic.COMPARISONS: Objection(
        shown=Words(
            "The places compared with are not like this one, and would have moved apart anyway.",
            "Los lugares con que se compara no son como este, y de todos modos se habrían "
            "distanciado.",
        ),
        not_shown=Words(
            "Places that had begun the same under another name stand among those compared "
            "with, and hide a change.",
            "Entre los lugares con que se compara hay algunos que habían comenzado lo "
            "mismo con otro nombre, y ocultan un cambio.",
        ),
        described=Words(
            "The places compared with are not like this one.",
            "Los lugares con que se compara no son como este.",
        ),
        lacking=Words(
            "what would have happened here without it",
            "qué habría ocurrido aquí sin ello",
        ),
        supply=Words(
            "places chosen beforehand that moved alike for longer, or an order of "
            "starting that was left to chance",
            "lugares elegidos de antemano que se hubieran movido igual durante más "
            "tiempo, o un orden de comienzo dejado al azar",
        ),
        answering=by_other_numbers,
    ),
    Topic.DATES: Objection(
        shown=Words(
            "Something else happened at that time, or the date was chosen because "
            "something had changed.",
            "En ese momento ocurrió otra cosa, o la fecha se eligió porque algo había cambiado.",
        ),
        not_shown=Words(
            "The change began before or after the date that was set, and is cut in two.",
            "El cambio comenzó antes o después de la fecha fijada, y queda partido en dos.",
        ),
        described=Words(
            "Something else happened at that time.",
            "En ese momento ocurrió otra cosa.",
        ),
        lacking=Words(
            "what else happened here at that time",
            "qué más ocurrió aquí en ese momento",
        ),
        supply=Words(
            "a list of everything else that began then, made without looking at the "
            "numbers, and other dates tried",
            "una lista de todo lo demás que comenzó entonces, hecha sin mirar los "
            "números, y otras fechas probadas",
        ),
        answering=by_other_numbers,
    ),
    Topic.RESPONDENTS: Objection(
        shown=Words(
            "Those who answer a survey are not those who do not.",
            "Quienes responden a una encuesta no son quienes no responden.",
        ),
        not_shown=Words(
            "Those with the strongest views did not answer, and a difference is lost with them.",
            "Quienes tenían las opiniones más firmes no respondieron, y con ellos se "
            "pierde una diferencia.",
        ),
        described=Words(
            "Those who answer a survey are not those who do not.",
            "Quienes responden a una encuesta no son quienes no responden.",
        ),
        lacking=Words(
            "what people who did not answer would have said",
            "qué habrían dicho las personas que no respondieron",
        ),
        supply=Words(
            "the response rate by group, and a follow-up of those who did not answer",
            "la tasa de respuesta por grupo, y un seguimiento de quienes no respondieron",
        ),
    ),
    Topic.LOOKS: Objection(
        shown=Words(
            "Whoever looks every quarter sees a change some day.",
            "Quien mira cada trimestre ve algún día un cambio.",
        ),
        not_shown=Words(
            "Intervals made for many looks are so wide that nothing could show.",
            "Los intervalos hechos para muchas miradas son tan anchos que nada podría verse.",
        ),
        described=Words(
            "Whoever looks every quarter sees a change some day.",
            "Quien mira cada trimestre ve algún día un cambio.",
        ),
        lacking=Words(
            "how often the measure was looked at",
            "cuántas veces se miró la medida",
        ),
        supply=Words(
            "the dates of all looks",
            "las fechas de todas las miradas",
        ),
        answering=watched.looks,
    ),
    Topic.BASELINE: Objection(
        shown=Words(
            "The baseline or the target was set where it suits.",
            "El período de partida o la meta se fijó donde convenía.",
        ),
        not_shown=Words(
            "The baseline was set where it suits: against other periods there would be a change.",
            "El período de partida se fijó donde convenía: frente a otros períodos habría "
            "un cambio.",
        ),
        described=Words(
            "The baseline was set where it suits.",
            "El período de partida se fijó donde convenía.",
        ),
        lacking=Words(
            "what another baseline or another target would have given",
            "qué habría dado otro período de partida u otra meta",
        ),
        supply=Words(
            "the order or plan that fixed the baseline before the periods that are judged "
            "by it, and the same question with other baselines",
            "la orden o el plan que fijó el período de partida antes de los períodos que "
            "se juzgan con él, y la misma pregunta con otros períodos de partida",
        ),
    ),
    Topic.AGENCIES: Objection(
        shown=Words(
            "Agencies are not alike: calls, places and people differ, and so does what "
            "each writes down.",
            "Los cuerpos policiales no se parecen: difieren las llamadas, los lugares y "
            "las personas, y también lo que cada uno anota.",
        ),
        not_shown=Words(
            "The limits are so wide that no agency could lie outside them.",
            "Los límites son tan anchos que ningún cuerpo policial podría quedar fuera.",
        ),
        described=Words(
            "Agencies are not alike: calls, places and people differ, and so does what "
            "each writes down.",
            "Los cuerpos policiales no se parecen: difieren las llamadas, los lugares y "
            "las personas, y también lo que cada uno anota.",
        ),
        lacking=Words(
            "how unlike the agencies’ work is",
            "cuánto difiere el trabajo de los cuerpos policiales",
        ),
        supply=Words(
            "calls, places and circumstances by agency, and one definition that all of them keep",
            "llamadas, lugares y circunstancias por cuerpo policial, y una sola "
            "definición que todos sigan",
        ),
        answering=watched.agencies,
    ),
    Topic.CODERS: Objection(
        shown=Words(
            "The coder is wrong, and those who read the sample knew what was wanted.",
            "El codificador se equivoca, y quienes leyeron la muestra sabían qué se quería.",
        ),
        not_shown=Words(
            "Too few texts were read to see how wrong the coder is.",
            "Se leyeron muy pocos textos para ver cuánto se equivoca el codificador.",
        ),
        described=Words(
            "The coder is wrong, and those who read the sample knew what was wanted.",
            "El codificador se equivoca, y quienes leyeron la muestra sabían qué se quería.",
        ),
        lacking=Words(
            "how wrong the coder is",
            "cuánto se equivoca el codificador",
        ),
        supply=Words(
            "a random sample read by two people who do not know the coder’s label",
            "una muestra al azar leída por dos personas que no conozcan la etiqueta del "
            "codificador",
        ),
        answering=watched.coders,
    ),
    Topic.READINGS: Objection(
        shown=Words(
            "Another reader would have decided otherwise.",
            "Otro lector habría decidido otra cosa.",
        ),
        not_shown=Words(
            "Another reader would have decided otherwise.",
            "Otro lector habría decidido otra cosa.",
        ),
        described=Words(
            "Another reader would have decided otherwise.",
            "Otro lector habría decidido otra cosa.",
        ),
        lacking=Words(
            "what another reader would have decided",
            "qué habría decidido otro lector",
        ),
        supply=Words(
            "a second reader who does not see the first one’s decisions",
            "un segundo lector que no vea las decisiones del primero",
        ),
        answering=by_other_numbers,
    ),
}
