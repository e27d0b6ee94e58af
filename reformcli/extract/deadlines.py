"""Deadlines: a date by which something must be, or is to be, done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reformcli.extract.dates import DateMention
from reformcli.extract.duty import LIKELY, ahead, forward, is_item, opens, side
from reformcli.extract.experience import learned
from reformcli.extract.lexicon import Hit
from reformcli.extract.look_alikes import is_unmet, set_aside
from reformcli.extract.named import NOUN, is_listed, is_moved, is_of_another, named, names_a_deadline
from reformcli.extract.scan import Scan
from reformcli.extract.tables import due_spans, fills
from reformcli.extract.value_days import DAY
from reformcli.extract.values import UNKNOWN
from reformcli.languages import pattern
from reformcli.models import Mention, Scoring

NAME = "deadlines"
NO_DUTY, DUTY = "aside", "duty"  # the answers that experience has


@dataclass(frozen=True, slots=True)
class Deadline(Mention):
    """`due` at its own grain, `bound` one of before, by, within; `task` and `addressees` quote the article.

    `provinces` are the slugs of those whose duty it is, in the sentence or carried over; none for the nation.
    """

    due: str | None
    bound: str
    task: str | None = None
    addressees: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


RECORD = Deadline
SCORING = Scoring("due", ("bound",))

_LEARNED = 0.5  # the weight of experience beside the words of the sentence
_OPENING = 0.8  # how much more it takes where the date opens the clause: "by 31 May, 85 % had been done"
_NEEDED = {"before": -0.3, "by": -0.1, "within": 1.5, "within-day": 3.0}
_SCHEDULED = 1.0  # how much another deadline before it in its paragraph speaks for a period still ahead
_SCHEDULE = 1500  # characters behind a deadline in which its paragraph may go on
_LONG_AGO = 2  # years after which nothing due is still told of
_YEAR_ALONE = 0.8  # "before 2021" is mostly a past state
_REACH = 44  # characters before a date in which its cue is looked for
_NEXT = 8  # characters behind a cue in which the date that it belongs to begins
_FAR = 1.0  # how much less a cue says that words part from its date: "before National Day, 2 September"
_ENDED = re.compile(r"[;!?؛]|\.\s+[^a-z\d]")  # between a cue and a date: the end of its sentence
_JOINED = re.compile(r"[,،] [^\W\d]+ ")  # between a deadline and the cue of one more: ", signed before"
_NO_CUE = "none"  # of phrases that hold a cue and are none: "medium-term", "overdue"
_SHARED = 10  # a cue may end in the date's first word: "trước ngày" + "ngày 15/8"


def find(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> list[Deadline]:
    """The deadlines of a text in text order; `due` is the value of the date inside."""
    deadlines: list[Deadline] = []
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    starts = {d.start for d in dates}
    alone = due_spans(scan)
    days = (d.value for d in dates if d.value and len(d.value) == DAY and d.value[0].isdigit())
    now = scan.published or min(days, default="")  # news tells days that are over
    for date in dates:
        cue = _cue(scan, date, starts)
        told_by = named(scan, date) if cue is None or cue.concept in ("within", "within-at") else None
        if told_by:
            cue = Hit(cue.start, cue.end, "within-always") if cue and not _is_day(date) else told_by
        if cue is None:
            cue = Hit(date.start, date.end, "by-always") if fills(scan, alone, date) else _finished(scan, date)
            cue = cue or _bare(scan, date) or _continued(scan, deadlines[-1:], date)
        if cue is None or _is_repeated(deadlines[-1:], date):
            continue
        start, end, concept = cue
        if concept == "by" and names_a_deadline(scan, start):
            concept = "by-always"
        elif concept == "by" and _is_day(date) and is_moved(scan, date):
            concept = "by-likely"
        if concept == "during":  # "Thời gian hoàn thành: quý II"
            concept = "by-always" if _is_day(date) else "within-always"
        bound, _, force = concept.partition("-")
        told = "by" if force == "at" and _is_day(date) else bound  # « 95 % au 31 janvier »
        deadline = Deadline(start, end, scan.text[start:end], f"deadlines.{concept}", date.value, told)
        likely = force == "likely" or is_listed(scan, start) or _is_joined(scan, deadlines[-1:], start)
        spoken = LIKELY if likely else _SCHEDULED if _goes_on(scan, deadlines[-1:], deadline) else 0
        spoken -= _FAR if force == "far" else 0
        surely = force == "always" or (bound != "within" and is_unmet(scan, start, date.end))
        over = _bygone(scan, date, start, bound, now)
        if not surely and (by := over or _objection(scan, date, start, bound, dates, spoken)):
            scan.drop(NAME, deadline, by)
        else:
            deadlines.append(deadline)
    return deadlines


def _is_joined(scan: Scan, before: list[Deadline], start: int) -> bool:
    """Whether a cue stands one word behind a deadline: "shall be in his hands before 5 June, signed before 15 June"."""
    return bool(before) and _JOINED.fullmatch(scan.folded, before[0].end, start) is not None


def _is_repeated(before: list[Deadline], date: DateMention) -> bool:
    """The same day again in a bracket: "by 29 Aban (20 November)"."""
    return bool(before) and before[0].due == date.value and 0 <= date.start - before[0].end <= len(" (")


def _cue(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue before or after a date, its span widened to hold the date."""
    after, hit = _after(scan, date, starts), _before(scan, date, starts)
    if hit is None:
        return _behind(date, after) if after else None
    concept = _strongest(scan, hit)
    if after:
        concept = f"{hit.concept if hit.concept == 'before' else after.concept}-always"
    return Hit(hit.start, max(date.end, after.end if after else 0), concept)


def _before(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue before a date, in its sentence: beside it, or, where a language's `afar` has it, some words away."""
    window = max(0, date.start - _REACH)
    near = [h for h in scan.between("bounds", window, date.start) if h.end <= date.start + _SHARED]
    near = [h for h in near if h.start not in starts]  # "the last day of June" is a date, no cue of one more
    if near:  # « par rapport à 2024 »
        compared = [h for h in scan.between("no-lend", window, date.start) if h.concept == "compared"]
        near = [h for h in near if not any(longer.holds(h) for longer in compared)]
    if not near:
        return None
    filler = pattern(scan.language, NAME, "filler").search(scan.folded[window : date.start])
    first = window + filler.start() if filler else date.start
    hit = max((h for h in near if h.end >= first - 1), key=lambda h: (h.end, -h.start), default=None)
    if hit is None:
        afar = pattern(scan.language, NAME, "afar")
        told = [h for h in near if h.concept != _NO_CUE]
        far = next((h for h in reversed(told) if afar.fullmatch(scan.folded, h.start, first)), None)
        hit = far and far._replace(concept=f"{far.concept.partition('-')[0]}-far")
    if hit is None or hit.concept == _NO_CUE:
        return None
    return hit if not _ENDED.search(scan.text, hit.end, date.start) else None


def _finished(scan: Scan, date: DateMention) -> Hit | None:
    """A day on which something is to be finished: "wants the inventory closed on 31 December"."""
    if not _is_day(date) and date.mod != "END":
        return None
    since = max(scan.sentence(date.start)[0], date.start - _REACH)
    done = pattern(scan.language, NAME, "finished").search(scan.folded, since, date.start)
    ends = pattern(scan.language, NAME, "finished-behind").match(scan.folded, date.end)
    event = pattern(scan.language, NAME, "opened").search(scan.folded, since, date.start)  # "starts on 3 May and ends"
    return Hit(done.start() if done else date.start, date.end, "by") if (done or ends) and not event else None


def _continued(scan: Scan, before: list[Deadline], date: DateMention) -> Hit | None:
    """One more day: "the first due on 25 May, the second on 5 June", "by 5 May for towns and 10 May for districts"."""
    if not before or before[0].bound == "within" or not _is_day(date):
        return None
    told = pattern(scan.language, NAME, "continued").fullmatch(scan.folded, before[0].end, date.start)
    if not told and pattern(scan.language, NAME, "continued-behind").match(scan.folded, date.end):
        told = pattern(scan.language, NAME, "continued-for").fullmatch(scan.folded, before[0].end, date.start)
    return Hit(date.start, date.end, f"{before[0].bound}-always") if told else None


def _bare(scan: Scan, date: DateMention) -> Hit | None:
    """A week, month or quarter told without a preposition, where a "must" governs it: "must be sent this month"."""
    if not date.relative or _is_day(date) or "-" not in (date.value or ""):
        return None
    since = max(scan.sentence(date.start)[0], date.start - _REACH * 2)
    told = pattern(scan.language, NAME, "obliged").search(scan.folded, since, date.start)
    return Hit(date.start, date.end, "within") if told else None


def _behind(date: DateMention, after: Hit) -> Hit:
    """The cue behind a date, widened to hold the date; it needs no duty unless its concept says how sure it is."""
    return Hit(date.start, after.end, after.concept if "-" in after.concept else f"{after.concept}-always")


def _is_day(date: DateMention) -> bool:
    return re.search(r"-\d\d-\d\d", date.value or "") is not None


def _strongest(scan: Scan, hit: Hit) -> str:
    """The cue's concept, taken from a cue before it where that is the stronger one ("at the latest" + "by")."""
    for place in (hit.start - 1, hit.start - 2):
        before = scan.ending("bounds", place)
        if before and "always" in before.concept and "." not in scan.folded[before.end : hit.start]:
            named = scan.folded[before.end : hit.start].startswith(":") or scan.between(NOUN, before.start, before.end)
            return f"{hit.concept}-always" if named and hit.concept in ("before", "within") else before.concept
    return hit.concept


def _after(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue that follows a date, unless it belongs to the next date ("du 1er juillet, au plus tard le 30 juin")."""
    clock = pattern(scan.language, NAME, "clock").match(scan.folded, date.end)
    end = clock.end() if clock else date.end
    for place in range(end + 1, end + 4):  # "20/10: the deadline for …", "Friday (31/10) is the last day"
        hit = scan.starting("bounds-after", place)
        if hit and not scan.folded[end : place].strip(" ,،(:)"):
            return None if _goes_to_the_next(scan, hit, starts) else hit
    return None


def _goes_to_the_next(scan: Scan, hit: Hit, starts: set[int]) -> bool:
    """Whether a date stands right behind a cue, in its sentence."""
    following = next((start for start in range(hit.end, hit.end + _NEXT) if start in starts), None)
    return following is not None and "." not in scan.folded[hit.end : following]


def _goes_on(scan: Scan, before: list[Deadline], deadline: Deadline) -> bool:
    """A period still ahead in the paragraph of another deadline: "… before 31 January. In the first quarter it …"."""
    if not before or deadline.bound != "within" or deadline.start - before[0].end > _SCHEDULE:
        return False
    if "\n\n" in scan.text[before[0].end : deadline.start]:
        return False
    value, after = deadline.due or "", (before[0].due or "")
    later = scan.published is None and value >= after
    return side(scan, value) > 0 or later or value.startswith(UNKNOWN)


def _objection(
    scan: Scan, date: DateMention, start: int, bound: str, dates: list[DateMention], spoken: float
) -> str | None:
    """Why a cue and a date make no deadline: a start, an as-of date, a state reached, or no duty in sight."""
    aside = next(set_aside(scan, date, start, bound, dates, spoken), None)
    if aside or (bound == "within" and is_of_another(scan, date, dates)):
        return aside or "deadlines.of-another"
    target = ahead(scan, date, bound)
    opening = opens(scan, start)
    told = (f"bound {bound}", f"ahead {target}", f"goes on {spoken > 0}", f"opens {opening}",
            f"item {is_item(scan, scan.sentence(start)[0])}")
    score = forward(scan, start, date, bound, ahead=target > 0) + target + spoken
    score += learned(scan, NAME, (start, date.end), told, force=_LEARNED)[DUTY]
    return None if score >= _needed(date, bound, spoken, opening=opening) else "deadlines.no-duty"


def _bygone(scan: Scan, date: DateMention, start: int, bound: str, now: str) -> str | None:
    """The rule that sets aside a year alone that was over then, where it opens its clause or is long ago."""
    value = date.value or ""
    over = bound == "before" and re.fullmatch(r"\d{4}", value) is not None and value < now[:4]
    far = over and int(now[:4]) - int(value) > _LONG_AGO
    return "deadlines.bygone" if over and (far or opens(scan, start)) else None


def _needed(date: DateMention, bound: str, spoken: float, *, opening: bool) -> float:
    """How much must speak for a duty: a date in which something happens needs more than one by which it is done."""
    value = date.value or ""
    if bound == "within":
        return _NEEDED["within-day" if _is_day(date) else bound]
    needed = _NEEDED[bound] + (_OPENING if spoken < LIKELY and opening else 0)
    return needed + (_YEAR_ALONE if bound == "before" and re.fullmatch(r"\d{4}", value) else 0)
