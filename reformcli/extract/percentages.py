"""Shares and rates: percentages, and ratios that state one."""

from __future__ import annotations

from dataclasses import dataclass

from reformcli.models import Mention, Scoring

NAME = "percentages"


@dataclass(frozen=True, slots=True)
class Share(Mention):
    """A share or rate in percent; `numerator` and `denominator` for a ratio, else None."""

    value: float
    comparator: str = "="
    numerator: float | None = None
    denominator: float | None = None
    provinces: tuple[str, ...] = ()
    indicator: str = "other"
    period: str | None = None


RECORD = Share
SCORING = Scoring("value", ("comparator", "provinces", "indicator"))
