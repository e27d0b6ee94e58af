"""Mentions of the 63 provinces and centrally run cities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reformcli import languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.scan import Scan
from reformcli.gazetteer.spellings import bare
from reformcli.languages import pattern
from reformcli.models import Mention, Scoring

NAME = "provinces"


@dataclass(frozen=True, slots=True)
class ProvinceMention(Mention):
    """A name that stands for a province or its authorities; `province` is its slug."""

    province: str


RECORD = ProvinceMention
SCORING = Scoring("province")

_LONG = 8  # letters that make a name one beyond doubt
_GOES_ON = re.compile(" و |\u200c")  # behind "between religion" where it is no name: "and", or the rest of a word
_BYLINE, _SIGNED = re.compile(r"(?:^|[\n:(–-] ?)([^\W\d]{2,})(?: [^\W\d]+)? $"), re.compile(r"\.?\s*(?:[)\n]|$)")
_NAME_BEFORE = re.compile(r"((?:[^\W\d_]+[ -]){1,4})$")
_LETTER_BEHIND = re.compile(r"-[A-UW-Z](?!\w)")  # "Hue-S", an application; "HCM-V" is Hô Chi Minh-Ville
_NAME_BEHIND = re.compile(r"\s+([A-ZĐ]\w+)(?=,|\s+[a-z])")
_LATIN = re.compile("[a-z\u00e0-\u024f\u1e00-\u1eff]")


def find(scan: Scan, _: Mapping[str, Sequence[Mention]]) -> list[ProvinceMention]:
    """The provinces that a text names, in text order."""
    mentions: list[ProvinceMention] = []
    done = 0
    hits = scan.of("provinces")
    for index, hit in enumerate(hits):
        if hit.start < done or not _is_name(scan, hit) or _gives_way(scan, hit, hits[index + 1 : index + 2]):
            continue
        if _is_the_man(scan, hit):
            done = hit.end
            continue
        mention = ProvinceMention(hit.start, hit.end, scan.text[hit.start : hit.end], "provinces.name", hit.concept)
        blocked = next(_objections(scan, hit), None)
        done = hit.end
        if blocked:
            scan.drop(NAME, mention, blocked)
        else:
            mentions.append(mention)
    return mentions


_MAN = re.compile("h[oôồ] ?ch[ií] ?minh$")


def _is_the_man(scan: Scan, hit: Hit) -> bool:
    """Hồ Chí Minh without "city": the city only in a list of places or behind a word that asks for a place."""
    if not _MAN.match(scan.folded[hit.start : hit.end]):
        return False
    before = scan.folded[max(0, hit.start - 12) : hit.start]
    listed_before, listed_behind = _listed(scan.language)
    return not listed_before.search(before) and not listed_behind.match(scan.text, hit.end)


@cache
def _listed(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a place, and behind it in a list of places: "in Hanoi and …"."""
    data = languages.load(language)
    before = languages.any_of(data.words_of("names", "before"))
    joints = languages.any_of(data.conjunctions())
    return re.compile(rf"(?:,|-|\b{before}) $"), re.compile(rf"(?:,| {joints}) [A-ZĐ]")


def _gives_way(scan: Scan, hit: Hit, following: list[Hit]) -> bool:
    """A name that begins with the plural ending of the word before it: استان های دونگ نای."""
    if not following or following[0].start >= hit.end or following[0].end <= hit.end:
        return False
    return scan.folded[following[0].start - 1] == " " and following[0].end - following[0].start >= _LONG


def _is_name(scan: Scan, hit: Hit) -> bool:
    """Latin names have their capitals, one at least ("Quảng ninh"), and no sentence ends inside a name."""
    written = scan.text[hit.start : hit.end]
    if not _LATIN.match(written.lower()):
        return True
    parts = re.split(r"-\w+|[^\w]+", written)  # Gia-lai, as it was once written
    types = scan.lexicon.language.words_of("names", "types")
    capitals = [part[0].isupper() for part in parts if part and part not in types]
    also_words = scan.lexicon.language.guarded.get("lowercase", ())
    if not all(capitals) and not (capitals[0] and scan.folded[hit.start : hit.end] not in also_words):
        return False
    return not re.search(r"[,;!?()]|\. |\n\s*\n", re.sub(r"(?<=p)\. ", " ", written, flags=re.IGNORECASE))


def _objections(scan: Scan, hit: Hit) -> Iterator[str]:
    """Names of the rules that take a name for something else than a province."""
    if any(a < hit.end and hit.start < b for a, b in scan.urls):
        yield "url"
    numbered = scan.lexicon.language.number_behind
    if scan.folded[hit.end + 1 : hit.end + 2].isdigit() and scan.folded[hit.start : hit.end] in numbered:
        yield "provinces.number-behind"
    if _LETTER_BEHIND.match(scan.text, hit.end):
        yield "provinces.product"
    if not _is_placed(scan, hit):
        yield "provinces.words"
    for other in scan.between("contexts", max(0, hit.start - 30), hit.end):
        if other.concept == "inside" and other.holds(hit):
            yield "provinces.inside"
    before = scan.ending("contexts", _skip_back(scan.folded, hit.start))
    if before and before.concept == "before":
        yield "provinces.context-before"
    after = scan.starting("contexts", _skip(scan.folded, hit.end)) or _abroad(scan, hit)
    if after and after.concept in ("after", "abroad"):
        yield "provinces.context-after"
    if _is_person(scan, hit):
        yield "provinces.person"


def _is_placed(scan: Scan, hit: Hit) -> bool:
    """Names that are also plain words need one before them that asks for a place, or a list."""
    guarded, name = scan.lexicon.language.guarded, scan.folded[hit.start : hit.end]
    if scan.text[hit.start - 1 : hit.start] == "\u200c" and name.startswith(tuple(guarded.get("plural", ()))):
        return False
    between = name in guarded.get("between", ()) and _GOES_ON.match(scan.text, hit.end)
    if not (between or name in guarded.get("names", ())) or scan.sentence(hit.start)[0] == hit.start:
        return True
    before = scan.folded[max(0, hit.start - 12) : hit.start].rstrip()
    return not before or before[-1] in "،,.:؛(•–—*-" or before.split()[-1] in guarded["before"]


def _abroad(scan: Scan, hit: Hit) -> Hit | None:
    """A country behind a comma or in brackets: "Hà Nam (China)", "Henan (Hà Nam), Chine"."""
    gap = re.match(r"\)?[,،]? ?-? ?\(?", scan.folded[hit.end : hit.end + 4])
    found = scan.starting("contexts", hit.end + gap.end()) if gap else None
    return found if found and found.concept == "abroad" else None


def _skip_back(folded: str, start: int) -> int:
    return start - 1 if folded[start - 1 : start] in (" ", "-", "'") else start


def _skip(folded: str, end: int) -> int:
    return end + 1 if folded[end : end + 1] in (" ", "'", "-") else end


def _is_person(scan: Scan, hit: Hit) -> bool:
    """A family name and perhaps a middle name before it, or a title, or a family name behind: "Lê Quang Nam"."""
    abbreviated = hit.start - len(". ") if scan.folded[hit.start - 2 : hit.start] == ". " else -1
    if scan.ending("titles", _skip_back(scan.folded, hit.start)) or scan.ending("titles", abbreviated):
        return True
    if _LATIN.match(scan.folded[hit.start]) is None:
        name = scan.ending("surnames", hit.start - 1)
        return name is not None and (name.concept == "family" or scan.ending("surnames", name.start - 1) is not None)
    surnames = scan.lexicon.language.words_of("names", "surnames")
    behind = _NAME_BEHIND.match(scan.text, hit.end)
    if behind and bare(behind[1]) in surnames:  # "Hai Duong Nguyen, a lecturer"
        opening = scan.folded[scan.sentence(hit.start)[0] : hit.start]
        if not any(c.isalnum() for c in opening):
            return True
    if scan.text[hit.start : hit.end].isupper():
        signed = _BYLINE.search(scan.text[max(0, hit.start - 32) : hit.start])
        return signed is not None and bare(signed[1]) in surnames and bool(_SIGNED.match(scan.text, hit.end))
    found = _NAME_BEFORE.search(scan.text[max(0, hit.start - 32) : hit.start])
    before = found[1] if found else ""
    tail = []
    for word in reversed(re.split("[ -]+", before.rstrip(" -"))):
        if not word[:1].isupper() or (word.isupper() and len(word) > 1):
            break
        tail.append(bare(word))
    named = any(word in surnames for word in tail) and scan.ending("provinces", hit.start - 1) is None
    return named and not _is_delegation(scan, hit, hit.start - len(before), tail)


def _is_delegation(scan: Scan, hit: Hit, start: int, words: list[str]) -> bool:
    """Whether the one word before a name, a family name too, stands for its delegation: « Đoàn Hải Phòng gồm 12 »."""
    if words != scan.lexicon.language.words_of("names", "delegation"):
        return False
    presented = pattern(scan.language, "names", "presented").match(scan.folded, hit.end)
    return presented is None and scan.ending("titles", start - 1) is None
