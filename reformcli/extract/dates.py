"""Dates: calendar expressions of any grain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reformcli import languages
from reformcli.extract.date_checks import accepted, is_barred
from reformcli.extract.date_lists import borrowed, continued
from reformcli.extract.patterns import Match
from reformcli.extract.scan import Scan
from reformcli.extract.spans import Spans
from reformcli.extract.values import UNKNOWN, value_of
from reformcli.models import Mention, Scoring

NAME = "dates"


@dataclass(frozen=True, slots=True)
class DateMention(Mention):
    """A calendar expression; `value` as records.md writes it, None for a relative date that nothing resolves.

    `mod` is START, MID or END; `basis` says where the value comes from: explicit, companion, discussion, published.
    """

    value: str | None
    mod: str | None = None
    relative: bool = False
    basis: str | None = None


RECORD = DateMention
SCORING = Scoring("value", ranges=True, nulls=True)

_DIGIT, _AHEAD = re.compile(r"\d"), 48  # a look-alike that begins with a word has its number near
_MONTHS = 12
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d $")
_BEFORE_DATE = re.compile(r"[,،]? \d{1,2}(?:[ /.-]|er |st |nd |rd |th )(?!%)")  # "ce lundi 15 septembre"


def find(scan: Scan, _: Mapping[str, Sequence[Mention]]) -> list[DateMention]:
    """The dates of a text, year-less and relative ones with their value still open (see `values`)."""
    anchors = sorted([(h.start, h.concept) for h in scan.of("leads")] + scan.numbers)
    matches = _in_one_order(scan, list(_matches(scan, anchors)))
    taken = Spans()
    lists = [item for match, _ in matches for item in continued(scan, match) if taken.add(*_span(item))]
    found = [*lists, *(item for item in matches if taken.add(*_span(item)))]
    found += [item for match, _ in matches for item in borrowed(scan, match, taken) if taken.add(*_span(item))]
    dates = [_extended(scan, _mention(scan, match, value)) for match, value in found]
    taken = Spans((d.start, d.end) for d in dates)
    dates += [_extended(scan, date) for date in _relative(scan) if taken.add(date.start, date.end)]
    return [date for date in sorted(dates, key=lambda d: d.start) if not scan.urls or not _silent(scan, date)]


def _span(item: tuple[Match, str]) -> tuple[int, int]:
    return item[0].start, item[0].end


def _matches(scan: Scan, anchors: list[tuple[int, str]]) -> Iterator[tuple[Match, str]]:
    """At each anchor the date or the look-alike, whichever is longer; the look-alike keeps its span silent."""
    dates, silence, folded = scan.lexicon.dates, scan.lexicon.silence, scan.folded
    wordy = scan.lexicon.language.table("silence").get("wordy", ())
    done = 0
    for anchor, lead in anchors:
        if anchor < done:
            continue
        date = dates.match(folded, anchor, lead)
        numbered = lead[0] == "#" or lead in wordy or _DIGIT.search(folded, anchor, anchor + _AHEAD)
        alike = silence.match(folded, anchor, lead) if numbered else None
        value = accepted(scan, date) if date and (alike is None or alike.end <= date.end) else None
        if date and value:
            yield date, value
            done = date.end
        elif alike and _standing(folded, alike):
            scan.silent.append((alike.start, alike.end, alike.rule))
            done = alike.end
            if date:
                scan.drop(NAME, _mention(scan, date, UNKNOWN), alike.rule)


def _in_one_order(scan: Scan, matches: list[tuple[Match, str]]) -> list[tuple[Match, str]]:
    """The month first in every 8/10/2012 of a text that writes 8/15/2012, and no 15/8/2012."""
    if not any(match.rule == "month-first" for match, _ in matches):
        return matches
    turned = [_turned(scan, match, value) for match, value in matches]
    return [item for item in turned if item] if all(turned) else matches


def _turned(scan: Scan, match: Match, value: str) -> tuple[Match, str] | None:
    """A date in digits with its day and month changed over; None where it has no such month."""
    if match.rule != "numeric" or not {"d", "m"} <= match.slots.keys():
        return match, value
    if int(match.slots["d"]) > _MONTHS:
        return None
    slots = dict(match.slots) | {"d": match.slots["m"], "m": match.slots["d"]}
    other = value_of(slots, scan.language)
    return (replace(match, slots=slots), other) if other else None


def _standing(folded: str, match: Match) -> bool:
    """A look-alike begins where a word or number begins."""
    before = folded[match.start - 1 : match.start]
    inside = before in (".", ",", "/") and folded[match.start - 2 : match.start - 1].isdigit()
    return not before.isalnum() and not inside


def _mention(scan: Scan, match: Match, value: str) -> DateMention:
    relative = "{" in value and bool(re.search(r"\{\w+[+-]", value))
    text = scan.text[match.start : match.end]
    return DateMention(match.start, match.end, text, f"dates.{match.rule}", value, relative=relative)


def _relative(scan: Scan) -> Iterator[DateMention]:
    """Words that count from the day of publication: yesterday, this year, last month."""
    done = 0
    for start, end, concept in scan.of("relative"):
        unit, _, mod = concept.partition(":")
        if start < done or any(start < h.start < end < h.end for h in scan.between("relative", start, end)):
            continue  # "début de [l'année prochaine]"
        if _is_counted(scan, start) or is_barred(scan, "relative", start, end) or scan.silence(start, end):
            continue
        if unit[:-2] in scan.lexicon.language.table("weekdays") and not _is_weekday(scan, unit, start, end):
            continue
        done = end
        value = "{" + unit + "}"
        yield DateMention(start, end, scan.text[start:end], "dates.relative", value, mod=mod or None, relative=True)


def _is_counted(scan: Scan, start: int) -> bool:
    """Whether a number, but no year, counts it: "5 năm qua" is a duration, "to 168 last year" none."""
    if _YEAR.search(scan.folded, max(0, start - 6), start):
        return False
    if not scan.folded.startswith(tuple(scan.lexicon.language.words_of(NAME, "counted")), start):
        return False
    in_words = scan.ending("numbers", start - 1) and not scan.ending("percent", start - 1)  # "87 pour cent"
    return bool(in_words) or scan.folded[max(0, start - 2) : start].strip().isdigit()


def _is_weekday(scan: Scan, unit: str, start: int, end: int) -> bool:
    """Whether a weekday without its date is a certain day: by itself it has a capital in English, and no "every"."""
    dated = languages.pattern(scan.language, "dates", "weekday-dated")
    if _BEFORE_DATE.match(scan.folded, end) or dated.match(scan.folded, end):
        return False
    written = scan.text[start].isupper() or "capital-months" not in scan.lexicon.language.words
    return not unit.endswith("-0") or (written and not is_barred(scan, "weekday", start, end))


def _silent(scan: Scan, date: DateMention) -> bool:
    if any(a < date.end and date.start < b for a, b in scan.urls):
        scan.drop(NAME, date, "url")
        return True
    return False


def _extended(scan: Scan, date: DateMention) -> DateMention:
    """The date with the words before it that belong to it: "year", and beginning, middle or end."""
    start, mod = date.start, date.mod
    while True:
        place = start - 1 if scan.folded[start - 1 : start] in (" ", "-", "'") else start
        noun, modifier = scan.ending("year-noun", place), scan.ending("modifier", place)
        due = modifier and scan.ending("deadline-noun", place)
        if modifier and due and due.holds(modifier):
            modifier = None  # "hạn cuối 31/12": no end of a day
        if modifier and mod is None and (modifier.end < start or scan.folded[modifier.end - 1] in "-'"):
            start, mod = modifier.start, modifier.concept
        elif noun and date.rule.startswith("dates.year") and noun.end < start:
            start = noun.start
        else:
            break
    if start == date.start and mod == date.mod:
        return date
    return replace(date, start=start, text=scan.text[start : date.end], mod=mod)
