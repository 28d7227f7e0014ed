SELECT
  "t0"."hearing_number",
  COUNT(*) AS "scheduled",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'granted', FALSE) AS BIGINT)), 0) AS "granted",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'denied', FALSE) AS BIGINT)), 0) AS "denied",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'stipulated', FALSE) AS BIGINT)), 0) AS "stipulated",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'waived', FALSE) AS BIGINT)), 0) AS "waived",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'postponed', FALSE) AS BIGINT)), 0) AS "postponed",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'continued', FALSE) AS BIGINT)), 0) AS "continued",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'cancelled', FALSE) AS BIGINT)), 0) AS "cancelled",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" = 'split', FALSE) AS BIGINT)), 0) AS "split",
  COALESCE(
    SUM(CAST(COALESCE("t0"."hearing_result" IN ('granted', 'denied'), FALSE) AS BIGINT)),
    0
  ) AS "decided",
  COALESCE(
    SUM(
      CAST(COALESCE("t0"."hearing_result" IN ('granted', 'denied', 'stipulated'), FALSE) AS BIGINT)
    ),
    0
  ) AS "decided_or_stipulated",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_result" IS NULL, FALSE) AS BIGINT)), 0) AS "result_unknown",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_kind" = 'initial', FALSE) AS BIGINT)), 0) AS "initial",
  COALESCE(
    SUM(
      CAST(COALESCE(
        (
          "t0"."hearing_kind" = 'initial'
        ) AND (
          "t0"."hearing_result" = 'granted'
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "granted_initial",
  COALESCE(SUM(CAST(COALESCE("t0"."hearing_kind" IS NULL, FALSE) AS BIGINT)), 0) AS "kind_unknown"
FROM "hearings" AS "t0"
GROUP BY
  1
