SELECT
  "t8"."list_force",
  "t8"."list_complaint",
  COUNT(*) AS "events"
FROM (
  SELECT
    "t7"."officer_id",
    "t7"."incident_date",
    "t7"."in_force",
    "t7"."in_complaint",
    COALESCE(NULLIF(CASE WHEN "t7"."in_force" = 1 THEN 'yes' ELSE 'no' END, ''), 'unknown') AS "list_force",
    COALESCE(NULLIF(CASE WHEN "t7"."in_complaint" = 1 THEN 'yes' ELSE 'no' END, ''), 'unknown') AS "list_complaint"
  FROM (
    SELECT
      "t6"."officer_id",
      "t6"."incident_date",
      MAX("t6"."in_force") AS "in_force",
      MAX("t6"."in_complaint") AS "in_complaint"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t2"."officer_id",
          "t2"."incident_date",
          1 AS "in_force",
          0 AS "in_complaint"
        FROM (
          SELECT DISTINCT
            "t0"."officer_id",
            "t0"."incident_date"
          FROM "force" AS "t0"
          WHERE
            "t0"."officer_id" IS NOT NULL AND "t0"."incident_date" IS NOT NULL
        ) AS "t2"
      ) AS "t3"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t4"."officer_id",
          "t4"."incident_date",
          0 AS "in_force",
          1 AS "in_complaint"
        FROM (
          SELECT DISTINCT
            "t1"."officer_id",
            "t1"."incident_date"
          FROM "allegations" AS "t1"
          WHERE
            (
              COALESCE(CONTAINS(LOWER("t1"."allegation"), 'force'), FALSE)
              OR COALESCE(CONTAINS(LOWER("t1"."allegation_group"), 'force'), FALSE)
            )
            AND "t1"."officer_id" IS NOT NULL
            AND "t1"."incident_date" IS NOT NULL
        ) AS "t4"
      ) AS "t5"
    ) AS "t6"
    GROUP BY
      1,
      2
  ) AS "t7"
) AS "t8"
GROUP BY
  1,
  2
