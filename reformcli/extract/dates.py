"""Dates: calendar expressions of any grain."""

from __future__ import annotations

from dataclasses import dataclass

from reformcli.models import Mention, Scoring

NAME = "dates"


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A calendar expression; `value` as records.md writes it, None for a relative date that nothing resolves.

    `mod` is START, MID or END; `basis` says where the value comes from: explicit, companion, discussion, published.
    """

    value: str | None
    mod: str | None = None
    relative: bool = False
    basis: str | None = None


RECORD = DateMention
SCORING = Scoring("value", ranges=True, nulls=True)
