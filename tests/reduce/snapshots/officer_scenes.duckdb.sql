SELECT
  "t1"."scene",
  "t1"."officer_id",
  "t1"."severity",
  COUNT(*) AS "events"
FROM (
  SELECT
    "t0"."incident_id",
    "t0"."report_id",
    "t0"."agency_id",
    "t0"."incident_date",
    "t0"."date_precision",
    "t0"."incident_minute",
    "t0"."district",
    "t0"."beat",
    "t0"."neighborhood",
    "t0"."county",
    "t0"."latitude",
    "t0"."longitude",
    COALESCE(
      NULLIF(
        COALESCE(
          CASE
            WHEN REGEXP_MATCHES("t0"."officer_id", '\S')
            THEN "t0"."officer_id"
            ELSE 'unknown'
          END,
          'unknown'
        ),
        ''
      ),
      'unknown'
    ) AS "officer_id",
    "t0"."officer_race",
    "t0"."officer_sex",
    "t0"."officer_age_years",
    "t0"."officer_years_of_service",
    "t0"."officer_rank",
    "t0"."unit",
    "t0"."subject_id",
    "t0"."subject_race",
    "t0"."subject_race_raw",
    "t0"."subject_race_self",
    "t0"."subject_sex",
    "t0"."subject_age_years",
    "t0"."subject_age_band",
    "t0"."subject_is_juvenile",
    "t0"."contact_reason",
    "t0"."force_reason",
    "t0"."officers_involved",
    "t0"."subjects_involved",
    "t0"."is_call",
    "t0"."offense",
    "t0"."resistance",
    "t0"."force_kind",
    "t0"."force_use",
    "t0"."force_level",
    COALESCE(CAST("t0"."severity" AS TEXT), 'unknown') AS "severity",
    "t0"."subject_armed",
    "t0"."subject_injured",
    "t0"."subject_injury",
    "t0"."officer_injured",
    "t0"."subject_treated",
    "t0"."officer_injury",
    "t0"."subject_arrested",
    "t0"."was_restrained",
    "t0"."was_fleeing",
    "t0"."in_crisis",
    "t0"."under_influence",
    "t0"."firearm_pointed",
    "t0"."firearm_discharged",
    "t0"."resisting_charge_only",
    "t0"."finding",
    "t0"."source_file",
    "t0"."source_row",
    COALESCE(
      NULLIF(
        COALESCE(
          CASE
            WHEN REGEXP_MATCHES("t0"."incident_id", '\S')
            THEN "t0"."incident_id"
            ELSE 'unknown'
          END,
          'unknown'
        ),
        ''
      ),
      'unknown'
    ) AS "scene"
  FROM "force" AS "t0"
) AS "t1"
GROUP BY
  1,
  2,
  3
