"""Expressions for what may stand between a share and the name that it belongs to, compiled from a language's words."""

from __future__ import annotations

import re
from functools import cache

from reformcli import languages


@cache
def bracket(language: str) -> re.Pattern[str]:
    """A bracket or colon right behind a name: "Hai Duong province (about "."""
    nouns = languages.any_of(languages.load(language).words_of("subjects", "behind-name"))
    return re.compile(rf"\s*{nouns}?\s*[(\[:]\s*[^)\d]{{0,18}}$")


@cache
def announcing(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a sentence may open with before its subject ("with", "thanks to"), and what stands before that subject."""
    data = languages.load(language)
    kinds = "|".join(data.words_of("subjects", "before-name"))
    articles = "|".join(f"{word} " for word in data.words_of("subjects", "clause-articles"))
    opening = data.table("subjects")["opening"]
    return re.compile(rf"\W*(?:{opening})(?!\w)"), re.compile(rf"[^.;:؛\n]{{0,120}}[,،] *(?:{articles})?(?:{kinds})?")


@cache
def interruption(language: str) -> re.Pattern[str]:
    """What parts a share from the name behind it: a mark, or an "and"."""
    return re.compile(rf"[,.;:،؛(]| {languages.any_of(languages.load(language).conjunctions())} ")


@cache
def prepositions(language: str) -> re.Pattern[str]:
    """What may stand between a share and its province: "of the files in the province of "."""
    data = languages.load(language)
    of = "|".join(sorted(data.words_of("subjects", "of"), key=len, reverse=True))
    kinds = "|".join(data.words_of("subjects", "before-name"))
    return re.compile(rf"[^.;؛:()%]{{0,70}}?(?:^|[\s,])(?:{of}) +(?:{kinds})?$")
