"""Date values of the records (`2024-05-15`, `2025-Q1`, `2021/2025`, `XXXX-06-27`): their days, and how to read them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from reformcli.extract.values import MONTHS_IN, UNKNOWN

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_PART = re.compile(
    r"(?P<year>[0-9]{4}|XXXX)"
    r"(?:-(?P<part>[QH])(?P<nth>[1-4])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3][0-9]))?)?")


def days(value: str | None) -> tuple[date, date] | None:
    """The first and last day of a value, or None where it has no year or is not a date value."""
    first, _, last = (value or "").partition("/")
    ends = [_days(end) for end in (first, last or first)]
    return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None


def limit(due: str | None, bound: str) -> date | None:
    """The last day on which a duty can still be done in time, or None where the year is unknown."""
    period = days(due)
    if period is None:
        return None
    return period[0] - timedelta(days=1) if bound == "before" else period[1]


def readable(value: str | None) -> str:
    """The value in short English: `15 May 2024`, `Q1 2025`, `Jan–Sep 2024`, `27 Jun, year unknown`; "" for None."""
    first, _, last = (value or "").partition("/")
    if not last:
        return _readable(first)
    start, end = _readable(first), _readable(last)
    head, _, tail = end.partition(" ")
    if start.endswith(f" {tail}") and tail:  # Jan 2024 and Sep 2024, 1 Jul 2025 and 15 Jul 2025: say the end once
        return f"{start.removesuffix(f' {tail}')}–{head} {tail}"
    return f"{start}–{end}" if first.isdigit() else f"{start} – {end}"


def _days(value: str) -> tuple[date, date] | None:
    match = _PART.fullmatch(value)
    if not match or match["year"] == UNKNOWN:
        return None
    year, first, last = int(match["year"]), 1, 12
    if match["part"]:
        size = MONTHS_IN[match["part"]]
        first, last = size * int(match["nth"]) - size + 1, size * int(match["nth"])
    elif match["month"]:
        first = last = int(match["month"])
    try:
        if match["day"]:
            return (day := date(year, first, int(match["day"]))), day
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except ValueError:  # the 31st of June: a store made by hand
        return None


def _readable(value: str) -> str:
    match = _PART.fullmatch(value)
    if not match:
        return value
    day = str(int(match["day"])) if match["day"] else ""
    month = MONTHS[int(match["month"]) - 1] if match["month"] else ""
    parts = (day, month, match["part"] and match["part"] + match["nth"], match["year"].replace(UNKNOWN, "") or "")
    text = " ".join(filter(None, parts))
    return f"{text}, year unknown" if match["year"] == UNKNOWN else text
