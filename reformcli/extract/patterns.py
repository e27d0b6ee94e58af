"""Patterns written with slots, compiled: `{d} {M}(?: {y})?` becomes a regular expression for one language.

Slots (a 2 marks the second end of a range):
    d day · o day as an ordinal word · m month in digits · M month name · w month in words
    y year · yy its last two digits · Y a year before 1900 · W a year in words
    J, j, jj Jalali month, year, its last two digits · V a Jalali year in words
    q quarter · r quarter in Roman digits · k which week · h half · g first n quarters · n first n months · nl last n
    R relative year · A the same year · T relative month · B the same month
    N, L the next, last such day or month · F the one that follows the date told before
A space stands for a run of spaces, or a line break. The first rule of a table that matches at a place wins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby, takewhile
from typing import Any

from reformcli.extract.number_words import year_in_words
from reformcli.fold import fold
from reformcli.languages import Language

_MONTHS = 12
_parser: Any = import_module("re._parser")  # has no type stubs
_YEAR = r"(?:19\d|20[0-6])\d(?!\d)"
_DIGITS = {
    "d": r"(?:3[01]|[12]\d|0?[1-9])",
    "m": r"(?:1[0-2]|0?[1-9])(?!\d)",
    "y": _YEAR,
    "yy": r"\d\d(?!\d)",
    "Y": r"1[5-8]\d\d(?!\d)",
    "j": r"1(?:2[5-9]|3\d|4[0-2])\d(?!\d)",
    "jj": r"(?:[5-9]\d|0\d)(?!\d)",
}
_TOLD = {"B": "same-month", "N": "next", "L": "last", "F": "following"}  # slots whose words stand in a list
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched, and its slots as text (folded)."""

    start: int
    end: int
    rule: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One pattern as an expression: its leading slot, if it begins with one, and the rest; `groups` name the slots."""

    rule: str
    head: str | None
    rest: str
    groups: Mapping[str, str]


_Expression = tuple[re.Pattern[str], list[str]]  # with the groups of its leading slots


class Rules:
    """The patterns of one table; at a place only those are tried that can begin with the word or number there."""

    def __init__(self, language: Language, table: Mapping[str, list[str]]) -> None:
        self._slots = _slot_expressions(language)
        self._patterns: list[_Pattern] = []
        self._by_lead: dict[str, list[int]] = defaultdict(list)
        for rule, patterns in table.items():
            for written in patterns:
                pattern = _compile(rule, written, self._slots, language.table("macros"), len(self._patterns))
                whole = f"{self._slots[pattern.head]}{pattern.rest}" if pattern.head else pattern.rest
                for lead in dict.fromkeys(_leads(whole)):
                    for key in _sizes(pattern.head) if lead == "" else (lead,):
                        self._by_lead[key].append(len(self._patterns))
                self._patterns.append(pattern)
        self._compiled: dict[str, _Expression] = {}
        self._shared: dict[tuple[int, ...], _Expression] = {}

    @property
    def leads(self) -> frozenset[str]:
        """The words that a pattern can begin with."""
        return frozenset(self._by_lead) - set(SIZES)

    def match(self, folded: str, start: int, lead: str) -> Match | None:
        """The first rule that matches at `start`, where the word `lead` or a number of that `size` stands."""
        if lead not in self._by_lead:
            return None
        expression, heads = self._compiled.get(lead) or self._expression(lead)
        found = expression.match(folded, start)
        if found is None:
            return None
        pattern = self._patterns[int(str(found.lastgroup).removeprefix("end_"))]
        slots = {slot: text for group, slot in pattern.groups.items() if (text := found[group]) is not None}
        if pattern.head:
            slots = {pattern.head: next(t for g in heads if (t := found[g]) is not None)} | slots
        return Match(start, found.end(), pattern.rule, slots)

    def _expression(self, lead: str) -> _Expression:
        """Compiled when first needed; words that begin the same patterns share one expression."""
        numbers = tuple(self._by_lead.get(lead, ()))
        if numbers not in self._shared:
            expression = re.compile(self._joined(numbers) or "(?!)")
            self._shared[numbers] = expression, [g for g in expression.groupindex if g.startswith("head_")]
        return self._compiled.setdefault(lead, self._shared[numbers])

    def _joined(self, numbers: tuple[int, ...]) -> str:
        """All patterns as one expression; those in a row that begin with the same slot read it once."""
        runs = []
        for head, run in groupby(numbers, key=lambda n: self._patterns[n].head):
            members = list(run)
            rests = "|".join(f"{self._patterns[n].rest}(?P<end_{n}>)" for n in members)
            opening = f"(?P<head_{members[0]}>{self._slots[head]}){_tail(head, self._slots)}" if head else ""
            runs.append(f"{opening}(?:{rests})")
        return "|".join(runs)


SIZES = ("#small", "#year", "#other")


def size(digits: str) -> str:
    """The size of a run of digits: one that may be a day or month, one that may be a year, or another."""
    if len(digits) <= 2:  # noqa: PLR2004 # 31
        return "#small"
    return "#year" if len(digits) == 4 and digits[:2] in _CENTURIES else "#other"  # noqa: PLR2004 # 2024, 1403


_CENTURIES = ("13", "14", "19", "20")


def _sizes(head: str | None) -> tuple[str, ...]:
    """The sizes of number that a pattern can begin with."""
    if head is None:
        return SIZES
    return ("#year",) if head in ("y", "j") else ("#small",)


_SLOT = re.compile(r"\{([A-Za-z][A-Za-z0-9-]*)\}")
_SPACE = re.compile(r"\[[^\]]*\]| \??")  # a space, but none in a character class
_GLUED = re.compile(r"(?<=[^\W\d_]) (?=(?:\(\?:)?\{[dmyn]l?2?\})|(?<=\{[dmyn]\}) (?=[^\W\d_])")  # "tháng8"


def _compile(rule: str, written: str, slots: Mapping[str, str], macros: Mapping[str, str], number: int) -> _Pattern:
    """One pattern, its groups numbered so that many fit into one expression."""
    groups: dict[str, str] = {}

    def expand(found: re.Match[str]) -> str:
        name = found[1]
        if name in macros:
            return _SLOT.sub(expand, _GLUED.sub(" ?", macros[name]))
        group = f"g{number}_{len(groups)}"
        groups[group] = name
        kind = name.rstrip("2")
        return f"(?P<{group}>{slots[kind]})" + _tail(kind, slots)

    opening = _SLOT.match(written := _GLUED.sub(" ?", written))
    head = opening[1] if opening and opening[1] in slots else None
    rest = _SLOT.sub(expand, written[opening.end() :] if opening and head else written)
    return _Pattern(rule, head, _SPACE.sub(lambda s: {" ": " +", " ?": " *"}.get(s[0], s[0]), rest), groups)


def _tail(slot: str, slots: Mapping[str, str]) -> str:
    return slots["day-suffix"] if slot == "d" else ""


def alternatives(words: Iterable[str], barred: str = r"\w") -> str:
    """An expression for any of these words, the longest first, with nothing `barred` behind them."""
    ordered = sorted({fold(w) for w in words}, key=len, reverse=True)
    ways = (re.escape(w).replace(r"\ ", " ") + (r"(?!\w)" if w[-1] == " " else "") for w in ordered)  # ژانویهٔ
    return f"(?:{'|'.join(ways)})(?!{barred})" if ordered else "(?!)"


def _slot_expressions(language: Language) -> dict[str, str]:
    """The expression of each slot in one language."""
    numbers = {w: int(n) for n, written in language.table("numbers").items() for w in written}
    months = [w for w, n in numbers.items() if n <= _MONTHS]
    count = rf"(?:1[0-2]|[2-9])(?!\d)|{alternatives(w for w in months if numbers[w] > 1)}"
    ordinals = language.table("ordinals")
    halves = [w for n in ("1", "2", "last") for w in ordinals[n]]
    lexicon = language.table("lexicon")
    relative: Mapping[str, list[str]] = lexicon["relative"]
    told = {slot: [w for key, written in relative.items() if re.fullmatch(rf"(?:{unit})[+-]\d", key) for w in written]
            for slot, unit in (("T", "month"), ("R", "year|said"))}
    return _DIGITS | {
        "day-suffix": language.table("dates")["day-suffix"] + r"(?!\d)",
        "M": alternatives(_flat(language.table("months")), r"[^\W\d]"),
        "J": alternatives(_flat(language.table("jalali-months")), r"[^\W\d]"),
        "w": alternatives(months),
        "n": count,
        "nl": count,
        "g": rf"[23](?!\d)|{alternatives(w for w in months if numbers[w] in (2, 3))}",
        "q": rf"[1234](?!\d)|{alternatives([*ROMAN, *_flat(ordinals)])}",
        "h": rf"[12](?!\d)|{alternatives(['i', 'ii', *halves])}",
        "k": alternatives(_flat(ordinals)),
        "r": r"(?:iv|i{1,3})",
        "o": alternatives(_flat(language.table("day-ordinals"))),
        "W": year_in_words(language.code, "centuries"),
        "V": year_in_words(language.code, "jalali-centuries"),
        "R": alternatives(told["R"]),
        "A": alternatives(lexicon["same-year"]["same"]),
        "T": alternatives(told["T"]),
    } | {slot: alternatives(language.words_of("dates", key)) for slot, key in _TOLD.items()}


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
        if done and not done[-1].isalpha():
            break
        if str(kind) == "LITERAL":
            done += chr(value)
        elif str(kind) not in ("ASSERT", "ASSERT_NOT", "AT"):
            ways = _ways(str(kind), value)
            if ways is None:
                break
            for way in ways:
                yield from _prefixes(way + items[place + 1 :], done)
            return
    yield done


def _ways(kind: str, value: Any) -> list[list[Any]] | None:
    """The ways to go on through one part of a parsed expression; None where any character may stand."""
    if kind == "SUBPATTERN":
        return [list(value[3])]
    if kind == "BRANCH":
        return [list(branch) for branch in value[1]]
    if kind == "MAX_REPEAT":
        once = [list(value[2])]
        return once if value[0] else [[], *once]
    if kind == "IN" and all(str(k) == "LITERAL" for k, _ in value):
        return [[choice] for choice in value]
    return None
