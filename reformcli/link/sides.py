"""The year of a date without one, beside that of publication, by what was learned of the words around such dates."""

from __future__ import annotations

import math
from datetime import date

from reformcli.extract.dates import DateMention
from reformcli.extract.experience import learned, signs
from reformcli.extract.scan import Scan
from reformcli.extract.value_days import first_day
from reformcli.extract.values import UNKNOWN

NAME = "years"
ANSWERS = {"before": -1, "same": 0, "after": 1}  # years from that of publication
_SURE = 0.8  # the probability from which on experience outdoes the rules


def answer(year: int, published: date) -> str | None:
    """How a year is called beside that of publication; None for one farther away."""
    return next((name for name, away in ANSWERS.items() if year == published.year + away), None)


def outdone(scan: Scan, mention: DateMention, value: str, published: date, *, side: int) -> int | None:
    """The year that experience is sure of; the rules look on one side of publication, or on both (0)."""
    day = first_day(value.replace(UNKNOWN, str(published.year)))
    months = day.month - published.month if day else 0
    told = [*signs(scan, mention.start, mention.end), f"side {side}", f"side {side}, months {months // 3 * 3}",
            f"months {months}", f"months {months // 2 * 2}"]
    votes = learned(scan, NAME, mention.start, told, 1.0)
    best = max(votes, key=lambda name: votes[name], default=None)
    if best is None or 1 / sum(math.exp(v - votes[best]) for v in votes.values()) < _SURE:
        return None
    return published.year + ANSWERS[best]
