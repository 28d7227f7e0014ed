SELECT
  "t3"."subject_race",
  "t3"."force_kind",
  COUNT(*) AS "actions",
  COALESCE(SUM(CAST(COALESCE("t3"."is_worst", FALSE) AS BIGINT)), 0) AS "people",
  COALESCE(SUM(CAST(COALESCE("t3"."is_first", FALSE) AS BIGINT)), 0) AS "people_with"
FROM (
  SELECT
    "t2"."incident_id",
    "t2"."report_id",
    "t2"."officer_id",
    "t2"."subject_id",
    "t2"."incident_date",
    COALESCE(NULLIF("t2"."subject_race", ''), 'unknown') AS "subject_race",
    "t2"."sequence",
    COALESCE(NULLIF("t2"."force_kind", ''), 'unknown') AS "force_kind",
    "t2"."force_use",
    "t2"."force_kind_raw",
    "t2"."resistance",
    "t2"."resistance_raw",
    "t2"."severity",
    "t2"."was_effective",
    "t2"."cycles",
    "t2"."cycle_seconds",
    "t2"."subject_injury",
    "t2"."source_file",
    "t2"."source_row",
    "t2"."person_key",
    "t2"."kind_rank",
    "t2"."is_worst",
    "t2"."is_first"
  FROM (
    SELECT
      "t1"."incident_id",
      "t1"."report_id",
      "t1"."officer_id",
      "t1"."subject_id",
      "t1"."incident_date",
      "t1"."subject_race",
      "t1"."sequence",
      "t1"."force_kind",
      "t1"."force_use",
      "t1"."force_kind_raw",
      "t1"."resistance",
      "t1"."resistance_raw",
      "t1"."severity",
      "t1"."was_effective",
      "t1"."cycles",
      "t1"."cycle_seconds",
      "t1"."subject_injury",
      "t1"."source_file",
      "t1"."source_row",
      "t1"."person_key",
      "t1"."kind_rank",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t1"."person_key"
          ORDER BY "t1"."kind_rank" DESC, "t1"."source_file" ASC, "t1"."source_row" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) = 0 AS "is_worst",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t1"."person_key", "t1"."force_kind"
          ORDER BY "t1"."source_file" ASC, "t1"."source_row" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) = 0 AS "is_first"
    FROM (
      SELECT
        "t0"."incident_id",
        "t0"."report_id",
        "t0"."officer_id",
        "t0"."subject_id",
        "t0"."incident_date",
        "t0"."subject_race",
        "t0"."sequence",
        CASE
          WHEN COALESCE("t0"."force_use" IN ('drawn', 'pointed'), FALSE)
          OR COALESCE(
            (
              "t0"."force_use" IS NULL
            )
            AND (
              "t0"."force_kind" = 'firearm'
            )
            AND (
              "t0"."severity" < 4
            ),
            FALSE
          )
          THEN "t0"."force_kind" || '_' || COALESCE("t0"."force_use", 'pointed')
          ELSE "t0"."force_kind"
        END AS "force_kind",
        "t0"."force_use",
        "t0"."force_kind_raw",
        "t0"."resistance",
        "t0"."resistance_raw",
        "t0"."severity",
        "t0"."was_effective",
        "t0"."cycles",
        "t0"."cycle_seconds",
        "t0"."subject_injury",
        "t0"."source_file",
        "t0"."source_row",
        "t0"."incident_id" || '|' || COALESCE("t0"."subject_id", '-') AS "person_key",
        (
          COALESCE("t0"."severity", 0) * 100
        ) + CASE
          WHEN COALESCE("t0"."force_use" IN ('drawn', 'pointed'), FALSE)
          OR COALESCE(
            (
              "t0"."force_use" IS NULL
            )
            AND (
              "t0"."force_kind" = 'firearm'
            )
            AND (
              "t0"."severity" < 4
            ),
            FALSE
          )
          THEN 0
          WHEN COALESCE("t0"."force_kind" = 'presence', FALSE)
          THEN 1
          WHEN COALESCE("t0"."force_kind" = 'verbal', FALSE)
          THEN 2
          WHEN COALESCE("t0"."force_kind" = 'handcuffing', FALSE)
          THEN 3
          WHEN COALESCE("t0"."force_kind" = 'hold', FALSE)
          THEN 4
          WHEN COALESCE("t0"."force_kind" = 'other_physical', FALSE)
          THEN 5
          WHEN COALESCE("t0"."force_kind" = 'other', FALSE)
          THEN 6
          WHEN COALESCE("t0"."force_kind" = 'takedown', FALSE)
          THEN 7
          WHEN COALESCE("t0"."force_kind" = 'restraint_device', FALSE)
          THEN 8
          WHEN COALESCE("t0"."force_kind" = 'body_weight', FALSE)
          THEN 9
          WHEN COALESCE("t0"."force_kind" = 'strike', FALSE)
          THEN 10
          WHEN COALESCE("t0"."force_kind" = 'chemical', FALSE)
          THEN 11
          WHEN COALESCE("t0"."force_kind" = 'conducted_energy', FALSE)
          THEN 12
          WHEN COALESCE("t0"."force_kind" = 'impact_weapon', FALSE)
          THEN 13
          WHEN COALESCE("t0"."force_kind" = 'impact_projectile', FALSE)
          THEN 14
          WHEN COALESCE("t0"."force_kind" = 'canine', FALSE)
          THEN 15
          WHEN COALESCE("t0"."force_kind" = 'vehicle', FALSE)
          THEN 16
          WHEN COALESCE("t0"."force_kind" = 'neck_restraint', FALSE)
          THEN 17
          WHEN COALESCE("t0"."force_kind" = 'firearm', FALSE)
          THEN 18
          ELSE -1
        END AS "kind_rank"
      FROM "force_actions" AS "t0"
    ) AS "t1"
  ) AS "t2"
) AS "t3"
GROUP BY
  1,
  2
