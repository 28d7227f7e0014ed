WITH "t3" AS (
  SELECT
    "t2"."officer_id",
    "t2"."scene",
    MIN("t2"."month") AS "month",
    MAX("t2"."unit") AS "unit"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."officer_id",
        "t0"."complaint_id" AS "scene",
        CAST(EXTRACT(year FROM COALESCE("t0"."incident_date", "t0"."received_date")) AS TEXT) || '-' || CASE
          WHEN 2 <= LENGTH(
            CAST(EXTRACT(month FROM CASE
              WHEN "t0"."date_precision" IN ('quarter', 'year')
              THEN CAST(NULL AS DATE)
              ELSE COALESCE("t0"."incident_date", "t0"."received_date")
            END) AS TEXT)
          )
          THEN CAST(EXTRACT(month FROM CASE
            WHEN "t0"."date_precision" IN ('quarter', 'year')
            THEN CAST(NULL AS DATE)
            ELSE COALESCE("t0"."incident_date", "t0"."received_date")
          END) AS TEXT)
          ELSE REPEAT(
            '0',
            2 - LENGTH(
              CAST(EXTRACT(month FROM CASE
                WHEN "t0"."date_precision" IN ('quarter', 'year')
                THEN CAST(NULL AS DATE)
                ELSE COALESCE("t0"."incident_date", "t0"."received_date")
              END) AS TEXT)
            )
          ) || CAST(EXTRACT(month FROM CASE
            WHEN "t0"."date_precision" IN ('quarter', 'year')
            THEN CAST(NULL AS DATE)
            ELSE COALESCE("t0"."incident_date", "t0"."received_date")
          END) AS TEXT)
        END AS "month",
        COALESCE("t0"."unit", 'unknown') AS "unit"
      FROM "allegations" AS "t0"
    ) AS "t1"
    WHERE
      COALESCE(
        REGEXP_MATCHES("t1"."officer_id", '\S')
        AND (
          "t1"."month" IS NOT NULL
        )
        AND (
          "t1"."scene" IS NOT NULL
        ),
        FALSE
      )
  ) AS "t2"
  GROUP BY
    1,
    2
), "t17" AS (
  SELECT
    "t5"."officer_id",
    "t5"."scene",
    "t5"."month",
    "t5"."unit",
    "t12"."peer"
  FROM "t3" AS "t5"
  INNER JOIN (
    SELECT
      "t4"."officer_id" AS "peer",
      "t4"."scene"
    FROM "t3" AS "t4"
  ) AS "t12"
    ON "t5"."scene" = "t12"."scene"
), "t32" AS (
  SELECT
    "t26"."officer_id",
    "t26"."met",
    CASE
      WHEN "t31"."alone" IS NOT NULL
      THEN CASE WHEN "t31"."alone" > "t26"."met" THEN "t31"."alone" ELSE "t26"."met" END
      ELSE CAST(NULL AS TEXT)
    END AS "exposed"
  FROM (
    SELECT
      "t21"."officer_id",
      "t21"."peer",
      MIN("t21"."month") AS "met"
    FROM (
      SELECT
        *
      FROM "t17" AS "t18"
      WHERE
        "t18"."officer_id" <> "t18"."peer"
    ) AS "t21"
    GROUP BY
      1,
      2
  ) AS "t26"
  LEFT OUTER JOIN (
    SELECT
      "t29"."officer_id",
      "t29"."peer",
      MIN("t29"."own_month") AS "alone"
    FROM (
      SELECT
        "t26"."officer_id",
        "t26"."peer",
        "t26"."met",
        "t11"."own_scene",
        "t11"."own_month"
      FROM (
        SELECT
          "t21"."officer_id",
          "t21"."peer",
          MIN("t21"."month") AS "met"
        FROM (
          SELECT
            *
          FROM "t17" AS "t18"
          WHERE
            "t18"."officer_id" <> "t18"."peer"
        ) AS "t21"
        GROUP BY
          1,
          2
      ) AS "t26"
      INNER JOIN (
        SELECT
          "t4"."officer_id" AS "peer",
          "t4"."scene" AS "own_scene",
          "t4"."month" AS "own_month"
        FROM "t3" AS "t4"
      ) AS "t11"
        ON "t26"."peer" = "t11"."peer"
      ANTI JOIN (
        SELECT
          "t18"."officer_id",
          "t18"."peer",
          "t18"."scene" AS "own_scene"
        FROM "t17" AS "t18"
        WHERE
          "t18"."officer_id" <> "t18"."peer"
      ) AS "t23"
        ON "t26"."officer_id" = "t23"."officer_id"
        AND "t26"."peer" = "t23"."peer"
        AND "t11"."own_scene" = "t23"."own_scene"
    ) AS "t29"
    GROUP BY
      1,
      2
  ) AS "t31"
    ON "t26"."officer_id" = "t31"."officer_id" AND "t26"."peer" = "t31"."peer"
)
SELECT
  "t47"."officer_id",
  "t47"."month",
  "t47"."unit",
  SUM("t47"."events") AS "events",
  SUM("t47"."peers") AS "peers",
  SUM("t47"."exposed_peers") AS "exposed_peers",
  SUM("t47"."past_events") AS "past_events"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t45"."officer_id",
      "t45"."first",
      "t45"."month",
      COALESCE("t45"."events", 0) AS "events",
      "t45"."dated_unit",
      "t45"."new_peers",
      "t45"."new_exposed",
      SUM(COALESCE("t45"."new_peers", 0)) OVER (
        PARTITION BY "t45"."officer_id"
        ORDER BY "t45"."month" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "peers",
      SUM(COALESCE("t45"."new_exposed", 0)) OVER (
        PARTITION BY "t45"."officer_id"
        ORDER BY "t45"."month" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "exposed_peers",
      SUM(COALESCE("t45"."events", 0)) OVER (
        PARTITION BY "t45"."officer_id"
        ORDER BY "t45"."month" ASC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
      ) AS "past_events",
      SUBSTRING(
        MAX("t45"."dated_unit") OVER (
          PARTITION BY "t45"."officer_id"
          ORDER BY "t45"."month" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
        ),
        CASE
          WHEN (
            7 + 1
          ) >= 1
          THEN 7 + 1
          ELSE 7 + 1 + LENGTH(
            MAX("t45"."dated_unit") OVER (
              PARTITION BY "t45"."officer_id"
              ORDER BY "t45"."month" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
            )
          )
        END
      ) AS "unit"
    FROM (
      SELECT
        "t44".*
        EXCLUDE ("month_right", "officer_id_right")
      FROM (
        SELECT
          "t43"."officer_id",
          "t43"."first",
          "t43"."month",
          "t43"."events",
          "t43"."dated_unit",
          "t43"."new_peers",
          "t40"."officer_id" AS "officer_id_right",
          "t40"."new_exposed",
          "t40"."month" AS "month_right"
        FROM (
          SELECT
            "t41".*
            EXCLUDE ("month_right", "officer_id_right")
          FROM (
            SELECT
              "t28"."officer_id",
              "t28"."first",
              "t28"."month",
              "t28"."events",
              "t28"."dated_unit",
              "t38"."officer_id" AS "officer_id_right",
              "t38"."new_peers",
              "t38"."month" AS "month_right"
            FROM (
              SELECT
                "t24"."officer_id",
                "t24"."first",
                "t24"."month",
                "t24"."events",
                "t24"."dated_unit"
              FROM (
                SELECT
                  "t20"."officer_id",
                  "t20"."first",
                  "t20"."month",
                  "t15"."officer_id" AS "officer_id_right",
                  "t15"."month" AS "month_right",
                  "t15"."events",
                  "t15"."dated_unit"
                FROM (
                  SELECT
                    *
                  FROM (
                    SELECT
                      "t13"."officer_id",
                      "t13"."first",
                      "t10"."month"
                    FROM (
                      SELECT
                        "t4"."officer_id",
                        MIN("t4"."month") AS "first"
                      FROM "t3" AS "t4"
                      GROUP BY
                        1
                    ) AS "t13"
                    CROSS JOIN (
                      SELECT DISTINCT
                        "t4"."month"
                      FROM "t3" AS "t4"
                    ) AS "t10"
                  ) AS "t16"
                  WHERE
                    "t16"."month" >= "t16"."first"
                ) AS "t20"
                LEFT OUTER JOIN (
                  SELECT
                    "t4"."officer_id",
                    "t4"."month",
                    COUNT(DISTINCT "t4"."scene") AS "events",
                    MAX("t4"."month" || "t4"."unit") AS "dated_unit"
                  FROM "t3" AS "t4"
                  GROUP BY
                    1,
                    2
                ) AS "t15"
                  ON "t20"."officer_id" = "t15"."officer_id" AND "t20"."month" = "t15"."month"
              ) AS "t24"
            ) AS "t28"
            LEFT OUTER JOIN (
              SELECT
                "t34"."officer_id",
                "t34"."new_peers",
                "t34"."met" AS "month"
              FROM (
                SELECT
                  "t33"."officer_id",
                  "t33"."met",
                  COUNT(*) AS "new_peers"
                FROM "t32" AS "t33"
                GROUP BY
                  1,
                  2
              ) AS "t34"
            ) AS "t38"
              ON "t28"."officer_id" = "t38"."officer_id" AND "t28"."month" = "t38"."month"
          ) AS "t41"
        ) AS "t43"
        LEFT OUTER JOIN (
          SELECT
            "t37"."officer_id",
            "t37"."new_exposed",
            "t37"."exposed" AS "month"
          FROM (
            SELECT
              "t35"."officer_id",
              "t35"."exposed",
              COUNT(*) AS "new_exposed"
            FROM (
              SELECT
                *
              FROM "t32" AS "t33"
              WHERE
                "t33"."exposed" IS NOT NULL
            ) AS "t35"
            GROUP BY
              1,
              2
          ) AS "t37"
        ) AS "t40"
          ON "t43"."officer_id" = "t40"."officer_id" AND "t43"."month" = "t40"."month"
      ) AS "t44"
    ) AS "t45"
  ) AS "t46"
  WHERE
    "t46"."month" > "t46"."first"
) AS "t47"
GROUP BY
  1,
  2,
  3
