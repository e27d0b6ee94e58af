"""The commands that show what is known, run as a user runs them: report, show, explain."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import fill

from reformcli.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("store"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(list(arguments))
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err
    return call


def test_report_command(store: Path, run: Run) -> None:
    code, out, _ = run("report", "--store", str(store), "--province", "Hai Duong", "--as-of", "2025-01-01", "--json")
    found = json.loads(out)
    assert (code, found["province"], len(found["shares"]), len(found["sources"])) == (0, "hai-duong", 4, 3)
    code, out, _ = run("report", "--store", str(store), "--json")
    assert (code, len(json.loads(out)["languages"])) == (0, 3)


@pytest.mark.parametrize(("arguments", "told"), [
    (("--province", "Hai Duongg"), "did you mean Hải Dương"), (("--as-of", "tomorrow"), "%Y-%m-%d")])
def test_report_says_what_is_wrong(
        store: Path, run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("report", "--store", str(store), *arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_show_command(store: Path, run: Run) -> None:
    assert json.loads(run("show", "en-1", "--store", str(store), "--json")[1])["deadlines"][0]["due"] == "2025-06-30"
    code, out, _ = run("show", "news/fa.txt", "--store", str(store))
    assert code == 0
    assert "percentages 1" in out


def test_explain_command(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("explain", "Done by 2030.", "--language", "en", "--published", "2025-01-06", "--json")[1])
    assert (told["language"], told["published"], told["dropped"]) == ("en", "2025-01-06", told["dropped"])
    (tmp_path / "a.txt").write_text("Xong trước năm 2030.", encoding="utf-8")
    assert json.loads(run("explain", str(tmp_path / "a.txt"), "--json")[1])["text"] == "Xong trước năm 2030."


@pytest.mark.parametrize(("arguments", "told"), [
    (("missing.txt",), "no file missing.txt"), (("a text", "--language", "xx"), "'xx'")])
def test_explain_says_what_is_wrong(
        run: Run, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = run("explain", *arguments)
    assert (code, out) == (2, "")
    assert told in err


def test_report_imports_neither_spacy_nor_pandas(store: Path) -> None:
    program = ("import sys; from reformcli.cli.report import ask; from datetime import date; "
               f"ask({str(store)!r}, 'hai duong', date(2025, 1, 1)); "
               "assert not {'spacy', 'pandas', 'numpy'} & set(sys.modules), sorted(sys.modules)")
    subprocess.run([sys.executable, "-c", program], check=True)
