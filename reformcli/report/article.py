"""One article on a terminal: its text with every mention highlighted by kind, and its records in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from reformcli.extract import KINDS
from reformcli.models import Article, Dropped, Mention
from reformcli.report.periods import readable
from reformcli.report.terminal import rows, section, title
from reformcli.report.typography import Passage, isolate, safe

PALETTE = ("cyan", "green", "magenta", "yellow", "blue", "red")
"""Colours of the kinds, in the order of `KINDS`."""

WIDTH = 100
"""The longest line of running text that reads well."""

WORDS = 28
"""Columns for the words of a mention in a table."""

STYLES = {kind.NAME: f"bold {PALETTE[place % len(PALETTE)]}" for place, kind in enumerate(KINDS)}


def show_article(article: Article) -> Iterator[RenderableType]:
    """The parts of an article's page: what it is, a legend, the text, and a table of records a kind."""
    known = (article.language, readable(article.published), article.url, article.path)
    yield title(isolate(safe(article.title or article.id[:12])), " · ".join(safe(part) for part in known if part))
    yield legend(article.mentions)
    yield ""
    for line in highlighted(article.text, article.mentions).split("\n", allow_blank=True):
        yield Padding(Passage(line, WIDTH), (0, 0, 0, 2))
    yield from show_records(article)


def show_records(article: Article) -> Iterator[RenderableType]:
    """A table a kind: the words, the record's fields, and the rule that made it."""
    for kind, found in article.mentions.items():
        if found:
            yield section(kind.capitalize(), _records(found, STYLES[kind]))


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


def _records(found: Iterable[Mention], style: str) -> RenderableType:
    table = rows("left", "fill", "left", header=("Words", "Record", "Rule"))
    for mention in found:
        table.add_row(_words(mention, style), _fields(mention), Text(mention.rule, style="dim"))
    return table


def _words(mention: Mention, style: str) -> Passage:
    return Passage(Text(safe(mention.text).replace("\n", " "), style=style), WORDS)


def _fields(mention: Mention) -> Passage:
    """The fields of a record beyond its span, each with its name; those that say nothing are left out."""
    told = Text()
    for name in [f.name for f in fields(mention)][len(fields(Mention)):]:
        if mention[name] not in (None, (), False):
            told.append("  " if told else "").append(f"{name} ", "dim").append(isolate(safe(_plain(mention[name]))))
    return Passage(told)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:.6g}" if isinstance(value, float) else str(value).replace("\n", " ")
