"""Tests of an optional extra: skipped where it is not installed, but never in CI."""

import os
from importlib.util import find_spec

import pytest


def needs_extra(module: str, extra: str) -> None:
    """Skip the whole test module without the extra; in CI its absence is a failure."""
    if find_spec(module) is not None:
        return
    reason = f"the extra [{extra}] is not installed"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason, allow_module_level=True)
