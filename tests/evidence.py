"""What stands behind every method: its known answer, its recovery and its words, test by test.

A new method keeps its tests in `tests/methods/test_<name>.py`: its known answer carries
`gives(method)`, its recovery tests `recovers(method, shows=...)`. Older ones are listed in `KNOWN`
and `RECOVERED`. Where a kind cannot be had, the entry says why: that is read, not skipped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SHOWN = ("coverage", "size", "failure")


@dataclass(frozen=True)
class No:
    """Why something is not to be had, or `owed`: it could be had and is not there yet."""

    why: str
    owed: bool = False


Tests = tuple[str, ...]


def gives(*methods: str) -> Callable[[Any], Any]:
    """Mark a test as a method's known answer, in the file that holds all its tests."""

    def marked(test: Any) -> Any:
        test.gives = [*getattr(test, "gives", []), *methods]
        return test

    return marked


ENDS = ("search", "frisk", "citation", "arrest")
WORDS = "report/test_words_of_every_method.py::test_numbers_in_a_sentence_are_its_own"

DESIGNS = "model/effects/test_designs.py"
CALIFORNIA = "known/california_prop99/test_california.py"
TRAINING = "known/training_chicago/test_training_chicago.py"
SURVEYS = "known/survey_designs/test_survey_designs.py"
NEWCOMBE = "known/newcombe_1998/test_through_methods.py"
SHARES = f"{NEWCOMBE}::test_shares_of_force_have_the_printed_intervals"
DIFFERENCES = f"{NEWCOMBE}::test_differences_between_groups_have_the_printed_intervals"
GROTON = "known/groton_2014/test_hit_rates.py"
MANTEL = "model/stops/test_outcome_rate.py::test_mantel_haenszel_agrees_with_statsmodels"
LOGIT = "model/searches/test_regression.py::test_the_full_model_is_that_of_statsmodels"
WELCH = "model/stops/test_measured_outcome.py::test_means_and_their_difference_are_welchs"
OWN = No("no other software and no publication gives it; recovery stands in its place")

KNOWN: dict[str, Tests | No] = {
    # effects
    "callaway-santanna": (
        "known/callaway_santanna_2021/test_minimum_wage.py",
        f"{TRAINING}::test_not_yet_trained_comparison_gives_the_published_effects",
    ),
    "event-study": (
        "model/effects/test_honest.py::"
        "test_bounds_without_sampling_error_are_those_of_independent_software",
        "model/effects/test_honest.py::"
        "test_the_smoothness_interval_is_the_shortest_one_of_independent_software",
    ),
    "interrupted-time-series": (
        "model/effects/test_interrupted_series.py::test_a_series_with_a_known_step_gives_it_back",
    ),
    "placebo": (f"{CALIFORNIA}::test_california_departs_further_than_most_placebo_states",),
    "roth-santanna": (f"{TRAINING}::test_the_efficient_estimator_gives_every_published_number",),
    "synthetic-control": (f"{CALIFORNIA}::test_synthetic_control_agrees_with_pysyncon",),
    "synthetic-did": (f"{CALIFORNIA}::test_the_published_optimiser_gives_the_published_effect",),
    "two-way-fixed-effects": (
        f"{DESIGNS}::test_the_regression_is_that_of_independent_software_with_blanks",
        f"{DESIGNS}::test_the_regression_of_few_is_tested_by_every_way_the_dates_could_have_fallen",
    ),
    # officers
    "concentration": ("known/complaint_concentration/test_complaint_concentration.py",),
    "persistence": OWN,
    "removal": No("it replays a record under a rule of its own; retraining by half avoids half"),
    "variance-by-level": No("a known answer from nested gamma software could be had", owed=True),
    "internal-benchmark": (
        "model/officers/test_internal_benchmark.py::"
        "test_z_is_a_mid_p_of_the_gamma_poisson_distribution",
    ),
    "same-scene": (
        "model/officers/test_scenes.py::test_likelihood_is_that_of_writing_out_every_assignment",
    ),
    "peer-exposure": (
        "model/officers/test_networks.py::test_the_slope_is_the_one_of_least_squares_within_strata",
    ),
    "officers-or-department": No("it joins the answers of other methods, which have theirs"),
    "officer-gaps": (
        "model/officers/test_gaps.py::test_mean_and_variance_are_those_of_pairs_written_out",
    ),
    "early-intervention": No("its rules are departments' own; the future dealt anew is the check"),
    # trust
    "survey-change": (SURVEYS,),
    "survey-gap": (SURVEYS,),
    "survey-level": (SURVEYS, "known/anes_2016/test_anes_2016.py"),
    # monitoring
    "agency-funnel": ("known/funnel/test_funnel.py",),
    "coded-share": ("known/coded_text/test_coded_text.py",),
    "sequential-monitoring": ("known/sequential/test_sequential.py",),
    # stops
    "stop-rate": ("known/philadelphia_2017/test_stop_rates.py",),
    "search-rate": ("known/missouri_2013/test_searches.py",),
    "frisk-rate": ("known/newcombe_1998/test_newcombe.py",),
    "citation-rate": ("known/newcombe_1998/test_newcombe.py",),
    "arrest-rate": ("known/newcombe_1998/test_newcombe.py",),
    **{f"{end}-rate-adjusted": (MANTEL,) for end in ENDS},
    "stop-rate-adjusted": ("known/gelman_hill/test_stop_rates.py",),
    **{f"{end}-regression": (LOGIT,) for end in ENDS},
    "veil-of-darkness": (
        "model/stops/test_veil_of_darkness.py::"
        "test_cells_give_the_coefficients_of_a_row_by_row_regression",
    ),
    "missing-race": (
        "model/stops/test_missing_race.py::test_the_share_without_race_is_told_overall_and_by_key",
        "known/newcombe_1998/test_newcombe.py",
    ),
    "place-concentration": (
        "model/stops/test_place_concentration.py::"
        "test_dissimilarity_is_nought_for_like_and_one_for_separate_places",
    ),
    "repeat-contact": No("counts of persons by number of stops, worked by hand in its test"),
    "stop-duration": (WELCH,),
    "multiple-citations": (WELCH,),
    # force
    "force-rate": No("the clustered ratio to stops has no published example", owed=True),
    "force-composition": (DIFFERENCES,),
    "force-circumstances": (DIFFERENCES,),
    "force-weapons": (SHARES,),
    "force-severity": (
        "model/force/test_severity_model.py::test_the_fit_on_counts_equals_statsmodels_on_persons",
    ),
    "force-severity-three-levels": (
        "model/force/test_severity_model.py::test_the_fit_on_counts_equals_statsmodels_on_persons",
    ),
    "force-selection": ("known/knox_lowe_mummolo/test_closed_forms.py",),
    "force-trend": ("model/force/test_trend.py::test_the_plain_fit_equals_statsmodels",),
    "benchmark-share": ("known/decree_acceptance/test_exact_intervals.py",),
    "transport-safety": ("known/decree_acceptance/test_exact_intervals.py",),
    "capture-recapture": ("model/force/test_capture.py::test_chapman_by_hand",),
    "force-reporting": (SHARES,),
    "force-participation": (
        "model/force/test_policy.py::test_coverage_decides_what_may_be_published",
    ),
    "policy-checks": ("model/force/test_policy.py::test_kappa_and_its_interval_equal_statsmodels",),
    # searches
    "outcome": (GROTON, "known/state_patrols_2017/test_hit_rates.py"),
    "knowles-persico-todd": (
        "model/searches/test_knowles_persico_todd.py::test_the_statistic_is_pearsons",
    ),
    "anwar-fang": (
        "model/searches/test_anwar_fang.py::"
        "test_the_reversal_has_the_critical_values_of_gail_and_simon",
    ),
    "threshold": ("known/open_policing_2017/test_thresholds.py",),
    "threshold-discriminant": ("known/open_policing_2017/test_thresholds.py",),
    "hidden-confounder": ("known/sensitivity/test_sensitivity.py",),
    "risk-adjusted": (
        "model/searches/test_risk_adjusted.py::"
        "test_at_epsilon_zero_it_is_ordinary_least_squares_of_decision_on_risk_and_group",
    ),
    "agreement": No("it counts the directions of other methods, which have their known answers"),
    "multiverse": No("it lists other methods' answers over choices; nothing is computed but ranks"),
}

_E = "recovery/test_effects.py::"
_F = "recovery/test_force.py::"
_S = "recovery/test_force_shares.py::"
_HOLDS = f"{_S}test_the_interval_holds_the_truth"
_OC = "recovery/test_officer_concentration.py::"
_OL = "recovery/test_officer_levels.py::"
_OR = "recovery/test_officer_removal.py::"
_OB = "recovery/test_officer_benchmark.py::"
_OE = "recovery/test_officer_early_intervention.py::"
_T = "recovery/test_trust.py::"
_TH = "recovery/test_threshold.py::"
_STAGGERED = f"{_E}test_staggered_growing_effects_are_covered_where_the_regression_fails"
_DECIDED = No("the same code as sentence-in-out with other counts; its recovery stands for all")
_NO_TEST = No("it gives shares with intervals and tests nothing")

RECOVERED: dict[str, dict[str, Tests | No]] = {
    "callaway-santanna": {
        "coverage": (_STAGGERED,),
        "size": (f"{_E}test_size_under_no_effect",),
        "failure": (f"{_E}test_few_treated_units_are_told_and_placebos_keep_their_size",),
    },
    "event-study": {
        "coverage": (f"{_E}test_bounds_cover_where_trends_were_not_parallel",),
        "failure": (f"{_E}test_bounds_cover_where_trends_were_not_parallel",),
    },
    "interrupted-time-series": {
        "size": (f"{_E}test_interrupted_series_keep_their_size_among_untreated_ones",),
    },
    "placebo": {"size": (f"{_E}test_placebo_ranks_of_single_units_keep_their_size",)},
    "roth-santanna": {
        "coverage": (f"{_E}test_random_order_makes_the_efficient_estimator_more_precise",),
        "size": (f"{_E}test_size_under_no_effect",),
    },
    "synthetic-did": {
        "coverage": (f"{_E}test_synthetic_did_covers_a_common_effect_with_few_treated",),
    },
    "two-way-fixed-effects": {
        "failure": (_STAGGERED, f"{_E}test_every_effect_positive_and_the_regression_negative"),
    },
    "concentration": {
        "coverage": (f"{_OC}test_the_spread_of_underlying_rates_is_covered",),
        "size": (f"{_OC}test_alike_officers_are_rarely_called_unequal_however_their_events_come",),
        "failure": (f"{_OC}test_without_exposure_the_note_says_that_counts_are_raw",),
    },
    "persistence": {
        "coverage": (f"{_OC}test_reliability_finds_the_share_of_spread_that_lasts",),
        "size": (f"{_OC}test_officers_who_do_not_differ_are_not_found_to_persist",),
        "failure": No("a lasting assignment looks like a lasting officer", owed=True),
    },
    "removal": {
        "coverage": (f"{_OR}test_what_is_avoided_is_covered_and_the_past_record_promises_more",),
        "size": (f"{_OR}test_replacing_officers_who_do_not_differ_avoids_nothing",),
        "failure": (f"{_OR}test_what_is_avoided_is_covered_and_the_past_record_promises_more",),
    },
    "variance-by-level": {
        "coverage": (f"{_OL}test_components_and_shares_of_units_and_officers_are_covered",),
        "size": (f"{_OL}test_a_level_without_differences_is_rarely_said_to_have_them",),
        "failure": No("units sent to busier places differ without any conduct", owed=True),
    },
    "internal-benchmark": {
        "coverage": No("it flags with a false discovery rate, and the rate is what is covered"),
        "size": (
            f"{_OB}test_ordinary_officers_are_hardly_ever_flagged",
            f"{_OB}test_flags_are_wrong_no_more_often_than_they_say_and_outliers_are_found",
        ),
        "failure": (
            f"{_OB}test_a_shift_of_the_whole_department_moves_nothing_and_the_note_says_so",
        ),
    },
    "same-scene": {
        "coverage": (
            "recovery/test_same_scene_recovery.py::"
            "test_intervals_of_propensities_drawn_from_the_prior_cover_as_often_as_they_say",
        ),
        "size": No("posterior intervals, no test; their coverage includes officers who are alike"),
        "failure": (
            "model/officers/test_same_scene.py::"
            "test_networks_without_a_common_scene_are_not_ranked_together",
        ),
    },
    "peer-exposure": {
        "coverage": (
            "recovery/test_networks.py::test_a_planted_association_is_nearly_always_found",
        ),
        "size": (
            "recovery/test_networks.py::test_lasting_officers_and_busy_units_alone_are_not_found",
        ),
        "failure": (
            "model/officers/test_networks.py::test_without_the_officers_own_record_a_note_says_so",
        ),
    },
    "officers-or-department": {
        "coverage": (f"{_OL}test_no_answer_of_the_verdict_is_the_opposite_of_the_truth",),
        "size": (f"{_OL}test_no_answer_of_the_verdict_is_the_opposite_of_the_truth",),
        "failure": (
            "model/officers/test_verdict.py::"
            "test_a_shift_of_the_whole_department_is_invisible_from_inside",
        ),
    },
    "early-intervention": {
        "coverage": (f"{_OE}test_a_random_rule_catches_the_share_of_officers_it_points_at",),
        "size": (f"{_OE}test_with_the_future_dealt_anew_among_officers_every_rule_is_at_chance",),
        "failure": (f"{_OE}test_a_later_unit_is_not_known_before",),
    },
    "survey-level": {
        "coverage": (f"{_T}test_clustered_levels_and_gaps_are_covered_and_simple_ones_are_not",),
        "size": _NO_TEST,
        "failure": (f"{_T}test_clustered_levels_and_gaps_are_covered_and_simple_ones_are_not",),
    },
    "survey-gap": {
        "coverage": (f"{_T}test_clustered_levels_and_gaps_are_covered_and_simple_ones_are_not",),
    },
    "survey-change": {
        "coverage": (
            f"{_T}test_changes_in_a_panel_are_covered_and_narrower_than_without_the_overlap",
        ),
    },
    "force-rate": {
        "coverage": (f"{_F}test_rate_ratios_per_stop_cover_the_truth_when_incidents_cluster",),
    },
    "force-composition": {"coverage": (_HOLDS,)},
    "force-circumstances": {
        "coverage": (_HOLDS,),
        "failure": (f"{_S}test_blanks_that_hide_the_yeses_stay_within_the_bounds",),
    },
    "force-weapons": {"coverage": (_HOLDS,), "size": _NO_TEST},
    "force-severity": {"coverage": (f"{_F}test_the_severity_odds_ratio_covers_the_truth",)},
    "force-selection": {
        "coverage": (f"{_F}test_total_effect_and_bounds_cover_the_truth_at_the_true_rho",),
        "failure": (f"{_F}test_total_effect_and_bounds_cover_the_truth_at_the_true_rho",),
    },
    "force-trend": {
        "coverage": (f"{_F}test_the_trend_covers_the_truth_when_counts_are_overdispersed",),
        "failure": (f"{_F}test_a_change_of_form_is_not_read_as_a_trend",),
    },
    "benchmark-share": {"coverage": (_HOLDS,)},
    "transport-safety": {"coverage": (_HOLDS,)},
    "capture-recapture": {
        "coverage": (
            f"{_F}test_two_independent_lists_cover_the_total_and_dependent_ones_fall_short",
            f"{_F}test_with_three_lists_the_model_with_the_true_dependence_finds_the_total",
        ),
        "size": No("it estimates a total and tests nothing"),
        "failure": (
            f"{_F}test_two_independent_lists_cover_the_total_and_dependent_ones_fall_short",
        ),
    },
    "force-reporting": {"coverage": (_HOLDS,), "size": _NO_TEST},
    "force-participation": {
        "coverage": No("it counts all agencies there are: nothing is drawn, nothing is uncertain"),
        "size": No("it compares a count with a published rule and tests nothing"),
    },
    "policy-checks": {
        "coverage": (f"{_S}test_the_interval_of_kappa_holds_the_truth",),
        "size": No("it counts verdicts and tests nothing"),
    },
    "threshold": {
        "coverage": (
            f"{_TH}test_intervals_without_a_note_cover_as_often_as_they_say_and_means_lie_in_the_middle",
        ),
        "size": (f"{_TH}test_equal_thresholds_give_no_gap_although_hit_rates_differ",),
        "failure": (f"{_TH}test_a_bent_posterior_is_noted_although_its_weights_look_even",),
    },
    **{
        name: {
            "coverage": No("it counts what was published or dates it; nothing is drawn"),
            "size": No("it compares counts as they stand and tests nothing"),
            "failure": No("it fails where its source does: its record says what would overturn it"),
        }
        for name in ("published-count-change", "status-on-date", "time-since")
    },
    "revocation": dict.fromkeys(SHOWN, _DECIDED),
    "guideline-departure": dict.fromkeys(SHOWN, _DECIDED),
    "release-rate": {"size": _NO_TEST},
    "knowles-persico-todd": {
        "coverage": No("it estimates nothing but a p-value; its power is shown"),
    },
    "hidden-confounder": {
        "size": No("it tests nothing of its own; coverage at no difference is shown"),
    },
    "multiverse": {
        "size": No("it has no p-value; how rarely its choices clear the null is shown"),
    },
    "reach-of-a-rule": {
        "size": No("it has no p-value; its bounds hold what was blanked, in every draw"),
    },
}
RECOVERED["threshold-discriminant"] = RECOVERED["threshold"]

OWED = 4
"""How many kinds are owed today. It may only fall: a new method owes nothing."""
