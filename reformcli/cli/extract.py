"""`reformcli extract`: the records of files and folders to standard output; nothing is stored."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reformcli.models import Article, Problem


class Format(StrEnum):
    """How records are printed."""

    table = "table"
    jsonl = "jsonl"


def extract(
    path: Annotated[list[Path], typer.Argument(help="Files and folders: .txt, .html, .jsonl.")],
    format: Annotated[Format, typer.Option(help="A table to read, or one JSON record a line.")] = Format.table,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Print the records of files and folders.

    Nothing is stored. Exit 1 where a file failed.

    Example: reformcli extract data/raw --format jsonl
    """
    from reformcli.models import Problem

    show = print_line if json or format is Format.jsonl else table_printer()
    failed = False
    for item in articles(path):
        if isinstance(item, Problem):
            typer.echo(f"reformcli: {item}", err=True)
            failed = True
        else:
            show(item)
    if failed:
        raise typer.Exit(1)


def articles(paths: list[Path]) -> Iterator[Article | Problem]:
    """The articles of files and folders, one by one, and a Problem for what cannot be read or extracted."""
    from reformcli.ingest import attempt
    from reformcli.models import Problem
    from reformcli.read import read_paths

    for item in read_paths(paths):
        yield item if isinstance(item, Problem) else attempt(item)


def print_line(article: Article) -> None:
    """One line of JSON, its letters as they are."""
    typer.echo(jsonlib.dumps(article.to_dict(), ensure_ascii=False))


def table_printer() -> Callable[[Article], None]:
    """A function that prints an article's name and a table of records a kind."""
    from reformcli.report.article import show_records
    from reformcli.report.terminal import print_parts, title
    from reformcli.report.typography import isolate, safe

    def show(article: Article) -> None:
        about = " · ".join((article.language, article.published or "no date of publication"))
        print_parts([title(isolate(safe(article.path or article.id)), about), *show_records(article), ""])

    return show
