"""Which dates state a year that others may lean on, and which keep it to themselves: an edition, a plan, a target."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from reformcli import languages
from reformcli.extract.date_lists import are_joined
from reformcli.extract.dates import DateMention
from reformcli.extract.duty import LONG_AGO, side
from reformcli.extract.look_alikes import is_attribute
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.extract.value_days import DAY
from reformcli.link.tense import clause, is_dated, is_overdue, is_since, tense_of
from reformcli.sentences import MARK

_CUE = 24  # characters before a date in which its cue begins
_HEADLINE = 300  # characters of an article in which the year of its plan is named
_MARKED = re.compile(rf"{MARK}\s")  # what opens an item of a list
_ITEM = 20  # characters of a line in which the date that opens it begins
_LIST = 300  # characters before it in which an item of its list stands
_WINDOW = 40  # characters before a year in which a word may say that it is an edition, a plan or a comparison

_JALALI = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")


@dataclass(slots=True)
class Said:
    """A date with its year, as others may lean on it; `lends` unless it is an edition, a plan or a comparison."""

    start: int
    value: str
    year: int
    lends: bool
    full: bool
    target: bool
    over: bool  # a state that was reached by then: "by 30 April 2025 it had spent 15 %"

    @property
    def grain(self) -> int:
        """Length of the value's first date: the longer, the finer."""
        return len(self.value.partition("/")[0])

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Days lean on full dates before years, on what is told before what is due, on days before months."""
        return not self.full, self.target, -self.grain


def said(scan: Scan, mention: DateMention, before: DateMention | None = None) -> Said | None:
    """What a date says of its year, None where it says nothing; `before` may be the opening of a range that it ends.

    Without a day of publication what lies ahead is, like what is due, less what the text is about.
    """
    value = mention.value or ""
    if not value[:4].isdigit():
        return None
    full = len(value.partition("/")[0]) > len("2024")
    year = int(value.rpartition("/")[2][:4]) if full else int(value[:4])
    ranged = before is not None and are_joined(scan, before.end, mention.start, months=False)
    target = is_target(scan, mention) and not ranged  # "from September to November 2024" is due by no November
    ahead = scan.published is None and not is_since(scan, mention) and tense_of(scan, mention) > 0
    target = target or ahead
    reached = scan.published is None and tense_of(scan, mention) < 0
    over = reached and not is_overdue(scan, mention, *clause(scan, mention))
    return Said(mention.start, value, year, _lends(scan, mention, full=full), full, target, over)


def main(told: Sequence[Said], start: int) -> Said | None:
    """What the article is about: its days before its months and years, the last told before `start`, else the latest.

    The date of a document counts where the article has no other.
    """
    lending = [s for s in told if s.lends and (s.full or not s.target)] or [s for s in told if s.full or s.lends]
    if not lending:
        return None
    best = min(s.rank for s in lending)
    alike = [s for s in lending if s.rank == best]
    if alike[0].grain == DAY:
        return next((s for s in reversed(alike) if s.start < start), alike[0])
    return max(alike, key=lambda s: s.year)


def plans_ahead(scan: Scan, told: Sequence[Said], published: date) -> bool:
    """Whether the headline tells the year after publication, or this year with its plan."""
    years = [s for s in _headline(scan, told) if not s.full]
    ahead = any(s.year == published.year + 1 for s in years)
    return ahead or any(s.year == published.year and _names_plan(scan, s) for s in years)


def planned(scan: Scan, told: Sequence[Said], mention: DateMention) -> Said | None:
    """The year of the plan that an article without publication is, for what is due in it or has no tense."""
    years = [s for s in _headline(scan, told) if not s.full and s.grain == len("2024")]
    due = {s.year for s in told if s.full and s.target}
    plan = next((s for s in years if s.year in due and _names_plan(scan, s)), None)
    return plan if plan and tense_of(scan, mention) >= 0 else None


def _headline(scan: Scan, told: Sequence[Said]) -> Sequence[Said]:
    return between(told, 0, scan.begin + _HEADLINE)


def _names_plan(scan: Scan, year: Said) -> bool:
    """Whether "plan for" stands before a year."""
    return languages.pattern(scan.language, "dates", "plan").search(scan.folded, 0, year.start) is not None


def goes_on(scan: Scan, mention: DateMention, closed: Sequence[DateMention], published: date) -> bool:
    """Whether a date still due stands before one in its clause, any ahead in its list, or the next year told last."""
    if _is_of_next_year(scan, mention, closed, published):
        return True
    since = max(0, mention.start - _LIST)
    line = scan.text.rfind("\n", since, mention.start) + 1
    listed = line > 0 and (mention.start - line < _ITEM or _MARKED.match(scan.text, line) is not None)
    start, end = clause(scan, mention)
    over = any(h.concept == "strong" for h in scan.between("past", start, end))  # "by 10 May; … was sent in the third"
    opening = start if over else scan.sentence(start)[0]
    first = max(since, scan.text.rfind("\n\n", since, mention.start)) if listed else opening
    before = between(closed, first, mention.start)
    ahead = bool(before) and side(scan, before[-1].value or "") > 0 and not is_overdue(scan, mention, start, end)
    return ahead and (listed or any(is_target(scan, d) for d in before))


def _is_of_next_year(scan: Scan, mention: DateMention, closed: Sequence[DateMention], published: date) -> bool:
    """Whether the last year that a paragraph tells from today before a date is the next: "For next year … in Q3 …"."""
    first = scan.text.rfind("\n\n", 0, mention.start) + 1
    told = [d.value for d in between(closed, first, mention.start) if d.relative and (d.value or "").isdigit()]
    return bool(told) and told[-1] == str(published.year + 1)


def is_jalali(scan: Scan, mention: DateMention) -> bool:
    """Whether a date is told in the Jalali calendar."""
    return mention.rule.startswith("dates.jalali") or bool(_JALALI.search(scan.folded, mention.start, mention.end))


def is_target(scan: Scan, mention: DateMention) -> bool:
    """A date behind "by" or "before", ahead of what the passage is about: no "files received before"."""
    cues = scan.between("bounds", mention.start - _CUE, mention.start + 1)
    cues = [h for h in cues if h.end >= mention.start - 1 and not h.concept.startswith(("within", "none"))]
    return bool(cues) and not is_attribute(scan, cues[0].start)


def is_surely_due(scan: Scan, mention: DateMention) -> bool:
    """Whether a cue beside a date makes it a deadline whatever else is said: "at the latest", before it or behind."""
    colon = scan.folded[mention.start - 2 : mention.start] == ": "
    before, behind = scan.ending("bounds", mention.start - 1 - colon), scan.starting("bounds-after", mention.end + 1)
    return bool((before and before.concept == "by-always") or (behind and behind.concept == "by"))


def _lends(scan: Scan, mention: DateMention, *, full: bool) -> bool:
    if is_dated(scan, mention):
        return False
    value = mention.value or ""
    if not full and ("/" in value or int(value[:4]) < LONG_AGO or is_target(scan, mention)):
        return False  # 2021-2025, "registers of 1999", by 2030: a plan's period, long ago, a target
    if not full and scan.between("no-lend-after", mention.end, mention.end + 3):
        return False
    near = scan.between("no-lend", mention.start - _WINDOW, mention.start)
    if len(value.partition("/")[0]) == DAY:
        near = [h for h in near if h.concept == "compared"]
    return not any(_bare_gap(scan.language).fullmatch(scan.folded[h.end : mention.start]) for h in near)


@cache
def _bare_gap(language: str) -> re.Pattern[str]:
    """Nothing but a figure and "in" between a word such as "index" and the year: "PCI (67.2 points) in "."""
    before = languages.any_of(languages.load(language).words_of("dates", "before-year"))
    return re.compile(rf"[ (]*(?:(?:\w{{1,4}} )?[\d.,]+ ?(?:%|\w+(?: \w+)?)? *{before}? *)?".replace(r"\ ", " "))
