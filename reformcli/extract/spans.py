"""Spans in text order, so that what lies in a stretch, and what overlaps, is found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Placed(Protocol):
    """What begins at a place of the text."""

    @property
    def start(self) -> int:
        """The first code point."""


P = TypeVar("P", bound=Placed)
_start = attrgetter("start")


def between(items: Sequence[P], start: int, end: int) -> list[P]:
    """Those of `items`, which stand in text order, that begin in `start:end`."""
    first = bisect_left(items, start, key=_start)
    return list(items[first : bisect_left(items, end, lo=first, key=_start)])


class Spans:
    """A growing set of disjoint spans."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> bool:
        """Take a span in, unless it overlaps one that is there: whether it was taken."""
        if self.overlaps(start, end):
            return False
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a span shares a character with one that is there."""
        place = bisect_left(self._starts, end)
        return place > 0 and self._ends[place - 1] > start
