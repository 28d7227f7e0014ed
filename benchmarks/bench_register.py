"""The register under load on SQLite: 200 readers and 20 writers at once, none may fail.

The server runs in a process of its own, as `daylight register serve` runs it. A reader opens an
overview, the chart or a paragraph; a writer corrects a requirement's wording through its form, so
every write passes the session, CSRF, the rules, the lock and the log.
"""

import json
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import partial
from http.cookiejar import CookieJar
from pathlib import Path

READERS, WRITERS, READS, WRITES = 200, 20, 5, 5
PASSWORD = "a password for the benchmark"  # noqa: S105 -- of accounts that live for one run
PLACES = ("/d/riverbend/", "/d/riverbend/p/9/", "/d/riverbend/evidence/", "/d/riverbend/r/9/")


class Visitor:
    """A browser without a screen: cookies and forms."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def get(self, place: str) -> str:
        with self.open(self.address + place, timeout=300) as answer:
            return answer.read().decode()

    def post(self, place: str, fields: dict[str, str]) -> int:
        page = self.get(place)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        found = re.search(r'name="revision" value="(\d+)"', page)
        sent = {**fields, "csrfmiddlewaretoken": token}
        if found:
            sent["revision"] = found[1]
        request = urllib.request.Request(  # noqa: S310 -- this machine
            self.address + place, urllib.parse.urlencode(sent).encode(),
            {"Referer": self.address + place},
        )  # fmt: skip
        with self.open(request, timeout=300) as answer:
            return answer.status

    def sign_in(self, name: str) -> None:
        self.post("/login/", {"username": name, "password": PASSWORD, "next": ""})


def serve(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "daylight.register", "demo", "--folder", str(folder), "--port",
         str(port), "--no-browser", "--password", PASSWORD],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            Visitor(address).get("/health")
        except OSError:
            time.sleep(0.5)
        else:
            return process, address
    raise SystemExit("the server did not start")


def forms_of(visitor: Visitor) -> list[str]:
    """One requirement's form for each writer."""
    listed = visitor.get("/d/riverbend/requirements/")
    codes = re.findall(r"/d/riverbend/r/([^/\"]+)/", listed)[:WRITERS]
    pages = [visitor.get(f"/d/riverbend/r/{code}/") for code in codes]
    return [re.findall(r"/d/riverbend/requirements/confirm/\d+/", page)[-1] for page in pages]


def timed(act: Callable[[], object], into: list[float], faults: list[str]) -> None:
    start = time.perf_counter()
    try:
        act()
    except Exception as fault:  # noqa: BLE001 -- counted, whatever it is
        faults.append(f"{type(fault).__name__}: {fault}")
    into.append(time.perf_counter() - start)


def together(address: str) -> tuple[list[float], list[float], list[str], float]:
    """Everyone at once; how long each request took, and every fault."""
    reads: list[float] = []
    writes: list[float] = []
    faults: list[str] = []
    reader = Visitor(address)
    reader.sign_in("court")
    writers = [Visitor(address) for _ in range(WRITERS)]
    for writer in writers:
        writer.sign_in("monitor")
    forms = forms_of(writers[0])
    barrier = threading.Barrier(READERS + WRITERS)

    def read(number: int) -> None:
        barrier.wait()
        for turn in range(READS):
            place = PLACES[(number + turn) % len(PLACES)]
            timed(partial(reader.get, place), reads, faults)

    def write(number: int) -> None:
        barrier.wait()
        for turn in range(WRITES):
            fields = {"actor": "RPD", "modal": "will", "act": f"act {number}.{turn}",
                      "condition": "", "assessable": "on", "reason": "load"}  # fmt: skip
            timed(partial(writers[number].post, forms[number], fields), writes, faults)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(READERS)]
    threads += [threading.Thread(target=write, args=(n,)) for n in range(WRITERS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return reads, writes, faults, time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        process, address = serve(Path(folder) / "data")
        try:
            reads, writes, faults, seconds = together(address)
        finally:
            process.terminate()
            process.wait()
    shown = {
        "readers": READERS,
        "writers": WRITERS,
        "requests": len(reads) + len(writes),
        "faults": len(faults),
        "seconds": round(seconds, 1),
        "requests_per_second": round((len(reads) + len(writes)) / seconds, 1),
        "read_median_s": round(statistics.median(reads), 2),
        "read_worst_s": round(max(reads), 2),
        "write_median_s": round(statistics.median(writes), 2),
        "write_worst_s": round(max(writes), 2),
    }
    print(json.dumps(shown, indent=1))
    for fault in sorted(set(faults))[:5]:
        print(fault)
    raise SystemExit(bool(faults))


if __name__ == "__main__":
    main()
