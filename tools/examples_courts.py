"""Invented records for the methods on courts."""

import numpy as np

import daylight

DISTRICTS = [f"district {n}" for n in range(1, 25)]


def decided() -> daylight.Cells:
    """Cases of two groups in 24 districts, by criminal history, and how they ended."""
    rng = np.random.default_rng(3)
    rows = [(r, h, d) for r in ("black", "white") for h in ("I", "III", "VI") for d in DISTRICTS]
    cases = rng.poisson(60, len(rows)) + 5
    base = {"I": 0.4, "III": 0.6, "VI": 0.8}
    court = dict(zip(DISTRICTS, rng.normal(0, 0.06, len(DISTRICTS)), strict=True))
    share = [base[h] + court[d] + 0.03 * (r == "black") for r, h, d in rows]
    revoked = rng.binomial(cases, np.clip(share, 0.05, 0.95))
    held = daylight.Cells.from_columns(
        {
            "subject_race": [row[0] for row in rows],
            "criminal_history": [row[1] for row in rows],
            "district": [row[2] for row in rows],
            "cases": cases.tolist(),
            **{
                name: values.tolist()
                for name, values in {
                    "imprisoned": revoked,
                    "supervision_revoked": revoked,
                    "below_range": cases - revoked,
                }.items()
            },
            "imprisoned_unknown": [0] * len(rows),
            "supervision_unknown": [0] * len(rows),
            "range_unknown": [0] * len(rows),
        },
        by=["subject_race", "criminal_history", "district"],
    )
    return held.clustered_by({"district": "district"})


def terms() -> daylight.Cells:
    """Prison terms of two groups: longer for one because its criminal history is longer.

    Whoever has a short history goes to prison less often.
    """
    rng = np.random.default_rng(4)
    counted: dict[tuple[str, str, str, int], int] = {}
    for district in DISTRICTS:
        court = rng.normal(0, 0.15)
        for race, weights in (("black", (0.2, 0.3, 0.5)), ("white", (0.5, 0.3, 0.2))):
            for _ in range(60):
                history = str(rng.choice(["I", "III", "VI"], p=weights))
                mean = {"I": 1.6, "III": 2.0, "VI": 2.5}[history] + court - 0.05 * (race == "black")
                months = max(round(float(np.exp(rng.normal(mean, 0.5)))), 1)
                is_free = rng.random() < {"I": 0.15, "III": 0.1, "VI": 0.05}[history]
                key = (race, history, district, 0 if is_free else 100 * months)
                counted[key] = counted.get(key, 0) + 1
    cases = list(counted.values())
    return daylight.Cells.from_columns(
        {
            "subject_race": [key[0] for key in counted],
            "criminal_history": [key[1] for key in counted],
            "district": [key[2] for key in counted],
            "month_hundredths": [key[3] for key in counted],
            "cases": cases,
            "imprisoned": [n * (key[3] > 0) for key, n in counted.items()],
            "imprisoned_unknown": [0] * len(cases),
        },
        by=["subject_race", "criminal_history", "district", "month_hundredths"],
    )


def heard() -> daylight.Cells:
    """Hearings of three years."""
    return daylight.Cells.from_columns(
        {
            "year": ["2014", "2015", "2016"],
            "scheduled": [940, 1_010, 990],
            "granted": [180, 190, 205],
            "decided": [540, 560, 580],
            "decided_or_stipulated": [600, 625, 640],
            "result_unknown": [0, 0, 0],
            "initial": [150, 210, 260],
            "granted_initial": [9, 14, 21],
        },
        by=["year"],
    )


def scored() -> daylight.Cells:
    """Scores that mean the same in both groups, whose base rates differ."""
    rng = np.random.default_rng(5)
    risk = np.linspace(0.15, 0.75, 10)
    columns: dict[str, list[object]] = {name: [] for name in ("subject_race", "score")}
    columns |= {name: [] for name in ("people", "reoffended", "not_reoffended")}
    for race, weight in (
        ("black", np.linspace(0.6, 1.4, 10)),
        ("white", np.linspace(1.4, 0.6, 10)),
    ):
        people = np.round(160 * weight).astype(int)
        came = rng.binomial(people, risk)
        columns["subject_race"] += [race] * 10
        columns["score"] += list(range(1, 11))
        columns["people"] += people.tolist()
        columns["reoffended"] += came.tolist()
        columns["not_reoffended"] += (people - came).tolist()
    for name in ("reoffended_unknown", "not_followed", "not_followed_reoffended"):
        columns[name] = [0] * 20
    return daylight.Cells.from_columns(columns, by=["subject_race", "score"])


def split() -> daylight.Cells:
    """Cases of two groups that differ in criminal history, and a little within it."""
    rng = np.random.default_rng(8)
    mix = {"black": (0.25, 0.35, 0.4), "white": (0.5, 0.3, 0.2)}
    columns: dict[str, list[object]] = {
        name: [] for name in ("subject_race", "criminal_history", "district", "cases", "imprisoned")
    }
    for district in DISTRICTS:
        court = rng.normal(0, 0.05)
        for race, weights in mix.items():
            cases = rng.multinomial(180, weights)
            base = np.array([0.45, 0.65, 0.85]) + court + 0.02 * (race == "black")
            columns["subject_race"] += [race] * 3
            columns["criminal_history"] += ["I", "III", "VI"]
            columns["district"] += [district] * 3
            columns["cases"] += cases.tolist()
            columns["imprisoned"] += rng.binomial(cases, np.clip(base, 0.05, 0.95)).tolist()
    for name in ("imprisoned_unknown", "supervision_revoked", "supervision_unknown"):
        columns[name] = [0] * len(columns["cases"])
    for name in ("below_range", "range_unknown"):
        columns[name] = [0] * len(columns["cases"])
    by = ["subject_race", "criminal_history", "district"]
    return daylight.Cells.from_columns(columns, by=by).clustered_by({"district": "district"})


def heard_again() -> daylight.Cells:
    """People heard again and again until release, whose own chances differ."""
    rng = np.random.default_rng(9)
    rows: dict[tuple[str, str, int], list[int]] = {}
    for person in range(1_200):
        race = "black" if person % 2 else "white"
        chance = rng.beta(2, 6)
        for number in range(1, 9):
            is_decided, is_granted = rng.random() < 0.7, rng.random() < chance
            cell = rows.setdefault((race, f"p{person}", number), [0, 0, 0])
            cell[0] += 1
            cell[1] += int(is_decided)
            cell[2] += int(is_decided and is_granted)
            if (is_decided and is_granted) or rng.random() < 0.15:
                break
    held = daylight.Cells.from_columns(
        {
            "subject_race": [key[0] for key in rows],
            "person_id": [key[1] for key in rows],
            "hearing_number": [key[2] for key in rows],
            **{
                name: [cell[i] for cell in rows.values()]
                for i, name in enumerate(("scheduled", "decided", "granted"))
            },
        },
        by=["subject_race", "person_id", "hearing_number"],
    )
    return held.clustered_by({"person_id": "person_id"})


def heaped() -> daylight.Cells:
    """Terms in months that heap on whole years, and at five years more than on others."""
    rng = np.random.default_rng(10)
    months = np.arange(1, 180)
    weight = np.exp(-((np.log(months) - np.log(50)) ** 2) / (2 * 0.7**2)) / months
    weight *= np.where(months % 12 == 0, 6.0, np.where(months % 6 == 0, 3.0, 1.0))
    columns: dict[str, list[object]] = {
        name: [] for name in ("subject_race", "district", "month_hundredths", "cases")
    }
    for district in DISTRICTS:
        for race, moved in (("black", 0.25), ("white", 0.12)):
            cases = rng.multinomial(700, weight / weight.sum())
            pulled = rng.binomial(cases[44:59], moved * rng.uniform(0.5, 1.5))
            cases[44:59] -= pulled
            cases[59] += pulled.sum()
            kept = cases > 0
            columns["subject_race"] += [race] * int(kept.sum())
            columns["district"] += [district] * int(kept.sum())
            columns["month_hundredths"] += (100 * months[kept]).tolist()
            columns["cases"] += cases[kept].tolist()
    by = ["subject_race", "district", "month_hundredths"]
    return daylight.Cells.from_columns(columns, by=by).clustered_by({"district": "district"})


def under_a_bill() -> daylight.Cells:
    """Cases by offence, minimum and year, some of them blank, that a bill may reach."""
    rng = np.random.default_rng(11)
    rows = [
        (race, offense, minimum, year)
        for race in ("black", "white")
        for offense in ("drug trafficking", "fraud", "unknown")
        for minimum in ("0", "60", "120", "unknown")
        for year in ("2009", "2014")
    ]
    return daylight.Cells.from_columns(
        {
            "subject_race": [row[0] for row in rows],
            "offense": [row[1] for row in rows],
            "mandatory_minimum_months": [row[2] for row in rows],
            "fiscal_year": [row[3] for row in rows],
            "cases": [int(rng.poisson(20 if "unknown" in row else 90)) for row in rows],
        },
        by=["subject_race", "offense", "mandatory_minimum_months", "fiscal_year"],
    )


def graded() -> daylight.Cells:
    """Broken supervision of two kinds, whose violations are not equally grave."""
    rng = np.random.default_rng(12)
    columns: dict[str, list[object]] = {
        name: [] for name in ("charged_grade", "supervision_kind", "district", "cases")
    }
    for district in DISTRICTS:
        for kind, size, shares in (
            ("supervised_release", 300, (0.15, 0.32, 0.53)),
            ("probation", 25, (0.08, 0.26, 0.66)),
        ):
            columns["charged_grade"] += ["A", "B", "C"]
            columns["supervision_kind"] += [kind] * 3
            columns["district"] += [district] * 3
            columns["cases"] += rng.multinomial(size, shares).tolist()
    by = ["charged_grade", "supervision_kind", "district"]
    return daylight.Cells.from_columns(columns, by=by).clustered_by({"district": "district"})
