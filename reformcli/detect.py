"""Which of our languages a text is in, or `und`.

Script and telltale words decide nearly always and cost next to nothing; capitalised words do not vote, for names fill
the news of every language. A text in doubt is read again without its quotations and Vietnamese names, and only what is
in doubt still is shown to langdetect, seeded so that it answers the same each time.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from reformcli import languages
from reformcli.fold import fold
from reformcli.gazetteer.spellings import bare
from reformcli.models import UNDETERMINED

_WINDOW = 360  # characters read at first; four times as many where they do not tell
_ADDRESS = ("://", "www.", "@")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile(r"[\"«“„][^\"«»“”„]{1,200}[\"»”“]")
_ARABIC = re.compile(r"[\u0600-\u06ff]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u05ff\u0700-\u1cff\u2d80-\u2dff\u3040-\u9fff\uac00-\ud7af]")
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
# A Vietnamese syllable without its marks: what most names in this news are made of, and nothing but such is Vietnamese.
_SYLLABLE = re.compile(
    r"(?:ngh?|[cgknpt]h|tr|gi|qu|[bcdghklmnprstvx])?"
    r"(?:[aeiouy]|a[iouy]|e[ou]|i[aeu]|o[aeio]|u[aeiouy]|ye|[iy]eu|o[ae][iouy]?|u[aoye][aeiouy]?)(?:ch|n[gh]?|[ckmpt])?"
)
# Letters that none of ours has: German, Turkish, Polish ... ones; then Urdu, Pashto, Kurdish, Uyghur and Sindhi ones.
_STRANGE = re.compile(r"[äåöøüßñşșţțğıəłąęśźżćńčšžřěůďťňľőűāēīūģķļņėįŋþðħġċṣɗƙɓʻʼ]")
_NOT_PERSIAN = re.compile(r"[ٹڈڑںےہھټډړښځڅېۍګێۆەڕڵڤڭۈۋڪٽڀٺٿڃڇڌڏڊڍڙڦڳڱڻ]")
_PERSIAN = re.compile(r"[پچژگ]")
_CLEAR = 1.25  # how far the best must lead the second to be believed
_FEW = 2
_DATED = 2  # how much a month or weekday speaks for a language against a telltale word
_SHORT = 7  # words; what is shorter may hold no telltale word
_THIN = 3  # words to a telltale one from which on they may be another language's: "va", "la" in unmarked Vietnamese
_MOSTLY = 0.85  # Vietnamese syllables among the words of an unmarked text


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
    sample = _sample(text, _WINDOW)
    unquoted = _QUOTED.sub(" ", sample)
    return _told(unquoted) or _told(sample) or _told(_sample(text, 4 * _WINDOW)) or _without_names(unquoted)


def _without_names(sample: str) -> str:
    """The same without what may be a Vietnamese name, then by the form of the words, the calendar, langdetect."""
    words = _nameless(sample)
    return _told(sample, words) or _unmarked(_plain(sample)) or _of_calendar(sample) or _in_doubt(words)


def _sample(text: str, window: int) -> str:
    """The middle of a text, where no menu or footer stands, with its beginning; the whole of a short one."""
    if len(text) > 2 * window:
        middle = len(text) // 2
        text = f"{text[: window // 2]}\n{text[middle - window // 2 : middle + window // 2]}"
    if any(sign in text for sign in _ADDRESS):
        text = " ".join(w for w in text.split() if not any(sign in w for sign in _ADDRESS))
    return text


def _plain(sample: str) -> list[str]:
    """The words that may vote, in lower case: those with a capital are mostly names."""
    words = _WORD.findall(sample)
    return [w for w in words if not w[0].isupper()] or [w.lower() for w in words]


def _nameless(sample: str) -> list[str]:
    """The words in lower case but for capitalised ones that may be a part of a Vietnamese name; all if few remain."""
    words = _WORD.findall(sample)
    kept = [w.lower() for w in words if not (w[0].isupper() and _SYLLABLE.fullmatch(bare(w)))]
    return kept if len(kept) > _FEW else [w.lower() for w in words]


def _told(sample: str, words: list[str] | None = None) -> str | None:
    """The language that script and telltale words tell beyond doubt, else None."""
    words = words or _plain(sample)
    if len(_OTHER_SCRIPT.findall(sample)) * 3 > len(sample):
        return UNDETERMINED
    if len(_ARABIC.findall(sample)) * 2 > len(words):
        return _arabic_script(sample, words)
    (best, most), (_, second) = _votes(words).most_common(2)
    if most > _FEW and most >= _CLEAR * second:
        known = best if best in languages.available() else UNDETERMINED
        thin = known == UNDETERMINED or most * _THIN < len(words)
        return (_unmarked(words) if thin else None) or known
    return None


def _votes(words: list[str]) -> Counter[str]:
    """Telltale words by language; letters that only Vietnamese has, or none of ours, speak too."""
    table = _telltales()
    votes = Counter(name for word in words if word in table for name in table[word])
    joined = " ".join(words)
    votes["vi"] += len(_VIETNAMESE.findall(joined)) // 2
    votes[UNDETERMINED] = len(_STRANGE.findall(joined))
    return votes


def _arabic_script(sample: str, words: list[str]) -> str | None:
    """Persian, or one of the other languages in its script: telltale words, the Arabic article, letters it lacks."""
    if len(_NOT_PERSIAN.findall(sample)) > len(sample) // 100 + 1:
        return UNDETERMINED
    words = fold(" ".join(words)).split()
    votes = _votes(words)
    articles = sum(w.startswith("ال") and len(w) > 4 for w in words)  # noqa: PLR2004 # the Arabic article
    persian = votes["fa"] + min(2, len(_PERSIAN.findall(sample)))
    others = max(votes["arabic"] + articles, votes["urdu"], votes["pashto"], votes["kurdish"])
    if persian == others:
        return None
    return "fa" if persian > others else UNDETERMINED


def _unmarked(words: list[str]) -> str | None:
    """Vietnamese where nearly every word is a syllable of it."""
    syllables = sum(map(bool, map(_SYLLABLE.fullmatch, map(bare, words))))
    return "vi" if syllables > 2 * _FEW and syllables >= _MOSTLY * len(words) else None


def _of_calendar(sample: str) -> str | None:
    """The language of a few words that name a day or month: "10 August 2012", "hôm qua"; English of two: "Nov"."""
    folded = fold(sample)
    words = _WORD.findall(folded)
    if len(words) > _SHORT:
        return None
    votes = _votes(words)
    said = {code: len(calendar.findall(folded)) for code, calendar in _calendar().items()}
    found = {code: _DATED * n + votes[code] for code, n in said.items() if n}
    if not found or max(found.values()) <= max((n for name, n in votes.items() if name not in said), default=0):
        return None
    return max(found, key=lambda code: found[code])


@cache
def _calendar() -> dict[str, re.Pattern[str]]:
    """Language -> any of its words for months, weekdays, relative days, beginning and end."""
    said = {}
    for code in languages.available():
        data = languages.load(code)
        lexicon = data.table("lexicon")
        tables = [lexicon["relative"], lexicon["modifier"], *map(data.table, ("months", "jalali-months", "weekdays"))]
        words = {fold(word) for table in tables for written in table.values() for word in written}
        said[code] = re.compile(rf"(?<![^\W\d]){languages.any_of(words)}(?![^\W\d])")
    return said


@cache
def _of_the_field() -> dict[str, frozenset[str]]:
    """Language -> the words of its lexicon: "index", "ranking", "numérisation"."""
    return {code: frozenset(word for phrase in languages.load(code).cues() for word in _WORD.findall(fold(phrase)))
            for code in languages.available()}


def _in_doubt(words: list[str]) -> str:
    """What langdetect says of the words, where the telltale ones, or in a headline those of the field, allow it."""
    folded = list(map(fold, words))
    votes = _votes(folded)
    possible = [c for c in languages.available() if votes[c] and votes[c] * 2 >= max(votes.values())]
    if not any(votes.values()):
        possible = [code for code, known in _of_the_field().items() if not known.isdisjoint(folded)]
    if not possible:
        return UNDETERMINED
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        guesses = detect_langs(" ".join(words)[:400])
    except LangDetectException:
        return UNDETERMINED
    best = guesses[0].lang if guesses else UNDETERMINED  # the likeliest comes first
    return best if best in possible else UNDETERMINED
