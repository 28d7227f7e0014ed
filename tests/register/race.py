"""Many people at once, in a process of its own: on SQLite, or on the database of the environment.

Prints one line of JSON: writes asked for, written, refused as stale, faults, and the log's length.
"""

import json
import sys
import threading
from pathlib import Path

from daylight.register.cli import start

WRITERS, ROUNDS = 12, 6


def main(folder: Path, database: str) -> None:
    start(folder, database)
    from django.db import connection

    from daylight.register import record
    from daylight.register.models import Decree
    from daylight.register.record import Stale, command_line

    why = command_line("race")
    decree = record.create(
        Decree(slug="race", title="0", jurisdiction="x", plaintiff_type="none", status="entered"),
        why,
    )
    written: list[str] = []
    stale: list[int] = []
    faults: list[str] = []
    barrier = threading.Barrier(WRITERS)

    def write(writer: int) -> None:
        barrier.wait()
        try:
            for turn in range(ROUNDS):
                mark = f"{writer}.{turn}"
                while True:
                    seen = Decree.objects.get(pk=decree.pk)
                    try:
                        record.change(seen, why, note=f"{seen.note} {mark}".strip())
                    except Stale:
                        stale.append(writer)
                        continue
                    written.append(mark)
                    break
        except Exception as fault:  # noqa: BLE001 -- whatever it is, the test must hear of it
            faults.append(f"{type(fault).__name__}: {fault}")
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    decree.refresh_from_db()
    result = {
        "asked": WRITERS * ROUNDS,
        "written": len(written),
        "stale": len(stale),
        "faults": faults,
        "kept": sorted(decree.note.split()) == sorted(written),
        "revision": decree.revision,
        "log": record.verify(),
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
