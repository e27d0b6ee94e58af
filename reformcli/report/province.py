"""What the store says about one province: its shares, where sources disagree, its deadlines, its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, Any

from reformcli import gazetteer, languages
from reformcli.errors import UsageError
from reformcli.extract import deadlines, percentages, provinces
from reformcli.extract.deadlines import Deadline
from reformcli.extract.percentages import Share
from reformcli.models import Mention
from reformcli.query import Quote, Source, quotes, sources
from reformcli.report.periods import limit
from reformcli.report.quoting import sentence

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Shares of one indicator and period whose articles cannot all be right."""

    indicator: str
    period: str
    shares: list[Quote[Share]]


@dataclass(frozen=True, slots=True)
class ProvinceReport:
    """All that is claimed about a province; `merger` says what became of it on 1 July 2025.

    `deadlines` are its own and those that name it, `common_deadlines` those set to all provinces and still to come.
    """

    province: gazetteer.Province
    merger: str
    as_of: date
    shares: list[Quote[Share]]
    disagreements: list[Disagreement]
    deadlines: list[Quote[Deadline]]
    common_deadlines: list[Quote[Deadline]]
    sources: list[Source]

    def to_dict(self) -> dict[str, Any]:
        """The same rows as plain values, ready for JSON."""
        return {
            "province": self.province.slug, "name": self.province.name, "iso": self.province.iso,
            "merged_into": self.province.merged_into, "merger": self.merger, "as_of": self.as_of.isoformat(),
            "shares": [quote.to_dict() for quote in self.shares],
            "disagreements": [{"indicator": d.indicator, "period": d.period,
                               "shares": [quote.to_dict() for quote in d.shares]} for d in self.disagreements],
            "deadlines": [quote.to_dict() for quote in self.deadlines],
            "common_deadlines": [quote.to_dict() for quote in self.common_deadlines],
            "sources": [source.to_dict() for source in self.sources],
        }


def find_province(name: str) -> gazetteer.Province:
    """The province of a name in any spelling or language; UsageError with the nearest names for an unknown one."""
    slug = gazetteer.find(name)
    if slug is None:
        near = gazetteer.suggest(name)
        hint = f"did you mean {' or '.join(near)}?" if near else "name one of the 63 provinces and cities."
        raise UsageError(f"No province is called {name!r}; {hint}")
    return gazetteer.province(slug)


def province_report(session: duckdb.DuckDBPyConnection, province: gazetteer.Province, as_of: date) -> ProvinceReport:
    """The report on one province from a connected store."""
    shares = sorted(quotes(session, percentages, "list_contains(provinces, ?)", province.slug), key=_by_indicator)
    named = "id IN (SELECT article FROM provinces WHERE province = ?)"
    about = "id IN (SELECT article FROM percentages WHERE list_contains(provinces, ?))"
    return ProvinceReport(
        province, merger(province), as_of, shares, disagreements(shares), *_deadlines(session, province.slug, as_of),
        sources(session, f"{named} OR {about}", province.slug, province.slug))


def merger(province: gazetteer.Province) -> str:
    """One sentence on what the province belongs to since 1 July 2025."""
    if province.merged_into != province.slug:
        return f"Part of {province.merged_name} since 1 July 2025."
    others = [part.name for part in gazetteer.parts(province.slug) if part.slug != province.slug]
    if not others:
        return "Not changed by the merger of 1 July 2025."
    return f"Joined with {' and '.join(others)} since 1 July 2025, as {province.merged_name}."


def disagreements(shares: Sequence[Quote[Share]]) -> list[Disagreement]:
    """Where two articles give an indicator in one period no value in common; without a period nothing is compared."""
    groups: dict[tuple[str, str], list[Quote[Share]]] = defaultdict(list)
    for quote in shares:
        if quote.mention.period:
            groups[quote.mention.indicator, quote.mention.period].append(quote)
    found = ((key, _at_odds(group)) for key, group in groups.items())
    return [Disagreement(*key, group) for key, group in found if group]


def _at_odds(group: Sequence[Quote[Share]]) -> list[Quote[Share]]:
    by_article: dict[str, list[Quote[Share]]] = defaultdict(list)
    for quote in group:
        by_article[quote.source.article].append(quote)
    odd = {article for pair in combinations(by_article, 2) if not _compatible(*(by_article[a] for a in pair))
           for article in pair}
    return [quote for quote in group if quote.source.article in odd]


def _compatible(one: Sequence[Quote[Share]], other: Sequence[Quote[Share]]) -> bool:
    ranges = [[_range(quote.mention) for quote in quotes] for quotes in (one, other)]
    return any(a[0] <= b[1] and b[0] <= a[1] for a in ranges[0] for b in ranges[1])


def _range(share: Share) -> tuple[float, float]:
    """The values that a share allows: just under half of its last digit more or less, or a twentieth if it is about."""
    decimals = len(f"{round(share.value, 4):g}".partition(".")[2])
    slack = share.value / 20 if share.comparator == "~" else 0.499 * 10**-decimals
    return (-inf if share.comparator.startswith("<") else share.value - slack,
            inf if share.comparator.startswith(">") else share.value + slack)


Deadlines = list[Quote[Deadline]]


def _deadlines(session: duckdb.DuckDBPyConnection, slug: str, as_of: date) -> tuple[Deadlines, Deadlines]:
    """Those that are the province's or name it in their sentence; others that address all, still to come."""
    everyone = _every_province()
    places = defaultdict(list)
    for quote in quotes(session, provinces, "province = ?", slug):
        places[quote.source.article].append(quote.mention)
    near = quotes(session, deadlines, "article IN (SELECT article FROM provinces WHERE province = ?) "
                  "OR list_contains(provinces, ?) OR list_has_any([lower(who) FOR who IN addressees], ?)",
                  slug, slug, everyone)
    near.sort(key=lambda quote: _urgency(quote.mention, as_of))
    own: Deadlines = []
    common: Deadlines = []
    for quote in near:
        if slug in quote.mention.provinces or _names(quote, places[quote.source.article]):
            own.append(quote)
        elif _addresses(quote, everyone) and _to_come(quote.mention, as_of):
            common.append(quote)
    return own, common


def _to_come(deadline: Deadline, as_of: date) -> bool:
    end = limit(deadline.due, deadline.bound)
    return end is not None and end >= as_of


def _urgency(deadline: Deadline, as_of: date) -> tuple[bool, int]:
    """First what can still be met, the nearest before the later and those of no known day; the past last."""
    end = limit(deadline.due, deadline.bound) or date.max
    return end < as_of, abs((end - as_of).days)


def _names(quote: Quote[Deadline], places: Sequence[Mention]) -> bool:
    before, after = sentence(quote)
    here = range(quote.mention.start - len(before), quote.mention.end + len(after))
    duty = (quote.mention.task or "", *quote.mention.addressees)
    return any(place.start in here or any(place.text in part for part in duty) for place in places)


def _addresses(quote: Quote[Deadline], everyone: Sequence[str]) -> bool:
    return any(who.lower() in everyone for who in quote.mention.addressees)


def _every_province() -> list[str]:
    """The words that stand for the provinces together, in all languages."""
    lexicons = (languages.load(code).words["lexicon"] for code in languages.available())
    return [word for lexicon in lexicons for word in lexicon["takeover"]["many"]]


def _by_indicator(quote: Quote[Share]) -> tuple[str, str, str]:
    return quote.mention.indicator, quote.mention.period or "", quote.source.published or ""
