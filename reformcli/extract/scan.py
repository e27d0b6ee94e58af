"""One text made ready for the finders: its folded view, the hits of the lexicon, and what is out of bounds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from reformcli.extract.lexicon import Hit, Lexicon, lexicon
from reformcli.fold import fold
from reformcli.models import Dropped, Mention
from reformcli.sentences import sentence_starts

_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"«»،]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|org|net|gov|info|ir|af|fr|eu|edu)(?:/[^\s<>\"«»،]*)?(?![\w])"
)
_MAY_HOLD_URL = re.compile(r"://|www\.|@|\.(?:vn|com|org|net|gov|info|ir|af|fr|eu|edu)(?!\w)")
_DIGITS = re.compile(r"\d+")

Span = tuple[int, int]


class Scan:
    """A text on which the finders work; offsets are those of `text`, which is composed (NFC)."""

    def __init__(self, text: str, language: str, published: str | None = None) -> None:
        self.text = text
        self.language = language
        self.published = published
        self.folded = fold(text)
        self.lexicon: Lexicon = lexicon(language)
        self.hits: dict[str, list[Hit]] = self.lexicon.hits(self.folded)
        self.silent: list[tuple[int, int, str]] = []
        self.dropped: list[Dropped] = []

    def of(self, table: str) -> list[Hit]:
        """The hits of one table of the lexicon, in text order."""
        return self.hits.get(table, [])

    @cached_property
    def digits(self) -> list[int]:
        """Where runs of digits begin."""
        return [m.start() for m in _DIGITS.finditer(self.folded)]

    @cached_property
    def urls(self) -> list[Span]:
        """Spans of URLs, domains and e-mail addresses: nothing in them counts."""
        if not _MAY_HOLD_URL.search(self.folded):
            return []
        return [m.span() for m in _URL.finditer(self.folded)]

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences begin, the first at 0, with the length of the text at the end."""
        return [*sentence_starts(self.text), len(self.text)]

    @cached_property
    def _by_end(self) -> dict[str, dict[int, Hit]]:
        return {}

    def ending(self, table: str, end: int) -> Hit | None:
        """The longest hit of a table that ends at `end`."""
        if table not in self._by_end:
            ends: dict[int, Hit] = {}
            for hit in self.of(table):
                ends.setdefault(hit.end, hit)
            self._by_end[table] = ends
        return self._by_end[table].get(end)

    def starting(self, table: str, start: int) -> Hit | None:
        """The hit of a table that begins at `start`."""
        hits = self.of(table)
        place = bisect_left(hits, (start,))
        return hits[place] if place < len(hits) and hits[place].start == start else None

    def between(self, table: str, start: int, end: int) -> list[Hit]:
        """The hits of a table that begin in `start:end`."""
        hits = self.of(table)
        return hits[bisect_left(hits, (start,)) : bisect_left(hits, (end,))]

    def sentence(self, place: int) -> Span:
        """The bounds of the sentence around a place."""
        index = bisect_right(self.sentences, place) - 1
        return self.sentences[index], self.sentences[min(index + 1, len(self.sentences) - 1)]

    def silence(self, start: int, end: int) -> str | None:
        """The look-alike rule, or `url`, whose span overlaps `start:end`."""
        for a, b in self.urls:
            if a < end and start < b:
                return "url"
        place = bisect_left(self.silent, (end,))
        for a, b, rule in self.silent[max(0, place - 3) : place]:
            if start < b and a < end:
                return rule
        return None

    def drop(self, kind: str, mention: Mention, by: str) -> None:
        """Note what a rule took out, for `explain`."""
        self.dropped.append(Dropped(kind, mention, by))
