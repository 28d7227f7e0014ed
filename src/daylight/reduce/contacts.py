"""Persons by how often each was stopped."""

from typing import Any

from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction
from daylight.schema.vocabulary import UNKNOWN

CONTACTS = "contacts"
GROUP = "subject_race"
MEASURES = ("persons", "persons_of_several_races", "stops_unlinked")


def contacts(stops: Any, by: tuple[str, ...]) -> Any:
    """Persons with one stop, two stops, …, by group; only where the agency knows the person.

    A person is of one race: the one recorded most often, of several so recorded the first; nobody
    is of several, or a person recorded in two ways would be two people with fewer stops. Stops
    without a pseudonym are counted under zero contacts, as `stops_unlinked`.
    """
    import ibis

    keys = [name for name in by if name != CONTACTS]
    rows = keyed(stops, keys)
    known = rows.filter(rows.subject_id.notnull())
    person = [*(name for name in keys if name != GROUP), "subject_id"]
    recorded = [*person, *(name for name in keys if name == GROUP)]
    each = known.group_by(recorded).aggregate(times=known.count(), first_row=known.source_row.min())
    order = [each.times.desc(), each.first_row]
    if GROUP in keys:
        order = [each[GROUP] == UNKNOWN, *order, each[GROUP]]
        named = (each[GROUP] != UNKNOWN).cast("int64")
    else:
        named = _zero()
    own = ibis.window(group_by=person)
    each = each.mutate(
        contacts=each.times.sum().over(own).cast("int64"),
        races=named.sum().over(own).cast("int64"),
        place=ibis.row_number().over(ibis.window(group_by=person, order_by=order)),
    )
    one = each.filter(each.place == 0)
    spread = one.group_by([*keys, CONTACTS]).aggregate(
        persons=one.count(), persons_of_several_races=tally(one.races > 1)
    )
    spread = spread.mutate(stops_unlinked=_zero())
    unlinked = rows.filter(rows.subject_id.isnull())
    rest = unlinked.group_by(keys).aggregate(stops_unlinked=unlinked.count())
    rest = rest.mutate(contacts=_zero(), persons=_zero(), persons_of_several_races=_zero())
    columns = [*keys, CONTACTS, *MEASURES]
    both = spread.select(columns).union(rest.select(columns))
    return both.group_by([*keys, CONTACTS]).aggregate(
        **{name: both[name].sum().cast("int64") for name in MEASURES}
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
        "persons_of_several_races": "of them, persons whose race was recorded in several ways",
        "stops_unlinked": "stops whose person the agency does not know again",
    },
    derives=(CONTACTS,),
)
