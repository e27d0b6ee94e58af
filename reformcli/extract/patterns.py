"""Patterns written with slots, compiled: `{d} {M}(?: {y})?` becomes a regular expression for one language.

Slots (a 2 marks the second end of a range):
    d day · m month in digits · M month name · w month in words · y year · yy its last two digits · J, j, jj Jalali month, year, its last two digits
    q quarter · h half · n first n months · nl last n months · o day as an ordinal word · R relative year · A the same year
    T relative month · B the same month · N next, L last (of a day or month: its next or last occurrence)
A space stands for a run of spaces (line breaks are spaces in a folded text). Rules are tried in the order of their
table and the first that matches at a place wins, so longer forms stand first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import takewhile
from typing import Any

from reformcli.fold import fold
from reformcli.languages import Language

_MONTHS = 12
_parser: Any = import_module("re._parser")  # has no type stubs
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DIGITS = {
    "d": r"(?:3[01]|[12]\d|0?[1-9])",
    "m": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "y": _YEAR,
    "yy": r"\d\d(?!\d)",
    "j": r"1[34]\d\d(?!\d)",
    "jj": r"(?:[5-9]\d|0\d)(?!\d)",
}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched, and its slots as text (folded)."""

    start: int
    end: int
    rule: str
    slots: Mapping[str, str]


class Rules:
    """All patterns of one table as a single expression, tried only where one of its first words or a digit stands."""

    def __init__(self, language: Language, table: Mapping[str, list[str]]) -> None:
        slots, macros = _slot_expressions(language), language.table("macros")
        parts: list[str] = []
        self._names: list[tuple[str, dict[str, str]]] = []
        for name, patterns in table.items():
            for pattern in patterns:
                expression, groups = _compile(pattern, slots, macros, len(parts))
                parts.append(f"{expression}(?P<end_{len(parts)}>)")
                self._names.append((name, groups))
        self._expression = re.compile("|".join(parts))
        self.leads = frozenset(lead for part in parts for lead in _leads(part))

    def match(self, folded: str, start: int) -> Match | None:
        """The first rule that matches at `start`."""
        found = self._expression.match(folded, start)
        if found is None:
            return None
        name, groups = self._names[int(str(found.lastgroup).removeprefix("end_"))]
        slots = {slot: text for group, slot in groups.items() if (text := found[group]) is not None}
        return Match(start, found.end(), name, slots)


_SLOT = re.compile(r"\{([A-Za-z][A-Za-z0-9-]*)\}")
_SPACE = re.compile(r"\[[^\]]*\]| \??")  # a space, but none in a character class


def _compile(pattern: str, slots: Mapping[str, str], macros: Mapping[str, str], number: int) -> tuple[str, dict[str, str]]:
    """One pattern as an expression whose groups carry its number, and the slot of each group."""
    groups: dict[str, str] = {}

    def expand(found: re.Match[str]) -> str:
        name = found[1]
        if name in macros:
            return _SLOT.sub(expand, macros[name])
        group = f"g{number}_{len(groups)}"
        groups[group] = name
        kind = name.rstrip("2")
        return f"(?P<{group}>{slots[kind]})" + (slots["day-suffix"] if kind == "d" else "")

    expression = _SPACE.sub(lambda s: {" ": " +", " ?": " *"}.get(s[0], s[0]), _SLOT.sub(expand, pattern))
    return f"(?:{expression})", groups


def alternatives(words: Iterable[str], barred: str = r"\w") -> str:
    """An expression for any of these words, the longest first, with nothing `barred` behind them."""
    ordered = sorted({re.escape(fold(w)).replace(r"\ ", " ") for w in words}, key=len, reverse=True)
    return f"(?:{'|'.join(ordered)})(?!{barred})" if ordered else "(?!)"


def _slot_expressions(language: Language) -> dict[str, str]:
    """The expression of each slot in one language."""
    numbers = {w: int(n) for n, written in language.table("numbers").items() for w in written}
    months = [w for w, n in numbers.items() if n <= _MONTHS]
    count = rf"(?:1[0-2]|[2-9])(?!\d)|{alternatives(w for w in months if numbers[w] > 1)}"
    ordinals = language.table("ordinals")
    halves = [w for n in ("1", "2", "last") for w in ordinals[n]]
    lexicon = language.table("lexicon")
    months_told = [w for key, written in lexicon["relative"].items() if re.fullmatch(r"month[+-]\d", key) for w in written]
    years = [w for key, written in lexicon["relative"].items() if re.fullmatch(r"year[+-]\d", key) for w in written]
    return _DIGITS | {
        "day-suffix": language.table("dates")["day-suffix"] + r"(?!\d)",
        "M": alternatives(_flat(language.table("months")), r"[^\W\d]"),
        "J": alternatives(_flat(language.table("jalali-months")), r"[^\W\d]"),
        "w": alternatives(months),
        "n": count,
        "nl": count,
        "q": rf"[1234](?!\d)|{alternatives([*ROMAN, *_flat(ordinals)])}",
        "h": rf"[12](?!\d)|{alternatives(['i', 'ii', *halves])}",
        "o": alternatives(_flat(language.table("day-ordinals"))),
        "R": alternatives(years),
        "A": alternatives(lexicon["same-year"]["same"]),
        "T": alternatives(months_told),
        "B": alternatives(language.table("dates")["same-month"]),
        "N": alternatives(language.table("dates")["next"]),
        "L": alternatives(language.table("dates")["last"]),
    }


def _flat(table: Mapping[str, Iterable[str]]) -> list[str]:
    return [word for written in table.values() for word in written]


def _leads(expression: str) -> Iterator[str]:
    """The words that a match of `expression` can begin with; the empty word where it begins with a digit.

    Read off the parsed expression, so that no pattern is left untried because a list forgot its first word.
    """
    for prefix in _prefixes(list(_parser.parse(expression)), ""):
        yield "".join(takewhile(str.isalpha, prefix))


def _prefixes(items: list[Any], done: str) -> Iterator[str]:
    """Literal beginnings, up to the end of the first word or to where a class of characters stands."""
    for place, (kind, value) in enumerate(items):
        name, rest = str(kind), items[place + 1 :]
        if done and not done[-1].isalpha():
            break
        if name == "LITERAL":
            done += chr(value)
        elif name == "SUBPATTERN":
            return (yield from _prefixes(list(value[3]) + rest, done))
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _prefixes(list(branch) + rest, done)
            return None
        elif name == "MAX_REPEAT":
            if not value[0]:
                yield from _prefixes(rest, done)
            return (yield from _prefixes(list(value[2]) + rest, done))
        elif name == "IN" and all(str(k) == "LITERAL" for k, _ in value):
            for choice in value:
                yield from _prefixes([choice, *rest], done)
            return None
        elif name not in ("ASSERT", "ASSERT_NOT", "AT"):
            break
    yield done
    return None
