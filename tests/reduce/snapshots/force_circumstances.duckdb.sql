SELECT
  "t3"."subject_race",
  COUNT(*) AS "force_rows",
  COALESCE(SUM(CAST(COALESCE("t3"."is_person", FALSE) AS BIGINT)), 0) AS "people",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."restrained_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "restrained",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."restrained_yes" = 1
        )
        AND (
          "t3"."restrained_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "restrained_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."fleeing_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "fleeing",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."fleeing_yes" = 1
        )
        AND (
          "t3"."fleeing_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "fleeing_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."in_crisis_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "in_crisis",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."in_crisis_yes" = 1
        )
        AND (
          "t3"."in_crisis_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "in_crisis_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."under_influence_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "under_influence",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."under_influence_yes" = 1
        )
        AND (
          "t3"."under_influence_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "under_influence_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."under_18_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "under_18",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."under_18_yes" = 1
        )
        AND (
          "t3"."under_18_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "under_18_unknown",
  COALESCE(
    SUM(CAST(COALESCE("t3"."is_person" AND (
      "t3"."armed_yes" = 1
    ), FALSE) AS BIGINT)),
    0
  ) AS "armed",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."armed_yes" = 1
        )
        AND (
          "t3"."armed_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "armed_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."subject_injured_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "subject_injured",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."subject_injured_yes" = 1
        )
        AND (
          "t3"."subject_injured_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "subject_injured_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."officer_injured_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "officer_injured",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."officer_injured_yes" = 1
        )
        AND (
          "t3"."officer_injured_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "officer_injured_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."not_arrested_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "not_arrested",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."not_arrested_yes" = 1
        )
        AND (
          "t3"."not_arrested_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "not_arrested_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."resisting_only_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "resisting_only",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."resisting_only_yes" = 1
        )
        AND (
          "t3"."resisting_only_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "resisting_only_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."firearm_pointed_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "firearm_pointed",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."firearm_pointed_yes" = 1
        )
        AND (
          "t3"."firearm_pointed_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "firearm_pointed_unknown",
  COALESCE(
    SUM(
      CAST(COALESCE("t3"."is_person" AND (
        "t3"."firearm_discharged_yes" = 1
      ), FALSE) AS BIGINT)
    ),
    0
  ) AS "firearm_discharged",
  COALESCE(
    SUM(
      CAST(COALESCE(
        "t3"."is_person"
        AND NOT (
          "t3"."firearm_discharged_yes" = 1
        )
        AND (
          "t3"."firearm_discharged_blank" = 1
        ),
        FALSE
      ) AS BIGINT)
    ),
    0
  ) AS "firearm_discharged_unknown"
FROM (
  SELECT
    "t2"."incident_id",
    "t2"."report_id",
    "t2"."agency_id",
    "t2"."incident_date",
    "t2"."date_precision",
    "t2"."incident_minute",
    "t2"."district",
    "t2"."beat",
    "t2"."neighborhood",
    "t2"."county",
    "t2"."latitude",
    "t2"."longitude",
    "t2"."officer_id",
    "t2"."officer_race",
    "t2"."officer_sex",
    "t2"."officer_age_years",
    "t2"."officer_years_of_service",
    "t2"."officer_rank",
    "t2"."unit",
    "t2"."subject_id",
    COALESCE(NULLIF("t2"."subject_race", ''), 'unknown') AS "subject_race",
    "t2"."subject_race_raw",
    "t2"."subject_race_self",
    "t2"."subject_sex",
    "t2"."subject_age_years",
    "t2"."subject_age_band",
    "t2"."subject_is_juvenile",
    "t2"."contact_reason",
    "t2"."force_reason",
    "t2"."officers_involved",
    "t2"."subjects_involved",
    "t2"."is_call",
    "t2"."offense",
    "t2"."resistance",
    "t2"."force_kind",
    "t2"."force_use",
    "t2"."force_level",
    "t2"."severity",
    "t2"."subject_armed",
    "t2"."subject_injured",
    "t2"."subject_injury",
    "t2"."officer_injured",
    "t2"."subject_treated",
    "t2"."officer_injury",
    "t2"."subject_arrested",
    "t2"."was_restrained",
    "t2"."was_fleeing",
    "t2"."in_crisis",
    "t2"."under_influence",
    "t2"."firearm_pointed",
    "t2"."firearm_discharged",
    "t2"."resisting_charge_only",
    "t2"."finding",
    "t2"."source_file",
    "t2"."source_row",
    "t2"."person_key",
    "t2"."kind_rank",
    "t2"."restrained_said",
    "t2"."fleeing_said",
    "t2"."in_crisis_said",
    "t2"."under_influence_said",
    "t2"."under_18_said",
    "t2"."armed_said",
    "t2"."subject_injured_said",
    "t2"."officer_injured_said",
    "t2"."not_arrested_said",
    "t2"."resisting_only_said",
    "t2"."firearm_pointed_said",
    "t2"."firearm_discharged_said",
    "t2"."is_person",
    "t2"."restrained_yes",
    "t2"."restrained_blank",
    "t2"."fleeing_yes",
    "t2"."fleeing_blank",
    "t2"."in_crisis_yes",
    "t2"."in_crisis_blank",
    "t2"."under_influence_yes",
    "t2"."under_influence_blank",
    "t2"."under_18_yes",
    "t2"."under_18_blank",
    "t2"."armed_yes",
    "t2"."armed_blank",
    "t2"."subject_injured_yes",
    "t2"."subject_injured_blank",
    "t2"."officer_injured_yes",
    "t2"."officer_injured_blank",
    "t2"."not_arrested_yes",
    "t2"."not_arrested_blank",
    "t2"."resisting_only_yes",
    "t2"."resisting_only_blank",
    "t2"."firearm_pointed_yes",
    "t2"."firearm_pointed_blank",
    "t2"."firearm_discharged_yes",
    "t2"."firearm_discharged_blank"
  FROM (
    SELECT
      "t1"."incident_id",
      "t1"."report_id",
      "t1"."agency_id",
      "t1"."incident_date",
      "t1"."date_precision",
      "t1"."incident_minute",
      "t1"."district",
      "t1"."beat",
      "t1"."neighborhood",
      "t1"."county",
      "t1"."latitude",
      "t1"."longitude",
      "t1"."officer_id",
      "t1"."officer_race",
      "t1"."officer_sex",
      "t1"."officer_age_years",
      "t1"."officer_years_of_service",
      "t1"."officer_rank",
      "t1"."unit",
      "t1"."subject_id",
      "t1"."subject_race",
      "t1"."subject_race_raw",
      "t1"."subject_race_self",
      "t1"."subject_sex",
      "t1"."subject_age_years",
      "t1"."subject_age_band",
      "t1"."subject_is_juvenile",
      "t1"."contact_reason",
      "t1"."force_reason",
      "t1"."officers_involved",
      "t1"."subjects_involved",
      "t1"."is_call",
      "t1"."offense",
      "t1"."resistance",
      "t1"."force_kind",
      "t1"."force_use",
      "t1"."force_level",
      "t1"."severity",
      "t1"."subject_armed",
      "t1"."subject_injured",
      "t1"."subject_injury",
      "t1"."officer_injured",
      "t1"."subject_treated",
      "t1"."officer_injury",
      "t1"."subject_arrested",
      "t1"."was_restrained",
      "t1"."was_fleeing",
      "t1"."in_crisis",
      "t1"."under_influence",
      "t1"."firearm_pointed",
      "t1"."firearm_discharged",
      "t1"."resisting_charge_only",
      "t1"."finding",
      "t1"."source_file",
      "t1"."source_row",
      "t1"."person_key",
      "t1"."kind_rank",
      "t1"."restrained_said",
      "t1"."fleeing_said",
      "t1"."in_crisis_said",
      "t1"."under_influence_said",
      "t1"."under_18_said",
      "t1"."armed_said",
      "t1"."subject_injured_said",
      "t1"."officer_injured_said",
      "t1"."not_arrested_said",
      "t1"."resisting_only_said",
      "t1"."firearm_pointed_said",
      "t1"."firearm_discharged_said",
      (
        ROW_NUMBER() OVER (
          PARTITION BY "t1"."person_key"
          ORDER BY "t1"."kind_rank" DESC, "t1"."source_file" ASC, "t1"."source_row" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1
      ) = 0 AS "is_person",
      MAX(CAST(COALESCE("t1"."restrained_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "restrained_yes",
      MAX(CAST("t1"."restrained_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "restrained_blank",
      MAX(CAST(COALESCE("t1"."fleeing_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "fleeing_yes",
      MAX(CAST("t1"."fleeing_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "fleeing_blank",
      MAX(CAST(COALESCE("t1"."in_crisis_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "in_crisis_yes",
      MAX(CAST("t1"."in_crisis_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "in_crisis_blank",
      MAX(CAST(COALESCE("t1"."under_influence_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "under_influence_yes",
      MAX(CAST("t1"."under_influence_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "under_influence_blank",
      MAX(CAST(COALESCE("t1"."under_18_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "under_18_yes",
      MAX(CAST("t1"."under_18_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "under_18_blank",
      MAX(CAST(COALESCE("t1"."armed_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "armed_yes",
      MAX(CAST("t1"."armed_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "armed_blank",
      MAX(CAST(COALESCE("t1"."subject_injured_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "subject_injured_yes",
      MAX(CAST("t1"."subject_injured_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "subject_injured_blank",
      MAX(CAST(COALESCE("t1"."officer_injured_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "officer_injured_yes",
      MAX(CAST("t1"."officer_injured_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "officer_injured_blank",
      MAX(CAST(COALESCE("t1"."not_arrested_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "not_arrested_yes",
      MAX(CAST("t1"."not_arrested_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "not_arrested_blank",
      MAX(CAST(COALESCE("t1"."resisting_only_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "resisting_only_yes",
      MAX(CAST("t1"."resisting_only_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "resisting_only_blank",
      MAX(CAST(COALESCE("t1"."firearm_pointed_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "firearm_pointed_yes",
      MAX(CAST("t1"."firearm_pointed_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "firearm_pointed_blank",
      MAX(CAST(COALESCE("t1"."firearm_discharged_said", FALSE) AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "firearm_discharged_yes",
      MAX(CAST("t1"."firearm_discharged_said" IS NULL AS BIGINT)) OVER (
        PARTITION BY "t1"."person_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "firearm_discharged_blank"
    FROM (
      SELECT
        "t0"."incident_id",
        "t0"."report_id",
        "t0"."agency_id",
        "t0"."incident_date",
        "t0"."date_precision",
        "t0"."incident_minute",
        "t0"."district",
        "t0"."beat",
        "t0"."neighborhood",
        "t0"."county",
        "t0"."latitude",
        "t0"."longitude",
        "t0"."officer_id",
        "t0"."officer_race",
        "t0"."officer_sex",
        "t0"."officer_age_years",
        "t0"."officer_years_of_service",
        "t0"."officer_rank",
        "t0"."unit",
        "t0"."subject_id",
        "t0"."subject_race",
        "t0"."subject_race_raw",
        "t0"."subject_race_self",
        "t0"."subject_sex",
        "t0"."subject_age_years",
        "t0"."subject_age_band",
        "t0"."subject_is_juvenile",
        "t0"."contact_reason",
        "t0"."force_reason",
        "t0"."officers_involved",
        "t0"."subjects_involved",
        "t0"."is_call",
        "t0"."offense",
        "t0"."resistance",
        "t0"."force_kind",
        "t0"."force_use",
        "t0"."force_level",
        "t0"."severity",
        "t0"."subject_armed",
        "t0"."subject_injured",
        "t0"."subject_injury",
        "t0"."officer_injured",
        "t0"."subject_treated",
        "t0"."officer_injury",
        "t0"."subject_arrested",
        "t0"."was_restrained",
        "t0"."was_fleeing",
        "t0"."in_crisis",
        "t0"."under_influence",
        "t0"."firearm_pointed",
        "t0"."firearm_discharged",
        "t0"."resisting_charge_only",
        "t0"."finding",
        "t0"."source_file",
        "t0"."source_row",
        "t0"."incident_id" || '|' || CASE
          WHEN (
            "t0"."subject_id" IS NULL
          )
          OR COALESCE(STARTS_WITH("t0"."subject_id", "t0"."report_id"), FALSE)
          THEN COALESCE("t0"."subject_race", '-') || '/' || COALESCE("t0"."subject_sex", '-') || '/' || COALESCE(CAST("t0"."subject_age_years" AS TEXT), '-') || '|' || CAST(DENSE_RANK() OVER (
            PARTITION BY "t0"."incident_id", "t0"."report_id", COALESCE("t0"."subject_race", '-') || '/' || COALESCE("t0"."subject_sex", '-') || '/' || COALESCE(CAST("t0"."subject_age_years" AS TEXT), '-')
            ORDER BY "t0"."subject_id" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS TEXT)
          ELSE COALESCE(
            "t0"."subject_id",
            COALESCE("t0"."subject_race", '-') || '/' || COALESCE("t0"."subject_sex", '-') || '/' || COALESCE(CAST("t0"."subject_age_years" AS TEXT), '-')
          )
        END AS "person_key",
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
        END AS "kind_rank",
        "t0"."was_restrained" AS "restrained_said",
        "t0"."was_fleeing" AS "fleeing_said",
        "t0"."in_crisis" AS "in_crisis_said",
        "t0"."under_influence" AS "under_influence_said",
        "t0"."subject_age_years" < 18 AS "under_18_said",
        "t0"."subject_armed" AS "armed_said",
        "t0"."subject_injured" AS "subject_injured_said",
        "t0"."officer_injured" AS "officer_injured_said",
        NOT (
          "t0"."subject_arrested"
        ) AS "not_arrested_said",
        "t0"."resisting_charge_only" AS "resisting_only_said",
        "t0"."firearm_pointed" AS "firearm_pointed_said",
        "t0"."firearm_discharged" AS "firearm_discharged_said"
      FROM "force" AS "t0"
    ) AS "t1"
  ) AS "t2"
) AS "t3"
GROUP BY
  1
