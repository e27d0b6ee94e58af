"""Deadlines: a date by which something must be, or is to be, done."""

from __future__ import annotations

from dataclasses import dataclass

from reformcli.models import Mention, Scoring

NAME = "deadlines"


@dataclass(frozen=True, slots=True)
class Deadline(Mention):
    """`due` at its own grain, `bound` one of before, by, within; `task` and `addressees` quote the article."""

    due: str | None
    bound: str
    task: str | None = None
    addressees: tuple[str, ...] = ()


RECORD = Deadline
SCORING = Scoring("due", ("bound",))
