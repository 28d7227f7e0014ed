WITH "t2" AS (
  SELECT DISTINCT
    "t1"."officer_id",
    "t1"."incident_date"
  FROM "force" AS "t1"
  WHERE
    "t1"."officer_id" IS NOT NULL AND "t1"."incident_date" IS NOT NULL
)
SELECT
  "t17"."subject_race",
  COUNT(*) AS "resisting_arrests",
  COALESCE(SUM(CAST(COALESCE("t17"."has_report" IS NULL, FALSE) AS BIGINT)), 0) AS "resisting_arrests_without_force",
  COALESCE(SUM(CAST(COALESCE("t17"."is_month", FALSE) AS BIGINT)), 0) AS "officer_months",
  COALESCE(
    SUM(
      CAST(COALESCE("t17"."is_month" AND (
        "t17"."has_month" IS NULL
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "officer_months_without_force"
FROM (
  SELECT
    "t16"."arrest_id",
    "t16"."agency_id",
    "t16"."arrest_date",
    "t16"."date_precision",
    "t16"."arrest_minute",
    "t16"."district",
    "t16"."beat",
    "t16"."neighborhood",
    "t16"."county",
    "t16"."latitude",
    "t16"."longitude",
    COALESCE(NULLIF("t16"."subject_race", ''), 'unknown') AS "subject_race",
    "t16"."subject_race_raw",
    "t16"."subject_race_self",
    "t16"."subject_sex",
    "t16"."subject_age_years",
    "t16"."subject_age_band",
    "t16"."subject_is_juvenile",
    "t16"."officer_id",
    "t16"."officer_race",
    "t16"."officer_sex",
    "t16"."officer_age_years",
    "t16"."officer_years_of_service",
    "t16"."officer_rank",
    "t16"."unit",
    "t16"."offense",
    "t16"."charge_level",
    "t16"."resisting_charge_only",
    "t16"."source_file",
    "t16"."source_row",
    "t16"."incident_date",
    "t16"."month_key",
    "t16"."has_report",
    "t16"."has_month",
    "t16"."is_month"
  FROM (
    SELECT
      "t15"."arrest_id",
      "t15"."agency_id",
      "t15"."arrest_date",
      "t15"."date_precision",
      "t15"."arrest_minute",
      "t15"."district",
      "t15"."beat",
      "t15"."neighborhood",
      "t15"."county",
      "t15"."latitude",
      "t15"."longitude",
      "t15"."subject_race",
      "t15"."subject_race_raw",
      "t15"."subject_race_self",
      "t15"."subject_sex",
      "t15"."subject_age_years",
      "t15"."subject_age_band",
      "t15"."subject_is_juvenile",
      "t15"."officer_id",
      "t15"."officer_race",
      "t15"."officer_sex",
      "t15"."officer_age_years",
      "t15"."officer_years_of_service",
      "t15"."officer_rank",
      "t15"."unit",
      "t15"."offense",
      "t15"."charge_level",
      "t15"."resisting_charge_only",
      "t15"."source_file",
      "t15"."source_row",
      "t15"."incident_date",
      "t15"."month_key",
      "t15"."has_report",
      "t15"."has_month",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t15"."officer_id", "t15"."month_key"
          ORDER BY "t15"."source_file" ASC, "t15"."source_row" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) = 0 AS "is_month"
    FROM (
      SELECT
        "t14".*
        EXCLUDE ("month_key_right", "officer_id_right")
      FROM (
        SELECT
          "t13"."arrest_id",
          "t13"."agency_id",
          "t13"."arrest_date",
          "t13"."date_precision",
          "t13"."arrest_minute",
          "t13"."district",
          "t13"."beat",
          "t13"."neighborhood",
          "t13"."county",
          "t13"."latitude",
          "t13"."longitude",
          "t13"."subject_race",
          "t13"."subject_race_raw",
          "t13"."subject_race_self",
          "t13"."subject_sex",
          "t13"."subject_age_years",
          "t13"."subject_age_band",
          "t13"."subject_is_juvenile",
          "t13"."officer_id",
          "t13"."officer_race",
          "t13"."officer_sex",
          "t13"."officer_age_years",
          "t13"."officer_years_of_service",
          "t13"."officer_rank",
          "t13"."unit",
          "t13"."offense",
          "t13"."charge_level",
          "t13"."resisting_charge_only",
          "t13"."source_file",
          "t13"."source_row",
          "t13"."incident_date",
          "t13"."month_key",
          "t13"."has_report",
          "t10"."officer_id" AS "officer_id_right",
          "t10"."month_key" AS "month_key_right",
          "t10"."has_month"
        FROM (
          SELECT
            "t11".*
            EXCLUDE ("incident_date_right", "officer_id_right")
          FROM (
            SELECT
              "t6"."arrest_id",
              "t6"."agency_id",
              "t6"."arrest_date",
              "t6"."date_precision",
              "t6"."arrest_minute",
              "t6"."district",
              "t6"."beat",
              "t6"."neighborhood",
              "t6"."county",
              "t6"."latitude",
              "t6"."longitude",
              "t6"."subject_race",
              "t6"."subject_race_raw",
              "t6"."subject_race_self",
              "t6"."subject_sex",
              "t6"."subject_age_years",
              "t6"."subject_age_band",
              "t6"."subject_is_juvenile",
              "t6"."officer_id",
              "t6"."officer_race",
              "t6"."officer_sex",
              "t6"."officer_age_years",
              "t6"."officer_years_of_service",
              "t6"."officer_rank",
              "t6"."unit",
              "t6"."offense",
              "t6"."charge_level",
              "t6"."resisting_charge_only",
              "t6"."source_file",
              "t6"."source_row",
              "t6"."incident_date",
              "t6"."month_key",
              "t8"."officer_id" AS "officer_id_right",
              "t8"."incident_date" AS "incident_date_right",
              "t8"."has_report"
            FROM (
              SELECT
                "t0"."arrest_id",
                "t0"."agency_id",
                "t0"."arrest_date",
                "t0"."date_precision",
                "t0"."arrest_minute",
                "t0"."district",
                "t0"."beat",
                "t0"."neighborhood",
                "t0"."county",
                "t0"."latitude",
                "t0"."longitude",
                "t0"."subject_race",
                "t0"."subject_race_raw",
                "t0"."subject_race_self",
                "t0"."subject_sex",
                "t0"."subject_age_years",
                "t0"."subject_age_band",
                "t0"."subject_is_juvenile",
                "t0"."officer_id",
                "t0"."officer_race",
                "t0"."officer_sex",
                "t0"."officer_age_years",
                "t0"."officer_years_of_service",
                "t0"."officer_rank",
                "t0"."unit",
                "t0"."offense",
                "t0"."charge_level",
                "t0"."resisting_charge_only",
                "t0"."source_file",
                "t0"."source_row",
                "t0"."arrest_date" AS "incident_date",
                DATE_TRUNC('MONTH', "t0"."arrest_date") AS "month_key"
              FROM "arrests" AS "t0"
              WHERE
                (
                  COALESCE(CONTAINS(LOWER("t0"."offense"), 'resist'), FALSE)
                  OR COALESCE("t0"."resisting_charge_only", FALSE)
                )
                AND "t0"."officer_id" IS NOT NULL
                AND "t0"."arrest_date" IS NOT NULL
            ) AS "t6"
            LEFT OUTER JOIN (
              SELECT
                "t3"."officer_id",
                "t3"."incident_date",
                1 AS "has_report"
              FROM "t2" AS "t3"
            ) AS "t8"
              ON "t6"."officer_id" = "t8"."officer_id"
              AND "t6"."incident_date" = "t8"."incident_date"
          ) AS "t11"
        ) AS "t13"
        LEFT OUTER JOIN (
          SELECT
            "t7"."officer_id",
            "t7"."month_key",
            1 AS "has_month"
          FROM (
            SELECT DISTINCT
              "t3"."officer_id",
              DATE_TRUNC('MONTH', "t3"."incident_date") AS "month_key"
            FROM "t2" AS "t3"
          ) AS "t7"
        ) AS "t10"
          ON "t13"."officer_id" = "t10"."officer_id" AND "t13"."month_key" = "t10"."month_key"
      ) AS "t14"
    ) AS "t15"
  ) AS "t16"
) AS "t17"
GROUP BY
  1
