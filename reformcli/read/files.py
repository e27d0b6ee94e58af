"""Which files a user means by the paths of a command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reformcli.errors import UsageError
from reformcli.models import Problem
from reformcli.read import lines, page, plain

FORMS = (plain, page, lines)
READERS = {suffix: form.read for form in FORMS for suffix in form.SUFFIXES}
KNOWN = ", ".join(READERS)


class Source(NamedTuple):
    """A file to read, and its path as the user wrote it, in characters that any file can hold."""

    path: Path
    shown: str


def find(paths: Iterable[Path]) -> list[Source | Problem]:
    """The files under the paths, sorted within a folder, each once. Raises UsageError for a path that is not there."""
    paths = list(paths)
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(f"{shown(path)}: there is no such file or folder; check the spelling")
    found = {_place(item): item for path in paths for item in _under(path)}
    return list(found.values())


def shown(path: Path) -> str:
    """The path for people and tables; bytes that are no UTF-8 become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _place(item: Source | Problem) -> str:
    return os.path.abspath(item.path) if isinstance(item, Source) else item.where


def _under(path: Path) -> Iterator[Source | Problem]:
    if path.is_dir():
        yield from _in_folder(path)
    elif _known(path):
        yield _source(path)
    else:
        yield Problem(shown(path), f"cannot be read by its suffix; {KNOWN} are known")


def _in_folder(folder: Path) -> list[Source | Problem]:
    """Every file of a known suffix, hidden files and folders apart; folders that cannot be opened are Problems."""
    locked: list[OSError] = []
    found = [_source(path) for path in sorted(_walk(folder, locked)) if _known(path)]
    found += [Problem(shown(Path(error.filename)), f"cannot be opened: {error.strerror}") for error in locked]
    return found or [Problem(shown(folder), f"holds no file to read; {KNOWN} are known")]


def _walk(folder: Path, locked: list[OSError]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=locked.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith("."))


def _known(path: Path) -> bool:
    return path.suffix.lower() in READERS


def _source(path: Path) -> Source | Problem:
    """The file, unless it is a broken link, or a pipe that would wait for ever."""
    return Source(path, shown(path)) if path.is_file() else Problem(shown(path), "is a broken link or no plain file")
