"""Spans of a text that never overlap, kept in order, so that any overlap is found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


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
