"""Interviews: where their questions end, and where they have said whom they are about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between

_QUESTION = re.compile(r"[?؟]\s*[»”\"]?\s*$", re.MULTILINE)


def questions(scan: Scan) -> list[int]:
    """Where questions end that close a line, in text order; none of a text that has only one."""
    ends = [m.start() for m in _QUESTION.finditer(scan.text)]
    return ends if len(ends) > 1 else []


def opening(scan: Scan, names: Sequence[ProvinceMention], asked: Sequence[int]) -> int:
    """Where an interview has said whom it is about: before the first line that asks, else before its second question.

    Whoever speaks for a ministry, as the lines before the first question say, speaks of no province.
    """
    line = scan.text.rfind("\n", 0, asked[0]) + 1
    if any(hit.concept == "ministry" for hit in scan.between("takeover", 0, line)):
        return line
    return next((end for end in (line, *asked[:2]) if between(names, 0, end)), line)
