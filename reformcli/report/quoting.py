"""What a quotation takes along: the sentence of a mention, found without a language's help."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from reformcli.query import Quote

# An initial or a short abbreviation before a number ends nothing: "No. 71", "tr. 5".
_SENTENCE_END = re.compile(r"(?!(?<=\b\w\w)\. \d|(?<=\b\w)\. )[.!?؟…۔][\"»”’)]*\s+|[\r\n]+")


def sentence(quote: Quote[Any]) -> tuple[str, str]:
    """What stands before and after the mention in its sentence, as far as the quote reaches."""
    ends = [match.end() for match in _SENTENCE_END.finditer(quote.before)]
    close = _SENTENCE_END.search(quote.after)
    after = quote.after[:close.end()] if close else quote.after
    return quote.before[ends[-1] if ends else 0:].lstrip(), after.rstrip()


def by_sentence(quotes: Iterable[Quote[Any]]) -> list[list[Quote[Any]]]:
    """Those that share a sentence, together, where the first of them stood: its words are quoted once."""
    groups: dict[tuple[str, int, int], list[Quote[Any]]] = defaultdict(list)
    for quote in quotes:
        groups[_place(quote)].append(quote)
    return list(groups.values())


def _place(quote: Quote[Any]) -> tuple[str, int, int]:
    """The bounds of the sentence that a mention stands in, and its article."""
    before, after = sentence(quote)
    return quote.source.article, quote.mention.start - len(before), quote.mention.end + len(after)
