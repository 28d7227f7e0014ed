import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from daylight.data.result import Refusal

settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100)
settings.register_profile("dev", deadline=None, max_examples=30)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared" / "data"


MOST_WORDED = 20
"""Refusals of one test that are put into words: some tests make thousands alike."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Whatever a test makes a method refuse can be said, in every language."""
    made: list[Refusal] = []
    whole = Refusal.__init__

    def noted(refusal: Refusal, *given: Any, **named: Any) -> None:
        whole(refusal, *given, **named)
        if len(made) < MOST_WORDED:
            made.append(refusal)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Refusal, "__init__", noted)
        yield
    _worded(made)


def _worded(made: list[Refusal]) -> None:
    from daylight.report.language import Language, speaking
    from daylight.report.refusals import REFUSALS, why_not

    for refusal in made:
        if refusal.code in REFUSALS and refusal.facts:  # a test's own code or record is none
            for language in Language:
                with speaking(language):
                    why_not(refusal)


@pytest.fixture
def shared() -> Path:
    """The folder of real records, where it is present."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not here: real records are not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this worker's own that holds a demo run as `daylight-demo`.

    The run is made once for all workers: the first to come makes it, the others wait and copy it.
    """
    own = tmp_path_factory.mktemp("demo")
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "demo-made-once"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            from daylight.pipeline.run import run
            from daylight.studies import STUDIES

            run(STUDIES / "minneapolis.toml", shared)
    shutil.copytree(shared, own / "daylight-demo")
    return own
