"""The languages: each a folder of data that a native reader can review, found by its name alone.

`words.toml` (words and patterns), `provinces.toml` (spellings and contexts), `examples.toml` (the tests of both),
`learned.json` (what annotated texts taught, if there are any) and, where data cannot say it, `quirks.py`. What all
languages share stands in `shared.toml`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Table = Mapping[str, Any]
LEARNED = "learned.json"
NEVER = "(?!)"  # an expression that matches nowhere


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's data as its TOML files hold it, merged over what all languages share."""

    code: str
    words: Table
    provinces: Mapping[str, list[str]]
    contexts: Mapping[str, list[str]]
    never: frozenset[str]
    number_behind: frozenset[str]
    guarded: Mapping[str, list[str]]

    def table(self, name: str) -> Mapping[str, Any]:
        """A table of `words.toml`; empty where the language has none."""
        found: Mapping[str, Any] = self.words.get(name, {})
        return found

    def words_of(self, table: str, key: str) -> list[str]:
        """A list of `words.toml`; empty where the language has none."""
        found: list[str] = self.table(table).get(key, [])
        return found

    def conjunctions(self) -> list[str]:
        """The words, without the marks, that join the items of a list: "and"."""
        return [word for word in self.words_of("lists", "items") if word[0].isalpha()]

    def glue(self) -> list[str]:
        """The words that may stand between the dates of a list or range: "the", "Monday"."""
        return self.words_of("lists", "glue") + [name for names in self.table("weekdays").values() for name in names]

    def phrases(self) -> Iterator[tuple[str, str, str]]:
        """Every word or phrase to look up, as (table, concept, phrase)."""
        yield from self._listed()
        weekdays = self.table("weekdays")
        for day, names in weekdays.items():
            for key, forms in self.table("weekday-forms").items():
                concept = key.replace("day", day).replace("week", f"{next(iter(weekdays))}_{day}")
                yield from (("relative", concept, form.format(name)) for form in forms for name in names)

    def _listed(self) -> Iterator[tuple[str, str, str]]:
        own = [(name, self.table(name)) for name in ("numbers", "tens")]
        for name, concepts in [*self.words["lexicon"].items(), *own, ("contexts", self.contexts)]:
            for concept, written in concepts.items():
                yield from ((name, concept, phrase) for phrase in written)

    def cues(self) -> Iterable[str]:
        """Every word or phrase that must have an example."""
        return dict.fromkeys(phrase for _, _, phrase in self._listed())


@cache
def available() -> tuple[str, ...]:
    """Codes of the languages that have a folder here, in alphabetical order."""
    return tuple(sorted(f.name for f in files(__package__).iterdir() if (f / "words.toml").is_file()))


@cache
def load(code: str) -> Language:
    """The data of one language; KeyError for a code that has no folder."""
    if code not in available():
        raise KeyError(code)
    words = _merge(_read("shared.toml"), _read(code, "words.toml"))
    names = _read(code, "provinces.toml")
    never, number_behind = (frozenset(names.get(key, ())) for key in ("never", "number-behind"))
    return Language(code, words, names["spellings"], names["contexts"], never, number_behind, names.get("guarded", {}))


@cache
def pattern(code: str, table: str, key: str) -> re.Pattern[str]:
    """An expression of `words.toml`, compiled; one that never matches where the language has none."""
    return re.compile(load(code).table(table).get(key, NEVER))


def learned(code: str) -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, int]]]]:
    """Learned weights by question, place, word and answer (see `extract.experience`); empty where there are none."""
    file = files(__package__).joinpath(code, LEARNED)
    known: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return known


def any_of(words: Iterable[str]) -> str:
    """An expression for any of these words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if ordered else NEVER


def _read(*path: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(*path).read_text(encoding="utf-8"))


def _merge(shared: Table, own: Table) -> dict[str, Any]:
    """Tables merged key by key; a language's lists come before the shared ones, since the first match wins."""
    merged = dict(own) | {key: table for key, table in shared.items() if key not in own}
    for key in shared.keys() & own.keys():
        if isinstance(shared[key], dict):
            merged[key] = _merge(shared[key], own[key])
        elif isinstance(shared[key], list):
            merged[key] = own[key] + shared[key]
    return merged
