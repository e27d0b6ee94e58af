"""Questions to the store, in SQL through DuckDB, answered as rows.

The views: `articles` (one row an article: id, path, language, published, title, url, text, hash, version) and one view
a kind, named as the kind, with one row a mention: where it stands (article, path, language, published, title, url),
the fields of the kind's record, and `before` and `after`, up to `CONTEXT` characters of the text around it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from urllib.parse import urlsplit

from reformcli.errors import StoreError, UsageError
from reformcli.extract import KINDS
from reformcli.models import Article, Mention, Record
from reformcli.store import DEFAULT, Store

if TYPE_CHECKING:  # heavy: imported where used
    import duckdb
    import pandas

CONTEXT = 320
"""Characters of the article kept on each side of a mention: room for a sentence."""

M = TypeVar("M", bound=Mention)


@dataclass(frozen=True, slots=True)
class Source(Record):
    """The article that says something; `published` is an ISO date or None."""

    article: str
    path: str | None
    language: str
    published: str | None
    title: str | None
    url: str | None

    @property
    def name(self) -> str:
        """Who says it: the host of the page, else the file's name, else the article's id."""
        host = urlsplit(self.url).hostname if self.url else None
        return (host or "").removeprefix("www.") or PurePath(self.path or "").name or self.article[:12]


@dataclass(frozen=True, slots=True)
class Quote(Generic[M]):
    """A mention with its article and the text just before and after it."""

    source: Source
    mention: M
    before: str
    after: str

    def to_dict(self) -> dict[str, Any]:
        """One flat row: the article's fields, then the mention's, then its context."""
        return self.source.to_dict() | self.mention.to_dict() | {"before": self.before, "after": self.after}


SOURCE = tuple(f.name for f in fields(Source))


def connect(store: Path | str) -> duckdb.DuckDBPyConnection:
    """An in-memory DuckDB session with the views over the store in folder `store`.

    Raises StoreError where there is no store, where it is empty, or where it cannot be read.
    """
    import duckdb

    session = duckdb.connect(config={"autoinstall_known_extensions": False})  # offline: nothing is ever downloaded
    try:
        session.read_parquet(_files(store), union_by_name=True).create_view("records")
        session.execute(_articles_view())
        for kind in KINDS:
            session.execute(_kind_view(kind))
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"{store}: cannot be read ({reason}); rebuild it with `reformcli ingest FOLDER`") from error
    return session


def quotes(session: duckdb.DuckDBPyConnection, kind: Any, condition: str = "true", *values: Any) -> list[Quote[Any]]:
    """The mentions of one of `KINDS` that meet an SQL condition, a `?` for each value; in the order of the texts."""
    rows = session.execute(
        f"SELECT {_columns(SOURCE)}, before, after, {_columns(_names(kind.RECORD))} FROM {kind.NAME} "
        f"WHERE {condition} ORDER BY published NULLS LAST, path, article, start", values).fetchall()
    width = len(SOURCE)
    return [Quote(Source(*row[:width]), _mention(kind.RECORD, row[width + 2:]), *row[width:width + 2]) for row in rows]


def sources(session: duckdb.DuckDBPyConnection, condition: str = "true", *values: Any) -> list[Source]:
    """The articles that meet an SQL condition, without their text, oldest first."""
    rows = session.execute(f"SELECT id, {_columns(SOURCE[1:])} FROM articles WHERE {condition} "
                           "ORDER BY published NULLS LAST, path, id", values).fetchall()
    return [Source(*row) for row in rows]


def find_article(session: duckdb.DuckDBPyConnection, name: str) -> Article:
    """The stored article of an id, a unique start of an id, or a path (whole, or a unique file name).

    Raises UsageError where there is none, or more than one.
    """
    for condition, value in (("id = ?", name), ("path = ?", os.path.normpath(name)), ("starts_with(id, ?)", name),
                             ("parse_filename(path) = ?", PurePath(name).name)):
        found = sources(session, condition, value)
        if len({source.article for source in found}) == 1:
            return _article(session, found[0])
        if found:
            raise UsageError(f"{name!r} fits {len(found)} stored articles; name one of: {_few(found)}.")
    raise UsageError(f"No stored article has the id or path {name!r}; reformcli report lists the sources.")


def load(store: Path | str = DEFAULT) -> dict[str, pandas.DataFrame]:
    """Data frames of the store: `articles` with one row an article, and each kind with one row a mention.

    A mention's `article` is the `id` of its row in `articles`. Raises StoreError where there is no store.
    """
    session = connect(store)
    frames = {"articles": session.execute("SELECT * FROM articles ORDER BY published, path, id").df()}
    for kind in KINDS:
        frames[kind.NAME] = session.execute(
            f"SELECT * EXCLUDE (title, url, before, after) FROM {kind.NAME} "
            "ORDER BY published, path, article, start").df()
    return frames


def _files(place: Path | str) -> list[str]:
    files = Store(place).files()
    if not files:
        raise StoreError(f"{place}: the store holds no articles yet; run `reformcli ingest FOLDER` first")
    return files


def _articles_view() -> str:
    kinds = _columns(kind.NAME for kind in KINDS)
    return f"CREATE VIEW articles AS SELECT * EXCLUDE ({kinds}) FROM records"


def _kind_view(kind: Any) -> str:
    """One row a mention; `found` is the struct that the store keeps in the list named as the kind.

    Its fields are named, so that a store without one of them is refused when it is opened.
    """
    name = kind.NAME
    own = ", ".join(f'found."{field}"' for field in _names(kind.RECORD))
    return f"""
        CREATE VIEW {name} AS
        SELECT article, {_columns(SOURCE[1:])}, {own},
               content[greatest(found.start - {CONTEXT}, 0) + 1:found.start] AS before,
               content[found."end" + 1:found."end" + {CONTEXT}] AS after
        FROM (SELECT id AS article, {_columns(SOURCE[1:])}, text AS content, unnest({name}) AS found FROM records)"""


def _article(session: duckdb.DuckDBPyConnection, source: Source) -> Article:
    kinds = [kind.NAME for kind in KINDS]
    row = session.execute(f"SELECT text, {_columns(kinds)} FROM records WHERE id = ? AND path IS NOT DISTINCT FROM ?",
                          (source.article, source.path)).fetchall()[0]
    mentions = {kind.NAME: tuple(_mention(kind.RECORD, [found[name] for name in _names(kind.RECORD)])
                                 for found in cell or ())
                for kind, cell in zip(KINDS, row[1:], strict=True)}
    return Article(row[0], source.article, source.path, source.language, source.published, source.title, source.url,
                   mentions)


def _mention(record: type[Mention], values: Sequence[Any]) -> Any:
    """The mention of a row; what was stored before a field was added has that field's default."""
    return record(*(f.default if value is None and f.default is not MISSING else _frozen(value)
                    for f, value in zip(fields(record), values, strict=True)))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _names(record: type[Mention]) -> list[str]:
    return [f.name for f in fields(record)]


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _few(found: Sequence[Source], most: int = 5) -> str:
    shown = [f"{source.article[:12]} ({source.path})" for source in found[:most]]
    return ", ".join(shown + ["…"] * (len(found) > most))
