"""Questions to the store, and the dates and quotations that answers are made of."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import make_dataclass
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from samples import ENGLISH, fill, quote_of, samples

import reformcli
from reformcli import query
from reformcli.errors import StoreError, UsageError
from reformcli.extract import deadlines
from reformcli.models import Mention
from reformcli.query import CONTEXT, connect, find_article, quotes
from reformcli.report.periods import days, limit, readable
from reformcli.report.quoting import by_sentence, sentence


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("store"))


def test_load_gives_a_frame_a_kind(store: Path) -> None:
    frames = reformcli.load(store)
    assert {name: len(frame) for name, frame in frames.items()} == {
        "articles": 3, "dates": 1, "percentages": 4, "provinces": 3, "deadlines": 3}
    joined = frames["percentages"].merge(frames["articles"], left_on="article", right_on="id")
    assert all(row.text_y[row.start:row.end] == row.text_x for row in joined.itertuples())


def test_a_store_of_another_shape_is_refused(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown = make_dataclass("Grown", [("colour", str)], bases=(Mention,), frozen=True)
    monkeypatch.setattr(query, "KINDS", (SimpleNamespace(NAME="dates", RECORD=grown),))
    with pytest.raises(StoreError, match=r"colour.*reformcli ingest"):
        connect(store)


def test_what_was_stored_before_a_field_was_added_has_its_default() -> None:
    grown = make_dataclass("Grown", [("colours", tuple[str, ...], ())], bases=(Mention,), frozen=True)
    assert query._mention(grown, [0, 1, "a", "rule", None]).colours == ()


def test_a_quote_is_cut_from_the_text_by_code_points(store: Path) -> None:
    quote = quotes(connect(store), deadlines, "due = ?", "2025-06-30")[0]
    whole = quote.before + quote.mention.text + quote.after
    assert whole == ENGLISH[max(quote.mention.start - CONTEXT, 0):quote.mention.end + CONTEXT]
    assert sentence(quote) == ("It must finish its archive ", ".")


def test_a_stored_article_comes_back_as_it_was(store: Path) -> None:
    assert find_article(connect(store), "en-1") == samples()[0]


@pytest.mark.parametrize("name", ["fr-1", "fr", "news/tache.txt", "./news/tache.txt", "tache.txt"])
def test_an_article_is_found_by_id_start_or_path(store: Path, name: str) -> None:
    assert find_article(connect(store), name).language == "fr"


@pytest.mark.parametrize(("name", "told"), [("f", "fa-1"), ("nothing", "nothing"), ("", "en-1")])
def test_an_unclear_article_is_a_usage_error(store: Path, name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        find_article(connect(store), name)


def test_without_a_store_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="ingest"):
        connect(tmp_path / "none")


def test_a_sentence_ends_at_its_mark_and_not_at_an_abbreviation() -> None:
    text = "First. See No. 71 of 5% now! Then."
    assert sentence(quote_of("5%", text.index("5%"), text)) == ("See No. 71 of ", " now!")


def test_neighbours_in_a_sentence_are_quoted_once() -> None:
    text = "From 5% to 6%. Then 7%."
    groups = by_sentence(quote_of(words, text.index(words), text) for words in ("5%", "6%", "7%"))
    assert [[quote.mention.text for quote in group] for group in groups] == [["5%", "6%"], ["7%"]]


@pytest.mark.parametrize(("value", "read", "first", "last"), [
    ("2024-05-15", "15 May 2024", "2024-05-15", "2024-05-15"), ("2024-02", "Feb 2024", "2024-02-01", "2024-02-29"),
    ("2024", "2024", "2024-01-01", "2024-12-31"), ("2024-Q2", "Q2 2024", "2024-04-01", "2024-06-30"),
    ("2024-H2", "H2 2024", "2024-07-01", "2024-12-31"), ("2021/2025", "2021–2025", "2021-01-01", "2025-12-31"),
    ("2024-01/2024-09", "Jan–Sep 2024", "2024-01-01", "2024-09-30"),
    ("2025-07-01/2025-07-15", "1–15 Jul 2025", "2025-07-01", "2025-07-15"),
    ("2022-03-21/2023-03-20", "21 Mar 2022 – 20 Mar 2023", "2022-03-21", "2023-03-20")])
def test_periods(value: str, read: str, first: str, last: str) -> None:
    assert readable(value) == read
    assert days(value) == (date.fromisoformat(first), date.fromisoformat(last))


def test_periods_without_a_year_have_no_days() -> None:
    assert [readable(value) for value in ("XXXX-06-27", "XXXX-Q2", None)] == [
        "27 Jun, year unknown", "Q2, year unknown", ""]
    assert [days(value) for value in ("XXXX-06-27", None, "soon", "2025-02-30")] == [None] * 4
    assert limit("2030", "before") == date(2029, 12, 31)
    assert limit("2030", "by") == date(2030, 12, 31)


def test_the_functions_stay_when_the_packages_of_their_names_are_imported() -> None:
    program = ("import reformcli, reformcli.extract, reformcli.read; from reformcli.extract import KINDS; "
               "assert callable(reformcli.extract) and callable(reformcli.read) and len(KINDS) == 4")
    subprocess.run([sys.executable, "-c", program], check=True)
