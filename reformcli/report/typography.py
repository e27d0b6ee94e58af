"""How facts are written on a terminal: numbers, signs, quotations, and lines that run right to left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.measure import Measurement
from rich.text import Text

from reformcli.query import Quote
from reformcli.report.quoting import sentence

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

SIGNS = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
"""How a comparator stands before a number."""

_ISOLATE, _RIGHT_TO_LEFT, _END = "\u2068", "\u200f", "\u2069"
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_CONTROL = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_CONTROL |= {ord("\n"): ord("\n"), ord("\t"): ord(" "), ord("\r"): ord(" ")}


def safe(text: str) -> str:
    """The text with control characters made visible, character for character: an article cannot drive the terminal.

    Line feeds stay; a tab or carriage return becomes a space.
    """
    return text.translate(_CONTROL)


def isolate(text: str) -> str:
    """The text, set apart where it runs right to left, so that it does not turn what stands beside it."""
    return f"{_ISOLATE}{text}{_END}" if _RTL.search(text) else text


def number(value: float) -> str:
    """At most two decimals, none that say nothing: 60, 89.5, 85.29."""
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: float, comparator: str = "=") -> str:
    """`≥ 85%`."""
    return f"{SIGNS.get(comparator, comparator)}{number(value)}%"


def passage(quotes: Sequence[Quote[Any]], room: int, style: str) -> Passage:
    """The sentence that `quotes` share, each of them in `style`; about `room` characters of it, cut between words."""
    quotes = sorted(quotes, key=lambda quote: quote.mention.start)
    first, last = quotes[0].mention, quotes[-1].mention
    before, after = sentence(quotes[0])[0], sentence(quotes[-1])[1]
    middle = (first.text + quotes[0].after)[:last.end - first.start]
    spare = max(room - len(middle), 0)
    ahead = min(len(after), max(spare // 3, spare - len(before)))
    before = _tail(before, spare - ahead)
    text = Text(safe(before + middle + _head(after, ahead)).replace("\n", " "))
    for quote in quotes:
        start = len(before) + quote.mention.start - first.start
        text.stylize(style, start, start + len(quote.mention.text))
    return Passage(text)


def _tail(text: str, room: int) -> str:
    if len(text) <= room:
        return text.lstrip()
    kept = text[len(text) - room:]
    return "… " + kept[kept.find(" ") + 1:]


def _head(text: str, room: int) -> str:
    if len(text) <= room:
        return text.rstrip()
    kept = text[:room]
    return kept[:max(kept.rfind(" "), 0)] + " …"


class Passage:
    """Text wrapped to the width it is given; lines of a right-to-left text are isolated one by one and end-aligned.

    A terminal orders each line by itself, so one isolate around the whole text would leave all lines but the last open.
    """

    def __init__(self, text: Text, widest: int | None = None, rtl: bool | None = None) -> None:
        """`widest` is the longest line in cells; `rtl` tells the direction where the text around it sets it."""
        self.text = text
        self.widest = widest
        self.rtl = runs_right_to_left(text.plain) if rtl is None else rtl

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = min(options.max_width, self.widest or options.max_width)
        for line in self.text.wrap(console, width):
            line.rstrip()
            yield self._isolated(line, width) if self.rtl or _RTL.search(line.plain) else line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self.text).with_maximum(self.widest or options.max_width)

    def _isolated(self, line: Text, width: int) -> Text:
        if not self.rtl:
            return Text.assemble(_ISOLATE, line, _END)
        margin = " " * (width - line.cell_len)
        return Text.assemble(margin, _ISOLATE + _RIGHT_TO_LEFT, line, _END)


def runs_right_to_left(text: str) -> bool:
    """Whether most of its letters are of a script that is written so, its digits among them: ۸۹٫۵۱٪."""
    letters = [letter for letter in text if letter.isalpha() or _RTL.match(letter)]
    return sum(bool(_RTL.match(letter)) for letter in letters) * 2 > len(letters)
