"""Dates: calendar expressions of any grain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reformcli import languages
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

# Rules that are safe even where bad extraction glued them to a word: a day with its month.
_STRONG = ("day-month", "jalali-day-month", "numeric", "iso", "month-day", "day-of-month", "jalali-numeric")
_BREAK = re.compile(r"\n[ \t\r]*\n")
_DIGIT, _AHEAD = re.compile(r"\d"), 30  # a look-alike that begins with a word has its number near
_CURRENCY = "$€£¥#°№"


def find(scan: Scan, _: Mapping[str, Sequence[Mention]]) -> list[DateMention]:
    """The dates of a text, year-less and relative ones with their value still open (see `values`)."""
    anchors = sorted([(h.start, h.concept) for h in scan.of("leads")] + scan.numbers)
    matches = list(_matches(scan, anchors))
    taken = Spans()
    found = [date for match, _ in matches for date in _continued(scan, match) if taken.add(date.start, date.end)]
    found += [_mention(scan, match, value) for match, value in matches if taken.add(match.start, match.end)]
    found += [date for match, _ in matches for date in _borrowed(scan, match, taken) if taken.add(date.start, date.end)]
    found = [_extended(scan, date) for date in found]
    taken = Spans((d.start, d.end) for d in found)
    found += [_extended(scan, date) for date in _relative(scan) if taken.add(date.start, date.end)]
    return [date for date in sorted(found, key=lambda d: d.start) if not scan.urls or not _silent(scan, date)]


def _matches(scan: Scan, anchors: list[tuple[int, str]]) -> Iterator[tuple[Match, str]]:
    """At each anchor the date or the look-alike, whichever is longer; the look-alike keeps its span silent."""
    dates, silence, folded = scan.lexicon.dates, scan.lexicon.silence, scan.folded
    wordy = scan.lexicon.language.table("silence").get("wordy", ())
    done = 0
    for anchor, lead in anchors:
        if anchor < done:
            continue
        date = dates.match(folded, anchor, lead)
        alike = silence.match(folded, anchor, lead) if lead[0] == "#" or lead in wordy or _DIGIT.search(folded, anchor, anchor + _AHEAD) else None
        value = _accepted(scan, date) if date and (alike is None or alike.end <= date.end) else None
        if date and value:
            yield date, value
            done = date.end
        elif alike and _standing(folded, alike):
            scan.silent.append((alike.start, alike.end, alike.rule))
            done = alike.end
            if date:
                scan.drop(NAME, _mention(scan, date, UNKNOWN), alike.rule)


def _standing(folded: str, match: Match) -> bool:
    """A look-alike begins where a word or number begins."""
    before = folded[match.start - 1 : match.start]
    return not before.isalnum() and (before not in (".", ",", "/") or not folded[match.start - 2 : match.start - 1].isdigit())


def _accepted(scan: Scan, match: Match) -> str | None:
    """The value of a match, None where what stands around it does not let it be a date."""
    if not _stands_alone(scan, match) or _BREAK.search(scan.text, match.start, match.end):
        return None
    check = _CHECKS.get(match.rule)
    return value_of(match.slots, scan.language) if check is None or check(scan, match) else None


def _stands_alone(scan: Scan, match: Match) -> bool:
    """Whether a match is no part of a longer number or word."""
    folded, start, end = scan.folded, match.start, match.end
    before, after = folded[start - 1 : start] if start else "", folded[end : end + 1]
    strong = match.rule in _STRONG
    if before.isdigit() or (before.isalpha() and not (strong and folded[start].isdigit())):
        return False
    if before and before in "./,-:" and folded[max(0, start - 2) : start - 1].isdigit() and folded[start].isdigit():
        return False
    if after == "%" or (after.isdigit()) or (after.isalpha() and not _glued(scan, match)):
        return False
    longer = after and after in "./,-" and folded[end + 1 : end + 2].isdigit() and folded[end - 1].isdigit()
    return strong or not longer


def _glued(scan: Scan, match: Match) -> bool:
    """A full date or a year may be glued to a following capital: "2024Le ministre"."""
    caseless = scan.text[match.end].upper() == scan.text[match.end].lower()
    return scan.folded[match.end - 1].isdigit() and (scan.text[match.end].isupper() or (caseless and match.rule in _STRONG))


def _mention(scan: Scan, match: Match, value: str) -> DateMention:
    relative = "{" in value and bool(re.search(r"\{\w+[+-]", value))
    return DateMention(match.start, match.end, scan.text[match.start : match.end], f"dates.{match.rule}", value, relative=relative)


def _settings(scan: Scan) -> Mapping[str, list[str]]:
    return scan.lexicon.language.table("dates")


def _bare_month(scan: Scan, match: Match) -> bool:
    """A month's name alone: in English only with its capital; an ambiguous word only after a word like "in"."""
    words, settings = scan.lexicon.language.words, _settings(scan)
    name = match.slots.get("M") or match.slots.get("w") or match.slots.get("J") or ""
    start = scan.folded.find(name, match.start)
    capital = scan.text[start : start + 1].isupper()
    if words.get("capital-months") and name and (not capital or (len(match.slots) == 1 and _is_given_name(scan, match))):
        return False
    if words.get("lowercase-months") and capital and len(match.slots) == 1 and _in_a_name(scan, start):
        return False
    if len(match.slots) > 1 or name not in settings["ambiguous"]:
        return True
    if settings.get("capital-suffices") and capital:
        return True
    if (start > match.start and "w" not in match.slots) or (scan.ending("modifier", start - 1) and name not in settings.get("never-bare", ())):  # "ماه مه", "mois de sept", "ختم حوت"
        return True
    before = scan.folded[max(0, match.start - 16) : match.start].rstrip(" (")
    return any(before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in settings["ambiguous-after"])


def _is_given_name(scan: Scan, match: Match) -> bool:
    """April Nguyen: a capitalised word behind a month that no "in" introduces."""
    if not re.match(r" [A-ZĐ][a-zà-ỹ]", scan.text[match.end : match.end + 3]):
        return False
    return match.start in scan.sentences or scan.text[match.start - 5 : match.start] == " and "


def _in_a_name(scan: Scan, start: int) -> bool:
    """A capital that no sentence begins with, or a capitalised word behind it: "M. Mai", "Mai Hoa", "la planète Mars"."""
    if scan.text[start : start + 3].isupper():
        return False
    behind = re.match(r"\w+ (\w)", scan.text[start : start + 24])
    return start not in scan.sentences or (behind is not None and behind[1].isupper())


def _capital_month(scan: Scan, match: Match) -> bool:
    if not scan.lexicon.language.words.get("capital-months") or "M" not in match.slots:
        return True
    return scan.text[scan.folded.find(match.slots["M"], match.start)].isupper()


def _day_of_word(scan: Scan, match: Match) -> bool:
    """Month names that are also ordinary words need a year, or the word "month" beside them."""
    name = match.slots.get("J") or match.slots.get("M")
    if name not in _settings(scan).get("needs-year", ()) or not {"j", "y", "R", "A"}.isdisjoint(match.slots):
        return _capital_month(scan, match)
    return "ماه" in scan.folded[match.start : match.end + 4] or _day_slash_month(scan, match)


@cache
def _day_before(language: str) -> re.Pattern[str]:
    return re.compile(languages.load(language).table("dates")["day-before"])


def _day_slash_month(scan: Scan, match: Match) -> bool:
    """A bare 27/6 is a date only after a word like "on", "morning", "before"; else it may be a ratio."""
    window = scan.folded[max(0, match.start - 48) : match.start]
    if scan.folded[match.end : match.end + 1] in ("/", "%") or scan.starting("percent", match.end + 1):
        return False
    return bool(_day_before(scan.language).search(window))


def _told_quarter(scan: Scan, match: Match) -> bool:
    """"Last quarter" alone is the one before this: the last of a year needs its year, or "of the year"."""
    rank = match.slots.get("q") or match.slots.get("h") or ""
    if match.end - match.start == len("T3") and scan.language == "fr":  # "quai T3"
        return bool(re.search(r"(?<!\w)(?:au|du|le|en|d'ici) $", scan.folded[max(0, match.start - 8) : match.start]))
    last = rank in scan.lexicon.language.table("ordinals")["last"]
    return not last or len(match.slots) > 1 or match.end - match.start > len(rank) + _LONGEST_PART


_LONGEST_PART = len(" trimestre")


def _bare_year(scan: Scan, match: Match) -> bool:
    """Four digits are a year unless they are counted ("2000 files"), numbered ("No. 2013") or priced."""
    if len(match.slots) > 1 or not scan.folded[match.start].isdigit():
        return True
    before = scan.folded[max(0, match.start - 2) : match.start]
    if (before[-1:] in _CURRENCY and before[-1:]) or before.strip()[-1:] in ("$", "€", "°"):
        return False
    place = match.start - 1 if before[-1:] == " " else match.start
    if scan.ending("counted-before", place):
        return bool(scan.ending("year-noun", place))
    if scan.folded[match.end : match.end + 1] == " ":
        return not scan.starting("counted-after", match.end + 1) or bool(scan.ending("year-noun", place))
    return True


_CHECKS = {
    "month": _bare_month,
    "month-day": _capital_month,
    "month-day-range": _capital_month,
    "month-range": _capital_month,
    "day-month": _day_of_word,
    "jalali-month": _bare_month,
    "next-month": _capital_month,
    "jalali-day-month": _day_of_word,
    "day-month-digits": _day_slash_month,
    "quarter": _told_quarter,
    "half": _told_quarter,
    "year": _bare_year,
}


def _borrowed(scan: Scan, match: Match, taken: Spans) -> Iterator[DateMention]:
    """Items before a date that share its month or year: "les 17 et 18 juin", "ngày 5, 6 và 7/6", "quý I, II/2025"."""
    slot = next(iter(match.slots), "")
    if slot not in ("d", "m", "q") or any(s.endswith("2") for s in match.slots):
        return
    joint = False
    start = match.start
    while item := _item_pattern(scan.language, slot).search(scan.folded, max(0, start - 24), start):
        joint = joint or item["joint"] != "," or bool(_SEVERAL.search(scan.folded, 0, item.start()))
        place, written = item.start("item"), item["item"]
        if not joint or taken.overlaps(place, item.end("item")):
            return
        value = value_of(dict(match.slots) | {slot: written}, scan.language)
        if value is None:
            return
        borrowed = Match(place, item.end("item"), f"{match.rule}.list", match.slots)
        yield _mention(scan, borrowed, value)
        start = place


_MORE = re.compile(r"(?:st|nd|rd|th)?(?P<more>(?:, *\d{1,2}(?:st|nd|rd|th)?)*,? *(?:and|&|to|through|-) *(?:the )?\d{1,2}(?:st|nd|rd|th)?)(?!\d|[.,/]\d| ?%| [a-z]+s\b| (?:per|pct))(?:,? *(?P<year>(?:19|20)\d\d)(?!\d))?")


def _continued(scan: Scan, match: Match) -> Iterator[DateMention]:
    """Days that follow a month and its first day: "April 17, 18 and 21, 2025"."""
    if match.rule != "month-day" or "y" in match.slots:
        return
    more = _MORE.match(scan.folded, match.end)
    if not more:
        return
    days = [(match.start, match.end, match.slots["d"])]
    days += [(d.start(), d.end(), d.group()) for d in re.finditer(r"\d{1,2}", scan.folded[: more.end("more")][more.start("more") :])]
    for index, (start, end, day) in enumerate(days):
        shift = more.start("more") if index else 0
        slots = dict(match.slots) | {"d": day} | ({"y": more["year"]} if more["year"] else {})
        value = value_of(slots, scan.language)
        if value:
            last = more.end() if index == len(days) - 1 else end + shift
            yield _mention(scan, Match(start + shift, last, f"{match.rule}.list", slots), value)


_SEVERAL = re.compile(r"(?:các ngày|les) $")  # what opens a list of days that commas alone join


@cache
def _item_pattern(language: str, slot: str) -> re.Pattern[str]:
    data = languages.load(language)
    lists, suffix = data.table("lists"), data.table("dates")["day-suffix"]
    item = {"d": rf"(?P<item>3[01]|[12]\d|0?[1-9])(?!\d){suffix}", "m": r"(?P<item>1[0-2]|0?[1-9])(?!\d)",
            "q": r"(?P<item>iv|i{1,3}|[1-4]|premier|deuxième|troisième|first|second|third|اول|دوم|سوم)(?!\w)"}[slot]
    joints = "|".join(re.escape(j) for j in sorted({*lists["items"], *lists["range"], "-"}, key=len, reverse=True))
    glue = "|".join(re.escape(g) for g in lists["glue"])
    return re.compile(rf"(?<![\w./,%-]){item} *(?P<joint>{joints})(?: *(?:{glue}))* *$".replace(r"\ ", " "))


def _relative(scan: Scan) -> Iterator[DateMention]:
    """Words that count from the day of publication: yesterday, this year, last month."""
    done = 0
    before, behind = map(re.compile, _settings(scan)["relative-barred"])
    for start, end, concept in scan.of("relative"):
        unit, _, mod = concept.partition(":")
        counted = scan.folded[max(0, start - 2) : start].strip().isdigit() or scan.ending("numbers", start - 1)
        bound = _BEFORE_DATE.match(scan.folded, end - 5)
        barred = before.search(scan.folded, max(0, start - 12), start) or behind.match(scan.folded, end)
        if start < done or counted or bound or barred or scan.silence(start, end):
            continue  # "5 năm qua" is a duration, "từng quý trước 20/1" no past quarter
        done = end
        value = "{" + unit + "}"
        yield DateMention(start, end, scan.text[start:end], "dates.relative", value, mod=mod or None, relative=True)


_BEFORE_DATE = re.compile("trước (?:ngày |tháng |quý |hết )?\\d")


def _silent(scan: Scan, date: DateMention) -> bool:
    if any(a < date.end and date.start < b for a, b in scan.urls):
        scan.drop(NAME, date, "url")
        return True
    return False


def _extended(scan: Scan, date: DateMention) -> DateMention:
    """The date with the words before it that belong to it: "year", and beginning, middle or end."""
    start, mod = date.start, date.mod
    while True:
        place = start - 1 if scan.folded[start - 1 : start] in (" ", "-") else start
        noun, modifier = scan.ending("year-noun", place), scan.ending("modifier", place)
        if modifier and mod is None and (modifier.end < start or scan.folded[modifier.end - 1] in "-'"):
            start, mod = modifier.start, modifier.concept
        elif noun and date.rule.startswith("dates.year") and noun.end < start:
            start = noun.start
        else:
            break
    if start == date.start and mod == date.mod:
        return date
    return replace(date, start=start, text=scan.text[start : date.end], mod=mod)
