"""Ratios that state a share: 29/34 provinces, 21 of 25 services, of 34 provinces 27."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reformcli import languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.numbers import NUMBER, in_words, parse
from reformcli.extract.parts import Ratio, ratio_of
from reformcli.extract.scan import Scan
from reformcli.extract.spans import Spans

_BETWEEN = re.compile(r"\d ?/ ?(?=\d)")
_ENDING = re.compile(rf"(?<![\d.,/°$-]){NUMBER}$")
_SLASH = re.compile(rf"({NUMBER}) ?/ ?({NUMBER})(?![\w/%-]| ?%)")
_LEFT = re.compile(rf"(?<![\w.,/%-])(\d{{1,3}}/\d{{1,2}}(?= )|{NUMBER})(?:[ -]+[^\W\d]+(?:[-'][^\W\d]+)*){{0,9}} *$")
_TOTAL = re.compile(rf" *({NUMBER})(?![\w/%-]|[.,]\d| ?%)")
_PART = re.compile(
    r"(?P<words>(?:[,،]?[ -]+[^\W\d]+(?:['-][^\W\d]+)*){0,12})(?: \([^()\d]{1,30}\))?(?P<comma> ?[,،])?"
    rf"(?: +[^\W\d]+){{0,8}} +({NUMBER})(?![\w/%-]|[.,]\d| ?%)"
)
_COMMA_BEHIND = re.compile(r"(?: [^\W\d]+){0,5} ?[,،] ")
_COMMA, _NOUN = re.compile("[,،]"), re.compile(r" ([^\W\d]+)")
_TO = 6  # characters before a number in which "to" stands
_ONE = 2  # words behind "one" up to which it is a number, not an article
_FEW, _SMALL = ("joint", "barred", "alone"), 2  # keys of words.toml; digits of a total behind "one"
_WORDY = 45  # characters that a number in words and its nouns take
_NOUNS = re.compile(r"(?:[ -]+[^\W\d]+(?:[-'][^\W\d]+)*){0,5} *")
_OWNER = re.compile(r"(?: (?:the )?[^\W\d]+){1,3}'s?(?= )")


def find(scan: Scan, taken: Spans) -> list[Ratio]:
    """Ratios that overlap neither what is `taken` (dates, percentages) nor each other; a/b first, then in words."""
    found = (*_slashes(scan), *_in_words(scan), *_of_few(scan))
    return [r for r in found if taken.add(r.start, r.end) or _spans_a_date(r, taken)]


def _spans_a_date(ratio: Ratio, taken: Spans) -> bool:
    """Whether only what stands between total and part is taken: "of the 120 people asked last month, 39 …"."""
    ends = (ratio.start, ratio.start + 1), (ratio.end - 1, ratio.end)
    return ratio.rule.endswith("total-first") and not any(taken.overlaps(*end) for end in ends)


def _slashes(scan: Scan) -> Iterator[Ratio]:
    counted = languages.pattern(scan.language, "percentages", "magnitude")  # 49.7/62.3 million
    for slash in _BETWEEN.finditer(scan.folded) if "/" in scan.folded else ():
        window = max(0, slash.start() - 24)
        part = _ENDING.search(scan.folded, window, slash.start() + 1)
        if part is None or scan.folded[part.start() - 1 : part.start()].isalnum():
            continue
        found = _SLASH.match(scan.folded, part.start())
        if found and _has_total(scan, found.end()):
            continue  # "15/1 از 18": 15.1 of 18
        if found and not (_both_decimal(found[1], found[2]) and not counted.match(scan.folded, found.end())):
            yield from filter(None, [ratio_of(scan, part.start(), found.end(), "ratio", found[1], found[2])])


def _has_total(scan: Scan, end: int) -> bool:
    """Whether "of" and a number stand behind a number."""
    of = scan.starting("ratio", end + 1)
    return of is not None and scan.folded[of.end + 1 : of.end + 2].isdigit()


def _both_decimal(part: str, total: str) -> bool:
    """Two scores side by side (67,04/66,62 points) are no share; a half may end a total: 9.02/9.5 points."""
    return bool(re.search(r"[.,]\d{1,2}$", part) and re.search(r"[.,](?!5$)\d{1,2}$", total))


def _in_words(scan: Scan) -> Iterator[Ratio]:
    folded = scan.folded
    for hit in scan.of("ratio"):
        if not folded[hit.end + 1 : hit.end + 2].isdigit() and not _counts(scan, hit):
            continue
        if any((longer := scan.ending(table, hit.end)) and longer.holds(hit) for table in ("comparator", "bounds")):
            continue  # "بیش از": more than
        if scan.is_behind(hit.start, "percentages", "over-behind"):
            continue
        yield from filter(None, (part_of_total(scan, hit), _total_first(scan, hit)))
    for per in languages.pattern(scan.language, "percentages", "per").finditer(folded):
        part, whole = _digits(scan, per, "part"), _digits(scan, per, "total")
        ratio = ratio_of(scan, per.start("total"), per.end("part"), "ratio-total-first", part, whole)
        if ratio:
            yield ratio


def _digits(scan: Scan, per: re.Match[str], name: str) -> str:
    """A number of a "per" expression in digits; none where its word is no number."""
    words = None if per[name][0].isdigit() else in_words(scan, per.end(name))
    return f"{words[1]:g}" if words and words[0] == per.start(name) else per[name]


def _counts(scan: Scan, hit: Hit) -> bool:
    """A total in words, or one behind its owner, may follow."""
    return scan.starting("numbers", hit.end + 1) is not None or "'" in scan.folded[hit.end : hit.end + 40]


def part_of_total(scan: Scan, hit: Hit) -> Ratio | None:
    """A part, perhaps with its noun, then "of", then the total: 21 services en ligne sur 25, nine out of ten."""
    phrases: list[str] = scan.lexicon.language.table("lexicon")["ratio"]["of"]
    if hit.concept != "of" and scan.folded[hit.start : hit.end] not in phrases:
        return None
    total = _right(scan, hit.end)
    part = _left(scan, hit.start, parse(total[1], scan.language)) if total else None
    if not part or not total:
        return None
    if part[2] and part[1] == "1" and not (total[2] or _is_alone(scan, total)):
        return None  # "une loi sur 25 articles"
    if part[2] and total[2] and part[1] == "1" and scan.folded[hit.start : hit.end] == "of":
        return None  # "one of two"
    if is_numbered(scan, part[0]) or _is_changed(scan, part[0], hit.end):
        return None
    return ratio_of(scan, part[0], total[0], "ratio-words", part[1], total[1])


def _is_changed(scan: Scan, start: int, end: int) -> bool:
    """Whether a number is what another came to, and no part of it: "cut to 3,321 from 10,035"."""
    changed = languages.pattern(scan.language, "percentages", "to-from")
    return changed.search(scan.folded, max(0, start - _TO), end) is not None


def _is_alone(scan: Scan, total: tuple[int, str, bool]) -> bool:
    """Whether nothing is counted behind a small total: "un foyer sur 20 est pauvre"."""
    alone = languages.pattern(scan.language, "percentages", "few-alone")
    return len(total[1]) <= _SMALL and alone.match(scan.folded, total[0]) is not None


def is_numbered(scan: Scan, start: int) -> bool:
    """Whether a word before a number makes it the name of a thing: "bão số 11", storm number 11."""
    words = languages.load(scan.language).words_of("percentages", "numbered")
    return scan.folded.endswith(tuple(words), 0, start)


def _left(scan: Scan, end: int, most: float | None) -> tuple[int, str, bool] | None:
    """The part before "of", no greater than `most`: where it begins, its digits, and whether it is in words."""
    window = max(0, end - 60)
    before = scan.folded[window:end]
    for pair in languages.load(scan.language).words_of("percentages", "paired"):
        before = before.replace(pair, pair.replace(",", " "))  # one noun: "29 tỉnh, thành phố trong tổng số 34"
    part = _LEFT.search(before)
    if part and (parse(part[1], scan.language) or 0) <= (most or 0):
        return window + part.start(1), part[1], False
    for hit in reversed(scan.between("numbers", max(0, end - _WORDY), end)):
        words = in_words(scan, hit.end)
        nouns = scan.folded[hit.end : end]
        an_article = words is not None and words[1] == 1 and len(nouns.split()) > _ONE
        if words and not an_article and _NOUNS.fullmatch(nouns) and words[1] >= 1:
            return words[0], f"{words[1]:g}", True
    return None


def _right(scan: Scan, start: int) -> tuple[int, str, bool] | None:
    """The total behind "of": where it ends, its digits, and whether it is in words; a possessor may stand before it."""
    owner = _OWNER.match(scan.folded, start)
    start = owner.end() if owner else start
    if total := _TOTAL.match(scan.folded, start):
        return total.end(), total[1], False
    hit = scan.starting("numbers", start + 1)
    while hit and (more := scan.starting("numbers", hit.end + 1)):
        hit = Hit(hit.start, more.end, hit.concept)
    words = in_words(scan, hit.end) if hit and scan.text[hit.end : hit.end + 1] != "\u200c" else None  # سه‌شنبه: Tuesday
    if hit is None or words is None or words[0] != hit.start or scan.folded[hit.end : hit.end + 1] == "-":
        return None  # "two months of the two-tier model"
    return hit.end, f"{words[1]:g}", True


def _total_first(scan: Scan, hit: Hit) -> Ratio | None:
    """The total before its part: of the 34 provinces, 27; از ۳۴ استان، ۲۷; of every five people, two."""
    phrases: list[str] = scan.lexicon.language.table("lexicon")["ratio"]["total-first"]
    total = _right(scan, hit.end) if scan.folded[hit.start : hit.end] in phrases else None
    if total is None:
        return None
    start, (end, whole, wordy) = hit.end + 1, total
    part = _PART.match(scan.folded, end)
    if part and is_numbered(scan, part.start(3)):
        part = _PART.match(scan.folded, part.end())  # "of the 25 services of Project 06, 23 …"
    noun = part and _NOUN.match(scan.folded, part.end())
    if part and (scan.starting("ratio", part.end() + 1) or (noun and _has_total(scan, noun.end()))):
        return None  # "in a survey of 1,500 people, 1,326 out of 1,500"
    if part and part["words"] and (part["comma"] or _COMMA.search(part["words"]) or _is_alike(scan, part)):
        return ratio_of(scan, start, part.end(), "ratio-total-first", part[3], whole)
    behind = _COMMA_BEHIND.match(scan.folded, end) if wordy else None
    some = _right(scan, behind.end() - 1) if behind else None
    return ratio_of(scan, start, some[0], "ratio-total-first", some[1], whole) if some else None


def _is_alike(scan: Scan, part: re.Match[str]) -> bool:
    """Whether no comma need stand before a part: it counts the noun that the total counts, or follows "only" in vi."""
    noun = _NOUN.match(scan.folded, part.end())
    changed = languages.pattern(scan.language, "percentages", "from-to").search(part[0])
    alike = languages.pattern(scan.language, "percentages", "alike").match(scan.folded, part.end())
    counted = alike or (noun is not None and noun[1] == part["words"].split()[0])
    return scan.language == "vi" or (bool(counted) and not changed)


def _of_few(scan: Scan) -> Iterator[Ratio]:
    """Two numbers in words: "four in ten respondents", "one office in five has"; "two in ten years" is no share."""
    joint, barred, alone = (languages.pattern(scan.language, "percentages", f"few-{key}") for key in _FEW)
    for part in scan.of("numbers") if joint.pattern != languages.NEVER else ():
        between = joint.match(scan.folded, part.end)
        total = scan.starting("numbers", between.end()) if between else None
        if between is None or total is None or barred.match(scan.folded, total.end):
            continue
        if between["noun"] and not alone.match(scan.folded, total.end):
            continue  # "one office in five districts"
        few, many = in_words(scan, part.end), in_words(scan, total.end)
        told = few and many and (few[0], total.end, "ratio-words", f"{few[1]:g}", f"{many[1]:g}")
        ratio = ratio_of(scan, *told) if told else None
        if ratio:
            yield ratio
