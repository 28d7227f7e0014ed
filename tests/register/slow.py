"""Do one long act over and over until killed: import, file, or back up.

Says `go` when the first act begins, so that the test kills it in the middle of one.
"""

import sys
from datetime import date
from pathlib import Path

from daylight.register.cli import start


def imports() -> None:
    from daylight.register.choices import TextStatus
    from daylight.register.demo.riverbend import FIRST_TEXT
    from daylight.register.models import Decree, DecreeVersion
    from daylight.register.record import command_line
    from daylight.register.services import texts

    decree = Decree.objects.get(slug="riverbend")
    for number in range(1000):
        texts.import_text(
            DecreeVersion(
                decree=decree,
                name=f"Import {number}",
                in_force_from=date(2030, 1, 1),
                text_status=TextStatus.SYNTHETIC,
            ),
            command_line("killed"),
            name="again.txt",
            content=FIRST_TEXT.read_bytes(),
        )


def filings() -> None:
    from daylight.register.models import Period
    from daylight.register.record import command_line
    from daylight.register.services import ratings

    period = Period.objects.get(order=5)
    ratings.file(
        period, command_line("killed"), revision=period.revision, filed_on=date(2026, 11, 1),
        docket_ref="Doc. 120",
    )  # fmt: skip


def backups(folder: Path) -> None:
    from daylight.register.backup import back_up

    for _ in range(1000):
        back_up(folder / "backups" / "register.zip")


if __name__ == "__main__":
    place, act = Path(sys.argv[1]), sys.argv[2]
    start(place, "")
    sys.stdout.write("go\n")
    sys.stdout.flush()
    {"import": imports, "file": filings, "backup": lambda: backups(place)}[act]()
