"""Each language's examples.toml: value -> every way to write it; `none` -> what must not match.

A table a kind: its keys are the expected values in text order joined by "; ", if need be followed by " @YYYY-MM-DD",
the day of publication. Beside the kinds, `indicators` has indicators as keys (every share of the phrase has it), and
`subjects` shares with their provinces: "88.32 hai-duong; 85.86 ha-giang", "60 -" for nobody's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

NEGATIVE = "none"


class Example(NamedTuple):
    """One phrase, and the values that it must give."""

    language: str
    table: str
    expected: str
    published: str | None
    phrase: str


def examples(code: str) -> Iterator[Example]:
    """Every phrase of a language's examples.toml."""
    file = files(__package__) / code / "examples.toml"
    for table, rows in (tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}).items():
        for key, phrases in rows.items():
            expected, _, published = key.partition("@")
            for phrase in phrases:
                yield Example(code, table, expected.strip(), published.strip() or None, phrase)
