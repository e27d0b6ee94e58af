"""Deadlines: a date by which something must be, or is to be, done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reformcli import languages
from reformcli.extract.dates import DateMention
from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan
from reformcli.extract.values import last_day
from reformcli.models import Mention, Scoring

NAME = "deadlines"


@dataclass(frozen=True, slots=True)
class Deadline(Mention):
    """`due` at its own grain, `bound` one of before, by, within; `task` and `addressees` quote the article."""

    due: str | None
    bound: str
    task: str | None = None
    addressees: tuple[str, ...] = ()


RECORD = Deadline
SCORING = Scoring("due", ("bound",))

# How much a word speaks for a duty still to do, or for a state already reached; it fades with distance.
_WEIGHTS = {"strong": 3.0, "soft": 1.2, "weak": 1.2, "present": 2.0, "neutral": 0.0}
_FADE, _FADE_BEFORE = 60, 120  # characters behind a date, and before it, at which a word counts half
_OPENS = 8  # characters into a clause at which a date still opens it
_BESIDE = 40  # characters around a date in which a meeting makes it an appointment
_OTHER_CLAUSE = 0.8  # the weight of a duty told before a semicolon
_APART = 0.3  # the weight of a word that a "but" or a "that" cuts off
_OPENING = 0.8  # how much more it takes where the date opens the clause: "by 31 May, 85 % had been done"
_TURNED = 0.5  # the weight of a word behind the date once another word there has spoken for the other side
_EVENT = 3.0  # how much a meeting or a ceremony speaks against a duty
_NEEDED = {"before": -0.3, "by": -0.1, "within": 1.5, "within-day": 3.0}
_YEAR_ALONE = 0.8  # "before 2021" is mostly a past state
_LIKELY = 1.5  # cues that mostly look ahead: "d'ici"
_COMPARED = 45  # characters behind "compared with" in which a date is only compared
_REACH = 44  # characters before a date in which its cue is looked for
_SHARED = 10  # a cue may end in the date's first word: "trước ngày" + "ngày 15/8"
_TARGET_YEAR = 2030  # the horizon of Viet Nam's plans: from it on a date is a target
_FAR = 2  # years ahead that make a year a target


def find(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> list[Deadline]:
    """The deadlines of a text in text order; `due` is the value of the date inside, still open where that is."""
    deadlines: list[Deadline] = []
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    for date in dates:
        cue = _cue(scan, date, {d.start for d in dates})
        cue = cue if cue and cue.concept != "within" else _named(scan, date) or cue
        if cue is None:
            continue
        start, end, concept = cue
        if concept == "by" and _names_a_deadline(scan, start):
            concept = "by-always"
        bound, _, force = concept.partition("-")
        deadline = Deadline(start, end, scan.text[start:end], f"deadlines.{concept}", date.value, bound)
        if force != "always" and (by := _objection(scan, date, start, bound, dates, likely=force == "likely")):
            scan.drop(NAME, deadline, by)
        else:
            deadlines.append(deadline)
    return deadlines


def _cue(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue before or after a date, its span widened to hold the date."""
    after = _after(scan, date, starts)
    near = [h for h in scan.between("bounds", date.start - _REACH, date.start) if h.end <= date.start + _SHARED]
    if not near:
        return Hit(date.start, after.end, after.concept + "-always") if after else None
    window = max(0, date.start - _REACH)
    filler = _filler(scan.language).search(scan.folded[window : date.start])
    first = window + filler.start() if filler else date.start
    hit = max((h for h in near if h.end >= first - 1), key=lambda h: (h.end, -h.start), default=None)
    if hit and not re.search(r"[;!?؛]|\.\s+[^a-z\d]", scan.text[hit.end : date.start]):
        concept = after.concept + "-always" if after else _strongest(scan, hit)
        return Hit(hit.start, max(date.end, after.end if after else 0), concept)
    return Hit(date.start, after.end, after.concept + "-always") if after else None


def _named(scan: Scan, date: DateMention) -> Hit | None:
    """A deadline named earlier in the clause that "is" the date: "The deadline for closing accounts is 31 July"."""
    start = max(scan.sentence(date.start)[0], date.start - 110)
    nouns = [h for h in scan.between("deadline-noun", start, date.start) if not re.search("[;؛]", scan.folded[h.end : date.start])]
    if nouns and _is(scan, nouns[-1].end, date):
        return Hit(nouns[-1].start, date.end, "by-always")
    return None


def _names_a_deadline(scan: Scan, start: int) -> bool:
    """A deadline named earlier in the clause makes "by" or "until" one: "مهلت ارسال گزارش را تا ۳۰ مهر"."""
    nouns = scan.between("deadline-noun", max(scan.sentence(start)[0], start - 70), start)
    return bool(nouns) and not re.search("[;:,.،]", scan.folded[nouns[-1].end : start])


def _is(scan: Scan, start: int, date: DateMention) -> bool:
    """Whether a verb says that the deadline named before `start` is this date."""
    gap = scan.folded[start : date.start]
    verb_last = languages.load(scan.language).table("deadlines").get("copula-after")
    if verb_last:
        return not re.search(r"[؛;.:]", gap) and bool(re.match(verb_last, scan.folded[date.end : date.end + 24]))
    return bool(_copula(scan.language).search(gap))


@cache
def _copula(language: str) -> re.Pattern[str]:
    return re.compile(languages.load(language).table("deadlines")["copula"])


def _strongest(scan: Scan, hit: Hit) -> str:
    """The cue's concept, taken from a cue before it where that is the stronger one ("at the latest" + "by")."""
    for place in (hit.start - 1, hit.start - 2):
        before = scan.ending("bounds", place)
        if before and "always" in before.concept:
            return before.concept
    return hit.concept


def _after(scan: Scan, date: DateMention, starts: set[int]) -> Hit | None:
    """The cue that follows a date, unless it belongs to the next date ("du 1er juillet, au plus tard le 30 juin")."""
    for place in (date.end + 1, date.end + 2):
        hit = scan.starting("bounds-after", place)
        if hit and not scan.folded[date.end : place].strip(" ,("):
            return None if starts & set(range(hit.end, hit.end + 8)) else hit
    return None


@cache
def _filler(language: str) -> re.Pattern[str]:
    return re.compile(languages.load(language).table("deadlines")["filler"])


def _objection(scan: Scan, date: DateMention, start: int, bound: str, dates: list[DateMention], *, likely: bool) -> str | None:
    """Why a cue and a date make no deadline: a start, an as-of date, a state reached, or no duty in sight."""
    for hit in scan.between("past", start - 16, date.start):
        if hit.concept == "asof" and hit.end >= start - 1:
            return "deadlines.as-of"
    if bound != "before" and _closes_a_range(scan, start, dates):
        return "deadlines.range"
    compared = [h for h in scan.between("no-lend", start - _COMPARED, start) if h.concept == "compared"]
    if compared and not re.search(r"[.;:]|, ", scan.folded[compared[-1].end : start]):
        return "deadlines.comparison"
    if _attribute(scan.language).search(scan.folded[max(0, start - 60) : start]):
        return "deadlines.attribute"
    if bound == "within" and re.search(scan.lexicon.language.table("deadlines")["asked"], scan.folded[max(0, start - 16) : start]):
        return "deadlines.asked"
    ahead = _ahead(scan, date, bound)
    score = _forward(scan, start, date.end, bound, ahead=ahead > 0) + ahead + (_LIKELY if likely else 0)
    opens = bound != "within" and _opens(scan, start)
    if any(h.end >= start and h.concept == "before" for h in scan.between("no-lend", start - _COMPARED, start)):
        return "deadlines.edition"
    needed = _NEEDED["within-day" if bound == "within" and re.search(r"-\d\d-\d\d", date.value or "") else bound] + (_OPENING if opens else 0) + (_YEAR_ALONE if bound == "before" and re.fullmatch(r"\d{4}", date.value or "") else 0)
    return None if score >= needed else "deadlines.no-duty"


@cache
def _attribute(language: str) -> re.Pattern[str]:
    """Words before a cue that make it tell which things are meant: "files received" (before 15 May)."""
    return re.compile(languages.load(language).table("deadlines")["attribute"])


def _closes_a_range(scan: Scan, start: int, dates: list[DateMention]) -> bool:
    """The second date of "from 1 to 30 September"."""
    opening = scan.sentence(start)[0]
    first = next((d for d in dates if 0 <= start - d.end <= 2 and d.start >= opening), None)  # noqa: PLR2004 # a space and a comma
    joint = first and start - first.end == 1 and any(scan.folded.startswith(f"{w} ", start) for w in _ranges(scan.language))
    return bool(joint) or (first is not None and bool(_from(scan.language).search(scan.folded[max(0, first.start - 24) : first.start])))


@cache
def _ranges(language: str) -> list[str]:
    words: list[str] = languages.load(language).table("lists")["range"]
    return words


@cache
def _from(language: str) -> re.Pattern[str]:
    words: list[str] = languages.load(language).table("deadlines")["from"]
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(words)})(?: [^\s.;,]{{1,8}})? *$")


def _forward(scan: Scan, start: int, end: int, bound: str, *, ahead: bool) -> float:
    """How much the sentence speaks for something still to be done around `start:end`."""
    opening, _ = scan.sentence(start)
    first, last = _clause(scan, start, end)
    duties = [h for h in scan.between("duty", opening, last) if not start <= h.start < end]
    pasts = [h for h in scan.between("past", first, last) if h.concept != "asof"]
    duties += _forms(scan, "future", first, last)
    duties += [h._replace(concept="present") for h in _forms(scan, "present", end, last) if ahead]
    pasts += _forms(scan, "imperfect", first, last)
    told = [(h, 1) for h in duties if not _covered(h, pasts)]
    told += [(h, -1) for h in pasts if not _covered(h, duties + [p for p in pasts if p.concept == "neutral"])]
    score = _LIKELY if bound == "by" and _purpose(scan.language).match(scan.folded, end) else 0.0
    turned = 0  # the side that the first word behind the date speaks for; what speaks for the other counts less
    for hit, sign in sorted(told):
        weight = _WEIGHTS[hit.concept] * _near(hit, start, end, first)
        if hit.start >= end:
            weight *= 1 if turned in (0, sign) else _TURNED
            turned = turned or (sign if hit.concept == "strong" else 0)
        elif hit.end <= start and _apart(scan, hit, start, sign):
            weight *= _APART
        score += sign * weight
    events = len(scan.between("event", max(first, start - _BESIDE), end + _BESIDE // 2))
    return score - events * (_EVENT if bound == "within" else _EVENT / 2)


def _apart(scan: Scan, hit: Hit, start: int, sign: int) -> bool:
    """A "but" stands between a word and the date, or the "that" of reported speech between a past verb and it."""
    gap = scan.folded[hit.end : start]
    settings = scan.lexicon.language.table("deadlines")
    return bool(re.search(settings["contrast"], gap) or (sign < 0 and re.search(settings["that"], gap)))


@cache
def _purpose(language: str) -> re.Pattern[str]:
    """What may follow a limit: "has until 30 June to report"."""
    return re.compile(languages.load(language).table("deadlines")["purpose"])


def _forms(scan: Scan, tense: str, start: int, end: int) -> list[Hit]:
    """Verbs that their ending puts in the future or in the past, where a language has such endings."""
    pattern = languages.load(scan.language).table("deadlines").get(tense)
    found = re.compile(pattern).finditer(scan.folded, start, end) if pattern else ()
    return [Hit(m.start(), m.end(), "strong") for m in found]


def _covered(hit: Hit, others: list[Hit]) -> bool:
    """Whether a longer phrase of the other side holds it: "has to" is no "has"."""
    return any(o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start for o in others)


def _near(hit: Hit, start: int, end: int, first: int) -> float:
    """What is left of a word's weight: it fades with distance, more slowly for what governs the clause from before."""
    if hit.end <= start:
        return (1.0 if hit.start >= first else _OTHER_CLAUSE) / (1 + (start - hit.end) / _FADE_BEFORE)
    return 1 / (1 + max(0, hit.start - end) / _FADE)


def _clause(scan: Scan, start: int, end: int) -> tuple[int, int]:
    """The part of the sentence, between semicolons and colons, around a span; behind a span that does not open it, it
    ends at the next comma.
    """
    first, last = scan.sentence(start)
    first = max([first, *(scan.folded.rfind(mark, first, start) + 1 for mark in ";؛:")])
    if start - first < _OPENS or _opens(scan, start):
        comma = re.compile(r"[;؛]").search(scan.folded, end, last)
    else:
        comma = re.compile(r"[;؛]|, |،").search(scan.folded, end, last)
    return first, comma.start() if comma else last


def _opens(scan: Scan, start: int) -> bool:
    """Whether a date opens its clause: "By 31 May, …", "… while by the end of November …"."""
    before = scan.folded[max(scan.sentence(start)[0], start - 60) : start]
    return len(re.split(r"[,،;؛:(–-] ?", before)[-1]) < _OPENS


def _ahead(scan: Scan, date: DateMention, bound: str) -> float:
    """A date well ahead of publication speaks for a target, one behind it for a state reached."""
    if not date.value or not date.value[:4].isdigit():
        return 0.5 if date.relative and bound != "within" else 0.0
    due = last_day(date.value)
    published = scan.published
    if due is None or published is None:
        return 2.0 if due is not None and due.year >= _TARGET_YEAR else 0.0
    if due.isoformat() < published:
        return -1.2
    return 2.0 if due.year >= int(published[:4]) + _FAR else 0.5


