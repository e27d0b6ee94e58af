"""Task and addressees of a deadline, and its due date once the date inside has its year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformcli.extract.dates import DateMention
from reformcli.extract.deadlines import Deadline
from reformcli.extract.percentages import Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.link.names import Slugs
from reformcli.link.subjects import Reader
from reformcli.models import Mention


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The deadlines with due date, task, addressees and provinces."""
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    deadlines = [d for d in found["deadlines"] if isinstance(d, Deadline)]
    if not deadlines:
        return {}
    about = _provinces(scan, found, deadlines)
    return {"deadlines": tuple(_completed(scan, d, dates, about[d.start]) for d in deadlines)}


def _provinces(scan: Scan, found: Mapping[str, Sequence[Mention]], deadlines: Sequence[Deadline]) -> dict[int, Slugs]:
    """Whose duty it is, by the start of each deadline: read as if a share stood in its place."""
    names = [p for p in found["provinces"] if isinstance(p, ProvinceMention)]
    return Reader(scan, names).read([Share(d.start, d.end, d.text, d.rule, value=0) for d in deadlines])


def _completed(scan: Scan, deadline: Deadline, dates: Sequence[DateMention], provinces: Slugs) -> Deadline:
    inside = next(d for d in between(dates, deadline.start, deadline.end) if d.end <= deadline.end)
    start, end = _clause(scan, deadline)
    task = re.sub(r"\s+", " ", scan.text[start:end]).strip(" ;,.:")
    hits = scan.between("addressee", *scan.sentence(deadline.start))
    addressees = dict.fromkeys(scan.text[h.start : h.end] for h in hits)
    return replace(deadline, due=inside.value, task=task or None, addressees=tuple(addressees), provinces=provinces)


def _clause(scan: Scan, deadline: Deadline) -> tuple[int, int]:
    """The part of the sentence, between semicolons, that the deadline stands in."""
    start, end = scan.sentence(deadline.start)
    cut = scan.text.rfind(";", start, deadline.start)
    rest = scan.text.find(";", deadline.end, end)
    return max(start, cut + 1), rest if rest >= 0 else end
