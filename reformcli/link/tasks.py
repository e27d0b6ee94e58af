"""Task and addressees of a deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformcli.extract.deadlines import Deadline
from reformcli.extract.scan import Scan
from reformcli.link.tense import clause
from reformcli.models import Mention


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The deadlines with task and addressees."""
    return {"deadlines": tuple(_completed(scan, d) for d in found["deadlines"] if isinstance(d, Deadline))}


def _completed(scan: Scan, deadline: Deadline) -> Deadline:
    start, end = clause(scan, deadline, ";")
    task = " ".join(scan.text[start:end].split()).strip(" ;,.:")
    hits = scan.between("addressee", *scan.sentence(deadline.start))
    addressees = dict.fromkeys(scan.text[h.start : h.end] for h in hits)
    return replace(deadline, task=task or None, addressees=tuple(addressees))
