"""A same-length view of a text: case, digits, letters, dashes and spaces that differ only in print are made one.

Spans never move: every step maps one code point to one code point. Combining marks are the exception that a
same-length view cannot mend, so `Composed` reads a decomposed text (NFD) through its composed form (NFC) and leads
every offset back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

_SPACES = (
    "\t\n\r\v\f\x85\u00a0\u1680\u2000\u2001\u2002\u2003"
    "\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_QUOTES = "\u2018\u2019\u02bc\u2032\u00b4"
_ONE_TO_ONE = (
    [(c, " ") for c in _SPACES + _INVISIBLE]
    + [(c, "-") for c in _DASHES]
    + [(c, "'") for c in _QUOTES]
    + [("İ", "i"), ("％", "%"), ("﹪", "%"), ("∕", "/"), ("⁄", "/"), ("ð", "đ"), ("Ð", "đ")]
)
# Arabic script: forms of one letter that keyboards and encodings mix, and digits (Unicode block 0600-06FF).
_ARABIC = [
    *zip("ىيئكةۀأإٱؤ٪٫٬\u0654\u0640", "یییکههاااو%.,  ", strict=True),
    *zip("۰۱۲۳۴۵۶۷۸۹" "٠١٢٣٤٥٦٧٨٩", "0123456789" * 2, strict=True),
]
_ARABIC_LEADS = (b"\xd8", b"\xd9", b"\xda", b"\xdb")  # the first bytes of that block's letters in UTF-8
_SURROGATES = re.compile("[\ud800-\udfff]")
_PUNCTUATION = ".,;:()[]{}\"'«»“”/-|!?…،؛؟&*•·_#@+=<>~"


def fold(text: str) -> str:
    """The view on which patterns match: same length as `text`, lower case, one form of each sign."""
    text = whole(text)
    if _is_arabic(text):
        text = _replaced(text, _ARABIC)
    return _lower(_replaced(text, _ONE_TO_ONE))


def _is_arabic(text: str) -> bool:
    """Whether the Arabic block is in a text: four looks at its bytes are quicker than a class of letters."""
    written = text.encode(errors="replace")
    return any(lead in written for lead in _ARABIC_LEADS)


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a broken surrogate pair, which no file can hold. No offset moves."""
    try:
        text.encode()  # several times as fast as to search
    except UnicodeEncodeError:
        return _SURROGATES.sub("\ufffd", text)
    return text


def words(folded: str) -> str:
    """The view on which words are looked up: a folded text whose punctuation is blank too."""
    return _replaced(folded, ((sign, " ") for sign in _PUNCTUATION))


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """Each sign replaced by its twin: a scan a sign, several times as fast as `str.translate` with a table."""
    for sign, plain in pairs:
        text = text.replace(sign, plain)
    return text


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@dataclass(frozen=True, slots=True)
class Composed:
    """A text as it would be typed anew, and the way back to the text as read.

    Composed (NFC), without Persian short vowels, every blank a plain space or line break, and no space beside another.
    `starts[i]` is where the i-th code point began in the original; None where none has moved.
    """

    text: str
    starts: tuple[int, ...] | None

    @classmethod
    def of(cls, original: str) -> Composed:
        """Compose `original`; a text that is composed already costs a few checks."""
        text = _replaced(original, _BLANK)
        moved = any(sign in text for sign in _DOUBLED) or ("\u200c" in text and any(sign in text for sign in _JOINED))
        moved = moved or (_is_arabic(text) and (_VOWELS.search(text) is not None or _EZAFE in text))
        if not moved and unicodedata.is_normalized("NFC", text):
            return cls(text, None)
        parts, starts, done = [], [], 0
        for odd in _ODD.finditer(text):
            plain = _typed(odd)
            parts += [text[done : odd.start()], plain]
            starts += [*range(done, odd.start()), *[odd.start()] * len(plain)]
            done = odd.end()
        return cls("".join([*parts, text[done:]]), (*starts, *range(done, len(text) + 1)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a span of `text`; a cluster is never cut."""
        if self.starts is None:
            return start, end
        last = self.starts[end - 1]
        return self.starts[start], self.starts[bisect_right(self.starts, last)]


def _typed(odd: re.Match[str]) -> str:
    """A letter and its marks as one; a run of blanks as its line breaks, or one space; ه without its ezafe."""
    if odd["ezafe"]:
        return odd["ezafe"]
    if odd["blanks"]:
        return "\n" * len(_LINE_BREAK.findall(odd[0])) or " "
    return _VOWELS.sub("", unicodedata.normalize("NFC", odd[0]))


_MARKS = "\u0300-\u036f\u064b-\u0655\u0670"
_LINE_BREAK = re.compile("\r\n?|\n")
_EZAFE = "ه\u200cی "  # نقشه‌ی راه, as some print نقشهٔ راه
_ODD = re.compile(
    f"(?s)[^{_MARKS}]?[{_MARKS}]+|(?P<blanks>[ \n\r\u200c]{{2,}}|\r)|(?P<ezafe>{_EZAFE[0]}){_EZAFE[1:-1]}(?= )"
)
_VOWELS = re.compile("[\u064b-\u0655\u0670]")  # short vowels and the ezafe, which Persian prints only now and then
_JOINERS = "\u200c\u200d"  # which Persian words and emoji hold: they stay
_BLANK = [(c, "\n") for c in "\v\f\x85\u2028\u2029"]
_BLANK += [(c, " ") for c in _SPACES + _INVISIBLE if c not in "\n\r\v\f\x85\u2028\u2029" + _JOINERS]
_DOUBLED = ("  ", " \n", "\n ", "\r")
_JOINED = ("\u200c ", " \u200c", "\u200c\u200c", "\u200c\n", "\n\u200c")
