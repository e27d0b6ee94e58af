"""Mentions of the 63 provinces and centrally run cities."""

from __future__ import annotations

from dataclasses import dataclass

from reformcli.models import Mention, Scoring

NAME = "provinces"


@dataclass(frozen=True, slots=True)
class ProvinceMention(Mention):
    """A name that stands for a province or its authorities; `province` is its slug."""

    province: str


RECORD = ProvinceMention
SCORING = Scoring("province")
