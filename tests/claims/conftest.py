"""Ledgers to test with: the two that ship, copied."""

import shutil
from pathlib import Path

import pytest

from daylight.claims.ledger import Ledger, LedgerAuthor

EXAMPLE = Path(__file__).parents[2] / "src" / "daylight" / "claims" / "example"
ANN = LedgerAuthor("Ann", "a test", "2026-01-01T00:00:00Z")


@pytest.fixture
def invented(tmp_path: Path) -> Ledger:
    shutil.copytree(EXAMPLE / "invented", tmp_path / "ledger")
    return Ledger.open(tmp_path / "ledger")


@pytest.fixture
def worked(tmp_path: Path) -> Ledger:
    shutil.copytree(EXAMPLE / "worked", tmp_path / "worked")
    return Ledger.open(tmp_path / "worked")
