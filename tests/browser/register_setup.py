"""Make a register with people and one accepted decree, for the browser to work in."""

import sys
from datetime import date
from pathlib import Path

from daylight.register.cli import start

FIRST = """I. USE OF FORCE
1. The Department will train every officer in de-escalation within 180 days of the Effective Date.
2. The Department will record every use of force.
3. The Department will review every use of force within 15 days of the report.
4. The Department will publish its force policy.
"""


def main(folder: Path, password: str) -> None:
    start(folder, "")
    from daylight.register import record
    from daylight.register.choices import TextStatus
    from daylight.register.demo.people import add_people
    from daylight.register.models import Decree, DecreeVersion
    from daylight.register.record import command_line
    from daylight.register.scales import add_scale
    from daylight.register.services import texts

    add_people(password)
    why = command_line("set up for a browser test")
    decree = record.create(
        Decree(
            slug="hill",
            title="State v. City of Hill (synthetic)",
            jurisdiction="Hill",
            plaintiff_type="state_ag",
            status="entered",
            effective_date=date(2026, 1, 1),
            scale=add_scale("policy-training-practice", why),
        ),
        why,
    )
    version = texts.import_text(
        DecreeVersion(
            decree=decree,
            name="Agreement",
            in_force_from=date(2026, 1, 1),
            text_status=TextStatus.SYNTHETIC,
        ),
        why,
        name="hill.txt",
        content=FIRST.encode(),
    )
    texts.accept(version, why, revision=version.revision)
    for paragraph in version.paragraphs.all():
        for wording in paragraph.wordings.all():
            texts.confirm(wording, why, revision=wording.revision)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
