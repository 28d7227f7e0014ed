import ast
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import daylight
import daylight.model.method
import daylight.reduce.reduction
from daylight.model.methods import METHODS
from daylight.reduce.reductions import REDUCTIONS
from daylight.report.presentations import PRESENTATIONS
from daylight.schema.tables import TABLES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "daylight"
HEAVY = (
    "ibis",
    "duckdb",
    "pyarrow",
    "numpy",
    "scipy",
    "pandas",
    "statsmodels",
    "sklearn",
    "django",
)
LONGEST = 400
"""Lines: a module longer than this holds more than one idea."""
MANY = 5
"""Parameters: a call with more is hard to read; settings of a method and of a chart may be many."""
FEW = 30


def test_the_public_names_are_sorted_and_all_there() -> None:
    assert daylight.__all__ == sorted(daylight.__all__)
    for name in daylight.__all__:
        assert getattr(daylight, name) is not None


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = f"import daylight, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_line_starts_without_the_libraries_that_only_one_method_needs() -> None:
    rare = ("statsmodels", "sklearn", "numba", "numpyro", "jax", "splink", "django", "pandas")
    code = f"import daylight.pipeline.run, sys; print([m for m in {rare} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("listing", ["methods", "reductions", "recipes", "schema"])
def test_a_listing_loads_no_estimator_and_no_engine(listing: str) -> None:
    code = (
        "import sys\n"
        "from daylight.cli.main import main\n"
        f"try: main([{listing!r}])\n"
        "except SystemExit: pass\n"
        f"heavy = {HEAVY}\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *listed, loaded = done.stdout.strip().splitlines()
    assert len(listed) > 5
    assert loaded == "[]"


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = daylight.nonsense


def test_method_names_are_unique_and_kebab_case() -> None:
    for name, entry in METHODS.items():
        assert entry.name == name
        assert name == name.lower()
        assert " " not in name
        assert "_" not in name


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_every_method_says_what_it_assumes_and_cannot_say(
    method: daylight.model.method.Method,
) -> None:
    assert method.question.endswith("?")
    assert method.assumptions
    assert method.overturned_by
    assert method.cannot_say
    assert method.refuses_when
    assert method.reference
    assert method.name in PRESENTATIONS
    if method.needs.reduction:
        assert method.needs.reduction in REDUCTIONS


@pytest.mark.parametrize("reduction", REDUCTIONS.values(), ids=lambda reduction: reduction.name)
def test_every_reduction_reads_known_tables_and_says_what_it_counts(
    reduction: daylight.reduce.reduction.Reduction,
) -> None:
    assert reduction.tables[0] in TABLES
    assert all(name in TABLES or name in reduction.computed for name in reduction.tables)
    assert reduction.counts
    assert not reduction.total or reduction.total in reduction.counts


def test_a_column_of_one_name_means_one_thing_in_every_table() -> None:
    kinds: dict[str, set[str]] = {}
    for table in TABLES.values():
        for column in table.columns:
            kinds.setdefault(column.name, set()).add(column.kind)
    assert {name: kind for name, kind in kinds.items() if len(kind) > 1} == {}


def test_no_module_is_longer_than_one_idea() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "misc", "common", "base", "core"}
    assert [path.name for path in SOURCE.rglob("*.py") if path.stem in empty] == []


def test_the_citation_and_the_package_say_one_version() -> None:
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited is not None
    assert cited[1] == daylight.__version__ == metadata.version("daylight-oversight")


def parameters(node: ast.FunctionDef) -> int:
    """Parameters of a function, less the object or class it belongs to."""
    named = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    return len([name for name in named if name not in {"self", "cls"}])


def test_few_functions_take_many_parameters() -> None:
    many = {
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and parameters(node) > MANY
    }
    assert len(many) < FEW, many
