"""What looks like a deadline and is none, whatever its sentence says: a start, an as-of date, a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reformcli import languages
from reformcli.extract.dates import DateMention
from reformcli.extract.duty import LIKELY, ahead
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.languages import pattern

_TABLE = "deadlines"
_QUESTION = re.compile("[?؟]")
_AS_OF, _ATTRIBUTE, _ASKED, _FROM = 16, 60, 16, 24  # characters before a cue, or a range, in which its words stand
_COMPARED = 45  # characters behind "compared with" in which a date is only compared
_DENIED = 32  # characters before "before" in which "will not resume" stands
_NOT = 20  # and before "in" in which ", not" does
_LASTING = 48  # the same for what lasts: "The offices also open on Saturdays, through 30 August"
_UNLESS = 80  # characters before a cue in which "who" or "if" stands
_WINDOW = 80  # characters before the last day for applications in which "applications" stands
_FIGURE = 40  # characters that "from", a figure and its noun take


def set_aside(
    scan: Scan, date: DateMention, start: int, bound: str, dates: list[DateMention], spoken: float
) -> Iterator[str]:
    """Names of the rules that take a cue and a date for something else, whatever the sentence says of a duty."""
    past = scan.between("past", start - _AS_OF, date.start)
    if any(h.concept == "asof" and h.start <= start <= h.end + 1 for h in past):
        yield "deadlines.as-of"
    ranged = bound != "before" and spoken < LIKELY and _closes_a_range(scan, start, dates)
    if ranged and not ("-" in (date.value or "") and _stands(scan, "window", start, _WINDOW)):
        yield "deadlines.range"
    if bound == "within" and _is_origin(scan, start, date.end):
        yield "deadlines.origin"
    plans = scan.between("no-lend", start - _COMPARED, start)
    told = [h.end for h in plans if h.concept == "compared" and not any(longer.holds(h) for longer in plans)]
    if _is_compared(scan, start, bound, dates, told):
        yield "deadlines.comparison"
    owed = pattern(scan.language, _TABLE, "unless-behind").match(scan.folded, date.end)
    if spoken < LIKELY and not owed and (is_attribute(scan, start) or _is_subject(scan, start, date.end)):
        yield "deadlines.attribute"
    if bound == "within" and _is_asked(scan, date, start):
        yield "deadlines.asked"
    edition = bound == "within" and scan.starting("no-lend-after", date.end + 1)  # "in the 2023 PAR Index"
    if edition or any(h.end >= start and h.concept == "before" for h in plans):
        yield "deadlines.edition"
    yield from _until(scan, date, start, bound, likely=spoken > 0)
    if _is_for_a_year(scan, date, start, bound):
        yield "deadlines.for-a-year"


def _until(scan: Scan, date: DateMention, start: int, bound: str, *, likely: bool) -> Iterator[str]:
    """What lasts or takes place till then, or does not begin before."""
    until = scan.folded.startswith(tuple(languages.load(scan.language).words_of(_TABLE, "until")), start)
    if (likely or until) and _lasts(scan, start, date.end):
        yield "deadlines.event"
    if (bound == "before" or until) and _is_denied(scan, start):
        yield "deadlines.not-before"
    if bound == "within" and _stands(scan, "not-in", start, _NOT):
        yield "deadlines.not-in"


def _is_denied(scan: Scan, start: int) -> bool:
    """Whether a "not" stands before a cue that no "who" or "if" makes a duty: "who do not register before 15 May"."""
    return _stands(scan, "denied", start, _DENIED) and not _stands(scan, "unless", start, _UNLESS)


def _stands(scan: Scan, key: str, start: int, reach: int) -> bool:
    """Whether an expression of `words.toml` matches in so many characters before a cue."""
    return pattern(scan.language, _TABLE, key).search(scan.folded, max(0, start - reach), start) is not None


def is_unmet(scan: Scan, start: int, end: int) -> bool:
    """Whether a promise or target before a cue was not kept, as told behind its date: it stays a deadline."""
    opening, closing = scan.sentence(start)
    if pattern(scan.language, _TABLE, "as-agreed").match(scan.folded, end, closing):
        return True  # "did not deliver by 30 June as agreed"
    if not pattern(scan.language, _TABLE, "unmet").match(scan.folded, end, closing):
        return False
    return pattern(scan.language, _TABLE, "promise").search(scan.folded, opening, start) is not None


def _lasts(scan: Scan, start: int, end: int) -> bool:
    """Whether something only lasts or takes place till then: "Rain is forecast until 2 May", "he is in Japan until"."""
    stays = pattern(scan.language, _TABLE, "stays").match(scan.folded, end)
    return stays is not None or _stands(scan, "lasting", start, _LASTING)


def is_attribute(scan: Scan, start: int) -> bool:
    """A date that says which things are meant: "files received before"; what somebody is to "have done" is due."""
    told = pattern(scan.language, _TABLE, "attribute").search(scan.folded, max(0, start - _ATTRIBUTE), start)
    causative = pattern(scan.language, _TABLE, "causative")
    return told is not None and not causative.search(scan.folded, max(0, told.start() - 2 * _ATTRIBUTE), told.start())


def _is_subject(scan: Scan, start: int, end: int) -> bool:
    """A date that says which things are meant, where only the verb behind tells: "hồ sơ nộp trước 1/7 được chuyển"."""
    behind = pattern(scan.language, _TABLE, "subject-behind").match(scan.folded, end)
    return behind is not None and _stands(scan, "subject", start, _ATTRIBUTE)


def _is_asked(scan: Scan, date: DateMention, start: int) -> bool:
    """A date on which something was asked, or of which a question asks."""
    question = _QUESTION.search(scan.folded, date.end, scan.sentence(start)[1])
    behind = pattern(scan.language, _TABLE, "asked-behind").match(scan.folded, date.end)
    return question is not None or behind is not None or _stands(scan, "asked", start, _ASKED)


def _is_compared(scan: Scan, start: int, bound: str, dates: list[DateMention], cues: list[int]) -> bool:
    """A date with its figure behind "compared with"; "against measles before September" compares nothing."""
    if not cues or between(dates, cues[-1], start):
        return False
    if any(h.concept == "strong" for h in scan.between("duty", cues[-1], start)):
        return False  # "92 %, as against a target of 95 % to be met by June"
    gap = scan.folded[cues[-1] : start]
    figure = bound == "within" or not gap.strip() or re.search(r"\d", gap)
    return bool(figure) and not re.search(r"\.(?!\d)|[;:]|, ", gap)


def _is_origin(scan: Scan, start: int, end: int) -> bool:
    """The date of the figure that a change begins with: "from 68 % in 2025 to 85 %"."""
    changes = pattern(scan.language, "percentages", "from-to").match(scan.folded, end)
    figure = _from_a_figure(scan.language).search(scan.folded, max(0, start - _FIGURE), start)
    return changes is not None and figure is not None


def _is_for_a_year(scan: Scan, date: DateMention, start: int, bound: str) -> bool:
    """A forecast "for 2023", but no far horizon ("objectifs pour 2030") and no end of a year."""
    words = languages.load(scan.language).words_of(_TABLE, "for")
    alone = re.fullmatch(r"\d{4}(?:/\d{4})?", date.value or "") and scan.folded[start : date.start].strip() in words
    return bool(alone) and date.mod is None and ahead(scan, date, bound) < LIKELY


def _closes_a_range(scan: Scan, start: int, dates: list[DateMention]) -> bool:
    """The second date of "from 1 to 30 September"."""
    opening = scan.sentence(start)[0]
    first = next((d for d in between(dates, opening, start) if 0 <= start - d.end <= len(", ")), None)
    if first is None or ";" in scan.folded[first.end : start] or "range" in first.rule:
        return False  # "the registers of 1999-2015 by the end of June"
    ranges = languages.load(scan.language).words_of("lists", "range")
    if start - first.end == 1 and any(scan.folded.startswith(f"{w} ", start) for w in ranges):
        return True
    return bool(_from(scan.language).search(scan.folded[max(0, first.start - _FROM) : first.start]))


@cache
def _from(language: str) -> re.Pattern[str]:
    words = languages.load(language).words_of(_TABLE, "from")
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(words)})(?: [^\s.;,]{{1,8}})? *$")


@cache
def _from_a_figure(language: str) -> re.Pattern[str]:
    words = languages.any_of(languages.load(language).words_of(_TABLE, "from"))
    return re.compile(rf"(?<!\w){words} (?:[^\W\d]+ )?\d[\d.,]*(?: ?%)?(?: [^\W\d]+){{0,2}} *$")
