"""Whether two numbers state a part of a total."""

from __future__ import annotations

from typing import NamedTuple

from reformcli import languages
from reformcli.extract.numbers import parse
from reformcli.extract.scan import Scan

_LEAST = 2  # the smallest total
_SCALE = 500  # 1/500 is the scale of a plan
_DECIMALS = 3  # digits behind a decimal slash that no part of a total has: ۴۷/۸۱۸۴


class Ratio(NamedTuple):
    """A part of a total, and the span from the first number to the last."""

    start: int
    end: int
    rule: str
    numerator: float
    denominator: float


def ratio_of(scan: Scan, start: int, end: int, rule: str, part: str, total: str) -> Ratio | None:
    """What two numbers in digits state from `start` to `end`; None where they are a change, a scale or a measure."""
    numerator, denominator = parse(part, scan.language), parse(total, scan.language)
    if numerator is None or denominator is None or not _is_part(numerator, denominator):
        return None
    if _is_change(scan, end) or (rule == "ratio" and _is_measure(scan, end, total)):
        return None
    if rule == "ratio" and f"{part}{total}".isdigit() and _shares_a_sign(scan, end):
        return Ratio(start, end, "percentages.elided", float(f"{part}.{total}"), 100)
    signs: list[str] = scan.lexicon.language.table("lexicon")["percent"]["sign"]
    if scan.folded[end : end + 8].lstrip().startswith(("%", *signs)):
        return None
    return Ratio(start, end, f"percentages.{rule}", numerator, denominator)


def _is_part(numerator: float, denominator: float) -> bool:
    """Whether a number is a part of a total; one in five hundred and less is the scale of a plan."""
    return 0 <= numerator <= denominator >= _LEAST and not (numerator == 1 and denominator >= _SCALE)


def _is_change(scan: Scan, end: int) -> bool:
    """The first of two numbers that a change has: "از ۱۹۴ به ۶۵"."""
    return languages.pattern(scan.language, "percentages", "from-to").match(scan.folded, end) is not None


def _is_measure(scan: Scan, end: int, total: str) -> bool:
    """A measure or a score with a decimal slash: "۱/۵ گیگابایت", "۴۷/۸۱۸۴ امتیاز"."""
    measure, score = (languages.pattern(scan.language, "percentages", key) for key in ("measure", "score"))
    return bool(measure.match(scan.folded, end) or (len(total) > _DECIMALS and score.match(scan.folded, end)))


def _shares_a_sign(scan: Scan, end: int) -> bool:
    """A decimal slash whose percent word comes later in the list: صنعت ۸/۶۹، خدمات ۸/۴۹ و کشاورزی ۳/۸۳ درصد."""
    joint, sign = (languages.pattern(scan.language, "percentages", key) for key in ("elided-joint", "elided-sign"))
    return bool(joint.match(scan.folded, end) and sign.search(scan.folded, end, scan.sentence(end)[1]))
