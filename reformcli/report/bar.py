"""A bar from 0 to 1 that gives way where a terminal is narrow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.measure import Measurement
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

LEAST, MOST = 4, 24  # cells


@dataclass(frozen=True, slots=True)
class Bar:
    """The stretch from `start` to `end` (0 to 1, cut off outside) of a faint line, at least one cell long."""

    start: float
    end: float

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        width = min(options.max_width, MOST)
        first = min(int(max(self.start, 0) * width), width - 1)
        last = max(min(round(self.end * width), width), first + 1)
        yield Text.assemble(("─" * first, "bright_black"), ("━" * (last - first), "cyan"),
                            ("─" * (width - last), "bright_black"))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(LEAST, MOST).with_maximum(options.max_width)
