"""Sentence bounds of newspaper text, fast enough for the hot path.

A sentence ends at . ! ? … ؟ before a capital, a digit or a quotation mark (any letter in a script without capitals), at
a blank line, and at a line break after a finished line; a line that was only wrapped goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 1000  # characters; no sentence of a newspaper is as long
_END = re.compile(r"[.!?…؟;؛|\n](?:(?<!\n)[\"»”’')\]]+)?\s*")  # a class comes first: the engine skips to it
MARK = r"(?:(?:[a-zđ]|\d{1,2})\)|[-–•*])"  # what opens an item of a list: a), 1), -
_ITEM = re.compile(rf"(?:{MARK}|\+)\s")
# Abbreviations that end with a point and never end a sentence: titles, months, numbers, places.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“\"])(?:mr|mrs|ms|dr|prof|st|no|nos|vs|m|mm|mme|art|n|tp|t\.p|ts|gs|pgs|ths|đ|q|p|jan|feb|mar|apr|jun|jul|aug|"
    r"sept?|oct|nov|dec|janv|févr|fév|avr|juil|déc|approx|etc|cf|vol|gen|col|sen|rep|[a-zđ])\.$",
    re.IGNORECASE,
)


def sentence_starts(text: str) -> list[int]:
    """Where sentences begin in `text`, the first at 0."""
    ends = (m for m in _END.finditer(text) if m.end() < len(text) and _ends(text, m.group(), m.start(), m.end()))
    return list(_bounded(text, [0, *(m.end() for m in ends)]))


def _bounded(text: str, starts: list[int]) -> Iterator[int]:
    """The starts, with more where nothing ends for long: what looks around in a sentence stays linear in the text."""
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        place = start
        while place < end:
            yield place
            near = place + _LONGEST
            place = (text.find(" ", near, end) + 1 or end) if near < end else end


def _ends(text: str, mark: str, start: int, following: int) -> bool:
    after = text[following]
    if mark[0] in ";؛|" or not mark[-1].isspace():
        return False
    if mark[0] == "\n":
        new = mark.count("\n") > 1 or _ITEM.match(text, following)
        return bool(new) or not _goes_on(text[max(0, start - 1)], after)
    if "\n" in mark and not after.islower():
        return True
    if after.islower():
        return False
    return mark[0] != "." or not _ABBREVIATION.search(text[max(0, start - 8) : start + 1])


def _goes_on(last: str, first: str) -> bool:
    """Whether a line that ends in `last` was only wrapped, and goes on with `first`."""
    if last in ",،":
        return first.isalnum()
    return (first.islower() or first.isdigit()) and last not in ".!?…:؟"
