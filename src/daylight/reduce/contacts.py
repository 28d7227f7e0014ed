"""Persons by how often each was stopped."""

from typing import Any

from daylight.reduce.idiom import keyed
from daylight.reduce.reduction import Reduction

CONTACTS = "contacts"


def contacts(stops: Any, by: tuple[str, ...]) -> Any:
    """Persons with one stop, two stops, …, by group; only where the agency knows the person.

    Stops without a pseudonym are counted under zero contacts, as `stops_unlinked`.
    """
    keys = [name for name in by if name != CONTACTS]
    rows = keyed(stops, keys)
    known = rows.filter(rows.subject_id.notnull())
    each = known.group_by([*keys, "subject_id"]).aggregate(contacts=known.count())
    spread = each.group_by([*keys, CONTACTS]).aggregate(persons=each.count())
    spread = spread.mutate(stops_unlinked=_zero())
    unlinked = rows.filter(rows.subject_id.isnull())
    rest = unlinked.group_by(keys).aggregate(stops_unlinked=unlinked.count())
    rest = rest.mutate(contacts=_zero(), persons=_zero())
    columns = [*keys, CONTACTS, "persons", "stops_unlinked"]
    both = spread.select(columns).union(rest.select(columns))
    return both.group_by([*keys, CONTACTS]).aggregate(
        persons=both.persons.sum().cast("int64"),
        stops_unlinked=both.stops_unlinked.sum().cast("int64"),
    )


def _zero() -> Any:
    import ibis

    return ibis.literal(0, type="int64")


CONTACTS_REDUCTION = Reduction(
    name="contacts",
    tables=("stops",),
    run=contacts,
    unit="person stopped",
    counts={
        "persons": "persons with that number of stops",
        "stops_unlinked": "stops whose person the agency does not know again",
    },
    derives=(CONTACTS,),
)
