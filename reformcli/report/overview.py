"""What the whole store says: articles by language, provinces, indicators, and what falls due next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reformcli import gazetteer
from reformcli.extract import deadlines
from reformcli.extract.deadlines import Deadline
from reformcli.query import Quote, quotes
from reformcli.report.periods import limit

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """Articles in one language and the first and last publication date known (ISO, or None)."""

    language: str
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """How many articles name a province, how often, and how many shares are about it."""

    province: str
    name: str
    articles: int
    mentions: int
    shares: int


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """The shares of one indicator: how many, in how many articles, and the range of their values in percent."""

    indicator: str
    shares: int
    articles: int
    lowest: float
    median: float
    highest: float


@dataclass(frozen=True, slots=True)
class Overview:
    """The store at a glance, as of one day."""

    as_of: date
    languages: list[LanguageRow]
    provinces: list[ProvinceRow]
    indicators: list[IndicatorRow]
    deadlines: list[Quote[Deadline]]

    def to_dict(self) -> dict[str, Any]:
        """The same rows as plain values, ready for JSON."""
        return {"as_of": self.as_of.isoformat(), "languages": [asdict(row) for row in self.languages],
                "provinces": [asdict(row) for row in self.provinces],
                "indicators": [asdict(row) for row in self.indicators],
                "deadlines": [quote.to_dict() for quote in self.deadlines]}


def overview(session: duckdb.DuckDBPyConnection, as_of: date, most: int = 10) -> Overview:
    """The overview of a connected store; at most `most` provinces and deadlines."""
    return Overview(as_of, _languages(session), _provinces(session, most), _indicators(session),
                    _next_deadlines(session, as_of, most))


def _languages(session: duckdb.DuckDBPyConnection) -> list[LanguageRow]:
    return [LanguageRow(*row) for row in session.execute("""
        SELECT language, count(*), min(published), max(published)
        FROM articles GROUP BY language ORDER BY count(*) DESC, language""").fetchall()]


def _provinces(session: duckdb.DuckDBPyConnection, most: int) -> list[ProvinceRow]:
    rows = session.execute("""
        WITH shares AS (SELECT unnest(provinces) AS province FROM percentages),
             about AS (SELECT province, count(*) AS shares FROM shares GROUP BY province),
             named AS (SELECT province, count(DISTINCT article) AS articles, count(*) AS mentions
                       FROM provinces GROUP BY province)
        SELECT province, coalesce(articles, 0), coalesce(mentions, 0), coalesce(shares, 0)
        FROM named FULL JOIN about USING (province)
        ORDER BY 2 DESC, 3 DESC, 4 DESC, 1 LIMIT ?""", (most,)).fetchall()
    return [ProvinceRow(row[0], gazetteer.province(row[0]).name, *row[1:]) for row in rows]


def _indicators(session: duckdb.DuckDBPyConnection) -> list[IndicatorRow]:
    return [IndicatorRow(*row) for row in session.execute("""
        SELECT indicator, count(*), count(DISTINCT article), min(value), median(value), max(value)
        FROM percentages GROUP BY indicator ORDER BY count(*) DESC, indicator""").fetchall()]


def _next_deadlines(session: duckdb.DuckDBPyConnection, as_of: date, most: int) -> list[Quote[Deadline]]:
    """Those that can still be met on `as_of`, the nearest first; the SQL only spares reading what is long past."""
    found = quotes(session, deadlines, "split_part(due, '/', -1) >= ?", str(as_of.year))
    dated = [(end, quote) for quote in found if (end := limit(quote.mention.due, quote.mention.bound))]
    return [quote for end, quote in sorted(dated, key=lambda pair: pair[0]) if end >= as_of][:most]
