"""What the quantities on effects are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "average_effect": Words("Average effect", "Efecto medio"),
    "average_effect_by_cohort": Words(
        "Average effect, each start alike", "Efecto medio, cada inicio por igual"
    ),
    "average_effect_by_period": Words(
        "Average effect, each period alike", "Efecto medio, cada período por igual"
    ),
    "average_effect_by_event_time": Words(
        "Average effect, each time since the start alike",
        "Efecto medio, cada tiempo desde el inicio por igual",
    ),
    "effect_on_cohort": Words(
        "Effect on those that started together", "Efecto en las que empezaron juntas"
    ),
    "effect_in_period": Words(
        "Effect on those that started together, in one period",
        "Efecto en las que empezaron juntas, en un período",
    ),
    "effect_at_event_time": Words(
        "Effect by time since the start", "Efecto según el tiempo desde el inicio"
    ),
    "bounded_effect": Words(
        "Average effect if trends differ", "Efecto medio si las tendencias difieren"
    ),
    "effect_on_unit": Words("Effect on one treated unit", "Efecto en una unidad tratada"),
    "gap": Words("Gap to the weighted comparison", "Brecha con la comparación ponderada"),
    "placebo_gap": Words("Gap of placebo places", "Brecha de los lugares placebo"),
    "placebos_as_large": Words(
        "Placebos at any date that are as large", "Placebos de cualquier fecha igual de grandes"
    ),
    "units_beyond_placebos": Words(
        "Treated units beyond the placebos", "Unidades tratadas más allá de los placebos"
    ),
    "step": Words("Step at the date", "Salto en la fecha"),
    "slope_change": Words("Change of slope a period", "Cambio de pendiente por período"),
    "effect_at_horizon": Words("Effect after the horizon", "Efecto tras el horizonte"),
}
