SELECT
  "t1"."subject_race",
  COUNT(*) AS "scheduled",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'granted', FALSE) AS BIGINT)), 0) AS "granted",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'denied', FALSE) AS BIGINT)), 0) AS "denied",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'stipulated', FALSE) AS BIGINT)), 0) AS "stipulated",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'waived', FALSE) AS BIGINT)), 0) AS "waived",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'postponed', FALSE) AS BIGINT)), 0) AS "postponed",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'continued', FALSE) AS BIGINT)), 0) AS "continued",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'cancelled', FALSE) AS BIGINT)), 0) AS "cancelled",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" = 'split', FALSE) AS BIGINT)), 0) AS "split",
  COALESCE(
    SUM(CAST(COALESCE("t1"."hearing_result" IN ('granted', 'denied'), FALSE) AS BIGINT)),
    0
  ) AS "decided",
  COALESCE(
    SUM(
      CAST(COALESCE("t1"."hearing_result" IN ('granted', 'denied', 'stipulated'), FALSE) AS BIGINT)
    ),
    0
  ) AS "decided_or_stipulated",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_result" IS NULL, FALSE) AS BIGINT)), 0) AS "result_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_kind" = 'initial', FALSE) AS BIGINT)), 0) AS "initial",
  COALESCE(
    SUM(
      CAST(COALESCE(
        (
          "t1"."hearing_kind" = 'initial'
        ) AND (
          "t1"."hearing_result" = 'granted'
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "granted_initial",
  COALESCE(SUM(CAST(COALESCE("t1"."hearing_kind" IS NULL, FALSE) AS BIGINT)), 0) AS "kind_unknown"
FROM (
  SELECT
    "t0"."hearing_id",
    "t0"."person_id",
    "t0"."agency_id",
    "t0"."hearing_date",
    "t0"."date_precision",
    "t0"."hearing_kind",
    "t0"."hearing_number",
    "t0"."county",
    "t0"."review_authority",
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    "t0"."subject_race_raw",
    "t0"."subject_race_self",
    "t0"."subject_sex",
    "t0"."subject_age_years",
    "t0"."subject_age_band",
    "t0"."subject_is_juvenile",
    "t0"."hearing_result",
    "t0"."next_months",
    "t0"."source_file",
    "t0"."source_row"
  FROM "hearings" AS "t0"
) AS "t1"
GROUP BY
  1
