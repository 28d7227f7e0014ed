SELECT
  "t4"."subject_race",
  "t4"."force_kind",
  COUNT(*) AS "actions",
  COALESCE(SUM(CAST(COALESCE("t4"."is_worst", FALSE) AS BIGINT)), 0) AS "people",
  COALESCE(SUM(CAST(COALESCE("t4"."is_first", FALSE) AS BIGINT)), 0) AS "people_with"
FROM (
  SELECT
    "t3"."incident_id",
    "t3"."report_id",
    "t3"."agency_id",
    "t3"."incident_date",
    "t3"."date_precision",
    "t3"."incident_minute",
    "t3"."district",
    "t3"."beat",
    "t3"."neighborhood",
    "t3"."county",
    "t3"."latitude",
    "t3"."longitude",
    "t3"."officer_id",
    "t3"."officer_race",
    "t3"."officer_sex",
    "t3"."officer_age_years",
    "t3"."officer_years_of_service",
    "t3"."officer_rank",
    "t3"."unit",
    "t3"."subject_id",
    COALESCE(NULLIF("t3"."subject_race", ''), 'unknown') AS "subject_race",
    "t3"."subject_race_raw",
    "t3"."subject_race_self",
    "t3"."subject_sex",
    "t3"."subject_age_years",
    "t3"."subject_age_band",
    "t3"."subject_is_juvenile",
    "t3"."contact_reason",
    "t3"."force_reason",
    "t3"."officers_involved",
    "t3"."subjects_involved",
    "t3"."is_call",
    "t3"."offense",
    "t3"."resistance",
    COALESCE(NULLIF("t3"."force_kind", ''), 'unknown') AS "force_kind",
    "t3"."force_use",
    "t3"."force_level",
    "t3"."severity",
    "t3"."subject_armed",
    "t3"."subject_injured",
    "t3"."subject_injury",
    "t3"."officer_injured",
    "t3"."subject_treated",
    "t3"."officer_injury",
    "t3"."subject_arrested",
    "t3"."was_restrained",
    "t3"."was_fleeing",
    "t3"."in_crisis",
    "t3"."under_influence",
    "t3"."firearm_pointed",
    "t3"."firearm_discharged",
    "t3"."resisting_charge_only",
    "t3"."finding",
    "t3"."source_file",
    "t3"."source_row",
    "t3"."person_key",
    "t3"."kind_rank",
    "t3"."is_worst",
    "t3"."is_first"
  FROM (
    SELECT
      "t2"."incident_id",
      "t2"."report_id",
      "t2"."agency_id",
      "t2"."incident_date",
      "t2"."date_precision",
      "t2"."incident_minute",
      "t2"."district",
      "t2"."beat",
      "t2"."neighborhood",
      "t2"."county",
      "t2"."latitude",
      "t2"."longitude",
      "t2"."officer_id",
      "t2"."officer_race",
      "t2"."officer_sex",
      "t2"."officer_age_years",
      "t2"."officer_years_of_service",
      "t2"."officer_rank",
      "t2"."unit",
      "t2"."subject_id",
      "t2"."subject_race",
      "t2"."subject_race_raw",
      "t2"."subject_race_self",
      "t2"."subject_sex",
      "t2"."subject_age_years",
      "t2"."subject_age_band",
      "t2"."subject_is_juvenile",
      "t2"."contact_reason",
      "t2"."force_reason",
      "t2"."officers_involved",
      "t2"."subjects_involved",
      "t2"."is_call",
      "t2"."offense",
      "t2"."resistance",
      "t2"."force_kind",
      "t2"."force_use",
      "t2"."force_level",
      "t2"."severity",
      "t2"."subject_armed",
      "t2"."subject_injured",
      "t2"."subject_injury",
      "t2"."officer_injured",
      "t2"."subject_treated",
      "t2"."officer_injury",
      "t2"."subject_arrested",
      "t2"."was_restrained",
      "t2"."was_fleeing",
      "t2"."in_crisis",
      "t2"."under_influence",
      "t2"."firearm_pointed",
      "t2"."firearm_discharged",
      "t2"."resisting_charge_only",
      "t2"."finding",
      "t2"."source_file",
      "t2"."source_row",
      "t2"."person_key",
      "t2"."kind_rank",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t2"."person_key"
          ORDER BY "t2"."kind_rank" DESC, "t2"."source_file" ASC, "t2"."source_row" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) = 0 AS "is_worst",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t2"."person_key", "t2"."force_kind"
          ORDER BY "t2"."source_file" ASC, "t2"."source_row" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) = 0 AS "is_first"
    FROM (
      SELECT
        "t1"."incident_id",
        "t1"."report_id",
        "t1"."agency_id",
        "t1"."incident_date",
        "t1"."date_precision",
        "t1"."incident_minute",
        "t1"."district",
        "t1"."beat",
        "t1"."neighborhood",
        "t1"."county",
        "t1"."latitude",
        "t1"."longitude",
        "t1"."officer_id",
        "t1"."officer_race",
        "t1"."officer_sex",
        "t1"."officer_age_years",
        "t1"."officer_years_of_service",
        "t1"."officer_rank",
        "t1"."unit",
        "t1"."subject_id",
        "t1"."subject_race",
        "t1"."subject_race_raw",
        "t1"."subject_race_self",
        "t1"."subject_sex",
        "t1"."subject_age_years",
        "t1"."subject_age_band",
        "t1"."subject_is_juvenile",
        "t1"."contact_reason",
        "t1"."force_reason",
        "t1"."officers_involved",
        "t1"."subjects_involved",
        "t1"."is_call",
        "t1"."offense",
        "t1"."resistance",
        CASE
          WHEN COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
          OR COALESCE(
            (
              "t1"."force_use" IS NULL
            )
            AND (
              "t1"."force_kind" = 'firearm'
            )
            AND (
              "t1"."severity" < 4
            ),
            FALSE
          )
          THEN "t1"."force_kind" || '_' || COALESCE("t1"."force_use", 'pointed')
          ELSE "t1"."force_kind"
        END AS "force_kind",
        "t1"."force_use",
        "t1"."force_level",
        "t1"."severity",
        "t1"."subject_armed",
        "t1"."subject_injured",
        "t1"."subject_injury",
        "t1"."officer_injured",
        "t1"."subject_treated",
        "t1"."officer_injury",
        "t1"."subject_arrested",
        "t1"."was_restrained",
        "t1"."was_fleeing",
        "t1"."in_crisis",
        "t1"."under_influence",
        "t1"."firearm_pointed",
        "t1"."firearm_discharged",
        "t1"."resisting_charge_only",
        "t1"."finding",
        "t1"."source_file",
        "t1"."source_row",
        "t1"."person_key",
        "t1"."kind_rank"
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
          "t0"."officer_id",
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
          "t0"."severity",
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
          "t0"."incident_id" || '|' || CASE
            WHEN (
              "t0"."subject_id" IS NULL
            )
            OR COALESCE(STARTS_WITH("t0"."subject_id", "t0"."report_id"), FALSE)
            THEN COALESCE("t0"."subject_race", '-') || '/' || COALESCE("t0"."subject_sex", '-') || '/' || COALESCE(CAST("t0"."subject_age_years" AS TEXT), '-') || '|' || CAST(DENSE_RANK() OVER (
              PARTITION BY "t0"."incident_id", "t0"."report_id", COALESCE("t0"."subject_race", '-') || '/' || COALESCE("t0"."subject_sex", '-') || '/' || COALESCE(CAST("t0"."subject_age_years" AS TEXT), '-')
              ORDER BY "t0"."subject_id" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1 AS TEXT)
            ELSE COALESCE(
              "t0"."subject_id",
              COALESCE("t0"."subject_race", '-') || '/' || COALESCE("t0"."subject_sex", '-') || '/' || COALESCE(CAST("t0"."subject_age_years" AS TEXT), '-')
            )
          END AS "person_key",
          (
            COALESCE("t0"."severity", 0) * 100
          ) + CASE
            WHEN COALESCE("t0"."force_use" IN ('drawn', 'pointed'), FALSE)
            OR COALESCE(
              (
                "t0"."force_use" IS NULL
              )
              AND (
                "t0"."force_kind" = 'firearm'
              )
              AND (
                "t0"."severity" < 4
              ),
              FALSE
            )
            THEN 0
            WHEN COALESCE("t0"."force_kind" = 'presence', FALSE)
            THEN 1
            WHEN COALESCE("t0"."force_kind" = 'verbal', FALSE)
            THEN 2
            WHEN COALESCE("t0"."force_kind" = 'handcuffing', FALSE)
            THEN 3
            WHEN COALESCE("t0"."force_kind" = 'hold', FALSE)
            THEN 4
            WHEN COALESCE("t0"."force_kind" = 'other_physical', FALSE)
            THEN 5
            WHEN COALESCE("t0"."force_kind" = 'other', FALSE)
            THEN 6
            WHEN COALESCE("t0"."force_kind" = 'takedown', FALSE)
            THEN 7
            WHEN COALESCE("t0"."force_kind" = 'restraint_device', FALSE)
            THEN 8
            WHEN COALESCE("t0"."force_kind" = 'body_weight', FALSE)
            THEN 9
            WHEN COALESCE("t0"."force_kind" = 'strike', FALSE)
            THEN 10
            WHEN COALESCE("t0"."force_kind" = 'chemical', FALSE)
            THEN 11
            WHEN COALESCE("t0"."force_kind" = 'conducted_energy', FALSE)
            THEN 12
            WHEN COALESCE("t0"."force_kind" = 'impact_weapon', FALSE)
            THEN 13
            WHEN COALESCE("t0"."force_kind" = 'impact_projectile', FALSE)
            THEN 14
            WHEN COALESCE("t0"."force_kind" = 'canine', FALSE)
            THEN 15
            WHEN COALESCE("t0"."force_kind" = 'vehicle', FALSE)
            THEN 16
            WHEN COALESCE("t0"."force_kind" = 'neck_restraint', FALSE)
            THEN 17
            WHEN COALESCE("t0"."force_kind" = 'firearm', FALSE)
            THEN 18
            ELSE -1
          END AS "kind_rank"
        FROM "force" AS "t0"
      ) AS "t1"
    ) AS "t2"
  ) AS "t3"
) AS "t4"
GROUP BY
  1,
  2
