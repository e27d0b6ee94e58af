"""Which provinces a share is about, by the rules a reader uses.

The sentence first: "respectively" lists item by item, brackets right behind a name, "in" right before one, else the
nearest name or list before the share. Then the section's subject: a province carries over into the sentences that
follow until another subject takes over (the nation, a ministry, another province). In doubt: nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import TypeVar

from reformcli import languages
from reformcli.extract.percentages import Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.models import Mention

_start = attrgetter("start")
_DATELINE = re.compile(r"[^\n.;:!?]{0,30}?\s*[-–—ـ]\s")
_CAPITAL = "ha-noi"  # where the nation's news is datelined: no sign of whom it is about
_OPEN = re.compile(r"\s*(?:city|province|tỉnh|thành phố)?\s*[(\[:]\s*[^)\d]{0,18}$")
_PARAGRAPH = re.compile(r"\n\s*$")
_LEAD = 160  # characters of headline and lead, which say whom the article is about
_CLAUSE = re.compile(r"(?:[,;:،؛(–—-] ?|\b(?:while|and|but|whereas|tandis que|alors que|et|mais|trong khi|còn|nhưng|و|اما|در حالی که))(?: ?(?:that of|those of|celui|celle|ceux)? ?(?:the|le|la|les|of|de|des|du|của|at|in|trong|across|à l'échelle))* *$")
_OPENING = 90  # characters of a sentence in which its subject is named
_FIRST = 6  # characters into a sentence at which a document named is its subject
_CLOSE = 25  # characters within which a name behind a share belongs to it rather than one before it

M = TypeVar("M", bound=Mention)
Run = list[ProvinceMention]
Slugs = tuple[str, ...]


@dataclass(slots=True)
class Reader:
    """Walks through the sentences and remembers who is being written about."""

    scan: Scan
    names: list[ProvinceMention]
    subject: Slugs = ()
    focus: str | None = None
    group: Slugs = ()
    last: str | None = None
    lead: Slugs = ()
    mid: bool = False  # whether the subject came up in the middle of a paragraph

    def read(self, shares: Sequence[Share]) -> dict[int, Slugs]:
        """Provinces by the start of each share."""
        about: dict[int, Slugs] = {}
        bounds = self.scan.sentences
        for start, end in zip(bounds, bounds[1:], strict=False):
            if start > shares[-1].start:
                break
            opens = _PARAGRAPH.search(self.scan.text[max(0, start - 3) : start]) is not None
            if opens and self.mid:
                self.subject, self.mid = self.lead, False
            names = _between(self.names, start, end)
            said = _between(shares, start, end)
            here = [n for n in names if not _is_dateline(self.scan, n)]
            if len(here) < len(names) and self.focus is None and names[0].province != _CAPITAL:
                self.focus = names[0].province
            until = said[0].start if said else end
            told = _Sentence(self.scan, start, end, here, said, self._carried(start, end, until)).about() if said else {}
            about |= told
            known = self.subject
            self._remember(start, until, here, said, told)
            if start < _LEAD:
                self.lead = self.subject
            elif self.subject != known:
                self.mid = not opens and len(self.subject) == 1
        return about

    def _carried(self, start: int, end: int, until: int) -> Slugs:
        """Whom a share of this sentence is about where the sentence itself names nobody."""
        first = self.scan.between("takeover", start, start + _FIRST)
        if first and first[0].concept == "nation":
            return ()
        concept = self._anaphor(start, end)
        if concept == "both":
            return self.group
        if concept == "last" and self.last:
            return (self.last,)
        if concept and self.focus:
            return (self.focus,)
        return () if self._taken_over(start, until) else self.subject

    def _remember(self, start: int, end: int, here: Run, said: list[Share], told: dict[int, Slugs]) -> None:
        main = [n for n in here if not _is_absorbed(self.scan, n)]
        slugs = tuple(dict.fromkeys(n.province for n in main))
        if len(slugs) > 1:
            self.group = slugs
        if slugs:
            self.last = main[-1].province
        if not slugs:
            self.subject = self._carried(start, end, end) if here or not told else next(iter(told.values()))
        elif len(slugs) == 1 and not said and self._is_venue(start, main[0]):
            self.subject = ()
        elif len(slugs) == 1 and (not said or main[0].start < said[0].start or set(told.values()) == {slugs}):
            self.subject = slugs
        elif len(slugs) > 1:
            shared = set(told.values()) - {()}
            opening = main[0].start < start + _OPENING // 2 and not _in_list(self.scan, main)
            self.subject = shared.pop() if len(shared) == 1 else slugs[:1] if not said and opening else ()
        if len(self.subject) == 1:
            self.focus = self.subject[0]

    def _is_venue(self, start: int, name: ProvinceMention) -> bool:
        """A place where something was held or said: "at a conference in Hanoi"."""
        before = self.scan.folded[max(start, name.start - 20) : name.start]
        end = self.scan.sentence(name.start)[1]
        if name.province == _CAPITAL:
            return bool(_venues(self.scan.language).search(before))
        spoken = self.scan.between("event", start, end) or self.scan.between("takeover", start, end)
        return bool(spoken) and bool(_venues(self.scan.language).search(before))

    def _taken_over(self, start: int, end: int) -> bool:
        """The nation, a ministry or other localities are named in the opening of a sentence, before its shares."""
        hits = self.scan.between("takeover", start, min(end, start + _OPENING))
        of = _of_nation(self.scan.language)
        if _counted_units(self.scan.language).search(self.scan.folded, start, min(end, start + _OPENING)):
            return True
        hits = [h for h in hits if h.concept != "document" or h.start - start < _FIRST]
        hits = [h for h in hits if h.concept != "survey" or not self.lead]
        return any(h.concept != "nation" or h.start - start < _CLOSE or not of.search(self.scan.folded[max(start, h.start - 10) : h.start]) for h in hits)

    def _anaphor(self, start: int, end: int) -> str | None:
        """"The province", "the two provinces": the concept of the first such phrase."""
        hits = self.scan.between("anaphor", start, end)
        plain = [h for h in hits if h.concept == "none"] + self.scan.between("takeover", start, end)
        for hit in hits:
            longer = any(o.start <= hit.start and hit.end <= o.end and o.end - o.start > hit.end - hit.start for o in plain)
            counted = re.search(r"\d $", self.scan.folded[max(0, hit.start - 4) : hit.start])
            if hit.concept != "none" and not longer and not counted:
                return hit.concept
        return None


def _between(mentions: Sequence[M], start: int, end: int) -> list[M]:
    first = bisect_left(mentions, start, key=_start)
    return list(mentions[first : bisect_left(mentions, end, lo=first, key=_start)])


def _is_dateline(scan: Scan, name: ProvinceMention) -> bool:
    """The place a report was sent from: "HÀ NỘI — ", "Hanoi (VNA) – "."""
    line = scan.text.rfind("\n", 0, name.start) + 1
    if scan.text[line : name.start].strip(" (*"):
        return False
    return bool(_DATELINE.match(scan.text, name.end)) and len(scan.text) - name.end > _OPENING


def _is_absorbed(scan: Scan, name: ProvinceMention) -> bool:
    """A name beside "merger with", "former", "cũ"."""
    before = [h for h in scan.between("merger", max(0, name.start - 60), name.start) if h.concept in ("before", "former")]
    if before and not re.search(r"[.;:,]|\d", scan.folded[before[-1].end : name.start]):
        return True
    after = scan.starting("merger", name.end + 1) or scan.starting("merger", name.end + 2)
    return after is not None and after.concept == "after"


def _in_list(scan: Scan, names: Run) -> bool:
    return len(_runs(scan, names)[0]) > 1


@dataclass(slots=True)
class _Sentence:
    """One sentence with its names and shares; `carried` is whom it is about if it names nobody."""

    scan: Scan
    start: int
    end: int
    names: Run
    shares: list[Share]
    carried: Slugs
    runs: list[Run] = field(default_factory=list)
    followed: set[int] = field(default_factory=set)

    def about(self) -> dict[int, Slugs]:
        """Provinces by the start of each share."""
        main = [n for n in self.names if not _is_absorbed(self.scan, n) or self._opens(n)]
        self.runs = _runs(self.scan, main)
        told = _respectively(self.scan, self.start, self.end, _runs(self.scan, self.names), _share_runs(self.scan, self.shares, self.names))
        for share in self.shares:
            if share.start not in told:
                told[share.start] = self._one(share)
        return told

    def _opens(self, name: ProvinceMention) -> bool:
        """A former province that its sentence opens with: "In the former province of Tra Vinh, 30 % …"."""
        former = [h for h in self.scan.between("merger", self.start, name.start) if h.concept == "former"]
        return bool(former) and name.start - self.start < _OPENING // 2 and not any(n.start < name.start for n in self.names)

    def _one(self, share: Share) -> Slugs:
        inside = [n.province for n in self.names if share.start <= n.start < share.end]
        if inside:
            return tuple(dict.fromkeys(inside))
        touching = [n for n in self.names if n.end <= share.start]
        if touching and _OPEN.fullmatch(self.scan.folded[touching[-1].end : share.start]):
            return (touching[-1].province,)
        if share.comparator != "=" and _generic(self.scan.language).search(self.scan.folded, max(self.start, share.start - 90), share.start):
            return ()
        if _of_many(self.scan, share) or _of_nation_itself(self.scan, share, self.start, [n.end for n in self.names]):
            return ()
        before = [r for r in self.runs if r[-1].end <= share.start]
        following = self._following(share)
        if following and (not before or before[-1][0].start in self.followed or self._nearer(share, before[-1], following)):
            self.followed.add(following[0].start)
            return _slugs(following)
        if not before:
            return self._absorbed(share) or self.carried or self._only(share)
        if _takeovers(self.scan, before[-1][-1].end, share.start):
            return ()
        return _slugs(before[-1])

    def _only(self, share: Share) -> Slugs:
        """The one list of names that the sentence has, behind its shares."""
        if len(self.runs) != 1 or re.search("[;؛،,]", self.scan.folded[share.end : self.runs[0][0].start]):
            return ()
        if _takeovers(self.scan, self.start, self.runs[0][0].start) or self._named_authority():
            return ()
        return _slugs(self.runs[0])

    def _named_authority(self) -> bool:
        return bool([h for h in self.scan.between("takeover", self.start, self.runs[0][0].start) if h.concept != "many"])

    def _absorbed(self, share: Share) -> Slugs:
        """A former province named right before a share, when no other is: "the former Bình Dương, where 71 %"."""
        old = [n for n in self.names if n.end <= share.start]
        gap = self.scan.folded[old[-1].end : share.start] if old else ""
        return (old[-1].province,) if old and len(gap) < _CLOSE else ()

    def _following(self, share: Share) -> Run | None:
        """The names right behind a share: "60 % in Hai Duong"."""
        after = [r for r in (self.runs if self.carried else _runs(self.scan, self.names)) if r[0].start >= share.end]
        if not after or any(share.end <= s.start < after[0][0].start for s in self.shares):
            return None
        gap = self.scan.folded[share.end : after[0][0].start]
        if _prepositions(self.scan.language).fullmatch(gap) or (len(gap) < _CLOSE and not re.search(r"[,.;:،؛(]| (?:và|و|and|et) ", gap)):
            return after[0]
        return None

    def _nearer(self, share: Share, before: Run, following: Run) -> bool:
        gap = self.scan.folded[before[-1].end : share.start]
        close = following[0].start - share.end < _CLOSE
        return close and (len(gap) > 2 * _CLOSE or bool(re.search("[;؛]", gap)) or any(before[-1].end <= s.start < share.start for s in self.shares))


def _slugs(run: Run) -> Slugs:
    return tuple(dict.fromkeys(n.province for n in run))


def _takeovers(scan: Scan, start: int, end: int) -> bool:
    """Whether the nation, a ministry or other localities become the subject of a clause in `start:end`."""
    return any(_CLAUSE.search(scan.folded[max(start, h.start - 16) : h.start]) for h in scan.between("takeover", start, end))


@cache
def _venues(language: str) -> re.Pattern[str]:
    words: list[str] = languages.load(language).table("subjects")["at"]
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(words)}) $")


@cache
def _counted_units(language: str) -> re.Pattern[str]:
    """A number of provinces or localities: "Group A has 12 localities"."""
    words: list[str] = languages.load(language).table("subjects")["units"]
    return re.compile(rf"(?<![\d./,])\d{{1,2}} (?:{'|'.join(words)})(?!\w)")


@cache
def _generic(language: str) -> re.Pattern[str]:
    return re.compile(languages.load(language).table("subjects")["generic"] + "$")


@cache
def _of_nation(language: str) -> re.Pattern[str]:
    """"Of the country" says where, not who."""
    words: list[str] = languages.load(language).table("subjects")["of-nation"]
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(words)}) ?$")


@cache
def _prepositions(language: str) -> re.Pattern[str]:
    words: list[str] = languages.load(language).table("subjects")["of"]
    kinds = "tỉnh |thành phố |tp\\.? ?|استان |شهر |the province of |the city of |la province de |la ville de "
    return re.compile(rf"[^.;:()%]{{0,70}}?(?:^|[\s,])(?:{'|'.join(sorted(words, key=len, reverse=True))}) +(?:{kinds})?$")


@cache
def _units(language: str) -> re.Pattern[str]:
    words: list[str] = languages.load(language).table("subjects")["units"]
    return re.compile(rf" *(?:{'|'.join(words)})(?!\w)")


@cache
def _joints(language: str) -> re.Pattern[str]:
    """What may stand between the names of a list."""
    items = sorted(languages.load(language).table("lists")["items"], key=len, reverse=True)
    of = sorted(languages.load(language).table("subjects")["of"], key=len, reverse=True)
    words = "|".join(map(re.escape, [*items, *of, "tỉnh", "thành phố", "province", "provinces", "city", "the", "la", "le", "les", "d'", "استان", "شهر", "-", "/"]))
    return re.compile(rf"(?: *(?:{words})(?![\w])| )+")


def _runs(scan: Scan, names: Run) -> list[Run]:
    """Names that stand in one list, joined by commas, "and" and prepositions alone."""
    runs: list[Run] = []
    for name in names:
        gap = scan.folded[runs[-1][-1].end : name.start] if runs else ""
        listed = re.search(r"[,،]|-|\b(?:and|et|và|و|ou|or|hoặc|&)\b", gap)
        if runs and listed and _joints(scan.language).fullmatch(gap):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _share_runs(scan: Scan, shares: list[Share], names: Run) -> list[list[Share]]:
    """Shares that stand in one list, with nothing but joints and comparators between them."""
    runs: list[list[Share]] = []
    for share in shares:
        gap = scan.folded[runs[-1][-1].end : share.start] if runs else ""
        between = bool(runs) and any(runs[-1][-1].end <= n.start < share.start for n in names)
        if runs and len(gap) < 20 and not between and not re.search(r"[().]|;(?! ?$)", gap):  # noqa: PLR2004 # ", et près de "
            runs[-1].append(share)
        else:
            runs.append([share])
    return runs


def _respectively(scan: Scan, start: int, end: int, runs: list[Run], lists: list[list[Share]]) -> dict[int, Slugs]:
    """Lists of provinces and shares aligned item by item."""
    cue = bool(scan.between("align", start, end))
    about: dict[int, Slugs] = {}
    for shares in lists:
        chosen = _partner(scan, shares, runs, cue=cue)
        if chosen:
            items = shares[len(shares) - len(chosen) :]
            about |= {s.start: _slugs(chosen) for s in shares[: len(shares) - len(chosen)]}
            about |= {s.start: (n.province,) for s, n in zip(items, chosen, strict=True)}
    return about


def _partner(scan: Scan, shares: list[Share], runs: list[Run], *, cue: bool) -> Run | None:
    """The list of names that a list of shares belongs to; a share before the list may be a bound for all of it."""
    for size in (len(shares), len(shares) - 1):
        items = shares[len(shares) - size :]
        if size < 2:  # noqa: PLR2004 # no list
            return None
        options = [r for r in runs if len(r) == size]
        before = [r for r in options if r[-1].end <= items[0].start]
        after = [r for r in options if r[0].start >= items[-1].end]
        chosen = before[-1] if before else after[0] if after else None
        if chosen and not cue and any(_is_absorbed(scan, n) for n in chosen):
            chosen = None
        if chosen and (cue or (size == len(shares) and _is_enumeration(scan, items) and "(" not in scan.folded[chosen[0].start : items[-1].end])):
            return chosen
    return None


def _of_nation_itself(scan: Scan, share: Share, start: int, names: list[int]) -> bool:
    """A national figure beside those of provinces: "the national average (36.5 %)", "83.94 % nationwide"."""
    since = max([start, share.start - _OPENING // 2, *(end for end in names if end <= share.start)])
    before = [h for h in scan.between("takeover", since, share.start) if h.concept == "nation"]
    if before and not re.search(r"[,،;](?! ?\d)", scan.folded[before[-1].end : share.start]):
        return not _of_nation(scan.language).search(scan.folded[max(start, before[-1].start - 10) : before[-1].start]) or before[-1].end >= share.start - _CLOSE
    after = [h for h in scan.between("takeover", share.end, share.end + _OPENING // 3) if h.concept == "nation"]
    of = _of_nation(scan.language)
    return any(not re.search("[.;،,]", scan.folded[share.end : h.start]) and not of.search(scan.folded[share.end : h.start]) for h in after)


def _is_enumeration(scan: Scan, shares: list[Share]) -> bool:
    """Shares joined by commas and "and": "8 to 10 %" is a range, no list."""
    ranges = set(languages.load(scan.language).table("lists")["range"]) - set(languages.load(scan.language).table("lists")["items"])
    gaps = [scan.folded[one.end : other.start] for one, other in zip(shares, shares[1:], strict=False)]
    compared = [h.end for h in scan.between("comparator", shares[0].end, shares[-1].start)]
    items = languages.load(scan.language).table("lists")["items"]
    for gap, share in zip(gaps, shares[1:], strict=True):
        bare = gap if share.start - 1 not in compared else gap.split(" ", 2)[0] + " " + gap.split(" ", 2)[1] if gap.count(" ") > 1 else gap
        if "-" in gap or ranges & set(gap.split()) or len([w for w in bare.replace(",", " ").split() if w not in items]) > 1:
            return False
    return True


def _of_many(scan: Scan, share: Share) -> bool:
    """A share of the provinces or ministries themselves (29/34 provinces, 85% of localities) is about none of them."""
    first, last = (share.start, share.end + 4) if share.denominator is not None else (share.end, share.end + 14)
    if share.denominator is not None and _units(scan.language).match(scan.folded, share.end):
        return True
    hits = [h for h in scan.between("takeover", first, last) if h.concept in ("many", "ministry")]
    return any(not re.search("[,.;،؛(]", scan.folded[share.end : h.start]) for h in hits)
