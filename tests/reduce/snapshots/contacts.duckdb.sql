SELECT
  "t8"."subject_race",
  "t8"."contacts",
  SUM("t8"."persons") AS "persons",
  SUM("t8"."stops_unlinked") AS "stops_unlinked"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t6"."subject_race",
      "t6"."contacts",
      "t6"."persons",
      0 AS "stops_unlinked"
    FROM (
      SELECT
        "t4"."subject_race",
        "t4"."contacts",
        COUNT(*) AS "persons"
      FROM (
        SELECT
          "t2"."subject_race",
          "t2"."subject_id",
          COUNT(*) AS "contacts"
        FROM (
          SELECT
            "t0"."stop_id",
            "t0"."person_number",
            "t0"."agency_id",
            "t0"."stop_date",
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
            COALESCE("t0"."subject_race", 'unknown') AS "subject_race",
            "t0"."subject_race_raw",
            "t0"."subject_sex",
            "t0"."subject_age_years",
            "t0"."officer_id",
            "t0"."officer_race",
            "t0"."officer_sex",
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
      GROUP BY
        1,
        2
    ) AS "t6"
  ) AS "t7"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t3"."subject_race",
      0 AS "contacts",
      0 AS "persons",
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
          COALESCE("t0"."subject_race", 'unknown') AS "subject_race",
          "t0"."subject_race_raw",
          "t0"."subject_sex",
          "t0"."subject_age_years",
          "t0"."officer_id",
          "t0"."officer_race",
          "t0"."officer_sex",
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
) AS "t8"
GROUP BY
  1,
  2
