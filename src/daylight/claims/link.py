"""Tell a run which public claims were put to it, so that its report links to their pages."""

import json
import os
from pathlib import Path
from urllib.parse import quote

from daylight.claims.assess import standing
from daylight.claims.ledger import Ledger
from daylight.claims.runs import run_hash
from daylight.errors import ClaimError
from daylight.pipeline.claim_links import CLAIMS
from daylight.plan.finished import Run


def link(ledger: Ledger, run: Path, pages: Path) -> int:
    """Write which claims rest on this very run, and where their pages are; how many there are.

    A claim that was put to another state of the run is left out. ClaimError where the pages are
    not there.
    """
    folder = Run.open(run).folder
    if not (pages / "claims").is_dir():
        raise ClaimError(f"{pages}: no pages of claims; make them with `daylight claims page`")
    up = os.path.relpath(pages.resolve(), (folder / "report").resolve())
    told: dict[tuple[str, str], dict[str, str]] = {}
    for made in ledger.assessments.values():
        claim = ledger.claims.get(made.claim)
        asked = made.question in Run.open(run).questions
        if claim is None or not asked or run_hash(folder, made.question) != made.run_sha256:
            continue
        told[made.question, claim.id] = {
            "question": made.question,
            "words": claim.words,
            "status": standing(ledger, claim).status.value,
            "address": quote(f"{Path(up).as_posix()}/claims/{claim.id}.html"),
        }
    text = json.dumps(list(told.values()), indent=2, ensure_ascii=False) + "\n"
    scratch = folder / f".{CLAIMS}.partial"
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(folder / CLAIMS)
    return len(told)
