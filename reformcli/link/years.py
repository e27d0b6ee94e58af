"""A year for every date that lacks one, from what the article supports, and relative dates from `published`.

In this order: the full date it belongs with (same sentence), the year under discussion, the day of publication. An
index edition, a plan, a budget, a target or a comparison lends its year to no bare day. Unknown stays `XXXX`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reformcli.extract.dates import DateMention
from reformcli.extract.scan import Scan
from reformcli.extract.values import UNKNOWN, jalali_quarters, jalali_value, last_day
from reformcli.languages.fa import quirks as jalali
from reformcli.models import Mention

_YEAR = re.compile(r"\d{4}")
_RELATIVE = re.compile(r"\{(\w+)([+-]\d)\}")
_DAY = len("2024-05-15")
_OPPOSITE = 270  # days beyond which two dates of one year stand at its opposite ends
_RECENT = 45  # days within which a date belongs to the news whatever the tense: a deadline just missed
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
    target: bool

    @property
    def grain(self) -> int:
        """Length of the value's first date: the longer, the finer."""
        return len(self.value.partition("/")[0])


def _rank(said: Said) -> tuple[bool, bool, int]:
    """Days lean on full dates before years, on what is told before what is due, on days before months."""
    return not said.full, said.target, -said.grain


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The dates with every open value closed, as far as the article supports it."""
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    published = date.fromisoformat(scan.published) if scan.published else None
    said = [s for d in dates if (s := _said(scan, d))]
    years = _Years(scan, said, published, uses_jalali=any(d.rule.startswith("dates.jalali") for d in dates))
    return {"dates": tuple(years.closed(d) for d in dates)}


def _said(scan: Scan, mention: DateMention) -> Said | None:
    value = mention.value or ""
    if not value[:4].isdigit():
        return None
    full = len(value.partition("/")[0]) > len("2024")
    year = int(value.rpartition("/")[2][:4]) if full else int(value[:4])
    return Said(mention.start, value, year, _lends(scan, mention, full=full), full, _is_target(scan, mention))


def _is_target(scan: Scan, mention: DateMention) -> bool:
    """A date behind "by" or "before": ahead of what the passage is about."""
    cue = scan.ending("bounds", mention.start - 1)
    return cue is not None and not cue.concept.startswith("within")


def _is_dated(scan: Scan, mention: DateMention) -> bool:
    """The date that a document's number bears: in the past, and of no one else's year."""
    return any(mention.start - _DATED <= end <= mention.start and rule == "document" for _, end, rule in scan.silent)


def _lends(scan: Scan, mention: DateMention, *, full: bool) -> bool:
    if _is_dated(scan, mention):
        return False
    if not full and ("/" in (mention.value or "") or _is_target(scan, mention)):
        return False  # 2021-2025, by 2030: a plan's period, a target
    if not full and scan.between("no-lend-after", mention.end, mention.end + 3):
        return False
    near = scan.between("no-lend", mention.start - _WINDOW, mention.start)
    return not any(_BARE_GAP.fullmatch(scan.folded[h.end : mention.start]) for h in near)


_BARE_GAP = re.compile(r"[ (]*(?:(?:\w{1,4} )?[\d.,]+ ?(?:%|\w+(?: \w+)?)? *(?:in|en|năm|of|سال|در|at the end of|fin)? *)?")


@dataclass(slots=True)
class _Years:
    scan: Scan
    said: list[Said]
    published: date | None
    uses_jalali: bool
    closed_dates: list[DateMention] = field(default_factory=list)

    def closed(self, mention: DateMention) -> DateMention:
        """The mention with its value closed."""
        done = _gregorian(self._closed(mention))
        self.closed_dates.append(done)
        return done

    def _closed(self, mention: DateMention) -> DateMention:
        value = mention.value or ""
        if "{same}" in value:
            before = [s for s in self.said if s.start < mention.start]
            year = before[-1].year if before else None
            if year and value.startswith("jalali:"):
                day = last_day(before[-1].value)
                year = jalali.year_of(day) if day else None
            return replace(mention, value=value.replace("{same}", str(year) if year else UNKNOWN), basis="discussion")
        if "{month}" in value:
            months = [s.value[:7] for s in self.said if s.full and s.start < mention.start and re.match(r"\d{4}-\d\d", s.value)]
            return self._finish(mention, value.replace("{month}", months[-1] if months else UNKNOWN), "companion")
        if "{next}" in value or "{last}" in value:
            tense, bare = (1, "{next}") if "{next}" in value else (-1, "{last}")
            plain = value.replace(bare, UNKNOWN)
            if self.published is None:
                return replace(mention, value=plain)
            return self._finish(mention, _nearest(plain, self.published, tense, recent=0), "published")
        if "{" in value:
            return self._relative(mention, value)
        if UNKNOWN not in value:
            return replace(mention, basis="explicit")
        if value.startswith("jalali:"):
            return self._jalali(mention, value)
        return self._year_less(mention, value)

    def _year_less(self, mention: DateMention, value: str) -> DateMention:
        joined = self._joined(mention)
        if joined:
            return self._finish(mention, _until(value, joined), "companion")
        start, end = self.scan.sentence(mention.start)
        here = [s for s in self.said if s.lends and start <= s.start < end]
        if self.published is None:
            return self._from_article(mention, value, here)
        past = [s for s in here if not s.full and s.year < self.published.year and s.start < mention.start]
        if past and not _is_day(value):
            return self._finish(mention, value.replace(UNKNOWN, str(past[-1].year)), "discussion")
        return self._finish(mention, _nearest(value, self.published, self._tense(mention)), "published")

    def _from_article(self, mention: DateMention, value: str, here: list[Said]) -> DateMention:
        """Without a day of publication: what this sentence tells, else the full date before it or after it, else a year."""
        told = min((s for s in here if s.full), key=lambda s: (s.target, abs(s.start - mention.start)), default=None)
        if told and told.target and any(s.full and s.lends and not s.target for s in self.said):
            told = None
        told = told or next((s for s in reversed(here) if s.start < mention.start), None)
        basis = "companion" if told else "discussion"
        told = told or self._main(mention)
        return self._finish(mention, _beside(value, told), basis) if told else mention

    def _main(self, mention: DateMention) -> Said | None:
        """What the article is about: its days before its months and years, the last told before, else the latest."""
        lending = [s for s in self.said if s.lends]
        if not lending:
            return None
        best = min(map(_rank, lending))
        alike = [s for s in lending if _rank(s) == best]
        before = [s for s in alike if s.start < mention.start]
        if alike[0].grain == _DAY:
            return before[-1] if before else alike[0]
        return max(alike, key=lambda s: s.year)

    def _tense(self, mention: DateMention) -> int:
        """1 where the words around a date look ahead, -1 where they look back, 0 where they do not say."""
        if _is_dated(self.scan, mention):
            return -1
        start, end = self.scan.sentence(mention.start)
        ahead = [h for h in self.scan.between("duty", start, end) if h.concept == "strong"]
        back = [h for h in self.scan.between("past", start, end) if h.concept == "strong"]
        back = [h for h in back if not any(a.start <= h.start and h.end <= a.end for a in ahead)]
        if bool(ahead) == bool(back):
            return 0
        return 1 if ahead else -1

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

    @staticmethod
    def _finish(mention: DateMention, value: str, basis: str) -> DateMention:
        return mention if not _valid(value) else replace(mention, value=value, basis=basis)

    def _discussed(self, mention: DateMention) -> Said | None:
        """The last year told before, in a past that is not after publication."""
        last = self.published.year if self.published else None
        before = [s for s in self.said if s.lends and s.start < mention.start and (last is None or s.year <= last)]
        return before[-1] if before else None

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
        before = self._compared_month(mention) if unit == "month" else None
        if before:
            return replace(mention, value=value.replace(found[0], _unit(before, unit, shift)), basis="discussion")
        if self.published is None:
            return replace(mention, value=None)
        if value.startswith("jalali:") and unit == "year":
            return replace(mention, value=value.replace(found[0], str(jalali.year_of(self.published) + shift)), basis="published")
        if self.uses_jalali and unit in ("year", "month"):
            return replace(mention, value=_jalali_unit(self.published, unit, shift, value[found.end() :]), basis="published")
        return replace(mention, value=value.replace(found[0], _unit(self.published, unit, shift)), basis="published")

    def _compared_month(self, mention: DateMention) -> date | None:
        """The month spoken of, where "last month" is what it is compared with: "CPI in December rose on the month before"."""
        window = self.scan.between("no-lend", mention.start - 16, mention.start)
        if not any(h.concept == "compared" for h in window):
            return None
        start = self.scan.sentence(mention.start)[0]
        months = [d for d in self.closed_dates if start <= d.start < mention.start and re.fullmatch(r"\d{4}-\d\d", d.value or "")]
        return _first_day(months[-1].value or "") if months else None

    def _jalali(self, mention: DateMention, value: str) -> DateMention:
        told = self._discussed(mention)
        day = self.published or (last_day(told.value) if told else None)
        if day is None:
            return replace(mention, value=_common(value))
        years = [jalali.year_of(day) + shift for shift in (0, -1, 1)]
        options = [o for y in years if _valid(_jalali_text(o := value.replace(UNKNOWN, str(y))))]
        best = min(options, key=lambda o: _distance(_jalali_text(o), day), default=value)
        return replace(mention, value=best, basis="published" if self.published else "discussion")


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


def _beside(value: str, told: Said) -> str:
    """The year told, or its neighbour where the two would stand at opposite ends of it (December, then January)."""
    same = value.replace(UNKNOWN, str(told.year))
    if told.target and (day := _first_day(told.value)):
        return _nearest(value, day, 0)
    first, last = (_first_day(told.value), last_day(told.value)) if told.full else (None, None)
    if first is None or last is None or not _valid(same) or min(_distance(same, first), _distance(same, last)) < _OPPOSITE:
        return same
    return _nearest(value, first, 0)


def _nearest(value: str, day: date, tense: int, recent: int = _RECENT) -> str:
    """The year that brings the expression nearest to `day`, on the side of it that the tense asks for if that is near."""
    options = [o for y in (day.year, day.year - 1, day.year + 1) if _valid(o := value.replace(UNKNOWN, str(y)))]
    fitting = [o for o in options if (tense > 0 and _reaches(o, day)) or (tense < 0 and _begun(o, day))]
    best = min(options, key=lambda o: _distance(o, day), default=value)
    return best if not fitting or best in fitting or _distance(best, day) < recent else min(fitting, key=lambda o: _distance(o, day))


def _reaches(value: str, day: date) -> bool:
    last = last_day(value)
    return last is not None and last >= day


def _begun(value: str, day: date) -> bool:
    first = _first_day(value)
    return first is not None and first <= day


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
    return mention if not value.startswith("jalali:") else replace(mention, value=_jalali_text(value) or None)


def _jalali_text(value: str) -> str:
    """`jalali:1403-02-18` as the Gregorian value; empty where there is no such day."""
    try:
        ends = [jalali_value(*map(int, part.split("-"))) for part in value.removeprefix("jalali:").split("/")]
    except ValueError:
        return ""
    return ends[0] if len(ends) == 1 else f"{ends[0].partition('/')[0]}/{ends[1].rpartition('/')[2]}"
