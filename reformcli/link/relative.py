"""What "the year before" and "the month before" count from, where that is not the day of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from reformcli.extract.dates import DateMention
from reformcli.extract.spans import between
from reformcli.extract.value_days import first_day
from reformcli.link import days
from reformcli.link.companions import Companions

_COMPARED = 16  # characters before "last month" in which "compared with" stands


def away_from_spoken(
    companions: Companions, closed: Sequence[DateMention], mention: DateMention, unit: str, shift: int
) -> str | None:
    """The year before the one discussed, the month before the one compared; None where it counts from today.

    `closed` are the dates before the mention, with their years.
    """
    if unit == "said":
        told = companions.discussed(mention) if shift else companions.of_sentence(mention)
        return str(told.year + shift) if told else None
    month = _compared_month(companions, closed, mention) if unit == "month" else None
    return days.unit_from(month, unit, shift) if month else None


def _compared_month(companions: Companions, closed: Sequence[DateMention], mention: DateMention) -> date | None:
    """The month spoken of, where "last month" is compared with it: "CPI in December rose on the month before"."""
    window = companions.scan.between("no-lend", mention.start - _COMPARED, mention.start)
    if not any(h.concept == "compared" for h in window):
        return None
    start = companions.scan.sentence(mention.start)[0]
    values = [d.value or "" for d in between(closed, start, mention.start)]
    months = [value for value in values if re.fullmatch(r"\d{4}-\d\d", value)]
    return first_day(months[-1]) if months else None
