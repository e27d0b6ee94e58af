"""One article on a terminal: its text with every mention highlighted by kind, and its records in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.text import Text

from reformcli.extract import KINDS
from reformcli.models import Article, Dropped, Mention
from reformcli.report.periods import readable
from reformcli.report.terminal import rows, section, title
from reformcli.report.typography import Passage, isolate, runs_right_to_left, safe

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

PALETTE = ("cyan", "green", "magenta", "yellow", "blue", "red")
"""Colours of the kinds, in the order of `KINDS`."""

WIDTH = 100
"""The longest line of running text that reads well."""

WORDS = 28
"""Columns for the words of a mention in a table."""

GAP = "  "
"""What stands between the fields of a record."""

STYLES = {kind.NAME: f"bold {PALETTE[place % len(PALETTE)]}" for place, kind in enumerate(KINDS)}


def show_article(article: Article) -> Iterator[RenderableType]:
    """The parts of an article's page: what it is, a legend, the text, and a table of records a kind."""
    known = (article.language, readable(article.published), article.url, article.path)
    yield title(isolate(safe(article.title or article.id[:12])), " · ".join(safe(part) for part in known if part))
    yield legend(article.mentions)
    yield ""
    rtl = runs_right_to_left(article.text)  # the whole text sets the direction of its lines, be one a Latin address
    for line in highlighted(article.text, article.mentions).split("\n", allow_blank=True):
        yield Padding(Passage(line, WIDTH, rtl), (0, 0, 0, 2))
    yield from show_records(article)


def show_records(article: Article) -> Iterator[RenderableType]:
    """A table a kind: the words, the record's fields, and the rule that made it."""
    for kind, found in article.mentions.items():
        if found:
            yield section(kind.capitalize(), _records(found, kind))


def show_dropped(dropped: Iterable[Dropped]) -> RenderableType:
    """The mentions that a rule found and another took out."""
    table = rows("left", "fill", "left", header=("Dropped", "Record", "Found by, dropped by"))
    for drop in dropped:
        table.add_row(_words(drop.mention, f"not bold strike {STYLES[drop.kind]}"), _fields(drop.mention),
                      Text(f"{drop.mention.rule}\n{drop.by}", style="dim"))
    return section("Dropped", table)


def legend(mentions: Mapping[str, tuple[Mention, ...]]) -> Text:
    """Each kind in its colour, with how many there are."""
    return Text("   ").join(Text(f"{kind} {len(found)}", style=STYLES[kind]) for kind, found in mentions.items())


def highlighted(text: str, mentions: Mapping[str, tuple[Mention, ...]]) -> Text:
    """The text in the colours of its mentions; one that holds another is underlined, and the inner colour shows."""
    spans = [(mention.start, mention.end, STYLES[kind]) for kind, found in mentions.items() for mention in found]
    spans.sort(key=lambda span: span[0] - span[1])  # the longest first: what is painted later shows
    shown = Text(safe(text))
    for place, (start, end, style) in enumerate(spans):
        outer = any(start <= inner[0] and inner[1] <= end for inner in spans[place + 1:])
        shown.stylize(f"{style} underline" if outer else style, start, end)
    return shown


def _records(found: Iterable[Mention], kind: str) -> RenderableType:
    table = rows("left", "fill", "left", header=("Words", "Record", "Rule"))
    for mention in found:
        table.add_row(_words(mention, STYLES[kind]), _fields(mention),
                      Text(mention.rule.removeprefix(f"{kind}."), style="dim"))
    return table


def _words(mention: Mention, style: str) -> Passage:
    return Passage(Text(safe(mention.text).replace("\n", " "), style=style), WORDS)


def _fields(mention: Mention) -> RenderableType:
    """The fields of a record beyond its span, each with its name; those that say nothing are left out.

    Values of several words come last, each on lines of its own.
    """
    names = [f.name for f in fields(mention)][len(fields(Mention)):]
    told = {name: _plain(mention[name]) for name in names if mention[name] not in (None, (), False)}
    words = rows("left", "fill")
    for name in [name for name in told if " " in told[name]]:
        words.add_row(Text(name, style="dim"), Passage(Text(told.pop(name))))
    pairs = [Text.assemble((name, "dim"), f" {isolate(value)}" if value else "") for name, value in told.items()]
    return Group(Pairs(pairs), words) if words.rows else Pairs(pairs)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return safe(", ".join(value))
    if value is True:  # its name says it
        return ""
    return f"{value:.6g}" if isinstance(value, float) else safe(str(value)).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values, side by side as far as there is room; none is broken between name and value."""

    pairs: list[Text]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        line = Text()
        for pair in self.pairs:
            if line and line.cell_len + len(GAP) + pair.cell_len > options.max_width:
                yield line
                line = Text()
            line = Text.assemble(line, GAP if line else "", pair)
        yield line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widths = [pair.cell_len for pair in self.pairs] or [0]
        whole = sum(widths) + len(GAP) * (len(widths) - 1)
        return Measurement(max(widths), whole).with_maximum(options.max_width)
