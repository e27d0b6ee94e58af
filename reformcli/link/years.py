"""A year for every date that lacks one, from what the article supports, and relative dates from `published`.

In this order: the full date it belongs with (same sentence), the year under discussion, the day of publication. An
index edition, a plan, a budget, a target or a comparison lends its year to no bare day. Unknown stays `XXXX`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reformcli.extract.date_lists import are_joined, is_range
from reformcli.extract.dates import DateMention
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.extract.value_days import last_day
from reformcli.extract.values import UNKNOWN
from reformcli.languages import pattern
from reformcli.languages.fa import quirks as jalali
from reformcli.link import days, sides
from reformcli.link.companions import JOINED, Companions
from reformcli.link.relative import away_from_spoken, in_the_next
from reformcli.link.said import Said, goes_on, is_jalali, is_surely_due, is_target, main, planned, plans_ahead, said
from reformcli.link.tense import clause, is_counted_down, is_overdue, is_put_off, is_since, is_to_come, tense_of
from reformcli.models import Mention

_RELATIVE = re.compile(r"\{(\w+)([+-]\d)\}")
_GREGORIAN = re.compile(r"-\d\d(?!/)")  # a month that is named: "January next year"
_MONTH = re.compile(rf"(?:\d{{4}}|{UNKNOWN})-\d\d")
_FOLLOWS = 60  # characters before a date in which "and amended on" stands
_OPENS = 12  # characters into a sentence in which the year that frames it stands


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The dates with every open value closed, as far as the article supports it."""
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    published = date.fromisoformat(scan.published) if scan.published else None
    known = [s for before, d in zip([None, *dates], dates, strict=False) if (s := said(scan, d, before))]
    companions = Companions(scan, known, published)
    years = _Years(scan, dates, companions, published, uses_jalali=any(is_jalali(scan, d) for d in dates))
    return {"dates": tuple(years.closed(d) for d in dates)}


def _told(mention: DateMention, value: str | None, basis: str | None) -> DateMention:
    """The mention with a value, and where that comes from."""
    return replace(mention, value=value, basis=basis)


def _checked(mention: DateMention, value: str, basis: str) -> DateMention:
    """The same where the value is a day of the calendar; else the mention as it was."""
    return _told(mention, value, basis) if days.valid(value) else mention


def _gregorian(mention: DateMention) -> DateMention:
    """A Jalali value whose year is now known, in the Gregorian calendar."""
    value = mention.value or ""
    return _told(mention, days.gregorian(value) or None, mention.basis) if value.startswith("jalali:") else mention


@dataclass(slots=True)
class _Years:
    scan: Scan
    dates: list[DateMention]
    companions: Companions
    published: date | None
    uses_jalali: bool
    closed_dates: list[DateMention] = field(default_factory=list)

    def closed(self, mention: DateMention) -> DateMention:
        """The mention with its value closed."""
        done = _gregorian(self._closed(mention))
        done = replace(done, value=days.in_calendar(done.value))
        self.closed_dates.append(done)
        return done

    def _closed(self, mention: DateMention) -> DateMention:
        value = mention.value or ""
        if "{" in value:
            return self._counted(mention, value)
        if UNKNOWN not in value:
            return _told(mention, mention.value, "explicit")
        if value.startswith("jalali:"):
            return self._jalali(mention, value)
        return self._year_less(mention, value)

    def _counted(self, mention: DateMention, value: str) -> DateMention:
        """A date told by another or by the day of publication: in the same year or month, next, last, a unit away."""
        if "{same}" in value:
            return self._same_year(mention, value)
        if "{month}" in value:
            this = self.published and self.scan.between("relative", mention.start, mention.end)
            before = () if this else reversed(self.closed_dates)  # «۳۰ همین ماه»
            month = next((d.value[:7] for d in before if d.value and _MONTH.match(d.value)), None)
            told = month or (days.unit_from(self.published, "month", 0) if self.published else "{month}")
            return _checked(mention, value.replace("{month}", told), "companion" if month else "published")
        if "{following}" in value:
            return self._following(mention, value.replace("{following}", UNKNOWN))
        if "{next}" in value or "{last}" in value:
            tense, bare = (1, "{next}") if "{next}" in value else (-1, "{last}")
            plain = value.replace(bare, UNKNOWN)
            if self.published is None:
                return self._alone(replace(mention, value=plain), plain)
            return _checked(mention, days.nearest(plain, self.published, tense, recent=0), "published")
        return self._relative(mention, value)

    def _following(self, mention: DateMention, plain: str) -> DateMention:
        """The next such day or month after the date told last: "in October 2020, then the following February"."""
        told = last_day(self.closed_dates[-1].value or "") if self.closed_dates else None
        if told is None:
            return self._alone(replace(mention, value=plain), plain)
        return _checked(mention, days.nearest(plain, told, 1, recent=0), "companion")

    def _same_year(self, mention: DateMention, value: str) -> DateMention:
        """The year of the date told last."""
        before = self.companions.before(mention)
        year = before[-1].year if before else self.published.year if self.published else None
        if before and value.startswith("jalali:"):
            year = jalali.year_of(day) if (day := last_day(before[-1].value)) else None
        return _told(mention, value.replace("{same}", str(year) if year else UNKNOWN), "discussion")

    def _year_less(self, mention: DateMention, value: str) -> DateMention:
        joined = self.companions.joined(mention) or self._range_end(mention, value)
        if joined:
            return _checked(mention, days.until(value, joined), "companion")
        closed = self._following if is_put_off(self.scan, mention, self.closed_dates) else self._alone
        return closed(mention, value)

    def _alone(self, mention: DateMention, value: str) -> DateMention:
        """A year-less date that opens no range, with its year."""
        start, end = self.scan.sentence(mention.start)
        here = [s for s in between(self.companions.said, start, end) if s.lends]
        tense = tense_of(self.scan, mention) if self.published else 0
        part = self._framed(mention, here) if days.is_day(value) else self._part_year(mention, value, here, tense)
        if part:
            return _checked(mention, value.replace(UNKNOWN, str(part[0])), part[1])
        if self.published is None:
            return self._from_article(mention, value, here)
        side = self._side(mention, value, tense)
        return _checked(mention, sides.closed(self.scan, mention, value, self.published, side), "published")

    def _framed(self, mention: DateMention, here: list[Said]) -> tuple[int, str] | None:
        """The past year that a sentence opens with, for what was due: "In 2022, we had to link them by 1 December"."""
        if len(here) != 1 or here[0].full or not self.published or not is_target(self.scan, mention):
            return None
        opening = min(mention.start, self.scan.sentence(mention.start)[0] + _OPENS)
        return (here[0].year, "discussion") if here[0].start < opening and here[0].year < self.published.year else None

    def _part_year(self, mention: DateMention, value: str, here: list[Said], tense: int) -> tuple[int, str] | None:
        """The year told before of a part like it, or of the past, unless it is due: "in H1 2024, then in H2"."""
        before = [s for s in here if s.start < mention.start]
        if self.published and (tense > 0 or is_target(self.scan, mention)):
            return None
        parts = [s for s in before if days.is_quarter(s.value)] if days.is_quarter(value) else []
        alike = parts or [s for s in before if days.form(s.value) == days.form(value)]
        past = [s for s in before if self.published and not s.full and s.year < self.published.year]
        if alike:
            after = in_the_next(self.companions, self.closed_dates, mention, value, alike[-1])
            return alike[-1].year + after, "companion"
        return (past[-1].year, "discussion") if past else None

    def _side(self, mention: DateMention, value: str, tense: int) -> tuple[int, int] | tuple[int]:
        """The side of publication on which a date lies, and within how many days that does not matter."""
        if is_since(self.scan, mention):
            return -1, 0
        if is_counted_down(self.scan, mention):
            return (1,)
        cue = self.scan.ending("bounds", mention.start - 1)
        likely = cue and cue.concept == "by-likely" and not is_overdue(self.scan, mention, *clause(self.scan, mention))
        due = is_target(self.scan, mention)
        to_come = is_to_come(self.scan, mention) or (due and is_to_come(self.scan, mention, "hoped"))
        if likely or (tense >= 0 and to_come):
            return 1, 0
        surely = is_surely_due(self.scan, mention)
        if tense >= 0 and self.published and (due or surely or days.is_quarter(value)):
            planned = due and plans_ahead(self.scan, self.companions.said, self.published)
            if planned or goes_on(self.scan, mention, self.closed_dates, self.published):
                return 1, 0
        tense = tense or int(surely)
        return (-1, 0) if not tense and days.is_part(value) else (tense,)  # months are counted when they are over

    def _from_article(self, mention: DateMention, value: str, here: list[Said]) -> DateMention:
        """Without a day of publication: what this sentence tells, else the full date before or behind, else a year."""
        start, end = clause(self.scan, mention)
        here = between(here, start, end) or here
        again = value.removeprefix(UNKNOWN)  # "growth in the second quarter, above that of Q2 2022"
        full = (s for s in here if s.full and not (s.start > mention.start and s.value[4:] == again))
        told = min(full, key=lambda s: (s.target, abs(s.start - mention.start)), default=None)
        if told and told.target and any(s.full and s.lends and not s.target for s in self.companions.said):
            told = None
        told = told or next((s for s in reversed(here) if s.start < mention.start), None)
        basis = "companion" if told else "discussion"
        told = told or self.companions.due_before(mention) or planned(self.scan, self.companions.said, mention)
        ahead = is_target(self.scan, mention) or tense_of(self.scan, mention) > 0
        told = told or (self.companions.reported(mention) if ahead else None)
        told = told or main(self.companions.said, mention.start)
        if told is None:
            return mention
        since = max(told.start, mention.start - _FOLLOWS)
        follows = pattern(self.scan.language, "dates", "follows").search(self.scan.folded, since, mention.start)
        ahead_of = ahead or basis == "companion"
        return _checked(mention, days.beside(value, told, ahead=ahead_of, due=ahead, follows=bool(follows)), basis)

    def _range_end(self, mention: DateMention, value: str) -> Said | None:
        """The end, without a year beside it, of a range or list that a date opens: "from January to October"."""
        after = next(iter(between(self.dates, mention.end, mention.end + JOINED)), None)
        if after is None:
            return None
        alike = days.form(after.value or "") == days.form(value)
        if alike and are_joined(self.scan, mention.end, after.start, months=False):
            told = self.companions.joined(after) or self._range_end(after, value)
            if told:
                return told  # "les 2 février, 9 août et 21 décembre 2022"
        if not is_range(self.scan, (mention.start, mention.end), after.start):
            return None
        value = after.value or ""
        return said(self.scan, self._alone(after, value)) if value.startswith(f"{UNKNOWN}-") else None

    def _relative(self, mention: DateMention, value: str) -> DateMention:
        """A unit away from what is spoken of, else from the day of publication; no value where neither is known."""
        found = _RELATIVE.search(value)
        if not found:
            return mention
        spoken_of = away_from_spoken(self.companions, self.closed_dates, mention, found[1], int(found[2]))
        if spoken_of:
            return _told(mention, value.replace(found[0], spoken_of), "discussion")
        if self.published is None:
            return _told(mention, None, mention.basis)
        if found[2] == "-0":
            tense, due = tense_of(self.scan, mention), is_target(self.scan, mention)
            return _told(mention, days.weekday(found[1], self.published, tense, due=due), "published")
        unit, shift = "year" if found[1] == "said" else found[1], int(found[2])
        of_month = unit == "year" and _GREGORIAN.match(value, found.end())
        if value.startswith("jalali:") and unit == "year":
            away = str(jalali.year_of(self.published) + shift)
        elif self.uses_jalali and unit in ("year", "month") and not of_month:
            return _told(mention, days.jalali_unit_from(self.published, unit, shift, value[found.end() :]), "published")
        else:
            away = days.unit_from(self.published, unit, shift)
        return _told(mention, value.replace(found[0], away), "published")

    def _jalali(self, mention: DateMention, value: str) -> DateMention:
        if joined := self.companions.joined(mention):
            return _told(mention, days.jalali_until(value, joined), "companion")
        told = self.companions.discussed(mention) or main(self.companions.said, mention.start)
        day = self.published or (last_day(told.value) if told else None)
        if day is None:
            return _told(mention, days.jalali_usual(value), mention.basis)
        return _told(mention, days.jalali_nearest(value, day), "published" if self.published else "discussion")
