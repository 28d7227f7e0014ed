"""Agency file → canonical table."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daylight.ingest.convert import ingest as ingest


def __getattr__(name: str) -> Any:
    """`ingest`, which loads the engine only when it is asked for."""
    if name != "ingest":
        raise AttributeError(name)
    from daylight.ingest.convert import ingest

    return ingest
