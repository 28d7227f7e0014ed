"""Change one operator at a time in a copy of the tree, and list the changes that no test notices.

    python tests/mutants.py --count 40            for a night
    python tests/mutants.py --count 6 --most 3    a sample with a bound, for CI

Places are ordered by a hash of the seed and of what stands there, not by their position: a change
elsewhere in the tree leaves the sample as it was. The tests that mirror or name a module run first,
then those that name what imports it. A change that outlasts its time is neither killed nor
survived, and a kill counts only when the failing test passes on the tree as it is.
"""

import argparse
import ast
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/daylight")
FOLDERS = ("model", "reduce", "report")

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.USub: ast.UAdd,
}  # fmt: skip
UNMUTATED = (ast.AnnAssign, ast.arg, ast.Raise, ast.Import, ast.ImportFrom)
"""Where a change alters nothing a test should see: types, and the words of an error."""


@dataclass(frozen=True)
class Mutant:
    """One change: the file, the line, what stood there and what stands there now."""

    file: Path
    index: int
    line: int
    before: str
    after: str
    order: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before}  →  {self.after}"


def changed(node: ast.AST) -> bool:
    """Change a node in place; False where there is nothing to change."""
    match node:
        case ast.Compare() if type(node.ops[0]) in SWAPS:
            node.ops[0] = SWAPS[type(node.ops[0])]()  # type: ignore[call-overload]
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.UnaryOp(op=op) if type(op) in SWAPS:
            node.op = SWAPS[type(op)]()  # type: ignore[assignment]
        case ast.UnaryOp(op=ast.Not()):
            node.op, node.operand = ast.Not(), ast.UnaryOp(op=ast.Not(), operand=node.operand)
        case ast.Constant(value=bool() as value):
            node.value = not value
        case ast.Constant(value=int() as value):
            node.value = value + 1
        case _:
            return False
    return True


def places(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below one, in order, but for types, errors and the operators of types."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AnnAssign) and child.value is not None:
                yield from places(ast.Expr(value=child.value))
            elif isinstance(child, ast.AST) and not isinstance(child, UNMUTATED):
                yield child
                yield from places(child)


def mutants(root: Path, seed: str) -> list[Mutant]:
    """Every possible change, in the order of the seed."""
    found: list[Mutant] = []
    seen: Counter[tuple[Path, str]] = Counter()
    for path in sorted(p for folder in FOLDERS for p in (root / PACKAGE / folder).rglob("*.py")):
        file = path.relative_to(root)
        for index, node in enumerate(list(places(ast.parse(path.read_text("utf-8"))))):
            before = ast.unparse(node)
            if changed(node):
                seen[file, before] += 1  # the same words twice in one file are two places
                words = f"{seed} {file} {before} {seen[file, before]}"
                key = hashlib.sha256(words.encode()).hexdigest()
                line = getattr(node, "lineno", 0)
                found.append(Mutant(file, index, line, before, ast.unparse(node), key))
    return sorted(found, key=lambda mutant: mutant.order)


def mutated(text: str, index: int) -> str:
    tree = ast.parse(text)
    changed(next(node for i, node in enumerate(list(places(tree))) if i == index))
    return ast.unparse(tree)


@cache
def texts(root: Path, folder: str, pattern: str) -> dict[Path, str]:
    return {p.relative_to(root): p.read_text("utf-8") for p in (root / folder).rglob(pattern)}


def naming(root: Path, file: Path, folder: str, pattern: str) -> list[Path]:
    """Files that import a module, however they do it."""
    home, name = ".".join(file.parent.parts[1:]), file.stem
    way = rf"{re.escape(home)}(\.{name}\b| import (\([^)]*|[^(\n]*)\b{name}\b)"
    return [path for path, text in texts(root, folder, pattern).items() if re.search(way, text)]


def methods_of(root: Path, modules: list[Path]) -> list[str]:
    """The methods that some modules hold, as a test names them, in quotation marks."""
    lists = "".join((root / file).read_text("utf-8") for file in modules)
    listed = (root / PACKAGE / "model" / "methods.py").read_text("utf-8")
    return [
        name for name in re.findall(r'^    "([a-z-]+)": ', listed, re.M) if f'"{name}"' in lists
    ]


def steps(root: Path, file: Path) -> list[list[Path]]:
    """The tests to run for a module: those nearest first, each file once."""
    mirror = root / "tests" / file.relative_to(PACKAGE).parent
    above = naming(root, file, "src", "*.py")
    words = [f'"{name}"' for name in methods_of(root, [file, *above])]
    tests = texts(root, "tests", "test_*.py")
    near = [p for p in tests if root / p == mirror / f"test_{file.stem}.py"]
    near += naming(root, file, "tests", "test_*.py")
    far = [path for path, text in tests.items() if any(word in text for word in words)]
    far += [p for p in tests if (root / p).parent == mirror]
    far += [path for module in above for path in naming(root, module, "tests", "test_*.py")]
    far += [p for p in tests if p.name == "test_every_method.py"]
    unfit = {"register", "ingest", "recovery", "browser"}
    once = [p for p in dict.fromkeys([*near, *far]) if p.parts[1] not in unfit]
    return [
        part
        for part in ([p for p in once if p in near], [p for p in once if p not in near])
        if part
    ]


def run_tests(root: Path, targets: list[str], seconds: float) -> tuple[int | None, str]:
    """The exit code, or None when time is up, and the test that failed."""
    ask = [sys.executable, "-m", "pytest", "-xq", "-p", "no:randomly", "-p", "no:cacheprovider"]
    paths = {"PYTHONPATH": str(root / "src"), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    try:
        done = subprocess.run(
            [*ask, "-p", "no:xdist", "--tb=no", *targets], cwd=root, capture_output=True, text=True,
            timeout=max(seconds, 1), env={**os.environ, **paths}, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None, ""
    failed = re.search(r"^FAILED (.+?)(?: - .*)?$", done.stdout, re.M)
    return done.returncode, failed[1] if failed else ""


def outcome(root: Path, mutant: Mutant, seconds: float) -> str:
    """`killed by …`, `survived`, or neither: out of time, stillborn, or failing without it."""
    path, until = root / mutant.file, time.monotonic() + seconds
    text, tests = path.read_text("utf-8"), steps(root, mutant.file)
    path.write_text(mutated(text, mutant.index), "utf-8")
    code, failed = 0, ""
    try:
        for step in tests:
            code, failed = run_tests(root, [str(p) for p in step], until - time.monotonic())
            if code not in (0, 5):
                break
    finally:
        path.write_text(text, "utf-8")
    if code is None:
        return "out of time"
    if code in (0, 5):
        return "survived"
    if not failed:
        return "stillborn"  # it does not import, which no test need notice
    anyway, _ = run_tests(root, [failed], 60)
    return "fails anyway" if anyway else f"killed by {failed}"


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--count", type=int, default=40, help="how many changes to try")
    ask.add_argument("--seed", default="daylight", help="which ones")
    ask.add_argument("--seconds", type=float, default=120, help="for each change")
    ask.add_argument("--within", type=float, default=1e9, help="seconds for all of them")
    ask.add_argument("--most", type=int, help="fail when more than this many survive")
    ask.add_argument("--in", dest="only", default="", help="only files whose path holds this")
    told = ask.parse_args()
    started, found = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        root = Path(folder)
        for name in ("src", "tests"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copy(ROOT / "pyproject.toml", root)
        chosen = [m for m in mutants(root, told.seed) if told.only in str(m.file)][: told.count]
        for mutant in chosen:
            left = told.within - (time.monotonic() - started)
            if left < 0:
                break
            found.append(outcome(root, mutant, min(told.seconds, left)))
            print(f"{found[-1]:12.60}  {mutant}", flush=True)  # noqa: T201
    survived = found.count("survived")
    killed = sum(each.startswith("killed") for each in found)
    print(f"{len(found)} changes: {killed} killed, {survived} survived")  # noqa: T201
    return int(told.most is not None and survived > told.most)


if __name__ == "__main__":
    raise SystemExit(main())
