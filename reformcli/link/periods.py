"""For which period a share holds, where the article says: the date behind it, else before it, else its paragraph's.

A share that another is compared with keeps its own date to itself: "88 % in 2024, against 70 % in 2023". A day is a
period only as the one up to which was counted, not as the one on which somebody spoke, signed or met. What is due or
still ahead frames no sentence but its own; in an article on a ranking its edition frames what nothing else does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from reformcli.extract.date_lists import are_joined, is_range
from reformcli.extract.dates import DateMention
from reformcli.extract.deadlines import Deadline
from reformcli.extract.duty import LONG_AGO, side
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.languages import pattern
from reformcli.link.takeover import is_ranking
from reformcli.link.tense import is_changing, is_dated, is_since
from reformcli.models import Mention
from reformcli.sentences import MARK

_BESIDE = 6  # words between a share and the date that belongs to it: "60 % of the files in 2024"
_CUE = 30  # characters before a date or a share in which "as of" or "against" stands
_SPAN = 100  # characters before a date in which a deadline that holds it begins
_YEAR, _MONTH, _DAY = len("2024"), len("2024-05"), len("2024-05-15")
_APART = re.compile(r"[,;:.)،؛]|\n")
_BRACKET = re.compile(r" ?\((?:[^\W\d]+ )?")  # between a date and the share in its bracket
_PARAGRAPH = re.compile(rf"\n\s*\n|(?<=[.!?؟»”\"])[ \r]*\n(?!\s*{MARK})")


def periods(scan: Scan, shares: Sequence[Share], found: Mapping[str, Sequence[Mention]]) -> dict[int, str | None]:
    """The period of each share by its start; None where the article does not say."""
    dates = [d for d in found["dates"] if isinstance(d, DateMention) and d.value and not is_dated(scan, d)]
    due = [d for d in found["deadlines"] if isinstance(d, Deadline)]
    reader = _Reader(scan, shares, _ranges(scan, dates), due)
    told = (reader.date_of(place) for place in range(len(shares)))
    return {share.start: date.value if date else None for share, date in zip(shares, told, strict=True)}


def _ranges(scan: Scan, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates, both ends of a range in words as one: "between 1 July and 15 September"."""
    joined: list[DateMention] = []
    for date in dates:
        first = joined[-1] if joined else date
        ends = first.value or "", date.value or ""
        ordered = "/" not in "".join(ends) and ends[0] < ends[1]
        between_them = ordered and are_joined(scan, first.end, date.start, months=False)
        if between_them and is_range(scan, (first.start, first.end), date.start):
            joined[-1] = replace(first, end=date.end, value="/".join(ends))
        else:
            joined.append(date)
    return joined


@dataclass
class _Reader:
    """One text with its shares, its dates and what is due in it."""

    scan: Scan
    shares: Sequence[Share]
    dates: Sequence[DateMention]
    due: Sequence[Deadline]

    def date_of(self, place: int) -> DateMention | None:
        """The date that tells the period of the share at `place`."""
        share = self.shares[place]
        start, end = self.scan.sentence(share.start)
        last, following = self._neighbours(place)
        here = between(self.dates, start, end)
        behind = [d for d in here if share.end <= d.start < following]
        if behind and self._is_beside(share, behind[0]):
            return behind[0]
        opened = next((d for d in reversed(here) if last <= d.end <= share.start), None)
        if opened and _BRACKET.fullmatch(self.scan.folded, opened.end, share.start):
            return opened  # "up on 2023 (86.98 %)"
        if place in self._compared:
            return None
        before = [d for d in here if d.end <= share.start]
        before = [d for d in before if d.start in self._framing or (d.start >= last and self._is_own(d))]
        ahead = [d for d in behind if d.start in self._framing]
        return next(iter((*before[-1:], *ahead[:1])), None) or self._carried(start)

    def _neighbours(self, place: int) -> tuple[int, int]:
        """Where the share before one ends, and where the one behind it begins."""
        last = self.shares[place - 1].end if place else 0
        return last, self.shares[place + 1].start if place + 1 < len(self.shares) else len(self.scan.folded)

    @cached_property
    def _compared(self) -> set[int]:
        """The places of shares that another is compared with, or that a change begins with."""
        starts = [max(self._neighbours(n)[0], self.scan.sentence(s.start)[0]) for n, s in enumerate(self.shares)]
        compared = {n for n, share in enumerate(self.shares) if self._is_compared(starts[n], share.start)}
        return compared | {
            n for n, (one, other) in enumerate(pairwise(self.shares))
            if other.start < self.scan.sentence(one.start)[1] and is_changing(self.scan, one.end, other.end)
            and "(" not in self.scan.folded[one.end : other.start]
        }

    @cached_property
    def _kept(self) -> set[int]:
        """The starts of the dates that compared shares keep to themselves."""
        spans = [(self.shares[n].end, min(self._neighbours(n)[1], self.scan.sentence(self.shares[n].start)[1]))
                 for n in self._compared]
        return {d.start for first, last in spans for d in between(self.dates, first, last)}

    def _is_compared(self, start: int, end: int) -> bool:
        """Whether "against" or "up from" stands before what begins at `end`."""
        first = max(start, end - _CUE)
        than = pattern(self.scan.language, "percentages", "than").search(self.scan.folded, first, end)
        return than is not None or any(h.concept == "compared" for h in self.scan.between("no-lend", first, end))

    def _is_beside(self, share: Share, date: DateMention) -> bool:
        """Whether a date stands right behind a share: "45 % in 2023"."""
        gap = self.scan.folded[share.end : date.start]
        if _APART.search(gap) or len(gap.split()) > _BESIDE or is_since(self.scan, date):
            return False
        return not self._is_compared(share.end, date.start) and self._is_counted(date)

    def _is_own(self, date: DateMention) -> bool:
        """A year told by the one spoken of, which is that of the next share alone: "the year before it was 70 %"."""
        return date.relative and date.basis == "discussion" and not self._is_compared(0, date.start)

    def _frames(self, date: DateMention) -> bool:
        """Whether a date holds for all shares near it: none that one keeps, compared, "since" or long ago."""
        if date.start in self._kept or self._is_compared(0, date.start) or is_since(self.scan, date):
            return False
        own = date.relative and date.basis == "discussion"
        return not own and (date.value or "") >= str(LONG_AGO) and self._is_counted(date)

    def _is_counted(self, date: DateMention) -> bool:
        """A time in which things are counted, or the day up to which: "as of 31 May"."""
        if len(date.value or "") != _DAY:
            return True
        near = date.start - _CUE, date.start + 1
        asof = [h for h in self.scan.between("past", *near) if h.concept == "asof"]
        return any(h.end >= date.start - 1 for h in (*self.scan.between("bounds", *near), *asof))

    @cached_property
    def _framing(self) -> dict[int, DateMention]:
        """The dates that hold for all shares near them, by their starts."""
        return {d.start: d for d in self.dates if self._frames(d)}

    def _carried(self, start: int) -> DateMention | None:
        """What frames the sentence at `start`: the last date before it in its paragraph, else a ranking's edition."""
        opening = self._paragraphs[bisect_right(self._paragraphs, start) - 1]
        here, editions = between(self._told, opening, start), between(self._editions, 0, start)
        return next(iter((*here[-1:], *editions[-1:])), None)

    @cached_property
    def _told(self) -> list[DateMention]:
        """The dates that frame sentences behind them: neither due nor a month or day still ahead."""
        return [d for d in self._framing.values() if not self._is_due(d) and not self._is_ahead(d)]

    @cached_property
    def _editions(self) -> list[DateMention]:
        years = [d for d in self._told if len(d.value or "") == _YEAR and not d.relative]
        return years if is_ranking(self.scan) else []

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where they begin: behind a blank line, or a line that ends a sentence, but at no item of a list."""
        return [0, *(m.end() for m in _PARAGRAPH.finditer(self.scan.text))]

    def _is_ahead(self, date: DateMention) -> bool:
        return side(self.scan, date.value or "") > 0 and len(date.value or "") in (_MONTH, _DAY)

    def _is_due(self, date: DateMention) -> bool:
        return any(date.start < d.end for d in between(self.due, date.start - _SPAN, date.start + 1))
