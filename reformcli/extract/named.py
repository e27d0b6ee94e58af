"""Deadlines that a noun or a verb names: "the deadline is 31 July", "registration closes on", "put off to"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reformcli import languages
from reformcli.extract.dates import DateMention
from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.extract.value_days import DAY
from reformcli.languages import pattern

NOUN = "deadline-noun"

_TABLE = "deadlines"
_REACH, _NEAR, _MOVED = 110, 70, 70  # characters before a date or a cue in which a noun or a verb names it
# "Registration opens on 5 May and closes on 15 May", "due to end on 30 June", "gave itself the first quarter"
_VERBS = {"closes": "by-always", "to-end": "by-always", "granted": "during"}
_LABEL = re.compile(r":(?!\d\d)| - ?")  # the colon or dash of a label, not of an hour
_LISTED = re.compile(r"[^;؛:]*:[^;؛:]*")  # from "deadlines" over its colon to an item


def named(scan: Scan, date: DateMention) -> Hit | None:
    """A deadline named earlier in the clause that "is" the date: "The deadline for closing accounts is 31 July"."""
    ends = pattern(scan.language, _TABLE, "ends-behind").match(scan.folded, date.end)
    if ends:
        return Hit(date.start, ends.end(), "by-always")  # "On 15 October the time limit for objections expires"
    start = max(scan.sentence(date.start)[0], date.start - _REACH)
    for key, concept in _VERBS.items():
        told = pattern(scan.language, _TABLE, key).search(scan.folded, start, date.start)
        if told:
            return Hit(told.start("verb"), date.end, concept)
    nouns = scan.between(NOUN, start, date.start)
    nouns = [h for h in nouns if not re.search("[;؛]", scan.folded[h.end : date.start])]
    if nouns and _is(scan, nouns[-1].end, date):
        return Hit(nouns[-1].start, date.end, "by-always")
    afar = pattern(scan.language, _TABLE, "named-afar")
    if nouns and len(date.value or "") == DAY and afar.fullmatch(scan.folded, nouns[-1].end, date.start):
        return Hit(nouns[-1].start, date.end, "by-likely")
    moved = is_moved(scan, date)
    return Hit(moved.start(), date.end, "by-always") if moved else None


def is_moved(scan: Scan, date: DateMention) -> re.Match[str] | None:
    """What was put off to a date, before it: "the handover slipped once more, to 24 April"."""
    start = max(scan.sentence(date.start)[0], date.start - _MOVED)
    return pattern(scan.language, _TABLE, "moved").search(scan.folded, start, date.start)


def names_a_deadline(scan: Scan, start: int) -> bool:
    """A deadline named earlier in the clause makes "by" or "until" one: "مهلت ارسال گزارش را تا ۳۰ مهر"."""
    nouns = scan.between(NOUN, max(scan.sentence(start)[0], start - _NEAR), start)
    return bool(nouns) and not re.search("[;:,.،؛]", scan.folded[nouns[-1].end : start])


def is_of_another(scan: Scan, date: DateMention, dates: Sequence[DateMention]) -> bool:
    """The period that a deadline is for, not the day that it is: "The deadline for the second quarter is 5 July"."""
    opening, closing = scan.sentence(date.start)
    following = next(iter(between(dates, date.end, min(date.end + _NEAR, closing))), None)
    nouns = scan.between(NOUN, max(opening, date.start - _REACH), date.start) if following else []
    return following is not None and bool(nouns) and _is(scan, nouns[-1].end, following)


def _is(scan: Scan, start: int, date: DateMention) -> bool:
    """Whether a verb says that the deadline named before `start` is this date."""
    gap = scan.folded[start : date.start]
    if pattern(scan.language, _TABLE, "another").search(gap):
        return False  # "The deadline was 30 November but the floods came on 17 November"
    filler = pattern(scan.language, _TABLE, "filler")
    _, *rest = _LABEL.split(gap)
    if rest and filler.fullmatch(rest[-1].lstrip()):
        return True  # "Deadline for comments: 5 p.m., Friday 14 November"
    if scan.folded[date.end : date.end + 1] in (",", "،", ".", "") and _apart(scan.language).search(gap):
        return True  # "The deadline for the plan, 31 January, passed"
    verb_last = languages.load(scan.language).table(_TABLE).get("copula-after")
    if verb_last:
        return not re.search(r"[؛;.:]", gap) and bool(re.match(verb_last, scan.folded[date.end : date.end + 24]))
    verbs = pattern(scan.language, _TABLE, "copula").finditer(gap)
    return any(filler.fullmatch(gap[verb.end() :].lstrip()) for verb in verbs)  # "is 5 pm on Friday, 14 March"


@cache
def _apart(language: str) -> re.Pattern[str]:
    """A comma, perhaps with "namely"."""
    namely = languages.any_of(languages.load(language).words_of(_TABLE, "namely"))
    return re.compile(rf"[,،] (?:{namely} )?$")


def is_listed(scan: Scan, start: int) -> bool:
    """Whether "deadlines" and a colon, or a count of days, leads to a cue: "Deadlines: lists by May"; "20 days, to"."""
    if pattern(scan.language, "deadlines", "span-before").search(scan.folded, scan.sentence(start)[0], start):
        return True
    nouns = scan.between(NOUN, scan.sentence(start)[0], start)
    return any(_LISTED.fullmatch(scan.folded, noun.end, start) for noun in nouns)
