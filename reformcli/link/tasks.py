"""Task and addressees of a deadline, and its due date once the date inside has its year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformcli.extract.dates import DateMention
from reformcli.extract.deadlines import Deadline
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.models import Mention


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The deadlines with due date, task and addressees."""
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    deadlines = [d for d in found["deadlines"] if isinstance(d, Deadline)]
    if not deadlines:
        return {}
    return {"deadlines": tuple(_completed(scan, d, dates) for d in deadlines)}


def _completed(scan: Scan, deadline: Deadline, dates: Sequence[DateMention]) -> Deadline:
    inside = next(d for d in reversed(between(dates, deadline.start, deadline.end)) if d.end <= deadline.end)
    start, end = _clause(scan, deadline)
    task = re.sub(r"\s+", " ", scan.text[start:end]).strip(" ;,.:")
    hits = scan.between("addressee", *scan.sentence(deadline.start))
    addressees = dict.fromkeys(scan.text[h.start : h.end] for h in hits)
    return replace(deadline, due=inside.value, task=task or None, addressees=tuple(addressees))


def _clause(scan: Scan, deadline: Deadline) -> tuple[int, int]:
    """The part of the sentence, between semicolons, that the deadline stands in."""
    start, end = scan.sentence(deadline.start)
    cut = scan.text.rfind(";", start, deadline.start)
    rest = scan.text.find(";", deadline.end, end)
    return max(start, cut + 1), rest if rest >= 0 else end
