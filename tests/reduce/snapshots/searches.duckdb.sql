SELECT
  "t1"."subject_race",
  "t1"."officer_id",
  "t1"."quarter",
  COUNT(*) AS "stops",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted", FALSE) AS BIGINT)), 0) AS "searches",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted" IS NULL, FALSE) AS BIGINT)), 0) AS "searches_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t1"."search_conducted" AND "t1"."contraband_found", FALSE) AS BIGINT)
    ),
    0
  ) AS "hits",
  COALESCE(
    SUM(
      CAST(COALESCE("t1"."search_conducted" AND (
        "t1"."contraband_found" IS NULL
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "hits_unknown"
FROM (
  SELECT
    "t0"."stop_date",
    "t0"."date_precision",
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    COALESCE(NULLIF("t0"."officer_id", ''), 'unknown') AS "officer_id",
    "t0"."search_conducted",
    "t0"."contraband_found",
    COALESCE(
      NULLIF(
        CAST(EXTRACT(year FROM "t0"."stop_date") AS TEXT) || '-Q' || CAST(EXTRACT(quarter FROM CASE
          WHEN "t0"."date_precision" IN ('year')
          THEN CAST(NULL AS DATE)
          ELSE "t0"."stop_date"
        END) AS TEXT),
        ''
      ),
      'unknown'
    ) AS "quarter"
  FROM "stops" AS "t0"
) AS "t1"
GROUP BY
  1,
  2,
  3
