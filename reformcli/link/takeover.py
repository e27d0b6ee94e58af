"""Who else than a province becomes the subject: the nation, a ministry, or localities that are counted, not named."""

from __future__ import annotations

import re
from functools import cache

from reformcli import languages
from reformcli.extract.lexicon import Hit
from reformcli.extract.percentages import Share
from reformcli.extract.scan import Scan
from reformcli.languages import pattern
from reformcli.link.names import CLOSE, OPENING, Slugs

FIRST = 6  # characters into a sentence at which a document named is its subject

_HEADLINE = 320  # characters of an article in which a ranking is named
_CLAUSE = 28  # characters before a subject in which what opens its clause stands
_NATION_BEFORE, _NATION_AFTER = OPENING // 2, OPENING // 3  # around a share, where the nation may be what it is about
_APPOSED = re.compile(r"[,،] (?:[^\W\d]+ ){0,2}")  # between names and what they are
_COMMA = re.compile("[,،]")
_BESIDE = 2  # words between a share and the nation it is about: "83.94 % of files nationwide"
_BY = 24  # characters before a name in which "approved by" stands
_OF = 10  # characters before a name of the nation in which "of" or "in" stands
_COUNTED_RATIO, _COUNTED = 4, 14  # characters behind a ratio, and a percentage, in which the units counted stand
_COUNTED_BEHIND, _MARKED = 36, re.compile("[,،.;:؛()]")  # and in which their number does; what parts it from the share
_POLLED = 24  # characters behind a share in which "respondents" stands
_THRESHOLD = 90  # characters before a share in which "those with" makes it a threshold


def is_ranking(scan: Scan) -> bool:
    """Whether an article opens with an index or ranking: whom it polls then is the nation's, whoever came first."""
    return pattern(scan.language, "subjects", "ranking").search(scan.folded, 0, scan.begin + _HEADLINE) is not None


def taken_over(scan: Scan, start: int, end: int, lead: Slugs) -> bool:
    """The nation, a ministry or other localities are named in the opening of a sentence, before its shares."""
    last = min(end, start + OPENING)
    if _counted_units(scan.language).search(scan.folded, start, last):
        return True
    return any(_takes_over(scan, start, hit, lead) for hit in _whole(scan, start, last))


def _whole(scan: Scan, start: int, end: int) -> list[Hit]:
    """Who else than a province is named, where no longer phrase holds the name."""
    hits = scan.between("takeover", start, end)
    return [h for h in hits if not any(longer.holds(h) for longer in hits)]


def _takes_over(scan: Scan, start: int, hit: Hit, lead: Slugs) -> bool:
    if hit.concept == "document":
        line = scan.text[start : scan.sentence(start)[1]]
        title = line.endswith("\n") and line.rstrip()[-1:].isalnum()  # "COUNCIL OF LAO CAI\nRESOLUTION on …"
        return hit.start - start < FIRST and not (lead and title)
    if hit.concept == "firms":
        return is_ranking(scan)
    if hit.concept == "neutral" or _is_agent(scan, hit):
        return False
    if hit.concept == "survey":
        return not lead or is_ranking(scan)
    return hit.concept != "nation" or hit.start - start < CLOSE or not _is_place(scan, start, hit)


def _is_agent(scan: Scan, hit: Hit) -> bool:
    """Whether somebody is only named as who did it: "The union, approved by the National Assembly, …"."""
    before, behind = (pattern(scan.language, "subjects", key) for key in ("agent", "agent-behind"))
    told = before.search(scan.folded, max(0, hit.start - _BY), hit.start) or behind.match(scan.folded, hit.end)
    return told is not None


def _is_place(scan: Scan, start: int, nation: Hit) -> bool:
    """Whether "of the country" says where, not who."""
    return bool(_of_nation(scan.language).search(scan.folded[max(start, nation.start - _OF) : nation.start]))


def opens_clause(scan: Scan, start: int, end: int) -> bool:
    """Whether the nation, a ministry or other localities become the subject of a clause in `start:end`."""
    clause = _clause(scan.language)
    hits = [h for h in _whole(scan, start, end) if h.concept not in ("firms", "neutral")]
    hits = [h for h in hits if not _is_apposed(scan, start, h)]
    return any(clause.search(scan.folded[max(start, h.start - _CLAUSE) : h.start]) for h in hits)


def _is_apposed(scan: Scan, end: int, hit: Hit) -> bool:
    """Whether commas set off what the names that end there are: "Hue and Da Nang, its neighbours, …"."""
    return bool(_APPOSED.fullmatch(scan.folded, end, hit.start) and _COMMA.match(scan.folded, hit.end))


def is_inserted(scan: Scan, start: int, names: tuple[int, int], end: int) -> bool:
    """Names in a clause put in behind a ministry: "The health ministry, which visited Lao Cai, processed 55 %"."""
    named = _whole(scan, start, min(names[0], start + CLOSE))
    who = [h for h in named if h.concept in ("ministry", "nation")]
    return bool(who) and is_within(scan, who[0].end, names, end)


def is_within(scan: Scan, who: int, names: tuple[int, int], end: int) -> bool:
    """Whether names stand in a clause put in behind what ends at `who`, which is over before `end`."""
    clause = pattern(scan.language, "subjects", "inserted").match(scan.folded, who, names[0])
    gap = scan.folded[names[1] : end]
    closes = clause is not None and (_COMMA.search(gap) or not _COMMA.search(clause[0]))
    return bool(closes) and not re.search("[;؛:.]", scan.folded[who : names[0]] + gap.rstrip(" :"))


def is_threshold(scan: Scan, share: Share, start: int, names: list[int]) -> bool:
    """A bound for whoever it fits: "communes with at least 80 %"; `names` that end at it or in it say whose it is."""
    required = pattern(scan.language, "subjects", "required")
    if required.search(scan.folded, max(start, share.start - _NATION_BEFORE), share.start):
        return True
    if share.comparator == "=":
        return False
    found = _generic(scan.language).search(scan.folded, max(start, share.start - _THRESHOLD), share.start)
    return found is not None and not any(found.start() - len(", ") <= end <= share.start for end in names)


def of_nation_itself(scan: Scan, share: Share, start: int, names: list[int]) -> bool:
    """A national figure beside those of provinces: "the national average (36.5 %)", "83.94 % nationwide"."""
    since = max([start, share.start - _NATION_BEFORE, *(end for end in names if end <= share.start)])
    leads = pattern(scan.language, "subjects", "leads")
    before = [h for h in _whole(scan, since, share.start) if h.concept == "nation"]
    before = [h for h in before if not leads.search(scan.folded, max(0, h.start - _CLAUSE), h.start)]
    own = pattern(scan.language, "subjects", "own-value").search(scan.folded, since, share.start)
    if before and own and own.start() >= before[-1].end and since in names:
        return False  # "Hai Phong outpaced the nation with 12.5 %"
    if before and not re.search(r"[,،;](?! ?\d)", scan.folded[before[-1].end : share.start]):
        return not _is_place(scan, start, before[-1]) or before[-1].end >= share.start - CLOSE
    after = scan.between("takeover", share.end, min(share.end + _NATION_AFTER, scan.sentence(share.start)[1]))
    named = min((end for end in names if end > share.end), default=len(scan.folded))  # "57% in Hue, 41 nationwide"
    gaps = [scan.folded[share.end : h.start] for h in after if h.concept == "nation" and h.start < named]
    of = _of_nation(scan.language)
    close = [gap for gap in gaps if len(gap.rpartition("%")[2].split()) <= _BESIDE]
    return any(not re.search("[.;؛،,]", gap) and not of.search(gap) for gap in close)


def of_abroad(scan: Scan, share: Share, start: int, names: list[int]) -> bool:
    """A figure of another country, whoever tells of it: "Hanoi's leaders found that in Thailand 67% …"."""
    since = max([start, *(end for end in names if end <= share.start)])
    abroad = [h for h in _whole(scan, since, share.start) if h.concept == "abroad"]
    return bool(abroad) and not re.search("[,،;؛:]", scan.folded[abroad[-1].end : share.start])


def of_counted(scan: Scan, share: Share, start: int, names: list[int]) -> bool:
    """Localities that are counted in the clause before a share, and none named: "in 3 provinces the rate is 80 %"."""
    counted = list(_counted_units(scan.language).finditer(scan.folded, start, share.start))
    if not counted or re.search("[;؛:،]|, ", scan.folded[counted[-1].end() : share.start]):
        return False
    breaks = languages.load(scan.language).words_of("lists", "breaks")
    marks = [*(f" {word} " for word in breaks), ";", "؛", ":", "،", ", "]
    clause = max(start, *(scan.folded.rfind(mark, start, counted[-1].start()) for mark in marks))
    return not any(clause <= end <= share.start for end in names)


def of_polled(scan: Scan, share: Share) -> bool:
    """The people polled for a ranking, with no province named, are the nation's: "8 out of 10 respondents"."""
    hits = _whole(scan, share.start, share.end + _POLLED)
    return any(h.concept == "survey" for h in hits) and is_ranking(scan)


def of_many(scan: Scan, share: Share) -> bool:
    """A share of the provinces or ministries themselves (29/34 provinces, 85% of localities) is about none of them."""
    first, last = share.end, share.end + _COUNTED
    if share.denominator is not None:
        first, last = share.start, share.end + _COUNTED_RATIO
        if _units(scan.language).match(scan.folded, share.end):
            return True
    elif _is_in_many(scan, share):
        return True
    hits = [h for h in _whole(scan, first, last) if h.concept in ("many", "ministry")]
    if pattern(scan.language, "percentages", "of-what").match(scan.folded, share.end):
        return False  # "71.9 % of the plan that the Prime Minister set"
    hits = [h for h in hits if not _is_agent(scan, h)]  # "half of the Prime Minister's plan"
    apart = _apart(scan.language)  # "came first with 96 % and the provinces' mean was 88"
    return any(not apart.search(scan.folded[share.end : h.start]) for h in hits)


def _is_in_many(scan: Scan, share: Share) -> bool:
    """Whether provinces that are counted stand behind a share: "60 % in 9 provinces"."""
    counted = _counted_units(scan.language).search(scan.folded, share.end, share.end + _COUNTED_BEHIND)
    if counted is None or _MARKED.search(scan.folded, share.end, counted.start()):
        return False
    return scan.is_behind(counted.start(), "subjects", "of")


@cache
def _apart(language: str) -> re.Pattern[str]:
    """A mark, or an "and" behind a verb: what follows is another thing."""
    return re.compile(rf"[,.;،؛(]|\w \w+ {languages.any_of(languages.load(language).conjunctions())} ")


@cache
def _clause(language: str) -> re.Pattern[str]:
    """What opens a clause, up to its subject: a mark or a word, and articles: "; tandis que celui de la", "; three"."""
    data = languages.load(language)
    count = languages.any_of(word for words in data.table("numbers").values() for word in words)
    opening, articles = (languages.any_of(data.words_of("subjects", key)) for key in ("clause", "clause-articles"))
    return re.compile(rf"(?:[,;:،؛(–—-] ?|\b{opening})(?: ?{articles})* *(?:(?:\d+|{count}) )?$".replace(r"\ ", " "))


@cache
def _counted_units(language: str) -> re.Pattern[str]:
    """A number of provinces or localities: "Group A has 12 localities"."""
    units = languages.any_of(languages.load(language).words_of("subjects", "units"))
    return re.compile(rf"(?<![\d.,])\d{{1,2}} {units}(?!\w)")


@cache
def _generic(language: str) -> re.Pattern[str]:
    return re.compile(languages.load(language).table("subjects")["generic"] + "$")


@cache
def _of_nation(language: str) -> re.Pattern[str]:
    """"Of the country" says where, not who."""
    words = languages.load(language).words_of("subjects", "of-nation")
    return re.compile(rf"(?:^|[^\w])(?:{'|'.join(words)}) ?$")


@cache
def _units(language: str) -> re.Pattern[str]:
    words = languages.load(language).words_of("subjects", "units")
    return re.compile(rf" *(?:{'|'.join(words)})(?!\w)")
