import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from daylight.errors import SourceError, UnreadableFile
from daylight.ingest.fetch import fetch_url, verify

pytestmark = pytest.mark.filterwarnings("ignore")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "stops.csv").write_text("id,race\n1,W\n2,B\n")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/stops.csv"
    server.shutdown()
    server.server_close()


def test_a_table_is_stored_with_its_hash(portal: str, tmp_path: Path) -> None:
    out = tmp_path / "taken" / "stops.csv"
    fetched = fetch_url("csv", portal, out)
    assert fetched.rows == 2
    assert out.read_text().splitlines()[0] == "id,race"
    assert verify(out) == fetched


def test_a_file_that_was_changed_after_fetching_is_refused(portal: str, tmp_path: Path) -> None:
    out = tmp_path / "taken.csv"
    fetch_url("csv", portal, out)
    out.write_text("id,race\n1,W\n")
    with pytest.raises(UnreadableFile, match="changed since it was fetched"):
        verify(out)


def test_a_portal_that_does_not_answer_is_an_error_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="did not give it"):
        fetch_url("csv", "http://127.0.0.1:9/none.csv", tmp_path / "x.csv")


def test_an_unknown_kind_of_portal_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="socrata"):
        fetch_url("gopher", "x", tmp_path / "x.csv")
