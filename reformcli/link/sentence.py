"""One sentence: which provinces each of its shares is about, by where names and shares stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from reformcli import gazetteer, languages
from reformcli.extract.percentages import LISTED, Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.link.lists import by_turns, name_runs, respectively, share_runs
from reformcli.link.names import (
    CLOSE,
    OPENING,
    Run,
    Slugs,
    anaphors_behind,
    is_compared,
    is_each,
    is_included,
    is_merged,
    is_seat,
    slugs,
)
from reformcli.link.phrases import announcing, bracket, interruption, prepositions
from reformcli.link.takeover import (
    is_inserted,
    is_threshold,
    is_within,
    of_abroad,
    of_counted,
    of_many,
    of_nation_itself,
    of_polled,
    opens_clause,
)

_SAME = {"same", "here", "unit"}  # "the province", "this province", "the new province"
_PAIR = 2  # names of which the first may only be compared with: "Unlike Hanoi, Ninh Binh …"
_ASIDE = re.compile(r"[,،(] ?(?:[^\W\d]+ ){0,2}$")  # behind a mark, a word or two before a share told aside
# What a sentence opens with before it says who speaks: words in quotation marks, or the last of them.
_QUOTED = re.compile(r"\s*(?:[\"“«„][^\"“”«»„]*[\"”»]|[^\"“”«»„]*(?:[”»]|[,.]\"|\",))")
_NEXT_ITEM = re.compile(r"\)(?:[,،;؛] ?| )[^(),،;؛:.\d]{6,} \(")  # from one item of a list to the next


@dataclass(slots=True)
class Sentence:
    """One sentence with its names and shares; `carried` is whom it is about if it names nobody."""

    scan: Scan
    start: int
    end: int
    names: Run
    shares: list[Share]
    carried: Slugs
    speaker: Slugs = ()  # whom "we" stands for
    runs: list[Run] = field(default_factory=list)
    followed: set[int] = field(default_factory=set)

    def about(self) -> dict[int, Slugs]:
        """Provinces by the start of each share."""
        self.names = [n for n in self.names if not is_seat(self.scan, n)]
        if len(self.names) > 1 and is_compared(self.scan, self.start, self.names[0]) and not self._opens_with_a_list():
            self.names = self.names[1:]
        main = [n for n in self.names if not is_merged(self.scan, n) or self._opens(n)]
        self.runs = name_runs(self.scan, main)
        lists = share_runs(self.scan, self.shares, self.names)
        told = respectively(self.scan, (self.start, self.end), name_runs(self.scan, self.names), lists, self.carried)
        if len(self.runs) == 1:
            named = _span(self.runs[0])[1]
            told |= by_turns(self.scan, named, self.end, between(self.shares, named, self.end), slugs(self.runs[0]))
        for share in self.shares:
            if share.start not in told:
                told[share.start] = self._one(share)
        for one, other in reversed(list(pairwise(self.shares))):
            if not told[one.start] and self._is_one(one, other):
                told[one.start] = told[other.start]
        return told

    def _is_one(self, one: Share, other: Share) -> bool:
        """Whether two shares are one figure: "between 55 and 60 % of fees in Hue", "one in five (18.7 %) in Hue"."""
        gap = self.scan.folded[one.end : other.start].strip()
        changes = gap in languages.load(self.scan.language).words_of("lists", "range")  # "from 71 to 88 % in Hue"
        return gap == "(" or ((changes or one.rule == LISTED) and not between(self.names, one.end, other.start))

    def _opens_with_a_list(self) -> bool:
        """Whether the first name stands in a list of three or more: "After Hue, Da Nang and Quang Tri merged"."""
        return len(name_runs(self.scan, self.names)[0]) > _PAIR

    def _opens(self, name: ProvinceMention) -> bool:
        """A former province that its sentence opens with: "In the former province of Tra Vinh, 30 % …"."""
        if name.start - self.start >= OPENING // 2 or any(n.start < name.start for n in self.names):
            return False
        return any(h.concept == "former" for h in self.scan.between("merger", self.start, name.start))

    def _one(self, share: Share) -> Slugs:
        touching = self._touching(share)
        if touching:
            return touching
        if self._is_nobodys(share) or self._is_anothers(share):
            return ()
        before = [r for r in self.runs if r[-1].end <= share.start]
        before = [r for r in before if not is_included(self.scan, r)] or before
        if len(before) > 1 and is_within(self.scan, before[-2][-1].end, _span(before[-1]), share.start):
            before = before[:-1]  # "Hai Duong, which borders Hai Phong, reached 60 %"
        following = self._following(share)
        if following and (not before or self._goes_on(before[-1]) or self._nearer(share, before[-1], following)):
            self.followed.add(following[0].start)
            return slugs(following)
        if not before:
            told = self._absorbed(share) or self._announced(share) or self._quoted(share)
            return told or (() if self._is_asked(share) else self.carried) or self._only(share)
        return self._announced(share) or self._named(before[-1], share)

    def _is_referred(self, share: Share) -> bool:
        """Whether "this province" stands before a share."""
        return any(h.concept != "none" for h in self.scan.between("anaphor", self.start, share.start))

    def _named(self, named: Run, share: Share) -> Slugs:
        """Whom a share is about behind these names, unless another took over."""
        if is_inserted(self.scan, self.start, _span(named), share.start):
            return ()
        anaphors = anaphors_behind(self.scan, named[-1].end, share.start)
        meant = {h.concept for h in anaphors}
        if "we" in meant and self.speaker:
            return self.speaker  # "Da Nang has finished 85 percent, we have done 52"
        if "both" in meant and len(named) == 1:  # "Hue grew by 10 % and Can Tho by 11; both aim for 12 %"
            return slugs([n for run in self.runs for n in run if n.end <= named[-1].end])
        unit = gazetteer.unit_of(slugs(named)) if meant & _SAME else None
        if unit:
            return (unit,)  # "After Ninh Binh, Ha Nam and Nam Dinh were joined, the new province has cut 70 %"
        if "last" in meant:
            named = named[-1:]  # "…, Ben Tre and Hau Giang; in the latter, 3 of 8 districts"
        since = max([named[-1].end, *(h.end for h in anaphors if h.concept in _SAME)])
        return () if opens_clause(self.scan, since, share.start) else slugs(named)

    def _touching(self, share: Share) -> Slugs:
        """The names in its span, the one whose bracket it stands in: "Hue (88 %)", or all before a colon or "each"."""
        inside = [n for n in self.names if share.start <= n.start < share.end]
        if inside:
            return slugs(inside)
        before = [n for n in self.names if n.end <= share.start]
        gap = self.scan.folded[before[-1].end : share.start] if before else ""
        if before and is_merged(self.scan, before[-1]) and ":" in gap:
            return ()  # "Vinh Long, which merged with Tra Vinh: 41 %"
        if before and bracket(self.scan.language).fullmatch(gap):
            listed = ":" in gap or is_each(self.scan, share.end)  # "Binh Duong and Ben Tre (92 % each)"
            return slugs(next((r for r in self.runs if listed and r[-1] is before[-1]), before[-1:]))
        return ()

    def _is_nobodys(self, share: Share) -> bool:
        """A threshold, a share of the provinces themselves, people polled for a ranking, or the nation's figure."""
        if not self.names and not self._is_referred(share) and of_polled(self.scan, share):
            return True
        names = [n.end for n in self.names]
        if is_threshold(self.scan, share, self.start, names) or of_many(self.scan, share):
            return True
        return any(of(self.scan, share, self.start, names) for of in (of_counted, of_nation_itself, of_abroad))

    def _is_asked(self, share: Share) -> bool:
        """Whether behind a share of this sentence another asks for so much: "It has 41 %; the ministry wants 60"."""
        last = next((s for s in reversed(self.shares) if s.end <= share.start), None)
        return last is not None and opens_clause(self.scan, last.end, share.start)

    def _is_anothers(self, share: Share) -> bool:
        """A figure in the bracket of a list's next item, which is no province: "Hue (58 %), the State Bank (63 %)"."""
        last = next((s for s in reversed(self.shares) if s.end <= share.start), None)
        if last is None or between(self.names, last.end, share.start) or not self._touching(last):
            return False
        return _NEXT_ITEM.fullmatch(self.scan.folded, last.end, share.start) is not None

    def _goes_on(self, before: Run) -> bool:
        """Whether the names before a share belong to the share before it, as names behind: then so do those behind."""
        return before[0].start in self.followed

    def _only(self, share: Share) -> Slugs:
        """The one list of names that the sentence has, behind its shares."""
        if len(self.runs) != 1:
            return ()
        gap = self.scan.folded[share.end : self.runs[0][0].start]
        if _ASIDE.search(self.scan.folded, self.start, share.start):
            gap = gap.lstrip(" ,،)")  # "All 1,870 procedures, or 100 %, are on Hue's portal"
        if re.search("[;؛،,]", gap):
            return ()
        if opens_clause(self.scan, self.start, self.runs[0][0].start) or self._named_authority(share):
            return ()
        return slugs(self.runs[0])

    def _named_authority(self, share: Share) -> bool:
        hits = self.scan.between("takeover", self.start, self.runs[0][0].start)
        return any(h.concept not in ("many", "neutral", "firms", "survey") or h.start < share.start for h in hits)

    def _absorbed(self, share: Share) -> Slugs:
        """A former province named right before a share, when no other is: "the former Bình Dương, where 71 %"."""
        old = next((n for n in reversed(self.names) if n.end <= share.start), None)
        if old is None or (self.carried and is_merged(self.scan, old)):
            return ()
        if share.start - old.end >= CLOSE or self.scan.between("anaphor", old.end, share.start):
            return ()  # "after the merger of Ha Giang, the province …" is about the one that stays
        return (old.province,)

    def _announced(self, share: Share) -> Slugs:
        """The subject that follows the phrase a sentence opens with: "With 91.4 points out of 100, Lam Dong …"."""
        after = next((r for r in self.runs if r[0].start >= share.end), None)
        opening, subject = announcing(self.scan.language)
        marks = (self.scan.folded.rfind(mark, self.start, share.start) + 1 for mark in ";؛")
        first = max(self.start, *marks)  # "the norm is 90 %; with 76 %, Ha Giang is far from it"
        opens = opening.match(self.scan.folded, first, share.start)
        if after is None or not opens or between(self.names, first, share.start):
            return ()
        return slugs(after) if subject.fullmatch(self.scan.folded, share.end, after[0].start) else ()

    def _quoted(self, share: Share) -> Slugs:
        """Who speaks, in words that are quoted before their speaker: "Our rate is 88 %", the chairman of Hue said."""
        if len(self.runs) != 1 or self._named_authority(share):
            return ()
        first = self.runs[0][0].start
        quoted = _QUOTED.match(self.scan.folded, self.start, first)
        return slugs(self.runs[0]) if quoted and quoted.end() > share.start else ()

    def _following(self, share: Share) -> Run | None:
        """The names right behind a share: "60 % in Hai Duong"."""
        runs = self.runs if self.carried else name_runs(self.scan, self.names)
        after = [r for r in runs if r[0].start >= share.end]
        if not after or any(share.end <= s.start < after[0][0].start for s in self.shares):
            return None
        gap = self.scan.folded[share.end : after[0][0].start].removeprefix(") ")
        code = self.scan.language
        apart, ranked = languages.pattern(code, "deadlines", "contrast"), languages.pattern(code, "subjects", "ranked")
        if apart.search(gap) or ranked.search(gap) or opens_clause(self.scan, share.end, after[0][0].start):
            return None
        if prepositions(self.scan.language).fullmatch(gap):
            return after[0]
        return after[0] if len(gap) < CLOSE and not interruption(self.scan.language).search(gap) else None

    def _nearer(self, share: Share, before: Run, following: Run) -> bool:
        """Whether the names behind a share stand nearer to it than those before."""
        if following[0].start - share.end >= CLOSE:
            return False
        gap = self.scan.folded[before[-1].end : share.start]
        told = any(before[-1].end <= s.start < share.start for s in self.shares)
        return told or len(gap) > 2 * CLOSE or bool(re.search("[;؛]", gap))


def _span(run: Run) -> tuple[int, int]:
    return run[0].start, run[-1].end
