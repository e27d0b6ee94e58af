"""The README is under test: it names every command and option, its commands and programs run, and print what it shows.

A block ```console holds commands after "$ "; those that begin with `$ reformcli` are run, in order, where data/raw is
and data/extracted has been filled from it. They exit with 0, unless `$ echo $?` and the exit code follow. The lines
under a command are printed by it, in that order; … at the end of a line, or on its own, stands for what is left out.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import NamedTuple

import pytest

from reformcli.cli import NAMES, load

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8") if README.exists() else ""


class Example(NamedTuple):
    """A command as the README has it, how it is to exit, and what it is to print."""

    command: str
    code: int
    shown: str


def examples(text: str) -> list[Example]:
    """The `reformcli` commands of all console blocks."""
    found: list[Example] = []
    for block in re.findall(r"^```console\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.replace("\\\n", ""), re.MULTILINE):
            if command == "echo $?" and found:
                found[-1] = found[-1]._replace(code=int(output))
            elif command.startswith("reformcli"):
                found.append(Example(command, 0, output))
    return found


def missing(shown: str, printed: str) -> list[str]:
    """The lines of `shown` that `printed` lacks, or has elsewhere."""
    lines = iter(printed.splitlines())
    wanted = [line for line in shown.splitlines() if line.strip() not in ("", "…")]
    return [want for want in wanted if not any(_fits(want, line) for line in lines)]


def _fits(want: str, line: str) -> bool:
    return line.startswith(want.removesuffix("…").rstrip()) if want.endswith("…") else line == want


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a fresh clone after `make run`, with `reformcli` on the path."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__"))
    command = folder / "bin" / "reformcli"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reformcli "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    assert run("reformcli ingest data/raw", folder).returncode == 0
    return folder


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a shell, as a user runs it."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(["/bin/sh", "-c", command], cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_there_is_a_readme() -> None:
    assert examples(TEXT), f"{README} has no console block with a reformcli command"


@pytest.mark.parametrize("example", examples(TEXT), ids=lambda e: e.command)
def test_readme_command_exits_as_stated(example: Example, place: Path) -> None:
    done = run(example.command, place)
    assert done.returncode == example.code, done.stderr
    assert "Traceback" not in done.stderr
    assert not missing(example.shown, done.stdout + done.stderr)


@pytest.mark.parametrize("program", re.findall(r"^```python\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE))
def test_readme_program_runs(program: str, place: Path) -> None:
    if "add_pipe" in program and not entry_points(group="spacy_factories", name="reformcli"):
        pytest.skip("spaCy finds the component where the package is installed")
    done = run(f"{sys.executable} -c {shlex.quote(program)}", place)
    assert done.returncode == 0, done.stderr
    told = re.findall(r"^print.*  # (.*)$", program, re.MULTILINE)
    assert not missing("\n".join(told), done.stdout)


@pytest.mark.parametrize("name", NAMES)
def test_readme_names_every_command_and_option(name: str) -> None:
    assert f"reformcli {name}" in TEXT
    options = [option for parameter in load(name).params for option in parameter.opts if option.startswith("--")]
    assert not [option for option in options if f"`{option}" not in TEXT and f"{option} " not in TEXT]


@pytest.mark.parametrize("name", NAMES)
def test_help_ends_with_an_example(name: str, place: Path) -> None:
    shown = run(f"reformcli {name} --help", place)
    assert shown.returncode == 0
    assert shown.stdout.rstrip().rpartition("\n\n")[2].lstrip().startswith(f"Example: reformcli {name} ")
