"""Values of dates, as records.md writes them, from the slots that a pattern found.

What the expression leaves open is written into the value and closed by `link.years`: `XXXX` a year that is not
said, `{year-1}` a relative unit, `{same}` the year spoken of, and `jalali:` a day of a Jalali year not yet known.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from functools import cache

from reformcli import languages
from reformcli.extract.number_words import year_reader
from reformcli.extract.patterns import ROMAN
from reformcli.fold import fold
from reformcli.languages.fa import quirks as jalali

UNKNOWN = "XXXX"
MONTHS_IN = {"Q": 3, "H": 6}  # months in a quarter and a half-year
_LEAP = 29  # days that a month has in some years only
LAST = 32  # as the day: the last one of the month
_HALF, _YEAR = 6, 12
_FIRST = {3: "Q1", 6: "H1"}  # what so many first months of a year are
_CENTURY_SPLIT = 70  # "24" is 2024, "75" is 1975


class Words:
    """The numbers behind a language's words for months, ordinals and relative years."""

    def __init__(self, code: str) -> None:
        language = languages.load(code)
        self.months = {fold(w): n for n, written in enumerate(language.table("months").values(), 1) for w in written}
        self.jalali = {fold(w): int(n) for n, written in language.table("jalali-months").items() for w in written}
        self.numbers = ROMAN | {fold(w): int(n) for n, ws in language.table("numbers").items() for w in ws}
        self.ordinals = {fold(w): n for n, written in language.table("ordinals").items() for w in written}
        self.days = {
            fold(w): LAST if n == "last" else int(n)
            for n, written in language.table("day-ordinals").items() for w in written
        }
        relative: Mapping[str, list[str]] = language.table("lexicon")["relative"]
        self.relative = {fold(w): key for key, written in relative.items() for w in written}
        self.year = year_reader(code, "centuries")
        self.jalali_year = year_reader(code, "jalali-centuries")

    def number(self, written: str) -> int:
        """A count in digits, in Roman digits or in words."""
        return int(written) if written.isdigit() else self.numbers[_plain(written)]

    def ordinal(self, written: str, last: int) -> int:
        """A rank in digits, in Roman digits or in words, where "the last" is number `last`."""
        if written.isdigit():
            return int(written)
        known = self.ordinals.get(_plain(written))
        return last if known == "last" else int(known) if known else ROMAN[written]


@cache
def words_of(code: str) -> Words:
    """The number words of a language."""
    return Words(code)


def _plain(written: str) -> str:
    return " ".join(written.split())


def value_of(slots: Mapping[str, str], code: str) -> str | None:
    """The value that the slots of a date pattern spell, or None where no such date exists."""
    words = words_of(code)
    if "W" in slots:
        slots = {**slots, "y": words.year(slots["W"])}
    if "V" in slots:
        slots = {**slots, "j": words.jalali_year(slots["V"])}
    if "jj" in slots:
        slots = dict(slots) | {"j": ("13" if slots["jj"] >= "50" else "14") + slots["jj"]}
    if "J" in slots or "j" in slots:
        return _jalali(slots, words)
    if "T" in slots:
        month, day = "{" + words.relative[_plain(slots["T"])] + "}", _day(slots, words)
        return month if day is None else f"{month}-{day:02}"  # "the first half of this month", "the 5th of next month"
    if "B" in slots or slots.keys() == {"d"}:
        return "{month}-" + f"{_day(slots, words):02}"
    year = _year(slots, words)
    if "o" in slots and _month(slots, words) is None:
        return _written(year, *_edge(slots, words))
    return _part(slots, words, year) or _calendar(slots, words, year)


def _part(slots: Mapping[str, str], words: Words, year: str) -> str | None:
    """A quarter or half of a year, or its first or last months; None where no such part is told."""
    if "r" in slots:
        return f"{year}-Q{ROMAN[slots['r']]}"
    if "q" in slots:
        first = f"{year}-Q{words.ordinal(slots['q'], 4)}"
        return first if "q2" not in slots else f"{first}/{year}-Q{words.ordinal(slots['q2'], 4)}"
    if "h" in slots:
        return f"{year}-H{words.ordinal(slots['h'], 2)}"
    if "n" in slots or "g" in slots:
        months = words.number(slots["n"]) if "n" in slots else MONTHS_IN["Q"] * words.number(slots["g"])
        return f"{year}-{_FIRST[months]}" if months in _FIRST else f"{year}-01/{year}-{months:02}"
    if "nl" in slots:
        months = words.number(slots["nl"])
        return f"{year}-H2" if months == _HALF else f"{year}-{_YEAR - months + 1:02}/{year}-12"
    return None


def _year(slots: Mapping[str, str], words: Words) -> str:
    """The year told, in digits or by other words; XXXX where none is."""
    written = _year_in_digits(slots)
    if written:
        return written
    if "R" in slots:
        return "{" + words.relative[_plain(slots["R"])] + "}"
    named = {"N": "{next}", "L": "{last}", "A": "{same}", "F": "{following}"}
    return next((value for slot, value in named.items() if slot in slots), UNKNOWN)


def _year_in_digits(slots: Mapping[str, str], end: str = "") -> str | None:
    if f"y{end}" in slots or f"Y{end}" in slots:
        return slots.get(f"y{end}") or slots[f"Y{end}"]
    if f"yy{end}" not in slots:
        return None
    short = int(slots[f"yy{end}"])
    return str(short + (2000 if short < _CENTURY_SPLIT else 1900))


def _month(slots: Mapping[str, str], words: Words, end: str = "") -> int | None:
    if f"M{end}" in slots:
        return words.months[_plain(slots[f"M{end}"])]
    if f"w{end}" in slots:
        return words.numbers[_plain(slots[f"w{end}"])]
    return int(slots[f"m{end}"]) if f"m{end}" in slots else None


def _day(slots: Mapping[str, str], words: Words, end: str = "") -> int | None:
    if f"o{end}" in slots:
        return words.days[_plain(slots[f"o{end}"])]
    return int(slots[f"d{end}"]) if f"d{end}" in slots else None


def _calendar(slots: Mapping[str, str], words: Words, year: str) -> str | None:
    """A year, month or day, or a range of them whose ends lend each other what they lack; 2024-09 is a month."""
    month, day = _month(slots, words), _day(slots, words)
    if not any(slot.endswith("2") for slot in slots):
        return _written(year, month, day)
    until = _year_in_digits(slots, "2") or year
    until_month, until_day = _month(slots, words, "2") or month, _day(slots, words, "2")
    month = month or until_month
    since = year if year != UNKNOWN else _before(until, month, until_month)
    first, last = _written(since, month, day), _written(until, until_month, until_day)
    if first is None or last is None or (first >= last and "X" not in first + last and "{" not in first + last):
        return _written(year, int(slots["yy2"]), None) if "yy2" in slots and 0 < int(slots["yy2"]) <= _YEAR else None
    return f"{first}/{last}"


def _before(until: str, month: int | None, until_month: int | None) -> str:
    """The year of a range's beginning: the year before its end where its month comes later (December to January)."""
    if until.isdigit() and month and until_month and month > until_month:
        return str(int(until) - 1)
    return until


def _written(year: str, month: int | None, day: int | None) -> str | None:
    if month is None:
        return year if day is None else None
    longest = monthrange(int(year) if year.isdigit() else 2024, month)[1]  # 2024: a leap year allows 29 February
    if day == LAST:
        day = longest if year.isdigit() or longest != _LEAP else None
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{day:02}" if day <= longest else None


def _jalali(slots: Mapping[str, str], words: Words) -> str | None:
    """A Jalali expression: its Gregorian day or span where its year is known, else for `link.years` to convert."""
    month = words.jalali[_plain(slots["J"])] if "J" in slots else int(slots["m"]) if "m" in slots else None
    day = _day(slots, words)
    if "j" not in slots:
        year = _year(slots, words)
        if year.isdigit() or day == LAST:
            return None
        single = "jalali:" + (f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}")
        return single if "d2" not in slots else f"{single}/{year}-{month:02}-{int(slots['d2']):02}"
    try:
        return _jalali_told(slots, words, month, day)
    except ValueError:
        return None


def _jalali_told(slots: Mapping[str, str], words: Words, month: int | None, day: int | None) -> str:
    """The Gregorian day or span of a Jalali expression with its year; ValueError where there is no such day."""
    year = int(slots["j"])
    if "o" in slots and not month:
        month, day = _edge(slots, words)
    part = None if day else _part_months(slots, words)
    if part:
        return "{}/{}".format(*jalali.span(year, *part))
    if "j2" in slots:
        return f"{jalali.span(year)[0]}/{jalali.span(int(slots['j2']))[1]}"
    if "d2" in slots and month and day:
        last = words.jalali[_plain(slots["J2"])] if "J2" in slots else month
        return f"{jalali_value(year, month, day)}/{jalali_value(year, last, int(slots['d2']))}"
    return jalali_value(year, month).rpartition("/")[2] if day == LAST else jalali_value(year, month, day)


def _edge(slots: Mapping[str, str], words: Words) -> tuple[int, int | None]:
    """Month and day of the first or last day of a year or a part of it."""
    first, last = _part_months(slots, words) or (1, _YEAR)
    day = _day(slots, words)
    return last if day == LAST else first, day


def _part_months(slots: Mapping[str, str], words: Words) -> tuple[int, int] | None:
    """First and last month of a quarter, half, or first or last months of a year."""
    if "q" in slots:
        last = 3 * words.ordinal(slots["q"], 4)
        return last - 2, last
    if "h" in slots:
        last = _HALF * words.ordinal(slots["h"], 2)
        return last - _HALF + 1, last
    if "n" in slots:
        return 1, words.number(slots["n"])
    if "g" in slots:
        return 1, MONTHS_IN["Q"] * words.number(slots["g"])
    return (_YEAR - words.number(slots["nl"]) + 1, _YEAR) if "nl" in slots else None


def jalali_value(year: int, month: int | None = None, day: int | None = None) -> str:
    """The Gregorian day, or the exact Gregorian span, of a Jalali day, month or year; else ValueError."""
    if month and day:
        return jalali.gregorian(year, month, day).isoformat()
    first, last = jalali.span(year, month or 1, month or 12)
    return f"{first}/{last}"


def jalali_quarters(year: int, part: str) -> str:
    """The Gregorian span of a quarter (`Q2`) or half (`H1`) of a Jalali year."""
    months = MONTHS_IN[part[0]]
    number = int(part[1])
    first, last = jalali.span(year, months * (number - 1) + 1, months * number)
    return f"{first}/{last}"
