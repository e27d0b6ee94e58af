"""Gold as records.md writes it: NAME.txt with NAME.json beside it, or one article a line in a .jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from reformcli.errors import InputError, UsageError
from reformcli.extract import KINDS
from reformcli.models import Document, Problem
from reformcli.read.decode import decode
from reformcli.read.document import text_id

SUFFIXES = (".txt", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """What a careful reader marked: a span in code points, `end` exclusive, and the fields to compare."""

    start: int
    end: int
    text: str
    fields: Mapping[str, Any]

    @property
    def optional(self) -> bool:
        """Whether two careful readers could differ on it."""
        return bool(self.fields.get("optional"))


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A document without its language, and the language and mentions by kind that it should be given."""

    document: Document
    language: str
    mentions: Mapping[str, tuple[GoldMention, ...]]


@dataclass(frozen=True, slots=True)
class Gold:
    """All gold that could be read, and what could not."""

    articles: list[GoldArticle] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_gold(paths: Iterable[Path]) -> Gold:
    """The gold of files and (recursively) folders; UsageError for a path that is missing or a folder without gold."""
    gold = Gold()
    for file in (file for path in paths for file in _gold_files(path)):
        for where, source, text in _sources(file, gold.problems):
            try:
                gold.articles.append(_article(where, source, text))
            except InputError as error:
                gold.problems.append(Problem(where, str(error)))
    return gold


def _gold_files(path: Path) -> list[Path]:
    if not path.exists():
        raise UsageError(f"{path} does not exist: give a gold file or a folder of them")
    inside = path.rglob("*") if path.is_dir() else [path]
    files = {p.with_suffix(".txt") if p.suffix == ".json" else p for p in inside if p.suffix in SUFFIXES}
    if not files:
        raise UsageError(f"{path} holds no gold: expected NAME.txt with NAME.json beside it, or .jsonl files")
    return sorted(files)


def _sources(path: Path, problems: list[Problem]) -> Iterator[tuple[str, str, str | None]]:
    """Where a record stands, its JSON, and its text when that is a file of its own."""
    try:
        if path.suffix == ".jsonl":
            # split at \n alone: a text may hold U+2028 and the other separators that splitlines() cuts at
            lines = enumerate(_read(path).split("\n"), start=1)
            yield from ((f"{path}:{number}", line, None) for number, line in lines if line.strip())
        else:
            yield str(path), _read(path.with_suffix(".json")), _read(path)
    except (OSError, InputError) as error:
        problems.append(Problem(str(path), f"cannot be read: {error}"))


def _read(path: Path) -> str:
    return decode(path.read_bytes())


def _article(where: str, source: str, text: str | None) -> GoldArticle:
    """The gold of one record; InputError when it is not as records.md writes it."""
    try:
        record = json.loads(source)
        text = record["input"] if text is None else text
        mentions = {kind.NAME: tuple(_place(text, kind, m) for m in record.get(kind.NAME, ())) for kind in KINDS}
        return GoldArticle(_document(where, record, text), record["language"], mentions)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"is not gold as records.md writes it: {type(error).__name__} {error}") from error


def _document(where: str, record: Mapping[str, Any], text: str) -> Document:
    # the language is not told: that it is found is part of what is measured
    name = record.get("id") or (text_id(text) if "input" in record else Path(where).stem)
    return Document(text, name, path=where, published=record.get("published"), url=record.get("url"))


def _place(text: str, kind: ModuleType, fields: Mapping[str, Any]) -> GoldMention:
    """The mention at its place: `occurrence` counts that exact string from the start of the text, 1 for the first."""
    wanted, nth = fields["text"], fields.get("occurrence", 1)
    if kind.SCORING.value not in fields:
        raise InputError(f"has {kind.NAME} {wanted!r} without {kind.SCORING.value!r}: add it")
    end = 0
    for _ in range(nth):
        start = text.find(wanted, end) if wanted else -1
        if start < 0:
            raise InputError(f"holds {wanted!r} ({kind.NAME}) fewer than {nth} times: mend its text or occurrence")
        end = start + len(wanted)
    return GoldMention(start, end, wanted, fields)
