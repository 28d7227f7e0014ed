"""People of the United States by group, the population that the Census's surname list describes."""

PEOPLE: dict[str, int] = {
    "asian": 14_465_124 + 481_576,
    "black": 37_685_848,
    "hispanic": 50_477_594,
    "native_american": 2_247_098,
    "other": 5_966_481 + 604_265,
    "white": 196_817_552,
}
"""2010 Census, Hispanic or Latino of any race apart: Asian with Pacific Islander; two or more races
with any other. Source: US Census Bureau, Overview of Race and Hispanic Origin: 2010 (C2010BR-02),
table 1."""

GROUPS = tuple(PEOPLE)
"""The groups that surname lists and counts of residents tell apart."""
