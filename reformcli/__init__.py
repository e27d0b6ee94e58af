"""reformcli: dates, shares, provinces and deadlines from the press on Viet Nam's administrative reform.

`extract(text)` gives the records of one text, `read(folder)` the documents of files, `load(store)` data frames.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # everything heavy is imported where it is used: the command line must start at once
    import pandas

    from reformcli.models import Article, Document, Problem

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load", "read"]


def extract(text: str, language: str | None = None, published: str | None = None) -> Article:
    """The records of one text: `article.dates`, `article.percentages`, `article.provinces`, `article.deadlines`.

    `language` is one of en, fa, fr, vi, or None to detect it; `published` an ISO date, or None where it is not known.
    """
    from reformcli.pipeline import extract as run

    return run(text, language, published)


def read(*paths: Path | str) -> Iterator[Document | Problem]:
    """The documents of files and folders (.txt, .html, .jsonl), and a Problem for each that cannot be read.

    Raises UsageError for a path that does not exist.
    """
    from reformcli.read import read_paths

    return read_paths(Path(path) for path in paths)


def load(store: Path | str = "data/extracted") -> dict[str, pandas.DataFrame]:
    """Data frames of a store: `articles`, one row an article, and `dates`, `percentages`, `provinces`, `deadlines`.

    A mention's `article` is the `id` of its row in `articles`. Raises StoreError where there is no store.
    """
    from reformcli.query import load as run

    return run(store)


class _Package(ModuleType):
    """A package whose functions `extract` and `read` stay, though packages of these names stand beside them.

    Importing a submodule sets it as an attribute of its parent, and would so put it in the function's place.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (isinstance(value, ModuleType) and name in __all__):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
