"""What a share measures: the words of its clause vote, the nearer and the longer the more."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from reformcli import languages
from reformcli.extract.experience import learned
from reformcli.extract.lexicon import Hit
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.extract.tables import fills, headings
from reformcli.link.bonds import SAME, bond, carry, tells_again
from reformcli.link.pairs import pairs
from reformcli.link.takeover import is_ranking

NAME = "indicators"
_LEARNED, _LED = 0.12, 80  # the weight of experience beside the words; the characters before a sentence that it hears
_HEARD = 320  # characters around a share in which words vote
_FADE = 65  # characters at which a word's vote counts half
_LISTED = 8  # characters behind a comma in which the next item of a list of names or shares begins
_POSTED = range(3)  # characters between "posted" and a figure
_LABEL = range(1, 4)  # characters before a share in which the colon of its label stands
_BARE = 3  # characters between an item of a list and the comma behind it
_OTHER = "other"
_WEAK = 0.3  # the vote of a weak word
_NEXT = 55  # characters behind a share in which a word says what it is a share of
_BEFORE = 0.1  # the weight of the words of the sentence before
_LED_BY, _LINE = 0.5, 45  # the same for a line as short, in characters
_TITLED, _TITLED_BY = re.compile(r"[^\n]*[?؟]|(?:[^\W\d]+ ?){1,4}[.:]?"), 1.0  # a question, a title of few words
_TITLE, _LEAD = 3, 200  # how much more a word of the headline or lead says of the topic
_INDEX = 1.5  # the same for the name of an index, which is told once and meant throughout
_CLEAR = 0.25  # the part of an article's strong words from which on it has a topic
_TOPIC, _FEW = 1.2, 3  # the vote of the article as a whole, damped where it says little
_HEADED = 1.5  # the vote of a word over a column
_WORD = 0.5  # how much more a phrase says than a word, for each further word
_OBJECT = 1.5  # the weight of what follows a share in its clause: what it is a share of
_ADJACENT = 6  # characters before a share in which its name stands (satisfaction 18/18)
_APART = re.compile("[,;:.،؛]")
_FRAME = 45  # characters into a sentence in which a comma ends the phrase that opens it
_CROSSED, _BROKEN = 0.7, 0.45  # what is left of a vote across another share, across a comma
_HEAD, _HEAD_REACH = 1.5, 22  # the weight of a head noun, and how far behind its measure it may stand


# The most points that each component of Decision 766/QĐ-TTg's index has; those of PAPI (80) and of an index as a whole.
_MAXIMA = {18: ("transparency", "satisfaction"), 20: ("timeliness",), 12: ("online-services",), 10: ("online-payment",),
           22: ("digitization",), 80: ("other",), 100: ("other",)}
_SCORED = 1.5  # what a total of points says of the component scored
_POINTS = 8  # characters behind a score in which "points" stands


def indicators(scan: Scan, shares: Sequence[Share]) -> dict[int, str]:
    """The indicator of each share by its start.

    The words of the sentence vote, weak ones with less weight, and so do the sentence before, the article as a whole,
    and what was learned of the words around it; shares that follow each other are of one kind where little parts them.
    """
    strong = _uncovered(scan.of("indicators"))
    strong = sorted((*strong, *pairs(scan, strong)))
    weak = [h for h in _uncovered(scan.of("indicators-weak")) if not _is_part(h, strong)]
    topic = _topic(strong, scan.begin + _LEAD)
    if _is_clear(topic):  # who came first in growth: the words of rankings do not say in what
        strong, weak = _without_ranks(scan, strong), _without_ranks(scan, weak)
    over, told = list(headings(scan)), dict[int, str]()
    voted: dict[int, dict[str, float]] = {}
    last: Share | None = None
    row: Sequence[Share] = ()
    start = before = end = -1
    for share in shares:
        if share.start >= end:
            start, end = scan.sentence(share.start)
            before = scan.sentence(max(0, start - 1))[0]
            sentence = _Surroundings(scan, before, end, shares)
            led = sentence.led(before, start)
            above, row = row, between(shares, start, end)
            again = not between(strong, start, end) and tells_again(scan, above, row)
            partners = {one.start: other for one, other in zip(row, above, strict=True)} if again else {}
        votes = learned(scan, NAME, (share.start, share.end), before=_LED, force=_LEARNED)
        named, outdone = bool(between(strong, start, end)), sentence.tells(share, strong)
        first, final = share.start - _HEARD, min(end, share.end + _HEARD)
        for hit in between(strong, max(before, first), final):
            votes[hit.concept] += sentence.weight(share, hit) * (1.0 if hit.start >= start else led)
        for hit in between(weak, max(before if led > _BEFORE else start, first), final):
            if _is_shown(scan, share, hit):
                continue
            meant = sentence.is_head(hit) or _promoted(scan, share, hit)
            # "50 % of the offices have fibre", "97% of people were satisfied"
            full = meant and not outdone and not (named and hit.concept == _OTHER)
            force = (1.0 if full else _WEAK) * (1.0 if hit.start >= start else led)
            votes[hit.concept] += sentence.weight(share, hit) * force
        scored = _scored(scan, share)
        for name in scored if scored != (_OTHER,) or not outdone else ():  # "SIPAS: 87.12/100" says what it scores
            votes[name] += _SCORED
        for hit in (h for cell, top in over if fills(scan, [cell], share) for h in between(strong, *top)):
            votes[hit.concept] += _HEADED
        for name, part in topic.items():
            votes[name] += _TOPIC * part
        partner = partners.get(share.start)
        bound = SAME if partner else bond(scan, last, share, start, strong, outdone=outdone)
        last = partner or last
        carry(voted[last.start] if last else {}, votes, bound)
        told[share.start] = max(votes, key=lambda name: votes[name], default=_OTHER)
        last, voted[share.start] = share, votes
    return told


def _scored(scan: Scan, share: Share) -> tuple[str, ...]:
    """What has as many points at the most; in an article on another index only that index as a whole."""
    scored = _MAXIMA.get(int(share.denominator or 0), ()) if _is_score(scan, share) else ()
    return scored if scored in ((), (_OTHER,)) or not is_ranking(scan) else ()


def _is_score(scan: Scan, share: Share) -> bool:
    """Points of a total: a fraction, or the word "points" beside it."""
    points = languages.pattern(scan.language, "percentages", "points")
    if share.numerator is None:
        return False
    return not share.numerator.is_integer() or bool(points.search(scan.folded, share.start, share.end + _POINTS))


def _topic(strong: Sequence[Hit], lead: int) -> dict[str, float]:
    """What the article as a whole is about: each indicator's part in its strong words, those of the lead the more."""
    counts: dict[str, float] = defaultdict(float)
    for hit in strong:
        counts[hit.concept] += (_TITLE if hit.start < lead else 1) * (_INDEX if hit.concept == _OTHER else 1)
    return {name: n / (sum(counts.values()) + _FEW) for name, n in counts.items()}


def _is_clear(topic: dict[str, float]) -> bool:
    """Whether the article is clearly about one thing on the list."""
    best = max(topic, key=lambda name: topic[name], default=_OTHER)
    return best != _OTHER and topic[best] >= _CLEAR


def _without_ranks(scan: Scan, hits: list[Hit]) -> list[Hit]:
    rank = languages.pattern(scan.language, "percentages", "rank-word")
    return [h for h in hits if h.concept != _OTHER or not rank.search(scan.folded, h.start, h.end)]


def _promoted(scan: Scan, share: Share, hit: Hit) -> bool:
    """A weak word counts in full as what the share is of, or beside the thing it is done to."""
    gap = scan.folded[share.end : hit.start]
    if hit.concept == "transparency":
        return bool(scan.between("procedure", hit.start - _NEXT, hit.end + _NEXT))
    return hit.start >= share.end and len(gap) < _NEXT and not re.search(r"[,;:.()،؛%]|\d", gap)


def _is_shown(scan: Scan, share: Share, hit: Hit) -> bool:
    """Whether a word right before a share only says that it was reached: "Hue posted 85.9 %"."""
    shown = hit.concept == "transparency" and share.start - hit.end in _POSTED
    return shown and not scan.between("procedure", share.end, share.end + _NEXT)


@cache
def _breaks(language: str) -> re.Pattern[str]:
    """Where one thing measured ends and the next may begin: a mark but in a pair or aside, or a clause's first word."""
    data = languages.load(language)
    asides = [f"{mark} {aside}{mark}" for aside in data.words_of("percentages", "asides") for mark in ",،"]
    words = languages.any_of(data.words_of("lists", "breaks"))
    paired = languages.any_of((*data.words_of("percentages", "paired"), *asides))
    return re.compile(rf"(?P<paired>{paired})|(?<!\d),|,(?!\d)|[:()،]|[;؛] ?|-(?= )| (?={words} )")


def _uncovered(hits: list[Hit]) -> list[Hit]:
    """Hits that no longer hit holds: "en ligne" in "paiement en ligne" does not vote."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start:
            kept[-1] = hit
    return kept


def _is_part(hit: Hit, phrases: Sequence[Hit]) -> bool:
    """Whether a weak word is a part of a strong phrase: "mạng" in "nộp qua mạng"."""
    place = bisect_right(phrases, (hit.start, hit.end + 1))
    return place > 0 and phrases[place - 1].end >= hit.end


def _lists(items: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a mark stands between two items of a list of shares and names, with nothing else beside it."""
    index = bisect_right(items, (place,))
    near = index < len(items) and items[index][0] < place + _LISTED
    return near and index > 0 and items[index - 1][1] >= place - _BARE


class _Surroundings:
    """A stretch of text in which words vote on a share: what stands between a word and a share takes from its vote."""

    def __init__(self, scan: Scan, start: int, end: int, shares: Sequence[Share]) -> None:
        self._scan = scan
        items = [(s.start, s.end) for s in between(shares, start, end)]
        self._shares = [first for first, _ in items]
        items = sorted(items + [(h.start, h.end) for h in scan.between("provinces", start, end)])
        found = _breaks(scan.language).finditer(scan.folded, start, end)
        breaks = (m.start() for m in found if not m["paired"])
        # the mark in "SIPAS: 87 %" parts nothing
        labels = {s - gap for s in self._shares for gap in _LABEL if scan.folded[max(0, s - gap)] == ":"}
        parting = [b for b in breaks if scan.folded[b] in ";:؛" or not _lists(items, b)]
        begun = bisect_left(scan.sentences, start), bisect_left(scan.sentences, end)
        framing = {self._frame(opening, parting) for opening in scan.sentences[slice(*begun)]}
        self._breaks = [b for b in parting if b not in labels and b not in framing]
        self._bounds = sorted((start - 1, *self._breaks, *self._shares, end))
        measures = scan.between("measure", start, end)
        self._measures, self._heads = [m.end for m in measures], {m.start for m in measures}

    def _frame(self, opening: int, breaks: Sequence[int]) -> int | None:
        """The comma behind the phrase that opens a sentence, before its shares: "On SIPAS, Hue reached 87 %"."""
        mark = next(iter(breaks[bisect_left(breaks, opening) :]), opening + _FRAME)
        if mark >= opening + _FRAME or self._scan.folded[mark] not in ",،":
            return None
        return mark if bisect_left(self._shares, opening) == bisect_left(self._shares, mark) else None

    def weight(self, share: Share, hit: Hit) -> float:
        """The weight of one word's vote."""
        behind = hit.start >= share.end
        first, last = (share.end, hit.start) if behind else (hit.end, share.start)
        breaks = bisect_left(self._breaks, last) - bisect_left(self._breaks, first)
        crossed = bisect_left(self._shares, last) - bisect_left(self._shares, first)
        words = 1 + _WORD * self._scan.folded.count(" ", hit.start, hit.end)
        head = self.is_head(hit)
        beside = last - first < _ADJACENT and not _APART.search(self._scan.folded, first, last)
        lead = _HEAD if head else _OBJECT if not breaks and (behind or beside) else 1.0
        apart = _CROSSED ** (crossed if behind else crossed / 2) * _BROKEN**breaks
        return words * lead * apart / (1 + max(0, last - first) / (2 * _FADE if head else _FADE))

    def tells(self, share: Share, strong: Sequence[Hit]) -> bool:
        """Whether a strong word stands in the clause of a share."""
        place = bisect_left(self._bounds, share.start)
        first, last = self._bounds[place - 1], next(b for b in self._bounds[place:] if b > share.start)
        return bool(between(strong, first, last))

    def led(self, before: int, start: int) -> float:
        """The weight of the words in `before:start`: more where they tell no share but lead to one: "Payment?"."""
        line = self._scan.folded[before:start].strip()
        leads = bool(line) and (line[-1] in "?؟:" or len(line) < _LINE)
        if not leads or bisect_left(self._shares, before) != bisect_left(self._shares, start):
            return _BEFORE
        return _TITLED_BY if _TITLED.fullmatch(line) else _LED_BY

    def is_head(self, hit: Hit) -> bool:
        """Whether a word stands beside "rate", "tỷ lệ": what the sentence says is measured."""
        place = bisect_left(self._measures, hit.start)
        return hit.end + 1 in self._heads or (place > 0 and hit.start - self._measures[place - 1] < _HEAD_REACH)
