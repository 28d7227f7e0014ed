import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None, max_examples=30)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"


@pytest.fixture
def shared() -> Path:
    """The folder of real records, where it is present."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not here: real records are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds a demo run as `daylight-demo`, made once for all tests."""
    from daylight.pipeline.run import run
    from daylight.studies import STUDIES

    folder = tmp_path_factory.mktemp("demo")
    run(STUDIES / "minneapolis.toml", folder / "daylight-demo")
    return folder
