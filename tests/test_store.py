"""The store: what is written is read back, replaced by its key, and nothing else is touched."""

from __future__ import annotations

import typing
from dataclasses import fields
from pathlib import Path
from typing import Any

import duckdb
import pytest
from arro3.core import DataType
from deltalake.exceptions import CommitFailedError

from reformcli.columns import struct_of, type_of
from reformcli.errors import StoreError
from reformcli.extract import KINDS
from reformcli.extract.percentages import Share
from reformcli.models import Article
from reformcli.store import Known, Row, Store

SAMPLES: dict[Any, Any] = {str: "Đ\u0000🙂", int: 3, float: 89.51, bool: True}


def sample(hint: Any) -> Any:
    """A value of a hint, of any kind that may come."""
    if hint in SAMPLES:
        return SAMPLES[hint]
    inner = next(arg for arg in typing.get_args(hint) if arg not in (type(None), ...))
    return (sample(inner), sample(inner)) if typing.get_origin(hint) is tuple else sample(inner)


def mention(record: type) -> Any:
    hints = typing.get_type_hints(record)
    return record(**{f.name: sample(hints[f.name]) for f in fields(record)})


def row(key: str, text: str = "text", version: str = "1") -> Row:
    mentions = {kind.NAME: (mention(kind.RECORD),) * 2 for kind in KINDS}
    article = Article(text, f"id-{key}", f"{key}.txt", "vi", "2025-01-02", None, None, mentions)
    return Row(key, Known(f"hash of {text}", version), article)


def ask(store: Store, question: str) -> list[tuple[Any, ...]]:
    return duckdb.execute(question.format(f"read_parquet({store.files()}, union_by_name=true)")).fetchall()


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    written = row("a")
    store.write([written, row("b")])
    for kind in KINDS:
        [(found,)] = ask(store, f"SELECT {kind.NAME} FROM {{}} WHERE key = 'a'")
        assert found == [m.to_dict() for m in written.article.mentions[kind.NAME]]
    own = "id, path, language, published, title, url, text, hash, version"
    assert ask(store, f"SELECT {own} FROM {{}} WHERE key = 'a'") == [
        ("id-a", "a.txt", "vi", "2025-01-02", None, None, "text", "hash of text", "1")]


def test_a_key_is_stored_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write([row("a"), row("b")])
    store.write([row("b", "changed"), row("c")])
    assert ask(store, "SELECT key, text FROM {} ORDER BY key") == [("a", "text"), ("b", "changed"), ("c", "text")]
    assert store.known() == Store(tmp_path).known() == {
        "a": Known("hash of text", "1"), "b": Known("hash of changed", "1"), "c": Known("hash of text", "1")}


def test_writers_do_not_undo_each_other(tmp_path: Path) -> None:
    one, two = Store(tmp_path), Store(tmp_path)
    one.write([row("a")])
    two.write([row("b")])
    one.write([row("b", "changed")])
    two.write([row("a", "changed")])
    assert ask(one, "SELECT key, text FROM {} ORDER BY key") == [("a", "changed"), ("b", "changed")]


def test_a_lost_race_is_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    commit, lost = store._commit, [True, True]

    def race(*given: Any) -> None:
        if lost:
            lost.pop()
            raise CommitFailedError("another writer was first")
        commit(*given)

    monkeypatch.setattr(store, "_commit", race)
    store.write([row("a")])
    assert set(store.known()) == {"a"}
    lost.extend([True] * 99)
    with pytest.raises(StoreError, match="another writer"):
        store.write([row("b")])


def test_the_store_lives_beside_dotfiles(tmp_path: Path) -> None:
    (tmp_path / ".gitkeep").touch()
    (tmp_path / "_delta_log").mkdir()  # a run killed before its first commit
    assert Store(tmp_path).known() == {}
    Store(tmp_path).write([row("a")])
    assert set(Store(tmp_path).known()) == {"a"}


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").touch()
    for act in (Store(tmp_path).known, Store(tmp_path).table, lambda: Store(tmp_path).write([row("a")])):
        with pytest.raises(StoreError, match="holds other files"):
            act()
    with pytest.raises(StoreError, match="is a file"):
        Store(tmp_path / "thesis.doc").known()
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="reformcli ingest"):
        Store(tmp_path / "none").table()
    assert Store(tmp_path / "none").known() == {}
    assert not (tmp_path / "none").exists()


def test_a_damaged_store_is_one_sentence(tmp_path: Path) -> None:
    Store(tmp_path).write([row("a")])
    for log in (tmp_path / "_delta_log").glob("*.json"):
        log.write_text("{")
    with pytest.raises(StoreError) as error:
        Store(tmp_path).known()
    assert "\n" not in str(error.value)


def test_types_follow_from_the_hints() -> None:
    assert struct_of(Share).fields[-1].name == "period"
    assert type_of(float | None) == DataType.float64()
    with pytest.raises(TypeError, match="has no Arrow type"):
        type_of(dict[str, int])
