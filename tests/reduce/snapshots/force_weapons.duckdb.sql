SELECT
  "t1"."subject_race",
  COUNT(*) AS "actions",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'conducted_energy', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "ced_uses",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'conducted_energy', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        )
        AND (
          "t1"."cycles" IS NOT NULL
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "ced_cycles_recorded",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'conducted_energy', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        )
        AND (
          "t1"."cycles" > 3
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "ced_over_3_cycles",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'conducted_energy', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        )
        AND (
          "t1"."cycle_seconds" IS NOT NULL
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "ced_seconds_recorded",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'conducted_energy', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        )
        AND (
          "t1"."cycle_seconds" > 15
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "ced_over_15_seconds",
  COALESCE(
    SUM(CAST(COALESCE(COALESCE("t1"."force_kind" = 'canine', FALSE), FALSE) AS BIGINT)),
    0
  ) AS "canine_deployments",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'canine', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "canine_bites",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'chemical', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "chemical_uses",
  COALESCE(
    SUM(
      CAST(COALESCE(COALESCE("t1"."force_kind" = 'neck_restraint', FALSE), FALSE) AS BIGINT)
    ),
    0
  ) AS "neck_restraints",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'impact_weapon', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "impact_weapon_uses",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'firearm', FALSE)
        AND COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "firearm_pointed",
  COALESCE(
    SUM(
      CAST(COALESCE(
        COALESCE("t1"."force_kind" = 'firearm', FALSE)
        AND NOT (
          COALESCE("t1"."force_use" IN ('drawn', 'pointed'), FALSE)
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "firearm_used",
  COALESCE(
    SUM(CAST(COALESCE(COALESCE("t1"."force_kind" = 'firearm', FALSE), FALSE) AS BIGINT)),
    0
  ) AS "firearm_shown_or_used"
FROM (
  SELECT
    "t0"."incident_id",
    "t0"."report_id",
    "t0"."officer_id",
    "t0"."subject_id",
    "t0"."incident_date",
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    "t0"."sequence",
    "t0"."force_kind",
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
    "t0"."source_row"
  FROM "force_actions" AS "t0"
) AS "t1"
GROUP BY
  1
