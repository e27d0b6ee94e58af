"""What the words around a place say by experience: weights learned from annotated texts, a voice beside the rules.

Duckling ranks what its rules find by weights learned from its corpus; here they only add to what the rules weigh. They
stand in `learned.json` of each language, in hundredths: by question, place and word, the weight for each answer. Places
are `<` before and `>` behind in the sentence, `<<` and `>>` near, `=` inside, `^` in the sentence before; "" holds what
is no word but was told, and what is always so. A number counts as the word 0. `reformcli.learn` learns them anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import repeat

from reformcli import languages
from reformcli.extract.scan import Scan

ALWAYS = ""  # what is always so: its weights are what speaks for each answer before anything is seen
_BEFORE, _BEHIND, _NEAR = 140, 100, 40  # characters
UNIT, _BASE = 100, 1 << 20  # weights are whole numbers of hundredths; no sum of an answer's comes near to half the base


def learned(
    scan: Scan, question: str, span: tuple[int, int], told: Iterable[str] = (), *, before: int = 0, force: float = 1.0
) -> defaultdict[str, float]:
    """How much what is told, and seen around a span, speaks for each answer, times `force`.

    Of the sentence before, so many characters count as `before` says.
    """
    answers, known = weighed(scan.language).get(question, ((), {}))
    seen = [("", {ALWAYS, *told}), *_around(scan, *span, before)]
    scan.hear(question, span[0], seen)
    total = 0
    for place, words in seen:
        total += sum(map(known.get(place, {}).get, words, repeat(0)))
    votes: defaultdict[str, float] = defaultdict(float)
    for answer in answers:
        weight = (total + _BASE // 2) % _BASE - _BASE // 2
        total = (total - weight) // _BASE
        votes[answer] = force * weight / UNIT
    return votes


@cache
def weighed(language: str) -> dict[str, tuple[list[str], dict[str, dict[str, int]]]]:
    """By question its answers, and by place and word their weights as digits of one number: one sum adds them all."""
    return {question: _packed(known) for question, known in languages.learned(language).items()}


def _packed(known: Mapping[str, Mapping[str, Mapping[str, int]]]) -> tuple[list[str], dict[str, dict[str, int]]]:
    answers = sorted({answer for words in known.values() for weights in words.values() for answer in weights})
    digits = {answer: _BASE**place for place, answer in enumerate(answers)}

    def packed(weights: Mapping[str, int]) -> int:
        return sum(weight * digits[answer] for answer, weight in weights.items())

    return answers, {place: {word: packed(told) for word, told in words.items()} for place, words in known.items()}


def _around(scan: Scan, start: int, end: int, before: int) -> Iterator[tuple[str, set[str]]]:
    """The words at each place around `start:end`."""
    opening, closing = scan.sentence(start)
    starts, words = scan.words
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    yield "<", set(words[bisect_left(starts, max(opening, start - _BEFORE)) : first])
    yield "<<", set(words[bisect_left(starts, max(opening, start - _NEAR)) : first])
    yield "=", set(words[first:last])
    yield ">>", set(words[last : bisect_left(starts, min(closing, end + _NEAR))])
    yield ">", set(words[last : bisect_left(starts, min(closing, end + _BEHIND))])
    if before:
        yield "^", set(words[bisect_left(starts, opening - before) : bisect_left(starts, opening)])
