WITH "t4" AS (
  SELECT
    "t1"."list_name",
    "t1"."death_id",
    "t1"."agency_id",
    "t1"."death_date",
    "t1"."date_precision",
    "t1"."district",
    "t1"."beat",
    "t1"."neighborhood",
    "t1"."county",
    "t1"."latitude",
    "t1"."longitude",
    "t1"."subject_race",
    "t1"."subject_race_raw",
    "t1"."subject_race_self",
    "t1"."subject_sex",
    "t1"."subject_age_years",
    "t1"."subject_age_band",
    "t1"."subject_is_juvenile",
    "t1"."cause",
    "t1"."source_file",
    "t1"."source_row",
    "t3"."name_a",
    "t3"."name_b"
  FROM "deaths" AS "t1"
  CROSS JOIN (
    SELECT
      MIN("t0"."list_name") AS "name_a",
      MAX("t0"."list_name") AS "name_b"
    FROM "deaths" AS "t0"
  ) AS "t3"
), "t17" AS (
  SELECT
    "t16"."a_death_id",
    "t16"."a_death_date",
    "t16"."a_subject_age_years",
    "t16"."a_subject_sex",
    "t16"."a_subject_race",
    "t16"."a_county",
    "t16"."b_death_id",
    "t16"."b_death_date",
    "t16"."b_subject_age_years",
    "t16"."b_subject_sex",
    "t16"."b_subject_race",
    "t16"."b_county",
    "t16"."score",
    "t16"."possible",
    ROW_NUMBER() OVER (
      PARTITION BY "t16"."a_death_id"
      ORDER BY "t16"."score" DESC, "t16"."b_death_id" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS "a_place",
    ROW_NUMBER() OVER (
      PARTITION BY "t16"."b_death_id"
      ORDER BY "t16"."score" DESC, "t16"."a_death_id" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS "b_place"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t14"."a_death_id",
        "t14"."a_death_date",
        "t14"."a_subject_age_years",
        "t14"."a_subject_sex",
        "t14"."a_subject_race",
        "t14"."a_county",
        "t14"."b_death_id",
        "t14"."b_death_date",
        "t14"."b_subject_age_years",
        "t14"."b_subject_sex",
        "t14"."b_subject_race",
        "t14"."b_county",
        CAST(COALESCE(ABS(DATE_DIFF('DAY', "t14"."b_death_date", "t14"."a_death_date")) = 0, FALSE) AS BIGINT) + CAST(COALESCE(ABS("t14"."a_subject_age_years" - "t14"."b_subject_age_years") = 0, FALSE) AS BIGINT) + CAST(COALESCE("t14"."a_subject_sex" = "t14"."b_subject_sex", FALSE) AS BIGINT) + CAST(COALESCE("t14"."a_subject_race" = "t14"."b_subject_race", FALSE) AS BIGINT) + CAST(COALESCE("t14"."a_county" = "t14"."b_county", FALSE) AS BIGINT) AS "score",
        COALESCE(ABS(DATE_DIFF('DAY', "t14"."b_death_date", "t14"."a_death_date")) <= 1, FALSE)
        AND COALESCE(ABS("t14"."a_subject_age_years" - "t14"."b_subject_age_years") <= 1, TRUE)
        AND COALESCE("t14"."a_subject_sex" = "t14"."b_subject_sex", TRUE)
        AND COALESCE("t14"."a_subject_race" = "t14"."b_subject_race", TRUE)
        AND COALESCE("t14"."a_county" = "t14"."b_county", TRUE) AS "possible"
      FROM (
        SELECT
          "t11"."a_death_id",
          "t11"."a_death_date",
          "t11"."a_subject_age_years",
          "t11"."a_subject_sex",
          "t11"."a_subject_race",
          "t11"."a_county",
          "t13"."b_death_id",
          "t13"."b_death_date",
          "t13"."b_subject_age_years",
          "t13"."b_subject_sex",
          "t13"."b_subject_race",
          "t13"."b_county"
        FROM (
          SELECT
            "t5"."death_id" AS "a_death_id",
            "t5"."death_date" AS "a_death_date",
            "t5"."subject_age_years" AS "a_subject_age_years",
            "t5"."subject_sex" AS "a_subject_sex",
            "t5"."subject_race" AS "a_subject_race",
            "t5"."county" AS "a_county"
          FROM "t4" AS "t5"
          WHERE
            "t5"."list_name" = "t5"."name_a"
        ) AS "t11"
        CROSS JOIN (
          SELECT
            "t5"."death_id" AS "b_death_id",
            "t5"."death_date" AS "b_death_date",
            "t5"."subject_age_years" AS "b_subject_age_years",
            "t5"."subject_sex" AS "b_subject_sex",
            "t5"."subject_race" AS "b_subject_race",
            "t5"."county" AS "b_county"
          FROM "t4" AS "t5"
          WHERE
            "t5"."list_name" = "t5"."name_b" AND "t5"."name_a" <> "t5"."name_b"
        ) AS "t13"
      ) AS "t14"
    ) AS "t15"
    WHERE
      "t15"."possible"
  ) AS "t16"
)
SELECT
  *
FROM (
  SELECT
    "t28"."list_a",
    "t28"."list_b",
    COUNT(*) AS "events"
  FROM (
    SELECT
      "t27"."list_name",
      "t27"."death_id",
      "t27"."agency_id",
      "t27"."death_date",
      "t27"."date_precision",
      "t27"."district",
      "t27"."beat",
      "t27"."neighborhood",
      "t27"."county",
      "t27"."latitude",
      "t27"."longitude",
      "t27"."subject_race",
      "t27"."subject_race_raw",
      "t27"."subject_race_self",
      "t27"."subject_sex",
      "t27"."subject_age_years",
      "t27"."subject_age_band",
      "t27"."subject_is_juvenile",
      "t27"."cause",
      "t27"."source_file",
      "t27"."source_row",
      COALESCE(NULLIF("t27"."list_a", ''), 'unknown') AS "list_a",
      COALESCE(NULLIF("t27"."list_b", ''), 'unknown') AS "list_b"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t23"."list_name",
          "t23"."death_id",
          "t23"."agency_id",
          "t23"."death_date",
          "t23"."date_precision",
          "t23"."district",
          "t23"."beat",
          "t23"."neighborhood",
          "t23"."county",
          "t23"."latitude",
          "t23"."longitude",
          "t23"."subject_race",
          "t23"."subject_race_raw",
          "t23"."subject_race_self",
          "t23"."subject_sex",
          "t23"."subject_age_years",
          "t23"."subject_age_band",
          "t23"."subject_is_juvenile",
          "t23"."cause",
          "t23"."source_file",
          "t23"."source_row",
          'yes' AS "list_a",
          CASE WHEN "t23"."partner" IS NOT NULL THEN 'yes' ELSE 'no' END AS "list_b"
        FROM (
          SELECT
            "t10"."list_name",
            "t10"."death_id",
            "t10"."agency_id",
            "t10"."death_date",
            "t10"."date_precision",
            "t10"."district",
            "t10"."beat",
            "t10"."neighborhood",
            "t10"."county",
            "t10"."latitude",
            "t10"."longitude",
            "t10"."subject_race",
            "t10"."subject_race_raw",
            "t10"."subject_race_self",
            "t10"."subject_sex",
            "t10"."subject_age_years",
            "t10"."subject_age_band",
            "t10"."subject_is_juvenile",
            "t10"."cause",
            "t10"."source_file",
            "t10"."source_row",
            "t10"."name_a",
            "t10"."name_b",
            "t21"."death_id" AS "death_id_right",
            "t21"."partner"
          FROM (
            SELECT
              *
            FROM "t4" AS "t5"
            WHERE
              "t5"."list_name" = "t5"."name_a"
          ) AS "t10"
          LEFT OUTER JOIN (
            SELECT
              "t18"."a_death_id" AS "death_id",
              "t18"."b_death_id" AS "partner"
            FROM "t17" AS "t18"
            WHERE
              "t18"."a_place" = 0 AND "t18"."b_place" = 0
          ) AS "t21"
            ON "t10"."death_id" = "t21"."death_id"
        ) AS "t23"
      ) AS "t26"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t24"."list_name",
          "t24"."death_id",
          "t24"."agency_id",
          "t24"."death_date",
          "t24"."date_precision",
          "t24"."district",
          "t24"."beat",
          "t24"."neighborhood",
          "t24"."county",
          "t24"."latitude",
          "t24"."longitude",
          "t24"."subject_race",
          "t24"."subject_race_raw",
          "t24"."subject_race_self",
          "t24"."subject_sex",
          "t24"."subject_age_years",
          "t24"."subject_age_band",
          "t24"."subject_is_juvenile",
          "t24"."cause",
          "t24"."source_file",
          "t24"."source_row",
          'no' AS "list_a",
          'yes' AS "list_b"
        FROM (
          SELECT
            "t12"."list_name",
            "t12"."death_id",
            "t12"."agency_id",
            "t12"."death_date",
            "t12"."date_precision",
            "t12"."district",
            "t12"."beat",
            "t12"."neighborhood",
            "t12"."county",
            "t12"."latitude",
            "t12"."longitude",
            "t12"."subject_race",
            "t12"."subject_race_raw",
            "t12"."subject_race_self",
            "t12"."subject_sex",
            "t12"."subject_age_years",
            "t12"."subject_age_band",
            "t12"."subject_is_juvenile",
            "t12"."cause",
            "t12"."source_file",
            "t12"."source_row",
            "t12"."name_a",
            "t12"."name_b",
            "t22"."death_id" AS "death_id_right",
            "t22"."partner"
          FROM (
            SELECT
              *
            FROM "t4" AS "t5"
            WHERE
              "t5"."list_name" = "t5"."name_b" AND "t5"."name_a" <> "t5"."name_b"
          ) AS "t12"
          LEFT OUTER JOIN (
            SELECT
              "t18"."b_death_id" AS "death_id",
              "t18"."a_death_id" AS "partner"
            FROM "t17" AS "t18"
            WHERE
              "t18"."a_place" = 0 AND "t18"."b_place" = 0
          ) AS "t22"
            ON "t12"."death_id" = "t22"."death_id"
        ) AS "t24"
        WHERE
          "t24"."partner" IS NULL
      ) AS "t25"
    ) AS "t27"
  ) AS "t28"
  GROUP BY
    1,
    2
) AS "t29"
