SELECT
  "t10"."subject_race",
  "t10"."contacts",
  SUM("t10"."persons") AS "persons",
  SUM("t10"."persons_of_several_races") AS "persons_of_several_races",
  SUM("t10"."stops_unlinked") AS "stops_unlinked"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t8"."subject_race",
      "t8"."contacts",
      "t8"."persons",
      "t8"."persons_of_several_races",
      0 AS "stops_unlinked"
    FROM (
      SELECT
        "t7"."subject_race",
        "t7"."contacts",
        COUNT(*) AS "persons",
        COALESCE(SUM(CAST(COALESCE("t7"."races" > 1, FALSE) AS BIGINT)), 0) AS "persons_of_several_races"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t4"."subject_id",
            "t4"."subject_race",
            "t4"."times",
            "t4"."first_row",
            SUM("t4"."times") OVER (
              PARTITION BY "t4"."subject_id"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS "contacts",
            SUM(CAST("t4"."subject_race" <> 'unknown' AS BIGINT)) OVER (
              PARTITION BY "t4"."subject_id"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS "races",
            ROW_NUMBER() OVER (
              PARTITION BY "t4"."subject_id"
              ORDER BY "t4"."subject_race" = 'unknown' ASC, "t4"."times" DESC, "t4"."first_row" ASC, "t4"."subject_race" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1 AS "place"
          FROM (
            SELECT
              "t2"."subject_id",
              "t2"."subject_race",
              COUNT(*) AS "times",
              MIN("t2"."source_row") AS "first_row"
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
                COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
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
                "t0"."officer_id",
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
                "t0"."source_row"
              FROM "stops" AS "t0"
              WHERE
                "t0"."subject_id" IS NOT NULL
            ) AS "t2"
            GROUP BY
              1,
              2
          ) AS "t4"
        ) AS "t6"
        WHERE
          "t6"."place" = 0
      ) AS "t7"
      GROUP BY
        1,
        2
    ) AS "t8"
  ) AS "t9"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t3"."subject_race",
      0 AS "contacts",
      0 AS "persons",
      0 AS "persons_of_several_races",
      "t3"."stops_unlinked"
    FROM (
      SELECT
        "t1"."subject_race",
        COUNT(*) AS "stops_unlinked"
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
          COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
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
          "t0"."officer_id",
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
          "t0"."source_row"
        FROM "stops" AS "t0"
        WHERE
          "t0"."subject_id" IS NULL
      ) AS "t1"
      GROUP BY
        1
    ) AS "t3"
  ) AS "t5"
) AS "t10"
GROUP BY
  1,
  2
