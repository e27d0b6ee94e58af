"""Which found mention answers which gold mention: one to one, as many as possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from reformcli.extract.spans import Placed
from reformcli.models import Mention, Scoring
from reformcli.score.gold import GoldMention

TOLERANCE = 0.01 + 1e-9  # records.md: a number is right within 0.01; the rest is for binary fractions


class Span(Placed, Protocol):
    """Anything with a place in the text."""

    @property
    def end(self) -> int:
        """The code point after the last."""


S = TypeVar("S", bound=Span)


@dataclass(frozen=True, slots=True)
class Unit(Generic[S]):
    """What is counted: a mention with its value, or one end of a mention whose value is a range `A/B`."""

    mention: S
    value: Any


Units = Sequence[Unit[Any]]


class Comparison(NamedTuple):
    """What was found right (gold and its answer), what was missed, and what was found where there is none."""

    right: list[tuple[Unit[GoldMention], Unit[Mention]]]
    missed: list[Unit[GoldMention]]
    false: list[Unit[Mention]]


def compare(scoring: Scoring, marked: Sequence[GoldMention], made: Sequence[Mention]) -> Comparison:
    """Gold mentions of one kind in one article against those the program made."""
    free = [m for m in marked if _is_free(m, scoring)]
    firm = [m for m in marked if not _is_free(m, scoring)]
    gold = list(units(firm, [m.fields[scoring.value] for m in firm], scoring.ranges))
    found = list(units(made, [getattr(m, scoring.value) for m in made], scoring.ranges))
    pairs = match(gold, found)
    answered = set(pairs.values())
    spare = [unit for j, unit in enumerate(found) if j not in pairs and (scoring.nulls or unit.value is not None)]
    return Comparison([(gold[i], found[j]) for j, i in pairs.items()],
                      [unit for i, unit in enumerate(gold) if i not in answered],
                      [unit for unit in spare if not any(overlap(unit.mention, m) > 0 for m in free)])


def _is_free(mention: GoldMention, scoring: Scoring) -> bool:
    """Whether neither missing this mention nor anything that overlaps it counts."""
    return mention.optional or (mention.fields[scoring.value] is None and not scoring.nulls)


def units(mentions: Iterable[S], values: Iterable[Any], ranges: bool) -> Iterator[Unit[S]]:
    """The units of mentions; with `ranges`, a value `A/B` is taken as its two ends."""
    for mention, value in zip(mentions, values, strict=True):
        ends = value.split("/") if ranges and isinstance(value, str) else [value]
        yield from (Unit(mention, end) for end in ends)


def overlap(a: Span, b: Span) -> int:
    """How many code points two spans share; 0 or less when they are apart."""
    return min(a.end, b.end) - max(a.start, b.start)


def same(a: Any, b: Any) -> bool:
    """Whether two values are equal: numbers within 0.01, lists in any order."""
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= TOLERANCE
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return sorted(a) == sorted(b)
    return bool(a == b)


def match(gold: Units, found: Units) -> dict[int, int]:
    """A maximum matching, found index to gold index, over units that overlap and have the same value."""
    owner: dict[int, int] = {}
    for i in range(len(gold)):
        _assign(i, gold, found, owner, set())
    return owner


def _assign(i: int, gold: Units, found: Units, owner: dict[int, int], seen: set[int]) -> bool:
    """Give gold unit `i` a found unit, moving earlier ones to others where that frees one (augmenting path)."""
    for j in _candidates(gold[i], found):
        if j not in seen:
            seen.add(j)
            if j not in owner or _assign(owner[j], gold, found, owner, seen):
                owner[j] = i
                return True
    return False


def _candidates(unit: Unit[Any], found: Units) -> list[int]:
    """The found units that could answer a gold unit, the largest overlap first."""
    shared = {j: overlap(unit.mention, f.mention) for j, f in enumerate(found) if same(unit.value, f.value)}
    return sorted((j for j in shared if shared[j] > 0), key=lambda j: -shared[j])
