"""What the words around a place say by experience: weights learned from annotated texts, a voice beside the rules.

Duckling ranks what its rules find by weights learned from its corpus; here they only add to what the rules weigh. They
stand in `learned.json` of each language: by question and sign, the weight for each answer. A sign is a word, a comma, or
0 for a number, with its place: `<` before and `>` behind in the sentence, `<<` and `>>` near, `=` inside, `^` in the
sentence before. `reformcli.learn` learns them anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from reformcli import languages
from reformcli.extract.scan import Scan

_WORD = re.compile(r"[^\W\d_]+|\d+|[,;:()،؛]")
_BEFORE, _BEHIND, _NEAR = 140, 100, 40  # characters
ALWAYS = ""  # the sign that is everywhere: its weights are what speaks for each answer before anything is seen


def signs(scan: Scan, start: int, end: int, before: int = 0) -> Iterator[str]:
    """The signs around `start:end`, with those in so many characters before its sentence."""
    opening, closing = scan.sentence(start)
    places = (
        ("^", max(0, opening - before), opening),
        ("<", max(opening, start - _BEFORE), start),
        ("<<", max(opening, start - _NEAR), start),
        ("=", start, end),
        (">>", end, min(closing, end + _NEAR)),
        (">", end, min(closing, end + _BEHIND)),
    )
    for place, first, last in places:
        yield from (place + ("0" if word[0].isdigit() else word) for word in _WORD.findall(scan.folded[first:last]))


def learned(scan: Scan, kind: str, start: int, told: Iterable[str], force: float) -> defaultdict[str, float]:
    """What the signs told of what begins at `start` speak for each answer, times `force`."""
    seen = {ALWAYS, *told}
    scan.hear(kind, start, seen)
    known: Mapping[str, Mapping[str, float]] = languages.learned(scan.language).get(kind, {})
    votes: defaultdict[str, float] = defaultdict(float)
    for sign in sorted(seen & known.keys()):  # in one order: sums of floats depend on it
        for answer, weight in known[sign].items():
            votes[answer] += force * weight
    return votes
