"""What a share measures, and for which period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformcli.extract.dates import DateMention
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.link.indicators import indicators
from reformcli.models import Mention


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The shares with indicator and period."""
    shares = [s for s in found["percentages"] if isinstance(s, Share)]
    if not shares:
        return {}
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    measured = indicators(scan, shares)
    return {"percentages": tuple(
        replace(s, indicator=measured[s.start], period=_period(scan, s, dates)) for s in shares
    )}


def _period(scan: Scan, share: Share, dates: Sequence[DateMention]) -> str | None:
    """The value of the nearest date in the sentence."""
    start, end = scan.sentence(share.start)
    near = [d for d in between(dates, start, end) if d.value]
    if not near:
        return None
    return min(near, key=lambda d: min(abs(d.start - share.end), abs(share.start - d.end))).value
