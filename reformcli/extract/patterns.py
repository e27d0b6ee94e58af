"""Patterns written with slots, compiled: `{d} {M}(?: {y})?` becomes a regular expression for one language.

Slots (a 2 marks the second end of a range):
    d day · m month in digits · M month name · w month in words · y year · yy its last two digits · J, j Jalali month, year
    q quarter · h half · n first n months · nl last n months · o day as an ordinal word · R relative year · A the same year
A space stands for a run of spaces (line breaks are spaces in a folded text). Rules are tried in the order of their
table and the first that matches at a place wins, so longer forms stand first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from reformcli.fold import fold
from reformcli.languages import Language

_YEAR = r"(?:19|20)\d\d(?!\d)"
_DIGITS = {
    "d": r"(?:3[01]|[12]\d|0?[1-9])",
    "m": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "y": _YEAR,
    "yy": r"\d\d(?!\d)",
    "j": r"1[34]\d\d(?!\d)",
}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


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
        slots, macros = slot_expressions(language), language.table("macros")
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
        slots = {slot: text for slot, group in groups.items() if (text := found[group]) is not None}
        return Match(start, found.end(), name, slots)


def _compile(pattern: str, slots: Mapping[str, str], macros: Mapping[str, str], number: int) -> tuple[str, dict[str, str]]:
    """One pattern as an expression whose groups carry its number, and the name of each slot's group."""
    groups: dict[str, str] = {}

    def expand(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in macros:
            return re.sub(r"\{([A-Za-z][a-zA-Z0-9-]*)\}", expand, macros[name])
        alternative = f"{name.replace('-', '_')}_{number}_{len(groups)}"
        groups[alternative] = name
        tail = _suffix(slots, name)
        return f"(?P<{alternative}>{slots[name.rstrip('2')]}){tail}"

    expression = re.sub(r"\{([A-Za-z][a-zA-Z0-9-]*)\}", expand, pattern)
    expression = re.sub(r"(?<!\[) (?![^\[\]]*\])", " +", expression).replace(" +?", " *").replace(" +*", " *")
    return f"(?:{expression})", groups


def _suffix(slots: Mapping[str, str], name: str) -> str:
    return slots["day-suffix"] + r"(?!\d)" if name in ("d", "d2") else ""
