"""Numbers in words: what each word is worth, how they add up, and years told by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from reformcli import languages
from reformcli.fold import fold
from reformcli.languages import Language

_TEN, _HUNDRED = 10, 100

Worth = tuple[int, bool]  # its value, and whether it multiplies what stands before it


@cache
def number_words(code: str) -> dict[str, Worth]:
    """The words (folded) that numbers are made of."""
    data = languages.load(code)
    return _worth(data, "numbers", multiplies=False) | _worth(data, "tens", multiplies=True)


def _worth(data: Language, table: str, *, multiplies: bool) -> dict[str, Worth]:
    return {fold(word): (int(n), multiplies) for n, written in data.table(table).items() for word in written}


def total(chain: Iterable[Worth]) -> int:
    """Units add; tens in words ("mươi") and hundreds multiply what stands before them."""
    told = 0
    for value, multiplies in chain:
        told = told * value if (multiplies or value == _HUNDRED) and told else told + value
    return told


def goes_before(one: Worth, other: Worth) -> bool:
    """Whether two words are of one number: "vingt et une", "two hundred", but not "(un sur) deux et une"."""
    return one[0] > max(other[0], _TEN - 1) or other[1] or other[0] == _HUNDRED


def joint(code: str) -> str:
    """An expression for what joins the words of one number: "one hundred and five"."""
    return rf"(?: {languages.any_of(languages.load(code).words_of('lists', 'in-number'))})?[ -]"


def year_in_words(code: str, table: str) -> str:
    """An expression for a year: a century of `table`, then a number; one from ten on behind "nineteen" or "twenty"."""
    worth, centuries = number_words(code), _centuries(code, table)
    below = [word for word, (value, _) in worth.items() if value < _HUNDRED]
    from_ten = [word for word in below if worth[word][0] >= _TEN]
    opening = "|".join(
        rf"{languages.any_of(some)}{joint(code)}{languages.any_of(behind)}(?!\w)"
        for some, behind in ((centuries.keys() - worth, below), (centuries.keys() & worth, from_ten))
    )
    return rf"(?:{opening})(?:{joint(code)}{languages.any_of(below)}(?!\w)){{0,2}}"


@cache
def year_reader(code: str, table: str) -> Callable[[str], str]:
    """A function that gives the digits of a year in words."""
    worth, centuries = number_words(code), _centuries(code, table)
    opening, word = (re.compile(languages.any_of(words)) for words in (centuries, worth))

    def read(written: str) -> str:
        plain = " ".join(written.split())
        century = opening.match(plain)
        assert century is not None  # the expression above found it
        return str(centuries[century[0]] + total(worth[w] for w in word.findall(plain, century.end())))

    return read


def _centuries(code: str, table: str) -> dict[str, int]:
    """The first year of each century by its words (folded)."""
    return {fold(word): int(year) for year, words in languages.load(code).table(table).items() for word in words}
