"""Which language a text is in: single sentences, half of them in other languages, and what has no language at all."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from reformcli.detect import detect
from reformcli.models import UNDETERMINED

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("detect.toml").read_text(encoding="utf-8"))
OURS: dict[str, list[str]] = {code: [line for text in kinds.values() for line in text.strip().splitlines()]
                              for code, kinds in DATA["ours"].items()}
OTHERS: dict[str, list[str]] = {name: text.strip().splitlines() for name, text in DATA["others"].items()}
ENOUGH = 0.99


def misses(texts: list[str], expected: str) -> list[str]:
    """The texts that are taken for another language than `expected`, each behind that language; printed, too."""
    wrong = [f"{found}, not {expected}: {text}" for text in texts if (found := detect(text)) != expected]
    print(*wrong, sep="\n")
    return wrong


@pytest.mark.parametrize("code", OURS)
def test_sentences_in_our_languages(code: str) -> None:
    wrong = misses(OURS[code], code)
    assert 1 - len(wrong) / len(OURS[code]) >= ENOUGH, wrong


def test_sentences_in_other_languages() -> None:
    wrong = [line for texts in OTHERS.values() for line in misses(texts, UNDETERMINED)]
    assert 1 - len(wrong) / sum(map(len, OTHERS.values())) >= ENOUGH, wrong


@pytest.mark.parametrize("text", DATA["edges"]["und"])
def test_no_words_no_language(text: str) -> None:
    assert detect(text) == UNDETERMINED


@pytest.mark.parametrize("article", DATA["articles"], ids=lambda article: article["text"].strip().splitlines()[2][:30])
def test_a_foreign_menu_does_not_hide_the_body(article: dict[str, str]) -> None:
    assert not misses([article["text"]], article["language"])


@pytest.mark.parametrize(("text", "code"), [
    ("Nov 12, 2011", "en"), ("late 1995", "en"), ("Je reviendrai mardi", "fr"), ("mi-décembre", "fr"),
    ("hôm qua", "vi"), ("HAI PHONG HITS TARGET, CA MAU CLOSE BEHIND", "en"),
    ("Bac Giang tops provincial index, Hai Phong second", "en"),
    ("Hai Phong première, Quang Ninh deuxième, Lai Chau dernière", "fr"),
    ("Provincia Ca Mau: registri civili digitalizzati 99%, Hanoi seconda", "und"),
])
def test_a_date_or_headline_of_few_words_has_a_language(text: str, code: str) -> None:
    assert detect(text) == code
