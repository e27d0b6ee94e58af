"""The reports on a terminal: calm tables that hold from 80 columns on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reformcli import languages
from reformcli.query import Quote, Source
from reformcli.report.bar import Bar
from reformcli.report.overview import Overview
from reformcli.report.periods import limit, readable
from reformcli.report.province import Disagreement, ProvinceReport
from reformcli.report.quoting import by_sentence
from reformcli.report.typography import isolate, number, passage, percent, safe

QUOTE = 320
"""Characters of a quotation: no more than `query.CONTEXT`, so that what is cut off is cut, and marked, here."""


def print_parts(parts: Iterable[RenderableType]) -> None:
    """Print the parts of a report on standard output, at the width and with the colours that it has at this moment."""
    console = Console(highlight=False, markup=False, emoji=False)
    for part in parts:
        (console.print if console.is_terminal else partial(_print_plain, console))(part)


def _print_plain(console: Console, part: RenderableType) -> None:
    """Without the blanks that fill up the lines of a table: a file has no use for them."""
    with console.capture() as shown:
        console.print(part)
    console.file.write("".join(f"{line.rstrip()}\n" for line in shown.get().split("\n")[:-1]))


def show_overview(report: Overview) -> Iterator[RenderableType]:
    """The parts of an overview, in reading order."""
    total = sum(row.articles for row in report.languages)
    published = [day for row in report.languages for day in (row.first, row.last) if day]
    yield title(f"{_count(total, 'article')}", _from_to(published))
    yield section("Articles by language", _languages(report, total))
    yield section("Provinces most written about", _provinces(report))
    yield section("Indicators", _indicators(report), "all that is stated: results, goals, and what is late or missing")
    today = readable(report.as_of.isoformat())
    yield section(f"Next deadlines, as of {today}", _deadlines(report.deadlines, report.as_of))


def show_province(report: ProvinceReport) -> Iterator[RenderableType]:
    """The parts of a province's report, in reading order."""
    province = report.province
    counts = (_count(len(report.shares), "share"), _count(len(report.deadlines), "deadline"),
              _count(len(report.sources), "source"))
    yield title(province.name, f"{province.iso} · {' · '.join(counts)}")
    yield Text(report.merger)
    yield section("Shares by indicator", _shares(report.shares))
    if report.disagreements:
        yield section("Where sources disagree", _disagreements(report.disagreements), "same period, no value in common")
    yield section("Deadlines", _deadlines(report.deadlines, report.as_of), "its own, and those that name it")
    yield section("Deadlines of all provinces", _deadlines(report.common_deadlines, report.as_of), "still to come")
    yield section("Sources", _sources(report.sources))


def title(name: str, note: str) -> Text:
    """The first line of a report."""
    return Text.assemble((name, "bold"), "  ", (note, "dim"))


def section(heading: str, body: RenderableType, note: str = "") -> RenderableType:
    """A heading, with a note beside it, and its body under it, set apart by an empty line."""
    return Group("", Text.assemble((heading, "bold cyan"), "  ", (note, "dim")), Padding(body, (0, 0, 0, 2)))


def rows(*justify: str, header: Sequence[str] = ()) -> Table:
    """An open table; a word of `justify` a column: left, right, `give` (shrinks first), `fill` (takes what is left)."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=bool(header), header_style="dim")
    for place, heading in zip(justify, header or [""] * len(justify), strict=True):
        side = "right" if place == "right" else "left"
        table.add_column(heading, justify=side, ratio=1 if place == "fill" else None,  # type: ignore[arg-type]  # a literal
                         no_wrap=place not in ("fill", "give"), overflow="fold")
    table.expand = "fill" in justify
    return table


def indicator_name(indicator: str) -> str:
    """`online-services` as readers write it."""
    return indicator.replace("-", " ").capitalize()


def language_name(code: str) -> str:
    """What the language of a code is called; the code itself where there is no data for it."""
    return str(languages.load(code).words.get("name", code)) if code in languages.available() else code


def _languages(report: Overview, total: int) -> Table:
    table = rows("left", "right", "give", "left")
    for row in report.languages:
        table.add_row(language_name(row.language), number(row.articles), Bar(0, row.articles / total), Text(
            _from_to([day for day in (row.first, row.last) if day]), style="dim"))
    return table


def _provinces(report: Overview) -> RenderableType:
    if not report.provinces:
        return Text("No province is named.")
    table = rows("left", "right", "right", "right", header=("Province", "Articles", "Mentions", "Shares"))
    for row in report.provinces:
        table.add_row(row.name, *map(number, (row.articles, row.mentions, row.shares)))
    return table


def _indicators(report: Overview) -> RenderableType:
    if not report.indicators:
        return Text("No share is stated.")
    table = rows("left", "right", "right", "right", "right", "give",
                 header=("Indicator", "Shares", "Lowest", "Median", "Highest", "0 – 100%"))
    for row in report.indicators:
        table.add_row(indicator_name(row.indicator), number(row.shares),
                      *(percent(v) for v in (row.lowest, row.median, row.highest)),
                      Bar(row.lowest / 100, row.highest / 100))
    return table


def _shares(shares: Sequence[Quote[Any]]) -> RenderableType:
    if not shares:
        return Text("No share is stated about this province.")
    table = rows("right", "left", "fill", header=("Share", "Period", "Source and words"))
    for indicator, about in groupby(shares, key=lambda quote: quote.mention.indicator):
        table.add_row("", "", Text(f"\n{indicator_name(indicator)}", style="bold"))
        for quotes in by_sentence(about):
            table.add_row(_lines(_value(quote.mention) for quote in quotes),
                          _lines(_period(quote.mention) for quote in quotes), _words(quotes, "bold green"))
    return table


def _value(share: Any) -> Text:
    ratio = f"\n{number(share.numerator)}/{number(share.denominator)}" if share.denominator else ""
    return Text.assemble((percent(share.value, share.comparator), "bold green"), (ratio, "dim"))


def _period(share: Any) -> Text:
    """On as many lines as `_value`."""
    return Text(readable(share.period) + ("\n" if share.denominator else ""))


def _words(quotes: Sequence[Quote[Any]], style: str) -> Group:
    return Group(_by_line(quotes[0].source), passage(quotes, QUOTE, style))


def _disagreements(disagreements: Iterable[Disagreement]) -> Table:
    table = rows("right", "left")
    for found in disagreements:
        table.add_row("", Text(f"{indicator_name(found.indicator)}, {readable(found.period)}", style="bold"))
        for quote in found.shares:
            table.add_row(_value(quote.mention), _by_line(quote.source))
    return table


def _deadlines(deadlines: Sequence[Quote[Any]], as_of: date) -> RenderableType:
    if not deadlines:
        return Text("None.")
    table = rows("left", "fill")
    for quotes in by_sentence(deadlines):
        table.add_row(_lines(_due(quote.mention, as_of) for quote in quotes), _words(quotes, "bold yellow"))
    return table


def _due(deadline: Any, as_of: date) -> Text:
    end = limit(deadline.due, deadline.bound)
    left = "" if end is None else _time_left((end - as_of).days)
    when = readable(deadline.due) or "a day not known"
    return Text.assemble((f"{deadline.bound} {when}", "bold"), (f"\n{left}" if left else "", "dim"))


def _time_left(days: int) -> str:
    if days < 0:
        return "passed"
    length, unit = next((length, unit) for length, unit in ((365, "year"), (30, "month"), (1, "day"))
                        if days >= 2 * length or length == 1)
    return f"{_count(days // length, unit)} left"


def _sources(sources: Sequence[Source]) -> RenderableType:
    if not sources:
        return Text("No article names this province.")
    table = rows("left", "left", "left", "fill")
    for source in sources:
        known = [isolate(safe(part)) for part in (source.title, source.path, source.url) if part]
        table.add_row(source.article[:12], source.language, readable(source.published),
                      _lines(Text(part, style="dim" if place else "") for place, part in enumerate(known)))
    return table


def _by_line(source: Source) -> Text:
    known = (source.name, readable(source.published), source.language)
    return Text(" · ".join(isolate(safe(part)) for part in known if part), style="dim")


def _lines(texts: Iterable[Text]) -> Text:
    return Text("\n").join(texts)


def _from_to(published: Sequence[str]) -> str:
    if not published:
        return "undated"
    first, last = readable(min(published)), readable(max(published))
    return first if first == last else f"{first} – {last}"


def _count(amount: int, noun: str) -> str:
    return f"{amount:,} {noun}{'' if amount == 1 else 's'}"
