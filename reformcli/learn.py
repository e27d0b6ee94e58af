"""Learns from annotated texts what the words around dates, shares and deadlines say: `python -m reformcli.learn GOLD`.

A logistic regression a language and question, over the signs by which `extract.experience` is asked. The languages'
examples count too, less than texts, and those that do not hold then count more, until all hold. Needs scikit-learn,
which nothing else does: `make learn` installs it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from reformcli import languages
from reformcli.extract import dates, deadlines, experience, percentages
from reformcli.extract.dates import DateMention
from reformcli.extract.deadlines import Deadline
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.fold import Composed
from reformcli.languages.examples import Example, examples
from reformcli.link import carry, indicators, sides
from reformcli.models import Mention
from reformcli.pipeline import records
from reformcli.score.gold import GoldArticle, load_gold

Weights = dict[str, dict[str, dict[str, int]]]  # by place, word and answer
Sign = tuple[str, str]  # a place and a word
_SELDOM = 5  # times that a sign must be seen
_SMALL = 20  # hundredths: the least weight that is kept
_STEPS = 3000  # of the solver, at the most; it ends in some hundred
_EXAMPLE, _FAILED = 0.3, 5  # what an example counts beside a text, and how many times more each time that it failed
_ROUNDS = 6
_ABOUT = {sides.NAME: dates.NAME, indicators.NAME: percentages.NAME, carry.NAME: percentages.NAME,
          deadlines.NAME: deadlines.NAME}


class Case(NamedTuple):
    """One time that experience was asked: the question, the signs, what was decided, and the mention it is about."""

    question: str
    signs: list[Sign]
    decided: str | None
    mention: Mention


class Lesson(NamedTuple):
    """What a case should have been answered, and how much it counts."""

    signs: list[Sign]
    answer: str
    weight: float


def asked(text: str, language: str, published: str | None) -> Iterator[Case]:
    """The cases of a text; none in one that must be composed first, whose spans are not those of its gold."""
    if Composed.of(text).text != text:
        return
    scan = Scan(text, language, published, explain=True)
    found = records(scan)
    dropped = {d.mention.start: d.mention for d in scan.dropped if d.kind == deadlines.NAME}
    known = {kind: {m.start: m for m in mentions} for kind, mentions in found.items()}
    for question, start, seen in scan.heard:
        mention = known[_ABOUT[question]].get(start) or dropped[start]
        signs = [(place, word) for place, words in seen for word in sorted(words - {experience.ALWAYS})]
        yield Case(question, signs, _decided(question, mention, published, start in dropped), mention)


def _decided(question: str, mention: Mention, published: str | None, dropped: bool) -> str | None:
    if isinstance(mention, Deadline):
        return deadlines.NO_DUTY if dropped else deadlines.DUTY
    if isinstance(mention, Share):
        return mention.indicator if question == indicators.NAME else _carried(mention.provinces)
    assert isinstance(mention, DateMention)
    return _year(mention, [mention.value or ""], published)


def _carried(provinces: Sequence[str]) -> str:
    return carry.CARRIED if provinces else carry.NOBODY


def _year(mention: DateMention, values: Iterable[str], published: str | None) -> str | None:
    """The answer on a date's year, given the values that the text should have."""
    like = {value for value in values if mention.value and value[4:] == mention.value[4:]}
    return sides.answer(like.pop(), date.fromisoformat(published)) if len(like) == 1 and published else None


def of_gold(article: GoldArticle) -> Iterator[tuple[str, Lesson]]:
    """What an annotated text teaches on each question; nothing where two careful readers could differ."""
    published = article.document.published
    for case in asked(article.document.text, article.language, published):
        mention = case.mention
        marked = [m for m in article.mentions[_ABOUT[case.question]] if m.start < mention.end and mention.start < m.end]
        if any(m.optional for m in marked):
            continue
        answer = None
        if isinstance(mention, Deadline):
            answer = deadlines.DUTY if marked else deadlines.NO_DUTY
        elif isinstance(mention, DateMention):
            answer = _year(mention, (m.fields.get("value") or "" for m in marked), published)
        elif marked and case.question == carry.NAME:
            answer = _carried(marked[0].fields.get("provinces") or ())
        elif marked:
            answer = marked[0].fields.get("indicator")
        if answer:
            yield case.question, Lesson(case.signs, answer, 1)


def of_example(example: Example, failed: Counter[Example]) -> Iterator[tuple[str, Lesson]]:
    """What an example of `examples.toml` teaches; `failed` counts how often it did not hold."""
    values = example.expected.split("; ")
    cases = list(asked(Composed.of(example.phrase).text, example.language, example.published))
    due = Counter(_due(case.mention) for case in cases)
    for case in cases:
        answer = None
        if isinstance(case.mention, Deadline) and example.table == deadlines.NAME:
            told, times = values.count(_due(case.mention)), due[_due(case.mention)]
            answer = deadlines.DUTY if told == times else deadlines.NO_DUTY if not told else None
        elif isinstance(case.mention, DateMention) and example.table in (dates.NAME, deadlines.NAME):
            answer = _year(case.mention, (value.rpartition(" ")[2] for value in values), example.published)
        elif isinstance(case.mention, Share) and case.question == example.table == carry.NAME:
            answer = _told(values, case.mention)
        elif case.question == example.table and len(values) == 1:
            answer = example.expected
        if answer:
            failed[example] += answer != case.decided
            yield case.question, Lesson(case.signs, answer, _EXAMPLE * _FAILED ** failed[example])


def _told(values: Sequence[str], share: Share) -> str | None:
    """Whether one share is somebody's, as `examples.toml` writes it; None where two have its value."""
    told = [provinces for value, _, provinces in (v.partition(" ") for v in values) if float(value) == share.value]
    return _carried(told[0].strip("-")) if len(told) == 1 else None


def _due(mention: Mention) -> str:
    """A deadline as `examples.toml` writes it; nothing for what is none."""
    return f"{mention.bound} {mention.due or '?'}" if isinstance(mention, Deadline) else ""


def learn(code: str, articles: Iterable[GoldArticle]) -> int:
    """Writes a language's weights beside its words; returns how many answers of its examples do not hold with them."""
    file = Path(languages.__file__).parent / code / languages.LEARNED
    file.unlink(missing_ok=True)  # what was learned before teaches nothing
    experience.weighed.cache_clear()
    texts = [lesson for article in articles for lesson in of_gold(article)]
    failed: Counter[Example] = Counter()
    failing = 0
    for fitted in range(_ROUNDS + 1):
        before = failed.total()
        lessons: dict[str, list[Lesson]] = defaultdict(list)
        for question, lesson in (*texts, *(lesson for e in examples(code) for lesson in of_example(e, failed))):
            lessons[question].append(lesson)
        failing = failed.total() - before
        if fitted == _ROUNDS or (fitted and not failing):
            break
        write({question: _fit(known) for question, known in sorted(lessons.items())}, file)
        experience.weighed.cache_clear()
    return failing


def _fit(lessons: Sequence[Lesson]) -> Weights:
    """The weights of each sign for each answer; of two answers, for the second in alphabetical order alone."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = CountVectorizer(analyzer=list, binary=True, min_df=_SELDOM)
    seen = counts.fit_transform([lesson.signs for lesson in lessons])
    model = LogisticRegression(max_iter=_STEPS)
    model.fit(seen, [lesson.answer for lesson in lessons], sample_weight=[lesson.weight for lesson in lessons])
    names = list(model.classes_)[-len(model.coef_) :]
    weights: Weights = defaultdict(dict)
    weights[""][experience.ALWAYS] = _named(names, model.intercept_, 0)
    for (place, word), index in sorted(counts.vocabulary_.items()):
        if kept := _named(names, model.coef_[:, index], _SMALL):
            weights[place][word] = kept
    return weights


def _named(names: Sequence[str], column: Iterable[float], least: int) -> dict[str, int]:
    hundredths = (round(experience.UNIT * float(weight)) for weight in column)
    return {name: weight for name, weight in zip(names, hundredths, strict=True) if abs(weight) >= least}


def write(weights: Mapping[str, Weights], file: Path) -> None:
    """Writes one language's weights, a word a line."""
    def lines(known: Mapping[str, Any], depth: int) -> str:
        inner = [f"{_json(key)}: {lines(value, depth - 1) if depth else _json(value)}" for key, value in known.items()]
        return "{\n" + ",\n".join(inner) + "\n}"

    file.write_text(lines(weights, 2) + "\n", encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def main(paths: Sequence[str]) -> None:
    """Learns from the gold at `paths`, for each language anew, and tells how many examples do not hold."""
    articles = load_gold(map(Path, paths)).articles
    for code in languages.available():
        failing = learn(code, [a for a in articles if a.language == code])
        sys.stdout.write(f"{code}: {failing} examples do not hold\n")


if __name__ == "__main__":
    main(sys.argv[1:])
