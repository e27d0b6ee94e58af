"""What binds a share to the one before it, and what a chain of shares measures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reformcli import languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.link.lists import joints

_CARRY, _CARRY_NEAR = 0.3, 0.6  # the bond with the share before, in another sentence or the same
_PARTED = 0.5  # what is left of it where a strong word stands between
_SAME, _REFERRED = 2.0, 60  # the bond where "this rate" stands in so many characters before


def most_likely(told: Sequence[Mapping[str, float]], bonds: Sequence[float], default: str) -> list[str]:
    """The answers that the votes, and the bond of each share to the one before, speak for most (Viterbi, 1967)."""
    names = dict.fromkeys((default, *(name for votes in told for name in votes)))
    sums, came = dict.fromkeys(names, 0.0), []
    for votes, bond in zip(told, bonds, strict=True):
        best = max(sums, key=lambda name: sums[name])
        came.append({name: name if sums[name] + bond >= sums[best] else best for name in names})
        sums = {name: max(sums[name] + bond, sums[best]) + votes.get(name, 0.0) for name in names}
    read = [max(sums, key=lambda name: sums[name])]
    for step in reversed(came[1:]):
        read.append(step[read[-1]])
    return read[::-1][: len(told)]


def bond(scan: Scan, last: Share, share: Share, start: int, strong: Sequence[Hit], *, outdone: bool) -> float:
    """What speaks for one indicator of two shares, the second in the sentence at `start`."""
    if not _goes_on(scan, last, share):
        return 0.0
    listed = not outdone and joints(scan.language).fullmatch(scan.folded, last.end, share.start)
    if listed or _same(scan, share, start):
        return _SAME
    bond = _CARRY_NEAR if last.start >= start else _CARRY
    return bond * _PARTED if within(strong, last.end, share.start) else bond


def _goes_on(scan: Scan, last: Share, share: Share) -> bool:
    """Whether a share stands in the same paragraph as the one before it."""
    return not re.search(r"\n\s*\n", scan.text[last.end : share.start])


def _same(scan: Scan, share: Share, start: int) -> bool:
    """Whether "this rate" before a share, with no other thing named between, is that of the share before it."""
    same = languages.pattern(scan.language, "percentages", "same-measure")
    found = same.search(scan.folded, max(start, share.start - _REFERRED), share.start)
    return found is not None and not scan.between("indicators", found.end(), share.start)


def within(hits: Sequence[Hit], start: int, end: int) -> Sequence[Hit]:
    """The hits that begin in `start:end`."""
    return hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]
