"""One text made ready for the finders: its folded view, the hits of the lexicon, and what is out of bounds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from reformcli import languages
from reformcli.extract.lexicon import Hit, Lexicon, lexicon
from reformcli.extract.patterns import size
from reformcli.fold import fold
from reformcli.models import Dropped, Mention
from reformcli.sentences import sentence_starts

_URL_SIGN = re.compile(r"://|www\.|@|\.(?:vn|com|org|net|gov|info|ir|af|fr|eu|edu)(?![\w.])(?!\.\w)|\.(?:gov|com|edu|org)\.vn")
_URL_OPENING = re.compile(r"[^\s<>\"«»،()]+$")
_URL_ENDING = re.compile(r"[^\s<>\"«»،]*")
_DIGITS = re.compile(r"[0-9]+")  # what an automaton cannot list
_WORD = re.compile(r"[^\W\d_]+|\d+|[,;:()،؛]")
_FIRST = re.compile(r"\w")
_ENDED = re.compile(r"[,;.](?!\d| \d)|[)%]|,\d+ ?%")

Span = tuple[int, int]
Seen = list[tuple[str, set[str]]]  # the words by place, see `extract.experience`
Heard = tuple[str, int, Seen]  # a question, where what it is about begins, and what was seen around it


class Scan:
    """A text on which the finders work; offsets are those of `text`, which is composed (NFC)."""

    def __init__(self, text: str, language: str, published: str | None = None, *, explain: bool = False) -> None:
        self.text = text
        self.language = language
        self.published = published
        self.folded = fold(text)
        self.lexicon: Lexicon = lexicon(language)
        self.hits: dict[str, list[Hit]] = self.lexicon.hits(self.folded)
        self.silent: list[tuple[int, int, str]] = []
        self.dropped: list[Dropped] = []
        self.heard: list[Heard] = []
        self.explains = explain
        self._begins: dict[str, list[int]] = {}
        self._by_end: dict[str, dict[int, Hit]] = {}
        self._matched: dict[tuple[str, str, int], list[Hit]] = {}

    def of(self, table: str) -> list[Hit]:
        """The hits of one table of the lexicon, in text order."""
        return self.hits.get(table, [])

    @cached_property
    def numbers(self) -> list[tuple[int, str]]:
        """Where numbers begin, with their size (see `patterns.size`); what follows a decimal mark begins none.

        A small number that a comma, bracket or percent sign ends is left out: no date or look-alike begins with it.
        """
        found, folded = [], self.folded
        for m in _DIGITS.finditer(folded):
            start, end = m.span()
            if start > 1 and folded[start - 1] in ".,/:" and folded[start - 2].isdigit():
                continue
            kind = size(folded[start:end])
            if kind != "#small" or not _ENDED.match(folded, end):
                found.append((start, kind))
        return found

    @cached_property
    def urls(self) -> list[Span]:
        """Spans of URLs, domains and e-mail addresses: nothing in them counts."""
        spans: list[Span] = []
        for sign in _URL_SIGN.finditer(self.folded):
            if not spans or sign.start() >= spans[-1][1]:
                opening = _URL_OPENING.search(self.folded, max(0, sign.start() - 80), sign.start())
                ending = _URL_ENDING.match(self.folded, sign.end())
                spans.append((opening.start() if opening else sign.start(), ending.end() if ending else sign.end()))
        return spans

    @cached_property
    def begin(self) -> int:
        """Where the first word or number stands: what is told near it is the headline or lead."""
        first = _FIRST.search(self.folded)
        return first.start() if first else 0

    @cached_property
    def words(self) -> tuple[list[int], list[str]]:
        """The words and commas of the text in order, where they begin and what they are, each number as 0."""
        found = list(_WORD.finditer(self.folded))
        return [m.start() for m in found], ["0" if m[0].isdigit() else m[0] for m in found]

    @cached_property
    def sentences(self) -> list[int]:
        """Where sentences begin, the first at 0, with the length of the text at the end."""
        return [*sentence_starts(self.text), len(self.text)]

    def _starts(self, table: str) -> list[int]:
        """Where the hits of a table begin."""
        known = self._begins.get(table)
        if known is None:
            known = self._begins[table] = [hit.start for hit in self.of(table)]
        return known

    def ending(self, table: str, end: int) -> Hit | None:
        """The longest hit of a table that ends at `end`."""
        ends = self._by_end.get(table)
        if ends is None:
            ends = self._by_end[table] = {hit.end: hit for hit in reversed(self.of(table))}
        return ends.get(end)

    def starting(self, table: str, start: int) -> Hit | None:
        """The hit of a table that begins at `start`."""
        starts = self._starts(table)
        place = bisect_left(starts, start)
        return self.hits[table][place] if place < len(starts) and starts[place] == start else None

    def is_behind(self, end: int, *keys: str) -> bool:
        """Whether one of the words of a list, by its table and name, stands right before `end`."""
        words = languages.load(self.language).words_of(*keys)
        starts = (end - len(word) - 1 for word in words if self.folded.endswith(f"{word} ", 0, end))
        return any(start == 0 or not self.folded[start - 1].isalnum() for start in starts)

    def between(self, table: str, start: int, end: int) -> list[Hit]:
        """The hits of a table that begin in `start:end`."""
        starts = self._begins.get(table)  # the busiest call of all: one look where the table is known
        if starts is None:
            starts = self._starts(table)
        if not starts or starts[-1] < start:
            return []
        first = bisect_left(starts, start)
        return self.hits[table][first : bisect_left(starts, end, first)]

    def matching(self, table: str, key: str, start: int, end: int) -> list[Hit]:
        """What an expression of `words.toml` matches in a part of a sentence, which is searched once."""
        opening, closing = self.sentence(start)
        found = self._matched.get((table, key, opening))
        if found is None:
            matches = languages.pattern(self.language, table, key).finditer(self.folded, opening, closing)
            found = self._matched[table, key, opening] = [Hit(m.start(), m.end(), "strong") for m in matches]
        return [hit for hit in found if start <= hit.start < end]

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
        """Note what a rule took out, where somebody asked for it."""
        if self.explains:
            self.dropped.append(Dropped(kind, mention, by))

    def hear(self, question: str, start: int, seen: Seen) -> None:
        """Note what experience was asked about what begins at `start`, where somebody asked for it."""
        if self.explains:
            self.heard.append((question, start, seen))
