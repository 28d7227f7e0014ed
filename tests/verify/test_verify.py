"""A run is checked byte for byte, packed, and made again elsewhere."""

import json
import shutil
import stat
import struct
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daylight.cli.main import main
from daylight.errors import StudyError
from daylight.pipeline import manifest
from daylight.pipeline import pack as packing
from daylight.pipeline.pack import pack, unpack
from daylight.pipeline.record import Making
from daylight.pipeline.reread import publish_apart, report_again
from daylight.pipeline.run import run
from daylight.pipeline.verify import verify
from tests.small_study import edit, small_study

STEADY = ("html", "docx", "slides", "csv", "sqlite", "parquet")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a study, its run `run` and its archive `run.zip`."""
    folder = tmp_path_factory.mktemp("made")
    run(small_study(folder / "data"), folder / "run")
    pack(folder / "run", folder / "run.zip")
    return folder


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copied"))


def test_a_run_as_it_was_written_is_sound(made: Path) -> None:
    for given_ in (made / "run", made / "run.zip"):
        found = verify(given_)
        assert found.is_sound, found.faults
        record = json.loads((made / "run" / "run.json").read_text("utf-8"))
        assert found.files == len(record["files"])
        assert found.seal == record["seal"]


def test_the_same_run_is_packed_to_the_same_bytes_wherever_it_lies(
    made: Path, copied: Path
) -> None:
    for path in (copied / "run").rglob("*"):
        path.chmod(0o700)
    assert pack(copied / "run", copied / "b.zip").read_bytes() == (made / "run.zip").read_bytes()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), to=st.integers(1, 255))
def test_any_byte_of_an_archive_that_is_another_is_found(made: Path, at: float, to: int) -> None:
    raw = bytearray((made / "run.zip").read_bytes())
    raw[int(at * len(raw))] ^= to
    changed = made / "changed.zip"
    changed.write_bytes(raw)
    try:
        found = verify(changed)
    except StudyError:
        return
    assert found.faults


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), to=st.integers(1, 255))
def test_any_byte_of_any_file_that_is_another_is_found(
    made: Path, data: st.DataObject, to: int
) -> None:
    files = sorted(path for path in (made / "run").rglob("*") if path.is_file())
    path = data.draw(st.sampled_from([p for p in files if p.stat().st_size]))
    raw = path.read_bytes()
    at = data.draw(st.integers(0, len(raw) - 1))
    path.write_bytes(raw[:at] + bytes([raw[at] ^ to]) + raw[at + 1 :])
    try:
        (fault, *_) = verify(made / "run").faults
        assert fault.startswith(path.relative_to(made / "run").as_posix())
    finally:
        path.write_bytes(raw)


def test_a_space_more_in_the_record_is_found(copied: Path) -> None:
    record = copied / "run" / "run.json"
    record.write_text(record.read_text("utf-8") + " ", encoding="utf-8")
    assert verify(copied / "run").faults == (
        "run.json: it says the same, in other bytes than were written",
    )


def test_a_file_that_is_missing_or_too_many_or_a_link_is_named(copied: Path) -> None:
    (copied / "run" / "study.toml").unlink()
    (copied / "run" / "model" / "extra.json").write_text("{}", encoding="utf-8")
    report = copied / "run" / "report" / "findings.json"
    shutil.move(report, copied / "elsewhere.json")
    report.symlink_to(copied / "elsewhere.json")
    assert set(verify(copied / "run").faults) == {
        "study.toml: is missing",
        "report/findings.json: is a link, not the file",
        "model/extra.json: was not there when the record was written",
    }


def test_a_run_is_made_again_from_its_files_with_its_formats(made: Path, copied: Path) -> None:
    report_again(copied / "run", Making(formats=STEADY))
    pack(copied / "run", copied / "all.zip")
    found = verify(copied / "all.zip", made / "data")
    assert found.is_sound, found.faults
    assert found.remade == found.files
    assert found.not_remade == ()


def test_records_that_are_others_are_named_before_what_they_led_to(copied: Path) -> None:
    records = copied / "data" / "stops.csv"
    records.write_text(
        records.read_text("utf-8").replace("B0,2024-01-01,1,B,Y", "B0,2024-01-01,1,B,N")
    )
    found = verify(copied / "run", copied / "data")
    assert found.faults[0] == "stops.csv: is not the file that was read (its SHA-256 is another)"
    assert found.faults[1].startswith("ingest/stops/audit.json: differs from line")
    assert "further files differ" in found.faults[2]


def test_a_recipe_that_is_another_is_named(copied: Path) -> None:
    edit(copied / "data" / "stops.toml", 'H = "hispanic"', 'H = "asian"')
    found = verify(copied / "run", copied / "data")
    assert found.faults[0] == "the recipe of stops is not the one that read it"


def test_what_was_declared_before_comes_out_the_same(copied: Path) -> None:
    """A run whose study was changed after a first one says so, and so must the run made again."""
    study = copied / "data" / "study.toml"
    edit(study, 'primary = ["search-rate"]', 'primary = ["citation-rate"]')
    run(study, copied / "run")
    assert "was changed after" in (copied / "run" / "report" / "index.html").read_text("utf-8")
    assert verify(copied / "run", copied / "data").is_sound


def test_what_changed_since_an_earlier_run_is_taken_along(copied: Path) -> None:
    study = copied / "data" / "study.toml"
    edit(study, 'reference = "white"', 'reference = "white"\nlevel = 0.9')
    run(study, copied / "two", since=copied / "run")
    found = verify(copied / "two", copied / "data")
    assert found.is_sound, found.faults


def test_a_folder_without_the_files_says_which(copied: Path, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"lacks stops.csv, stops.toml"):
        verify(copied / "run", tmp_path)


def test_a_published_report_is_packed_and_checked_but_not_run(copied: Path) -> None:
    out = publish_apart(copied / "run", copied / "public", Making(formats=("html", "csv")))
    pack(out, copied / "public.zip")
    found = verify(copied / "public.zip")
    assert found.is_sound
    assert found.files == 6
    with pytest.raises(StudyError, match="holds no plan"):
        verify(copied / "public.zip", copied / "data")
    (out / "findings.csv").write_text("x", encoding="utf-8")
    assert verify(out).faults == (
        "findings.csv: is not as it was written (its SHA-256 is another)",
    )


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:out.txt", "a/./b.txt"],
)
def test_an_entry_that_would_leave_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(zipfile.ZipInfo(name), "x")
    into = tmp_path / "into"
    into.mkdir()
    with pytest.raises(StudyError, match="outside of its folder"):
        unpack(archive, into)
    assert list(into.iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.zip", "into"]


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bad.zip"
    link = zipfile.ZipInfo("run.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(link, "/etc/passwd")
    (tmp_path / "into").mkdir()
    with pytest.raises(StudyError, match="is a link"):
        unpack(archive, tmp_path / "into")


def test_a_file_that_grows_beyond_reason_is_refused_before_it_is_written(tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("big", b"\0" * 50_000_000)
    (tmp_path / "into").mkdir()
    with pytest.raises(StudyError, match="grows beyond reason"):
        unpack(archive, tmp_path / "into")
    assert list((tmp_path / "into").iterdir()) == []


def test_a_file_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    """The size in both headers is a lie; only so many bytes are ever written."""
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("big", b"\0" * 50_000_000)
    raw = archive.read_bytes().replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1000))
    archive.write_bytes(raw)
    (tmp_path / "into").mkdir()
    with pytest.raises(StudyError):
        unpack(archive, tmp_path / "into")
    assert sum(p.stat().st_size for p in (tmp_path / "into").iterdir()) <= 1000


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bad.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("run.json", "{}")
        file.writestr("RUN.json", "{}")
    with pytest.raises(StudyError, match="names a file twice"):
        unpack(archive, tmp_path / "into")


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_FILES", 2)
    archive = tmp_path / "many.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for i in range(3):
            file.writestr(str(i), "")
    with pytest.raises(StudyError, match="3 files"):
        unpack(archive, tmp_path / "into")


def test_an_archive_by_another_program_says_what_to_do(copied: Path) -> None:
    other = copied / "other.zip"
    with zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted((copied / "run").rglob("*")):
            file.write(path, path.relative_to(copied / "run"))
    (fault,) = verify(other).faults
    assert "unpack it and verify the folder" in fault


@pytest.mark.parametrize("raw", [b"", b"PK", b"not a zip", b"{}"])
def test_what_is_no_archive_is_said_to_be_none(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    with pytest.raises(StudyError, match="no zip archive"):
        verify(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"seal": 1}', "[" * 100_000])
def test_a_record_that_is_none_is_a_fault_and_no_crash(text: str, copied: Path) -> None:
    (copied / "run" / "run.json").write_text(text, encoding="utf-8")
    (fault,) = verify(copied / "run").faults
    assert fault.startswith("run.json:")


def test_the_commands_say_what_they_found(copied: Path) -> None:
    def said(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, [str(word) for word in words])
        return done.exit_code, done.output

    code, told = said("verify", str(copied / "run.zip"))
    assert code == 0
    assert f"seal {verify(copied / 'run').seal}" in told
    code, told = said("pack", str(copied / "run"), "-o", str(copied / "p.zip"))
    assert (code, manifest.hashed(copied / "p.zip") in told) == (0, True)
    (copied / "run" / "study.toml").write_text("x", encoding="utf-8")
    code, told = said("verify", str(copied / "run"))
    assert code == 1
    assert "FAULT  study.toml: is not as it was written" in told
    code, told = said("verify", str(copied / "nowhere"))
    assert (code, "there is no such run" in told) == (2, True)
    code, told = said("pack", str(copied / "data"), "-o", str(copied / "q.zip"))
    assert (code, "neither a run nor a published report" in told) == (2, True)
    code, told = said("pack", str(copied / "run"), "-o", str(copied / "run" / "q.zip"))
    assert (code, "put it elsewhere" in told) == (2, True)
