"""Deadlines: a date by which something must be, or is to be, done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reformcli import languages
from reformcli.extract.dates import DateMention
from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan
from reformcli.extract.values import last_day
from reformcli.models import Mention, Scoring

NAME = "deadlines"


@dataclass(frozen=True, slots=True)
class Deadline(Mention):
    """`due` at its own grain, `bound` one of before, by, within; `task` and `addressees` quote the article."""

    due: str | None
    bound: str
    task: str | None = None
    addressees: tuple[str, ...] = ()


RECORD = Deadline
SCORING = Scoring("due", ("bound",))

# How much a word speaks for a duty still to do, or for a state already reached; it fades with distance.
_WEIGHTS = {"strong": 3.0, "soft": 1.2}
_FADE = 60  # characters at which a word counts half
_NEEDED = {"before": 0.0, "by": 0.3, "within": 1.4}
_FAR = 2  # years ahead that make a year a target


def find(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> list[Deadline]:
    """The deadlines of a text in text order; `due` is the value of the date inside, still open where that is."""
    deadlines: list[Deadline] = []
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    for date in dates:
        cue = _cue(scan, date, {d.start for d in dates})
        if cue is None:
            continue
        start, end, concept = cue
        bound, _, always = concept.partition("-")
        deadline = Deadline(start, end, scan.text[start:end], f"deadlines.{concept}", date.value, bound)
        if not always and (by := _objection(scan, date, start, bound)):
            scan.drop(NAME, deadline, by)
        else:
            deadlines.append(deadline)
    return deadlines


def _cue(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue before or after a date, its span widened to hold the date."""
    after = _after(scan, date, starts)
    window = max(0, date.start - 40)
    filler = _filler(scan.language).search(scan.folded[window : date.start])
    first = window + filler.start() if filler else date.start
    for place in range(date.start, first - 2, -1):
        hit = scan.ending("bounds", place)
        if hit:
            concept = after.concept + "-always" if after else _strongest(scan, hit)
            return Hit(hit.start, max(date.end, after.end if after else 0), concept)
    return Hit(date.start, after.end, after.concept + "-always") if after else None


def _strongest(scan: Scan, hit: Hit) -> str:
    """The cue's concept, taken from a cue before it where that is the stronger one ("at the latest" + "by")."""
    for place in (hit.start - 1, hit.start - 2):
        before = scan.ending("bounds", place)
        if before and "always" in before.concept:
            return before.concept
    return hit.concept


def _after(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue that follows a date, unless it belongs to the next date ("du 1er juillet, au plus tard le 30 juin")."""
    for place in (date.end + 1, date.end + 2):
        hit = scan.starting("bounds-after", place)
        if hit and not scan.folded[date.end : place].strip(" ,("):
            return None if starts & set(range(hit.end, hit.end + 8)) else hit
    return None


@cache
def _filler(language: str) -> re.Pattern[str]:
    return re.compile(languages.load(language).table("deadlines")["filler"])


def _objection(scan: Scan, date: DateMention, start: int, bound: str) -> str | None:
    """Why a cue and a date make no deadline: a start, an as-of date, a state reached, or no duty in sight."""
    for place in (start, start - 1, start - 2):
        asof = scan.ending("past", place)
        if asof and asof.concept == "asof":
            return "deadlines.as-of"
    for hit in scan.between("past", start, date.start + 1):
        if hit.concept == "asof" and hit.start <= start:
            return "deadlines.as-of"
    score = _forward(scan, start, date.end) + _ahead(scan, date, bound)
    return None if score >= _NEEDED[bound] else "deadlines.no-duty"


def _forward(scan: Scan, start: int, end: int) -> float:
    """How much the sentence speaks for something still to be done around `start:end`."""
    first, last = _clause(scan, start, end)
    duties = scan.between("duty", first, last)
    pasts = [h for h in scan.between("past", first, last) if h.concept != "asof"]
    score = 0.0
    for hit in duties:
        if not _covered(hit, pasts) and not (start <= hit.start < end):
            score += _WEIGHTS[hit.concept] * _near(hit, start, end)
    for hit in pasts:
        if not _covered(hit, duties):
            score -= _WEIGHTS["strong" if hit.concept == "strong" else "soft"] * _near(hit, start, end)
    return score


def _covered(hit: Hit, others: list[Hit]) -> bool:
    """Whether a longer phrase of the other side holds it: "has to" is no "has"."""
    return any(o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start for o in others)


def _near(hit: Hit, start: int, end: int) -> float:
    distance = max(0, start - hit.end, hit.start - end)
    return 1 / (1 + distance / _FADE)


def _clause(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, cut at semicolons."""
    first, last = scan.sentence(start)
    cut = max(scan.folded.rfind(mark, first, start) for mark in ";؛")
    rest = [p for mark in ";؛" if (p := scan.folded.find(mark, end, last)) >= 0]
    return max(first, cut + 1), min([last, *rest])


def _ahead(scan: Scan, date: DateMention, bound: str) -> float:
    """A date well ahead of publication speaks for a target, one behind it for a state reached."""
    if not date.value or not date.value[:4].isdigit():
        return 0.5 if date.relative and bound != "within" else 0.0
    due = last_day(date.value)
    published = scan.published
    if due is None or published is None:
        return 1.0 if date.value in ("2030", "2035", "2040", "2045", "2050") else 0.0
    if due.isoformat() < published:
        return -1.0
    return 2.0 if due.year >= int(published[:4]) + _FAR else 0.5


