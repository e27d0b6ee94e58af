"""Which of our languages a text is in, or `und`.

Script and telltale words decide nearly always and cost next to nothing; capitalised words do not vote, for names fill
the news of every language. Only a text in doubt is shown to langdetect, seeded so that it answers the same each time.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from reformcli import languages
from reformcli.fold import fold
from reformcli.models import UNDETERMINED

_WINDOW = 700  # characters read at the beginning, in the middle and at the end
_URL = re.compile(r"\S*(?:://|www\.|@)\S*")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u05ff\u0700-\u1cff\u2d80-\u2dff\u3040-\u9fff\uac00-\ud7af]")
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
# Letters that Persian never has: Urdu, Pashto, Sorani and Uyghur ones.
_NOT_PERSIAN = re.compile(r"[ٹڈڑںےہھټډړښځڅېۍګێۆەڕڵڤڭۈۋ]")
_PERSIAN = re.compile(r"[پچژگ]")
_CLEAR = 1.25  # how far the best must lead the second to be believed
_FEW = 2


@cache
def _telltales() -> dict[str, tuple[str, ...]]:
    """Word -> the languages it speaks for, ours by their code, others by their name."""
    table: dict[str, list[str]] = {}
    for code in languages.available():
        for word in languages.load(code).table("detect")["telltale"]:
            table.setdefault(fold(word), []).append(code)
    for name, words in languages.load("en").table("others").items():
        for word in words:
            table.setdefault(fold(word), []).append(name)
    return {word: tuple(dict.fromkeys(named)) for word, named in table.items()}


def detect(text: str) -> str:
    """`fr`, `fa`, `en`, `vi`, or `und` for any other language and for a text without words."""
    sample = _sample(text)
    words = _WORD.findall(sample)
    if not words:
        return UNDETERMINED
    plain = [w for w in words if not w[0].isupper()] or [w.lower() for w in words]
    letters = sum(map(len, words))
    if len(_OTHER_SCRIPT.findall(sample)) * 3 > letters:
        return UNDETERMINED
    if len(_ARABIC.findall(sample)) * 2 > letters:
        return _arabic_script(sample, plain)
    return _latin_script(sample, plain)


def _sample(text: str) -> str:
    if len(text) > 3 * _WINDOW:
        middle = len(text) // 2
        text = "\n".join((text[:_WINDOW], text[middle - _WINDOW : middle + _WINDOW], text[-_WINDOW:]))
    return _URL.sub(" ", text)


def _votes(words: list[str]) -> Counter[str]:
    table = _telltales()
    return Counter(name for word in words for name in table.get(word, ()))


def _arabic_script(sample: str, words: list[str]) -> str:
    folded = [fold(w) for w in words]
    votes = _votes(folded)
    strange = len(_NOT_PERSIAN.findall(sample))
    if strange > len(sample) // 100 + 1:
        return UNDETERMINED
    articles = sum(w.startswith("ال") and len(w) > 4 for w in folded)  # noqa: PLR2004 # the Arabic article
    persian = votes["fa"] + min(2, len(_PERSIAN.findall(sample)))
    return "fa" if persian > max(votes["arabic"] + articles, votes["urdu"], votes["pashto"], votes["kurdish"]) else UNDETERMINED


def _latin_script(sample: str, words: list[str]) -> str:
    lowered = [w.lower() for w in words]
    votes = _votes(lowered)
    votes["vi"] += sum(map(bool, map(_VIETNAMESE.search, lowered)))
    ranked = votes.most_common(2)
    if not ranked:
        return _in_doubt(sample)
    (best, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    if most > _FEW and most >= _CLEAR * second:
        return best if best in languages.available() else UNDETERMINED
    return _in_doubt(sample, {name for name, n in votes.items() if n * 2 >= most})


def _in_doubt(sample: str, candidates: set[str] | None = None) -> str:
    """What langdetect says of a sample without its names, where the telltale words do not contradict it."""
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    plain = " ".join(w for w in sample.split() if not w[0].isupper()) or sample.lower()
    try:
        guesses = {g.lang: g.prob for g in detect_langs(plain[:400])}
    except LangDetectException:
        return UNDETERMINED
    ours = {code: guesses.get(code, 0.0) for code in languages.available() if candidates is None or code in candidates}
    best = max(ours, key=lambda c: ours[c], default=UNDETERMINED)
    if best != UNDETERMINED and ours[best] > 0.5:  # noqa: PLR2004 # more likely than not
        return best
    told = (candidates or set()) & set(languages.available())
    return told.pop() if len(told) == 1 and len(candidates or ()) == 1 else UNDETERMINED
