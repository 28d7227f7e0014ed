"""What the quantities on effects are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "average_effect": Words("Average effect"),
    "average_effect_by_cohort": Words("Average effect, each start alike"),
    "average_effect_by_period": Words("Average effect, each period alike"),
    "average_effect_by_event_time": Words("Average effect, each time since the start alike"),
    "effect_on_cohort": Words("Effect on those that started together"),
    "effect_in_period": Words("Effect on those that started together, in one period"),
    "effect_at_event_time": Words("Effect by time since the start"),
    "bounded_effect": Words("Average effect if trends differ"),
    "effect_on_unit": Words("Effect on one treated unit"),
    "gap": Words("Gap to the weighted comparison"),
    "placebo_gap": Words("Gap of placebo places"),
    "placebos_as_large": Words("Placebos at any date that are as large"),
    "units_beyond_placebos": Words("Treated units beyond the placebos"),
    "step": Words("Step at the date"),
    "slope_change": Words("Change of slope a period"),
    "effect_at_horizon": Words("Effect after the horizon"),
}
