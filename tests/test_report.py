"""The reports: what they gather, and how it looks on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console, RenderableType
from rich.text import Text
from samples import ENGLISH, at, fill, quote_of

from reformcli import gazetteer
from reformcli.extract.dates import DateMention
from reformcli.extract.deadlines import Deadline
from reformcli.extract.percentages import Share
from reformcli.models import Dropped, Mention
from reformcli.query import connect
from reformcli.report import province as province_module
from reformcli.report.article import Pairs, highlighted, show_dropped
from reformcli.report.overview import overview
from reformcli.report.province import find_province, merger, province_report
from reformcli.report.terminal import show_overview, show_province
from reformcli.report.typography import isolate, percent, runs_right_to_left, safe


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("store"))


def text_of(parts: Iterable[RenderableType], width: int) -> str:
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    with console.capture() as shown:
        for part in parts:
            console.print(part)
    return shown.get()


def test_overview_counts_and_looks_ahead(store: Path) -> None:
    found = overview(connect(store), date(2025, 6, 29))
    assert [(row.language, row.articles) for row in found.languages] == [("en", 1), ("fa", 1), ("fr", 1)]
    assert [(row.name, row.articles, row.shares) for row in found.provinces] == [("Hải Dương", 3, 4)]
    assert next((row.indicator, row.lowest, row.highest) for row in found.indicators) == ("timeliness", 91.0, 97.5)
    assert [quote.mention.due for quote in found.deadlines] == ["2025-06-30", "2026", "2026"]
    assert [q.mention.due for q in overview(connect(store), date(2025, 6, 30)).deadlines] == ["2026", "2026"]


def test_a_province_s_deadlines_name_it_or_address_all(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(province_module, "_every_province", lambda: ["localités"])
    found = province_report(connect(store), find_province("hai duong"), date(2025, 1, 1))
    assert found.deadlines == []
    assert [quote.mention.text for quote in found.common_deadlines] == ["d'ici 2026"]


def test_sources_disagree_only_where_no_value_is_shared(store: Path) -> None:
    found = province_report(connect(store), find_province("HẢI DƯƠNG"), date(2025, 1, 1))
    (odd,) = found.disagreements
    assert (odd.indicator, odd.period) == ("timeliness", "2024")
    assert sorted(quote.mention.value for quote in odd.shares) == [91.0, 97.5, 97.5]


@pytest.mark.parametrize(("one", "other", "agree"), [
    (("=", 97.5), ("=", 97.52), True), (("=", 97.5), ("=", 97.6), False), (("=", 98.0), ("=", 97.6), True),
    ((">", 90.0), ("=", 95.0), True), (("<", 90.0), ("=", 95.0), False), (("~", 60.0), ("=", 62.0), True)])
def test_values_agree_within_rounding_and_comparator(
        one: tuple[str, float], other: tuple[str, float], agree: bool) -> None:
    shares = [replace(quote_of("1", 0), mention=Share(0, 1, "1", "r", value=value, comparator=sign, period="2024"))
              for sign, value in (one, other)]
    shares[1] = replace(shares[1], source=replace(shares[1].source, article="b"))
    assert (province_module.disagreements(shares) == []) is agree


@pytest.mark.parametrize(("slug", "told"), [
    ("hai-duong", "Part of Hải Phòng since 1 July 2025."), ("hai-phong", "Joined with Hải Dương since 1 July 2025"),
    ("ha-noi", "Not changed"), ("thua-thien-hue", "Not changed")])
def test_a_report_says_what_the_merger_made_of_a_province(slug: str, told: str) -> None:
    assert told in merger(gazetteer.province(slug))


@pytest.mark.parametrize("width", [80, 120])
def test_reports_keep_within_the_width(store: Path, width: int) -> None:
    session = connect(store)
    shown = text_of(show_overview(overview(session, date(2025, 1, 1))), width)
    shown += text_of(show_province(province_report(session, find_province("hai-duong"), date(2025, 1, 1))), width)
    without_isolates = [line.translate(dict.fromkeys((0x2068, 0x2069, 0x200F, 0x200C))) for line in shown.splitlines()]
    assert max(map(len, without_isolates)) <= width
    assert all(line.count("\u2068") == line.count("\u2069") for line in shown.splitlines())
    assert "≈ 97.5%" in shown
    assert "example.org · 6 Jan 2025 · en" in shown


def test_numbers_and_signs() -> None:
    assert [percent(60.0), percent(85.294117, ">="), percent(14.5, "~")] == ["60%", "≥ 85.29%", "≈ 14.5%"]
    assert isolate("plain") == "plain"
    assert isolate("های") == "\u2068های\u2069"


def test_nested_mentions_are_both_shown() -> None:
    inner = at(ENGLISH, "June 30, 2025", DateMention, value="2025-06-30")
    outer = at(ENGLISH, "before June 30, 2025", Deadline, due="2025-06-30", bound="before")
    spans = highlighted(ENGLISH, {"dates": (inner,), "deadlines": (outer,)}).spans
    assert [(span.start, span.end, "underline" in str(span.style)) for span in spans] == [
        (outer.start, outer.end, True), (inner.start, inner.end, False)]


def test_an_article_cannot_drive_the_terminal() -> None:
    assert safe("a\x1b[2Jb\r\nc\x9b") == "a␛[2Jb \nc\ufffd"


def test_what_can_still_be_met_comes_before_what_is_past() -> None:
    dues = ("2025-06", "2026", None, "2025-08-01", "2025-01")
    found = [Deadline(0, 1, "1", "r", due=due, bound="by") for due in dues]
    found.sort(key=lambda deadline: province_module._urgency(deadline, date(2025, 7, 1)))
    assert [deadline.due for deadline in found] == ["2025-08-01", "2026", None, "2025-06", "2025-01"]


def test_two_shares_of_a_sentence_are_quoted_once(store: Path) -> None:
    shown = text_of(show_province(province_report(connect(store), find_province("hai-duong"), date(2025, 1, 1))), 80)
    assert shown.count("plus de 60 %") == 1


def test_a_direction_is_that_of_letters_and_digits() -> None:
    assert [runs_right_to_left(text) for text in ("۸۹٫۵۱٪", "۷۵ درصد", "75 %", "QĐ-TTg ۷۶۶", "")] == [
        True, True, False, False, False]


def test_a_name_is_not_parted_from_its_value() -> None:
    pairs = Pairs([Text("value 60"), Text("comparator >="), Text("indicator satisfaction")])
    assert text_of([pairs], 24).splitlines() == ["value 60  comparator >=", "indicator satisfaction"]


def test_what_was_dropped_names_both_rules() -> None:
    drop = Dropped("dates", Mention(0, 4, "29/3", "numeric"), "ratio")
    shown = text_of([show_dropped([drop])], 80)
    assert "numeric" in shown
    assert "ratio" in shown
