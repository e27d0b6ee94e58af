"""Which of the dates told before or beside one lends it the year that it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reformcli.extract.date_lists import are_joined
from reformcli.extract.dates import DateMention
from reformcli.extract.scan import Scan
from reformcli.extract.spans import between
from reformcli.link import days
from reformcli.link.said import Said, is_target, main
from reformcli.link.takeover import is_ranking
from reformcli.link.tense import clause, tense_of

JOINED = 20  # characters between the two ends of a range


@dataclass(frozen=True, slots=True)
class Companions:
    """The dates of a text that say their year, by where they stand."""

    scan: Scan
    said: list[Said]
    published: date | None

    def before(self, mention: DateMention) -> list[Said]:
        """Those that stand before a date, in text order."""
        return between(self.said, 0, mention.start)

    def due_before(self, mention: DateMention) -> Said | None:
        """The last year or day due in the paragraph, for what is still ahead: a schedule goes on in its year."""
        paragraph = self.scan.text.rfind("\n", 0, mention.start)
        before = [s for s in self.before(mention) if s.lends and s.start > paragraph]
        about = main(self.said, mention.start) if is_target(self.scan, mention) else None
        due = [s for s in before if (s.target if s.full else about and s.year >= about.year)]
        return due[-1] if due and tense_of(self.scan, mention) > 0 else None

    def reported(self, mention: DateMention) -> Said | None:
        """The last day that the article reports before a date: what is still ahead of it comes next."""
        over = [s for s in self.before(mention) if s.full and not s.target]
        return max(over, key=lambda s: s.value, default=None)

    def joined(self, mention: DateMention) -> Said | None:
        """The full date that follows across a range or list: from 1 July to 15 September 2025."""
        near = between(self.said, mention.start + 1, mention.end + JOINED + 1)
        after = next((s for s in near if s.full), None)
        months = not days.is_day(mention.value or "")
        return after if after and are_joined(self.scan, mention.end, after.start, months=months) else None

    def discussed(self, mention: DateMention) -> Said | None:
        """The edition that a ranking is of, else the last year told before, in a past not after publication."""
        last, start = self.published.year if self.published else None, self.scan.sentence(mention.start)[0]
        before = [s for s in self.before(mention) if last is None or s.year <= last]
        editions = [s for s in before if not s.full and (last is None or s.year < last)]
        if editions and is_ranking(self.scan):
            return max(editions, key=lambda s: s.year)
        lending = [s for s in before if s.lends or s.start >= start]  # "the 2023 index, 2 points above the year before"
        return lending[-1] if lending else None

    def of_sentence(self, mention: DateMention) -> Said | None:
        """The year behind a range or told before: "In 2024 it planned ten, but by the end of the year …"."""
        joined = self.joined(mention)
        if joined:
            return joined
        told = between(self.said, clause(self.scan, mention)[0], mention.start)
        since = self.published.year if self.published and tense_of(self.scan, mention) > 0 else 0
        return next((s for s in reversed(told) if s.lends and not s.full and s.year >= since), None)
