"""A year for every date that lacks one, from what the article supports, and relative dates from `published`.

In this order: the full date it belongs with (same sentence), the year under discussion, the day of publication. An
index edition, a plan, a budget, a target or a comparison lends its year to no bare day. Unknown stays `XXXX`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reformcli.extract.dates import DateMention
from reformcli.extract.scan import Scan
from reformcli.extract.values import UNKNOWN, jalali_quarters, jalali_value, last_day
from reformcli.languages.fa import quirks as jalali
from reformcli.models import Mention

_YEAR = re.compile(r"\d{4}")
_RELATIVE = re.compile(r"\{(\w+)([+-]\d)\}")
_DATED = 12  # characters between a document's number and the date it bears
_WINDOW = 40  # characters around a year in which a word may say that it is an edition, a plan or a comparison


@dataclass(slots=True)
class Said:
    """A date with its year, as others may lean on it; `lends` unless it is an edition, a plan or a comparison."""

    start: int
    value: str
    year: int
    lends: bool
    full: bool


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The dates with every open value closed, as far as the article supports it."""
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    published = date.fromisoformat(scan.published) if scan.published else None
    said = [s for d in dates if (s := _said(scan, d))]
    years = _Years(scan, said, published, uses_jalali=any(d.rule.startswith("dates.jalali") for d in dates))
    return {"dates": tuple(_gregorian(years.closed(d)) for d in dates)}


def _said(scan: Scan, mention: DateMention) -> Said | None:
    value = mention.value or ""
    if not value[:4].isdigit():
        return None
    full = len(value.partition("/")[0]) > len("2024")
    year = int(value.rpartition("/")[2][:4]) if full else int(value[:4])
    return Said(mention.start, value, year, _lends(scan, mention, full=full), full)


def _lends(scan: Scan, mention: DateMention, *, full: bool) -> bool:
    if any(mention.start - _DATED <= end <= mention.start and rule == "document" for _, end, rule in scan.silent):
        return False
    if "/" in (mention.value or "") and not full:
        return False  # 2021-2025: a plan's period
    if scan.between("no-lend", mention.end, mention.end + 3) and not full:
        return scan.between("no-lend", mention.end, mention.end + 3)[0].concept != "after"
    near = scan.between("no-lend", mention.start - _WINDOW, mention.start)
    return not any(h.concept == "before" and _BARE_GAP.fullmatch(scan.folded[h.end : mention.start]) for h in near)


_BARE_GAP = re.compile(r"[ (]*(?:(?:\w{1,4} )?[\d.,]+ ?(?:%|\w+(?: \w+)?)? *(?:in|en|năm|of|سال|در|at the end of|fin)? *)?")


@dataclass(slots=True)
class _Years:
    scan: Scan
    said: list[Said]
    published: date | None
    uses_jalali: bool

    def closed(self, mention: DateMention) -> DateMention:
        value = mention.value or ""
        if "{same}" in value:
            before = [s for s in self.said if s.start < mention.start]
            year = before[-1].year if before else None
            return replace(mention, value=value.replace("{same}", str(year) if year else UNKNOWN), basis="discussion")
        if "{" in value:
            return self._relative(mention, value)
        if UNKNOWN not in value:
            return replace(mention, basis="explicit")
        if "jalali:" in value:
            return self._jalali(mention, value)
        return self._year_less(mention, value)

    def _year_less(self, mention: DateMention, value: str) -> DateMention:
        joined = self._joined(mention)
        if joined:
            return self._finish(mention, _until(value, joined), "companion")
        companion, told = self._companion(mention), self._discussed(mention)
        if self.published is None:
            if companion:
                return self._finish(mention, _near(value, companion), "companion")
            return self._from_article(mention, value, told)
        past = told and told.year < self.published.year and told.start < mention.start
        if past and told and not (_is_day(value) and not told.full):
            return self._finish(mention, _near(value, told) if told.full else value.replace(UNKNOWN, str(told.year)), "discussion")
        return self._finish(mention, _nearest(value, self.published), "published")

    def _from_article(self, mention: DateMention, value: str, told: Said | None) -> DateMention:
        """Without a day of publication: the year of this passage, else the last one told before, else the first after."""
        if told is None:
            lending = [s for s in self.said if s.lends]
            before = [s for s in lending if s.start < mention.start]
            told = before[-1] if before else lending[0] if lending else None
        return self._finish(mention, value.replace(UNKNOWN, str(told.year)), "discussion") if told else mention

    def _joined(self, mention: DateMention) -> Said | None:
        """The full date that follows across a range or list: from 1 July to 15 September 2025."""
        after = next((s for s in self.said if s.start > mention.start and s.full), None)
        if after is None or after.start - mention.end > _WINDOW // 2:
            return None
        gap = self.scan.folded[mention.end : after.start].split()
        lists = self.scan.lexicon.language.table("lists")
        joints = {word for joint in (*lists["range"], *lists["items"]) for word in joint.split()} | {"-", *lists["glue"]}
        return after if gap and all(word in joints for word in gap) else None

    @staticmethod
    def _finish(mention: DateMention, value: str, basis: str) -> DateMention:
        return mention if last_day(value) is None else replace(mention, value=value, basis=basis)

    def _companion(self, mention: DateMention) -> Said | None:
        """The nearest full date of the same sentence, one that follows across a range or list first."""
        start, end = self.scan.sentence(mention.start)
        near = [s for s in self.said if s.full and start <= s.start < end and s.lends]
        return min(near, key=lambda s: (abs(s.start - mention.start)), default=None)

    def _discussed(self, mention: DateMention) -> Said | None:
        """The year that this sentence, or the one before it, is about."""
        start, end = self.scan.sentence(mention.start)
        here = [s for s in self.said if s.lends and start <= s.start < end]
        if here:
            return min(here, key=lambda s: abs(s.start - mention.start))
        before = self.scan.sentence(max(0, start - 1))[0]
        last = [s for s in self.said if s.lends and before <= s.start < start]
        return last[-1] if last else None

    def _relative(self, mention: DateMention, value: str) -> DateMention:
        found = _RELATIVE.search(value)
        if not found:
            return mention
        unit, shift = found[1], int(found[2])
        if unit == "said":
            told = self._discussed(mention)
            if told:
                return replace(mention, value=value.replace(found[0], str(told.year + shift)), basis="discussion")
            unit = "year"
        if self.published is None:
            return replace(mention, value=None)
        if self.uses_jalali and unit in ("year", "month"):
            return replace(mention, value=_jalali_unit(self.published, unit, shift, value[found.end() :]), basis="published")
        return replace(mention, value=value.replace(found[0], _unit(self.published, unit, shift)), basis="published")

    def _jalali(self, mention: DateMention, value: str) -> DateMention:
        known = [s for s in self.said if s.value[:4].isdigit()]
        day = last_day(known[-1].value) if known else self.published
        if day is None:
            return replace(mention, value=_common(value))
        return replace(mention, value=value.replace(UNKNOWN, f"{jalali.year_of(day):04}"), basis="discussion" if known else "published")


def _is_day(value: str) -> bool:
    return bool(re.match(r"XXXX-\d\d-\d\d", value))


def _first_day(value: str) -> date | None:
    first = value.partition("/")[0]
    part = re.fullmatch(r"(\d{4})-([QH])(\d)", first)
    if part:
        return date(int(part[1]), (int(part[3]) - 1) * (3 if part[2] == "Q" else 6) + 1, 1)
    numbers = [int(n) for n in first.split("-") if n.isdigit()]
    return date(*(numbers + [1, 1])[:3]) if numbers else None


def _valid(value: str) -> bool:
    try:
        return last_day(value) is not None and _first_day(value) is not None
    except ValueError:
        return False


def _until(value: str, end: Said) -> str:
    """The end's year, or the year before it where the beginning would come after the end."""
    same = value.replace(UNKNOWN, str(end.year))
    return same if same.partition("/")[0] <= end.value else value.replace(UNKNOWN, str(end.year - 1))


def _near(value: str, companion: Said) -> str:
    """The companion's year, or the next or last one where the two stand on either side of a new year."""
    same = value.replace(UNKNOWN, str(companion.year))
    ours, theirs = re.match(r"XXXX-(\d\d)", value), re.search(r"\d{4}-(\d\d)", companion.value)
    if not ours or not theirs:
        return same
    gap = int(ours[1]) - int(theirs[1])
    shift = 1 if gap <= -10 else -1 if gap >= 10 else 0  # noqa: PLR2004 # November to January or the other way round
    return value.replace(UNKNOWN, str(companion.year + shift))


def _nearest(value: str, day: date) -> str:
    """The year that brings the expression nearest to `day`."""
    options = [o for y in (day.year, day.year - 1, day.year + 1) if _valid(o := value.replace(UNKNOWN, str(y)))]
    return min(options, key=lambda o: _distance(o, day), default=value)


def _distance(value: str, day: date) -> int:
    first, last = _first_day(value), last_day(value)
    assert first is not None and last is not None
    return max(0, (first - day).days, (day - last).days)


def _unit(day: date, unit: str, shift: int) -> str:
    """A relative unit counted from `day`: a week takes the value of its month."""
    if unit == "day":
        return (day + timedelta(days=shift)).isoformat()
    if unit == "week":
        return (day + timedelta(weeks=shift)).isoformat()[:7]
    if unit == "year":
        return str(day.year + shift)
    months = day.year * 12 + day.month - 1 + shift * (3 if unit == "quarter" else 1)
    year, month = divmod(months, 12)
    return f"{year}-Q{month // 3 + 1}" if unit == "quarter" else f"{year}-{month + 1:02}"


def _jalali_unit(day: date, unit: str, shift: int, rest: str) -> str:
    """A relative year or month in a text that counts in the Jalali calendar, as its Gregorian span."""
    year, month = jalali.year_of(day), jalali.month_of(day)
    if unit == "year":
        part = re.fullmatch(r"-([QH]\d)", rest)
        return jalali_quarters(year + shift, part[1]) if part else jalali_value(year + shift)
    years, index = divmod(year * 12 + month - 1 + shift, 12)
    return jalali_value(years, index + 1)


def _common(value: str) -> str:
    """A Jalali day without any year: the Gregorian day it falls on in most years (1403 for 1404 is one day off)."""
    written = value.removeprefix("jalali:").partition("/")[0].split("-")
    if len(written) < 3:  # noqa: PLR2004 # no day
        return f"{UNKNOWN}-{jalali.gregorian(1404, int(written[1]), 1).month:02}"
    return f"{UNKNOWN}-{jalali.gregorian(1404, int(written[1]), int(written[2])).isoformat()[5:]}"


def _gregorian(mention: DateMention) -> DateMention:
    """A Jalali value whose year is now known, in the Gregorian calendar."""
    value = mention.value or ""
    if not value.startswith("jalali:"):
        return mention
    parts = value.removeprefix("jalali:").split("/")
    try:
        ends = [jalali_value(*map(int, part.split("-"))) for part in parts]
    except ValueError:
        return replace(mention, value=None)
    return replace(mention, value=ends[0] if len(ends) == 1 else f"{ends[0].partition('/')[0]}/{ends[1].rpartition('/')[2]}")
