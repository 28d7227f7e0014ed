SELECT
  "t1"."benchmark",
  "t1"."item",
  "t1"."coder",
  "t1"."verdict",
  COUNT(*) AS "checks"
FROM (
  SELECT
    "t0"."agency_id",
    COALESCE(NULLIF("t0"."benchmark", ''), 'unknown') AS "benchmark",
    COALESCE(NULLIF("t0"."item", ''), 'unknown') AS "item",
    "t0"."policy_section",
    "t0"."quote",
    COALESCE(NULLIF("t0"."coder", ''), 'unknown') AS "coder",
    "t0"."coded_date",
    "t0"."policy_version",
    COALESCE(NULLIF("t0"."verdict", ''), 'unknown') AS "verdict",
    "t0"."source_file",
    "t0"."source_row"
  FROM "policy_checks" AS "t0"
) AS "t1"
GROUP BY
  1,
  2,
  3,
  4
