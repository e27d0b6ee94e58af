"""Which provinces a share or deadline is about, by the rules a reader uses.

The sentence first: "respectively" lists item by item, brackets right behind a name, "in" right before one, else the
nearest name or list before the share. Then the section's subject: a province carries over into the sentences that
follow until another subject takes over (the nation, a ministry, another province). In doubt: nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from reformcli import gazetteer
from reformcli.extract.deadlines import Deadline
from reformcli.extract.percentages import Share
from reformcli.extract.provinces import ProvinceMention
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.languages import pattern
from reformcli.link.carry import heard
from reformcli.link.interviews import opening, questions
from reformcli.link.lists import by_turns, name_runs
from reformcli.link.names import (
    CAPITAL,
    OPENING,
    Run,
    Slugs,
    anaphor,
    is_absorbed,
    is_dateline,
    is_each,
    is_heading,
    is_part,
    is_ranked,
    is_seat,
    is_venue,
    slugs,
    together,
    with_epithets,
)
from reformcli.link.sentence import Sentence
from reformcli.link.takeover import FIRST, taken_over
from reformcli.models import Mention
from reformcli.sentences import MARK

_ITEM = re.compile(rf"\s*{MARK}\s")
_PARAGRAPH = re.compile(r"\n\s*$")
_MERGING = "2025-04-12"  # Resolution 60-NQ/TW names the provinces that are to merge
_FAR = 1500  # characters before a sentence in which a line break is looked for
_MANY = 5  # provinces or sentences from which on their number no longer matters
_SOON = 30  # characters from a sentence's first share on in which "the two provinces" says whose it is
_LEAD = 160  # characters of headline and lead, which say whom the article is about


def link(scan: Scan, found: Mapping[str, Sequence[Mention]]) -> dict[str, tuple[Mention, ...]]:
    """The shares and deadlines with their provinces; whose duty it is is read as if a share stood in its place."""
    shares = [s for s in found["percentages"] if isinstance(s, Share)]
    deadlines = [d for d in found["deadlines"] if isinstance(d, Deadline)]
    if not shares and not deadlines:
        return {}
    names = with_epithets(scan, [p for p in found["provinces"] if isinstance(p, ProvinceMention)])
    duties = [Share(d.start, d.end, d.text, d.rule, value=0) for d in deadlines]
    about = Reader(scan, names).read(shares, duties)
    return {"percentages": tuple(replace(s, provinces=about[s.start]) for s in shares),
            "deadlines": tuple(replace(d, provinces=about[d.start]) for d in deadlines)}


@dataclass
class Reader:
    """Walks through the sentences and remembers who is being written about."""

    scan: Scan
    names: list[ProvinceMention]
    subject: Slugs = ()
    focus: str | None = None
    group: Slugs = ()
    last: str | None = None
    lead: Slugs = ()
    opening: int = 0  # where headline and lead end, and an interview's first question
    mid: bool = False  # whether the subject came up in the middle of a paragraph
    interview: bool = False
    listed: Slugs | None = None  # whom the article was about before the list that it is in

    @cached_property
    def several(self) -> int:
        """How many provinces the text names."""
        return len({name.province for name in self.names})

    @cached_property
    def brief(self) -> bool:
        """Whether several places open a line each, as news in brief have them: "LAM DONG – …"."""
        return len({n.province for n in self.names if is_heading(self.scan, n)}) > 1

    def read(self, shares: Sequence[Share], duties: Sequence[Share]) -> dict[int, Slugs]:
        """Provinces by the start of each share, and of each duty; what is due tells nothing of those that follow."""
        about: dict[int, Slugs] = {}
        last = max(m.start for m in (*shares[-1:], *duties[-1:]))
        asked = questions(self.scan)
        self.interview = bool(asked)
        self.opening = opening(self.scan, self.names, asked) if asked else self.scan.begin + _LEAD
        for start, end in pairwise(self.scan.sentences):
            if start > last:
                break
            opens = _PARAGRAPH.search(self.scan.text[max(0, start - 3) : start]) is not None
            if opens and (self.mid or (self.interview and self.lead)):  # each answer is about the one asked again
                self.subject, self.mid = self.lead, False
                self.focus = self.lead[0] if len(self.lead) == 1 else self.focus
            if opens and not self.interview:
                self._list(start)
            said, due = between(shares, start, end), between(duties, start, end)
            if said or due or not pattern(self.scan.language, "subjects", "basis").match(self.scan.folded, start):
                about |= self._sentence(start, end, said, due, opens=opens)
        return about

    def _list(self, start: int) -> None:
        """Come back at each item of a list, and behind its last one, to whom was written about before it."""
        item = _ITEM.match(self.scan.text, start) is not None
        if self.listed is None:
            led = item and any(c.isalnum() for c in self.scan.text[:start])  # a list that opens the text leads itself
            self.listed = self.subject if led else None
        elif item or self.scan.text[max(0, start - 2) : start] == "\n\n":
            self.subject = self.listed
            self.listed = self.listed if item else None

    def _sentence(self, start: int, end: int, said: list[Share], due: list[Share], *, opens: bool) -> dict[int, Slugs]:
        """Provinces of the shares and duties of a sentence, which may open a paragraph; who is written about then."""
        names = between(self.names, start, end)
        here = names if self.brief else [n for n in names if not is_dateline(self.scan, n)]
        if len(here) < len(names) and self.focus is None and names[0].province != CAPITAL:
            self.focus = names[0].province
            self.subject = self.subject or (self.focus,)
        until = said[0].start if said else end
        told = self._about(start, end, here, said)
        if said and not names:
            told = by_turns(self.scan, start, end, said, self.group) or self._heard(start, said, told, opens=opens)
        asked = self._about(start, end, here, due)
        known = self.subject
        self._remember(start, until, here, said, told)
        if start < self.opening:
            self.lead = self.subject
        elif self.subject != known:
            self.mid = not opens
        return told | asked

    def _about(self, start: int, end: int, here: Run, said: list[Share]) -> dict[int, Slugs]:
        """Provinces by the start of what is said in a sentence that names these."""
        if not said:
            return {}
        carried = self._carried(start, end, said[0].start)
        return Sentence(self.scan, start, end, here, said, carried, self.lead if self.interview else ()).about()

    def _heard(self, start: int, said: list[Share], ruled: dict[int, Slugs], *, opens: bool) -> dict[int, Slugs]:
        """Provinces of the shares of a sentence without names, by the rules and by experience."""
        focus = (self.focus,) if self.focus else ()
        place = bisect_left(self.names, start, key=lambda name: name.start)
        last = self.names[place - 1].end if place else 0
        away = bisect_right(self.scan.sentences, start) - bisect_right(self.scan.sentences, last)
        apart = self.scan.text.find("\n", max(last, start - _FAR), start) >= 0
        told = [f"names {min(self.several, _MANY)}", f"away {min(away, _MANY)}", f"opens {opens}", f"apart {apart}",
                f"lead {bool(self.lead)}", f"focus {bool(focus)}", f"subject {len(self.subject)}",
                f"lead's {self.subject == self.lead}"]
        known, about = self.subject or self.lead or focus, {}
        for share in said:
            first = f"first {share is said[0]}"
            if self.group and is_each(self.scan, share.end):
                about[share.start] = self.group  # "Hue and Da Nang join. Target: 50 % each"
                continue
            by = ruled[share.start]
            about[share.start] = by if by and self.brief else heard(self.scan, share, start, by, known, [*told, first])
        return about

    def _carried(self, start: int, end: int, until: int) -> Slugs:
        """Whom a share of this sentence is about where the sentence itself names nobody."""
        first = self.scan.between("takeover", start, start + FIRST)
        if first and first[0].concept == "nation":
            return ()
        pointed = self._pointed(start, end, until)
        if pointed or taken_over(self.scan, start, until, self.lead):
            return pointed
        here = anaphor(self.scan, start, until) in ("here", "unit")
        return self.subject or ((self.last,) if here and self.last else ())

    def _pointed(self, start: int, end: int, until: int) -> Slugs:
        """Whom "both", "the latter" or "the province" means, beside a first share at `until`."""
        concept = anaphor(self.scan, start, end)
        if concept == "both":
            concept = anaphor(self.scan, start, min(end, until + _SOON))
        if concept == "both" and (both := together(self.scan, self.names, self.group, start, end, said=until < end)):
            return both
        meant = self.last if concept == "last" and self.last else self.focus if concept else None
        units = {gazetteer.province(slug).merged_into for slug in self.group if concept == "unit"}
        meant = units.pop() if len(units) == 1 else meant  # "Vinh Long and Ben Tre met. … The merged province …"
        return (meant,) if meant else ()

    def _remember(self, start: int, end: int, here: Run, said: list[Share], told: dict[int, Slugs]) -> None:
        """Keep whom the sentence was about, for those that follow."""
        main = [n for n in here if not is_absorbed(self.scan, n) and not is_seat(self.scan, n)]
        main = [n for n in main if not is_part(self.scan, n, self.subject)]
        named = slugs(main)
        if named:
            self.last = main[-1].province
        beside = slugs([n for n in here if not is_seat(self.scan, n)])
        if len(beside) > 1:
            self.group = beside  # named together, merged or not
        if len(named) > 1:
            self.subject = self._of_several(start, main, said, told)
        elif named:
            self.subject = self._of_one(start, main[0], said, told)
        else:
            self.subject = self._carried(start, end, end) if here or not told else next(iter(told.values()))
        if len(self.subject) == 1:
            self.focus = self.subject[0]

    def _of_one(self, start: int, name: ProvinceMention, said: list[Share], told: dict[int, Slugs]) -> Slugs:
        """The subject after a sentence that names one province."""
        named = (name.province,)
        if not said and self.subject != named and is_venue(self.scan, start, name):
            if name.province != CAPITAL:
                self.focus = self.focus or name.province  # "examined it in Ca Mau. The province …"
            return ()
        if self.subject and named not in told.values() and is_ranked(self.scan, name):
            return self.subject  # "Its score was ten points ahead of Hue's"
        leads = not said or name.start < said[0].start or set(told.values()) == {named}
        return named if leads or self._heads(start, name, told) else self.subject

    def _heads(self, start: int, name: ProvinceMention, told: dict[int, Slugs]) -> bool:
        """The one province of headline and lead, behind its figures: "Four in five are content, Hue found"."""
        if start >= self.opening or self.subject or not set(told.values()) <= {(), (name.province,)}:
            return False
        before = self.scan.between("takeover", start, name.start)
        return not any(h.concept in ("nation", "ministry") for h in before)

    def _of_several(self, start: int, main: Run, said: list[Share], told: dict[int, Slugs]) -> Slugs:
        """The subject after a sentence that names several provinces; all that make up a new one stand for it."""
        unit = gazetteer.unit_of(self.group) if (self.scan.published or _MERGING) >= _MERGING else None
        if unit:
            return (unit,)
        shared = set(told.values()) - {()}
        if len(shared) == 1:
            return shared.pop()
        if said and all(is_ranked(self.scan, n) for n in main[1:]):
            return self._of_one(start, main[0], said, told)  # "Hai Phong grew by 11.6 %, only behind Quang Ninh"
        opening = main[0].start < start + OPENING // 2 and len(name_runs(self.scan, main)[0]) == 1
        if not said and self.subject and set(self.subject) <= set(slugs(main)):
            return self.subject  # "At the ceremony in May, Long An came third, behind Hai Phong and Quang Ninh"
        return slugs(main)[:1] if not said and opening else ()
