"""What a report says of how grave charges are."""

from daylight.report.language import Words
from daylight.report.presentation import Presentation
from daylight.report.presentations.courts_decisions import OBJECTIONS
from daylight.report.wording import courts_grades
from daylight.report.wording.courts_given import NOTES

PRESENTATIONS = (
    Presentation(
        method="charge-grades",
        says=courts_grades.grades,
        labels={
            "graver_charge_share": Words("Charged with a graver grade", "Con grado más grave"),
            "graver_charge_share_difference": Words(
                "Charged with a graver grade: difference", "Con grado más grave: diferencia"
            ),
        },
        notes={
            **NOTES,
            "hidden-by-the-pool": courts_grades.hidden,
            "grade-blank": courts_grades.blank,
        },
        objections=OBJECTIONS,
    ),
)
