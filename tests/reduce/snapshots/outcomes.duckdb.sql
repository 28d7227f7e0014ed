SELECT
  "t1"."subject_race",
  COUNT(*) AS "stops",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted", FALSE) AS BIGINT)), 0) AS "searches",
  COALESCE(SUM(CAST(COALESCE("t1"."search_conducted" IS NULL, FALSE) AS BIGINT)), 0) AS "searches_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."frisk_performed", FALSE) AS BIGINT)), 0) AS "frisks",
  COALESCE(SUM(CAST(COALESCE("t1"."frisk_performed" IS NULL, FALSE) AS BIGINT)), 0) AS "frisks_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."citation_issued", FALSE) AS BIGINT)), 0) AS "citations",
  COALESCE(SUM(CAST(COALESCE("t1"."citation_issued" IS NULL, FALSE) AS BIGINT)), 0) AS "citations_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."warning_issued", FALSE) AS BIGINT)), 0) AS "warnings",
  COALESCE(SUM(CAST(COALESCE("t1"."warning_issued" IS NULL, FALSE) AS BIGINT)), 0) AS "warnings_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."arrest_made", FALSE) AS BIGINT)), 0) AS "arrests",
  COALESCE(SUM(CAST(COALESCE("t1"."arrest_made" IS NULL, FALSE) AS BIGINT)), 0) AS "arrests_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."force_used", FALSE) AS BIGINT)), 0) AS "forces",
  COALESCE(SUM(CAST(COALESCE("t1"."force_used" IS NULL, FALSE) AS BIGINT)), 0) AS "forces_unknown"
FROM (
  SELECT
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    "t0"."frisk_performed",
    "t0"."search_conducted",
    "t0"."arrest_made",
    "t0"."citation_issued",
    "t0"."warning_issued",
    "t0"."force_used"
  FROM "stops" AS "t0"
) AS "t1"
GROUP BY
  1
