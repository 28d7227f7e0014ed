"""Invented published numbers for the methods on them."""

from daylight.data.figures import Figures, PublishedFigure


def poll() -> Figures:
    """One question asked of two groups in three years; the last poll does not say of how many."""
    asked = {"measure": "trust the police", "place": "Riverbend", "source": "Riverbend Poll"}
    return Figures(
        rows=tuple(
            PublishedFigure(
                **asked, population=who, period=year, figure=figure, n=n, assumed=assumed
            )
            for who, year, figure, n, assumed in (
                ("Black residents", "2014", "41 %", 410, ""),
                ("Black residents", "2016", "36 %", 395, ""),
                ("Black residents", "2018", "30 %", 400, "n"),
                ("white residents", "2014", "62 %", 1210, ""),
                ("white residents", "2016", "61 %", 1190, ""),
                ("white residents", "2018", "60 %", 1200, "n"),
            )
        )
    )


def yearly_counts() -> Figures:
    """A count by year with its population, that rises at the end."""
    what = {"measure": "robberies", "population": "everyone", "place": "Riverbend"}
    counts = (412, 398, 405, 371, 402, 455)
    return Figures(
        rows=tuple(
            PublishedFigure(**what, period=str(2013 + i), figure=str(x), exposure=181_000 + 900 * i)
            for i, x in enumerate(counts)
        )
    )


def bill() -> Figures:
    """What is on file of one bill."""
    what = {"population": "Ordinance 17-204", "place": "Riverbend", "read_on": "2019-02-01"}
    return Figures(
        rows=tuple(
            PublishedFigure(**what, measure=event, period=day, figure="1", source="council minutes")
            for event, day in (("introduced", "2017-03-02"), ("referred", "2017-03-16"))
        )
    )
