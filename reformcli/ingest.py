"""From files into the store: what is there and unchanged is skipped, what fails is set aside, the rest is extracted."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import reformcli
from reformcli import pipeline
from reformcli.models import Article, Document, Problem, Record
from reformcli.read import Source, find, read_source
from reformcli.read.document import text_id
from reformcli.store import Known, Row, Store

BATCH = 500

Progress = Callable[[int, int, int], None]
"""Told again and again: files done, files in all, articles read."""


@dataclass(slots=True)
class Counts(Record):
    """What became of the articles; `failed` articles, records and files each have their Problem."""

    new: int = 0
    changed: int = 0
    skipped: int = 0
    failed: int = 0
    problems: list[Problem] = field(default_factory=list)


class Candidate(NamedTuple):
    """A document, what the store would call it, and what it would then know of it."""

    key: str
    known: Known
    document: Document


def ingest(paths: Iterable[Path], store: Store, progress: Progress = lambda *_: None) -> Counts:
    """Bring the articles of files and folders into the store, a commit a batch. Raises UsageError and StoreError."""
    counts = Counts()
    known = store.known()
    articles = fresh(candidates(_documents(paths, counts, progress), store.place), known, counts)
    while batch := list(islice(articles, BATCH)):
        store.write(batch)
        changed = sum(row.key in known for row in batch)
        counts.changed += changed
        counts.new += len(batch) - changed
    counts.failed = len(counts.problems)
    return counts


def attempt(document: Document) -> Article | Problem:
    """The article of a document; one that no rule was ready for is a Problem, so that the others go on."""
    try:
        return pipeline.annotate(document)
    except Exception as error:  # noqa: BLE001  # whatever it is, one document must not stop the rest
        return Problem(where(document), f"could not be extracted ({type(error).__name__}: {error}); please report it")


def where(document: Document) -> str:
    """The path of a document, with the line of a .jsonl."""
    path = document.path or document.id
    return path if document.line is None else f"{path}:{document.line}"


def candidates(documents: Iterable[Document], place: str) -> Iterator[Candidate]:
    """The documents with their keys in the store at `place`."""
    for document in documents:
        yield Candidate(key(document, place), Known(content_hash(document), version()), document)


def fresh(found: Iterable[Candidate], known: dict[str, Known], counts: Counts) -> Iterator[Row]:
    """Rows of what is new or changed; all else goes to the counts."""
    for candidate in distinct(found, counts):
        if known.get(candidate.key) == candidate.known:
            counts.skipped += 1
        elif isinstance(article := attempt(candidate.document), Problem):
            counts.problems.append(article)
        else:
            yield Row(candidate.key, candidate.known, article)


def distinct(found: Iterable[Candidate], counts: Counts) -> Iterator[Candidate]:
    """The first of each key: its like is skipped, and something else under the same id is a Problem."""
    seen: dict[str, tuple[Known, str]] = {}
    for candidate in found:
        if candidate.key not in seen:
            seen[candidate.key] = candidate.known, where(candidate.document)
            yield candidate
        elif seen[candidate.key][0] == candidate.known:
            counts.skipped += 1
        else:
            counts.problems.append(_twice(seen[candidate.key][1], candidate.document))


def key(document: Document, place: str) -> str:
    """What tells an article from all others: the id that its input gave, else where it stands.

    The place is relative to the store, so that neither the folder a command is run in nor moving both changes it.
    """
    if document.id != text_id(document.text):
        return f"id:{document.id}"
    near = place if "://" not in place else os.curdir
    line = "" if document.line is None else f":{document.line}"
    return f"path:{os.path.relpath(document.path or os.curdir, near)}{line}"


def content_hash(document: Document) -> str:
    """SHA-256 of all that was read of a document, wherever it stands."""
    content = {name: value for name, value in document.to_dict().items() if name not in ("path", "line")}
    return text_id(json.dumps(content, sort_keys=True))


@cache
def version() -> str:
    """The program's version and a digest of its rules and words: records of other rules are extracted again."""
    digest = hashlib.sha256()
    root = Path(reformcli.__file__).parent
    for file in sorted(path for path in root.rglob("*") if path.suffix in (".py", ".toml", ".csv")):
        digest.update(file.read_bytes())
    return f"{reformcli.__version__}+{digest.hexdigest()[:12]}"


def _documents(paths: Iterable[Path], counts: Counts, progress: Progress) -> Iterator[Document]:
    """The documents of all files; problems go to the counts."""
    sources = find(paths)
    read = 0
    for done, source in enumerate(sources):
        for item in read_source(source) if isinstance(source, Source) else [source]:
            if isinstance(item, Problem):
                counts.problems.append(item)
            else:
                read += 1
                yield item
            progress(done, len(sources), read)
    progress(len(sources), len(sources), read)


def _twice(first: str, second: Document) -> Problem:
    return Problem(where(second), f"has the id {second.id!r} of {first}, which was kept; give it an id of its own")
