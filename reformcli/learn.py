"""Learns what words say of deadlines and indicators from annotated texts: `python -m reformcli.learn GOLD...`.

A logistic regression a language and kind, over the signs by which `extract.experience` is asked; signs seen too seldom
and weights too small are left out. Needs scikit-learn, which nothing else does: `make learn` installs it.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reformcli import languages
from reformcli.extract import deadlines, percentages
from reformcli.extract.experience import ALWAYS
from reformcli.extract.scan import Scan
from reformcli.fold import Composed
from reformcli.pipeline import records
from reformcli.score.gold import GoldArticle, load_gold

Case = tuple[set[str], str]  # the signs, and the right answer
Weights = dict[str, dict[str, float]]  # by sign and answer
_SELDOM = 5  # times that a sign must be seen
_SMALL = 0.2  # the least weight that is kept
_ROUNDS = 3000  # of the solver, at the most; it ends in some hundred


def learn(articles: Iterable[GoldArticle]) -> dict[str, dict[str, Weights]]:
    """The weights by language and kind."""
    known: dict[str, dict[str, list[Case]]] = defaultdict(lambda: defaultdict(list))
    for article in articles:
        for kind, case in cases(article):
            known[article.language][kind].append(case)
    return {code: {kind: _fit(told) for kind, told in kinds.items()} for code, kinds in known.items()}


def cases(article: GoldArticle) -> Iterator[tuple[str, Case]]:
    """Where experience is asked in an article, by kind, with gold's answer; nothing on what is optional."""
    text = article.document.text
    if Composed.of(text).text != text:
        return  # the spans of gold are those of the text as read
    scan = Scan(text, article.language, article.document.published, explain=True)
    found = [*records(scan)[deadlines.NAME], *(d.mention for d in scan.dropped if d.kind == deadlines.NAME)]
    ends = {m.start: m.end for m in found}
    shares = {m.start: m for m in article.mentions[percentages.NAME]}
    for kind, start, signs in scan.heard:
        if kind == deadlines.NAME:
            due = [m for m in article.mentions[kind] if m.start < ends[start] and start < m.end]
            if not any(m.optional for m in due):
                yield kind, (signs, deadlines.DUTY if due else deadlines.NO_DUTY)
        elif start in shares and not shares[start].optional and (answer := shares[start].fields.get("indicator")):
            yield kind, (signs, answer)


def _fit(told: Sequence[Case]) -> Weights:
    """The weights of each sign for each answer; of two answers, for the second in alphabetical order alone."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    counts = CountVectorizer(analyzer=sorted, binary=True, min_df=_SELDOM)
    seen = counts.fit_transform([signs - {ALWAYS} for signs, _ in told])
    model = LogisticRegression(max_iter=_ROUNDS).fit(seen, [answer for _, answer in told])
    names = list(model.classes_)[-len(model.coef_) :]
    weights = {ALWAYS: _named(names, model.intercept_, 0)}
    for sign, column in zip(counts.get_feature_names_out(), model.coef_.T, strict=True):
        weights[sign] = _named(names, column, _SMALL)
    return {sign: kept for sign, kept in weights.items() if kept}


def _named(names: Sequence[str], column: Iterable[float], least: float) -> dict[str, float]:
    return {name: round(float(weight), 2) for name, weight in zip(names, column, strict=True) if abs(weight) >= least}


def write(weights: Mapping[str, Weights], file: Path) -> None:
    """Writes one language's weights, a sign a line."""
    kinds = []
    for kind, known in sorted(weights.items()):
        lines = (f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(known[sign])}" for sign in sorted(known))
        kinds.append(f'"{kind}": {{\n' + ",\n".join(lines) + "\n}")
    file.write_text("{" + ",\n".join(kinds) + "}\n", encoding="utf-8")


def main(paths: Sequence[str]) -> None:
    """Learns from the gold at `paths` and writes the weights beside the languages' words."""
    for code, weights in learn(load_gold(map(Path, paths)).articles).items():
        write(weights, Path(languages.__file__).parent / code / languages.LEARNED)


if __name__ == "__main__":
    main(sys.argv[1:])
