"""Whether what a date pattern matched is a date: it stands alone, and no word around it says that it is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reformcli import languages
from reformcli.extract.patterns import Match
from reformcli.extract.scan import Scan
from reformcli.extract.values import UNKNOWN, value_of
from reformcli.languages import pattern

# Rules that are safe even where bad extraction glued them to a word: a day with its month.
_STRONG = ("day-month", "jalali-day-month", "numeric", "iso", "month-day", "day-of-month", "jalali-numeric")
_BREAK = re.compile(r"\n[ \t\r]*\n")
_MARKS = (")", "،", ",", ".", "؛", "")  # behind them no verb goes on: "۲۳ می،"
_PRICED = re.compile(r"[$€£¥#°№]$|[$€°]\s$")  # before a number that is no year
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_QUARTER = len("T3")
_JOINER = "\u200c"
_BARRED = 16  # characters before "last year" or a month in which "every" makes it no date
_BESIDE = 24  # characters before a month in which another month of its list stands
_LINE, _ENTRY = re.compile(r"(?<=\n)[ •*–-]*$"), re.compile(r" ?[–—:-] [^\W\d]")  # around the day of an entry
_TWELVE_MONTHS = f"{UNKNOWN}-01/{UNKNOWN}-12"
_LONGEST_PART = len(" trimestre")


def accepted(scan: Scan, match: Match) -> str | None:
    """The value of a match, None where what stands around it does not let it be a date."""
    if not _stands_alone(scan, match) or _BREAK.search(scan.text, match.start, match.end):
        return None
    check = _CHECKS.get(match.rule)
    return value_of(match.slots, scan.language) if check is None or check(scan, match) else None


def _stands_alone(scan: Scan, match: Match) -> bool:
    """Whether a match is no part of a longer number or word."""
    return not _begins_inside(scan, match) and not _ends_inside(scan, match)


def _begins_inside(scan: Scan, match: Match) -> bool:
    folded, start = scan.folded, match.start
    before, digit = folded[start - 1 : start] if start else "", folded[start].isdigit()
    if before.isalpha():  # "in2023": a year may be glued to what leads to it
        led = pattern(scan.language, "dates", "year-led").search(folded, max(0, start - _BARRED), start)
        return not (digit and (match.rule in _STRONG or (led and match.rule == "year")))
    return before.isdigit() or (digit and before in (*"./,-:",) and folded[max(0, start - 2) : start - 1].isdigit())


def _ends_inside(scan: Scan, match: Match) -> bool:
    folded, end = scan.folded, match.end
    after = folded[end : end + 1]
    if after == "%" or after.isdigit() or (after.isalpha() and not _glued(scan, match)):
        return True
    if after == " " and scan.text[end] == _JOINER and match.slots.get("M") in _settings(scan).get("never-bare", ()):
        return True  # می‌گذرد: a verb
    if match.rule in _STRONG or not after:
        return False
    return after in "./,-" and folded[end + 1 : end + 2].isdigit() and folded[end - 1].isdigit()


def _glued(scan: Scan, match: Match) -> bool:
    """A full date or a year may be glued to a capital, and what a word opens to any letter: "2024Le", "năm 2024và"."""
    after, opened = scan.text[match.end], scan.folded[match.start].isalpha()
    caseless = after.upper() == after.lower() or opened or not {"y", "M"}.isdisjoint(match.slots)  # "2025à 08:15"
    strong = match.rule in _STRONG or (opened and "y" in match.slots)
    return scan.folded[match.end - 1].isdigit() and (after.isupper() or (caseless and strong))


def _settings(scan: Scan) -> Mapping[str, list[str]]:
    return scan.lexicon.language.table("dates")


def _bare_month(scan: Scan, match: Match) -> bool:
    """A month's name alone: in English only with its capital; an ambiguous word only after a word like "in"."""
    words, settings = scan.lexicon.language.words, _settings(scan)
    name = match.slots.get("M") or match.slots.get("w") or match.slots.get("J") or ""
    start = scan.folded.find(name, match.start)
    capital = scan.text[start : start + 1].isupper()
    alone = len(match.slots) == 1
    if name and (not _is_capital(scan, match, name) or (alone and capital and _is_given_name(scan, match))):
        return False
    if words.get("lowercase-months") and alone and capital and _in_a_name(scan, start):
        return False
    if not alone or name not in settings["ambiguous"]:
        return True
    if is_barred(scan, "ambiguous", match.start, match.end):
        return False
    if capital and settings.get("capital-suffices"):
        return True
    named = start > match.start and "w" not in match.slots  # "ماه مه", "mois de sept"
    modified = scan.ending("modifier", start - 1) and name not in settings.get("never-bare", ())  # "ختم حوت"
    listed = _among_months(scan, start, start + len(name))
    introducing = settings["ambiguous-after"]
    if "J" in match.slots and name not in settings["needs-year"]:
        introducing = introducing + settings["month-before"]
    return named or bool(modified) or listed or _ends(scan, match) or _introduced(scan, match, introducing)


def _ends(scan: Scan, match: Match) -> bool:
    """Whether a month with nothing counted behind it is no "every month": "xong trong tháng sáu."."""
    ends = pattern(scan.language, "dates", "ambiguous-ends").match(scan.folded, match.end)
    return ends is not None and not is_barred(scan, "relative", match.start, match.end)


def is_barred(scan: Scan, key: str, start: int, end: int) -> bool:
    """Whether a word beside it makes it no date: "từng quý trước 20/1" is no past quarter."""
    before, behind = (pattern(scan.language, "dates", f"{key}-barred-{side}") for side in ("before", "behind"))
    return bool(before.search(scan.folded, max(0, start - _BARRED), start) or behind.match(scan.folded, end))


def _among_months(scan: Scan, start: int, end: int) -> bool:
    """Whether another month stands beside it in a list or range: "April, May and June", "مهر الی آذر"."""
    before, behind = _month_beside(scan.language)
    return bool(before.search(scan.folded, max(0, start - _BESIDE), start) or behind.match(scan.folded, end))


@cache
def _month_beside(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = languages.load(language)
    months = [*data.table("months").values(), *data.table("jalali-months").values()]
    name, lists = languages.any_of(name for names in months for name in names), data.table("lists")
    joint = languages.any_of([*lists["items"], *lists["range"]])
    return re.compile(rf"(?<!\w){name} ?{joint} ?$"), re.compile(rf" ?{joint} ?{name}(?!\w)")


def _introduced(scan: Scan, match: Match, words: list[str]) -> bool:
    """Whether one of these words stands before a match."""
    before = scan.folded[max(0, match.start - 16) : match.start].rstrip(" (")
    return any(before.endswith(word) and not before[: -len(word)][-1:].isalpha() for word in words)


def _is_given_name(scan: Scan, match: Match) -> bool:
    """April Nguyen: a capitalised word behind a month that no "in" introduces."""
    english = "capital-months" in scan.lexicon.language.words
    if not english or not re.match(r" [A-ZĐ][a-zà-ỹ]", scan.text[match.end : match.end + 3]):
        return False
    return match.start in scan.sentences or scan.text[max(0, match.start - 5) : match.start].endswith((" and ", "; "))


def _in_a_name(scan: Scan, start: int) -> bool:
    """A capital that no sentence begins with, or a capitalised word behind it: "M. Mai", "Mai Hoa", "planète Mars"."""
    if scan.text[start : start + 3].isupper():
        return False
    behind = re.match(r"\w+ (\w)", scan.text[start : start + 24])
    opens = start in scan.sentences or start == scan.begin
    return not opens or (behind is not None and behind[1].isupper())


def _capital_month(scan: Scan, match: Match) -> bool:
    return "M" not in match.slots or _is_capital(scan, match, match.slots["M"])


def _is_capital(scan: Scan, match: Match, month: str) -> bool:
    """A month that is a word in small letters ("may", "march") has its capital, or a year or "3rd" beside it."""
    if month not in scan.lexicon.language.words.get("capital-months", ()) or not {"y", "o"}.isdisjoint(match.slots):
        return True
    place = scan.folded.find(month, match.start)
    return scan.text[place].isupper() or _ORDINAL.search(scan.folded, match.start, match.end) is not None


def _day_of_word(scan: Scan, match: Match) -> bool:
    """Month names that are also ordinary words need a year, or the word "month" or a mark beside them."""
    name = match.slots.get("J") or match.slots.get("M")
    if name not in _settings(scan).get("needs-year", ()) or not {"j", "y", "R", "A"}.isdisjoint(match.slots):
        return _capital_month(scan, match)
    beside, behind = scan.folded[match.start : match.end + 4], scan.folded[match.end : match.end + 2]
    named = any(word in beside for word in _settings(scan)["month-noun"]) or behind == " -" or behind[:1] in _MARKS
    weekdays = scan.lexicon.language.table("weekdays")
    dated = named or any(scan.is_behind(match.start, "weekdays", day) for day in weekdays)  # «جمعه ۳۰ می»
    return dated or _day_slash_month(scan, match)


def _day_slash_month(scan: Scan, match: Match) -> bool:
    """A bare 27/6 is a date only beside a word like "on", "morning", "before"; else it may be a ratio."""
    window = scan.folded[max(0, match.start - 48) : match.start]
    if scan.folded[match.end : match.end + 1] in ("/", "%") or scan.starting("percent", match.end + 1):
        return False
    before, behind = (pattern(scan.language, "dates", f"day-{side}") for side in ("before", "behind"))
    told = behind.match(scan.folded, match.end) or before.search(window)
    return bool(told) or _opens_entry(scan, match) or _is_no_part(scan, match)


def _opens_entry(scan: Scan, match: Match) -> bool:
    """Whether a line opens with a day and a dash or colon, as the entries of a timeline do: "1/7 – The merger …"."""
    opens = _LINE.search(scan.text, max(0, match.start - _BARRED), match.start)
    return opens is not None and _ENTRY.match(scan.text, match.end) is not None


def _is_no_part(scan: Scan, match: Match) -> bool:
    """16/9, in a language that writes no decimals so: a part is no more than its whole, so it is a day."""
    day, month = (int(match.slots.get(slot, 0)) for slot in "dm")
    if "no-day" not in _settings(scan) or not 0 < month < day or scan.folded[match.end : match.end + 1].isalpha():
        return False
    no_day = pattern(scan.language, "dates", "no-day")
    return no_day.search(scan.folded, max(0, match.start - _BESIDE), match.end) is None


def _told_quarter(scan: Scan, match: Match) -> bool:
    """"Last quarter" alone is the one before this: the last of a year needs its year, or "of the year"."""
    rank = match.slots.get("q") or match.slots.get("h") or ""
    if match.end - match.start == _QUARTER and "quarter-before" in _settings(scan):  # "quai T3"
        before = scan.folded[max(0, match.start - 8) : match.start]
        return bool(pattern(scan.language, "dates", "quarter-before").search(before))
    last = rank in _settings(scan).get("last-told", ())
    return not last or len(match.slots) > 1 or match.end - match.start > len(rank) + _LONGEST_PART


def _first_months(scan: Scan, match: Match) -> bool:
    """The first twelve months, where no year is told, are those of anything: no part of a year."""
    return value_of(match.slots, scan.language) != _TWELVE_MONTHS


def _bare_year(scan: Scan, match: Match) -> bool:
    """Four digits are a year unless they are counted ("2000 files"), numbered ("No. 2013") or priced."""
    if len(match.slots) > 1 or not scan.folded[match.start].isdigit():
        return True
    before = scan.folded[max(0, match.start - 2) : match.start]
    if _PRICED.search(before):
        return False
    place = match.start - 1 if before[-1:] == " " else match.start
    counted = scan.ending("counted-before", place)
    if counted and counted.concept != "neutral":  # "chuyển đổi số 2024" is no number 2024
        return bool(scan.ending("year-noun", place))
    if scan.folded[match.end : match.end + 1] == " ":
        noun, named = (scan.starting(table, match.end + 1) for table in ("counted-after", "provinces"))
        if noun and scan.folded[noun.end + 1 : noun.end + 2].isdigit():
            return True  # "chỉ số 2023 ngày 17/4", the index of 2023 on 17 April
        return not noun or bool(named or scan.ending("year-noun", place))  # "in 2024 Ha Nam …"
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
    "first-months": _first_months,
    "quarter": _told_quarter,
    "half": _told_quarter,
    "year": _bare_year,
    "jalali-year": _bare_year,
}
