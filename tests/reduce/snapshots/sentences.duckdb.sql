SELECT
  "t1"."subject_race",
  COUNT(*) AS "cases",
  COALESCE(
    SUM(
      CAST(COALESCE(COALESCE("t1"."is_imprisoned", "t1"."prison_months" > 0), FALSE) AS BIGINT)
    ),
    0
  ) AS "imprisoned",
  COALESCE(
    SUM(
      CAST(COALESCE(COALESCE("t1"."is_imprisoned", "t1"."prison_months" > 0) IS NULL, FALSE) AS BIGINT)
    ),
    0
  ) AS "imprisoned_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."prison_months" > 0, FALSE) AS BIGINT)), 0) AS "with_months",
  COALESCE(SUM(CAST(COALESCE("t1"."is_capped", FALSE) AS BIGINT)), 0) AS "capped",
  COALESCE(SUM(CAST(COALESCE("t1"."range_position" = 'below', FALSE) AS BIGINT)), 0) AS "below_range",
  COALESCE(SUM(CAST(COALESCE("t1"."range_position" = 'within', FALSE) AS BIGINT)), 0) AS "within_range",
  COALESCE(SUM(CAST(COALESCE("t1"."range_position" = 'above', FALSE) AS BIGINT)), 0) AS "above_range",
  COALESCE(SUM(CAST(COALESCE("t1"."range_position" IS NULL, FALSE) AS BIGINT)), 0) AS "range_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."supervision_end" = 'revoked', FALSE) AS BIGINT)), 0) AS "supervision_revoked",
  COALESCE(SUM(CAST(COALESCE("t1"."supervision_end" = 'modified', FALSE) AS BIGINT)), 0) AS "supervision_modified",
  COALESCE(SUM(CAST(COALESCE("t1"."supervision_end" = 'continued', FALSE) AS BIGINT)), 0) AS "supervision_continued",
  COALESCE(SUM(CAST(COALESCE("t1"."supervision_end" = 'other', FALSE) AS BIGINT)), 0) AS "supervision_other",
  COALESCE(SUM(CAST(COALESCE("t1"."supervision_end" IS NULL, FALSE) AS BIGINT)), 0) AS "supervision_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."stage" = 'revocation', FALSE) AS BIGINT)), 0) AS "at_revocation"
FROM (
  SELECT
    "t0"."case_id",
    "t0"."person_id",
    "t0"."agency_id",
    "t0"."stage",
    "t0"."supervision_kind",
    "t0"."sentence_date",
    "t0"."date_precision",
    "t0"."fiscal_year",
    "t0"."district",
    "t0"."judge_id",
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    "t0"."subject_race_raw",
    "t0"."subject_race_self",
    "t0"."subject_sex",
    "t0"."subject_age_years",
    "t0"."subject_age_band",
    "t0"."subject_is_juvenile",
    "t0"."is_citizen",
    "t0"."offense",
    "t0"."charged_grade",
    "t0"."criminal_history",
    "t0"."guideline_cell",
    "t0"."guideline_low",
    "t0"."guideline_high",
    "t0"."range_position",
    "t0"."mandatory_minimum_months",
    "t0"."supervision_end",
    "t0"."sentence_kind",
    "t0"."is_imprisoned",
    "t0"."prison_months",
    "t0"."is_capped",
    "t0"."source_file",
    "t0"."source_row"
  FROM "sentences" AS "t0"
) AS "t1"
GROUP BY
  1
