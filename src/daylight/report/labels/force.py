"""What the quantities on force are called in tables and pictures."""

from daylight.report.language import Words

CIRCUMSTANCES: dict[str, Words] = {
    "restrained": Words("Already restrained", "Ya sujetas"),
    "fleeing": Words("Fleeing", "Huían"),
    "in_crisis": Words("In crisis", "En crisis"),
    "under_influence": Words("Appeared intoxicated", "Parecían intoxicadas"),
    "under_18": Words("Under 18", "Menores de 18 años"),
    "armed": Words("Armed", "Armadas"),
    "subject_injured": Words("Subject injured", "Persona herida"),
    "officer_injured": Words("Officer injured", "Agente herido"),
    "not_arrested": Words("Not arrested", "No arrestadas"),
    "resisting_only": Words("Charged with resisting alone", "Acusadas solo de resistirse"),
    "firearm_pointed": Words("Firearm pointed", "Arma de fuego apuntada"),
    "firearm_discharged": Words("Shot at", "Recibieron disparos"),
}
"""Circumstances of the people on whom force was used."""

_OF_CIRCUMSTANCES: dict[str, Words] = {
    f"{name}_{end}": words
    for name, one in CIRCUMSTANCES.items()
    for end, words in (
        ("share", one),
        (
            "share_lowest",
            Words(
                f"{one.en}, if every blank were a no",
                f"{one.es}, si todo lo que está en blanco fuera un no",
            ),
        ),
        (
            "share_highest",
            Words(
                f"{one.en}, if every blank were a yes",
                f"{one.es}, si todo lo que está en blanco fuera un sí",
            ),
        ),
        (
            "difference",
            Words(f"{one.en}, difference of shares", f"{one.es}, diferencia de proporciones"),
        ),
    )
}

QUANTITIES: dict[str, Words] = {
    "people": Words("People with force", "Personas con fuerza"),
    "force_rows": Words("Records of force", "Anotaciones de fuerza"),
    "force_per_1000_residents_year": Words(
        "Force per 1,000 residents and year", "Fuerza por cada 1000 residentes y año"
    ),
    "force_per_1000_residents": Words(
        "Force per 1,000 residents", "Fuerza por cada 1000 residentes"
    ),
    "force_per_100_stops": Words("Force per 100 stops", "Fuerza por cada 100 paradas"),
    "force_per_100_arrests": Words("Force per 100 arrests", "Fuerza por cada 100 arrestos"),
    "force_per_1000_calls": Words("Force per 1,000 calls", "Fuerza por cada 1000 llamadas"),
    "force_ratio_residents": Words("Ratio of force per resident", "Razón de fuerza por residente"),
    "force_ratio_stops": Words("Ratio of force per stop", "Razón de fuerza por parada"),
    "force_ratio_arrests": Words("Ratio of force per arrest", "Razón de fuerza por arresto"),
    "force_ratio_calls": Words("Ratio of force per call", "Razón de fuerza por llamada"),
    "stops_per_resident_ratio": Words(
        "Ratio of stops per resident", "Razón de paradas por residente"
    ),
    "arrests_per_resident_ratio": Words(
        "Ratio of arrests per resident", "Razón de arrestos por residente"
    ),
    "calls_per_resident_ratio": Words(
        "Ratio of calls per resident", "Razón de llamadas por residente"
    ),
    "most_serious_share": Words("Share by most serious kind", "Proporción por lo más grave"),
    "people_with_share": Words("Share who met the kind", "Proporción que enfrentó ese tipo"),
    "kind_share_difference": Words(
        "Difference of the share who met the kind",
        "Diferencia de la proporción que enfrentó ese tipo",
    ),
    "widest_kind_share_difference": Words(
        "Widest difference of any kind of force", "Mayor diferencia de cualquier tipo de fuerza"
    ),
    **_OF_CIRCUMSTANCES,
    "severity_odds_ratio": Words(
        "Odds ratio of more severe force", "Razón de momios de fuerza más grave"
    ),
    "odds_ratio_above": Words(
        "Odds ratio of force above a level", "Razón de momios de fuerza por encima de un nivel"
    ),
    "yearly_ratio": Words(
        "Ratio of recorded force from year to year", "Razón de fuerza registrada de año en año"
    ),
    "yearly_ratio_nb": Words(
        "Ratio from year to year, negative binomial", "Razón de año en año, binomial negativa"
    ),
    "ced_uses": Words(
        "Uses of a conducted-energy device", "Usos de un dispositivo de energía conducida"
    ),
    "canine_bites": Words("Bites by a police dog", "Mordeduras de un perro policial"),
    "chemical_uses": Words("Uses of a chemical agent", "Usos de una sustancia química"),
    "neck_restraints": Words("Neck restraints", "Sujeciones del cuello"),
    "impact_weapon_uses": Words("Uses of an impact weapon", "Usos de un arma de impacto"),
    "firearm_pointed": Words(
        "Firearms drawn or pointed", "Armas de fuego desenfundadas o apuntadas"
    ),
    "firearm_used": Words("Firearms used", "Armas de fuego usadas"),
    "ced_over_3_cycles_share": Words("Uses beyond three cycles", "Usos de más de tres ciclos"),
    "ced_over_15_seconds_share": Words(
        "Uses beyond fifteen seconds", "Usos de más de quince segundos"
    ),
    "canine_bite_ratio": Words(
        "Bites per deployment of a dog", "Mordeduras por despliegue de un perro"
    ),
    "firearm_used_of_shown_share": Words(
        "Firearms used, of those shown or used",
        "Armas de fuego usadas, de las mostradas o usadas",
    ),
    "share": Words("Share", "Proporción"),
    "share_wilson": Words("Share, Wilson interval", "Proporción, intervalo de Wilson"),
    "share_minus_benchmark": Words(
        "Share less the benchmark", "Proporción menos la base de comparación"
    ),
    "force_difference_naive": Words(
        "Difference among the stopped, nothing held fixed",
        "Diferencia entre las personas paradas, sin ajustar por nada",
    ),
    "force_difference_adjusted": Words(
        "Difference among like stops", "Diferencia entre paradas iguales"
    ),
    "force_direct_effect": Words(
        "Direct effect, the stop taken as given", "Efecto directo, dando la parada por hecha"
    ),
    "force_total_effect_att": Words(
        "Total effect on the group stopped", "Efecto total en el grupo parado"
    ),
    "force_total_effect_ate_lower": Words(
        "Total effect on all stopped, lowest", "Efecto total en todas las paradas, mínimo"
    ),
    "force_total_effect_ate_upper": Words(
        "Total effect on all stopped, highest", "Efecto total en todas las paradas, máximo"
    ),
    "injured_in_transport_per_1000": Words(
        "Injuries in transport per 1,000", "Lesiones en el traslado por cada 1000"
    ),
    "injured_at_intake_per_1000": Words(
        "Injuries found at intake per 1,000", "Lesiones halladas al ingreso por cada 1000"
    ),
    "belted_share": Words("Belted", "Con cinturón"),
    "belted_minus_standard": Words("Belted, less the standard", "Con cinturón, menos la norma"),
    "camera_working_share": Words("Camera working", "Cámara en marcha"),
    "camera_working_minus_standard": Words(
        "Camera working, less the standard", "Cámara en marcha, menos la norma"
    ),
    "second_officer_share": Words("Second officer named", "Consta un segundo agente"),
    "second_officer_minus_standard": Words(
        "Second officer named, less the standard", "Consta un segundo agente, menos la norma"
    ),
    "unbelted_not_refused_share": Words(
        "Unbelted, no refusal written down", "Sin cinturón, sin negativa anotada"
    ),
    "prone_share": Words("Face down", "Boca abajo"),
    "long_time_share": Words("Took much longer than expected", "Duró mucho más de lo previsto"),
    "long_distance_share": Words(
        "Went much farther than expected", "Fue mucho más lejos de lo previsto"
    ),
    "unlogged_stops_share": Words(
        "More stops tracked than logged", "Más altos rastreados que anotados"
    ),
    "medical_complaint_share": Words(
        "Medical help asked for or needed", "Ayuda médica pedida o necesaria"
    ),
    "medical_aid_late_share": Words(
        "Medical help after ten minutes", "Ayuda médica después de diez minutos"
    ),
    "listed": Words("Events listed", "Sucesos en las listas"),
    "estimated_total": Words("Estimated events in all", "Total estimado de sucesos"),
    "least_total": Words(
        "Least events in all, if some are harder to list than others",
        "Mínimo de sucesos en total, si unos son más difíciles de listar que otros",
    ),
    "list_coverage": Words("Share of the total on a list", "Proporción del total en una lista"),
    "without_force_same_day_share": Words(
        "Arrests for resisting without a force report that day",
        "Arrestos por resistencia sin informe de fuerza ese día",
    ),
    "officer_months_without_force_share": Words(
        "Months with such an arrest and no force report",
        "Meses con un arresto así y sin informe de fuerza",
    ),
    "officers_covered_share": Words(
        "Officers of agencies that reported every month",
        "Agentes de cuerpos que informaron todos los meses",
    ),
    "officers_partly_covered_share": Words(
        "Officers of agencies that reported some month",
        "Agentes de cuerpos que informaron algún mes",
    ),
    "agencies_covered_share": Words(
        "Agencies that reported every month", "Cuerpos que informaron todos los meses"
    ),
    "coded_meets": Words("Coders who read: meets", "Lectores que leyeron: cumple"),
    "coded_partly": Words("Coders who read: partly", "Lectores que leyeron: en parte"),
    "coded_fails": Words("Coders who read: fails", "Lectores que leyeron: no cumple"),
    "coded_conflict": Words("Coders who read: conflict", "Lectores que leyeron: contradicción"),
    "agreement": Words("Agreement of two coders", "Coincidencia de dos lectores"),
    "kappa": Words("Cohen's kappa", "Kappa de Cohen"),
}
