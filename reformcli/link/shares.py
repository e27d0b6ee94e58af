"""What a share measures, and for which period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.link.indicators import indicators
from reformcli.link.periods import periods
from reformcli.models import Mention


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The shares with indicator and period."""
    shares = [s for s in found["percentages"] if isinstance(s, Share)]
    if not shares:
        return {}
    measured, told = indicators(scan, shares), periods(scan, shares, found)
    return {"percentages": tuple(replace(s, indicator=measured[s.start], period=told[s.start]) for s in shares)}

