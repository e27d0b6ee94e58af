"""Dates that count from another date and not from the day of publication: the year before, the quarter that follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reformcli.extract.date_lists import are_joined, is_range
from reformcli.extract.dates import DateMention
from reformcli.extract.spans import between
from reformcli.extract.value_days import first_day
from reformcli.extract.values import UNKNOWN
from reformcli.languages import pattern
from reformcli.link import days
from reformcli.link.companions import Companions
from reformcli.link.said import Said
from reformcli.link.tense import is_changing

_FORMS = {"month": r"\d{4}-\d\d", "quarter": r"\d{4}-Q\d"}  # the values of units that others count from
_COMPARED = 16  # characters before "last month" in which "compared with" stands


def away_from_spoken(
    companions: Companions, closed: Sequence[DateMention], mention: DateMention, unit: str, shift: int
) -> str | None:
    """The year before the one discussed, the month before the one compared; None where it counts from today.

    `closed` are the dates before the mention, with their years.
    """
    if unit == "said":
        if shift and (year := _year_ago(companions, closed, mention)):
            return str(year + shift)
        told = companions.discussed(mention) if shift else companions.of_sentence(mention)
        return str(told.year + shift) if told else None
    day = _part_spoken_of(companions, closed, mention, _FORMS[unit]) if unit in _FORMS else None
    return days.unit_from(day, unit, shift) if day else None


def _year_ago(companions: Companions, closed: Sequence[DateMention], mention: DateMention) -> int | None:
    """The past year that the date before told from today: "38 % last year, 31 the year before"."""
    last, published = closed[-1:], companions.published
    if not last or not published or last[0].start < companions.scan.sentence(mention.start)[0] or not last[0].relative:
        return None
    told = last[0].value or ""
    return int(told) if told.isdigit() and int(told) < published.year else None


def in_the_next(
    companions: Companions, closed: Sequence[DateMention], mention: DateMention, value: str, told: Said
) -> bool:
    """Whether a date lies in the year after `told`: "from 58 % in December 2024 to 66 % in March", "then in Q2"."""
    scan, published, last = companions.scan, companions.published, closed[-1]
    start = last.start if are_joined(scan, last.end, mention.start, months=False) else mention.start
    onward = scan.is_behind(start, "dates", "onward")  # "kém quý IV/2023; sang quý 2 và quý 3"
    day = first_day(value.replace(UNKNOWN, str(told.year + 1))) or date.max
    ranged = last.start == told.start and is_range(scan, (last.start, last.end), mention.start)
    over = published is not None and day <= published and (ranged or is_changing(scan, told.start, mention.start))
    return (onward or over) and value[5:] < told.value[5:]


def _part_spoken_of(
    companions: Companions, closed: Sequence[DateMention], mention: DateMention, form: str
) -> date | None:
    """The month or quarter spoken of: "CPI in December rose on last month", "May, up on the month before"."""
    scan = companions.scan
    window = scan.between("no-lend", mention.start - _COMPARED, mention.start)
    of_that = pattern(scan.language, "dates", "of-that").search(scan.folded, mention.start, mention.end)
    if not of_that and not any(h.concept == "compared" for h in window):
        return None
    values = [d.value or "" for d in between(closed, scan.sentence(mention.start)[0], mention.start)]
    parts = [value for value in values if re.fullmatch(form, value)]
    return first_day(parts[-1]) if parts else None
