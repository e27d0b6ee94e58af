"""The house rules: short files, data that flows one way, nothing heavy before it is needed."""

import ast
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reformcli.extract import KINDS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "reformcli"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST = 250
LONGER = {  # pattern: the reason why such a file may be longer
    "reformcli/languages/*/*.toml": "data: words and examples, one concept a line",
    "tests/detect.toml": "data: sentences, one a line",
}
TOP = {"reformcli", "data", "tests", "pyproject.toml", "Makefile", "README.md", "LICENSE"}
MAGNETS = {"utils", "helpers", "common", "misc"}

# Data flows from left to right: a room may import those before it, and itself.
ORDER = ("errors", "models", "languages", "fold", "gazetteer", "read", "sentences", "detect", "extract", "link",
         "pipeline", "score", "learn", "columns", "store", "ingest", "query", "report", "cli", "spacy_component",
         "__main__")

# What takes long to import; ahocorasick_rs, which every extraction needs, takes a millisecond.
HEAVY = {"spacy", "pandas", "duckdb", "deltalake", "arro3", "langdetect", "dateparser", "trafilatura", "rich", "numpy",
         "charset_normalizer", "sklearn"}
HELP_BY_TYPER = 2.5
RUNS = 7


def tracked() -> Iterator[Path]:
    """The text files of the project."""
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT)
        if path.suffix in {".py", ".toml", ".md"} and not any(part.startswith((".", "build")) for part in inside.parts):
            yield inside


def room(path: Path) -> str:
    """The room of a module: its folder or file right under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    """The rooms that a module imports anywhere in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno} imports relatively: write the whole name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            top, _, rest = name.partition(".")
            if top == "reformcli" and rest and (PACKAGE / rest.split(".")[0]).with_suffix(".py").exists():
                yield rest.split(".")[0], node.lineno  # type: ignore[attr-defined]  # imports are statements with a line
            elif top == "reformcli" and (PACKAGE / rest.split(".")[0] / "__init__.py").exists() and rest:
                yield rest.split(".")[0], node.lineno  # type: ignore[attr-defined]  # the same


def test_no_file_is_long_without_a_reason() -> None:
    long = [f"{path}: {lines} lines" for path in tracked()
            if (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > LONGEST
            and not any(path.match(pattern) for pattern in LONGER)]
    assert not long


def test_no_reason_is_idle() -> None:
    lines = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in tracked()}
    assert not [pattern for pattern in LONGER if not any(p.match(pattern) and n > LONGEST for p, n in lines.items())]


def test_the_top_level_holds_nothing_else() -> None:
    leftovers = {p.name for p in ROOT.iterdir() if not p.name.startswith(".") and not p.name.endswith(".egg-info")}
    assert leftovers <= TOP | {"build", "dist"}  # what packaging leaves behind is ignored by git


def test_no_magnet_files() -> None:
    assert not [path for path in MODULES if path.stem in MAGNETS]


def test_every_room_has_its_place() -> None:
    assert {room(path) for path in MODULES} - {"__init__"} <= set(ORDER)


@pytest.mark.parametrize("path", [p for p in MODULES if p != PACKAGE / "__init__.py"],
                         ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_to_the_left(path: Path) -> None:
    place = ORDER.index(room(path))
    assert not [f"line {line} imports {name}" for name, line in imported_rooms(path) if ORDER.index(name) > place]


def compared(path: Path) -> Iterator[tuple[object, int]]:
    """The constants that a module compares or matches something with, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
        sides += [node.value] if isinstance(node, ast.MatchValue) else []
        for side in sides:
            for one in side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else [side]:
                if isinstance(one, ast.Constant):
                    yield one.value, one.lineno


def test_no_stage_asks_which_kind_it_has() -> None:
    names = {kind.NAME for kind in KINDS}
    assert not [f"{path}:{line} asks for {word}" for path in MODULES for word, line in compared(path) if word in names]


def python(code: str, *arguments: str, cwd: Path = ROOT) -> str:
    """What a fresh interpreter prints."""
    run = subprocess.run([sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("module", ["reformcli", "reformcli.cli", "reformcli.models", "reformcli.pipeline",
                                    "reformcli.score", *(f"reformcli.cli.{name}" for name in
                                                         ("extract", "ingest", "report", "show", "explain", "eval"))])
def test_imports_are_light(module: str) -> None:
    loaded = python(f"import sys, {module}; print(*sys.modules)").split()
    assert not HEAVY & set(loaded)


RUN_AND_LIST = """
import sys
from reformcli.cli import main
try:
    main(sys.argv[1:])
except SystemExit as exit:
    assert not exit.code, exit.code
print("LOADED", *sys.modules)
"""


def test_report_needs_neither_spacy_nor_pandas(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("By 30 June 2025, Hai Duong must digitise 60% of its files.\n")
    python(RUN_AND_LIST, "ingest", str(tmp_path / "raw"), "--store", str(tmp_path / "store"))
    printed = python(RUN_AND_LIST, "report", "--store", str(tmp_path / "store"), "--as-of", "2025-01-01")
    assert not {"spacy", "pandas"} & set(printed.rpartition("LOADED")[2].split())


def seconds(*arguments: str) -> float:
    """How long a fresh interpreter takes."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - started


def test_help_is_instant() -> None:
    # One quiet moment is enough: noise only ever adds, and the two are timed in turns.
    ratios = []
    for _ in range(3):
        pairs = [(seconds("-m", "reformcli", "--help"), seconds("-c", "import typer")) for _ in range(RUNS)]
        ratios.append(statistics.median(p[0] for p in pairs) / statistics.median(p[1] for p in pairs))
        if ratios[-1] <= HELP_BY_TYPER:
            return
    pytest.fail(f"reformcli --help takes {min(ratios):.2f} times as long as import typer")
