"""Whether the words around a date look ahead or back: what chooses between two years that are equally near."""

from __future__ import annotations

from collections.abc import Sequence

from reformcli.extract.dates import DateMention
from reformcli.extract.look_alikes import is_attribute, is_unmet
from reformcli.extract.named import is_moved
from reformcli.extract.scan import Scan
from reformcli.languages import pattern
from reformcli.models import Mention

_DATED = 12  # characters between a document's number and the date it bears
_DOCUMENT = 30  # characters before a date in which "order of" stands
_TOOK = 24  # characters before a date in which "took effect" stands
_ON = 5  # characters that "on" or "le" takes between a verb and its date
_DUTY = 80  # characters around a date in which a duty of the past is told


def clause(scan: Scan, mention: Mention, marks: str = ";؛") -> tuple[int, int]:
    """The part of the sentence around a mention, between semicolons."""
    start, end = scan.sentence(mention.start)
    start = max(start, *(scan.folded.rfind(mark, start, mention.start) for mark in marks))
    return start, min([end, *(at for mark in marks if (at := scan.folded.find(mark, mention.end, end)) >= 0)])


def tense_of(scan: Scan, mention: DateMention) -> int:
    """1 where the words around a date look ahead, -1 where they look back, 0 where they do not say."""
    start, end = clause(scan, mention)
    contrast = scan.matching("deadlines", "contrast", start, mention.start)
    start = contrast[-1].end if contrast else start  # what is told before a "but" is another thing
    that = pattern(scan.language, "deadlines", "that")
    wanted = scan.matching("deadlines", "wanted", start, mention.start)
    wanted = [h for h in wanted if not that.search(scan.folded, h.end, mention.start)]
    told_of = is_dated(scan, mention) or (not wanted and _is_told_of(scan, mention))
    if told_of or is_overdue(scan, mention, start, end):
        return -1
    ahead = [h for h in scan.between("duty", start, end) if h.concept == "strong"]
    ahead += scan.matching("deadlines", "future", start, end)
    back = [h for h in scan.between("past", start, end) if h.concept == "strong"]
    back = [h for h in back if not any(a.start <= h.start and h.end <= a.end for a in ahead)]
    if wanted:  # "wants 95 % spent by 31 January"
        ahead, back = ahead + wanted, [h for h in back if not wanted[0].end <= h.start < mention.start]
    said = scan.matching("deadlines", "reported", start, mention.start)
    if ahead and said:  # "agreed that … by 31 December": what is agreed on has a tense of its own
        back = [h for h in back if h.start >= said[-1].end]
    if not ahead and not back:
        back = scan.matching("deadlines", "imperfect", start, end)
    if not ahead and not back:
        near = scan.between("past", max(start, mention.start - _TOOK), mention.start)
        back = [h for h in near if h.concept == "weak"]
    if bool(ahead) == bool(back):
        return 0
    return 1 if ahead else -1


def is_overdue(scan: Scan, mention: DateMention, start: int, end: int) -> bool:
    """Whether "should have been" stands near a date in `start:end`, or "was not met" behind it."""
    around = max(start, mention.start - _DUTY), min(end, mention.end + _DUTY)
    return bool(scan.matching("deadlines", "overdue", *around)) or is_unmet(scan, mention.start, mention.end)


def is_dated(scan: Scan, mention: DateMention) -> bool:
    """The date that a document's number bears: in the past, and of no one else's year."""
    document = pattern(scan.language, "dates", "document")
    if document.search(scan.folded, max(0, mention.start - _DOCUMENT), mention.start):
        return True
    return any(mention.start - _DATED <= end <= mention.start and rule == "document" for _, end, rule in scan.silent)


def _is_told_of(scan: Scan, mention: DateMention) -> bool:
    """A date right behind a word of the past that no duty governs: "adopted on March 26"."""
    told = [h for h in scan.between("past", mention.start - _TOOK, mention.start) if h.end >= mention.start - _ON]
    return bool(told) and not scan.between("duty", mention.start - _TOOK, mention.start)


def is_to_come(scan: Scan, mention: DateMention, key: str = "to-come") -> bool:
    """A date with a verb of the future before it in its clause: "will open on 2 October" is the next one."""
    opening = max(clause(scan, mention, ";؛:")[0], mention.start - _DUTY)
    found = pattern(scan.language, "dates", key).finditer(scan.folded, opening, mention.start)
    verbs = [v.end() for v in found if not scan.text[v.start() : v.end()].istitle()]  # "Will Nguyen lost …"
    return bool(verbs) and not _is_told_between(scan, verbs[-1], mention.start)


def _is_told_between(scan: Scan, start: int, end: int) -> bool:
    """Whether a participle or event stands between: "will print the list adopted on 3 March", "after the trial of"."""
    past = [h for h in scan.between("past", start, end) if h.concept in ("strong", "weak")]
    event = pattern(scan.language, "dates", "after-event").search(scan.folded, start, end)
    told = bool(past or event or scan.matching("deadlines", "relative", start, end))
    preposition = scan.folded.rfind(" ", 0, end - 1) + 1
    return told or is_attribute(scan, end) or is_attribute(scan, preposition)


def is_changing(scan: Scan, start: int, end: int) -> bool:
    """Whether a change leads from one place to another: "from 58 % in December to 66 % in March"."""
    return pattern(scan.language, "percentages", "from-to").search(scan.folded, start, end) is not None


def is_since(scan: Scan, mention: DateMention) -> bool:
    """A date behind "since", where a language has a word for the past alone, or before "to date"."""
    to_date = pattern(scan.language, "dates", "to-date").match(scan.folded, mention.end)
    return to_date is not None or scan.is_behind(mention.start, "dates", "since")


def is_counted_down(scan: Scan, mention: DateMention) -> bool:
    """A date until which time is counted: "with nine months to go before 31 December"."""
    countdown = pattern(scan.language, "dates", "countdown")
    return countdown.search(scan.folded, max(0, mention.start - _DUTY), mention.start) is not None


def is_put_off(scan: Scan, mention: DateMention, closed: Sequence[DateMention]) -> bool:
    """Whether something is put off to a date from the one told last, in its sentence: "due in May, put off to June"."""
    told = closed and closed[-1].start >= scan.sentence(mention.start)[0]
    return bool(told) and is_moved(scan, mention) is not None
