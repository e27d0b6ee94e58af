"""All words and names of one language in one automaton: a single pass finds every cue, date word and province."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from reformcli import gazetteer, languages
from reformcli.extract.patterns import Rules
from reformcli.fold import fold, words
from reformcli.languages import Language


class Hit(NamedTuple):
    """A word or phrase of the lexicon in a text: its span and the concept it stands for."""

    start: int
    end: int
    concept: str

    def holds(self, other: Hit) -> bool:
        """Whether the other is a part of this longer phrase: "has" of "has to"."""
        longer = self.end - self.start > other.end - other.start
        return longer and self.start <= other.start and other.end <= self.end


class Lexicon:
    """The automaton of a language, with its compiled date rules and look-alikes."""

    def __init__(self, language: Language) -> None:
        self.language = language
        dates = language.table("dates")
        self.dates = Rules(language, {rule: dates["rules"][rule] for rule in dates["order"] if rule in dates["rules"]})
        self.silence = Rules(language, language.table("silence")["rules"])
        meanings: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for table, concept, phrase in language.phrases():
            for key in _keys(phrase):
                meanings[key].append((table, concept))
        for name, slug in gazetteer.names(language.code).items():
            meanings[f" {name} "].append(("provinces", slug))
        leads = sorted(self.dates.leads | self.silence.leads)
        self._meanings = list(meanings.values())
        self._leads = [None] * len(meanings) + leads
        self._automaton = AhoCorasick([*meanings, *(f" {lead}" for lead in leads)])

    def hits(self, folded: str) -> dict[str, list[Hit]]:
        """Hits by table, in text order; of those that begin together in one table the longest."""
        view = f" {words(folded)} "
        found: dict[str, dict[int, Hit]] = defaultdict(dict)
        meanings, leads, new = self._meanings, self._leads, tuple.__new__
        for pattern, start, end in self._automaton.find_matches_as_indexes(view, overlapping=True):
            lead = leads[pattern]
            if lead is None:
                for table, concept in meanings[pattern]:
                    found[table][start] = new(Hit, (start, end - 2, concept))  # ends ascend: the longest stays
            elif not view[end].isalpha():  # "năm2024", glued by bad extraction
                found["leads"][start] = new(Hit, (start, end - 1, lead))
        return {table: [hits[start] for start in sorted(hits)] for table, hits in found.items()}


def _keys(phrase: str) -> set[str]:
    """A phrase in the word view, with the spaces of its punctuation ("p. cent") and without."""
    view = words(fold(phrase)).strip()
    return {f" {view} ", f" {' '.join(view.split())} "}


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language, built once a process."""
    return Lexicon(languages.load(code))
