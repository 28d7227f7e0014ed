WITH "t8" AS (
  SELECT
    "t1"."officer_id",
    "t1"."complaint_id" AS "event",
    (
      (
        CAST(EXTRACT(year FROM "t1"."received_date") AS BIGINT) * 12
      ) + CAST(EXTRACT(month FROM "t1"."received_date") AS BIGINT)
    ) - 1 AS "month"
  FROM "allegations" AS "t1"
)
SELECT
  "t27"."officer_id",
  "t27"."period",
  SUM("t27"."events") AS "events",
  SUM("t27"."outside") AS "events_out_of_service",
  CAST(SUM("t27"."exposure") AS DOUBLE) AS "exposure"
FROM (
  SELECT
    "t26"."officer_id",
    CAST(CAST(FLOOR((
      "t26"."month"
    ) / (
      12
    )) AS BIGINT) AS TEXT) || '-' || CASE
      WHEN 2 <= LENGTH(CAST((
        "t26"."month" % 12
      ) + 1 AS TEXT))
      THEN CAST((
        "t26"."month" % 12
      ) + 1 AS TEXT)
      ELSE REPEAT('0', 2 - LENGTH(CAST((
        "t26"."month" % 12
      ) + 1 AS TEXT))) || CAST((
        "t26"."month" % 12
      ) + 1 AS TEXT)
    END AS "month",
    "t26"."unit",
    "t26"."events",
    "t26"."exposure",
    "t26"."outside",
    COALESCE("t26"."officer_race", 'unknown') AS "officer_race",
    COALESCE("t26"."officer_sex", 'unknown') AS "officer_sex",
    CAST(CAST(FLOOR((
      "t26"."month"
    ) / (
      12
    )) AS BIGINT) AS TEXT) AS "period"
  FROM (
    SELECT
      "t25".*
      EXCLUDE ("officer_id_right")
    FROM (
      SELECT
        "t24"."officer_id",
        "t24"."month",
        "t24"."unit",
        "t24"."events",
        "t24"."exposure",
        "t24"."outside",
        "t6"."officer_id" AS "officer_id_right",
        "t6"."officer_race",
        "t6"."officer_sex"
      FROM (
        SELECT
          "t22"."officer_id",
          "t22"."month",
          "t22"."unit",
          "t22"."events",
          "t22"."exposure",
          CASE WHEN "t22"."exposure" = 0 THEN "t22"."events" ELSE 0 END AS "outside"
        FROM (
          SELECT
            "t21"."officer_id",
            "t21"."month",
            COALESCE(MAX("t21"."unit"), 'unknown') AS "unit",
            SUM("t21"."events") AS "events",
            SUM("t21"."exposure") AS "exposure"
          FROM (
            SELECT
              *
            FROM (
              SELECT
                "t19"."officer_id",
                "t19"."month",
                SUBSTRING(
                  "t19"."held",
                  CASE WHEN (
                    6 + 1
                  ) >= 1 THEN 6 + 1 ELSE 6 + 1 + LENGTH("t19"."held") END
                ) AS "unit",
                0 AS "events",
                1 AS "exposure"
              FROM (
                SELECT
                  "t18"."officer_id",
                  "t18"."month",
                  MAX("t18"."held") AS "held"
                FROM (
                  SELECT
                    "t17"."officer_id",
                    "t17"."unit",
                    "t17"."since",
                    "t17"."until",
                    "t17"."gone",
                    "t17"."month",
                    CASE
                      WHEN 6 <= LENGTH(CAST("t17"."since" AS TEXT))
                      THEN CAST("t17"."since" AS TEXT)
                      ELSE REPEAT('0', 6 - LENGTH(CAST("t17"."since" AS TEXT))) || CAST("t17"."since" AS TEXT)
                    END || COALESCE("t17"."unit", 'unknown') AS "held"
                  FROM (
                    SELECT
                      "t15"."officer_id",
                      "t15"."unit",
                      "t15"."since",
                      "t15"."until",
                      "t15"."gone",
                      "t14"."month"
                    FROM (
                      SELECT
                        *
                      FROM (
                        SELECT
                          "t3"."officer_id",
                          "t3"."unit",
                          (
                            (
                              CAST(EXTRACT(year FROM COALESCE("t3"."from_date", "t7"."hired")) AS BIGINT) * 12
                            ) + CAST(EXTRACT(month FROM COALESCE("t3"."from_date", "t7"."hired")) AS BIGINT)
                          ) - 1 AS "since",
                          (
                            (
                              CAST(EXTRACT(year FROM "t3"."to_date") AS BIGINT) * 12
                            ) + CAST(EXTRACT(month FROM "t3"."to_date") AS BIGINT)
                          ) - 1 AS "until",
                          (
                            (
                              CAST(EXTRACT(year FROM "t7"."left") AS BIGINT) * 12
                            ) + CAST(EXTRACT(month FROM "t7"."left") AS BIGINT)
                          ) - 1 AS "gone"
                        FROM "assignments" AS "t3"
                        LEFT OUTER JOIN (
                          SELECT
                            "t0"."officer_id" AS "person",
                            MIN("t0"."hired_date") AS "hired",
                            MAX("t0"."left_date") AS "left"
                          FROM "officers" AS "t0"
                          GROUP BY
                            1
                        ) AS "t7"
                          ON "t3"."officer_id" = "t7"."person"
                      ) AS "t10"
                      WHERE
                        "t10"."since" IS NOT NULL
                    ) AS "t15"
                    CROSS JOIN (
                      SELECT DISTINCT
                        "t9"."month"
                      FROM "t8" AS "t9"
                      WHERE
                        COALESCE(
                          REGEXP_MATCHES("t9"."officer_id", '\S')
                          AND (
                            "t9"."month" IS NOT NULL
                          )
                          AND (
                            "t9"."event" IS NOT NULL
                          ),
                          FALSE
                        )
                    ) AS "t14"
                  ) AS "t17"
                  WHERE
                    "t17"."since" <= "t17"."month"
                    AND COALESCE("t17"."until" >= "t17"."month", TRUE)
                    AND COALESCE("t17"."gone" >= "t17"."month", TRUE)
                ) AS "t18"
                GROUP BY
                  1,
                  2
              ) AS "t19"
            ) AS "t20"
            UNION ALL
            SELECT
              *
            FROM (
              SELECT
                "t11"."officer_id",
                "t11"."month",
                CAST(NULL AS TEXT) AS "unit",
                COUNT(DISTINCT "t11"."event") AS "events",
                0 AS "exposure"
              FROM (
                SELECT
                  *
                FROM "t8" AS "t9"
                WHERE
                  COALESCE(
                    REGEXP_MATCHES("t9"."officer_id", '\S')
                    AND (
                      "t9"."month" IS NOT NULL
                    )
                    AND (
                      "t9"."event" IS NOT NULL
                    ),
                    FALSE
                  )
              ) AS "t11"
              GROUP BY
                1,
                2
            ) AS "t16"
          ) AS "t21"
          GROUP BY
            1,
            2
        ) AS "t22"
      ) AS "t24"
      LEFT OUTER JOIN (
        SELECT
          "t0"."officer_id",
          MAX("t0"."officer_race") AS "officer_race",
          MAX("t0"."officer_sex") AS "officer_sex"
        FROM "officers" AS "t0"
        GROUP BY
          1
      ) AS "t6"
        ON "t24"."officer_id" = "t6"."officer_id"
    ) AS "t25"
  ) AS "t26"
) AS "t27"
GROUP BY
  1,
  2
