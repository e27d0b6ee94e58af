"""What a share measures: the words of its clause vote, the nearer and the longer the more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from reformcli.extract.lexicon import Hit
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan

_FADE = 35  # characters at which a word's vote counts half
_BREAK = re.compile(r"[,:()–—]|;")
_OTHER = "other"
_BACK = 500  # characters of text before a share that may still say what it is about
_HEAD, _HEAD_REACH = 2.5, 22  # the weight of a head noun, and how far behind its measure it may stand


def indicators(scan: Scan, shares: Sequence[Share]) -> dict[int, str]:
    """The indicator of each share by its start.

    Strong words of the sentence decide; without one a share goes on with the share before it; then weak words, and at
    last what the text before it is about.
    """
    strong = _uncovered(scan.of("indicators"))
    weak = _uncovered(scan.of("indicators-weak"))
    told: dict[int, str] = {}
    last: Share | None = None
    for share in shares:
        start, end = scan.sentence(share.start)
        named = (
            _vote(scan, share, [h for h in strong if start <= h.start < end], shares)
            or (told[last.start] if last and _goes_on(scan, last, share) else None)
            or _vote(scan, share, [h for h in weak if start <= h.start < end], shares)
            or _vote(scan, share, [h for h in strong if start - _BACK < h.start < start], shares)
        )
        told[share.start] = named or _OTHER
        last = share
    return told


def _goes_on(scan: Scan, last: Share, share: Share) -> bool:
    """Whether a share stands in the same paragraph as the one before it."""
    return not re.search(r"\n\s*\n", scan.text[last.end : share.start])


def _uncovered(hits: list[Hit]) -> list[Hit]:
    """Hits that no longer hit holds: "en ligne" in "paiement en ligne" does not vote."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _vote(scan: Scan, share: Share, hits: list[Hit], shares: Sequence[Share]) -> str | None:
    votes: dict[str, float] = defaultdict(float)
    for hit in hits:
        votes[hit.concept] += _weight(scan, share, hit, shares)
    return max(votes, key=lambda name: votes[name]) if votes else None


def _weight(scan: Scan, share: Share, hit: Hit, shares: Sequence[Share]) -> float:
    behind = hit.start >= share.end
    first, last = (share.end, hit.start) if behind else (hit.end, share.start)
    gap = scan.folded[first:last]
    crossed = sum(first <= s.start < last for s in shares)
    breaks = len(_BREAK.findall(gap))
    words = 1 + 0.5 * scan.folded.count(" ", hit.start, hit.end)
    lead = 1.5 if behind and not breaks else _HEAD if _is_head(scan, hit) else 1.0
    return float(words * lead * 0.6 ** (crossed if behind else 0.5 * crossed) * 0.8**breaks / (1 + max(0, last - first) / _FADE))


def _is_head(scan: Scan, hit: Hit) -> bool:
    """Whether the hit stands right behind "the rate of", "tỷ lệ": what the sentence says is measured."""
    return any(hit.start - m.end < _HEAD_REACH for m in scan.between("measure", hit.start - 2 * _HEAD_REACH, hit.start))
