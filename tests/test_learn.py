"""What is learned from annotated texts, and that it is only a voice beside the rules."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from reformcli import extract, languages
from reformcli.extract import deadlines
from reformcli.extract.experience import ALWAYS, learned, weighed
from reformcli.extract.scan import Scan
from reformcli.fold import fold
from reformcli.languages.examples import Example, examples
from reformcli.learn import of_example, of_gold, write
from reformcli.score import load_gold

OWN = Path(__file__).parent / "gold"
TEXT = "Hue must bring 60 % of its services online by 30 June 2025. It closed two offices before 2025."
SHARE = {"text": "60 %", "value": 60, "comparator": "=", "indicator": "online-services"}
Know = Callable[[Mapping[str, Any]], None]
DUE = {"text": "by 30 June 2025", "due": "2025-06-30", "bound": "by"}


def told(tmp_path: Path, **mentions: Any) -> list[tuple[str, str]]:
    """The kinds and answers that TEXT teaches with this gold."""
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "input": TEXT, "language": "en"} | mentions), encoding="utf-8")
    return [(question, lesson.answer) for a in load_gold([path]).articles for question, lesson in of_gold(a)]


@pytest.fixture
def know(monkeypatch: pytest.MonkeyPatch) -> Iterator[Know]:
    """Lets the program know other weights than it learned."""
    def knowing(weights: Mapping[str, Any]) -> None:
        monkeypatch.setattr(languages, "learned", lambda code: weights)
        weighed.cache_clear()
    yield knowing
    weighed.cache_clear()


def test_each_doubt_of_the_rules_has_the_answer_of_gold(tmp_path: Path) -> None:
    assert told(tmp_path, percentages=[SHARE], deadlines=[DUE]) == [
        ("deadlines", deadlines.DUTY), ("deadlines", deadlines.NO_DUTY), ("indicators", "online-services"),
    ]


def test_what_is_optional_teaches_nothing(tmp_path: Path) -> None:
    optional = {"optional": True}
    assert told(tmp_path, percentages=[SHARE | optional], deadlines=[DUE | optional]) == [
        ("deadlines", deadlines.NO_DUTY),
    ]


def test_the_year_of_a_date_is_learned_beside_that_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    gold = {"id": "a", "input": "It opened on 5 May.", "language": "en", "published": "2026-02-01",
            "dates": [{"text": "5 May", "value": "2025-05-05"}]}
    path.write_text(json.dumps(gold), encoding="utf-8")
    assert [(q, lesson.answer) for q, lesson in of_gold(load_gold([path]).articles[0])] == [("years", "before")]


@pytest.mark.parametrize(("table", "expected", "lessons"), [
    ("deadlines", "by 2025-06-30", [("deadlines", deadlines.DUTY), ("deadlines", deadlines.NO_DUTY)]),
    ("deadlines", "none", [("deadlines", deadlines.NO_DUTY), ("deadlines", deadlines.NO_DUTY)]),
    ("indicators", "online-services", [("indicators", "online-services")]),
    ("indicators", "economy", [("indicators", "economy")]),
    ("provinces", "thua-thien-hue; thua-thien-hue", []),
])
def test_an_example_teaches_what_its_table_tells(table: str, expected: str, lessons: list[tuple[str, str]]) -> None:
    failed: Counter[Example] = Counter()
    example = Example("en", table, expected, None, TEXT)
    assert [(question, lesson.answer) for question, lesson in of_example(example, failed)] == lessons
    assert failed.total() == (expected in ("none", "economy"))


def test_an_example_that_fails_counts_more() -> None:
    wrong = Example("en", "indicators", "economy", None, TEXT)
    failed: Counter[Example] = Counter()
    once, twice = (next(iter(of_example(wrong, failed)))[1].weight for _ in range(2))
    assert twice > once


def test_the_weights_of_the_signs_seen_are_summed(know: Know) -> None:
    know({"deadlines": {
        "": {ALWAYS: {"duty": -100}, "a plan": {"duty": 10}}, "<": {"must": {"duty": 200}, "never": {"duty": 900}},
        ">": {".": {"duty": 500}}, "=": {"0": {"duty": 40}},
    }})
    scan = Scan(TEXT, "en", explain=True)
    start = TEXT.index("by 30 June")
    assert learned(scan, "deadlines", (start, start + 15), ["a plan"], force=0.5) == {"duty": 0.75}
    assert [(question, place) for question, place, _ in scan.heard] == [("deadlines", start)]


def test_the_sentence_before_counts_where_it_is_asked_for(know: Know) -> None:
    know({"indicators": {"^": {"services": {"other": 50}}}})
    scan, span = Scan(TEXT, "en"), (TEXT.index("two offices"), TEXT.index("before 2025"))
    assert learned(scan, "indicators", span) == {"other": 0}
    assert learned(scan, "indicators", span, before=99) == {"other": 0.5}


def test_experience_is_one_voice_among_others(know: Know) -> None:
    found = []
    for weight in (0, -100, -9900):
        know({"deadlines": {"<": {"must": {"duty": weight}}}})
        found.append(len(extract(TEXT, "en", "2025-01-02").mentions["deadlines"]))
    assert found == [1, 1, 0]


def test_weights_are_read_back_as_written(tmp_path: Path) -> None:
    weights = {"indicators": {"<": {"số": {"other": 25}, '"': {"economy": -100}}}, "deadlines": {"": {"": {"duty": 5}}}}
    write(weights, tmp_path / "learned.json")
    assert json.loads((tmp_path / "learned.json").read_text(encoding="utf-8")) == weights


@pytest.mark.parametrize("code", languages.available())
def test_every_word_learned_stands_in_a_text_or_example(code: str) -> None:
    phrases = [example.phrase for example in examples(code)]
    texts = fold("\n".join([a.document.text for a in load_gold(OWN.glob(f"{code}-*.jsonl")).articles] + phrases))
    places = [place for known in languages.learned(code).values() for place in known.items()]
    words = {word for place, seen in places if place for word in seen} - {"0"}
    assert len(words) > 300
    assert not [word for word in words if word not in texts]
