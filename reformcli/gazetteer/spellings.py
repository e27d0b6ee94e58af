"""Spellings of a Vietnamese name that can be derived: marks kept, partly kept or lost, old and new tone placement.

The press abroad keeps the marks that its keyboard has: "Thua Thien-Huê", "Bà Ria-Vung Tàu", "Lâm Dông". A syllable may
lose its tone, its letter marks, or both, each syllable for itself, French prints "Haï Phong", and wire copy glues
syllables ("HaiPhong", "Ho ChiMinh"). What cannot be derived stands in each language's `provinces.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import product

from reformcli.fold import fold, words

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTER_MARKS = "\u0302\u0306\u031b"
# What a keyboard without Vietnamese leaves: no tone; no breve and horn (French); no circumflex either; nothing at all.
_LOSSES = (_TONES, "\u0306\u031b", _LETTER_MARKS, _TONES + "\u0306\u031b", _TONES + _LETTER_MARKS)
# Old and new placement of the tone in open syllables (hoà/hòa, thuý/thúy).
_PLACEMENTS = [tuple(p.split()) for p in ("oà òa", "oá óa", "oả ỏa", "oã õa", "oạ ọa", "uỳ ùy", "uý úy", "uỷ ủy")]
_FRENCH = re.compile("(?<=[ao])i$")  # Haï Phong, Hanoï


def spellings(name: str) -> set[str]:
    """Every derived spelling of `name`, in the word view of a folded text."""
    syllables = re.split("( +)", words(fold(unicodedata.normalize("NFC", name))).strip())
    return {"".join(chosen) for chosen in product(*map(_written, syllables))}


@cache
def _written(syllable: str) -> tuple[str, ...]:
    if not syllable.strip():  # " - " between two names is also printed "-", and any space may be lost
        return tuple(dict.fromkeys((syllable, " ", "")))
    forms = {syllable}
    for old, new in _PLACEMENTS:
        forms |= {f.replace(old, new) for f in forms} | {f.replace(new, old) for f in forms}
    forms |= {_without(f, marks) for f in forms for marks in _LOSSES}
    forms |= {f.replace("đ", "d") for f in forms}
    return tuple(sorted(forms | {_FRENCH.sub("ï", f) for f in forms}))


def _without(text: str, marks: str) -> str:
    kept = "".join(c for c in unicodedata.normalize("NFD", text) if c not in marks)
    return unicodedata.normalize("NFC", kept)


def bare(name: str) -> str:
    """Letters and digits alone, without marks, joined: the key by which a user's spelling is compared."""
    view = words(fold(unicodedata.normalize("NFC", name))).replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", view) if c.isalnum())
