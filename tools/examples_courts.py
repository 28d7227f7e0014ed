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
    """Prison terms of two groups: longer for one because its criminal history is longer."""
    rng = np.random.default_rng(4)
    counted: dict[tuple[str, str, str, int], int] = {}
    for district in DISTRICTS:
        court = rng.normal(0, 0.15)
        for race, weights in (("black", (0.2, 0.3, 0.5)), ("white", (0.5, 0.3, 0.2))):
            for _ in range(60):
                history = str(rng.choice(["I", "III", "VI"], p=weights))
                mean = {"I": 1.6, "III": 2.0, "VI": 2.5}[history] + court - 0.05 * (race == "black")
                months = max(round(float(np.exp(rng.normal(mean, 0.5)))), 1)
                key = (race, history, district, 100 * months)
                counted[key] = counted.get(key, 0) + 1
    return daylight.Cells.from_columns(
        {
            "subject_race": [key[0] for key in counted],
            "criminal_history": [key[1] for key in counted],
            "district": [key[2] for key in counted],
            "month_hundredths": [key[3] for key in counted],
            "cases": list(counted.values()),
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
