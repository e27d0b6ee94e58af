"""Reading: files and folders become documents. What cannot be read becomes a Problem, and the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reformcli.errors import InputError
from reformcli.models import Document, Problem
from reformcli.read.files import READERS, Source, find

__all__ = ["READERS", "Source", "find", "read_paths", "read_source"]


def read_paths(paths: Iterable[Path]) -> Iterator[Document | Problem]:
    """The documents of files and folders, one by one. Raises UsageError for a path that is not there."""
    for source in find(paths):
        if isinstance(source, Problem):
            yield source
        else:
            yield from read_source(source)


def read_source(source: Source) -> Iterator[Document | Problem]:
    """The documents of one file: one, or one a line of a .jsonl."""
    try:
        yield from READERS[source.path.suffix.lower()](source.path, source.shown)
    except InputError as error:
        yield Problem(source.shown, str(error))
    except OSError as error:
        yield Problem(source.shown, f"cannot be opened: {error.strerror or error}")
