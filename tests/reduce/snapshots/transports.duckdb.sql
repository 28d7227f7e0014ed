SELECT
  "t1"."subject_race",
  COUNT(*) AS "transports",
  COALESCE(SUM(CAST(COALESCE("t1"."injury_during", FALSE) AS BIGINT)), 0) AS "injured_in_transport",
  COALESCE(SUM(CAST(COALESCE("t1"."injury_during" IS NULL, FALSE) AS BIGINT)), 0) AS "injured_in_transport_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t1"."injury_at_intake" AND NOT (
        "t1"."injury_before"
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "injured_at_intake",
  COALESCE(
    SUM(
      CAST(COALESCE(
        (
          "t1"."injury_at_intake" AND NOT (
            "t1"."injury_before"
          )
        ) IS NULL,
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "injured_at_intake_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."belt_used", FALSE) AS BIGINT)), 0) AS "belted",
  COALESCE(SUM(CAST(COALESCE("t1"."belt_used" IS NULL, FALSE) AS BIGINT)), 0) AS "belted_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE(NOT (
        "t1"."belt_used"
      ) AND NOT (
        "t1"."belt_refused"
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "unbelted_not_refused",
  COALESCE(
    SUM(
      CAST(COALESCE(
        (
          NOT (
            "t1"."belt_used"
          ) AND NOT (
            "t1"."belt_refused"
          )
        ) IS NULL,
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "unbelted_not_refused_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."camera_working", FALSE) AS BIGINT)), 0) AS "camera_working",
  COALESCE(SUM(CAST(COALESCE("t1"."camera_working" IS NULL, FALSE) AS BIGINT)), 0) AS "camera_working_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE(CASE WHEN "t1"."second_officer_id" IS NOT NULL THEN TRUE ELSE FALSE END, FALSE) AS BIGINT)
    ),
    0
  ) AS "second_officer",
  COALESCE(
    SUM(
      CAST(COALESCE(
        CASE WHEN "t1"."second_officer_id" IS NOT NULL THEN TRUE ELSE FALSE END IS NULL,
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "second_officer_unknown",
  COALESCE(SUM(CAST(COALESCE(LOWER("t1"."position") = 'prone', FALSE) AS BIGINT)), 0) AS "prone",
  COALESCE(
    SUM(CAST(COALESCE((
      LOWER("t1"."position") = 'prone'
    ) IS NULL, FALSE) AS BIGINT)),
    0
  ) AS "prone_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t1"."duration_minutes" > (
          (
            "t1"."expected_minutes" * 1.5
          ) + 10.0
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "long_time",
  COALESCE(
    SUM(
      CAST(COALESCE(
        (
          "t1"."duration_minutes" > (
            (
              "t1"."expected_minutes" * 1.5
            ) + 10.0
          )
        ) IS NULL,
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "long_time_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t1"."distance_miles" > (
        (
          "t1"."expected_miles" * 1.5
        ) + 2.0
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "long_distance",
  COALESCE(
    SUM(
      CAST(COALESCE(
        (
          "t1"."distance_miles" > (
            (
              "t1"."expected_miles" * 1.5
            ) + 2.0
          )
        ) IS NULL,
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "long_distance_unknown",
  COALESCE(
    SUM(CAST(COALESCE("t1"."recorded_stops" > "t1"."logged_stops", FALSE) AS BIGINT)),
    0
  ) AS "unlogged_stops",
  COALESCE(
    SUM(
      CAST(COALESCE((
        "t1"."recorded_stops" > "t1"."logged_stops"
      ) IS NULL, FALSE) AS BIGINT)
    ),
    0
  ) AS "unlogged_stops_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."medical_complaint", FALSE) AS BIGINT)), 0) AS "medical_complaint",
  COALESCE(SUM(CAST(COALESCE("t1"."medical_complaint" IS NULL, FALSE) AS BIGINT)), 0) AS "medical_complaint_unknown",
  COALESCE(SUM(CAST(COALESCE("t1"."medical_aid_minutes" > 10.0, FALSE) AS BIGINT)), 0) AS "medical_aid_late",
  COALESCE(
    SUM(CAST(COALESCE((
      "t1"."medical_aid_minutes" > 10.0
    ) IS NULL, FALSE) AS BIGINT)),
    0
  ) AS "medical_aid_late_unknown"
FROM (
  SELECT
    "t0"."transport_id",
    "t0"."arrest_id",
    "t0"."incident_id",
    "t0"."agency_id",
    "t0"."subject_id",
    COALESCE(NULLIF("t0"."subject_race", ''), 'unknown') AS "subject_race",
    "t0"."subject_race_raw",
    "t0"."subject_race_self",
    "t0"."subject_sex",
    "t0"."subject_age_years",
    "t0"."subject_age_band",
    "t0"."subject_is_juvenile",
    "t0"."officer_id",
    "t0"."second_officer_id",
    "t0"."vehicle_id",
    "t0"."vehicle_type",
    "t0"."belt_available",
    "t0"."belt_used",
    "t0"."belt_refused",
    "t0"."restraint",
    "t0"."position",
    "t0"."start_date",
    "t0"."start_minute",
    "t0"."duration_minutes",
    "t0"."distance_miles",
    "t0"."expected_minutes",
    "t0"."expected_miles",
    "t0"."logged_stops",
    "t0"."recorded_stops",
    "t0"."camera_working",
    "t0"."injury_before",
    "t0"."injury_during",
    "t0"."injury_at_intake",
    "t0"."medical_complaint",
    "t0"."medical_aid_minutes",
    "t0"."source_file",
    "t0"."source_row"
  FROM "transports" AS "t0"
) AS "t1"
GROUP BY
  1
