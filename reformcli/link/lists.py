"""Lists of names and of shares: what stands in one list, and which names go with which shares, item by item."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from reformcli import languages
from reformcli.extract.percentages import Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan, Span
from reformcli.languages import pattern
from reformcli.link.names import Run, Slugs, is_absorbed, slugs
from reformcli.link.takeover import opens_clause

_JOINT = 20  # characters between two shares of a list: ", et près de "
_ASIDE = re.compile(r" ?\([^()\d]{1,30}\)")  # "11.52 % (without oil) and 6.03 %"
_OPENED = re.compile(r"\([^()\d]{0,18}$")  # "Hue and Da Nang lag (57.4 % and 52 %)"
_FIGURE = re.compile(r"\d")
_COMMA = re.compile("[,،] ")
_LIST = 2  # items that make a list
_OWN = 8  # characters before a list of shares in which the name of its first one stands


def name_runs(scan: Scan, names: Run) -> list[Run]:
    """Names that stand in one list, joined by commas, "and" and prepositions alone."""
    runs: list[Run] = []
    for name in names:
        gap = scan.folded[runs[-1][-1].end : name.start] if runs else ""
        opens = _COMMA.fullmatch(gap) and _opens(scan, runs[-1], name)
        if runs and not opens and _listing(scan.language).search(gap) and joints(scan.language).fullmatch(gap):
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


def _opens(scan: Scan, run: Run, name: ProvinceMention) -> bool:
    """Whether a name behind a comma goes on from no list, but opens what is said of it."""
    if scan.folded.startswith("'s ", name.end):
        return True  # "after 63 % in Yen Bai, Lao Cai's 81"
    if len(run) > 1:
        return not _COMMA.fullmatch(scan.folded, run[-2].end, run[-1].start)  # "Unlike Hue and Da Nang, Hanoi …"
    opening = scan.sentence(run[0].start)[0]
    against = pattern(scan.language, "subjects", "compared").match(scan.folded, opening, run[0].start)
    return against is not None and bool(_FIGURE.search(scan.folded, opening, run[0].start))  # "Against 63 % in Hue, …"


def share_runs(scan: Scan, shares: list[Share], names: Run) -> list[list[Share]]:
    """Shares that stand in one list, with nothing but joints and comparators between them."""
    runs: list[list[Share]] = []
    for share in shares:
        gap = _ASIDE.sub("", scan.folded[runs[-1][-1].end : share.start]) if runs else ""
        between = bool(runs) and any(runs[-1][-1].end <= n.start < share.start for n in names)
        if runs and len(gap) < _JOINT and not between and not re.search(r"[().]|[;؛](?! ?$)", gap):
            runs[-1].append(share)
        else:
            runs.append([share])
    return runs


def by_turns(scan: Scan, start: int, end: int, shares: list[Share], named: Slugs) -> dict[int, Slugs]:
    """Shares in `start:end` of two provinces `named` before: "62 % in the first, 79 % in the second", or in order."""
    turns = [h.concept for h in scan.between("turns", start, end)]
    if len(named) == len(set(turns)) == _LIST and len(turns) == len(shares):
        return {s.start: (named[turn == "last"],) for s, turn in zip(shares, turns, strict=True)}
    again = any(h.concept == "again" for h in scan.between("align", start, end))
    return {s.start: (slug,) for s, slug in zip(shares, named, strict=False)} if again else {}


def respectively(
    scan: Scan, sentence: Span, runs: list[Run], lists: list[list[Share]], carried: Slugs
) -> dict[int, Slugs]:
    """Lists of provinces and shares aligned item by item, those carried over where the sentence names none."""
    cue = bool(scan.between("align", *sentence))
    about: dict[int, Slugs] = {}
    for shares in lists:
        if cue and not runs and len(shares) == len(carried):  # "the three reached 92, 87 and 79 %, respectively"
            about |= {s.start: (slug,) for s, slug in zip(shares, carried, strict=True)}
        chosen = _partner(scan, shares, runs, cue=cue)
        if chosen and not opens_clause(scan, chosen[-1].end, shares[0].start):
            items = shares[len(shares) - len(chosen) :]
            about |= {s.start: slugs(chosen) for s in shares[: len(shares) - len(chosen)]}
            about |= {s.start: (n.province,) for s, n in zip(items, chosen, strict=True)}
    return about


def _partner(scan: Scan, shares: list[Share], runs: list[Run], *, cue: bool) -> Run | None:
    """The list of names that a list of shares belongs to; a share before the list may be a bound for all of it."""
    for size in (len(shares), len(shares) - 1):
        if size < _LIST:
            return None
        items = shares[len(shares) - size :]
        chosen = _beside(items, runs)
        if chosen and cue:
            return chosen
        if chosen and size == len(shares) and _aligns(scan, items, chosen):
            return chosen
    return None


def _beside(items: list[Share], runs: list[Run]) -> Run | None:
    """The last list of as many names before the shares, else the first behind them where the first has no name."""
    options = [r for r in runs if len(r) == len(items)]
    before = [r for r in options if r[-1].end <= items[0].start]
    after = [r for r in options if r[0].start >= items[-1].end]
    own = any(0 <= items[0].start - r[-1].end < _OWN for r in runs)  # "highest in Hue, at 90 %, and below 80 % in …"
    return before[-1] if before else after[0] if after and not own else None


def _aligns(scan: Scan, items: list[Share], chosen: Run) -> bool:
    """Whether names and shares go together item by item though no word says so."""
    band = scan.is_behind(items[0].start, "percentages", "between")  # "between 60 and 65 % in Ben Tre and Tra Vinh"
    if band or any(is_absorbed(scan, n) for n in chosen) or not _is_enumeration(scan, items):
        return False
    before = _OPENED.sub("", scan.folded[chosen[0].start : items[0].start])
    return "(" not in before + scan.folded[items[0].start : items[-1].end]


def _is_enumeration(scan: Scan, shares: list[Share]) -> bool:
    """Shares joined by commas and "and": "8 to 10 %" is a range, no list."""
    data = languages.load(scan.language)
    items = data.words_of("lists", "items")
    ranges = set(data.words_of("lists", "range")) - set(items)
    compared = [h.end for h in scan.between("comparator", shares[0].end, shares[-1].start)]
    for one, other in pairwise(shares):
        gap = scan.folded[one.end : other.start]
        bare = gap
        if other.start - 1 in compared and gap.count(" ") > 1:
            bare = " ".join(gap.split(" ", 2)[:2])
        words = [w for w in bare.replace(",", " ").split() if w not in items]
        if "-" in gap or ranges & set(gap.split()) or len(words) > 1:
            return False
    return True


@cache
def _listing(language: str) -> re.Pattern[str]:
    """A comma, hyphen or "and" between two names."""
    return re.compile(rf"[,،]|-|\b{languages.any_of(languages.load(language).conjunctions())}\b")


@cache
def joints(language: str) -> re.Pattern[str]:
    """What may stand between the names of a list."""
    data = languages.load(language)
    tables = (("lists", "items"), ("subjects", "of"), ("subjects", "in-list"))
    ordered = [word for table, key in tables for word in sorted(data.words_of(table, key), key=len, reverse=True)]
    return re.compile(rf"(?: *(?:{'|'.join(map(re.escape, [*ordered, '-', '/']))})(?![\w])| )+")
