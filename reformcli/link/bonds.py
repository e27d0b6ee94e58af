"""What binds a share to the one before it: of two that little parts, the second measures what the first does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reformcli import languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.link.lists import joints

_OTHERS = {"nation", "many"}  # who else a figure is compared with
_CARRY, _CARRY_NEAR = 0.4, 0.6  # the bond with the share before, in another sentence or the same
_COMPARED = 1.0  # the bond of somebody else's figure with the one before it
_PARTED = 0.5  # what is left of it where a strong word stands between
SAME, _REFERRED = 2.0, 60  # the bond where "this rate" stands in so many characters before


def carry(before: Mapping[str, float], votes: defaultdict[str, float], bound: float) -> None:
    """Adds to the votes on a share those on the one before: its best answers lead by what binds them at the most.

    Of the next item of a list only the best one is heard, lest what items say by themselves adds up to another.
    """
    best = max(before, key=lambda name: before[name], default=None)
    if best is None:
        return
    for name in (best,) if bound >= SAME else before:
        votes[name] += max(before[name] + bound - before[best], 0.0)


def bond(scan: Scan, last: Share | None, share: Share, start: int, strong: Sequence[Hit], *, outdone: bool) -> float:
    """What speaks for one indicator of two shares, the second in the sentence at `start`."""
    if not last or not _goes_on(scan, last, share):
        return 0.0
    listed = not outdone and joints(scan.language).fullmatch(scan.folded, last.end, share.start)
    if listed or _same(scan, share, start):
        return SAME
    if _is_anothers(scan, max(start, last.end), scan.sentence(share.start)[1], strong):
        return _COMPARED
    near = _CARRY_NEAR if last.start >= start else _CARRY
    return near * _PARTED if between(strong, last.end, share.start) else near


def _goes_on(scan: Scan, last: Share, share: Share) -> bool:
    """Whether a share stands in the same paragraph as the one before it."""
    return not re.search(r"\n\s*\n", scan.text[last.end : share.start])


def _is_anothers(scan: Scan, start: int, end: int, strong: Sequence[Hit]) -> bool:
    """Whether `start:end` names somebody, and nothing that is measured: "We pay 38 % online. In Hue it is 41"."""
    if between(strong, start, end) or scan.between("indicators-weak", start, end):
        return False
    others = (h.concept for h in scan.between("takeover", start, end))
    return bool(scan.between("provinces", start, end)) or any(who in _OTHERS for who in others)


def _same(scan: Scan, share: Share, start: int) -> bool:
    """Whether "this rate" before a share, with no other thing named between, is that of the share before it."""
    same = languages.pattern(scan.language, "percentages", "same-measure")
    found = same.search(scan.folded, max(start, share.start - _REFERRED), share.start)
    return found is not None and not scan.between("indicators", found.end(), share.start)


def tells_again(scan: Scan, above: Sequence[Share], row: Sequence[Share]) -> bool:
    """Whether a list measures, one by one, what the shares before it did: "Nationwide, it was 94 and 49 %"."""
    if len(row) != len(above) or len(row) == 1 or len(scan.between("provinces", *scan.sentence(row[0].start))) > 1:
        return False
    return _is_list(scan, row) and not _is_list(scan, above)


def _is_list(scan: Scan, row: Sequence[Share]) -> bool:
    """Whether nothing but commas and "and" parts shares."""
    return all(joints(scan.language).fullmatch(scan.folded, one.end, other.start) for one, other in pairwise(row))
