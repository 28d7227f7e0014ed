"""A table from a city's portal → a file with its hash, through the package openpolicedata."""

import hashlib
import json
import warnings
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from daylight.errors import MissingFile, SourceError, UnreadableFile

FAULTS = (ValueError, KeyError, AttributeError, TypeError, OSError)
"""What the package raises where an address or an answer is not as it expects."""
LOADERS = {
    "csv": "Csv",
    "excel": "Excel",
    "socrata": "Socrata",
    "arcgis": "Arcgis",
    "ckan": "Ckan",
    "carto": "Carto",
    "opendatasoft": "Opendatasoft",
}


MISSING = "fetching needs openpolicedata: pip install 'daylight-oversight[opd]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A table as it was taken: where from, when, and the hash that tells whether it changed."""

    path: str
    sha256: str
    rows: int
    source: str
    table: str
    year: str
    retrieved_on: str
    package: str


def fetch(
    source: str, table: str, year: int | str, out: Path, *, state: str | None = None
) -> Fetched:
    """Take a table that the package knows, such as `fetch("Seattle", "STOPS", 2022, out)`."""
    package = _package()
    refusals = (package.exceptions.OPD_GeneralError, *FAULTS)
    try:
        taken = package.Source(source, state).load(table, year, pbar=False).table
    except refusals as problem:
        raise SourceError(
            f"{source} {table} {year}: the portal or its index did not give it: {problem}"
        ) from problem
    return _store(package, taken, out, source=source, table=table, year=str(year))


def fetch_url(
    kind: str, url: str, out: Path, *, dataset: str = "", date_field: str | None = None
) -> Fetched:
    """Take a table from an address that you know.

    Parameters
    ----------
    kind
        What serves it: csv, excel, socrata, arcgis, ckan, carto or opendatasoft.
    dataset
        Its identifier on the portal, where the portal has one address for all.
    """
    package = _package()
    if kind not in LOADERS:
        raise SourceError(f"no loader {kind}; there are {', '.join(LOADERS)}")
    refusals = (package.exceptions.OPD_GeneralError, *FAULTS)
    loader = getattr(package.data_loaders, LOADERS[kind])
    try:
        made = loader(url, dataset) if dataset else loader(url, date_field=date_field)
        taken = made.load(pbar=False)
    except refusals as problem:
        raise SourceError(f"{url}: the {kind} portal did not give it: {problem}") from problem
    return _store(package, taken, out, source=url, table=dataset, year="")


def verify(path: Path) -> Fetched:
    """The record beside a fetched file; refuses a file that is no longer what was fetched."""
    record = path.with_suffix(".snapshot.json")
    if not path.is_file() or not record.is_file():
        raise MissingFile(f"{path}: not a fetched file with its record beside it")
    fetched = Fetched(**json.loads(record.read_text(encoding="utf-8")))
    if hashlib.sha256(path.read_bytes()).hexdigest() != fetched.sha256:
        raise UnreadableFile(f"{path.name}: changed since it was fetched on {fetched.retrieved_on}")
    return fetched


def _package() -> Any:
    """The package, without its complaint that its index cannot be reached."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import openpolicedata
    except ModuleNotFoundError as problem:
        raise SourceError(
            "fetching needs openpolicedata: install daylight-oversight[opd]"
        ) from problem
    return openpolicedata


def _store(package: Any, taken: Any, out: Path, **facts: str) -> Fetched:
    out.parent.mkdir(parents=True, exist_ok=True)
    text = taken.to_csv(index=False).encode("utf-8")
    out.write_bytes(text)
    fetched = Fetched(
        path=out.name,
        sha256=hashlib.sha256(text).hexdigest(),
        rows=len(taken),
        retrieved_on=datetime.now(UTC).date().isoformat(),
        package=f"openpolicedata {package.__version__}",
        **facts,
    )
    record = json.dumps(asdict(fetched), indent=1, ensure_ascii=False) + "\n"
    out.with_suffix(".snapshot.json").write_text(record, encoding="utf-8")
    return fetched
