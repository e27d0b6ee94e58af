"""The year of a date without one, beside that of publication, by what was learned of the words around such dates."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from reformcli.extract.dates import DateMention
from reformcli.extract.experience import learned
from reformcli.extract.scan import Scan
from reformcli.extract.values import UNKNOWN
from reformcli.link import days

NAME = "years"
ANSWERS = {"before": -1, "same": 0, "after": 1}  # years from that of publication
_FARTHEST = 4  # doublings of the distance beyond which it no longer matters
_SURE = 0.9  # the probability from which on experience outdoes the rules


def answer(value: str, published: date) -> str | None:
    """How a value's year is called beside that of publication; None for one farther away, or unknown."""
    return next((name for name, away in ANSWERS.items() if value.startswith(str(published.year + away))), None)


def closed(scan: Scan, mention: DateMention, value: str, published: date, side: Sequence[int]) -> str:
    """The value with its year: on this side of publication, unless experience is sure that it is the nearest one."""
    ruled = days.nearest(value, published, *side)
    if len(side) > 1:
        return ruled  # the rules are sure
    nearest = days.nearest(value, published, 0) if side[0] else ruled
    if ruled == nearest and not scan.explains:
        return ruled  # nothing to bring nearer; who explains or learns wants to hear of it
    votes = learned(scan, NAME, (mention.start, mention.end), _places(value, published, side))
    best = max(votes, key=lambda name: votes[name], default=None)
    if best is None or 1 / sum(math.exp(vote - votes[best]) for vote in votes.values()) < _SURE:
        return ruled
    return nearest if best == answer(nearest, published) else ruled


def _places(value: str, published: date, side: Sequence[int]) -> Iterator[str]:
    """Where the date lies in each year: which is nearest, how much nearer than the next, where the rules look."""
    years = {name: value.replace(UNKNOWN, str(published.year + away)) for name, away in ANSWERS.items()}
    far = sorted((days.distance(told, published), name) for name, told in years.items() if days.valid(told))
    if len(far) > 1:
        times = min(_FARTHEST, int(math.log2((far[1][0] + 1) / (far[0][0] + 1))))
        yield from (f"nearest {far[0][1]}", f"nearest {far[0][1]} {times}", f"next {far[1][1]} {side[0]} {times}")
    yield f"side {side[0]}"
