"""Fill an empty register for a demonstration."""

from django.db import transaction

from daylight.register.demo import filling, riverbend
from daylight.register.demo.people import add_people
from daylight.register.models import Decree


@transaction.atomic
def build(password: str) -> Decree:
    """People, the synthetic decree with its history, and all that surrounds it; once."""
    people = add_people(password)
    stored = Decree.objects.filter(slug="riverbend").first()
    if stored:
        return stored
    decree = riverbend.add_decree(people)
    filling.add_court(decree, people)
    riverbend.amend(decree, people)
    periods = riverbend.add_periods(decree, people)
    riverbend.file_periods(periods, people)
    filling.add_evidence(decree, periods, people)
    filling.add_audit(decree, periods[-2], people)
    filling.add_measures(decree, periods, people)
    filling.add_comments(decree, periods, people)
    filling.add_dismissed(people)
    decree.refresh_from_db()
    return decree
