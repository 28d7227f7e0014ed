"""A site of three agencies, one of them with two periods, made once."""

from pathlib import Path

import pytest

from daylight.report.language import Language
from daylight.site.write import SiteWish, write_site
from tests.site.agencies import OF_OFFICERS, Invented, made

BOTH = (Language.ENGLISH, Language.SPANISH)


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Runs by a short name."""
    folder = tmp_path_factory.mktemp("runs")
    return {
        name: made(folder, what)
        for name, what in {
            "zinnia": Invented(agency="Zinnia Police"),
            "birch": Invented(agency="Birch Police", searched=60),
            "birch-later": Invented(
                agency="Birch Police", year=2025, period="January to June 2025", searched=90
            ),
            "elan": Invented(
                agency="Élan <Police> / Sheriff & Co", questions=OF_OFFICERS, searched=30
            ),
        }.items()
    }


@pytest.fixture(scope="session")
def site(runs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of these runs in both languages."""
    out = tmp_path_factory.mktemp("sites") / "public"
    write_site(list(runs.values()), out, SiteWish(languages=BOTH))
    return out
