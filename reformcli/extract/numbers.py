"""Numbers as a newspaper prints them: decimal marks and thousands by language, and numbers in words."""

from __future__ import annotations

import re
from functools import cache

from reformcli import languages
from reformcli.extract.number_words import Worth, goes_before, joint, number_words, total
from reformcli.extract.scan import Scan

_FRACTION = 12  # characters that "point" or "and a half" takes
_ENDING = re.compile(r"(?<![\d.,])\d+$")
_THOUSAND = "هزار"  # which Persian print writes between digits
_THOUSANDS = rf"\d{{1,3}} {_THOUSAND}(?: و \d{{1,3}})?(?!\w)"
NUMBER = rf"(?:{_THOUSANDS}|\d{{1,3}}(?: \d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
_GROUPS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$")


def parse(digits: str, language: str, *, share: bool = False) -> float | None:
    """The value of a number in digits (folded), or None where it is none: "1.234,5" has 1234.5 in French.

    One mark before three digits is ambiguous: it separates thousands, but in a share it is the decimal mark if the
    language has it so (0,125 %; 99.583 percent).
    """
    decimal = languages.load(language).words["decimal"]
    if _THOUSAND in digits:  # ۳ هزار و ۴۱۸
        thousands, _, rest = digits.partition(_THOUSAND)
        return 1000 * float(thousands) + float(rest.strip(" و") or 0)
    plain = digits.replace(" ", "")
    marks = [c for c in plain if not c.isdigit()]
    if len(marks) == 1 and _GROUPS.fullmatch(plain) and not (share and marks[0] in decimal):
        plain = plain.replace(marks[0], "")
    elif len(marks) > 1:
        plain = _without_thousands(plain, marks)
    try:
        return float(plain.replace(",", ".").replace("/", "."))
    except ValueError:
        return None


def _without_thousands(plain: str, marks: list[str]) -> str:
    """The last mark is the decimal one if it differs from the others."""
    if len(set(marks)) == 1:
        return plain.replace(marks[0], "") if _GROUPS.fullmatch(plain) else plain
    whole, _, rest = plain.rpartition(marks[-1])
    return re.sub(r"\D", "", whole) + "." + rest


def in_words(scan: Scan, end: int) -> tuple[int, float] | None:
    """A number in words that ends at `end`: where it begins, and its value; "point three" and "and a half" with it."""
    point, half = (languages.pattern(scan.language, "percentages", key) for key in ("point", "half"))
    halved = half.search(scan.folded, max(0, end - _FRACTION), end)
    found = _integer(scan, halved.start() if halved else end)
    if found is None:
        return None
    start, value = found[0], found[1] + (0.5 if halved else 0)
    pointed = point.search(scan.folded, max(0, start - _FRACTION), start)
    if pointed is None:
        return start, value
    whole = _integer(scan, pointed.start())
    return (whole[0], float(f"{whole[1]:g}.{value:g}")) if whole else None


def pointed(scan: Scan, end: int) -> tuple[int, float] | None:
    """A number in digits, its point in a word, that ends at `end`: "81 point 2"; where it begins, and its value."""
    decimals = _ENDING.search(scan.folded, max(0, end - _FRACTION), end)
    if decimals is None:
        return None
    point = languages.pattern(scan.language, "percentages", "point")
    said = point.search(scan.folded, max(0, decimals.start() - _FRACTION), decimals.start())
    whole = _ENDING.search(scan.folded, max(0, said.start() - _FRACTION), said.start()) if said else None
    return (whole.start(), float(f"{whole[0]}.{decimals[0]}")) if whole else None


def _integer(scan: Scan, end: int) -> tuple[int, float] | None:
    """The whole number in words that ends at `end`: where it begins, and its value."""
    values = number_words(scan.language)
    chain: list[Worth] = []
    start = end
    while hit := scan.ending("numbers", start) or scan.ending("tens", start):
        chain.insert(0, values[scan.folded[hit.start : hit.end]])
        gap = _joint(scan.language).search(scan.folded[max(0, hit.start - 8) : hit.start])
        start = hit.start - len(gap[0]) if gap else -1
        before = scan.ending("numbers", start) or scan.ending("tens", start)
        if before is None or not goes_before(values[scan.folded[before.start : before.end]], chain[0]):
            return hit.start, total(chain)
    return None


@cache
def _joint(language: str) -> re.Pattern[str]:
    """What joins the words of one number, at the end of a part of a text."""
    return re.compile(rf"{joint(language)}+$")
