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

_WINDOW = 500  # characters read at first; four times as many where they do not tell
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
    for window in (_WINDOW, 4 * _WINDOW):
        sample = _sample(text, window)
        told = _told(sample)
        if told is not None:
            return told
    return _in_doubt(sample, _candidates(sample))


def _sample(text: str, window: int) -> str:
    """The middle of a text, where no menu or footer stands, with its beginning; the whole of a short one."""
    if len(text) > 2 * window:
        middle = len(text) // 2
        text = f"{text[: window // 2]}\n{text[middle - window // 2 : middle + window // 2]}"
    return _URL.sub(" ", text) if "/" in text or "@" in text else text


def _told(sample: str) -> str | None:
    """The language that script and telltale words tell beyond doubt, else None."""
    words = _plain(sample)
    if not words:
        return UNDETERMINED if not any(map(str.isalpha, sample)) else None
    if len(_OTHER_SCRIPT.findall(sample)) * 2 > len(words):
        return UNDETERMINED
    if _ARABIC.search(sample) and len(_ARABIC.findall(sample)) > 2 * len(words):
        return _arabic_script(sample)
    ranked = _votes(words).most_common(2)
    if not ranked:
        return None
    (best, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    if most > _FEW and most >= _CLEAR * second:
        return best if best in languages.available() else UNDETERMINED
    return None


def _plain(sample: str) -> list[str]:
    """The words that may vote, in lower case: those with a capital are mostly names."""
    words = _WORD.findall(sample)
    return [w for w in words if w.islower() or w == w.lower()] or [w.lower() for w in words]


def _votes(words: list[str]) -> Counter[str]:
    table = _telltales()
    votes = Counter(name for word in words if word in table for name in table[word])
    marked = _VIETNAMESE.findall(" ".join(words))
    votes["vi"] += len(marked) // 2
    return votes


def _candidates(sample: str) -> set[str]:
    votes = _votes(_plain(sample))
    most = max(votes.values(), default=0)
    return {name for name, n in votes.items() if n * 2 >= most}


def _arabic_script(sample: str) -> str:
    """Persian, or one of the other languages in its script: telltale words, the Arabic article, letters it lacks."""
    if len(_NOT_PERSIAN.findall(sample)) > len(sample) // 100 + 1:
        return UNDETERMINED
    words = _WORD.findall(fold(sample))
    votes = _votes(words)
    articles = sum(w.startswith("ال") and len(w) > 4 for w in words)  # noqa: PLR2004 # the Arabic article
    persian = votes["fa"] + min(2, len(_PERSIAN.findall(sample)))
    others = (votes["arabic"] + articles, votes["urdu"], votes["pashto"], votes["kurdish"])
    return "fa" if persian > max(others) else UNDETERMINED


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
