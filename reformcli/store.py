"""The store: one Delta Lake table, a row an article with its text, its metadata and its records.

An article and its records are committed together, a batch a commit: whatever happens, the table is at its last commit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from reformcli.columns import list_of, struct_of, table, type_of
from reformcli.errors import StoreError
from reformcli.extract import KINDS
from reformcli.models import Article

if TYPE_CHECKING:
    from arro3.core import DataType, Table
    from deltalake import DeltaTable

DEFAULT = Path("data", "extracted")
TRIES = 5


class Known(NamedTuple):
    """What the store knows of an article: the hash of what was read, the version of what extracted it."""

    hash: str
    version: str


@dataclass(frozen=True, slots=True)
class Row:
    """An article as stored: `key` tells it from all others, `known` says when it need not be extracted again."""

    key: str
    known: Known
    article: Article

    def columns(self) -> dict[str, Any]:
        """The row by column name."""
        own = {name: getattr(self.article, name) for name in _article_columns()}
        kinds = {kind.NAME: self.article.mentions.get(kind.NAME, ()) for kind in KINDS}
        return {"key": self.key, **own, **self.known._asdict(), **kinds}


class Store:
    """The table in a folder, or at an address such as s3://bucket/folder. Nothing is made before the first write."""

    def __init__(self, place: str | Path = DEFAULT) -> None:
        self.place = str(place)
        self._keys: dict[str, Known] = {}
        self._keys_version: int | None = None

    def table(self) -> DeltaTable:
        """The table for reading. Raises StoreError where there is none."""
        from deltalake import DeltaTable

        if self._exists():
            with self._errors():
                return self._ours(DeltaTable(self.place))
        self._check_free()
        raise StoreError(f"{self.place}: there is no store here; run `reformcli ingest FOLDER` first, or name --store")

    def files(self) -> list[str]:
        """The Parquet files of the last commit, none in an empty store. Raises StoreError where there is no store."""
        return self.table().file_uris()

    def known(self) -> dict[str, Known]:
        """What is stored, by key; empty before the first write. Raises StoreError for a folder of something else."""
        if not self._exists():
            self._check_free()
            return {}
        self._refresh(self.table())
        return dict(self._keys)

    def write(self, rows: Sequence[Row]) -> None:
        """One commit that adds the rows, each in place of the one with its key. Raises StoreError.

        Keys must differ. Where another writer commits first, it is tried again.
        """
        from deltalake.exceptions import CommitFailedError

        data = table(columns(), [row.columns() for row in rows])
        keys = {row.key: row.known for row in rows}
        with self._errors():
            for left in reversed(range(TRIES)):
                try:
                    self._commit(data, keys)
                    break
                except CommitFailedError:
                    if not left:
                        raise

    def _commit(self, data: Table, keys: dict[str, Known]) -> None:
        from deltalake import write_deltalake

        target = self.table() if self._exists() else self._create()
        self._refresh(target)
        if self._keys.keys().isdisjoint(keys):
            write_deltalake(target, data, mode="append", schema_mode="merge")  # far faster than a merge
        else:
            _replace(target, data)
        if self._keys_version is not None and target.version() == self._keys_version + 1:  # nobody wrote in between
            self._keys.update(keys)
            self._keys_version += 1

    def _create(self) -> DeltaTable:
        from arro3.core import Schema
        from deltalake import DeltaTable

        self._check_free()
        schema: Schema = table(columns(), []).schema
        return DeltaTable.create(self.place, schema, mode="ignore", name="articles")

    def _refresh(self, source: DeltaTable) -> None:
        """Read the keys, unless they are those of this version already."""
        if self._keys_version == source.version():
            return
        read = source.scan(columns=["key", *Known._fields]).read_all()
        key, *known = (read[name].to_pylist() for name in ("key", *Known._fields))
        self._keys = dict(zip(key, map(Known, *known), strict=True))
        self._keys_version = source.version()

    def _exists(self) -> bool:
        from deltalake import DeltaTable

        if Path(self.place).is_file():
            raise StoreError(f"{self.place}: is a file, not a folder; name another --store")
        with self._errors():
            return DeltaTable.is_deltatable(self.place)

    def _check_free(self) -> None:
        """Refuse a folder of something else; what begins with a dot, or an empty log of a killed first run, is fine."""
        folder = Path(self.place)
        if "://" in self.place or not folder.exists():
            return
        if any(not entry.name.startswith((".", "_delta_log")) for entry in folder.iterdir()):
            raise StoreError(f"{self.place}: holds other files and no store; name an empty or new folder as --store")

    def _ours(self, found: DeltaTable) -> DeltaTable:
        missing = {"key", *Known._fields} - {field.name for field in found.schema().fields}
        if missing:
            raise StoreError(f"{self.place}: is a table of something else; name another --store")
        return found

    @contextmanager
    def _errors(self) -> Iterator[None]:
        from deltalake.exceptions import DeltaError

        try:
            yield
        except (DeltaError, OSError) as error:
            raise StoreError(f"{self.place}: the store cannot be used ({_in_a_line(error)})") from error


def columns() -> dict[str, DataType]:
    """The columns of the table: key, the article's own fields, hash, version, and a list of structs a kind."""
    hints = get_type_hints(Article)
    own = {name: type_of(hints[name]) for name in _article_columns()}
    known = {name: type_of(str) for name in Known._fields}
    return {"key": type_of(str), **own, **known, **{kind.NAME: list_of(struct_of(kind.RECORD)) for kind in KINDS}}


def _article_columns() -> list[str]:
    return [f.name for f in fields(Article) if f.name != "mentions"]


def _replace(target: DeltaTable, data: Table) -> None:
    merge = target.merge(data, "new.key = old.key", "new", "old", merge_schema=True)
    merge.when_matched_update_all().when_not_matched_insert_all().execute()


def _in_a_line(error: Exception) -> str:
    """The message of an error of Delta Lake, which is a coloured tree, and may end in a numbered trace."""
    lines = [line.strip() for line in re.sub(r"\x1b\[\d*m|↳", "", str(error)).splitlines()]
    return ": ".join(line for line in lines if line and not re.match(r"\d+: |at ", line))
