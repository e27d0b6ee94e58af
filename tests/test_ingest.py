"""Ingesting: what is new, changed, skipped or failed, and what a kill leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from reformcli import ingest as ingesting
from reformcli import pipeline
from reformcli.ingest import Counts, ingest
from reformcli.models import Article, Document
from reformcli.store import Store

SLOW = """
import sys, time
from pathlib import Path
from reformcli import ingest, pipeline
from reformcli.store import Store

annotate = pipeline.annotate
pipeline.annotate = lambda document: (time.sleep(0.02), annotate(document))[1]
ingest.BATCH = 3
ingest.ingest([Path(sys.argv[1])], Store(sys.argv[2]))
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"Report {number}: 9{number}% of files were settled on time.")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def outcome(counts: Counts) -> tuple[int, int, int, int]:
    return counts.new, counts.changed, counts.skipped, counts.failed


def rows(store: Store) -> int:
    return int(store.table().count())


def jsonl(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_only_what_is_new_or_changed_is_extracted(raw: Path, store: Store) -> None:
    assert outcome(ingest([raw], store)) == (5, 0, 0, 0)
    assert outcome(ingest([raw], store)) == (0, 0, 5, 0)
    (raw / "3.txt").write_text("Another text.")
    (raw / "4.json").write_text('{"published": "2025-01-02"}')
    (raw / "5.txt").write_text("One more.")
    assert outcome(ingest([raw], store)) == (1, 2, 3, 0)
    assert rows(store) == 6


def test_a_file_is_the_same_from_wherever_it_is_named(
    raw: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([raw], store)
    monkeypatch.chdir(tmp_path)
    assert outcome(ingest([Path("raw"), raw / "1.txt"], Store("store"))) == (0, 0, 5, 0)
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    tmp_path.rename(moved)
    assert outcome(ingest([moved / "raw"], Store(moved / "store"))) == (0, 0, 5, 0)


def test_two_files_of_one_text_are_two_articles(raw: Path, store: Store) -> None:
    (raw / "copy.txt").write_bytes((raw / "1.txt").read_bytes())
    assert outcome(ingest([raw], store)) == (6, 0, 0, 0)
    assert rows(store) == 6


def test_other_rules_extract_again(raw: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ingest([raw], store)
    monkeypatch.setattr(ingesting, "version", lambda: "other")
    assert outcome(ingest([raw], store)) == (0, 5, 0, 0)
    assert rows(store) == 5


def test_records_go_by_their_id_and_lines_by_their_place(store: Store, tmp_path: Path) -> None:
    one = jsonl(tmp_path / "one.jsonl", {"id": "x", "text": "a"}, {"text": "b"}, {"text": "b"})
    assert outcome(ingest([one], store)) == (3, 0, 0, 0)
    other = jsonl(tmp_path / "other.jsonl", {"id": "x", "text": "a"})
    assert outcome(ingest([other], store)) == (0, 0, 1, 0)
    jsonl(other, {"id": "x", "text": "changed"})
    assert outcome(ingest([other], store)) == (0, 1, 0, 0)
    assert rows(store) == 3


def test_one_id_for_two_texts_is_told(store: Store, tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", {"id": "x", "text": "a"}, {"id": "x", "text": "a"}, {"id": "x", "text": "b"})
    for expected in ((1, 0, 1, 1), (0, 0, 2, 1)):
        counts = ingest([path], store)
        assert outcome(counts) == expected
        assert counts.problems[0].where == f"{path}:3"


def test_what_fails_does_not_stop_the_rest(raw: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate = pipeline.annotate

    def brittle(document: Document) -> Article:
        if "Report 2" in document.text:
            raise RecursionError("too deep")
        return annotate(document)

    monkeypatch.setattr(pipeline, "annotate", brittle)
    (raw / "0.txt").write_bytes(b"")
    counts = ingest([raw], store)
    assert outcome(counts) == (3, 0, 0, 2)
    assert {problem.where: problem.message for problem in counts.problems}.keys() == {
        str(raw / "0.txt"), str(raw / "2.txt")}
    monkeypatch.setattr(pipeline, "annotate", annotate)
    assert outcome(ingest([raw], store)) == (1, 0, 3, 1)


def test_batches_are_commits_and_progress_is_told(raw: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingesting, "BATCH", 2)
    told: list[tuple[int, int, int]] = []
    ingest([raw], store, lambda *given: told.append(given))
    assert told == [*((done, 5, done + 1) for done in range(5)), (5, 5, 5)]
    assert (rows(store), store.table().version()) == (5, 3)


def test_nothing_to_do_makes_no_store(store: Store, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    assert outcome(ingest([tmp_path / "raw"], store)) == (0, 0, 0, 1)
    assert not Path(store.place).exists()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("commits", [1, 2])
def test_a_kill_leaves_the_last_commit_and_the_next_run_completes_it(raw: Path, store: Store, commits: int) -> None:
    for number in range(5, 40):
        (raw / f"{number}.txt").write_text(f"Report {number}.")
    child = subprocess.Popen([sys.executable, "-c", SLOW, str(raw), store.place])
    log = Path(store.place, "_delta_log")
    deadline = time.monotonic() + 60
    while len(list(log.glob("*.json"))) < commits + 1 and time.monotonic() < deadline:  # the first makes the table
        assert child.poll() is None, "the child ended before it could be killed"
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()
    kept = rows(store)
    assert kept % 3 == 0
    assert 3 * commits <= kept < 40
    assert outcome(ingest([raw], Store(store.place))) == (40 - kept, 0, kept, 0)
    assert rows(store) == 40
