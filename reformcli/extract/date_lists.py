"""Dates in a list that share what one of them says: the month, the quarter's year, or the word before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reformcli import languages
from reformcli.extract.patterns import ROMAN, Match, alternatives
from reformcli.extract.ratios import is_numbered
from reformcli.extract.scan import Scan
from reformcli.extract.spans import Spans
from reformcli.extract.values import value_of, words_of

_CONTINUED = {"month-day": "d", "month": "m", "quarter": "q", "jalali-year": "jj"}  # what is listed behind the first
_ITEM = 24  # characters before a date in which another item of its list stands
_WORD = re.compile(r"[^\s,،]+|[,،]")
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_DIGITS = re.compile(r"\d+")
_EARLIER = re.compile(r"(?<!\d)(?:\d{1,2}(?:er)?, )*$")  # the items of a list before one
_INITIAL = re.compile(r"^[tq](?=\d)")  # of T3 and Q3
_MONTH = r"(?P<item>1[0-2]|0?[1-9])(?!\d)"


def borrowed(scan: Scan, match: Match, taken: Spans) -> Iterator[tuple[Match, str]]:
    """Items before a date that share its month or year: "les 17 et 18 juin", "ngày 5, 6 và 7/6", "quý I, II/2025"."""
    slot = next(iter(match.slots), "")
    if slot not in ("d", "o", "m", "q", "h") or any(s.endswith("2") for s in match.slots):
        return
    shared = {s: written for s, written in match.slots.items() if s != slot}
    joint = False
    start = match.start
    while item := _item(scan.language, slot).search(scan.folded, max(0, start - _ITEM), start):
        if scan.text[item.start("joint")].isupper():
            return  # "Project 06 \n Au 30 novembre": a new line, no list
        joint = joint or item["joint"] != "," or _is_announced(scan, item.start())
        place, end = item.span("item")
        if not joint or taken.overlaps(place, end) or scan.ending("modifier", place - 1):
            return  # "từ đầu năm đến hết 31/10": "năm" is the year, no five
        if is_numbered(scan, place) or scan.folded.endswith(_weekdays(scan.language), 0, end):
            return  # "giai đoạn 1; tháng 12": phase 1 is no January; "thứ bảy, ngày 8/11": Saturday is no 7th
        if any(place < h.end for h in scan.between("bounds", start - _ITEM, place)):
            return  # "muộn nhất đến quý II": no first quarter
        value = value_of(_as_slot(slot, item["item"]) | shared, scan.language)
        if value is None:
            return
        yield Match(place, end, f"{match.rule}.list", match.slots), value
        start = place


def _as_slot(slot: str, written: str) -> dict[str, str]:
    """An item in its slot: days stand in digits and in words side by side ("du 1er au dix juillet")."""
    if slot not in ("d", "o"):
        return {slot: _INITIAL.sub("", written)}
    digits = _DIGITS.match(written)
    return {"d": digits[0]} if digits else {"o": written}


def _is_announced(scan: Scan, start: int) -> bool:
    """Whether a word opens a list of days that commas alone join: "các ngày 5, 6, 7/6"."""
    words = languages.load(scan.language).words_of("dates", "several")
    first = _EARLIER.search(scan.folded, max(0, start - _ITEM), start)
    return scan.folded.endswith(tuple(f"{word} " for word in words), 0, first.start() if first else start)


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    return tuple(name for names in languages.load(language).table("weekdays").values() for name in names)


@cache
def _ordinals(language: str, last: int = 4) -> str:
    """The ranks up to `last` in Roman digits and in words."""
    ranks = languages.load(language).table("ordinals").items()
    words = (word for rank, written in ranks if rank == "last" or int(rank) <= last for word in written)
    return alternatives([*(roman for roman, rank in ROMAN.items() if rank <= last), *words])


@cache
def _item(language: str, slot: str) -> re.Pattern[str]:
    """An item of a list and what joins it to the next."""
    data = languages.load(language)
    lists, suffix = data.table("lists"), data.table("dates")["day-suffix"]
    ordinals = _ordinals(language)
    days = alternatives(w for n, words in data.table("day-ordinals").items() if n != "last" for w in words)
    item = {"d": rf"(?P<item>{_DAY}{suffix}|{days})", "m": _MONTH, "q": rf"(?P<item>[tq]?[1-4]|{ordinals})(?!\w)"}
    item |= {"h": rf"(?P<item>[12]|{_ordinals(language, 2)})(?!\w)", "o": item["d"]}
    joints, glue = languages.any_of({*lists["items"], *lists["range"], "-"}), languages.any_of(data.glue())
    return re.compile(rf"(?<![\w./,%-]){item[slot]} *(?P<joint>{joints})(?: *{glue})* *$".replace(r"\ ", " "))


def continued(scan: Scan, match: Match) -> Iterator[tuple[Match, str]]:
    """Items that follow the first: "April 17, 18 and 21, 2025", "tháng 7, 8 và 9 năm 2025", "سال ۸۸ تا ۹۲"."""
    slot = _CONTINUED.get(match.rule, "")
    if slot not in match.slots or "y" in match.slots:
        return
    more = languages.pattern(scan.language, "dates", f"more-{match.rule}").match(scan.folded, match.end)
    if not more:
        return
    year = more.groupdict().get("year")
    later = re.finditer(rf"\d{{1,2}}|{_ordinals(scan.language)}", more["more"])
    shift = more.start("more")
    items = [(match.start, match.end, match.slots[slot])]
    items += [(shift + item.start(), shift + item.end(), item.group()) for item in later]
    for index, (start, end, item) in enumerate(items):
        slots = dict(match.slots) | {slot: item} | ({"y": year} if year else {})
        value = value_of(slots, scan.language)
        if value:
            last = more.end() if index == len(items) - 1 else end
            yield Match(start, last, f"{match.rule}.list", slots), value


def are_joined(scan: Scan, start: int, end: int, *, months: bool) -> bool:
    """Whether nothing but the joints of a range or list stands between two dates."""
    gap = _WORD.findall(scan.folded, start, end)
    return bool(gap) and joining(scan.language, months=months).issuperset(gap)


def is_range(scan: Scan, first: tuple[int, int], start: int) -> bool:
    """Whether a range leads from a date to the next, at `start`: "from May to June", "between May and June"."""
    lists = scan.lexicon.language.table("lists")
    gap = scan.folded[first[1] : start].split()
    if any(word[-1] in ";؛:" for word in gap):
        return False  # «تا ۳۱ دسامبر به پایان برسد؛ ۱۵ اوت»
    band = scan.is_behind(first[0], "percentages", "between")
    return bool(gap) and gap[0] in set(lists["range"]) - (set() if band else set(lists["items"]))


@cache
def joining(language: str, *, months: bool) -> frozenset[str]:
    """The words and marks that may stand between the ends of a range or list; of months others: April, May and June."""
    data, words = languages.load(language), words_of(language)
    lists = data.table("lists")
    joints = {word for joint in (*lists["range"], *lists["items"]) for word in joint.split()}
    named = words.months.keys() | words.jalali.keys() if months else set()
    return frozenset(joints | named | {"-", "/", *data.glue()})
