WITH "t6" AS (
  SELECT
    *
  FROM "population" AS "t3"
  WHERE
    "t3"."subject_race" IS NOT NULL
)
SELECT
  "t44"."subject_race",
  SUM("t44"."force_rows") AS "force_rows",
  SUM("t44"."people") AS "people",
  SUM("t44"."people_squared") AS "people_squared",
  SUM("t44"."people_by_description") AS "people_by_description",
  SUM("t44"."people_in_stop_period") AS "people_in_stop_period",
  SUM("t44"."people_in_arrest_period") AS "people_in_arrest_period",
  SUM("t44"."residents") AS "residents",
  SUM("t44"."exposure_resident_days") AS "exposure_resident_days",
  SUM("t44"."stops") AS "stops",
  SUM("t44"."arrests") AS "arrests",
  SUM("t44"."calls") AS "calls"
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t41"."subject_race",
        COALESCE("t41"."force_rows", 0) AS "force_rows",
        COALESCE("t41"."people", 0) AS "people",
        COALESCE("t41"."people_squared", 0) AS "people_squared",
        COALESCE("t41"."people_by_description", 0) AS "people_by_description",
        COALESCE("t41"."people_in_stop_period", 0) AS "people_in_stop_period",
        COALESCE("t41"."people_in_arrest_period", 0) AS "people_in_arrest_period",
        CAST(0 AS BIGINT) AS "residents",
        CAST(0 AS BIGINT) AS "exposure_resident_days",
        CAST(0 AS BIGINT) AS "stops",
        CAST(0 AS BIGINT) AS "arrests",
        CAST(0 AS BIGINT) AS "calls"
      FROM (
        SELECT
          "t40"."subject_race",
          SUM("t40"."force_rows") AS "force_rows",
          SUM("t40"."people") AS "people",
          SUM("t40"."people" * "t40"."people") AS "people_squared",
          SUM("t40"."people_by_description") AS "people_by_description",
          SUM("t40"."people_in_stop_period") AS "people_in_stop_period",
          SUM("t40"."people_in_arrest_period") AS "people_in_arrest_period"
        FROM (
          SELECT
            "t39"."subject_race",
            "t39"."incident_id",
            COUNT(*) AS "force_rows",
            COALESCE(SUM(CAST(COALESCE("t39"."is_person", FALSE) AS BIGINT)), 0) AS "people",
            COALESCE(
              SUM(
                CAST(COALESCE(
                  "t39"."is_person"
                  AND (
                    (
                      "t39"."subject_id" IS NULL
                    )
                    OR COALESCE(STARTS_WITH("t39"."subject_id", "t39"."report_id"), FALSE)
                  ),
                  FALSE
                ) AS BIGINT)
              ),
              0
            ) AS "people_by_description",
            COALESCE(
              SUM(CAST(COALESCE("t39"."is_person" AND "t39"."in_stop_period", FALSE) AS BIGINT)),
              0
            ) AS "people_in_stop_period",
            COALESCE(
              SUM(CAST(COALESCE("t39"."is_person" AND "t39"."in_arrest_period", FALSE) AS BIGINT)),
              0
            ) AS "people_in_arrest_period"
          FROM (
            SELECT
              "t38"."incident_id",
              "t38"."report_id",
              "t38"."agency_id",
              "t38"."incident_date",
              "t38"."date_precision",
              "t38"."incident_minute",
              "t38"."district",
              "t38"."beat",
              "t38"."neighborhood",
              "t38"."county",
              "t38"."latitude",
              "t38"."longitude",
              "t38"."officer_id",
              "t38"."officer_race",
              "t38"."officer_sex",
              "t38"."officer_age_years",
              "t38"."officer_years_of_service",
              "t38"."officer_rank",
              "t38"."unit",
              "t38"."subject_id",
              COALESCE(NULLIF("t38"."subject_race", ''), 'unknown') AS "subject_race",
              "t38"."subject_race_raw",
              "t38"."subject_race_self",
              "t38"."subject_sex",
              "t38"."subject_age_years",
              "t38"."subject_age_band",
              "t38"."subject_is_juvenile",
              "t38"."contact_reason",
              "t38"."force_reason",
              "t38"."officers_involved",
              "t38"."subjects_involved",
              "t38"."is_call",
              "t38"."offense",
              "t38"."resistance",
              "t38"."force_kind",
              "t38"."force_use",
              "t38"."force_level",
              "t38"."severity",
              "t38"."subject_armed",
              "t38"."subject_injured",
              "t38"."subject_injury",
              "t38"."officer_injured",
              "t38"."subject_treated",
              "t38"."officer_injury",
              "t38"."subject_arrested",
              "t38"."was_restrained",
              "t38"."was_fleeing",
              "t38"."in_crisis",
              "t38"."under_influence",
              "t38"."firearm_pointed",
              "t38"."firearm_discharged",
              "t38"."resisting_charge_only",
              "t38"."finding",
              "t38"."source_file",
              "t38"."source_row",
              "t38"."person_key",
              "t38"."kind_rank",
              "t38"."in_stop_period",
              "t38"."in_arrest_period",
              "t38"."is_person"
            FROM (
              SELECT
                "t35"."incident_id",
                "t35"."report_id",
                "t35"."agency_id",
                "t35"."incident_date",
                "t35"."date_precision",
                "t35"."incident_minute",
                "t35"."district",
                "t35"."beat",
                "t35"."neighborhood",
                "t35"."county",
                "t35"."latitude",
                "t35"."longitude",
                "t35"."officer_id",
                "t35"."officer_race",
                "t35"."officer_sex",
                "t35"."officer_age_years",
                "t35"."officer_years_of_service",
                "t35"."officer_rank",
                "t35"."unit",
                "t35"."subject_id",
                "t35"."subject_race",
                "t35"."subject_race_raw",
                "t35"."subject_race_self",
                "t35"."subject_sex",
                "t35"."subject_age_years",
                "t35"."subject_age_band",
                "t35"."subject_is_juvenile",
                "t35"."contact_reason",
                "t35"."force_reason",
                "t35"."officers_involved",
                "t35"."subjects_involved",
                "t35"."is_call",
                "t35"."offense",
                "t35"."resistance",
                "t35"."force_kind",
                "t35"."force_use",
                "t35"."force_level",
                "t35"."severity",
                "t35"."subject_armed",
                "t35"."subject_injured",
                "t35"."subject_injury",
                "t35"."officer_injured",
                "t35"."subject_treated",
                "t35"."officer_injury",
                "t35"."subject_arrested",
                "t35"."was_restrained",
                "t35"."was_fleeing",
                "t35"."in_crisis",
                "t35"."under_influence",
                "t35"."firearm_pointed",
                "t35"."firearm_discharged",
                "t35"."resisting_charge_only",
                "t35"."finding",
                "t35"."source_file",
                "t35"."source_row",
                "t35"."person_key",
                "t35"."kind_rank",
                "t35"."in_stop_period",
                "t35"."in_arrest_period",
                (
                  ROW_NUMBER() OVER (
                    PARTITION BY "t35"."person_key"
                    ORDER BY "t35"."kind_rank" DESC, "t35"."source_file" ASC, "t35"."source_row" ASC
                    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                  ) - 1
                ) = 0 AS "is_person"
              FROM (
                SELECT
                  "t34".*
                  EXCLUDE ("first_day", "last_day")
                FROM (
                  SELECT
                    "t32"."incident_id",
                    "t32"."report_id",
                    "t32"."agency_id",
                    "t32"."incident_date",
                    "t32"."date_precision",
                    "t32"."incident_minute",
                    "t32"."district",
                    "t32"."beat",
                    "t32"."neighborhood",
                    "t32"."county",
                    "t32"."latitude",
                    "t32"."longitude",
                    "t32"."officer_id",
                    "t32"."officer_race",
                    "t32"."officer_sex",
                    "t32"."officer_age_years",
                    "t32"."officer_years_of_service",
                    "t32"."officer_rank",
                    "t32"."unit",
                    "t32"."subject_id",
                    "t32"."subject_race",
                    "t32"."subject_race_raw",
                    "t32"."subject_race_self",
                    "t32"."subject_sex",
                    "t32"."subject_age_years",
                    "t32"."subject_age_band",
                    "t32"."subject_is_juvenile",
                    "t32"."contact_reason",
                    "t32"."force_reason",
                    "t32"."officers_involved",
                    "t32"."subjects_involved",
                    "t32"."is_call",
                    "t32"."offense",
                    "t32"."resistance",
                    "t32"."force_kind",
                    "t32"."force_use",
                    "t32"."force_level",
                    "t32"."severity",
                    "t32"."subject_armed",
                    "t32"."subject_injured",
                    "t32"."subject_injury",
                    "t32"."officer_injured",
                    "t32"."subject_treated",
                    "t32"."officer_injury",
                    "t32"."subject_arrested",
                    "t32"."was_restrained",
                    "t32"."was_fleeing",
                    "t32"."in_crisis",
                    "t32"."under_influence",
                    "t32"."firearm_pointed",
                    "t32"."firearm_discharged",
                    "t32"."resisting_charge_only",
                    "t32"."finding",
                    "t32"."source_file",
                    "t32"."source_row",
                    "t32"."person_key",
                    "t32"."kind_rank",
                    "t32"."in_stop_period",
                    "t32"."first_day",
                    "t32"."last_day",
                    (
                      "t32"."incident_date" >= "t32"."first_day"
                    )
                    AND (
                      "t32"."incident_date" <= "t32"."last_day"
                    ) AS "in_arrest_period"
                  FROM (
                    SELECT
                      "t31"."incident_id",
                      "t31"."report_id",
                      "t31"."agency_id",
                      "t31"."incident_date",
                      "t31"."date_precision",
                      "t31"."incident_minute",
                      "t31"."district",
                      "t31"."beat",
                      "t31"."neighborhood",
                      "t31"."county",
                      "t31"."latitude",
                      "t31"."longitude",
                      "t31"."officer_id",
                      "t31"."officer_race",
                      "t31"."officer_sex",
                      "t31"."officer_age_years",
                      "t31"."officer_years_of_service",
                      "t31"."officer_rank",
                      "t31"."unit",
                      "t31"."subject_id",
                      "t31"."subject_race",
                      "t31"."subject_race_raw",
                      "t31"."subject_race_self",
                      "t31"."subject_sex",
                      "t31"."subject_age_years",
                      "t31"."subject_age_band",
                      "t31"."subject_is_juvenile",
                      "t31"."contact_reason",
                      "t31"."force_reason",
                      "t31"."officers_involved",
                      "t31"."subjects_involved",
                      "t31"."is_call",
                      "t31"."offense",
                      "t31"."resistance",
                      "t31"."force_kind",
                      "t31"."force_use",
                      "t31"."force_level",
                      "t31"."severity",
                      "t31"."subject_armed",
                      "t31"."subject_injured",
                      "t31"."subject_injury",
                      "t31"."officer_injured",
                      "t31"."subject_treated",
                      "t31"."officer_injury",
                      "t31"."subject_arrested",
                      "t31"."was_restrained",
                      "t31"."was_fleeing",
                      "t31"."in_crisis",
                      "t31"."under_influence",
                      "t31"."firearm_pointed",
                      "t31"."firearm_discharged",
                      "t31"."resisting_charge_only",
                      "t31"."finding",
                      "t31"."source_file",
                      "t31"."source_row",
                      "t31"."person_key",
                      "t31"."kind_rank",
                      "t31"."in_stop_period",
                      "t9"."first_day",
                      "t9"."last_day"
                    FROM (
                      SELECT
                        "t28".*
                        EXCLUDE ("first_day", "last_day")
                      FROM (
                        SELECT
                          "t26"."incident_id",
                          "t26"."report_id",
                          "t26"."agency_id",
                          "t26"."incident_date",
                          "t26"."date_precision",
                          "t26"."incident_minute",
                          "t26"."district",
                          "t26"."beat",
                          "t26"."neighborhood",
                          "t26"."county",
                          "t26"."latitude",
                          "t26"."longitude",
                          "t26"."officer_id",
                          "t26"."officer_race",
                          "t26"."officer_sex",
                          "t26"."officer_age_years",
                          "t26"."officer_years_of_service",
                          "t26"."officer_rank",
                          "t26"."unit",
                          "t26"."subject_id",
                          "t26"."subject_race",
                          "t26"."subject_race_raw",
                          "t26"."subject_race_self",
                          "t26"."subject_sex",
                          "t26"."subject_age_years",
                          "t26"."subject_age_band",
                          "t26"."subject_is_juvenile",
                          "t26"."contact_reason",
                          "t26"."force_reason",
                          "t26"."officers_involved",
                          "t26"."subjects_involved",
                          "t26"."is_call",
                          "t26"."offense",
                          "t26"."resistance",
                          "t26"."force_kind",
                          "t26"."force_use",
                          "t26"."force_level",
                          "t26"."severity",
                          "t26"."subject_armed",
                          "t26"."subject_injured",
                          "t26"."subject_injury",
                          "t26"."officer_injured",
                          "t26"."subject_treated",
                          "t26"."officer_injury",
                          "t26"."subject_arrested",
                          "t26"."was_restrained",
                          "t26"."was_fleeing",
                          "t26"."in_crisis",
                          "t26"."under_influence",
                          "t26"."firearm_pointed",
                          "t26"."firearm_discharged",
                          "t26"."resisting_charge_only",
                          "t26"."finding",
                          "t26"."source_file",
                          "t26"."source_row",
                          "t26"."person_key",
                          "t26"."kind_rank",
                          "t26"."first_day",
                          "t26"."last_day",
                          (
                            "t26"."incident_date" >= "t26"."first_day"
                          )
                          AND (
                            "t26"."incident_date" <= "t26"."last_day"
                          ) AS "in_stop_period"
                        FROM (
                          SELECT
                            "t24"."incident_id",
                            "t24"."report_id",
                            "t24"."agency_id",
                            "t24"."incident_date",
                            "t24"."date_precision",
                            "t24"."incident_minute",
                            "t24"."district",
                            "t24"."beat",
                            "t24"."neighborhood",
                            "t24"."county",
                            "t24"."latitude",
                            "t24"."longitude",
                            "t24"."officer_id",
                            "t24"."officer_race",
                            "t24"."officer_sex",
                            "t24"."officer_age_years",
                            "t24"."officer_years_of_service",
                            "t24"."officer_rank",
                            "t24"."unit",
                            "t24"."subject_id",
                            "t24"."subject_race",
                            "t24"."subject_race_raw",
                            "t24"."subject_race_self",
                            "t24"."subject_sex",
                            "t24"."subject_age_years",
                            "t24"."subject_age_band",
                            "t24"."subject_is_juvenile",
                            "t24"."contact_reason",
                            "t24"."force_reason",
                            "t24"."officers_involved",
                            "t24"."subjects_involved",
                            "t24"."is_call",
                            "t24"."offense",
                            "t24"."resistance",
                            "t24"."force_kind",
                            "t24"."force_use",
                            "t24"."force_level",
                            "t24"."severity",
                            "t24"."subject_armed",
                            "t24"."subject_injured",
                            "t24"."subject_injury",
                            "t24"."officer_injured",
                            "t24"."subject_treated",
                            "t24"."officer_injury",
                            "t24"."subject_arrested",
                            "t24"."was_restrained",
                            "t24"."was_fleeing",
                            "t24"."in_crisis",
                            "t24"."under_influence",
                            "t24"."firearm_pointed",
                            "t24"."firearm_discharged",
                            "t24"."resisting_charge_only",
                            "t24"."finding",
                            "t24"."source_file",
                            "t24"."source_row",
                            "t24"."person_key",
                            "t24"."kind_rank",
                            "t7"."first_day",
                            "t7"."last_day"
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
                              "t2"."incident_id" || '|' || CASE
                                WHEN (
                                  "t2"."subject_id" IS NULL
                                )
                                OR COALESCE(STARTS_WITH("t2"."subject_id", "t2"."report_id"), FALSE)
                                THEN COALESCE("t2"."subject_race", '-') || '/' || COALESCE("t2"."subject_sex", '-') || '/' || COALESCE(CAST("t2"."subject_age_years" AS TEXT), '-') || '|' || CAST(DENSE_RANK() OVER (
                                  PARTITION BY "t2"."incident_id", "t2"."report_id", COALESCE("t2"."subject_race", '-') || '/' || COALESCE("t2"."subject_sex", '-') || '/' || COALESCE(CAST("t2"."subject_age_years" AS TEXT), '-')
                                  ORDER BY "t2"."subject_id" ASC
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                                ) - 1 AS TEXT)
                                ELSE COALESCE(
                                  "t2"."subject_id",
                                  COALESCE("t2"."subject_race", '-') || '/' || COALESCE("t2"."subject_sex", '-') || '/' || COALESCE(CAST("t2"."subject_age_years" AS TEXT), '-')
                                )
                              END AS "person_key",
                              (
                                COALESCE("t2"."severity", 0) * 100
                              ) + CASE
                                WHEN COALESCE("t2"."force_use" IN ('drawn', 'pointed'), FALSE)
                                OR COALESCE(
                                  (
                                    "t2"."force_use" IS NULL
                                  )
                                  AND (
                                    "t2"."force_kind" = 'firearm'
                                  )
                                  AND (
                                    "t2"."severity" < 4
                                  ),
                                  FALSE
                                )
                                THEN 0
                                WHEN COALESCE("t2"."force_kind" = 'presence', FALSE)
                                THEN 1
                                WHEN COALESCE("t2"."force_kind" = 'verbal', FALSE)
                                THEN 2
                                WHEN COALESCE("t2"."force_kind" = 'handcuffing', FALSE)
                                THEN 3
                                WHEN COALESCE("t2"."force_kind" = 'hold', FALSE)
                                THEN 4
                                WHEN COALESCE("t2"."force_kind" = 'other_physical', FALSE)
                                THEN 5
                                WHEN COALESCE("t2"."force_kind" = 'other', FALSE)
                                THEN 6
                                WHEN COALESCE("t2"."force_kind" = 'takedown', FALSE)
                                THEN 7
                                WHEN COALESCE("t2"."force_kind" = 'restraint_device', FALSE)
                                THEN 8
                                WHEN COALESCE("t2"."force_kind" = 'body_weight', FALSE)
                                THEN 9
                                WHEN COALESCE("t2"."force_kind" = 'strike', FALSE)
                                THEN 10
                                WHEN COALESCE("t2"."force_kind" = 'chemical', FALSE)
                                THEN 11
                                WHEN COALESCE("t2"."force_kind" = 'conducted_energy', FALSE)
                                THEN 12
                                WHEN COALESCE("t2"."force_kind" = 'impact_weapon', FALSE)
                                THEN 13
                                WHEN COALESCE("t2"."force_kind" = 'impact_projectile', FALSE)
                                THEN 14
                                WHEN COALESCE("t2"."force_kind" = 'canine', FALSE)
                                THEN 15
                                WHEN COALESCE("t2"."force_kind" = 'vehicle', FALSE)
                                THEN 16
                                WHEN COALESCE("t2"."force_kind" = 'neck_restraint', FALSE)
                                THEN 17
                                WHEN COALESCE("t2"."force_kind" = 'firearm', FALSE)
                                THEN 18
                                ELSE -1
                              END AS "kind_rank"
                            FROM "force" AS "t2"
                          ) AS "t24"
                          CROSS JOIN (
                            SELECT
                              MIN("t0"."stop_date") AS "first_day",
                              MAX("t0"."stop_date") AS "last_day"
                            FROM "stops" AS "t0"
                          ) AS "t7"
                        ) AS "t26"
                      ) AS "t28"
                    ) AS "t31"
                    CROSS JOIN (
                      SELECT
                        MIN("t1"."arrest_date") AS "first_day",
                        MAX("t1"."arrest_date") AS "last_day"
                      FROM "arrests" AS "t1"
                    ) AS "t9"
                  ) AS "t32"
                ) AS "t34"
              ) AS "t35"
            ) AS "t38"
          ) AS "t39"
          GROUP BY
            1,
            2
        ) AS "t40"
        GROUP BY
          1
      ) AS "t41"
    ) AS "t42"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t15"."subject_race",
        CAST(0 AS BIGINT) AS "force_rows",
        CAST(0 AS BIGINT) AS "people",
        CAST(0 AS BIGINT) AS "people_squared",
        CAST(0 AS BIGINT) AS "people_by_description",
        CAST(0 AS BIGINT) AS "people_in_stop_period",
        CAST(0 AS BIGINT) AS "people_in_arrest_period",
        CAST(0 AS BIGINT) AS "residents",
        CAST(0 AS BIGINT) AS "exposure_resident_days",
        COALESCE("t15"."stops", 0) AS "stops",
        CAST(0 AS BIGINT) AS "arrests",
        CAST(0 AS BIGINT) AS "calls"
      FROM (
        SELECT
          "t8"."subject_race",
          COUNT(*) AS "stops"
        FROM (
          SELECT
            "t0"."stop_id",
            "t0"."person_number",
            "t0"."agency_id",
            "t0"."stop_date",
            "t0"."date_precision",
            "t0"."stop_minute",
            "t0"."district",
            "t0"."beat",
            "t0"."neighborhood",
            "t0"."county",
            "t0"."latitude",
            "t0"."longitude",
            "t0"."stop_type",
            "t0"."stop_reason",
            "t0"."stop_reason_raw",
            "t0"."recorded_by",
            COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
            "t0"."subject_race_raw",
            "t0"."subject_race_self",
            "t0"."subject_sex",
            "t0"."subject_age_years",
            "t0"."subject_age_band",
            "t0"."subject_is_juvenile",
            "t0"."surname_percent_asian",
            "t0"."surname_percent_black",
            "t0"."surname_percent_hispanic",
            "t0"."surname_percent_native_american",
            "t0"."surname_percent_other",
            "t0"."surname_percent_white",
            "t0"."place_people_asian",
            "t0"."place_people_black",
            "t0"."place_people_hispanic",
            "t0"."place_people_native_american",
            "t0"."place_people_other",
            "t0"."place_people_white",
            "t0"."officer_id",
            "t0"."officer_race",
            "t0"."officer_sex",
            "t0"."officer_age_years",
            "t0"."officer_years_of_service",
            "t0"."officer_rank",
            "t0"."unit",
            "t0"."frisk_performed",
            "t0"."search_conducted",
            "t0"."search_person",
            "t0"."search_vehicle",
            "t0"."search_basis",
            "t0"."contraband_found",
            "t0"."contraband_drugs",
            "t0"."contraband_weapons",
            "t0"."arrest_made",
            "t0"."citation_issued",
            "t0"."citation_count",
            "t0"."warning_issued",
            "t0"."force_used",
            "t0"."outcome",
            "t0"."duration_minutes",
            "t0"."subject_id",
            "t0"."source_file",
            "t0"."source_row"
          FROM "stops" AS "t0"
        ) AS "t8"
        GROUP BY
          1
      ) AS "t15"
    ) AS "t19"
  ) AS "t43"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t33"."subject_race",
        CAST(0 AS BIGINT) AS "force_rows",
        CAST(0 AS BIGINT) AS "people",
        CAST(0 AS BIGINT) AS "people_squared",
        CAST(0 AS BIGINT) AS "people_by_description",
        CAST(0 AS BIGINT) AS "people_in_stop_period",
        CAST(0 AS BIGINT) AS "people_in_arrest_period",
        COALESCE("t33"."residents", 0) AS "residents",
        COALESCE("t33"."exposure_resident_days", 0) AS "exposure_resident_days",
        COALESCE("t33"."stops", 0) AS "stops",
        COALESCE("t33"."arrests", 0) AS "arrests",
        COALESCE("t33"."calls", 0) AS "calls"
      FROM (
        SELECT
          "t29"."subject_race",
          SUM(
            CASE
              WHEN COALESCE("t29"."benchmark", 'residents') = 'residents'
              THEN COALESCE("t29"."population", 0)
              ELSE 0
            END
          ) AS "residents",
          SUM(
            CASE
              WHEN COALESCE("t29"."benchmark", 'residents') = 'residents'
              THEN COALESCE("t29"."population", 0) * (
                COALESCE("t29"."days", -1) + 1
              )
              ELSE 0
            END
          ) AS "exposure_resident_days",
          SUM(
            CASE
              WHEN COALESCE("t29"."benchmark", 'residents') = 'calls'
              THEN COALESCE("t29"."population", 0)
              ELSE 0
            END
          ) AS "calls",
          SUM(
            CASE
              WHEN COALESCE("t29"."benchmark", 'residents') = 'arrests'
              THEN COALESCE("t29"."population", 0)
              ELSE 0
            END
          ) AS "arrests",
          SUM(
            CASE
              WHEN COALESCE("t29"."benchmark", 'residents') = 'stops'
              THEN COALESCE("t29"."population", 0)
              ELSE 0
            END
          ) AS "stops"
        FROM (
          SELECT
            "t27"."agency_id",
            "t27"."place_kind",
            "t27"."place",
            COALESCE(NULLIF("t27"."subject_race", ''), 'unknown') AS "subject_race",
            "t27"."population",
            "t27"."benchmark",
            "t27"."margin",
            "t27"."source_file",
            "t27"."source_row",
            "t27"."widest_kind",
            "t27"."days"
          FROM (
            SELECT
              "t25"."agency_id",
              "t25"."place_kind",
              "t25"."place",
              "t25"."subject_race",
              "t25"."population",
              "t25"."benchmark",
              "t25"."margin",
              "t25"."source_file",
              "t25"."source_row",
              "t25"."widest_kind",
              "t13"."days"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t14"."agency_id",
                  "t14"."place_kind",
                  "t14"."place",
                  "t14"."subject_race",
                  "t14"."population",
                  "t14"."benchmark",
                  "t14"."margin",
                  "t14"."source_file",
                  "t14"."source_row",
                  "t18"."widest_kind"
                FROM "t6" AS "t14"
                CROSS JOIN (
                  SELECT
                    MIN("t12"."place_kind") AS "widest_kind"
                  FROM "t6" AS "t12"
                ) AS "t18"
              ) AS "t21"
              WHERE
                "t21"."place_kind" = "t21"."widest_kind"
            ) AS "t25"
            CROSS JOIN (
              SELECT
                DATE_DIFF('DAY', MIN("t2"."incident_date"), MAX("t2"."incident_date")) AS "days"
              FROM "force" AS "t2"
            ) AS "t13"
          ) AS "t27"
        ) AS "t29"
        GROUP BY
          1
      ) AS "t33"
    ) AS "t36"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t16"."subject_race",
        CAST(0 AS BIGINT) AS "force_rows",
        CAST(0 AS BIGINT) AS "people",
        CAST(0 AS BIGINT) AS "people_squared",
        CAST(0 AS BIGINT) AS "people_by_description",
        CAST(0 AS BIGINT) AS "people_in_stop_period",
        CAST(0 AS BIGINT) AS "people_in_arrest_period",
        CAST(0 AS BIGINT) AS "residents",
        CAST(0 AS BIGINT) AS "exposure_resident_days",
        CAST(0 AS BIGINT) AS "stops",
        COALESCE("t16"."arrests", 0) AS "arrests",
        CAST(0 AS BIGINT) AS "calls"
      FROM (
        SELECT
          "t10"."subject_race",
          COUNT(*) AS "arrests"
        FROM (
          SELECT
            "t1"."arrest_id",
            "t1"."agency_id",
            "t1"."arrest_date",
            "t1"."date_precision",
            "t1"."arrest_minute",
            "t1"."district",
            "t1"."beat",
            "t1"."neighborhood",
            "t1"."county",
            "t1"."latitude",
            "t1"."longitude",
            COALESCE(NULLIF("t1"."subject_race", ''), 'unknown') AS "subject_race",
            "t1"."subject_race_raw",
            "t1"."subject_race_self",
            "t1"."subject_sex",
            "t1"."subject_age_years",
            "t1"."subject_age_band",
            "t1"."subject_is_juvenile",
            "t1"."officer_id",
            "t1"."officer_race",
            "t1"."officer_sex",
            "t1"."officer_age_years",
            "t1"."officer_years_of_service",
            "t1"."officer_rank",
            "t1"."unit",
            "t1"."offense",
            "t1"."charge_level",
            "t1"."resisting_charge_only",
            "t1"."source_file",
            "t1"."source_row"
          FROM "arrests" AS "t1"
        ) AS "t10"
        GROUP BY
          1
      ) AS "t16"
    ) AS "t20"
  ) AS "t37"
) AS "t44"
GROUP BY
  1
