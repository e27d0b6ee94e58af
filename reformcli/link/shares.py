"""Which provinces a share is about, what it measures, and for which period, by the rules a reader uses.

The sentence first: "respectively" lists item by item, brackets right behind a name, "in" right before one, else the
nearest name or list before the share. Then the section's subject: a province carries over into the sentences that
follow until another subject takes over (the nation, a ministry, another province). In doubt: nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reformcli import languages
from reformcli.extract.dates import DateMention
from reformcli.extract.percentages import Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.link.indicators import indicators
from reformcli.models import Mention

_DATELINE = re.compile(r"\s*(?:\([^)]{2,20}\))?\s*[,]?\s*[-–—:]\s")
_OPEN = re.compile(r"\s*(?:city|province|tỉnh|thành phố)?\s*[(\[:]\s*[^)\d]{0,18}$")
_OPENING = 90  # characters of a sentence in which its subject is named

Run = list[ProvinceMention]


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The shares with provinces, indicator and period."""
    shares = [s for s in found["percentages"] if isinstance(s, Share)]
    if not shares:
        return {}
    names = [p for p in found["provinces"] if isinstance(p, ProvinceMention) and not _is_dateline(scan, p)]
    dates = [d for d in found["dates"] if isinstance(d, DateMention)]
    about = _Reader(scan, names).read(shares)
    measured = indicators(scan, shares)
    return {"percentages": tuple(
        replace(s, provinces=about[s.start], indicator=measured[s.start], period=_period(scan, s, dates)) for s in shares
    )}


def _is_dateline(scan: Scan, name: ProvinceMention) -> bool:
    """The place a report was sent from: "HÀ NỘI — ", "Hanoi (VNA) – "."""
    line = scan.text.rfind("\n", 0, name.start) + 1
    if scan.text[line : name.start].strip(" (*"):
        return False
    gap = _DATELINE.match(scan.text, name.end)
    return bool(gap) and len(scan.text) - name.end > _OPENING


def _period(scan: Scan, share: Share, dates: Sequence[DateMention]) -> str | None:
    """The value of the nearest date in the sentence."""
    start, end = scan.sentence(share.start)
    near = [d for d in dates if start <= d.start < end and d.value]
    return min(near, key=lambda d: min(abs(d.start - share.end), abs(share.start - d.end)), default=None).value if near else None  # type: ignore[union-attr]  # near is not empty


@dataclass(slots=True)
class _Reader:
    """Walks through the sentences and remembers who is being written about."""

    scan: Scan
    names: list[ProvinceMention]
    subject: tuple[str, ...] = ()
    focus: str | None = None

    def read(self, shares: Sequence[Share]) -> dict[int, tuple[str, ...]]:
        """Provinces by the start of each share."""
        about: dict[int, tuple[str, ...]] = {}
        bounds = self.scan.sentences
        names, left = iter(self.names), list(shares)
        pending = next(names, None)
        for start, end in zip(bounds, bounds[1:], strict=False):
            here: Run = []
            while pending and pending.start < end:
                here.append(pending)
                pending = next(names, None)
            said = [s for s in left if start <= s.start < end]
            if said:
                carried = self._carried(start, end, here)
                about |= _sentence(self.scan, start, end, here, said, carried)
            self._remember(start, end, here)
        return about

    def _carried(self, start: int, end: int, here: Run) -> tuple[str, ...]:
        """Whom a share of this sentence is about if the sentence itself does not say."""
        if here:
            return ()
        if self._anaphor(start, end) and self.focus:
            return (self.focus,)
        return () if self._taken_over(start, end) else self.subject

    def _remember(self, start: int, end: int, here: Run) -> None:
        slugs = list(dict.fromkeys(p.province for p in here))
        if len(slugs) == 1:
            self.subject, self.focus = (slugs[0],), slugs[0]
        elif slugs:
            self.subject = ()
        elif self._anaphor(start, end) and self.focus:
            self.subject = (self.focus,)
        elif self._taken_over(start, end):
            self.subject = ()

    def _taken_over(self, start: int, end: int) -> bool:
        """The nation, a ministry or other localities are named in the opening of a sentence without a province."""
        return bool(self.scan.between("takeover", start, min(end, start + _OPENING)))

    def _anaphor(self, start: int, end: int) -> bool:
        hits = self.scan.between("anaphor", start, end)
        plain = [h for h in hits if h.concept == "none"] + self.scan.between("takeover", start, end)
        return any(
            h.concept == "same" and not any(o.start <= h.start and h.end <= o.end and o.end - o.start > h.end - h.start for o in plain)
            for h in hits
        )


def _takeovers(scan: Scan, start: int, until: int, end: int) -> bool:
    """Whether the nation, a ministry or other localities are the subject somewhere in `start:until`."""
    agents = _agents(scan.language)
    return any(
        not agents.search(scan.folded[max(start, h.start - 16) : h.start])
        for h in scan.between("takeover", start, min(until, end))
    )


@cache
def _agents(language: str) -> re.Pattern[str]:
    words: list[str] = languages.load(language).table("subjects")["agents"]
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(sorted(words, key=len, reverse=True))}) $")


@cache
def _prepositions(language: str) -> re.Pattern[str]:
    words: list[str] = languages.load(language).table("subjects")["of"]
    return re.compile(rf"[^.;:%()\d]{{0,70}}?(?:^|[\s,])(?:{'|'.join(sorted(words, key=len, reverse=True))}) +(?:tỉnh |thành phố |tp\.? ?|استان |شهر )?$")


def _sentence(scan: Scan, start: int, end: int, names: Run, shares: list[Share], carried: tuple[str, ...]) -> dict[int, tuple[str, ...]]:
    """Provinces of the shares of one sentence."""
    runs, lists = _runs(scan, names), _share_runs(scan, shares, names)
    about = _respectively(scan, start, end, runs, lists)
    taken: set[int] = {p.start for run in runs for p in run if len(about) and any(p.province in a for a in about.values())}
    for share in shares:
        if share.start in about:
            continue
        about[share.start] = _one(scan, share, runs, shares, carried, taken)
    return about


def _runs(scan: Scan, names: Run) -> list[Run]:
    """Names that stand in one list, joined by commas and "and" alone."""
    joints = set(languages.load(scan.language).table("lists")["items"]) | {"-", "/", "tỉnh", ", tỉnh", "thành phố", "،"}
    runs: list[Run] = []
    for name in names:
        gap = scan.folded[runs[-1][-1].end : name.start] if runs else None
        plain = re.sub(r"\b(?:tỉnh|thành phố|tp\.?|province|provinces|the|la|le|les|city|استان|شهر|de|d')\b", " ", gap).split() if gap is not None else None
        if plain is not None and len(gap or "") < 30 and all(w.strip(",") in joints or w == "," for w in plain):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _share_runs(scan: Scan, shares: list[Share], names: Run) -> list[list[Share]]:
    """Shares that stand in one list, with nothing but joints and comparators between them."""
    runs: list[list[Share]] = []
    for share in shares:
        if runs:
            last = runs[-1][-1]
            gap = scan.folded[last.end : share.start]
            between = any(last.end <= n.start < share.start for n in names)
            if len(gap) < 20 and not between and not re.search(r"[();.]", gap):  # noqa: PLR2004 # ", et près de "
                runs[-1].append(share)
                continue
        runs.append([share])
    return runs


def _respectively(scan: Scan, start: int, end: int, runs: list[Run], lists: list[list[Share]]) -> dict[int, tuple[str, ...]]:
    """Lists of provinces and shares aligned item by item."""
    cue = bool(scan.between("align", start, end))
    about: dict[int, tuple[str, ...]] = {}
    for shares in lists:
        for size in (len(shares), len(shares) - 1):
            if size < 2 and not (cue and size == len(shares) >= 2):  # noqa: PLR2004 # no list
                continue
            items = shares[len(shares) - size :]
            options = [r for r in runs if len(r) == size]
            before = [r for r in options if r[-1].end <= items[0].start]
            after = [r for r in options if r[0].start >= items[-1].end]
            chosen = before[-1] if before else after[0] if after else None
            if chosen and (cue or (size == len(shares) and not re.search(r"[()]", scan.folded[chosen[0].start : items[-1].end]))):
                about |= {s.start: (p.province,) for s, p in zip(items, chosen, strict=True)}
                if size < len(shares):
                    about |= {s.start: tuple(p.province for p in chosen) for s in shares[: len(shares) - size]}
                break
    return about


def _one(scan: Scan, share: Share, runs: list[Run], shares: list[Share], carried: tuple[str, ...], taken: set[int]) -> tuple[str, ...]:
    before = [r for r in runs if r[-1].end <= share.start]
    after = [r for r in runs if r[0].start >= share.end]
    if _of_many(scan, share):
        return ()
    if before and _OPEN.fullmatch(scan.folded[before[-1][-1].end : share.start]):
        return (before[-1][-1].province,)
    following = after[0] if after and not any(share.end <= s.start < after[0][0].start for s in shares) else None
    closer = following is not None and bool(_prepositions(scan.language).match(scan.folded[share.end : following[0].start]))
    used = before and any(before[-1][-1].end <= s.start < share.start for s in shares)
    if closer and following and (not before or used) and len(scan.folded[share.end : following[0].start]) < _OPENING:
        return tuple(p.province for p in following)
    if before:
        if _takeovers(scan, before[-1][-1].end, share.start, share.start):
            return ()
        return tuple(dict.fromkeys(p.province for p in before[-1]))
    if closer and following:
        return tuple(p.province for p in following)
    return carried


def _of_many(scan: Scan, share: Share) -> bool:
    """A count of provinces or ministries (29/34 provinces) is about none of them."""
    if share.denominator is None:
        return False
    hits = scan.between("takeover", share.start, share.end + 4)
    return any(h.concept in ("many", "ministry") for h in hits)
