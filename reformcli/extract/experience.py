"""What the words around a place say by experience: weights learned from annotated texts, a voice beside the rules.

Duckling ranks what its rules find by weights learned from its corpus; here they only add to what the rules weigh. They
stand in `learned.json` of each language, in hundredths: by question, place and word, the weight for each answer. Places
are `<` before and `>` behind in the sentence, `<<` and `>>` near, `=` inside, `^` in the sentence before; "" holds what
is no word but was told, and what is always so. A number counts as the word 0. `reformcli.learn` learns them anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reformcli import languages
from reformcli.extract.scan import Scan

ALWAYS = ""  # what is always so: its weights are what speaks for each answer before anything is seen
_BEFORE, _BEHIND, _NEAR = 140, 100, 40  # characters
_UNIT = 100  # weights are whole numbers, so that no sum depends on its order


def learned(
    scan: Scan, question: str, span: tuple[int, int], told: Iterable[str] = (), *, before: int = 0, force: float = 1.0
) -> defaultdict[str, float]:
    """How much what is told, and seen around a span, speaks for each answer, times `force`.

    Of the sentence before, so many characters count as `before` says.
    """
    known = languages.learned(scan.language).get(question, {})
    seen = [("", {ALWAYS, *told}), *_around(scan, *span, before)]
    scan.hear(question, span[0], seen)
    sums: defaultdict[str, int] = defaultdict(int)
    for place, words in seen:
        weights = known.get(place)
        for word in words & weights.keys() if weights else ():
            for answer, weight in weights[word].items():
                sums[answer] += weight
    return defaultdict(float, {answer: force * total / _UNIT for answer, total in sums.items()})


def _around(scan: Scan, start: int, end: int, before: int) -> Iterator[tuple[str, set[str]]]:
    """The words at each place around `start:end`."""
    opening, closing = scan.sentence(start)
    starts, words = scan.words
    bounds = (
        ("<", max(opening, start - _BEFORE), start),
        ("<<", max(opening, start - _NEAR), start),
        ("=", start, end),
        (">>", end, min(closing, end + _NEAR)),
        (">", end, min(closing, end + _BEHIND)),
        ("^", opening - before, opening),
    )
    for place, first, last in bounds[: 5 + bool(before)]:
        yield place, set(words[bisect_left(starts, first) : bisect_left(starts, last)])
