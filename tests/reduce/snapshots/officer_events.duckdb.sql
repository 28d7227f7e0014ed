SELECT
  "t1"."officer_id",
  COUNT(DISTINCT "t1"."complaint_id") AS "events",
  COUNT(*) AS "allegations",
  COALESCE(SUM(CAST(COALESCE("t1"."disposition" = 'sustained', FALSE) AS BIGINT)), 0) AS "sustained"
FROM (
  SELECT
    "t0"."complaint_id",
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
    "t0"."allegation_number",
    "t0"."agency_id",
    "t0"."incident_date",
    "t0"."received_date",
    "t0"."closed_date",
    "t0"."date_precision",
    "t0"."complaint_source",
    "t0"."allegation",
    "t0"."allegation_group",
    "t0"."recommended_disposition",
    "t0"."disposition",
    "t0"."discipline",
    "t0"."officer_race",
    "t0"."officer_sex",
    "t0"."officer_age_years",
    "t0"."officer_years_of_service",
    "t0"."officer_rank",
    "t0"."unit",
    "t0"."subject_race",
    "t0"."subject_race_raw",
    "t0"."subject_race_self",
    "t0"."subject_sex",
    "t0"."subject_age_years",
    "t0"."subject_age_band",
    "t0"."subject_is_juvenile",
    "t0"."source_file",
    "t0"."source_row"
  FROM "allegations" AS "t0"
) AS "t1"
GROUP BY
  1
