"""Counting: right, missed and false by kind and language, and the attributes of what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from types import ModuleType
from typing import Any

from reformcli.extract import KINDS
from reformcli.models import Article, Document, Mention, Record
from reformcli.pipeline import annotate
from reformcli.score.gold import GoldArticle, GoldMention
from reformcli.score.matching import Comparison, compare, overlap, same

ALL = "all"
CONTEXT = 40


@dataclass(slots=True)
class Tally:
    """How many mentions were found right, missed, or found where there is none."""

    right: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return _share(self.right, self.right + self.false)

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where there is nothing."""
        return _share(self.right, self.right + self.missed)

    @property
    def value(self) -> float:
        """F1: what floors pin. 1 where there was nothing to find and nothing was found."""
        return _share(2 * self.right, 2 * self.right + self.missed + self.false)

    def to_dict(self) -> dict[str, float]:
        """Shares and counts, ready for JSON."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.value, **asdict(self)}


@dataclass(slots=True)
class Accuracy:
    """How many of the mentions found have an attribute right."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float:
        """The share that is right: what floors pin."""
        return _share(self.right, self.total)

    def to_dict(self) -> dict[str, float]:
        """Share and counts, ready for JSON."""
        return {"accuracy": self.value, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Error(Record):
    """One thing that is wrong: `what` is missed, false alarm, wrong value, or the name of an attribute."""

    article: str
    language: str
    kind: str
    what: str
    expected: Any
    found: Any
    rule: str | None
    context: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Tallies by measure, then by language, with `all` for their sum; and what went wrong, in text order."""

    kinds: dict[str, dict[str, Tally]] = field(default_factory=dict)
    attributes: dict[str, dict[str, Accuracy]] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def count(self, measure: str, language: str, part: str) -> None:
        """One more `right`, `missed` or `false` mention of a measure, in its language and in all."""
        for column in (ALL, language):
            tally = self.kinds.setdefault(measure, {}).setdefault(column, Tally())
            setattr(tally, part, getattr(tally, part) + 1)

    def judge(self, attribute: str, language: str, right: bool) -> None:
        """One more attribute that is right or not, in its language and in all."""
        for column in (ALL, language):
            accuracy = self.attributes.setdefault(attribute, {}).setdefault(column, Accuracy())
            accuracy.right += right
            accuracy.total += 1


def evaluate(gold: Iterable[GoldArticle], annotate: Callable[[Document], Article] = annotate) -> Scores:
    """The scores of `annotate` over gold articles, by the rules of records.md."""
    scores = Scores()
    for wanted in gold:
        article = annotate(wanted.document)
        _score_language(scores, wanted, article)
        for kind in KINDS:
            _score_kind(scores, kind, wanted, article)
    return scores


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _score_language(scores: Scores, wanted: GoldArticle, article: Article) -> None:
    right = wanted.language == article.language
    scores.judge("language", wanted.language, right)
    if not right:
        beginning = Mention(0, CONTEXT, "", "")
        scores.errors.append(_error(wanted, "articles", "language", beginning, wanted.language, article.language))


def _score_kind(scores: Scores, kind: ModuleType, wanted: GoldArticle, article: Article) -> None:
    marked = wanted.mentions[kind.NAME]
    comparison = compare(kind.SCORING, marked, article.mentions.get(kind.NAME, ()))
    for gold, found in comparison.right:
        scores.count(_measure(kind, gold.mention, marked), wanted.language, "right")
        _score_attributes(scores, kind, wanted, gold.mention, found.mention)
    for missed in comparison.missed:
        scores.count(_measure(kind, missed.mention, marked), wanted.language, "missed")
    for false in comparison.false:
        scores.count(_measure(kind, false.mention, marked), wanted.language, "false")
    scores.errors.extend(_mistakes(kind.NAME, wanted, comparison))


def _measure(kind: ModuleType, mention: GoldMention | Mention, marked: Sequence[GoldMention]) -> str:
    """The name a mention is counted under: relative dates, and what is found in their place, are scored apart."""
    if isinstance(mention, GoldMention):
        relative = bool(mention.fields.get("relative"))
    else:
        places = (m for m in marked if m.fields.get("relative"))
        relative = getattr(mention, "relative", False) or any(overlap(mention, m) > 0 for m in places)
    return f"relative {kind.NAME}" if relative else kind.NAME


def _score_attributes(scores: Scores, kind: ModuleType, wanted: GoldArticle, gold: GoldMention, found: Mention) -> None:
    for name in kind.SCORING.attributes:
        if name in gold.fields:
            expected, actual = gold.fields[name], getattr(found, name)
            scores.judge(f"{kind.NAME}.{name}", wanted.language, right := same(expected, actual))
            if not right:
                scores.errors.append(_error(wanted, kind.NAME, name, gold, expected, actual, found.rule))


def _mistakes(kind: str, wanted: GoldArticle, comparison: Comparison) -> Iterator[Error]:
    """A missed value with what was found in its place, once; then the false alarms that stand alone."""
    false = list(comparison.false)
    for gold in comparison.missed:
        rival = next((f for f in false if overlap(gold.mention, f.mention) > 0), None)
        if rival is None:
            yield _error(wanted, kind, "missed", gold.mention, gold.value, None)
        else:
            false.remove(rival)
            yield _error(wanted, kind, "wrong value", gold.mention, gold.value, rival.value, rival.mention.rule)
    for unit in false:
        yield _error(wanted, kind, "false alarm", unit.mention, None, unit.value, unit.mention.rule)


def _error(wanted: GoldArticle, kind: str, what: str, span: GoldMention | Mention, expected: Any, found: Any,
           rule: str | None = None) -> Error:
    text = wanted.document.text
    context = (f"{text[max(0, span.start - CONTEXT):span.start]}[{text[span.start:span.end]}]"
               f"{text[span.end:span.end + CONTEXT]}")
    return Error(wanted.document.id, wanted.language, kind, what, expected, found, rule, " ".join(context.split()))
