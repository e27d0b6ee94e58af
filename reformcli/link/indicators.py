"""What a share measures: the words of its clause vote, the nearer and the longer the more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from reformcli.extract.lexicon import Hit
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan

_FADE = 50  # characters at which a word's vote counts half
_BREAK = re.compile(r"[,:()–—،]|(?<!\w)(?:and|et|và|و|but|mais|nhưng|اما|while|tandis|trong khi)(?!\w)")
_OTHER = "other"
_WEAK, _CARRY, _CARRY_NEAR = 0.3, 0.5, 0.5  # votes of a weak word and of the share before, in another or the same sentence
_NEXT = 45  # characters behind a share in which a word says what it is a share of
_BEFORE = 0.4  # the weight of the words of the sentence before
_TITLE, _LEAD = 3, 200  # how much more a word of the headline or lead says of the topic
_TOPIC, _FEW = 0.9, 2  # the vote of the article as a whole, damped where it says little
_WORD = 0.5  # how much more a phrase says than a word, for each further word
_OBJECT = 1.8  # the weight of what follows a share in its clause: what it is a share of
_ADJACENT = 10  # characters before a share in which its name stands (satisfaction 18/18)
_CROSSED, _BROKEN = 0.4, 0.6  # what is left of a vote across another share, across a comma
_HEAD, _HEAD_REACH = 1.7, 22  # the weight of a head noun, and how far behind its measure it may stand


def indicators(scan: Scan, shares: Sequence[Share]) -> dict[int, str]:
    """The indicator of each share by its start.

    The words of the sentence vote, weak ones with less weight, and the share before it has a vote as well; where
    nothing votes, what the text before it is about decides.
    """
    strong, weak = _uncovered(scan.of("indicators")), _uncovered(scan.of("indicators-weak"))
    topic = _topic(strong)
    told: dict[int, str] = {}
    last: Share | None = None
    for share in shares:
        start, end = scan.sentence(share.start)
        votes: dict[str, float] = defaultdict(float)
        for hit in strong:
            if start <= hit.start < end:
                votes[hit.concept] += _weight(scan, share, hit, shares)
        for hit in weak:
            if start <= hit.start < end:
                votes[hit.concept] += _weight(scan, share, hit, shares) * (1.0 if _promoted(scan, share, hit) else _WEAK)
        before = scan.sentence(max(0, start - 1))[0]
        for hit in strong:
            if before <= hit.start < start:
                votes[hit.concept] += _weight(scan, share, hit, shares) * _BEFORE
        if last and _goes_on(scan, last, share):
            votes[told[last.start]] += _CARRY_NEAR if last.start >= start else _CARRY
        for name, part in topic.items():
            votes[name] += _TOPIC * part
        told[share.start] = max(votes, key=lambda name: votes[name], default=_OTHER)
        last = share
    return told


def _topic(strong: Sequence[Hit]) -> dict[str, float]:
    """What the article as a whole is about: each indicator's part in its strong words."""
    counts: dict[str, float] = defaultdict(float)
    for hit in strong:
        counts[hit.concept] += _TITLE if hit.start < _LEAD else 1
    return {name: n / (sum(counts.values()) + _FEW) for name, n in counts.items()}


def _promoted(scan: Scan, share: Share, hit: Hit) -> bool:
    """A weak word counts in full as what the share is of, behind "rate of", or beside the thing it is done to."""
    gap = scan.folded[share.end : hit.start]
    if 0 <= len(gap) < _NEXT and hit.start >= share.end and not re.search(r"[,;:.()،؛%]|\d", gap):
        return True
    near = scan.between("procedure", hit.start - _NEXT, hit.end + _NEXT) if hit.concept == "transparency" else []
    return bool(near) or _is_head(scan, hit)


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


def _weight(scan: Scan, share: Share, hit: Hit, shares: Sequence[Share]) -> float:
    behind = hit.start >= share.end
    first, last = (share.end, hit.start) if behind else (hit.end, share.start)
    gap = scan.folded[first:last]
    crossed = sum(first <= s.start < last for s in shares)
    breaks = len(_BREAK.findall(gap)) + 3 * gap.count(";")
    words = 1 + _WORD * scan.folded.count(" ", hit.start, hit.end)
    lead = _HEAD if _is_head(scan, hit) else _OBJECT if behind and not breaks else 1.0
    if not behind and not breaks and len(gap) < _ADJACENT:
        lead *= _OBJECT
    return words * lead * _CROSSED ** (crossed if behind else crossed / 2) * _BROKEN**breaks / (1 + max(0, last - first) / _FADE)


def _is_head(scan: Scan, hit: Hit) -> bool:
    """Whether the hit stands right behind "the rate of", "tỷ lệ": what the sentence says is measured."""
    return any(hit.start - m.end < _HEAD_REACH for m in scan.between("measure", hit.start - 2 * _HEAD_REACH, hit.start))
