"""What may be wrong with the runs, and with where the site is to stand."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.errors import StudyError
from daylight.pipeline import manifest
from daylight.pipeline.record import Making
from daylight.pipeline.reread import publish_apart
from daylight.report.language import Language
from daylight.site.addresses import agency_address, run_address
from daylight.site.comparisons import by_method, compared, definitions
from daylight.site.figures import comparison_chart
from daylight.site.runs import opened
from daylight.site.told import tell
from daylight.site.write import SiteWish, write_site
from tests.site.agencies import Invented, made, sealed_anew

UNUSED = '\n[codes.unused]\nknown = { X = "x" }\n'


def copied(run: Path, to: Path) -> Path:
    shutil.copytree(run, to)
    return to


def test_no_run_at_all(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no run was given"):
        write_site([], tmp_path / "site")


def test_every_fault_is_said_at_once(tmp_path: Path, runs: dict[str, Path]) -> None:
    (tmp_path / "empty").mkdir()
    published = publish_apart(runs["zinnia"], tmp_path / "published", Making())
    with pytest.raises(StudyError) as told:
        opened([tmp_path / "empty", tmp_path / "gone", published])
    assert "empty: not a finished run" in str(told.value)
    assert "gone: not a finished run" in str(told.value)
    assert "give the run that it was made from" in str(told.value)


def test_the_same_study_and_period_twice(tmp_path: Path, runs: dict[str, Path]) -> None:
    again = copied(runs["birch"], tmp_path / "again")
    with pytest.raises(StudyError, match="two runs of the same study and period") as told:
        write_site([runs["birch"], again], tmp_path / "site")
    assert str(runs["birch"]) in str(told.value)
    assert str(again) in str(told.value)
    assert "Birch Police: Invented stops, January to June 2024" in str(told.value)


def test_a_run_of_an_older_layout(tmp_path: Path, runs: dict[str, Path]) -> None:
    old = copied(runs["birch"], tmp_path / "old")
    sealed_anew(old, schema=1)
    with pytest.raises(StudyError, match="another layout; make it again"):
        opened([old])


def test_a_run_from_before_seals(tmp_path: Path, runs: dict[str, Path]) -> None:
    old = copied(runs["birch"], tmp_path / "old")
    plain = json.loads((old / "run.json").read_text("utf-8"))
    del plain[manifest.SEAL]
    (old / "run.json").write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(StudyError, match="before runs were sealed; make it again"):
        opened([old])


@pytest.mark.parametrize("name", ["model/search-rate.json", "study.toml", "run.json"])
def test_a_run_that_was_changed_since(tmp_path: Path, runs: dict[str, Path], name: str) -> None:
    changed = copied(runs["birch"], tmp_path / "changed")
    path = changed / name
    path.write_text(path.read_text("utf-8") + " \n", encoding="utf-8")
    with pytest.raises(StudyError, match="is not as it was sealed") as told:
        write_site([changed], tmp_path / "site")
    assert name in str(told.value)
    assert not (tmp_path / "site").exists()


def test_agencies_that_differ_in_capitals_alone(tmp_path: Path, runs: dict[str, Path]) -> None:
    other = made(tmp_path, Invented(agency="ZINNIA police", title="Others"))
    with pytest.raises(StudyError, match=r"are these one agency\?"):
        opened([runs["zinnia"], other])


def test_a_run_that_refused_everything(tmp_path: Path, runs: dict[str, Path]) -> None:
    swap = (("search-rate", "outcome"), ("citation-rate", "veil-of-darkness"))
    dry = made(tmp_path, Invented(agency="Dry Police", swap=swap))
    kinds = [one["outcome"] for one in json.loads((dry / "run.json").read_text())["questions"]]
    assert kinds == ["refusal", "refusal"]
    write_site([dry, runs["zinnia"]], tmp_path / "site")
    agency = (tmp_path / "site" / "en" / "agencies" / "dry-police.html").read_text("utf-8")
    assert "The records answer none of the questions" in agency
    asked = (tmp_path / "site" / "en" / "questions" / "outcome.html").read_text("utf-8")
    assert "nothing to compare" in asked
    assert "these records cannot answer it" in asked


def test_blanks_and_recipes_and_settings_that_differ_are_reasons(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    """A tenth of the field is blank in one; one reads with another recipe, one at another level."""
    others = [
        made(tmp_path, Invented(agency="Blank Police", blank=10)),
        made(tmp_path, Invented(agency="Recipe Police", recipe=UNUSED)),
        made(tmp_path, Invented(agency="Level Police", head="level = 0.9\n")),
    ]
    out = tmp_path / "site"
    write_site([runs["birch"], runs["zinnia"], *others], out)
    text = (out / "en" / "questions" / "search-rate.html").read_text("utf-8")
    assert "not equally complete: 10" in text.replace("\u00a0", " ")
    assert "read by another recipe: each agency defines what it records" in text
    assert "other settings (the level of intervals)" in text


def test_names_make_plain_lasting_addresses() -> None:
    assert agency_address("Birch Police") == "birch-police"
    for name in ("Élan <Police> / Sheriff & Co", "../..", "警察", "a" * 300, "A/B", "A B "):
        address = agency_address(name)
        assert address
        assert all(c.isascii() and (c.isalnum() or c == "-") for c in address), address
        assert len(address) < 80
    assert agency_address("A/B") != agency_address("A B")
    assert agency_address("San José") != agency_address("San Jose")
    assert run_address("Stops", "2023") != run_address("Stops", "2024")


def test_the_same_runs_give_the_same_bytes(tmp_path: Path, runs: dict[str, Path]) -> None:
    given = list(runs.values())
    one, two = tmp_path / "one", tmp_path / "two"
    write_site(given, one)
    write_site(given[::-1], two)
    names = [sorted(p.relative_to(at) for p in at.rglob("*") if p.is_file()) for at in (one, two)]
    assert names[0] == names[1]
    assert [n for n in names[0] if (one / n).read_bytes() != (two / n).read_bytes()] == []


def test_addresses_stay_when_other_runs_come(tmp_path: Path, runs: dict[str, Path]) -> None:
    write_site([runs["birch"]], tmp_path / "one")
    write_site(list(runs.values()), tmp_path / "all")
    few = {p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.html")}
    many = {p.relative_to(tmp_path / "all") for p in (tmp_path / "all").rglob("*.html")}
    assert few <= many


def test_a_site_stands_apart(tmp_path: Path, runs: dict[str, Path]) -> None:
    run = copied(runs["birch"], tmp_path / "run")
    for out in (run, run / "site", tmp_path):
        with pytest.raises(StudyError, match="give a folder of its own"):
            write_site([run], out)
    published = publish_apart(run, tmp_path / "published", Making())
    with pytest.raises(StudyError, match="holds a published report"):
        write_site([run], published)
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StudyError, match="give another folder"):
        write_site([run], tmp_path / "thesis")


def test_a_later_site_takes_the_place_of_an_earlier_one(
    tmp_path: Path, runs: dict[str, Path]
) -> None:
    out = tmp_path / "site"
    write_site([runs["birch"], runs["zinnia"]], out)
    write_site([runs["birch"]], out)
    assert not (out / "en" / "agencies" / "zinnia-police.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_command_prints_the_page_and_its_faults(tmp_path: Path, runs: dict[str, Path]) -> None:
    out = tmp_path / "site"
    told = CliRunner().invoke(
        main, ["site", str(runs["birch"]), "-o", str(out), "--address", "https://example.org/p"]
    )
    assert told.exit_code == 0, told.output
    assert told.output.splitlines()[-1] == str(out / "index.html")
    feed = (out / "en" / "feed.xml").read_text("utf-8")
    assert 'href="https://example.org/p/en/reports/birch-police/' in feed
    wrong = CliRunner().invoke(main, ["site", "-o", str(out)])
    assert wrong.exit_code == 2
    assert "no run was given" in wrong.output
    tongue = CliRunner().invoke(main, ["site", str(runs["birch"]), "-o", "x", "--language", "fr"])
    assert tongue.exit_code == 2
    assert "no report is written in 'fr'" in tongue.output
    helped = CliRunner().invoke(main, ["site", "--help"]).output
    assert "daylight site minneapolis nashville -o public" in helped


def test_very_many_answers_are_one_picture_by_size(runs: dict[str, Path]) -> None:
    """Forty rows are no longer read; the table beside the picture still names every one."""
    found = opened([runs["birch"], runs["zinnia"]])
    with TemporaryDirectory() as folder:
        told = [
            tell(one, Language.ENGLISH, Path(folder) / one.own_address / str(i))
            for i, one in enumerate(found)
        ]
    asked = by_method(told, definitions(found))["search-rate"]
    few = comparison_chart(compared(asked), 0)
    many = comparison_chart(compared([*asked] * 20), 0)
    assert few is not None
    assert many is not None
    assert "2 answers, in alphabetical order" in few.title
    assert "40 answers by how many records stand behind each" in many.title
    headings, rows = many.drawing.table()
    assert len(headings) == 3
    assert len(rows) == 40
    assert {row[2].split()[0] for row in rows} == {"+20.0", "+10.0"}


def test_a_wish_says_languages_once(runs: dict[str, Path], tmp_path: Path) -> None:
    write_site([runs["birch"]], tmp_path / "site", SiteWish())
    assert not (tmp_path / "site" / "es").exists()
