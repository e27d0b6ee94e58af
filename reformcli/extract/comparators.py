"""Comparators: whether a share is stated as such, or as more, at least, less, at most or about so much."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reformcli import languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan

if TYPE_CHECKING:
    from reformcli.extract.percentages import Share

_SIGNS = {"≥": ">=", ">=": ">=", ">": ">", "≤": "<=", "<=": "<=", "<": "<", "~": "~", "≈": "~"}
_DENIED = {">": "<=", "<": ">="}  # never more than is at most; only for these does a denial leave a side
_OR_EQUAL = {">": ">=", "<": "<="}  # equal to or more than
_SIGN = re.compile(r"([<>]=|[≥≤<>~≈]) ?$")
_BEFORE = 40  # characters before a share in which its comparator stands
_NOUN = re.compile(r"(?:[ /][^\W\d]+){1,5},? ")  # what a share is of: " of the files ", "/year "
_FIGURE = re.compile(r"(?:de )?\d")  # behind "and less" or "et moins" it is what they compare
_FILLED = 14  # characters before a share that fill the gap to its comparator
_DEMAND = range(2, 10)  # words from one item of a demand to the next: a short noun and a joint
_ALL = 100  # percent: no more can be asked, so none is "at least" as the item before it
_BAND = 4  # words between the ends of a band: "đến dưới", "à moins de"


def compared(scan: Scan, shares: list[Share]) -> list[Share]:
    """The shares with their comparators; one before a list holds for every item of it."""
    done: list[Share] = []
    for index, share in enumerate(shares):
        comparator = _comparator(scan, share, done[-1] if done else None)
        if comparator is None and done and _goes_on(scan, done[-1], share):
            comparator = done[-1].comparator
        done.append(replace(share, comparator=comparator) if comparator else share)
        if comparator in ("<", "<=") and index and done[-2].comparator == "=" and _is_band(scan, done[-2], share):
            done[-2] = replace(done[-2], comparator=">=")
    return done


def _comparator(scan: Scan, share: Share, previous: Share | None) -> str | None:
    """The comparator that stands right before or after a share."""
    sign = _SIGN.search(scan.folded, max(0, share.start - 4), share.start)
    if sign:
        return _SIGNS[sign[1]]
    for end in _places(scan, share):
        exact, hit = scan.ending("exact", end), scan.ending("comparator", end)
        if exact and (hit is None or exact.start < hit.start):
            break
        if hit and (_differs(scan, hit.start, share.end) or _is_apart(scan, hit, share)):
            return None
        negating = hit is not None and scan.is_behind(hit.end + 1, "percentages", "negating")
        negated = scan.between("comparator-negated", share.end, share.end + 3) if negating else []
        if negated:
            return negated[0].concept
        if hit and not (previous and previous.end + 1 >= hit.start and is_joint(scan, hit.start, hit.end)):
            return _turned(scan, hit, share)
    hyphened = languages.pattern(scan.language, "percentages", "hyphened")
    if scan.folded[share.end : share.end + 1] == "+" or hyphened.match(scan.folded, share.end):
        return ">="  # 98%+, a 95%-or-more goal
    return _after(scan, share) or _around(scan, share) or _behind_noun(scan, share)


def _turned(scan: Scan, hit: Hit, share: Share) -> str:
    """A comparator that is denied, or that an "equal or" opens: "never once rose above 80%", "at or below 5%"."""
    near = max(0, hit.start - _BEFORE), hit.start
    denied, behind, equal = (
        languages.pattern(scan.language, "percentages", key) for key in ("denied", "denied-behind", "or-equal")
    )
    if denied.search(scan.folded, *near) or behind.match(scan.folded, share.end):
        return _DENIED.get(hit.concept, hit.concept)
    return _OR_EQUAL.get(hit.concept, hit.concept) if equal.search(scan.folded, *near) else hit.concept


def _is_apart(scan: Scan, hit: Hit, share: Share) -> bool:
    """Whether a comma or colon makes "more" compare with something else: "hơi nhỉnh hơn, 87,9%", a bit more, namely."""
    return hit.concept != "~" and scan.folded[hit.end : share.start] in (", ", ": ")


def _around(scan: Scan, share: Share) -> str | None:
    """A comparator in two parts with what is counted between, or its first part alone: "từ 50% thời gian trở lên"."""
    opening = tuple(languages.load(scan.language).words_of("percentages", "opening"))
    if not opening or not scan.folded.endswith(opening, 0, share.start):
        return None
    for hit in scan.between("comparator-after", share.end, share.end + _BEFORE):
        if not re.search(r"[\d,.;:]", scan.folded[share.end : hit.start]):
            return hit.concept
    alone, changed = (languages.pattern(scan.language, "percentages", key) for key in ("opening-alone", "changed"))
    if changed.search(scan.folded, scan.sentence(share.start)[0], share.start):
        return None  # "68 %, up from 56 %"
    return ">=" if share.denominator is None and alone.match(scan.folded, share.end) else None


def _behind_noun(scan: Scan, share: Share) -> str | None:
    """A comparator behind what the share is of: "80 % of the files or more"."""
    data = languages.load(scan.language)
    or_more, articles = (tuple(data.words_of("percentages", key)) for key in ("or-more", "counted"))
    for hit in () if share.denominator else scan.between("comparator-after", share.end, share.end + _BEFORE):
        counted = scan.starting("numbers", hit.end + 1) or scan.folded[hit.end + 1 : hit.end + 2].isdigit()
        if counted or scan.folded.startswith(articles, hit.end + 1) or scan.is_behind(hit.start, "subjects", "of"):
            continue  # "89 % of households own at least one phone", "62 % of them for at least a year"
        if scan.folded.startswith(or_more, hit.start) and _NOUN.fullmatch(scan.folded, share.end, hit.start):
            return hit.concept
    return None


def _places(scan: Scan, share: Share) -> Iterable[int]:
    """Where the comparator before a share may end; nowhere where none is near, or a bracket parts them."""
    if scan.folded.startswith("(", share.start - 1, share.start):
        return ()  # "Hue did slightly more (70 %)"
    near = share.start - _BEFORE, share.start
    if not scan.between("comparator", *near) and not scan.between("exact", *near):
        return ()
    place = share.start - 1
    endings, filler = _filler(scan.language)
    if scan.folded[place - 3 : place].rstrip()[-2:] in endings:
        window = max(0, share.start - _FILLED)
        found = filler.search(scan.folded[window : share.start])
        place = window + found.start() - 1 if found else place
    return dict.fromkeys((share.start - 1, share.start, place, place + 1, share.start - 2))


@cache
def _filler(language: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """What may stand between a comparator and its share, with the last two letters of each word."""
    words = languages.load(language).words_of("percentages", "filler")
    return (*(word.strip()[-2:] for word in words), "«", '"'), re.compile(rf"(?:[ «\"']|{'|'.join(words)})*$")


def _after(scan: Scan, share: Share) -> str | None:
    """The comparator behind a share; "more" and "less" may need a "from" before it."""
    needed, objects = (languages.load(scan.language).words_of("percentages", key) for key in ("from", "object"))
    for hit in scan.between("comparator-after", share.end, share.end + 3):
        before = scan.ending("comparator", share.start - 1)
        following = scan.folded[hit.end : hit.end + 6].lstrip()
        free = not scan.folded[share.end : hit.start].strip(" (,") and not _FIGURE.match(following) and not before
        compares = hit.concept not in "<>" or scan.folded.endswith(tuple(f" {word}" for word in needed), 0, share.start)
        surpassed = scan.folded.startswith(tuple(objects), hit.start)
        if free and (compares or surpassed or not needed):
            return hit.concept
    return None


def is_joint(scan: Scan, start: int, end: int) -> bool:
    """Whether a comparator is what joins a range: "60 to 65 %"."""
    return scan.folded[start:end] in languages.load(scan.language).table("lists")["range"]


def _goes_on(scan: Scan, one: Share, other: Share) -> bool:
    """Whether a share takes the comparator of the one before it."""
    if (one.denominator is None) != (other.denominator is None):
        return False  # "exceeds 98 percent, 12/12 offices": a share and a count
    return other.value < _ALL and (_same_list(scan, one, other) or _same_demand(scan, one, other))


def _same_list(scan: Scan, one: Share, other: Share) -> bool:
    """Whether a share goes on a list whose first item has a comparator."""
    gap = scan.folded[one.end : other.start].strip()
    lists = languages.load(scan.language).table("lists")
    joints = lists["items"] + (lists["range"] if one.comparator == "~" else [])  # "about 45 to 50 %"
    return one.comparator != "=" and gap != ";" and (gap in joints or gap == "-")


def _same_demand(scan: Scan, one: Share, other: Share) -> bool:
    """A floor or ceiling goes on over the nouns of a list: at least 30% of the time, 30% of the costs."""
    gap = scan.folded[one.end : other.start]
    words = gap.replace(",", " , ").replace("،", " ، ").split()
    dated = scan.between("bounds", one.end, other.start)  # at least 90 % by 2025 and 95 % by 2030
    behind = scan.starting("comparator-after", one.end + 1)  # "20% or more of the land and 90% of the files"
    if one.comparator not in (">=", "<=") or len(words) not in _DEMAND or behind:
        return False
    if re.search(r"[.;:%]", gap) or (re.search(r"\d", gap) and not dated):
        return False
    return words[-1] in languages.load(scan.language).words_of("lists", "items")


def _differs(scan: Scan, start: int, end: int) -> bool:
    """"vượt 12% dự toán", "thấp hơn 2% so với": a difference of exactly so much."""
    difference, of_what = (languages.pattern(scan.language, "percentages", key) for key in ("difference", "of-what"))
    return bool(difference.match(scan.folded, start) and of_what.match(scan.folded, end))


def _is_band(scan: Scan, low: Share, high: Share) -> bool:
    """From 80 % to under 90 %."""
    gap = scan.folded[low.end : high.start].split()
    if low.value >= high.value:
        return False  # from 11.2 to under 9 %: a fall
    lists = languages.load(scan.language).table("lists")
    joints = set(lists["range"]) - set(lists["items"])
    opened = scan.is_behind(low.start, "percentages", "between")
    return bool(gap) and len(gap) <= _BAND and (gap[0] in joints or opened)
