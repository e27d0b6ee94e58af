"""`reformcli explain`: which rule found what, and which rule dropped what."""

from __future__ import annotations

import json as jsonlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reformcli.models import Article, Document, Dropped, Problem


class Explanation(NamedTuple):
    """An article with its mentions, and those that rules took out."""

    article: Article
    dropped: list[Dropped]

    def to_dict(self) -> dict[str, Any]:
        """The article's record with `dropped`, ready for JSON."""
        dropped = [{"kind": drop.kind, "by": drop.by, **drop.mention.to_dict()} for drop in self.dropped]
        return self.article.to_dict() | {"dropped": dropped}


def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT|FILE", help="A text, or a file to read it from.")],
    language: Annotated[str | None, typer.Option(metavar="CODE", help="Its language; detected if not given.")] = None,
    published: Annotated[
        datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="The day it was published.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a text.")] = False,
) -> None:
    """Tell which rule found what, and which rule dropped what.

    Example: reformcli explain "Hải Dương phải đạt trên 60% trước ngày 30/6" --published 2025-06-20
    """
    from reformcli.models import Problem
    from reformcli.report.terminal import print_parts

    failed = False
    for item in explanations(text, language, published.date().isoformat() if published else None):
        if isinstance(item, Problem):
            typer.echo(f"reformcli: {item}", err=True)
            failed = True
        elif json:
            typer.echo(jsonlib.dumps(item.to_dict(), ensure_ascii=False))
        else:
            print_parts(_parts(item))
    if failed:
        raise typer.Exit(1)


def explanations(text: str, language: str | None, published: str | None) -> Iterator[Explanation | Problem]:
    """What the rules make of a text, or of each text in a file. Raises UsageError for an unknown language or file."""
    from dataclasses import replace

    from reformcli.models import Problem
    from reformcli.pipeline import annotate

    _check(language)
    for document in _documents(text):
        if isinstance(document, Problem):
            yield document
        else:
            known = replace(document, language=language or document.language, published=published or document.published)
            dropped: list[Dropped] = []
            yield Explanation(annotate(known, dropped), dropped)


def _check(language: str | None) -> None:
    from reformcli.errors import UsageError
    from reformcli.languages import available

    if language and language not in available():
        raise UsageError(f"No language has the code {language!r}; name one of {', '.join(available())}.")


def _documents(text: str) -> Iterator[Document | Problem]:
    from reformcli.errors import UsageError
    from reformcli.models import Document
    from reformcli.read import read_paths
    from reformcli.read.document import text_id
    from reformcli.read.files import READERS

    if os.path.isfile(text):  # noqa: PTH113  # a Path refuses a text that is too long for a name
        yield from read_paths([Path(text)])
    elif len(text.split()) == 1 and text.lower().endswith(tuple(READERS)):
        raise UsageError(f"There is no file {text}; check its path, or give the text itself in quotation marks.")
    else:
        yield Document(text, text_id(text))


def _parts(explanation: Explanation) -> Iterator[RenderableType]:
    from reformcli.report.article import show_article, show_dropped

    yield from show_article(explanation.article)
    if explanation.dropped:
        yield show_dropped(explanation.dropped)
