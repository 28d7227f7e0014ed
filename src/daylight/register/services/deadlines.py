"""Move a deadline: by agreement of three, or by the court."""

from datetime import date

from django.db import transaction

from daylight.register import record
from daylight.register.choices import Authority, OrderStage, Role
from daylight.register.models import CourtOrder, Deadline, DeadlineExtension
from daylight.register.record import Author
from daylight.register.rules.deadlines import BadDeadline, Due, Extension, effective

MAY_AGREE = (Role.MONITOR, Role.PLAINTIFF, Role.CITY)


def due(deadline: Deadline) -> Due:
    """Original, plan and extended date of a deadline."""
    return effective(deadline.original_due, deadline.plan_due, _granted(deadline))


def _granted(deadline: Deadline) -> list[Extension]:
    """The extensions that hold: by order, or agreed by all three."""
    steps = [
        Extension(one.due, Authority(one.authority), one.agreed_by)
        for one in deadline.extensions.all()
    ]
    return [
        step
        for step in steps
        if step.authority == Authority.COURT or len(step.agreed_by) == len(MAY_AGREE)
    ]


@transaction.atomic
def ask(deadline: Deadline, author: Author, until: date, role: Role) -> DeadlineExtension:
    """Propose an agreed extension; it holds once all three have agreed."""
    _refuse_too_long(deadline, until)
    agreed = {f"agreed_{role}": True}
    return record.create(
        DeadlineExtension(deadline=deadline, due=until, authority=Authority.AGREED, **agreed),
        author,
    )


def _refuse_too_long(deadline: Deadline, until: date) -> None:
    everyone = frozenset(str(role) for role in MAY_AGREE)
    trial = Extension(until, Authority.AGREED, everyone)
    effective(deadline.original_due, deadline.plan_due, [*_granted(deadline), trial])


def agree(
    extension: DeadlineExtension, author: Author, role: Role, *, revision: int
) -> DeadlineExtension:
    """One of the three agrees."""
    if role not in MAY_AGREE or extension.authority != Authority.AGREED:
        raise BadDeadline("only monitor, plaintiff and city agree to an extension")
    return record.change(extension, author, revision=revision, **{f"agreed_{role}": True})


def by_order(
    deadline: Deadline, author: Author, until: date, order: CourtOrder
) -> DeadlineExtension:
    """Extend by an order of the court."""
    if order.stage != OrderStage.GRANTED:
        raise BadDeadline(f"{order} was not granted")
    return record.create(
        DeadlineExtension(deadline=deadline, due=until, authority=Authority.COURT, order=order),
        author,
    )
