"""Tables and lists as text: rows of cells under a row of headings, items under a heading with its colon."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reformcli.extract.named import NOUN
from reformcli.extract.scan import Scan, Span
from reformcli.models import Mention

_ROW = re.compile(r"^.+$", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[-–—•*+✅▪]|\d{1,2}[.)])?\s*[^:\d]{2,60}(?::| [-–—])(?=\s)")  # the label of an item
_MARKS, _BARS, _CELLS = "|;\t", "|\t", 3  # what parts the cells of a row, surely, and how many it has at the least


def due_spans(scan: Scan) -> list[Span]:
    """Where what is due stands alone, in text order: cells and items under a heading that names a deadline."""
    lines = list(_ROW.finditer(scan.text))
    return sorted((*_due_cells(scan, lines), *_due_items(scan, lines)))


def _due_cells(scan: Scan, rows: Iterable[re.Match[str]]) -> Iterator[Span]:
    """The cells of a column: "Task | Lead | Deadline"."""
    mark, column, end = "", -1, -1
    for row in rows:
        goes_on = mark and row.start() == end + 1 and row[0].count(mark) >= column
        end = row.end()
        if goes_on:
            if column >= 0:
                yield list(_cells(row, mark))[column]
            continue
        mark = next((m for m in _MARKS if row[0].count(m) >= _CELLS - 1), "")
        headings = _cells(row, mark) if mark else ()
        column = next((i for i, cell in enumerate(headings) if _is_due(scan, *cell)), -1)


def _due_items(scan: Scan, lines: Iterable[re.Match[str]]) -> Iterator[Span]:
    """What stands behind the label of each item of a list: "Deadlines:", "- Hue: 5 May"."""
    names = False
    for line in lines:
        item = _ITEM.match(line[0]) if names else None
        if item:
            yield line.start() + item.end(), line.end()
        elif names := line[0].rstrip().endswith(":"):
            names = _is_due(scan, max(line.start(), scan.text.rfind(". ", line.start(), line.end())), line.end())


def headings(scan: Scan) -> Iterator[tuple[Span, Span]]:
    """Each cell of a table, and the cell over it in the first row: rows of as many cells that follow each other."""
    mark, first, end = "", list[Span](), -1
    for row in _ROW.finditer(scan.text) if any(mark in scan.text for mark in _BARS) else ():
        cells = list(_cells(row, mark)) if mark else []
        if mark and row.start() == end + 1 and len(cells) == len(first):
            yield from zip(cells, first, strict=True)
        else:
            mark = next((m for m in _BARS if row[0].count(m) >= _CELLS - 1), "")
            first = list(_cells(row, mark)) if mark else []
        end = row.end()


def fills(scan: Scan, cells: Sequence[Span], date: Mention) -> bool:
    """Whether a date is all that stands in one of these cells, which are in text order."""
    place = bisect_right(cells, (date.start, len(scan.text))) - 1
    start, end = cells[place] if place >= 0 else (0, 0)
    return date.end <= end and not (scan.text[start : date.start] + scan.text[date.end : end]).strip(" .;,\t\r")


def _cells(row: re.Match[str], mark: str) -> Iterator[Span]:
    start = row.start()
    for cell in row[0].split(mark):
        yield start, start + len(cell)
        start += len(cell) + 1


def _is_due(scan: Scan, start: int, end: int) -> bool:
    """Whether a heading says by when: a noun, or a cue that no date follows."""
    return bool(scan.between(NOUN, start, end) or [h for h in scan.between("bounds", start, end) if h.end >= end - 1])
