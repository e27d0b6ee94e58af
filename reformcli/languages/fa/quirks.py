"""The Jalali (Solar Hijri) calendar, which no table of words can say.

Leap years follow Borkowski's table of breaks in the 33-year cycles ("The Persian calendar for 3000 years", 1996),
exact for the years 1178 to 1633.
"""

from __future__ import annotations

from datetime import date, timedelta

_BREAKS = (-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178)
_LONG_MONTHS = 6  # of 31 days; the other months have 30, the twelfth 29 in a common year


def gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Jalali one; ValueError where there is no such day."""
    if not (1 <= month <= 12 and 1 <= day <= length(year, month)):  # noqa: PLR2004 # twelve months
        raise ValueError(f"no day {day} in month {month} of {year}")
    days = 31 * (month - 1) - max(0, month - _LONG_MONTHS - 1)
    return _new_year(year) + timedelta(days=days + day - 1)


def length(year: int, month: int) -> int:
    """Days of a Jalali month."""
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29  # noqa: PLR2004 # the twelfth month


def year_of(day: date) -> int:
    """The Jalali year of a Gregorian day."""
    year = day.year - 621
    return year if day >= _new_year(year) else year - 1


def month_of(day: date) -> int:
    """The Jalali month of a Gregorian day."""
    days = (day - _new_year(year_of(day))).days
    return days // 31 + 1 if days < 31 * _LONG_MONTHS else (days - 31 * _LONG_MONTHS) // 30 + _LONG_MONTHS + 1


def span(year: int, first: int = 1, last: int = 12) -> tuple[date, date]:
    """First and last Gregorian day of the months `first` to `last` of a Jalali year."""
    return gregorian(year, first, 1), gregorian(year, last, length(year, last))


def _is_leap(year: int) -> bool:
    return (_new_year(year + 1) - _new_year(year)).days == 366  # noqa: PLR2004 # days of a leap year


def _new_year(year: int) -> date:
    """The Gregorian day of 1 Farvardin."""
    leaps, previous = -14, _BREAKS[0]
    jump = 0
    for current in _BREAKS[1:]:
        jump = current - previous
        if year < current:
            break
        leaps += jump // 33 * 8 + jump % 33 // 4
        previous = current
    since = year - previous
    leaps += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:  # noqa: PLR2004 # the irregular end of some cycles
        leaps += 1
    century = year + 621
    gregorian_leaps = century // 4 - (century // 100 + 1) * 3 // 4 - 150
    return date(century, 3, 1) + timedelta(days=20 + leaps - gregorian_leaps - 1)
