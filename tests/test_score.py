"""Scoring: what counts as right, missed and false, and the floors under it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from reformcli.errors import UsageError
from reformcli.extract import KINDS
from reformcli.models import Article, Document, Mention
from reformcli.score import Accuracy, Scores, Tally, evaluate, load_gold
from reformcli.score.floors import load_floors, measured, raised, save_floors, shortfalls

TEXT = "Hue did 29/34 by 2025, from May to July 2024, 60% on 1-3/7/2024; yesterday Hue rested."
Annotate = Callable[[Document], Article]
MakeGold = Callable[..., Path]


def found(kind: str, text: str, occurrence: int = 1, **fields: Any) -> Mention:
    """A mention as the program would make it, at a place in TEXT."""
    start = -1
    for _ in range(occurrence):
        start = TEXT.index(text, start + 1)
    record = {k.NAME: k.RECORD for k in KINDS}[kind]
    mention: Mention = record(start, start + len(text), text, "test", **fields)
    return mention


def annotating(language: str = "en", **mentions: Any) -> Annotate:
    """An `annotate` that finds these mentions in any document."""
    def annotate(document: Document) -> Article:
        return Article(document.text, document.id, None, language, None, None, None, mentions)
    return annotate


@pytest.fixture
def make_gold(tmp_path: Path) -> MakeGold:
    """Writes one line of gold on TEXT and gives its path."""
    def write(language: str = "en", **mentions: Any) -> Path:
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps({"id": "a", "input": TEXT, "language": language} | mentions), encoding="utf-8")
        return path
    return write


def score(path: Path, annotate: Annotate) -> Scores:
    gold = load_gold([path])
    assert not gold.problems
    return evaluate(gold.articles, annotate)


def counts(tallies: Mapping[str, Mapping[str, Tally]], kind: str, language: str = "all") -> tuple[int, int, int]:
    tally = tallies[kind][language]
    return tally.right, tally.missed, tally.false


def test_overlap_with_the_same_value_is_right(make_gold: MakeGold) -> None:
    path = make_gold(dates=[{"text": "July 2024", "value": "2024-07"}, {"text": "2025", "value": "2025"}])
    made = (found("dates", "2025", value="2025"), found("dates", "to July", value="2024-07"))
    scores = score(path, annotating(dates=made))
    assert counts(scores.kinds, "dates") == counts(scores.kinds, "dates", "en") == (2, 0, 0)


def test_wrong_value_is_both_missed_and_false(make_gold: MakeGold) -> None:
    path = make_gold(dates=[{"text": "2025", "value": "2025"}])
    scores = score(path, annotating(dates=(found("dates", "2025", value="2024"),)))
    assert counts(scores.kinds, "dates") == (0, 1, 1)
    assert [(e.what, e.expected, e.found, e.rule) for e in scores.errors] == [("wrong value", "2025", "2024", "test")]


def test_one_mention_answers_one_gold_mention(make_gold: MakeGold) -> None:
    path = make_gold(provinces=[{"text": "Hue", "province": "thua-thien-hue"}])
    made = tuple(found("provinces", text, province="thua-thien-hue") for text in ("Hue", "Hue did"))
    assert counts(score(path, annotating(provinces=made)).kinds, "provinces") == (1, 0, 1)


def test_matching_is_maximal(make_gold: MakeGold) -> None:
    # the first gold mention could take either of the two found, the second only the one over both
    path = make_gold(provinces=[{"text": "Hue did 29/34", "province": "ha-noi"}, {"text": "by", "province": "ha-noi"}])
    made = (found("provinces", "29/34 by", province="ha-noi"), found("provinces", "Hue", province="ha-noi"))
    assert counts(score(path, annotating(provinces=made)).kinds, "provinces") == (2, 0, 0)


@pytest.mark.parametrize("made", [
    (("1-3/7/2024", "2024-07-01/2024-07-03"),),
    (("1", "2024-07-01"), ("3/7/2024", "2024-07-03")),
])
def test_a_range_is_its_two_ends(make_gold: MakeGold, made: tuple[tuple[str, str], ...]) -> None:
    path = make_gold(dates=[{"text": "1-3/7/2024", "value": "2024-07-01/2024-07-03"}])
    # the first 1 of TEXT stands in the range
    mentions = tuple(found("dates", text, value=value) for text, value in made)
    assert counts(score(path, annotating(dates=mentions)).kinds, "dates") == (2, 0, 0)


def test_two_gold_ends_are_met_by_one_range(make_gold: MakeGold) -> None:
    path = make_gold(dates=[{"text": "May", "value": "2024-05"}, {"text": "July 2024", "value": "2024-07"}])
    made = (found("dates", "May to July 2024", value="2024-05/2024-07"),)
    assert counts(score(path, annotating(dates=made)).kinds, "dates") == (2, 0, 0)


def test_half_a_range_is_half_right(make_gold: MakeGold) -> None:
    path = make_gold(dates=[{"text": "May to July 2024", "value": "2024-05/2024-07"}])
    made = (found("dates", "July 2024", value="2024-07"),)
    assert counts(score(path, annotating(dates=made)).kinds, "dates") == (1, 1, 0)


def test_relative_dates_are_scored_apart(make_gold: MakeGold) -> None:
    path = make_gold(dates=[{"text": "yesterday", "value": None, "relative": True}, {"text": "2025", "value": "2025"}])
    made = (found("dates", "2025", value="2025"), found("dates", "yesterday", value="2024-01-01"),
            found("dates", "rested", value=None, relative=True))
    scores = score(path, annotating(dates=made))
    assert counts(scores.kinds, "dates") == (1, 0, 0)
    assert counts(scores.kinds, "relative dates") == (0, 1, 2)


@pytest.mark.parametrize("made", [(), ("by 2025",), ("29/34 by 2025",)])
def test_optional_gold_never_counts(make_gold: MakeGold, made: tuple[str, ...]) -> None:
    path = make_gold(deadlines=[{"text": "by 2025", "due": "2025", "bound": "by", "optional": True}])
    mentions = tuple(found("deadlines", text, due="1999", bound="by") for text in made)
    assert "deadlines" not in score(path, annotating(deadlines=mentions)).kinds


def test_what_overlaps_optional_gold_may_still_answer_other_gold(make_gold: MakeGold) -> None:
    path = make_gold(deadlines=[{"text": "29/34 by", "due": "2025", "bound": "by", "optional": True},
                                {"text": "by 2025", "due": "2025", "bound": "by"}])
    made = (found("deadlines", "by 2025", due="2025", bound="by"),)
    assert counts(score(path, annotating(deadlines=made)).kinds, "deadlines") == (1, 0, 0)


def test_deadlines_without_due_are_not_scored(make_gold: MakeGold) -> None:
    path = make_gold(deadlines=[{"text": "yesterday", "due": None, "bound": "by"}])
    made = (found("deadlines", "yesterday", due="2024", bound="by"),
            found("deadlines", "by 2025", due=None, bound="by"))
    assert "deadlines" not in score(path, annotating(deadlines=made)).kinds


@pytest.mark.parametrize(("value", "right"), [(85.29, 1), (100 * 29 / 34, 1), (85.3042, 0), (85.27, 0)])
def test_percentages_are_right_within_a_hundredth(make_gold: MakeGold, value: float, right: int) -> None:
    path = make_gold(percentages=[{"text": "29/34", "value": 85.2941}])
    made = (found("percentages", "29/34", value=value),)
    assert score(path, annotating(percentages=made)).kinds["percentages"]["all"].right == right


def test_attributes_are_scored_over_what_was_found(make_gold: MakeGold) -> None:
    path = make_gold(percentages=[
        {"text": "60%", "value": 60, "comparator": ">", "provinces": ["ha-noi", "hai-duong"], "indicator": "economy"},
        {"text": "29/34", "value": 85.2941, "comparator": "=", "provinces": [], "indicator": "other"}])
    made = (found("percentages", "60%", value=60.0, provinces=("hai-duong", "ha-noi")),)
    attributes = score(path, annotating(percentages=made)).attributes
    right = {name: (row["en"].right, row["en"].total) for name, row in attributes.items()}
    assert right == {"language": (1, 1), "percentages.comparator": (0, 1), "percentages.provinces": (1, 1),
                     "percentages.indicator": (0, 1)}


def test_the_language_is_counted_under_the_gold_language(make_gold: MakeGold) -> None:
    scores = score(make_gold("fr"), annotating("en"))
    assert scores.attributes["language"] == {"all": Accuracy(0, 1), "fr": Accuracy(0, 1)}
    assert [(e.kind, e.what, e.expected, e.found) for e in scores.errors] == [("articles", "language", "fr", "en")]


def test_nothing_expected_and_nothing_found_is_perfect() -> None:
    assert Tally().value == Tally().precision == Tally().recall == 1.0
    assert Tally(missed=1).value == Tally(false=1).value == 0.0


def test_gold_of_text_and_sidecar_keeps_newlines(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_bytes("\ufeffHue\r\nHue\r\n".encode())
    sidecar = {"language": "en", "published": "2024-05-01",
               "provinces": [{"text": "Hue", "occurrence": 2, "province": "thua-thien-hue"}]}
    (tmp_path / "deep" / "a.json").write_text(json.dumps(sidecar), encoding="utf-8")
    gold = load_gold([tmp_path])
    document = gold.articles[0].document
    assert (document.text, document.published, document.language) == ("Hue\r\nHue\r\n", "2024-05-01", None)
    assert [(m.start, m.end) for m in gold.articles[0].mentions["provinces"]] == [(5, 8)]


@pytest.mark.parametrize("line", [
    "{", "[]", "1", '{"input": "Hue"}', '{"language": "en"}',
    '{"input": 1, "language": "en", "dates": [{"text": "x"}]}',
    '{"input": "Hue", "language": "en", "dates": [{"text": "Hue"}]}',
    '{"input": "Hue", "language": "en", "dates": [{"text": "May", "value": "XXXX-05"}]}',
    '{"input": "Hue", "language": "en", "provinces": [{"text": "Hue", "province": "x", "occurrence": 2}]}',
    '{"input": "Hue", "language": "en", "provinces": [{"text": "", "province": "x"}]}',
])
def test_gold_that_cannot_be_used_is_a_problem(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"input": "ok", "language": "en"}}\n\n{line}\n', encoding="utf-8")
    gold = load_gold([path])
    assert len(gold.articles) == 1
    assert [p.where for p in gold.problems] == [f"{path}:3"]


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_gold_without_its_other_half_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"language": "en"}', encoding="utf-8")
    assert [p.where for p in load_gold([tmp_path]).problems] == [str(tmp_path / "a.txt")]


def test_missing_and_empty_gold_is_a_usage_error(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(UsageError, match=str(path)):
            load_gold([path])


def test_floors_compare_at_four_decimals(tmp_path: Path) -> None:
    scores = Scores(kinds={"dates": {"all": Tally(right=2, missed=1), "en": Tally(right=1)}})
    assert measured(scores) == {"dates": {"all": 0.8, "en": 1.0}}
    save_floors(tmp_path / "floors.json", {"dates": {"all": 0.8001, "en": 1.0, "fr": 0.5}})
    floors = load_floors(tmp_path / "floors.json")
    assert [(s.language, s.value) for s in shortfalls(measured(scores), floors)] == [("all", 0.8), ("fr", None)]
    assert raised(measured(scores), {"dates": {"all": 0.7, "fr": 0.5}}) == {"dates": {"all": 0.8, "en": 1.0, "fr": 0.5}}


@pytest.mark.parametrize("content", ["", "[]", '{"dates": 1}', '{"dates": {"en": "high"}}'])
def test_damaged_floors_are_a_usage_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="floors"):
        load_floors(path)
