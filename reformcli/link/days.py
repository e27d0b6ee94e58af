"""Where a value lies in time: how far a day is from it, and the year that brings it nearest to one."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reformcli.extract.value_days import first_day, last_day
from reformcli.extract.values import LAST, MONTHS_IN, UNKNOWN, jalali_quarters, jalali_value
from reformcli.languages.fa import quirks as jalali
from reformcli.link.said import Said

_OPPOSITE = 270  # days beyond which two dates of one year stand at its opposite ends
_RECENT = 45  # days within which a date belongs to the news whatever the tense: a deadline just missed
_FARTHER = 6  # how many times farther the other year may lie for the tense to choose it
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_USUAL = 1404  # a Jalali year whose days fall on the same Gregorian days as in most years


def is_day(value: str) -> bool:
    """Whether a value without a year is a day."""
    return bool(re.match(r"XXXX-\d\d-\d\d", value))


def is_quarter(value: str) -> bool:
    """Whether a value without a year is a quarter or half of it."""
    return value[len(UNKNOWN) + 1 :].startswith(("Q", "H"))


def is_part(value: str) -> bool:
    """Whether a value without a year is a half of it, or its first or last months."""
    return bool(re.fullmatch(r"XXXX-(?:H\d|01/XXXX-\d\d|\d\d/XXXX-12)", value))


def form(value: str) -> str:
    """What a value looks like behind its year: `-Q0`, `-00-00`."""
    return re.sub(r"[\dX]", "0", value[len(UNKNOWN):])


def valid(value: str) -> bool:
    """Whether both ends of a value are days of the calendar."""
    try:
        return last_day(value) is not None and first_day(value) is not None
    except ValueError:
        return False


def in_calendar(value: str | None) -> str | None:
    """The value, a month's last day by its number; None for what no calendar has: the 31st of this month in June."""
    if value is None or value.startswith(UNKNOWN) or valid(value):
        return value
    month, _, day = value.rpartition("-")
    return str(last_day(month)) if day == str(LAST) and valid(month) else None


def until(value: str, end: Said) -> str:
    """The end's year, or the year before it where the beginning would come after the end."""
    same = value.replace(UNKNOWN, str(end.year))
    begin, last = first_day(same) if valid(same) else None, last_day(end.value)
    return same if begin and last and begin <= last else value.replace(UNKNOWN, str(end.year - 1))


def beside(value: str, told: Said, *, ahead: bool, due: bool, follows: bool = False) -> str:
    """The year told, or its neighbour where the two would stand at opposite ends of it (December, then January).

    What is `due` lies nearest to the end of a quarter or half told. What is not `ahead` does not come after the day
    told: on 2 October "since 1 January" looks back. What `follows` in the sentence does not come before it.
    """
    same = value.replace(UNKNOWN, str(told.year))
    of_part = due and (told.value[len(UNKNOWN) + 1 :][:1] in ("Q", "H") or "/" in told.value)  # "… half, then in July"
    if told.target and not told.over and (day := (last_day if of_part else first_day)(told.value)):
        return nearest(value, day, 0)
    first, last = (first_day(told.value), last_day(told.value)) if told.full else (None, None)
    if first is None or last is None or not valid(same):
        return same
    opposite = min(distance(same, first), distance(same, last)) >= _OPPOSITE
    later = same > first.isoformat()
    return nearest(value, first, 0) if opposite and (not later if follows else ahead or later) else same


def nearest(value: str, day: date, tense: int, recent: int = _RECENT) -> str:
    """The year that brings the expression nearest to `day`; on the side that the tense asks for if that is near."""
    options = [o for y in (day.year, day.year - 1, day.year + 1) if valid(o := value.replace(UNKNOWN, str(y)))]
    fitting = [o for o in options if (tense > 0 and _reaches(o, day)) or (tense < 0 and _begun(o, day))]
    best = min(options, key=lambda o: distance(o, day), default=value)
    if not fitting or best in fitting or distance(best, day) < recent:
        return best
    other = min(fitting, key=lambda o: distance(o, day))
    return best if recent and distance(other, day) > _FARTHER * distance(best, day) else other


def _reaches(value: str, day: date) -> bool:
    last = last_day(value)
    return last is not None and last >= day


def _begun(value: str, day: date) -> bool:
    first = first_day(value)
    return first is not None and first <= day


def distance(value: str, day: date) -> int:
    """Days between a valid value and a day, 0 where the day lies in it."""
    first, last = first_day(value), last_day(value)
    assert first is not None
    assert last is not None
    return max(0, (first - day).days, (day - last).days)


def unit_from(day: date, unit: str, shift: int) -> str:
    """A relative unit counted from `day`: a week takes the value of its month, "this Monday" is the nearest one."""
    if unit == "day":
        return (day + timedelta(days=shift)).isoformat()
    if unit.endswith("day"):
        return (day + timedelta(days=_to_weekday(day.weekday(), unit, shift))).isoformat()
    if unit == "week":
        return (day + timedelta(weeks=shift)).isoformat()[:7]
    if unit == "year":
        return str(day.year + shift)
    part = {"quarter": "Q", "half": "H"}.get(unit)
    length = MONTHS_IN[part] if part else 1
    year, month = divmod(day.year * 12 + day.month - 1 + shift * length, 12)
    return f"{year}-{part}{month // length + 1}" if part else f"{year}-{month + 1:02}"


def weekday(name: str, day: date, tense: int, *, due: bool) -> str:
    """A weekday by itself: the last, which may be today; where the words look ahead the nearest, if due the next."""
    if tense > 0 and not due:
        return unit_from(day, name, 0)
    away = _WEEKDAYS.index(name) - day.weekday()
    return (day + timedelta(days=away % 7 if tense > 0 else -(-away % 7))).isoformat()


def _to_weekday(today: int, unit: str, shift: int) -> int:
    """Days to the nearest, last or next `monday`, or to `saturday_monday`: that of a week that begins on Saturday."""
    first, _, day = unit.rpartition("_")
    away = _WEEKDAYS.index(day) - today
    if first:
        begin = _WEEKDAYS.index(first)
        return (today + away - begin) % 7 - (today - begin) % 7 + 7 * shift
    return (away + 3) % 7 - 3 if shift == 0 else (away - 1) % 7 + 1 if shift > 0 else away % 7 - 7


def jalali_unit_from(day: date, unit: str, shift: int, rest: str) -> str:
    """A relative year or month, or a day of it, in a text that counts in the Jalali calendar; empty for no such day."""
    year, month = jalali.year_of(day), jalali.month_of(day)
    if unit == "year":
        months = re.fullmatch(r"-(\d\d)/.*-(\d\d)", rest)
        if months:
            return "{}/{}".format(*jalali.span(year + shift, int(months[1]), int(months[2])))
        part = re.fullmatch(r"-([QH]\d)", rest)
        return jalali_quarters(year + shift, part[1]) if part else jalali_value(year + shift)
    years, index = divmod(year * 12 + month - 1 + shift, 12)
    if rest == f"-{LAST}":
        return jalali_value(years, index + 1).rpartition("/")[2]
    return gregorian(f"{years}-{index + 1}{rest}")


def jalali_nearest(value: str, day: date) -> str:
    """The Jalali expression with the year that brings it nearest to `day`."""
    years = [jalali.year_of(day) + shift for shift in (0, -1, 1)]
    options = [o for y in years if valid(gregorian(o := value.replace(UNKNOWN, str(y))))]
    return min(options, key=lambda o: distance(gregorian(o), day), default=value)


def jalali_until(value: str, end: Said) -> str:
    """The Jalali expression in its end's year, or in the year before where it would come after the end."""
    last = last_day(end.value)
    if last is None:
        return value
    year = jalali.year_of(last)
    same = value.replace(UNKNOWN, str(year))
    first = first_day(gregorian(same))
    return same if first and first <= last else value.replace(UNKNOWN, str(year - 1))


def jalali_usual(value: str) -> str | None:
    """A Jalali day without any year: the Gregorian day it falls on in most years (1403 for 1404 is one day off).

    None where that year has no such day.
    """
    written = value.removeprefix("jalali:").partition("/")[0].split("-")
    if len(written) < 3:  # noqa: PLR2004 # no day
        return f"{UNKNOWN}-{jalali.gregorian(_USUAL, int(written[1]), 1).month:02}"
    told = gregorian(f"{_USUAL}-{written[1]}-{written[2]}")
    return f"{UNKNOWN}{told[len(UNKNOWN) :]}" if told else None


def gregorian(value: str) -> str:
    """`jalali:1403-02-18` as the Gregorian value; empty where there is no such day."""
    try:
        ends = [jalali_value(*map(int, part.split("-"))) for part in value.removeprefix("jalali:").split("/")]
    except ValueError:
        return ""
    return ends[0] if len(ends) == 1 else f"{ends[0].partition('/')[0]}/{ends[1].rpartition('/')[2]}"
