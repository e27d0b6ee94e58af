"""Spans and stability on any input: exact slices, equal-length folding, nothing inside a URL, linear time."""

import gc
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import product
from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reformcli import languages
from reformcli.extract.dates import DateMention
from reformcli.fold import fold
from reformcli.models import Article, Document
from reformcli.pipeline import extract
from reformcli.read import read_paths
from reformcli.score import load_gold

ROOT = Path(__file__).parent.parent
GOLD = [path for path in (ROOT.parent / "shared" / "gold", ROOT / "tests" / "gold") if path.is_dir()]
OWN = [document for document in read_paths([ROOT / "data" / "raw"]) if isinstance(document, Document)]
ARTICLES = OWN + [article.document for article in load_gold(GOLD).articles]  # a checkout alone has no shared gold
SOME = ARTICLES[::9]  # enough to be printed anew in eight ways, and to keep the suite under its five minutes

PIECES = [  # what newspapers print, and what breaks careless offsets
    "29/34", "60 %", "١٢٫٥٪", "۱۵ مه ۲۰۲۴", "۸۰ درصد", "15/5/2024", "quý I/2024", "tháng 5", "năm 2025", "2021–2025",
    "trước ngày 30/6", "avant le 15 mai 2024", "1ᵉʳ juillet", "by June 30, 2025", "at least 85.5%", "respectively",
    "Hải Dương", "Hai Duong", "Hà Nội", "های دونگ", "TP.HCM", "và", "và 7/6", ", ", ". ", " ", "\r\n", "\n", "\t",
    "\u200c", "\u200f", "\ufeff", "\u00a0", "\u0301", "\0", "\ud800", "Ạ\u0323", "😀", "👩‍👩‍👧", "İ", "ß", "ﬁ", "ǅ",
    "ẞ", "Σ", "½", "²", "٪", "%", "/", "-", "(", ")", "١٥/٥/٢٠٢٤", "１５/５/２０２４", "१५%",
    "le 31 du mois", "by the 31st of this month", "trước ngày 31 tháng này", "تا ۳۱ همین ماه", "29 February next year",
    "https://example.org/2024/05/15/ha-noi-60%25", "www.hanoi.gov.vn", "a@hue.vn",
]
URL = re.compile(r"https?://|www\.|\S+@")
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join),
    st.text(st.characters(), max_size=200),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=15).map("".join),
)
LANGUAGES = st.sampled_from([None, *languages.available()])
RELAXED = settings(deadline=None, max_examples=300, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def mentions(article: Article) -> Iterator[Any]:
    """All mentions of an article."""
    return (m for found in article.mentions.values() for m in found)


def facts(article: Article, without: str = "start end text task addressees rule") -> dict[str, list[dict[str, Any]]]:
    """The records of an article but for the fields that quote it."""
    return {kind: [{k: v for k, v in m.to_dict().items() if k not in without.split()} for m in found]
            for kind, found in article.mentions.items()}


@RELAXED
@given(TEXTS, LANGUAGES)
def test_spans_are_exact_slices(text: str, language: str | None) -> None:
    for mention in mentions(extract(text, language, "2025-01-06")):
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start:mention.end] == mention.text


@pytest.mark.parametrize("language", [None, *languages.available()])
def test_the_shortest_texts_are_read(language: str | None) -> None:
    """A share, date or cue at either end of a text of a few characters."""
    pieces = ("1%", "%", "1", "/", "1/2", "٪", "Q1", "2024", "ngày", "سه", "12:", "by", ":", "\n", "(", "in", "một")
    for text in ("".join(some) for n in (1, 2) for some in product(pieces, repeat=n)):
        assert all(text[m.start:m.end] == m.text for m in mentions(extract(text, language, "2025-01-06")))


@RELAXED
@given(TEXTS, LANGUAGES)
def test_mentions_come_in_text_order(text: str, language: str | None) -> None:
    for found in extract(text, language).mentions.values():
        assert [m.start for m in found] == sorted(m.start for m in found)


@RELAXED
@given(TEXTS, LANGUAGES, st.dates(date(2022, 1, 1), date(2026, 12, 31)) | st.none())
def test_values_are_days_of_the_calendar(text: str, language: str | None, published: date | None) -> None:
    """No 31 June, whatever the month of publication, and no value that is left open."""
    article = extract(text, language, published.isoformat() if published else None)
    for found in article.mentions["dates"]:
        assert isinstance(found, DateMention)
        for end in (found.value or "2024").split("/"):
            assert re.fullmatch(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?|-Q[1-4]|-H[12])?", end), found
            assert not re.fullmatch(r"\d{4}-\d\d-\d\d", end) or date.fromisoformat(end), found


@RELAXED
@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_folding_keeps_every_code_point_one() -> None:
    for start in range(0, 0x110000, 0x1000):
        block = "".join(map(chr, range(start, start + 0x1000)))
        assert len(fold(block)) == len(block)


@pytest.mark.parametrize("document", ARTICLES, ids=lambda d: d.id)
def test_composed_and_decomposed_text_give_the_same_exact_slices(document: Document) -> None:
    composed, decomposed = (unicodedata.normalize(form, document.text) for form in ("NFC", "NFD"))
    one, other = extract(composed, None, document.published), extract(decomposed, None, document.published)
    assert one.language == other.language
    assert facts(one) == facts(other)
    assert ([unicodedata.normalize("NFC", m.text) for m in mentions(other)] == [m.text for m in mentions(one)])
    for text, article in ((composed, one), (decomposed, other)):
        assert all(text[m.start:m.end] == m.text for m in mentions(article))


@RELAXED
@given(TEXTS, LANGUAGES)
def test_composed_and_decomposed_input_give_the_same(text: str, language: str | None) -> None:
    one, other = (extract(unicodedata.normalize(form, text), language) for form in ("NFC", "NFD"))
    assert (one.language, facts(one)) == (other.language, facts(other))


# What the same text may have gone through: each maps a text to another that says the same.
PRINTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "byte order mark": lambda text: f"\ufeff{text}",
    "emoji before": lambda text: f"👩‍👩‍👧\n\n{text}",
    "emoji behind": lambda text: f"{text}\n\n😀🏽",
    "double spaces": lambda text: text.replace(" ", "  "),
    "spaces at line ends": lambda text: text.replace("\n", " \n"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "marks of direction": lambda text: f"\u200f{text}\u200e",
}


@pytest.mark.parametrize("document", SOME, ids=lambda d: d.id)
def test_print_changes_nothing(document: Document) -> None:
    plain = extract(document.text, None, document.published)
    for name, reprint in PRINTS.items():
        printed = reprint(document.text)
        other = extract(printed, None, document.published)
        assert (plain.language, facts(plain)) == (other.language, facts(other)), name
        assert all(printed[m.start:m.end] == m.text for m in mentions(other)), name


@RELAXED
@given(st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join), LANGUAGES)
def test_line_ends_change_nothing(text: str, language: str | None) -> None:
    plain, other = (extract(PRINTS["CRLF"](text) if crlf else text.replace("\r\n", "\n"), language) for crlf in (0, 1))
    assert (plain.language, facts(plain)) == (other.language, facts(other))


ENDED = re.compile(r"https?://\S+$|\.\s*$")  # where a full stop more would belong to the URL, or make two


@pytest.mark.parametrize("document", SOME, ids=lambda d: d.id)
def test_an_ending_changes_nothing(document: Document) -> None:
    plain = extract(document.text, None, document.published)
    for ending in ("\n", "\r\n", " ", *(() if ENDED.search(document.text) else (".", ".\n"))):
        ended = extract(document.text + ending, None, document.published)
        assert list(mentions(plain)) == list(mentions(ended)), repr(ending)


@pytest.mark.parametrize("code", languages.available())
@pytest.mark.parametrize("url", [
    "https://example.org/2024/05/15/ha-noi-60%25-by-2025", "http://hanoi.gov.vn/tin/15-5-2024?q=29/34&p=60%",
    "www.haiduong.gov.vn/2024-05-15", "https://xn--p1ai/2025", "HTTPS://EXAMPLE.ORG/29/34", "hue2025@haiphong.gov.vn",
])
def test_no_mention_inside_a_url(code: str, url: str) -> None:
    for text in (url, f"({url})", f"Source : {url}\n", f"منبع: {url}", f"{url}, {url}"):
        assert not list(mentions(extract(text, code, "2025-01-06")))


@RELAXED
@given(TEXTS, st.sampled_from([piece for piece in PIECES if URL.match(piece)]), TEXTS, LANGUAGES)
def test_no_mention_touches_a_url(before: str, url: str, behind: str, language: str | None) -> None:
    start = len(before) + 1
    for mention in mentions(extract(f"{before} {url} {behind}", language, "2025-01-06")):
        assert mention.end <= start or mention.start >= start + len(url), mention


UNITS = [
    "1", "12 ", "1/", "/", "1.", "1,", "-", "1-", " ", "\n", ". ", "(", "I", "a", "A. ", "à", "a\u0301", "\u0301", "ا",
    "م ", "%", "٪", "1% ", "29/34 ", "2024 ", "5/2024-", "tháng ", "ngày ", "năm ", "hai ", "thứ hai ", "trước ngày ",
    "by ", "May ", "d'ici ", "1er ", "Hai", "Hà Nội, ", "استان ", "های ", "http://", "between 1 and ", "از ۱ تا ",
    "respectively ", "9,12 điểm ", "5 tháng ", "tuần tới ", "avant 2024, ", "avant-hier 5 ", "yesterday 60% ",
    "pci 60% ", "edged up to 2024, ", "objectif pour 2024, ", "trước thời hạn 2024, ", "موعد 60% ",
    "a | due | 5/5/2025\n", "We got 60%. ",
]
PLAIN = {"1", "12 ", "1/", "/", "-", "ا", "م ", "tháng ", "ngày ", "năm ", "Hai", "We got 60%. "}  # no cue to weigh
SIZES = (2_000, 10_000, 50_000)  # in steps, so that a square shows itself before it takes all night
LARGE = (50_000, 200_000, 1_000_000)
SLACK, TIMES = 0.3, 2.5  # seconds, and how much more than in proportion: a square takes 4 or 5 times more at each step


def seconds(text: str, language: str | None) -> float:
    """The processor time of an extraction, without the collector's, which depends on what else the process holds."""
    gc.disable()
    started = time.process_time()
    extract(text, language, "2025-01-06")
    taken = time.process_time() - started
    gc.enable()
    return taken


def in_proportion(unit: str, language: str | None, sizes: Sequence[int]) -> bool:
    """Whether the time grows as these sizes do, and no further: no bound in seconds, since machines differ."""
    before, shorter = inf, sizes[0]
    for size in sizes:
        allowed = SLACK + TIMES * before * size / shorter
        text = unit * (size // len(unit))
        taken = seconds(text, language)
        if taken > allowed and min(seconds(text, language), seconds(text, language)) > allowed:  # or only busy
            return False
        before, shorter = taken, size
    return True


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    for code in languages.available():
        assert in_proportion(unit, code, SIZES), code
    assert in_proportion(unit, None, LARGE if unit in PLAIN else LARGE[:2])
