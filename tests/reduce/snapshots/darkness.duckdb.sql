SELECT
  "t6"."subject_race",
  "t6"."darkness",
  "t6"."window",
  "t6"."clock_minute",
  COUNT(*) AS "stops"
FROM (
  SELECT
    "t5"."stop_id",
    "t5"."person_number",
    "t5"."agency_id",
    "t5"."stop_date",
    "t5"."date_precision",
    "t5"."stop_minute",
    "t5"."district",
    "t5"."beat",
    "t5"."neighborhood",
    "t5"."county",
    "t5"."latitude",
    "t5"."longitude",
    "t5"."stop_type",
    "t5"."stop_reason",
    "t5"."stop_reason_raw",
    "t5"."recorded_by",
    COALESCE(NULLIF("t5"."subject_race", ''), 'unknown') AS "subject_race",
    "t5"."subject_race_raw",
    "t5"."subject_race_self",
    "t5"."subject_sex",
    "t5"."subject_age_years",
    "t5"."subject_age_band",
    "t5"."subject_is_juvenile",
    "t5"."surname_percent_asian",
    "t5"."surname_percent_black",
    "t5"."surname_percent_hispanic",
    "t5"."surname_percent_native_american",
    "t5"."surname_percent_other",
    "t5"."surname_percent_white",
    "t5"."place_people_asian",
    "t5"."place_people_black",
    "t5"."place_people_hispanic",
    "t5"."place_people_native_american",
    "t5"."place_people_other",
    "t5"."place_people_white",
    "t5"."officer_id",
    "t5"."officer_race",
    "t5"."officer_sex",
    "t5"."officer_age_years",
    "t5"."officer_years_of_service",
    "t5"."officer_rank",
    "t5"."unit",
    "t5"."frisk_performed",
    "t5"."search_conducted",
    "t5"."search_person",
    "t5"."search_vehicle",
    "t5"."search_basis",
    "t5"."contraband_found",
    "t5"."contraband_drugs",
    "t5"."contraband_weapons",
    "t5"."arrest_made",
    "t5"."citation_issued",
    "t5"."citation_count",
    "t5"."warning_issued",
    "t5"."force_used",
    "t5"."outcome",
    "t5"."duration_minutes",
    "t5"."subject_id",
    "t5"."source_file",
    "t5"."source_row",
    "t5"."sun_date",
    "t5"."sun_lat",
    "t5"."sun_lon",
    "t5"."sun_date_right",
    "t5"."sun_lat_right",
    "t5"."sun_lon_right",
    "t5"."clock_season",
    "t5"."dawn",
    "t5"."sunrise",
    "t5"."sunset",
    "t5"."dusk",
    "t5"."nautical_dawn",
    "t5"."nautical_dusk",
    "t5"."evening_start",
    "t5"."evening_end",
    "t5"."morning_start",
    "t5"."morning_end",
    "t5"."nautical_evening_start",
    "t5"."nautical_evening_end",
    "t5"."nautical_morning_start",
    "t5"."nautical_morning_end",
    "t5"."agency_evening_start",
    "t5"."agency_evening_end",
    "t5"."agency_morning_start",
    "t5"."agency_morning_end",
    "t5"."stop_minute" * 60 AS "second",
    COALESCE(
      NULLIF(
        CASE
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) IS NULL
          )
          OR (
            (
              "t5"."sunset" IS NULL
            ) AND (
              "t5"."sunrise" IS NULL
            )
          )
          THEN CAST(NULL AS TEXT)
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."sunrise"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) < "t5"."sunset"
          )
          THEN 'daylight'
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."dusk"
          )
          OR (
            (
              "t5"."stop_minute" * 60
            ) < "t5"."dawn"
          )
          THEN 'dark'
          ELSE 'twilight'
        END,
        ''
      ),
      'unknown'
    ) AS "darkness",
    COALESCE(
      NULLIF(
        CASE
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) IS NULL
          )
          OR (
            "t5"."evening_start" IS NULL
          )
          THEN CAST(NULL AS TEXT)
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."evening_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."evening_end"
          )
          THEN 'evening'
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."morning_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."morning_end"
          )
          THEN 'morning'
          ELSE 'other'
        END,
        ''
      ),
      'unknown'
    ) AS "window",
    CASE
      WHEN COALESCE(
        CASE
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) IS NULL
          )
          OR (
            "t5"."evening_start" IS NULL
          )
          THEN CAST(NULL AS TEXT)
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."evening_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."evening_end"
          )
          THEN 'evening'
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."morning_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."morning_end"
          )
          THEN 'morning'
          ELSE 'other'
        END IN ('evening', 'morning')
        OR CASE
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) IS NULL
          )
          OR (
            "t5"."evening_start" IS NULL
          )
          THEN CAST(NULL AS TEXT)
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."nautical_evening_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."nautical_evening_end"
          )
          THEN 'evening'
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."nautical_morning_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."nautical_morning_end"
          )
          THEN 'morning'
          ELSE 'other'
        END IN ('evening', 'morning')
        OR CASE
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) IS NULL
          )
          OR (
            "t5"."evening_start" IS NULL
          )
          THEN CAST(NULL AS TEXT)
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."agency_evening_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."agency_evening_end"
          )
          THEN 'evening'
          WHEN (
            (
              "t5"."stop_minute" * 60
            ) >= "t5"."agency_morning_start"
          )
          AND (
            (
              "t5"."stop_minute" * 60
            ) <= "t5"."agency_morning_end"
          )
          THEN 'morning'
          ELSE 'other'
        END IN ('evening', 'morning'),
        FALSE
      )
      THEN COALESCE("t5"."stop_minute", -1)
      ELSE -1
    END AS "clock_minute"
  FROM (
    SELECT
      "t4"."stop_id",
      "t4"."person_number",
      "t4"."agency_id",
      "t4"."stop_date",
      "t4"."date_precision",
      "t4"."stop_minute",
      "t4"."district",
      "t4"."beat",
      "t4"."neighborhood",
      "t4"."county",
      "t4"."latitude",
      "t4"."longitude",
      "t4"."stop_type",
      "t4"."stop_reason",
      "t4"."stop_reason_raw",
      "t4"."recorded_by",
      "t4"."subject_race",
      "t4"."subject_race_raw",
      "t4"."subject_race_self",
      "t4"."subject_sex",
      "t4"."subject_age_years",
      "t4"."subject_age_band",
      "t4"."subject_is_juvenile",
      "t4"."surname_percent_asian",
      "t4"."surname_percent_black",
      "t4"."surname_percent_hispanic",
      "t4"."surname_percent_native_american",
      "t4"."surname_percent_other",
      "t4"."surname_percent_white",
      "t4"."place_people_asian",
      "t4"."place_people_black",
      "t4"."place_people_hispanic",
      "t4"."place_people_native_american",
      "t4"."place_people_other",
      "t4"."place_people_white",
      "t4"."officer_id",
      "t4"."officer_race",
      "t4"."officer_sex",
      "t4"."officer_age_years",
      "t4"."officer_years_of_service",
      "t4"."officer_rank",
      "t4"."unit",
      "t4"."frisk_performed",
      "t4"."search_conducted",
      "t4"."search_person",
      "t4"."search_vehicle",
      "t4"."search_basis",
      "t4"."contraband_found",
      "t4"."contraband_drugs",
      "t4"."contraband_weapons",
      "t4"."arrest_made",
      "t4"."citation_issued",
      "t4"."citation_count",
      "t4"."warning_issued",
      "t4"."force_used",
      "t4"."outcome",
      "t4"."duration_minutes",
      "t4"."subject_id",
      "t4"."source_file",
      "t4"."source_row",
      "t4"."sun_date",
      "t4"."sun_lat",
      "t4"."sun_lon",
      "t2"."sun_date" AS "sun_date_right",
      "t2"."sun_lat" AS "sun_lat_right",
      "t2"."sun_lon" AS "sun_lon_right",
      "t2"."clock_season",
      "t2"."dawn",
      "t2"."sunrise",
      "t2"."sunset",
      "t2"."dusk",
      "t2"."nautical_dawn",
      "t2"."nautical_dusk",
      "t2"."evening_start",
      "t2"."evening_end",
      "t2"."morning_start",
      "t2"."morning_end",
      "t2"."nautical_evening_start",
      "t2"."nautical_evening_end",
      "t2"."nautical_morning_start",
      "t2"."nautical_morning_end",
      "t2"."agency_evening_start",
      "t2"."agency_evening_end",
      "t2"."agency_morning_start",
      "t2"."agency_morning_end"
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
        "t0"."subject_race",
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
        "t0"."source_row",
        "t0"."stop_date" AS "sun_date",
        CASE
          WHEN (
            "t0"."latitude" IS NOT NULL
          ) AND (
            "t0"."longitude" IS NOT NULL
          )
          THEN CAST(ROUND("t0"."latitude" * 10, 0) AS BIGINT)
          ELSE 9999
        END AS "sun_lat",
        CASE
          WHEN (
            "t0"."latitude" IS NOT NULL
          ) AND (
            "t0"."longitude" IS NOT NULL
          )
          THEN CAST(ROUND("t0"."longitude" * 10, 0) AS BIGINT)
          ELSE 9999
        END AS "sun_lon"
      FROM "stops" AS "t0"
    ) AS "t4"
    LEFT OUTER JOIN "sun" AS "t2"
      ON "t4"."sun_date" = "t2"."sun_date"
      AND "t4"."sun_lat" = "t2"."sun_lat"
      AND "t4"."sun_lon" = "t2"."sun_lon"
  ) AS "t5"
) AS "t6"
GROUP BY
  1,
  2,
  3,
  4
