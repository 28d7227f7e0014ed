"""Who may do what: one table of deeds and roles.

An assessor cannot edit evidence; the agency cannot edit ratings; a draft cannot be seen before it
is filed; nothing becomes public by one person alone. Every view names its deed, and a test walks
the whole table through HTTP.
"""

from collections.abc import Iterable, Mapping

from daylight.register.choices import Classification, Role, Stage

A, M, X, U = Role.ADMINISTRATOR, Role.MONITOR, Role.EXPERT, Role.AUDITOR
P, C, D, T = Role.PLAINTIFF, Role.CITY, Role.DEPARTMENT, Role.DATA_UNIT
N, O, J = Role.UNION, Role.COMMISSION, Role.COURT  # noqa: E741 -- one letter per role

EVERYONE = frozenset(Role)
TEAM = frozenset({M, X})
PARTIES = frozenset({P, C, D})

MAY: Mapping[str, frozenset[Role]] = {
    "decree.view": EVERYONE,
    "decree.add": frozenset({A, M}),
    "decree.change": frozenset({M}),
    "text.import": frozenset({M}),
    "text.check": TEAM,
    "text.accept": frozenset({M}),
    "requirement.view": EVERYONE,
    "requirement.confirm": TEAM,
    "deadline.change": frozenset({M}),
    "extension.agree": frozenset({M, P, C}),
    "order.add": frozenset({M, J}),
    "scale.view": EVERYONE,
    "scale.change": frozenset({M}),
    "period.view": EVERYONE,
    "period.change": frozenset({M}),
    "period.send": frozenset({M}),
    "period.file": frozenset({M}),
    "assessment.view": EVERYONE,
    "assessment.change": TEAM,
    "statement.write": frozenset({C, D}),
    "clock.change": frozenset({M}),
    "audit.view": TEAM | PARTIES | {U, J},
    "audit.plan": frozenset({M, U}),
    "audit.draw": frozenset({M, U}),
    "audit.review": frozenset({M, X, U}),
    "audit.close": frozenset({M}),
    "evidence.view": EVERYONE,
    "evidence.add": frozenset({C, D, T}),
    "evidence.change": frozenset({D, T}),
    "measure.view": EVERYONE,
    "measure.change": frozenset({M, T}),
    "measure.read": frozenset({T}),
    "window.change": frozenset({M, O}),
    "comment.view": EVERYONE,
    "comment.write": frozenset({P, C, D, N, O}),
    "comment.decide": frozenset({M}),
    "recommendation.view": EVERYONE,
    "recommendation.add": frozenset({M, P, O}),
    "recommendation.answer": frozenset({C, D}),
    "release.view": EVERYONE,
    "release.prepare": frozenset({M}),
    "release.approve": frozenset({M, P, A}),
    "release.withdraw": frozenset({M}),
    "report.filed": EVERYONE,
    "report.draft": TEAM,
    "export.everything": frozenset({M}),
    "log.view": frozenset({M}),
    "people.change": frozenset({A}),
    "source.change": frozenset({M}),
}

STAGES: Mapping[Stage, frozenset[Role]] = {
    Stage.DRAFT: TEAM,
    Stage.PARTY: TEAM | PARTIES,
    Stage.FILED: EVERYONE,
}

CLASSES: Mapping[Classification, frozenset[Role]] = {
    Classification.PUBLIC: EVERYONE,
    Classification.PARTY: frozenset({M, X, U, P, C, D, T, J}),
    Classification.MONITOR: frozenset({M, X, U, D, T}),
    Classification.SEALED: frozenset({M, D, J}),
}


def may(roles: Iterable[str], deed: str) -> bool:
    """Whether any of a person's roles allows a deed; an unknown deed is a defect, not a no."""
    return bool(MAY[deed] & set(roles))


def stages_seen(roles: Iterable[str]) -> list[Stage]:
    """The stages of an assessment that a person may read."""
    held = set(roles)
    return [stage for stage, allowed in STAGES.items() if allowed & held]


def classes_seen(roles: Iterable[str]) -> list[Classification]:
    """The classes of evidence that a person may open."""
    held = set(roles)
    return [grade for grade, allowed in CLASSES.items() if allowed & held]
