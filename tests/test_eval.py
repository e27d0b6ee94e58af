"""`reformcli eval` as a user runs it: tables, JSON, errors, floors and exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SENTENCE = "The officials of the town said that they were pleased with the work that had been done."
IMPOSSIBLE = [{"text": "pleased", "province": "ha-noi"}]  # nothing will ever find it


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold of one sentence with a mention that is missed, whatever the extraction does."""
    path = tmp_path / "gold.jsonl"
    line = {"id": "en-1", "input": SENTENCE, "language": "en", "provinces": IMPOSSIBLE}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """`reformcli eval` in a process of its own."""
    command = [sys.executable, "-m", "reformcli", "eval", *map(str, arguments)]
    return subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)


def write(path: Path, floors: Any) -> Path:
    path.write_text(json.dumps(floors), encoding="utf-8")
    return path


def test_tables_go_to_standard_output(gold: Path) -> None:
    done = run(gold)
    assert (done.returncode, done.stderr) == (0, "")
    assert "provinces" in done.stdout
    assert "en-1" not in done.stdout


def test_errors_are_listed_with_their_context(gold: Path) -> None:
    assert "en-1 provinces, missed: expected ha-noi, found nothing\n" in run(gold, "--errors").stdout
    assert "[pleased] with the work" in run(gold, "--errors").stdout


def test_json_holds_the_scores(gold: Path) -> None:
    scores = json.loads(run(gold, "--json", "--errors").stdout)
    assert scores["kinds"]["provinces"]["en"] == {"precision": 1.0, "recall": 0.0, "f1": 0.0, "right": 0, "missed": 1,
                                                  "false": 0}
    assert [(e["article"], e["what"]) for e in scores["errors"] if e["kind"] == "provinces"] == [("en-1", "missed")]
    assert "errors" not in json.loads(run(gold, "--json").stdout)


def test_below_a_floor_exits_1(gold: Path, tmp_path: Path) -> None:
    floors = write(tmp_path / "floors.json", {"provinces": {"en": 0.5}})
    done = run(gold, "--floors", floors)
    assert (done.returncode, done.stderr) == (1, "provinces en: 0.0000 is below the floor 0.5000\n")


def test_a_floor_that_nothing_measures_exits_1(gold: Path, tmp_path: Path) -> None:
    done = run(gold, "--floors", write(tmp_path / "floors.json", {"provinces": {"fr": 0.5}}))
    assert done.returncode == 1
    assert "does not measure it" in done.stderr


def test_floors_are_made_and_raised(gold: Path, tmp_path: Path) -> None:
    floors = tmp_path / "floors.json"
    assert run(gold, "--floors", floors, "--update-floors").returncode == 0
    assert json.loads(floors.read_text(encoding="utf-8"))["provinces"] == {"all": 0.0, "en": 0.0}
    assert run(gold, "--floors", floors).returncode == 0


def test_floors_are_lowered_only_when_allowed(gold: Path, tmp_path: Path) -> None:
    floors = write(tmp_path / "floors.json", {"provinces": {"en": 0.5}})
    refused = run(gold, "--floors", floors, "--update-floors")
    assert refused.returncode == 1
    assert "--allow-regression" in refused.stderr
    assert json.loads(floors.read_text(encoding="utf-8")) == {"provinces": {"en": 0.5}}
    assert run(gold, "--floors", floors, "--update-floors", "--allow-regression").returncode == 0
    assert json.loads(floors.read_text(encoding="utf-8"))["provinces"]["en"] == 0.0


def test_gold_that_cannot_be_read_exits_1_and_pins_nothing(gold: Path, tmp_path: Path) -> None:
    with gold.open("a", encoding="utf-8") as lines:
        lines.write("{\n")
    done = run(gold, "--floors", tmp_path / "floors.json", "--update-floors")
    assert done.returncode == 1
    assert f"{gold}:2 is not gold" in done.stderr
    assert "provinces" in done.stdout
    assert not (tmp_path / "floors.json").exists()


@pytest.mark.parametrize("arguments", [("nowhere",), ("GOLD", "--update-floors"), ("GOLD", "--allow-regression"),
                                       ("GOLD", "--floors", "nowhere.json"), ()])
def test_usage_errors_exit_2_in_one_sentence(gold: Path, arguments: tuple[str, ...]) -> None:
    done = run(*(gold if a == "GOLD" else a for a in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr
