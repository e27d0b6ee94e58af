"""Shares and rates: percentages, and ratios that state one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reformcli import languages
from reformcli.extract import ratios
from reformcli.extract.comparators import compared, is_joint
from reformcli.extract.numbers import NUMBER, in_words, parse, pointed
from reformcli.extract.parts import Ratio
from reformcli.extract.scan import Scan
from reformcli.extract.spans import Spans
from reformcli.models import Mention, Scoring

NAME = "percentages"


@dataclass(frozen=True, slots=True)
class Share(Mention):
    """A share or rate in percent; `numerator` and `denominator` for a ratio, else None."""

    value: float
    comparator: str = "="
    numerator: float | None = None
    denominator: float | None = None
    provinces: tuple[str, ...] = ()
    indicator: str = "other"
    period: str | None = None


RECORD = Share
SCORING = Scoring("value", ("comparator", "indicator", "provinces"))

_NUMBER = re.compile(rf"(?:(?<![\d.])(?<!\d,){NUMBER}|(?<![\d.,])\d+/\d+)$")
_AFTER = re.compile(rf" ?({NUMBER})(?!\w)")
_DIGIT = re.compile(r"\d")
LISTED = "percentages.list"  # the rule of a share whose sign stands behind a later one
_HIGHEST = 1000  # above it a number before "and 80 %" is no share
_REACH = 36  # characters before a number in which the one before it in a list stands
_NAMED = re.compile(r" ?:? ?(?:[^\W\d]{1,7} )?")  # what stands between a name and its number: "Hue reaches 88"
_LABELLED = 160  # characters that the items of a list with labels take
_DECIMAL = re.compile(r"\d+[.,/]\d+")
_IN_BRACKETS = re.compile(r"\) ?[,،;]?(?: [^\W\d]+){1,6} \((?P<number>\d{1,3}[.,/]\d{1,2})(?=\))")
_NEAR, _GAP = 24, 3  # characters that a number may have, and that may stand between it and its sign


def find(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> list[Share]:
    """The shares of a text in text order, with their comparators."""
    taken = Spans((d.start, d.end) for d in found["dates"])
    shares: list[Share] = []
    for start, end in _signs(scan):
        signed = _at_sign(scan, start, end, taken)
        shares += signed
        if signed:
            shares += _taking(taken, _bracketed(scan, signed[-1].end))
    shares += [_of_ratio(scan, r) for r in ratios.find(scan, taken)]
    shares = [s for s in sorted(shares, key=lambda s: s.start) if not _silent(scan, s)]
    return compared(scan, shares)


def _of_ratio(scan: Scan, ratio: Ratio) -> Share:
    text, value = scan.text[ratio.start : ratio.end], 100 * ratio.numerator / ratio.denominator
    if ratio.rule == "percentages.elided":
        return Share(ratio.start, ratio.end, text, ratio.rule, ratio.numerator)
    return Share(ratio.start, ratio.end, text, ratio.rule, value, "=", ratio.numerator, ratio.denominator)


def _signs(scan: Scan) -> list[tuple[int, int]]:
    """Spans of percent signs and words in text order."""
    signs = [m.span() for m in re.finditer("%", scan.folded)] if "%" in scan.folded else []
    signs += [m.span() for m in languages.pattern(scan.language, NAME, "glued").finditer(scan.folded)]
    return sorted({*signs, *((h.start, h.end) for table in ("percent", "whole") for h in scan.of(table))})


def _silent(scan: Scan, share: Share) -> bool:
    by = scan.silence(share.start, share.end)
    if by == "amount" and share.rule == "percentages.ratio-words":
        return False  # 41.9 million of 61.6 million
    if by and not (share.rule == "percentages.sign" and by != "url"):
        scan.drop(NAME, share, by)
        return True
    return False


def _at_sign(scan: Scan, start: int, end: int, taken: Spans) -> list[Share]:
    """The share whose sign stands at `start:end`, with those before it that have no sign of their own."""
    if _is_points(scan, end):
        return []
    whole = scan.starting("whole", start)
    if whole and 0 < float(whole.concept) < 1 and scan.is_behind(start, "lists", "in-number"):
        return []  # "دو و نیم درصد": two and a half
    if whole:
        return _taking(taken, [_share(scan, start, end, float(whole.concept), "words")])
    number = _before(scan, start)
    if number:
        first, value = number
        return _taking(taken, [*_sharing(scan, first, taken), _share(scan, first, end, value, "sign")])
    words = in_words(scan, start - 1 if scan.folded[start - 1 : start] in (" ", "-") else start)
    if words:
        return _taking(taken, [_share(scan, words[0], end, words[1], "words")])
    return _taking(taken, _sign_first(scan, start, end))


def _taking(taken: Spans, shares: list[Share]) -> list[Share]:
    return [s for s in shares if taken.add(s.start, s.end)]


def _before(scan: Scan, sign: int) -> tuple[int, float] | None:
    """The number right before a sign: where it begins, and its value."""
    folded, end = scan.folded, sign
    while end and sign - end < _GAP and folded[end - 1] in " -":
        end -= 1
    start = end
    while start and end - start < _NEAR and (folded[start - 1].isdigit() or folded[start - 1] in "., /"):
        start -= 1
    part = pointed(scan, end) or _fraction(scan, end)
    if part:
        return part
    found = _NUMBER.search(folded, start, end)
    value = parse(found.group(), scan.language, share=True) if found else None
    return (found.start(), value) if found and value is not None else None


def _fraction(scan: Scan, end: int) -> tuple[int, float] | None:
    """Tenths and hundredths in words before the sign: ۶ و ۳۹ صدم درصد, ۲ و نیم درصد."""
    parts = scan.lexicon.language.table("fractions")
    found = languages.pattern(scan.language, NAME, "fraction").search(scan.folded, max(0, end - 24), end)
    if found is None:
        return None
    if found[2] is None:
        return found.start(), float(found[1]) + 0.5
    whole = next((int(n) for n, written in parts.items() if found[3] in written), None)
    return (found.start(), float(found[1]) + float(found[2]) / whole) if whole else None


def _sign_first(scan: Scan, start: int, end: int) -> list[Share]:
    """A sign that stands before its number, as in %60."""
    after = _AFTER.match(scan.folded, end) if scan.folded[start] == "%" else None
    if after is None or _AFTER.match(scan.folded, after.end()):
        return []
    if scan.folded[after.end() : after.end() + 2].lstrip()[:1] == "%":
        return []
    value = parse(after[1], scan.language, share=True)
    return [] if value is None else [_share(scan, start, after.end(), value, "sign-first")]


def _share(scan: Scan, start: int, end: int, value: float, rule: str) -> Share:
    return Share(start, end, scan.text[start:end], f"percentages.{rule}", value)


def _is_points(scan: Scan, end: int) -> bool:
    """Percentage points are a difference of shares, not a share."""
    place = end + 1 if scan.folded[end : end + 1] in (" ", "-") else end
    points = scan.starting("points", place)
    other = tuple(languages.load(scan.language).words_of(NAME, "no-points"))
    return points is not None and not scan.folded.startswith(other, points.end)


@cache
def _joint(language: str) -> re.Pattern[str]:
    """A number before another that has the sign for both: "60-65 %", "60, 70 và 80%"."""
    lists = languages.load(language).table("lists")
    strong = [re.escape(w) for w in {*lists["items"], *lists["range"]} - {",", "،", ";"}]
    words = "|".join(sorted(strong, key=len, reverse=True))
    return re.compile(rf"(?<![\w./,-])(?P<number>\d+(?:[.,/]\d+)?)(?: *(?:{words}) +| ?- ?|(?P<comma>[,;،] ))$")


def _sharing(scan: Scan, start: int, taken: Spans) -> list[Share]:
    """Shares before the number at `start` that its sign serves too; commas only count behind an "and"."""
    items: list[Share] = []
    if not _DIGIT.search(scan.folded, max(0, start - _REACH), start):
        return items
    end = _uncompared(scan, start)
    named = _named(scan, end)
    while item := _joint(scan.language).search(scan.folded, max(0, start - _REACH), named or end):
        first, last = item.span("number")
        if named is not None and (named := _named(scan, first)) is None:
            break
        value = parse(item["number"], scan.language, share=True)
        if value is None or value > _HIGHEST or (item["comma"] and not items):
            break
        if items and is_joint(scan, last + 1, start - 1):
            return []  # "from 18 to 14, and 100 %"
        if taken.overlaps(first, last) or scan.silence(first, last) or ratios.is_numbered(scan, first):
            break
        of = scan.ending("ratio", first - 1)
        if of and ratios.part_of_total(scan, of):
            break  # "43 quartiers sur 47, et 90 %"
        items.insert(0, _share(scan, first, last, value, "list"))
        start, end = first, _uncompared(scan, first)
    return items or _labelled(scan, start, taken)


def _bracketed(scan: Scan, end: int) -> list[Share]:
    """Shares that go without a sign in the brackets of names that follow: "Hue (11.5 %), Da Nang (10.4) and …"."""
    items: list[Share] = []
    while item := _IN_BRACKETS.match(scan.folded, end):
        value = parse(item["number"], scan.language, share=True)
        if value is None or value > _HIGHEST or scan.ending("provinces", item.start("number") - len(" (")) is None:
            break
        items.append(_share(scan, *item.span("number"), value, "list"))
        end = item.end("number")
    return items


def _labelled(scan: Scan, start: int, taken: Spans) -> list[Share]:
    """Decimals of a list before the one at `start`, each with a label: "industry 8.3, services 8.1 and farms 3.8 %"."""
    if not _DECIMAL.search(scan.folded, max(0, start - _REACH), start):
        return []
    found = _labels(scan.language).search(scan.folded, max(0, start - _LABELLED), start)
    spans = [m.span() for m in _DECIMAL.finditer(scan.folded, found.start(), start)] if found else []
    values = [(a, b, parse(scan.folded[a:b], scan.language, share=True)) for a, b in spans]
    return [_share(scan, a, b, value, "list") for a, b, value in values if value and not taken.overlaps(a, b)]


@cache
def _labels(language: str) -> re.Pattern[str]:
    conjunction = languages.any_of(languages.load(language).conjunctions())
    item = r"(?<![\d.,/])\d{1,2}[.,/]\d{1,2}"
    label = r"(?:[^\W\d]+[ ']){1,4}"
    turns = languages.load(language).table("lexicon")["turns"]
    first, last = (rf"{languages.any_of(turns[turn])} (?:[^\W\d]+ ){{0,2}}" for turn in ("first", "last"))
    several = rf"{label}{item}(?:[,،] {label}{item})*[,،] {label}{item},? {conjunction} {label}"
    return re.compile(rf"(?<!\w)(?:{several}|{first}{item},? {conjunction} {last})$")


def _named(scan: Scan, place: int) -> int | None:
    """Where the province right before a number of a list begins, with its "in": "Hai Phong 11.2 and Hue 11 percent"."""
    names = scan.between("provinces", place - _REACH, place)
    if not names or not _NAMED.fullmatch(scan.folded, names[-1].end, place):
        return None
    before = _placed(scan.language).search(scan.folded, max(0, names[-1].start - _REACH), names[-1].start)
    return before.start(1) if before else names[-1].start


@cache
def _placed(language: str) -> re.Pattern[str]:
    """What says where before a name: "in "."""
    words = "|".join(languages.load(language).words_of("subjects", "of"))
    return re.compile(rf"(?:^|\W)((?:{words}) +)$")


def _uncompared(scan: Scan, start: int) -> int:
    """Where the comparator right before a number begins, for a list that has one in it ("80 to under 90 %")."""
    hit = scan.ending("comparator", start - 1)
    return hit.start if hit and not is_joint(scan, hit.start, hit.end) else start
