"""Keys and variants of methods on courts, as a table names them."""

from daylight.report.language import Words

KEYS: dict[str, Words] = {
    "minimum": Words("Minimum, months", "Mínimo, meses"),
    "years": Words("Years", "Años"),
    "selection": Words("Whom prison alone differs for", "En quién solo difiere la prisión"),
    "hearing_number": Words("Number of the hearing", "Número de la audiencia"),
    "guideline_cell": Words("Guideline cell", "Casilla de la guía"),
    "charged_grade": Words("Charged grade", "Grado del cargo"),
    "criminal_history": Words("Criminal history", "Antecedentes penales"),
    "supervision_kind": Words("Kind of supervision", "Tipo de libertad supervisada"),
    "fiscal_year": Words("Fiscal year", "Año fiscal"),
    "subject_age_years": Words("Age", "Edad"),
    "is_citizen": Words("Citizenship", "Ciudadanía"),
    "offense": Words("Offence", "Delito"),
    "mandatory_minimum_months": Words("Mandatory minimum in months", "Mínimo obligatorio en meses"),
    "role_in_offense": Words("Role in the offence", "Papel en el delito"),
    "drug": Words("Drug", "Droga"),
}

VARIANTS: dict[str, Words] = {
    "smooth": Words("a smooth curve", "una curva lisa"),
    "knowing round numbers": Words(
        "a curve that knows round numbers", "una curva que conoce números redondos"
    ),
    "at the mix of the group": Words("at the mix of the group", "con la composición del grupo"),
    "at the mix of the reference": Words(
        "at the mix of the reference", "con la composición del grupo de comparación"
    ),
}
"""Variants, as a table names them."""
