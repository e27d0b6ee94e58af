"""How much a sentence speaks for a duty still to do around a date, and how much for a state already reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from reformcli.extract.dates import DateMention
from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan
from reformcli.extract.value_days import last_day
from reformcli.languages import pattern
from reformcli.sentences import MARK

LIKELY = 1.5  # what speaks for a duty by itself: "d'ici", "has until 30 June to report"

# How much a word speaks for a duty still to do, or for a state already reached; it fades with distance.
_WEIGHTS = {"strong": 3.0, "soft": 1.2, "weak": 1.2, "present": 2.0, "neutral": 0.0}
_FADE, _FADE_BEFORE = 60, 120  # characters behind a date, and before it, at which a word counts half
_OPENS = 8  # characters into a clause at which a date still opens it
_BESIDE = 40  # characters around a date in which a meeting makes it an appointment
_OTHER_CLAUSE = 0.8  # the weight of a duty told before a semicolon
_APART = 0.3  # the weight of a word that a "but" or a "that" cuts off
_TURNED = 0.5  # the weight of a word behind the date once another word there has spoken for the other side
_EVENT = 3.0  # how much a meeting or a ceremony speaks against a duty
_FLOOR = 1.2  # what "at least 70 %" speaks for a target where nothing looks back
LONG_AGO = 2016  # before it nothing of which today's press tells was still to do
_TARGET_YEAR = 2030  # the horizon of Viet Nam's plans: from it on a date is a target
_FAR = 2  # years ahead that make a year a target
_PASSED = -1.2  # what a date before publication says against a duty
_BYGONE = -99.0  # and "before 2004", which tells which things are meant: that it is none
_BY_THEN = -2.0  # and more where it opens its clause: "by 31 May, 85 % …"
_NOT_YET = 0.5  # the weight of a past word around a date still ahead, by which no state can have been reached
_MISSED = 3.0  # what a duty of the past says: "should have been", "had ordered"
_GOVERNS = 60  # characters before a date in which "should have been" governs it
_MARKED = 8  # characters that the mark of an item of a list takes, with its line break
_ITEM = 1.5  # what an item of a list, as plans have them, speaks for a duty where nothing looks back
_NUMBERED, _OPENED = re.compile(r"(?:^|\n)\s*\d{1,2}[.)]\s*$"), re.compile(rf"\s*{MARK}\s")
_PARTED = re.compile(r"[,،\d]")
_LAST_DAYS = {"START": 10, "MID": 15}  # of "early May", "mid-May"
_MONTH = re.compile(r"\d{4}-\d\d")
_SEMICOLON, _COMMA = re.compile("[;؛]"), re.compile("[;؛]|, |،")


class _Around(NamedTuple):
    """Where things stand around a cue and its date: the sentence opens, its clause, the cue begins, the date ends."""

    opening: int
    first: int
    start: int
    end: int
    last: int


def forward(scan: Scan, start: int, date: DateMention, bound: str, *, ahead: bool) -> float:
    """How much the sentence speaks for something still to be done around the cue at `start` and its date."""
    end, known = date.end, side(scan, date.value or "", date.mod)
    opening, (first, last) = scan.sentence(start)[0], _clause(scan, start, end)
    around = _Around(opening, first, start, end, last)
    duties, pasts = _words(scan, around, ahead=ahead)
    missed = _missed(scan, first, start)
    told = [(hit, sign) for hit, sign in _told(duties, pasts) if sign > 0 or not missed or not missed.holds(hit)]
    but = scan.matching("deadlines", "contrast", end, last)
    cut = _last(scan.matching("deadlines", "contrast", opening, start))  # what stands before it is cut off
    that = pattern(scan.language, "deadlines", "that").finditer(scan.folded, opening, start)
    past_cut = max(cut, _last(scan.matching("deadlines", "relative", opening, start)), *(m.start() for m in that))
    duty_cut = max(cut, first) if _is_over(told, first) else cut
    score, turned = 0.0, 0  # the side that the first word behind the date speaks for; the other counts less then
    for hit, sign in sorted(told):
        weight = _WEIGHTS[hit.concept] * _near(hit, start, end, first)
        if hit.start >= end:
            weight *= 1 if turned in (0, sign) else _TURNED
            weight *= _APART if but and but[0].end <= hit.start else 1
            turned = turned or (sign if hit.concept == "strong" else 0)
        elif hit.end <= (duty_cut if sign > 0 else past_cut):
            weight *= _APART
        score += sign * weight * (_NOT_YET if sign < 0 < known else 1)
    purpose = bound == "by" and pattern(scan.language, "deadlines", "purpose").match(scan.folded, end)
    score += (LIKELY if purpose else 0.0) + (_MISSED if missed else 0.0)
    if known < 0 and opens(scan, start):
        score += _BY_THEN
    if not any(sign < 0 and hit.concept != "neutral" for hit, sign in told):
        score += _looking_ahead(scan, around, known, ahead=ahead)
    return score - _events(scan, first, start, end, bound) * (_EVENT if bound == "within" else _EVENT / 2)


def _words(scan: Scan, around: _Around, *, ahead: bool) -> tuple[list[Hit], list[Hit]]:
    """The words of duty from the opening of the sentence on, and those of the past in the clause."""
    opening, first, start, end, last = around
    duties = [h for h in scan.between("duty", opening, last) if not start <= h.start < end]
    duties = [h for h in duties if not _is_counted(scan, h)] + scan.matching("deadlines", "future", first, last)
    if ahead:
        duties += [h._replace(concept="present") for h in scan.matching("deadlines", "present", end, last)]
    pasts = [h for h in scan.between("past", first, last) if h.concept != "asof" and not _is_letter(scan, h)]
    pasts += scan.matching("deadlines", "imperfect", first, last)
    pasts = [h for h in pasts if h.concept != "weak" or not scan.is_behind(h.start, "deadlines", "passive")]
    wanted = scan.matching("deadlines", "wanted", first, start)
    if wanted:  # "wants all files scanned by June": the participle is what is to be done
        pasts = [h for h in pasts if h.concept != "weak" or not wanted[0].end <= h.start < start]
    return duties, pasts


def _told(duties: list[Hit], pasts: list[Hit]) -> list[tuple[Hit, int]]:
    """The words that speak for a duty (1) or a state (-1), but parts of longer ones."""
    over = duties + [h for h in pasts if h.concept == "neutral"]  # "has to" is no "has"
    told = [(h, 1) for h in duties if not any(longer.holds(h) for longer in pasts)]
    return told + [(h, -1) for h in pasts if not any(longer.holds(h) for longer in over)]


def _is_over(told: Sequence[tuple[Hit, int]], first: int) -> bool:
    """Whether a clause only tells of the past: it owes nothing to the duty before its semicolon."""
    own = any(sign > 0 and hit.start >= first for hit, sign in told)
    return not own and any(sign < 0 and hit.concept == "strong" for hit, sign in told)


def _looking_ahead(scan: Scan, around: _Around, known: int, *, ahead: bool) -> float:
    """What speaks for a duty where nothing looks back: an item of a plan, a floor for a date still ahead."""
    score = _ITEM if known >= 0 and is_item(scan, around.opening) else 0.0
    floor = ahead and any(h.concept in (">", ">=") for h in scan.between("comparator", around.first, around.last))
    return score + (_FLOOR if floor else 0.0)


def _is_counted(scan: Scan, hit: Hit) -> bool:
    """Whether a word behind a number is a noun: "412,000 requests" ask nothing."""
    counted = scan.lexicon.language.words_of("deadlines", "counted")
    return scan.folded[max(0, hit.start - 2) : hit.start - 1].isdigit() and scan.folded[hit.start : hit.end] in counted


def _is_letter(scan: Scan, hit: Hit) -> bool:
    """Whether a word is the letter of an item: « a) » is no « a », has."""
    return hit.end - hit.start == 1 and scan.folded[hit.end : hit.end + 1] == ")"


def is_item(scan: Scan, opening: int) -> bool:
    """Whether a sentence is an item of a list, as plans have them: "4. By 30 June, all wards use …"; no answer is."""
    before, behind = scan.text[max(0, opening - _MARKED) : opening], scan.text[opening : opening + _MARKED]
    answers = before.rstrip()[-1:] in ("?", "؟")
    return not answers and bool(_NUMBERED.search(before) or _OPENED.match(behind))


def _missed(scan: Scan, first: int, start: int) -> Hit | None:
    """The "should have been" that governs the cue at `start`, with no other date or clause between."""
    missed = scan.matching("deadlines", "overdue", max(first, start - _GOVERNS), start)
    return missed[0] if missed and not _PARTED.search(scan.folded, missed[0].end, start) else None


def _events(scan: Scan, first: int, start: int, end: int, bound: str) -> int:
    """How many meetings and ceremonies stand beside a date, in its clause, or take place "in" it as its subject."""
    last = min(end + _BESIDE // 2, scan.sentence(start)[1])
    close = _SEMICOLON.search(scan.folded, end, last)
    last = close.start() if close else last
    beside = max(first, start - _BESIDE)
    subject = [h for h in scan.between("event", first, min(first + _OPENS, beside)) if bound == "within"]
    hits = subject + scan.between("event", beside, last)
    neutral = [h for h in hits if h.concept == "neutral"]  # "held to account"
    return sum(h not in neutral and not any(longer.holds(h) for longer in neutral) for h in hits)


def ahead(scan: Scan, date: DateMention, bound: str) -> float:
    """A date well ahead of publication speaks for a target, one behind it for a state reached."""
    value = date.value or ""
    if not value[:4].isdigit():
        return 0.5 if date.relative and bound != "within" else 0.0
    if int(value[:4]) < LONG_AGO:
        return _BYGONE if bound == "before" else 2 * _PASSED
    known, horizon = side(scan, value, date.mod), int(scan.published[:4]) + _FAR if scan.published else _TARGET_YEAR
    if known < 0:
        return _PASSED
    return 2.0 if int(value.rpartition("/")[2][:4]) >= horizon else 0.5 * known


def side(scan: Scan, value: str, mod: str | None = None) -> int:
    """1 for a date that ends on the day of publication or later, -1 for one before it, 0 where that is not known."""
    due = last_day(value) if scan.published else None
    if due and mod in _LAST_DAYS and _MONTH.fullmatch(value):
        due = due.replace(day=_LAST_DAYS[mod])
    if due is None or scan.published is None:
        return 0
    return 1 if due.isoformat() >= scan.published else -1


def opens(scan: Scan, start: int) -> bool:
    """Whether a date opens its clause: "By 31 May, …", "… while by the end of November …"."""
    before = scan.folded[max(scan.sentence(start)[0], start - 60) : start]
    told = re.split(r"[,،;؛:(–-] ?", before)[-1]
    that = [m.end() for m in pattern(scan.language, "deadlines", "reported").finditer(told)]
    return len(told) - (that[-1] if that else 0) < _OPENS


def _clause(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence around a span, between semicolons and colons; a comma may end it."""
    first, last = scan.sentence(start)
    first = max([first, *(scan.folded.rfind(mark, first, start) + 1 for mark in ";؛:")])
    leads = start - first < _OPENS or opens(scan, start)  # a comma behind what opens the clause does not end it
    ending = (_SEMICOLON if leads else _COMMA).search(scan.folded, end, last)
    return first, ending.start() if ending else last


def _near(hit: Hit, start: int, end: int, first: int) -> float:
    """What is left of a word's weight: it fades with distance, more slowly for what governs the clause from before."""
    if hit.end <= start:
        return (1.0 if hit.start >= first else _OTHER_CLAUSE) / (1 + (start - hit.end) / _FADE_BEFORE)
    return 1 / (1 + max(0, hit.start - end) / _FADE)


def _last(cuts: Sequence[Hit]) -> int:
    """Where the last of the words that part a clause stands; -1 where none does."""
    return cuts[-1].start if cuts else -1
