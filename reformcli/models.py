"""The contract between the stages: documents in, articles with mentions out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

UNDETERMINED = "und"


class Record:
    """Dataclass that can also be read like a mapping: `mention["value"]`, `mention.to_dict()`."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None

    def to_dict(self) -> dict[str, Any]:
        """The fields as plain values, ready for JSON."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}  # type: ignore[arg-type]  # every child is a dataclass


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A span of the article: code points, `end` exclusive, `article[start:end] == text`; `rule` names what made it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Scoring:
    """How a kind is measured against gold: the field that makes a mention right, and those whose accuracy is told.

    `ranges`: a value `A/B` counts as its two ends; `nulls`: a value of None is scored like any other.
    """

    value: str
    attributes: tuple[str, ...] = ()
    ranges: bool = False
    nulls: bool = False


@dataclass(frozen=True, slots=True)
class Dropped(Record):
    """A mention that a rule found and another rule took out: what `explain` shows."""

    kind: str
    mention: Mention
    by: str


@dataclass(frozen=True, slots=True)
class Problem(Record):
    """Input that could not be used: `where` is a path, with `:LINE` for one record of a .jsonl."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Document(Record):
    """A text as read, with what is known about it. `published` is an ISO date or None, never guessed.

    `line` counts from 1 where the path is a .jsonl, which holds many documents.
    """

    text: str
    id: str
    path: str | None = None
    language: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article(Record):
    """A document with its language and its mentions by kind, each in text order."""

    text: str
    id: str
    path: str | None
    language: str
    published: str | None
    title: str | None
    url: str | None
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> tuple[Mention, ...]:
        """`article.dates` and the other kinds, without this class knowing their names."""
        if name != "mentions" and name in self.mentions:
            return self.mentions[name]
        raise AttributeError(f"Article has no field or kind of record {name!r}")

    def to_dict(self) -> dict[str, Any]:
        """The record of one article, as one line of JSON holds it."""
        record = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "mentions"}
        return record | {kind: [m.to_dict() for m in found] for kind, found in self.mentions.items()}
