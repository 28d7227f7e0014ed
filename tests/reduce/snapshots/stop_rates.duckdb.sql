WITH "t2" AS (
  SELECT
    "t1"."agency_id",
    "t1"."place_kind",
    "t1"."place",
    "t1"."subject_race",
    "t1"."population",
    COALESCE("t1"."benchmark", 'residents') AS "benchmark",
    "t1"."margin",
    "t1"."source_file",
    "t1"."source_row"
  FROM "population" AS "t1"
  WHERE
    "t1"."subject_race" IS NOT NULL
)
SELECT
  "t17"."subject_race",
  SUM("t17"."stops") AS "stops",
  SUM("t17"."population") AS "population",
  SUM("t17"."population_margin_squared") AS "population_margin_squared"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t6"."subject_race",
      "t6"."stops",
      0 AS "population",
      0 AS "population_margin_squared"
    FROM (
      SELECT
        "t3"."subject_race",
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
      ) AS "t3"
      GROUP BY
        1
    ) AS "t6"
  ) AS "t7"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t15"."subject_race",
      0 AS "stops",
      "t15"."population",
      "t15"."population_margin_squared"
    FROM (
      SELECT
        "t14"."subject_race",
        SUM("t14"."people") AS "population",
        SUM("t14"."margin_squared") AS "population_margin_squared"
      FROM (
        SELECT
          "t13"."agency_id",
          "t13"."place_kind",
          "t13"."place",
          "t13"."subject_race",
          "t13"."population",
          "t13"."benchmark",
          "t13"."margin",
          "t13"."source_file",
          "t13"."source_row",
          COALESCE("t13"."population", 0) AS "people",
          CAST(ROUND(COALESCE("t13"."margin", 0.0) * COALESCE("t13"."margin", 0.0), 0) AS BIGINT) AS "margin_squared"
        FROM (
          SELECT
            "t12".*
            EXCLUDE ("wanted")
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t5"."agency_id",
                "t5"."place_kind",
                "t5"."place",
                "t5"."subject_race",
                "t5"."population",
                "t5"."benchmark",
                "t5"."margin",
                "t5"."source_file",
                "t5"."source_row",
                "t10"."wanted"
              FROM "t2" AS "t5"
              INNER JOIN (
                SELECT
                  "t8"."benchmark",
                  CASE WHEN "t8"."wholes" > 0 THEN 'all' ELSE "t8"."first_kind" END AS "wanted"
                FROM (
                  SELECT
                    "t4"."benchmark",
                    COALESCE(SUM(CAST("t4"."place_kind" = 'all' AS BIGINT)), 0) AS "wholes",
                    MIN("t4"."place_kind") AS "first_kind"
                  FROM "t2" AS "t4"
                  GROUP BY
                    1
                ) AS "t8"
              ) AS "t10"
                ON "t5"."benchmark" = "t10"."benchmark"
            ) AS "t11"
            WHERE
              "t11"."place_kind" = "t11"."wanted"
          ) AS "t12"
        ) AS "t13"
      ) AS "t14"
      GROUP BY
        1
    ) AS "t15"
  ) AS "t16"
) AS "t17"
GROUP BY
  1
