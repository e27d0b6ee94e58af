"""The commands as a user runs them: output, errors and exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reformcli import __version__
from reformcli.cli import NAMES

REPORT = "Bac Giang settled 95% of files on time.\n"


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reformcli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120,
                          env={**os.environ, "COLUMNS": "100", **environment})


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "2025-01-02_a.txt").write_text(REPORT)
    (folder / "b.jsonl").write_text('{"id": "b", "text": "Đến hết 2025 đạt 80%."}\n')
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_help_ends_with_an_example(name: str) -> None:
    assert run(name, "--help").stdout.split("\n\n")[-1].split()[:3] == ["Example:", "reformcli", name]


def test_the_program_says_what_it_is() -> None:
    assert run("--version").stdout == f"reformcli {__version__}\n"
    shown = run("--help").stdout
    assert all(f"\n  {name} " in shown for name in NAMES)


def test_extract_prints_a_record_a_line(raw: Path) -> None:
    done = run("extract", raw, "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    assert [record["id"] == "b" for record in records] == [False, True]
    assert {"id", "path", "language", "published", "title", "url", "text", "dates", "percentages", "provinces",
            "deadlines"} == set(records[0])
    assert records[0]["published"] == "2025-01-02"
    assert "Đến hết" in done.stdout
    assert run("extract", raw, "--json").stdout == done.stdout


def test_extract_prints_letters_whatever_the_locale_says(raw: Path) -> None:
    assert "Đến hết" in run("extract", raw, "--json", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0").stdout


def test_extract_prints_tables(raw: Path) -> None:
    done = run("extract", raw)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(raw / "2025-01-02_a.txt") in done.stdout
    assert "\x1b" not in done.stdout


def test_ingest_counts(raw: Path, tmp_path: Path) -> None:
    first = run("ingest", raw, "--store", tmp_path / "store")
    assert (first.returncode, first.stdout, first.stderr) == (0, "2 new, 0 changed, 0 skipped, 0 failed\n", "")
    (raw / "empty.txt").touch()
    second = run("ingest", raw, "--store", tmp_path / "store", "--json")
    assert second.returncode == 1
    assert json.loads(second.stdout) == {"new": 0, "changed": 0, "skipped": 2, "failed": 1, "problems": [
        {"where": str(raw / "empty.txt"), "message": "holds no text"}]}
    assert second.stderr == f"reformcli: {raw / 'empty.txt'}: holds no text\n"


@pytest.mark.parametrize(("arguments", "says"), [
    (["extract", "no/such/path"], "no/such/path"),
    (["ingest", "no/such/path"], "no/such/path"),
    (["ingest", "tests", "--store", "reformcli"], "holds other files"),
    (["report", "--store", "no/such/store"], "reformcli ingest"),
    (["extract"], "Missing argument"),
    (["extrct"], "Did you mean 'extract'?"),
    (["extract", "tests", "--format", "xml"], "xml"),
])
def test_a_mistaken_call_is_told_in_words(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize("option", ["--json", "--format=table"])
def test_a_reader_who_leaves_is_not_scolded(tmp_path: Path, option: str) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text("".join(json.dumps({"text": f"{number} {REPORT * 50}"}) + "\n" for number in range(100)))
    command = [sys.executable, "-m", "reformcli", "extract", str(many), option]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
