"""The first and last day of the value of a date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from reformcli.extract.values import MONTHS_IN

DAY = len("2024-05-15")  # characters of a value that is one day
_KEPT = 4096  # values whose days are kept: the same come again and again
_PART = re.compile(r"(\d{4})-([QH])(\d)")
_LAST = 12  # month
_END = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")


@lru_cache(maxsize=_KEPT)
def first_day(value: str) -> date | None:
    """The first day of a value, None where no part of it is known; ValueError where there is no such day."""
    first = value.partition("/")[0]
    part = _PART.fullmatch(first)
    if part:
        return date(int(part[1]), (int(part[3]) - 1) * MONTHS_IN[part[2]] + 1, 1)
    numbers = [int(n) for n in first.split("-") if n.isdigit()]
    return date(*[*numbers, 1, 1][:3]) if numbers else None


@lru_cache(maxsize=_KEPT)
def last_day(value: str) -> date | None:
    """The last day of a value, None where a part of it is unknown."""
    end = value.rpartition("/")[2]
    part = _PART.fullmatch(end)
    if part:
        month = int(part[3]) * MONTHS_IN[part[2]]
        return date(int(part[1]), month, monthrange(int(part[1]), month)[1])
    found = _END.fullmatch(end)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or _LAST)
    return date(year, month, int(found[3] or monthrange(year, month)[1]))
