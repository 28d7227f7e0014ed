SELECT
  "t1"."officer_id",
  "t1"."period",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted", FALSE) AS BIGINT)), 0) AS "events",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted" IS NULL, FALSE) AS BIGINT)), 0) AS "searches_unknown",
  COUNT(*) AS "exposure"
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
    "t0"."subject_race",
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
    "t0"."source_row",
    COALESCE(NULLIF(CAST(EXTRACT(year FROM "t0"."stop_date") AS TEXT), ''), 'unknown') AS "period"
  FROM "stops" AS "t0"
) AS "t1"
GROUP BY
  1,
  2
