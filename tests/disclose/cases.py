"""Ways in which a small count, a name or an officer gets out: each published raw gives it away."""

from collections.abc import Mapping
from dataclasses import dataclass

from daylight.data.estimate import Estimate
from daylight.data.provenance import Provenance
from daylight.data.quantity import About
from daylight.data.result import Note, Outcome, Refusal
from tests.disclose.city import count, difference, result, rows, share

Outcomes = Mapping[str, Outcome]

WITHHELD = "<p>Some estimates are withheld.</p>"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One way out.

    Parameters
    ----------
    outcomes
        What the agency has.
    page
        What else somebody wrote on the page.
    raw
        What a page drawn without the public view would show besides.
    table
        Two headings and a column of counts of rows.
    earlier
        What was published before.
    omits
        Groups whose rows are left out even of the raw release: naive suppression.
    """

    name: str
    outcomes: Outcomes
    page: str = ""
    raw: str = ""
    table: tuple[str, str, Mapping[str, int]] | None = None
    earlier: Outcomes | None = None
    omits: frozenset[str] = frozenset()
    kind: str = "count"


def _race(**counts: int) -> list[Estimate]:
    return [count(n, subject_race=race) for race, n in counts.items()]


def _by_race(missing: float | None = None, **counts: int) -> Outcomes:
    made = [count(n, missing=missing, subject_race=race) for race, n in counts.items()]
    return {"groups": result(*made)}


def _two_way(cells: Mapping[tuple[str, str], int]) -> list[Estimate]:
    """A table with its margins and total."""
    races = sorted({race for race, _ in cells})
    places = sorted({place for _, place in cells})
    made = [count(n, subject_race=r, district=d) for (r, d), n in cells.items()]
    made += [
        count(sum(n for (r, _), n in cells.items() if r == race), subject_race=race)
        for race in races
    ]
    made += [
        count(sum(n for (_, d), n in cells.items() if d == place), district=place)
        for place in places
    ]
    return [*made, count(sum(cells.values()))]


TWO_WAY = {
    ("white", "north"): 412,
    ("white", "south"): 388,
    ("white", "west"): 95,
    ("black", "north"): 301,
    ("black", "south"): 4,
    ("black", "west"): 177,
    ("asian", "north"): 61,
    ("asian", "south"): 73,
    ("asian", "west"): 39,
}

SQL = 'SELECT COUNT(*) FROM "stops" WHERE "race" = \'pacific_islander\''

PACIFIC = frozenset({"pacific_islander"})

CASES = (
    Case(name="group of one", outcomes=_by_race(white=512, black=301, asian=1)),
    Case(
        name="district with one stop",
        outcomes={"q": result(count(340, district="1"), count(1, district="2"), count(341))},
    ),
    Case(
        name="total in prose",
        outcomes=_by_race(white=3104, black=2757, pacific_islander=3),
        page="<p>There were 5,864 stops in that year.</p>",
        omits=PACIFIC,
    ),
    Case(
        name="missing share as an exact float",
        outcomes=_by_race(527 / 5864, white=2534, black=2800, pacific_islander=3),
        omits=PACIFIC,
    ),
    Case(
        name="total of all groups beside them",
        outcomes={
            "q": result(
                *_race(white=3104, black=2757, pacific_islander=3),
                count(5864),
            )
        },
        omits=PACIFIC,
    ),
    Case(
        name="total in rows counted",
        outcomes={
            "q": result(
                *_race(white=3104, black=2757, pacific_islander=3),
                provenance=rows(5864, 5864),
            )
        },
        omits=PACIFIC,
    ),
    Case(
        name="total in a diagnostic",
        outcomes={
            "q": result(
                *_race(white=3104, black=2757, pacific_islander=3),
                diagnostics={"stops": 5864},
            )
        },
        omits=PACIFIC,
    ),
    Case(
        name="two releases a month apart",
        outcomes=_by_race(white=512, black=305),
        earlier=_by_race(white=512, black=301),
    ),
    Case(
        name="fall between two releases",
        outcomes=_by_race(white=512, black=297),
        earlier=_by_race(white=512, black=301),
    ),
    Case(
        name="numerator between two releases",
        outcomes={"q": result(share(44, 300, subject_race="black"))},
        earlier={"q": result(share(41, 300, subject_race="black"))},
    ),
    Case(
        name="names listed though withheld",
        outcomes={
            "q": result(
                *_race(white=512, black=301, pacific_islander=3),
                notes=(Note(code="too-small", facts={"groups": ("pacific_islander",)}),),
            )
        },
        omits=PACIFIC,
        page=WITHHELD,
        kind="name",
    ),
    Case(
        name="name in a text alternative",
        outcomes=_by_race(white=512, black=301, pacific_islander=3),
        omits=PACIFIC,
        raw=f'{WITHHELD}<img alt="Pacific Islander is not drawn">',
        kind="name",
    ),
    Case(
        name="name in a picture",
        outcomes=_by_race(white=512, black=301, pacific_islander=3),
        omits=PACIFIC,
        raw=f"{WITHHELD}<svg><text>Pacific Islander</text></svg>",
        kind="name",
    ),
    Case(
        name="name in the SQL",
        outcomes={
            "q": result(
                *_race(white=512, black=301, pacific_islander=3),
                provenance=Provenance(rows_read=900, rows_kept=900, sql=SQL),
            )
        },
        omits=PACIFIC,
        page=WITHHELD,
        kind="name",
    ),
    Case(
        name="name of a place",
        outcomes={"q": result(count(340, district="1"), count(4, district="Harbour"))},
        omits=frozenset({"Harbour"}),
        page="<p>Harbour is left out.</p>",
        kind="name",
    ),
    Case(
        name="small count in a text alternative",
        outcomes=_by_race(white=512, black=301),
        raw='<img alt="Bars; the lowest stands for 4 stops">',
    ),
    Case(
        name="small count in a picture",
        outcomes=_by_race(white=512, black=301),
        raw="<svg><text>7 people</text></svg>",
    ),
    Case(
        name="axis that gives the maximum",
        outcomes=_by_race(white=512, black=301, asian=7),
        omits=frozenset({"asian"}),
        raw="<svg><g aria-label=\"X-axis titled 'Stops', linear, from 0 to 7\"></g></svg>",
    ),
    Case(
        name="same count under two names",
        outcomes={
            "first": result(*_race(white=512, black=301, asian=6)),
            "second": result(count(819, unit="stops"), *_race(white=512, black=301)),
        },
        omits=frozenset({"asian"}),
    ),
    Case(
        name="margins of a table",
        outcomes={"q": result(*_two_way(TWO_WAY))},
    ),
    Case(
        name="margins in another table",
        outcomes={
            "cells": result(
                *(count(n, subject_race=r, district=d) for (r, d), n in TWO_WAY.items())
            ),
            "margins": result(
                count(482, subject_race="black"),
                count(895, subject_race="white"),
                count(173, subject_race="asian"),
            ),
        },
        omits=frozenset({"black south"}),
    ),
    Case(
        name="one cell withheld in a table with margins",
        outcomes={"q": result(*_two_way(TWO_WAY))},
        omits=frozenset({"black south"}),
    ),
    Case(name="small numerator", outcomes={"q": result(share(7, 5000, subject_race="white"))}),
    Case(name="small complement", outcomes={"q": result(share(500, 503, subject_race="white"))}),
    Case(
        name="blanks of a group",
        outcomes={"q": result(share(81, 500, missing=4 / 504, subject_race="white"))},
    ),
    Case(
        name="percent of total",
        outcomes={"q": result(share(3, 5864, name="share_of_stops", subject_race="asian"))},
    ),
    Case(
        name="hierarchical totals",
        outcomes={
            "q": result(
                count(900, county="east"),
                count(450, county="east", district="1"),
                count(444, county="east", district="2"),
                count(6, county="east", district="3"),
            )
        },
        omits=frozenset({"east 3"}),
    ),
    Case(
        name="sum of a time series",
        outcomes={
            "q": result(
                *(count(n, month=f"2024-{m:02d}") for m, n in enumerate((40, 38, 5, 44), 1)),
                count(127),
            )
        },
        omits=frozenset({"2024-03"}),
    ),
    Case(
        name="zero cells",
        outcomes={
            "q": result(
                count(0, subject_race="black", district="north"),
                count(5, subject_race="black", district="south"),
                count(60, subject_race="white", district="north"),
                count(40, subject_race="white", district="south"),
                count(5, subject_race="black"),
                count(100, subject_race="white"),
                count(45, district="south"),
                count(60, district="north"),
            )
        },
        omits=frozenset({"black south", "black"}),
    ),
    Case(
        name="numerators of groups and of all",
        outcomes={
            "q": result(
                share(90, 501, subject_race="white"),
                share(60, 303, subject_race="black"),
                share(4, 41, subject_race="asian"),
                share(154, 845),
            )
        },
        omits=frozenset({"asian"}),
    ),
    Case(
        name="interval that gives numerator and count",
        outcomes={"q": result(share(3, 8, subject_race="asian"))},
        omits=frozenset({"n"}),
    ),
    Case(
        name="share of no printed count",
        outcomes={"q": result(share(7, 19, subject_race="asian"))},
        omits=frozenset({"n"}),
    ),
    Case(
        name="p-value that gives the count",
        outcomes={
            "q": result(
                share(3, 8, subject_race="asian"),
                share(150, 1000, subject_race="white"),
                difference(0.225, 1008, "white", p=0.07733574271866, subject_race="asian"),
            )
        },
        omits=frozenset({"n of asian"}),
    ),
    Case(
        name="count of a comparison",
        outcomes={
            "q": result(
                share(4, 9, subject_race="asian"),
                share(150, 1000, subject_race="white"),
                difference(0.29, 1009, "white", subject_race="asian"),
            )
        },
        omits=frozenset({"asian"}),
    ),
    Case(name="all of a few", outcomes={"q": result(share(12, 12, subject_race="asian"))}),
    Case(name="none of a few", outcomes={"q": result(share(0, 14, subject_race="asian"))}),
    Case(
        name="rows left out for a small reason",
        outcomes={
            "q": result(
                *_race(white=512, black=301),
                provenance=rows(816, 813, race_not_known=3),
            )
        },
    ),
    Case(
        name="rows that are not accounted for",
        outcomes=_by_race(white=512, black=301),
        raw="<p>901 read, 812 counted; 85 left out: warrants</p>",
    ),
    Case(
        name="small code in a table of codes",
        outcomes=_by_race(white=512, black=301),
        table=("Code", "Rows", {"W": 512, "Samoan": 2}),
    ),
    Case(
        name="small blank in a table of blanks",
        outcomes=_by_race(white=512, black=301),
        table=("Column", "Blank", {"race": 120, "sex": 4}),
    ),
    Case(
        name="rows set aside for no printed reason",
        outcomes=_by_race(white=512, black=301),
        table=("Step", "Stops", {"Read from 1 file": 901, "Set aside: warrants": 85, "Kept": 813}),
    ),
    Case(
        name="a refusal that says how few",
        outcomes={
            "q": Refusal(code="of-the-case", facts={"needed": 20, "searches": 3}),
            "groups": result(*_race(white=512, black=301)),
        },
    ),
    Case(
        name="a refusal that lists groups and how many there are of each",
        outcomes={
            "q": Refusal(
                code="too-few-searches",
                facts={
                    "least": 20,
                    "reference": "white",
                    "groups": ("white", "asian"),
                    "counts": (512, 3),
                },
            ),
            "groups": result(*_race(white=512, black=301, asian=61)),
        },
    ),
    Case(
        name="a small count in the words of a note",
        outcomes={
            "q": result(
                *_race(white=512, black=301),
                notes=(Note(code="remark", facts={"said": "of them 3 searches were at night"}),),
            )
        },
    ),
    Case(
        name="a table beside the page",
        outcomes=_by_race(white=512, black=301, asian=4),
        omits=frozenset({"csv"}),
    ),
    Case(
        name="a database beside the page",
        outcomes=_by_race(white=512, black=301, asian=4),
        omits=frozenset({"sqlite"}),
    ),
    Case(
        name="single officer by key",
        outcomes={"q": result(share(40, 300, officer_id="K7Q2"), share(90, 800))},
        kind="officer",
    ),
    Case(
        name="single officer by declaration",
        outcomes={"q": result(share(40, 300, about=About.OFFICER, badge="12"), share(90, 800))},
        kind="officer",
    ),
    Case(
        name="whom it is about is not declared",
        outcomes={"q": result(share(40, 300, about=About.UNDECLARED, badge="12"), share(90, 800))},
        kind="officer",
    ),
)
