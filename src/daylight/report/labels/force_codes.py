"""Kinds of force, scales, policies and what a rule on publishing allows, in words."""

from daylight.report.language import Words
from daylight.schema.policy import BENCHMARKS

KINDS = {
    "body_weight": Words("body weight to pin", "el peso del cuerpo para inmovilizar"),
    "conducted_energy": Words("a conducted-energy device", "un dispositivo de energía conducida"),
    "firearm_pointed": Words("a pointed firearm", "un arma de fuego apuntada"),
    "firearm_drawn": Words("a drawn firearm", "un arma de fuego desenfundada"),
    "impact_projectile": Words("an impact projectile", "un proyectil de impacto"),
    "impact_weapon": Words("an impact weapon", "un arma de impacto"),
    "canine": Words("a police dog", "un perro policial"),
    "chemical": Words("a chemical agent", "una sustancia química"),
    "firearm": Words("a firearm", "un arma de fuego"),
    "vehicle": Words("a vehicle", "un vehículo"),
    "strike": Words("a strike", "un golpe"),
    "takedown": Words("a takedown", "un derribo"),
    "hold": Words("a hold", "una sujeción"),
    "verbal": Words("verbal commands", "órdenes verbales"),
    "presence": Words("officers’ presence", "la presencia de agentes"),
    "handcuffing": Words("handcuffing", "unas esposas"),
    "neck_restraint": Words("a neck restraint", "una sujeción del cuello"),
    "restraint_device": Words("a restraint device", "un dispositivo de sujeción"),
    "conducted_energy_drawn": Words(
        "a drawn conducted-energy device", "un dispositivo de energía conducida desenfundado"
    ),
    "conducted_energy_pointed": Words(
        "a pointed conducted-energy device", "un dispositivo de energía conducida apuntado"
    ),
    "canine_drawn": Words("a police dog held back", "un perro policial contenido"),
    "other_physical": Words("other physical force", "otra fuerza física"),
    "other": Words("other force", "otra fuerza"),
}
"""Kind of force → what a person met."""

ALLOWED = {
    "any statistic": Words("any statistic", "cualquier estadística"),
    "ratios and percentages": Words("ratios and percentages", "razones y porcentajes"),
    "limited lists": Words("limited lists", "listas limitadas"),
    "nothing": Words("nothing", "nada"),
}
"""What the rule on publishing allows at a coverage, as the method names it."""

LEVELS_IN_SPANISH = {
    "three": ("1 dolor pasajero o control", "2 arma, o lesión probable", "3 mortal o grave"),
    "four": ("1 control", "2 física", "3 arma no mortal", "4 mortal"),
    "deployed": ("1 manos", "2 arma menos letal", "3 arma de fuego"),
}
"""Levels of the scales of `schema/severity.toml`."""

SOURCES_IN_SPANISH = {
    "three": "Los tipos se colocan en el nivel que alcanza su efecto habitual en las políticas de "
    "tres niveles de decretos (Cleveland, Albuquerque): 1 dolor pasajero, 2 lesión o un arma, 3 "
    "fuerza mortal o lesión grave. Una lesión grave o mortal sube cualquier fila a 3.",
    "four": "Convención de Daylight: 1 control sin golpes, 2 fuerza física, 3 armas sin llegar a "
    "la fuerza mortal, 4 fuerza mortal. La sujeción del cuello va con la fuerza mortal, como en la "
    "mayoría de los decretos. Si una receta asigna las palabras del propio cuerpo a estos cuatro "
    "niveles, su mapa va antes que el tipo.",
    "deployed": "La agrupación gruesa que publican las redacciones; apuntar no es usar.",
}
"""Where those scales come from."""

TITLES_IN_SPANISH = {
    "eight_cant_wait": "8 Can’t Wait (Campaign Zero)",
    "perf_30_policy": "Principios rectores de PERF sobre el uso de la fuerza: los 13 sobre "
    "políticas",
    "decree_extras": "Reglas que añaden los decretos de consentimiento",
    "transport": "Traslado de personas bajo custodia",
}

ITEMS_IN_SPANISH = {
    "de-escalation": "desescalada",
    "force continuum": "escala de la fuerza",
    "chokeholds": "estrangulamientos",
    "verbal warning": "advertencia verbal",
    "moving vehicles": "vehículos en movimiento",
    "exhaust alternatives": "agotar alternativas",
    "duty to intervene": "deber de intervenir",
    "comprehensive reporting": "informes completos",
    "sanctity of life": "valor de la vida",
    "beyond Graham": "más allá de Graham",
    "proportionality": "proporcionalidad",
    "de-escalation policy": "política de desescalada",
    "critical decision-making model": "modelo de decisión crítica",
    "first aid": "primeros auxilios",
    "vehicles": "vehículos",
    "danger only to self": "peligro solo para sí",
    "document and review": "documentar y revisar",
    "public reports": "informes públicos",
    "trained review": "revisión capacitada",
    "transparency": "transparencia",
    "neck restraint": "sujeción del cuello",
    "restrained people": "personas sujetas",
    "recovery position": "posición de recuperación",
    "conducted-energy limits": "límites de la energía conducida",
    "canine": "perros",
    "medical aid": "ayuda médica",
    "foot pursuit": "persecución a pie",
    "no retaliation": "sin represalias",
    "supervisor to scene": "supervisor en el lugar",
    "excited delirium": "delirio excitado",
    "chemical irritants": "irritantes químicos",
    "belts": "cinturones",
    "equipment": "equipo",
    "cameras": "cámaras",
    "searches": "registros",
    "log": "bitácora",
    "injury tracking": "seguimiento de lesiones",
}

CODES: dict[str, dict[str, Words]] = {
    "benchmark": {
        name: Words(one.title, TITLES_IN_SPANISH[name]) for name, one in BENCHMARKS.items()
    },
    "item": {
        one.item: Words(one.item, ITEMS_IN_SPANISH[one.item])
        for benchmark in BENCHMARKS.values()
        for one in benchmark.items
    },
    "verdict": {
        "meets": Words("meets", "cumple"),
        "partly": Words("partly", "cumple en parte"),
        "fails": Words("fails", "no cumple"),
        "conflict": Words("conflict", "contradice"),
    },
}
"""Key → its codes in words, where a code means something under that key alone."""


def code(key: str, value: str) -> str:
    """A code in the words that it has under this key; one that is not known as it is spelled."""
    known = CODES[key]
    return known[value].text if value in known else value.replace("_", " ")
