"""How a province's name stands in its sentence: what the text is about, a dateline, a venue, or a part of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reformcli import gazetteer, languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.numbers import in_words
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.languages import pattern

CAPITAL = "ha-noi"  # where the nation's news is datelined: no sign of whom it is about
OPENING = 90  # characters of a sentence in which its subject is named
CLOSE = 32  # characters within which a name behind a share belongs to it rather than one before it

_MERGED = "2025-07-01"  # Resolution 202/2025/QH15
_LABEL = re.compile(r":\s[^\d\n]{15}")  # behind a name that opens a line: no figure of a list
_DATELINE = re.compile(r"(?:[^\n.;:!?]|\.(?! ?[A-ZĐ])){0,30}?\s*[-–—ـ]\s(?!\s*\d)|[,،][^\n.;:!?]{3,40}(?<!\d)\d{4} ?\n")
_BREAK = re.compile(r"[.;:,?!؟]|\d")
_INDENT = 16  # characters of a line before its dateline
_FIGURE = re.compile(r"[\d%()]")
_FORMER = 40  # characters behind "former" in which the name stands
_MERGED_WITH = 60  # characters behind "merger with" in which the name of the one merged stands
_VENUE = 20  # characters before a name in which "in" or "at" stands

Run = list[ProvinceMention]
Slugs = tuple[str, ...]


def slugs(run: Run) -> Slugs:
    """The provinces of a list of names, each once."""
    return tuple(dict.fromkeys(n.province for n in run))


def is_dateline(scan: Scan, name: ProvinceMention) -> bool:
    """The place a report was sent from: "HÀ NỘI — ", "Hanoi (VNA) – ", a line "Ha Noi, 6 October 2025"."""
    told = _DATELINE.match(scan.text, name.end) is not None and len(scan.text) - name.end > OPENING
    return told and _opens_line(scan, name)


def is_heading(scan: Scan, name: ProvinceMention) -> bool:
    """The place that a line of news in brief is about: "HUE – ", "Hue: "."""
    return is_dateline(scan, name) or (_LABEL.match(scan.text, name.end) is not None and _opens_line(scan, name))


def _opens_line(scan: Scan, name: ProvinceMention) -> bool:
    since = max(0, name.start - _INDENT)
    line = scan.text.rfind("\n", since, name.start) + 1
    return not scan.text[max(line, since) : name.start].strip(" (*•-–")


def is_absorbed(scan: Scan, name: ProvinceMention) -> bool:
    """A name beside "merger with", "former", "cũ"; what is "merged into" another, not that other."""
    return is_merged(scan, name) or _is_former(scan, name)


def _is_former(scan: Scan, name: ProvinceMention) -> bool:
    """A name behind "former" or before "cũ": no one's any more, but a place still."""
    near = [h for h in scan.between("merger", name.start - _FORMER, name.start) if h.concept == "former"]
    if near and not _BREAK.search(scan.folded[near[-1].end : name.start]):
        return True
    return _cue_behind(scan, name) == "after"


def _cue_behind(scan: Scan, name: ProvinceMention) -> str | None:
    """The concept of the word of mergers right behind a name, or behind the list that goes on from it."""
    end, listed = name.end, _further(scan.language)
    while (joint := listed.match(scan.folded, end)) and (other := scan.starting("provinces", joint.end())):
        end = other.end
    cue = scan.starting("merger", end + 1) or scan.starting("merger", end + 2)
    return cue.concept if cue and (end == name.end or cue.concept == "into") else None


@cache
def _further(language: str) -> re.Pattern[str]:
    """What stands between two names of a list."""
    return re.compile(rf" ?[,،]? ?(?:{languages.any_of(languages.load(language).conjunctions())} )?")


def is_merged(scan: Scan, name: ProvinceMention) -> bool:
    """A name behind "merger with"; what is "merged into" another, not that other."""
    near = scan.between("merger", max(0, name.start - _MERGED_WITH), name.start)
    whole = [h for h in near if h.concept in ("before", "into") and not any(longer.holds(h) for longer in near)]
    cue = whole[-1] if whole else None
    if cue and cue.concept != "into" and not _BREAK.search(scan.folded[cue.end : name.start]):
        within = _venues(scan.language).search(scan.folded, cue.end, name.start)
        return not within or bool(scan.between("provinces", cue.end, name.start - 1))  # "the merger of offices in Hue"
    return _cue_behind(scan, name) == "into" or _is_bracketed(scan, name)


def _is_bracketed(scan: Scan, name: ProvinceMention) -> bool:
    """A name in a bracket, without figures, right behind another: "Tuyen Quang (formerly Ha Giang and Tuyen Quang)"."""
    opening = scan.folded.rfind("(", max(0, name.start - _MERGED_WITH), name.start)
    whole = scan.ending("provinces", opening - 1)
    if opening < 0 or whole is None or whole.concept == name.province:
        return False
    closing = scan.folded.find(")", name.end, name.end + _MERGED_WITH)
    return closing >= 0 and not _FIGURE.search(scan.folded, opening + 1, closing)


def is_part(scan: Scan, name: ProvinceMention, whole: Slugs) -> bool:
    """A former province of the one that is written about, since they merged."""
    since = scan.published is not None and scan.published >= _MERGED
    return since and (gazetteer.province(name.province).merged_into,) == whole != (name.province,)


def is_included(scan: Scan, run: Run) -> bool:
    """Names behind "including" or before "included": a part of who is written of."""
    before, behind = (pattern(scan.language, "subjects", key) for key in ("included", "included-behind"))
    told = before.search(scan.folded, max(0, run[0].start - _FORMER), run[0].start)
    return bool(told or behind.match(scan.folded, run[-1].end))


def is_compared(scan: Scan, start: int, name: ProvinceMention) -> bool:
    """The first name of a sentence where it is only compared with: "Unlike Hanoi, Ninh Binh …"."""
    opening = pattern(scan.language, "subjects", "compared").match(scan.folded, start, name.start)
    return opening is not None and opening.end() == name.start and scan.folded[name.end : name.end + 1] in (",", "،")


def is_ranked(scan: Scan, name: ProvinceMention) -> bool:
    """A name that another is only ranked by: "Hai Phong grew by 11.6 %, behind Quang Ninh (11.7 %)"."""
    ranked, since = pattern(scan.language, "subjects", "ranked"), max(0, name.start - _VENUE)
    found = ranked.search(scan.folded, since, name.start)
    return found is not None and not _BREAK.search(scan.folded, found.end(), name.start)


def is_venue(scan: Scan, start: int, name: ProvinceMention) -> bool:
    """A place where something was held or said: "at a conference in Hanoi"."""
    before = scan.folded[max(start, name.start - _VENUE) : name.start]
    end = scan.sentence(name.start)[1]
    if name.province == CAPITAL:
        return bool(_venues(scan.language).search(before))
    if start <= scan.begin and scan.text[end - 1 : end] == "\n":
        return False  # a headline: "Five events in Quang Ninh" are what the text is about
    spoken = scan.between("event", start, end) or scan.between("takeover", start, end)
    return bool(spoken) and bool(_venues(scan.language).search(before))


def is_seat(scan: Scan, name: ProvinceMention) -> bool:
    """The seat of whoever speaks, "a Hanoi-based firm", and where the nation's authorities said it: "told in Hue"."""
    count = 2 if name.province == CAPITAL or _speaks_for_the_nation(scan, name) else 1
    if pattern(scan.language, "subjects", "goes-on").match(scan.folded, name.end):
        count = 1
    before = [pattern(scan.language, "subjects", key) for key in ("seated-at", "said-at")[:count]]
    behind = [pattern(scan.language, "subjects", key) for key in ("seated", "at-said")[:count]]
    window = max(0, name.start - 2 * _VENUE)
    said = any(p.search(scan.folded, window, name.start) for p in before)
    return said or any(p.match(scan.folded, name.end) for p in behind)


def _speaks_for_the_nation(scan: Scan, name: ProvinceMention) -> bool:
    """Whether a ministry stands before a name, and no "the city" behind it: "The minister said in Hue that 88 % …"."""
    start, end = scan.sentence(name.start)
    told = any(h.concept == "ministry" for h in scan.between("takeover", start, name.start))
    return told and not scan.between("anaphor", name.end, end)


def anaphor(scan: Scan, start: int, end: int) -> str | None:
    """"The province", "the two provinces": the concept of the first such phrase."""
    hits = [h for h in scan.between("anaphor", start, end) if h.concept != "we"]
    plain = [h for h in hits if h.concept == "none"] + scan.between("takeover", start, end)
    for hit in hits:
        counted = re.search(r"(?<!\d)\d{1,2} $", scan.folded[max(0, hit.start - 4) : hit.start])
        if hit.concept != "none" and not counted and not any(longer.holds(hit) for longer in plain):
            return hit.concept
    return None


def with_epithets(scan: Scan, names: Sequence[ProvinceMention]) -> Run:
    """The names, and what stands for one that the text names, or for the capital: "the imperial city"."""
    hits, known = scan.of("epithet"), {CAPITAL, *(n.province for n in names)}
    money = pattern(scan.language, "subjects", "money")
    meant = [h for h in hits if h.concept in known and not any(longer.holds(h) for longer in hits)]
    meant = [h for h in meant if not money.search(scan.folded, max(0, h.start - _VENUE), h.end + _VENUE)]
    said = [ProvinceMention(h.start, h.end, scan.text[h.start : h.end], "", h.concept) for h in meant]
    return sorted((*names, *said), key=lambda name: name.start)


def anaphors_behind(scan: Scan, start: int, end: int) -> list[Hit]:
    """The phrases between a name and a share that stand for somebody: no "we" of a clause put in behind the name."""
    others = scan.between("takeover", start, end)
    aside = pattern(scan.language, "subjects", "relative").match(scan.folded, start)
    since = aside.end() if aside else start  # "Phu Tho, which we are compared with, has 76 %"
    hits = [h for h in scan.between("anaphor", start, end) if h.concept != "we" or h.start >= since]
    return [h for h in hits if not any(longer.holds(h) for longer in others)]  # "all the provinces"


def together(scan: Scan, names: Run, group: Slugs, start: int, end: int, *, said: bool) -> Slugs:
    """Who "both" are: the group named together last; for what is said of "the three cities", all three named so far."""
    number = _how_many(scan, start, end) or len(group) or 2
    so_far = slugs([n for n in names if n.start < start])
    return so_far if said and len(so_far) == number != len(group) else group


def _how_many(scan: Scan, start: int, end: int) -> int | None:
    """How many "the three cities" are; None where the phrase has no number, or there is none."""
    hit = next((h for h in scan.between("anaphor", start, end) if h.concept == "both"), None)
    number = next(iter(scan.between("numbers", hit.start, hit.end)), None) if hit else None
    words = in_words(scan, number.end) if number else None
    return int(words[1]) if words else None


def is_each(scan: Scan, end: int) -> bool:
    """Whether a figure that ends there is that of each of several: "92 % each"."""
    return pattern(scan.language, "subjects", "each").match(scan.folded, end) is not None


@cache
def _venues(language: str) -> re.Pattern[str]:
    words = languages.load(language).words_of("subjects", "at")
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(words)}) $")
