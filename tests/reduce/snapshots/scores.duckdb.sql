SELECT
  "t1"."subject_race",
  "t1"."score",
  COUNT(*) AS "people",
  COALESCE(SUM(CAST(COALESCE("t1"."reoffended", FALSE) AS BIGINT)), 0) AS "reoffended",
  COALESCE(SUM(CAST(COALESCE("t1"."reoffended" = FALSE, FALSE) AS BIGINT)), 0) AS "not_reoffended",
  COALESCE(SUM(CAST(COALESCE("t1"."reoffended" IS NULL, FALSE) AS BIGINT)), 0) AS "reoffended_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."followed_in_full" = FALSE, FALSE) AS BIGINT)), 0) AS "not_followed",
  COALESCE(
    SUM(
      CAST(COALESCE((
        "t1"."followed_in_full" = FALSE
      ) AND "t1"."reoffended", FALSE) AS BIGINT)
    ),
    0
  ) AS "not_followed_reoffended"
FROM (
  SELECT
    "t0"."person_id",
    "t0"."agency_id",
    "t0"."instrument",
    "t0"."score_date",
    "t0"."date_precision",
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    "t0"."subject_race_raw",
    "t0"."subject_race_self",
    "t0"."subject_sex",
    "t0"."subject_age_years",
    "t0"."subject_age_band",
    "t0"."subject_is_juvenile",
    "t0"."charged_grade",
    "t0"."prior_count",
    "t0"."score",
    "t0"."score_band",
    "t0"."reoffended",
    "t0"."outcome_name",
    "t0"."followed_in_full",
    "t0"."source_file",
    "t0"."source_row"
  FROM "scores" AS "t0"
) AS "t1"
GROUP BY
  1,
  2
