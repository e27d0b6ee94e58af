"""Each language's examples.toml: every phrase gives exactly its values, and every cue has a phrase."""

from collections import Counter
from collections.abc import Callable
from itertools import groupby
from typing import Any

import pytest

from reformcli import languages
from reformcli.extract import KINDS
from reformcli.fold import fold, words
from reformcli.languages.examples import NEGATIVE, Example, examples
from reformcli.pipeline import extract

PHRASES_A_KIND = 60
NEGATIVE_SHARE = 0.25


def number(value: float | str) -> str:
    """A number as examples are compared: two decimals, no trailing zeros."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


RENDER: dict[str, Callable[[Any], str]] = {
    "dates": lambda m: m.value or "?",
    "percentages": lambda m: m.comparator + number(m.value),
    "provinces": lambda m: str(m.province),
    "deadlines": lambda m: f"{m.bound} {m.due or '?'}",
    "subjects": lambda m: f"{number(m.value)} {' '.join(sorted(m.provinces)) or '-'}",
    "indicators": lambda m: str(m.indicator),
}
TABLES = {"subjects": "percentages", "indicators": "percentages"}  # the kind that a further table looks at


EXAMPLES = [example for code in languages.available() for example in examples(code)]
ALIKE = [list(group) for _, group in groupby(EXAMPLES, key=lambda e: (e.language, e.table, e.expected, e.published))]


@pytest.mark.parametrize("alike", ALIKE, ids=lambda alike: "-".join(map(str, alike[0][:4])))
def test_phrases_give_exactly_their_values(alike: list[Example]) -> None:
    """All phrases of one key are one test: forty thousand tests would take the runner longer than the extraction."""
    wrong = {e.phrase: values for e in alike if (values := extracted(e)) != expected(e)}
    assert not wrong, f"expected {expected(alike[0])!r}"


def extracted(example: Example) -> str:
    """The values that a phrase gives, as examples write them."""
    article = extract(example.phrase, example.language, example.published)
    values = [RENDER[example.table](m) for m in article.mentions[TABLES.get(example.table, example.table)]]
    return "; ".join(dict.fromkeys(values) if example.table == "indicators" else values)


def expected(example: Example) -> str:
    """The values as rendered: numbers at two decimals, `none` as nothing."""
    if example.expected == NEGATIVE:
        return ""
    if TABLES.get(example.table, example.table) != "percentages" or example.table == "indicators":
        return example.expected
    return "; ".join(_number_first(value) for value in example.expected.split("; "))


def _number_first(value: str) -> str:
    """`>=85.290` -> `>=85.29`, `60.0 hue ha-noi` -> `60 ha-noi hue`."""
    head, *slugs = value.split()
    figure = head.lstrip("<>=~")
    return " ".join([head[:len(head) - len(figure)] + number(figure), *sorted(slugs)])


@pytest.mark.parametrize("code", languages.available())
def test_every_cue_has_an_example(code: str) -> None:
    phrases = "\n".join(in_words(e.phrase) for e in EXAMPLES if e.language == code)
    assert not [cue for cue in languages.load(code).cues() if in_words(cue) not in phrases]


@pytest.mark.parametrize("code", languages.available())
def test_no_word_means_two_things_in_one_table(code: str) -> None:
    """Of two the lexicon would keep one; what joins a ratio may stand before its total as well as before its part."""
    tables = languages.load(code).table("lexicon").items()
    counted = Counter((name, fold(cue)) for name, table in tables for cues in table.values() for cue in cues)
    assert not [key for key, n in counted.items() if n > 1 and key[0] != "ratio"]


def in_words(text: str) -> str:
    """The text as the lexicon reads it: whole words, in blanks."""
    return f" {' '.join(words(fold(text)).split())} "


@pytest.mark.parametrize("kind", [kind.NAME for kind in KINDS])
@pytest.mark.parametrize("code", languages.available())
def test_there_are_enough_examples_and_negatives(code: str, kind: str) -> None:
    chosen = [e for e in EXAMPLES if (e.language, e.table) == (code, kind)]
    negative = sum(e.expected == NEGATIVE for e in chosen)
    assert len(chosen) >= PHRASES_A_KIND
    assert negative >= NEGATIVE_SHARE * len(chosen)


def test_no_phrase_is_written_twice() -> None:
    keys = Counter((e.language, e.table, e.phrase, e.published) for e in EXAMPLES)
    assert not [key for key, times in keys.items() if times > 1]
